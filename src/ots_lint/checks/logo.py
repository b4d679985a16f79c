"""A logo of the organisation is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import rule_fix
from ots_lint.text.patterns import compiled, lazy

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule

#: What says more of a picture than so many characters is no name of a logo.
_LONGEST = 120
_LOGO = "<logo>"
_DIGITS = lazy(r"\d+")


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """Every image whose alt, title or file name says that it is the organisation's logo."""
    reading = context.reading
    for image in reading.page.images:
        name = image.src.partition("?")[0].rpartition("/")[2]
        if any(_is_logo(reading, text) for text in (image.alt, image.title)) or _is_logo_file(reading, name):
            values = {"seen": image.alt or name}
            yield Hit(image.span, values, rule_fix(rule, {"brand": reading.brand.name, **values}))


def _is_logo(reading: Reading, text: str) -> bool:
    if len(text) > _LONGEST or not _says_logo(reading, text):
        return False
    matcher = reading.ruleset.names
    named = matcher.names(text, named=True)
    return bool(named) or bool(matcher.abbreviations(text))


def _says_logo(reading: Reading, text: str) -> bool:
    """Whether a text calls something a logo, in any language: pictures are named in those that the site knows."""
    return reading.ruleset.name_words.pattern(_LOGO).search(_DIGITS.sub(" ", text)) is not None


def _is_logo_file(reading: Reading, name: str) -> bool:
    """Whether a file name has the name (or abbreviation) and "logo" in it."""
    stem = compiled(r"(?<=\p{Ll})(?=\p{Lu})").sub("-", name.rpartition(".")[0] or name)
    if not _says_logo(reading, stem.replace("_", " ")):
        return False
    words = [w.lower() for w in compiled(r"[\p{L}]+").findall(stem)]
    joined = "".join(w.lower() for w in compiled(r"[\p{L}\d]+").findall(stem))
    brand = reading.brand
    short = brand.abbreviation.lower()
    return "".join(w.lower() for w in brand.words) in joined or bool(
        short and (short in words or f"{short}logo" in words or f"logo{short}" in words)
    )
