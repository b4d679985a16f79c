"""The words of `ots-lint init`, in the language of the user, and the templates of the files that it writes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_HERE = Path(__file__).parent
#: Where nobody asks for another language.
FALLBACK = "en"


def languages() -> list[str]:
    """The languages that there are words in."""
    return sorted(path.stem for path in (_HERE / "texts").glob("*.toml"))


def language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the user's locale, where there are words in it; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            tag = value.replace("-", "_").partition("_")[0].partition(".")[0].lower()
            return tag if tag in languages() else FALLBACK
    return FALLBACK


class Texts:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        import tomllib

        self.language = language
        with (_HERE / "texts" / f"{language}.toml").open("rb") as stream:
            self._texts: dict[str, str] = tomllib.load(stream)

    def __call__(self, key: str, /, **values: str) -> str:
        """A text, with its places filled in."""
        return filled(self._texts[key], **values)


def template(name: str, /, **values: str) -> str:
    """A file that is shipped as a template (`files/…`, `pack/…`), with its places filled in."""
    return filled((_HERE / name).read_text("utf-8"), **values)


def filled(text: str, /, **values: str) -> str:
    """A text in which each `@@name@@` is replaced by its value; what is filled in is not looked at again."""
    import re

    return re.sub(r"@@([a-z]+)@@", lambda match: values[match[1]], text)
