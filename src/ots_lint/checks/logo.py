"""A logo of the organisation is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import simple_fix
from ots_lint.text.patterns import compiled, lazy

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule

_LOGO = lazy(
    r"(?i)(?<!\p{L})(?:[\p{L}]*logo(?:s|type|typ|mark)?|wordmark|wortmarke|bildmarke|emblem|signet|brandmark)(?!\p{L})|logo"
)
_OTHERS = lazy(r"(?i)\blogo(?:s)?\s+(?:of|von|der|des)\s+(?:the\s+)?")


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """Every image whose alt, title or file name says that it is the organisation's logo."""
    reading = context.reading
    for image in reading.page.images:
        texts = [image.alt, image.title]
        name = image.src.partition("?")[0].rpartition("/")[2]
        if any(_is_logo(reading, text) for text in texts if text) or _is_logo_file(reading, name):
            values = {"seen": image.alt or name}
            yield Hit(image.span, values, simple_fix(rule, {"brand": reading.brand.name, **values}))


def _is_logo(reading: Reading, text: str) -> bool:
    if not _LOGO.search(text) or len(text) > 120:
        return False
    matcher = reading.ruleset.names
    named = matcher.names(text, named=True)
    return bool(named) or bool(matcher.abbreviations(text))


def _is_logo_file(reading: Reading, name: str) -> bool:
    """Whether a file name has the name (or abbreviation) and "logo" in it."""
    stem = compiled(r"(?<=\p{Ll})(?=\p{Lu})").sub("-", name.rpartition(".")[0] or name)
    words = [w.lower() for w in compiled(r"[\p{L}]+").findall(stem)]
    if not any(_LOGO.fullmatch(w) or w.startswith("logo") or w.endswith("logo") for w in words):
        return False
    joined = "".join(words)
    brand = reading.brand
    short = brand.abbreviation.lower()
    return "".join(w.lower() for w in brand.words) in joined or bool(
        short and (short in words or f"{short}logo" in words or f"logo{short}" in words)
    )
