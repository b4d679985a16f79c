"""What the program says to people, in their language: one catalogue a language, each a JSON file of this folder.

`texts` are what reports say, by key: with places (`{site}`), and where a number decides, one text for each
plural form, which `plural` tells apart as gettext does. `phrases` are what the engine says deep inside, where
nobody knows who will read it: the English text, with its places, and what to say instead. What a rule says is
translated in its own file. `help` is what `--help` says: of a command and an option under its name, of an option that
means something of its own to a command under both; headings, examples and the names of places are there, too. (JSON, for every run reads a catalogue and has imported that already.)
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from ots_lint.text.language_tags import PART, SOME, UNKNOWN

#: The language that everything is there in, and that machines get.
ENGLISH = "en"
_FOLDER = os.path.dirname(__file__)  # noqa: PTH120
_PLACE = re.compile(r"\{([a-z]+)\}")
#: Places that hold what somebody else wrote, which is never translated.
QUOTED = frozenset({"seen", "telling", "given", "near", "choices"})


def languages() -> list[str]:
    """The tags of the languages that there is a catalogue for."""
    return sorted(name[:-5] for name in os.listdir(_FOLDER) if name.endswith(".json"))  # noqa: PTH208


def tag_of(environment: Mapping[str, str]) -> str:
    """The language of a locale, whether there is a catalogue for it or not; empty where it says none."""
    value = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "") or ""
    tag = re.split(r"[-_.@]", value)[0].lower()
    return tag if re.fullmatch(r"[a-z]{2,3}", tag) else ""


def language_of(environment: Mapping[str, str]) -> str:
    """The language of a locale where there is a catalogue for it, else English."""
    return spoken(tag_of(environment))


def spoken(tag: str) -> str:
    """What is said to somebody who wants this language: the language where there is a catalogue for it, else English."""
    return tag if tag and tag != ENGLISH and tag in languages() else ENGLISH


def known_languages() -> Mapping[str, str]:
    """Tag and English name of languages that pages are in, whether there is a catalogue for them or not."""
    return catalogue(ENGLISH).names


@lru_cache(maxsize=8)
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language. Raises `KeyError` where there is none."""
    if language not in languages():
        raise KeyError(language)
    return Catalogue(language)


class Catalogue:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        import json

        self.language = language
        with open(os.path.join(_FOLDER, f"{language}.json"), encoding="utf-8") as stream:  # noqa: PTH118, PTH123
            self._data: Mapping[str, Any] = json.load(stream)
        self.names: Mapping[str, str] = self._data.get("languages", {})
        self._texts: Mapping[str, Any] = self._data["texts"]

    def __call__(self, key: str, n: int | None = None, /, **values: object) -> str:
        """The text of this key with its places filled in; `n` fills `{n}` and chooses the plural form."""
        text = self._texts[key]
        if isinstance(text, list):
            assert n is not None, key
            text = text[self._plural(n)]
        if n is not None:
            values["n"] = n
        return _filled(text, values) if "{" in text else text

    @cached_property
    def _plural(self) -> Callable[[int], int]:
        rule = self._data["plural"]
        if rule == "n != 1":
            return lambda n: int(n != 1)
        from gettext import c2py

        return c2py(rule)

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return str(self._data["name"])

    def language_name(self, tag: str) -> str:
        """What people call a language; its tag in quotes where that is not known."""
        if tag == UNKNOWN:
            return self("language-unknown")
        return str(self.names.get(tag) or f"“{tag}”")

    @property
    def helps(self) -> Mapping[str, str]:
        """What `--help` says, by the names of commands, options and places."""
        found: Mapping[str, str] = self._data["help"]
        return found

    def pages_in(self, n: int, tag: str) -> str:
        """So many pages in a language, or partly in it (`language_tags.PART`)."""
        whole = not tag.endswith(PART)
        name = tag.removesuffix(PART).removesuffix(SOME)
        if name == UNKNOWN:
            return self("pages-in-unknown" if whole else "pages-partly-in-unknown", n)
        key = "pages-in-language" if whole else "pages-partly-in-language"
        return self(key, n, language=self.language_name(name))

    def not_read(self, what: str, tag: str) -> str:
        """That pages in a language were not read, or not by all rules (`language_tags.SOME`)."""
        return self("read-by-some" if SOME in tag else "not-read", what=what)

    @cached_property
    def texts(self) -> Mapping[str, Any]:
        """All texts by key."""
        return self._texts

    @cached_property
    def _phrases(self) -> tuple[Mapping[tuple[str, str], str], list[tuple[str, re.Pattern[str], str]]]:
        """Those without places of their own by where they may stand (empty: anywhere) and their text; the others in order."""
        plain: dict[tuple[str, str], str] = {}
        patterns = []
        for key, said in self._data.get("phrases", {}).items():
            places, bar, phrase = key.rpartition("|")
            for place in places.split(",") if bar else [""]:
                if "{" in phrase:
                    patterns.append((place, _pattern(phrase), said))
                else:
                    plain[place, phrase] = said
        return plain, patterns

    def phrase(self, text: str, place: str = "") -> str:
        """An English phrase of the program in this language; any other text as it is.

        `place` is what the text fills in: before a bar, a catalogue names the places that a phrase is meant for.
        """
        plain, patterns = self._phrases
        lower = text[:1].lower() + text[1:]
        for candidate in dict.fromkeys((text, lower)):
            said = plain.get((place, candidate)) or plain.get(("", candidate))
            for only, pattern, other in patterns if said is None else ():
                match = pattern.fullmatch(candidate) if only in ("", place) else None
                if match is not None:
                    places = {k: v if k in QUOTED else self.phrase(v, k) for k, v in match.groupdict().items()}
                    said = _filled(other, places)
                    break
            if said is not None:
                return said if candidate == text else said[:1].upper() + said[1:]
        return text


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _PLACE.sub(lambda match: str(values[match[1]]), text)


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = _PLACE.split(phrase)
    pieces = [f"(?P<{part}>.{{1,2000}}?)" if i % 2 else re.escape(part) for i, part in enumerate(parts)]
    return re.compile("".join(pieces), re.DOTALL)
