"""Fixes that reword a claim."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from ots_lint.checks._edits import rule_fix
from ots_lint.finding import Edit, Fix
from ots_lint.ruleset.template import render
from ots_lint.text.initials import is_capitalised, is_letters
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.brand.names import Mention
    from ots_lint.language.language import Language
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement
    from ots_lint.ruleset.rule import Rule

#: Seconds that a pattern of a rule may take.
_TIMEOUT = 2.0


def rewritten(
    rule: Rule, reading: Reading, place: Place, statement: Statement | None, values: Mapping[str, object]
) -> Fix | None:
    """A plain rewording where the rule has one for these words in their language, else what to do.

    `place` is the name in the words; the wording keeps its chapter.
    """
    language = place.sentence.language
    named = _named(place.name(reading), reading, language)
    content, edit = _reworded(rule, reading, statement, named) if statement is not None else ("", None)
    example = render(str(rule.fix.get("insert", {}).get(language.tag, "")), named)
    return rule_fix(rule, {"brand": reading.brand.name, **values, "instead": content, "example": example}, edit)


@lru_cache(maxsize=256)
def _pattern(find: str, name: str) -> regex.Pattern[str]:
    return regex.compile(find.replace("$org", regex.escape(name)), regex.IGNORECASE)


class Place(NamedTuple):
    """The word of a sentence that is the organisation."""

    sentence: Sentence
    word: int

    def name(self, reading: Reading) -> str:
        """The name as it stands there."""
        run, first, last = self.sentence.place(self.word)
        return reading.page.runs[run].text[first:last]


def _reworded(rule: Rule, reading: Reading, statement: Statement, named: Mapping[str, str]) -> tuple[str, Edit | None]:
    sentence = statement.sentence
    (index, start, _), (other, _, end) = sentence.place(statement.first), sentence.place(statement.last)
    if index != other or _goes_on(statement):
        return "", None
    run = reading.page.runs[index]
    text, source = run.text[start:end], run.span(start, end)
    if reading.page.source.text[source.start : source.end] != text:
        return "", None  # markup stands inside
    _, first, last = sentence.place(statement.org)
    name = run.text[first:last]
    stop = "." if text.endswith(".") and statement.last == len(sentence.words) - 1 else ""  # "by Acme e.V."
    for rewrite in rule.fix.get("rewrite", ()):
        if rewrite.get("language", sentence.language.tag) != sentence.language.tag:
            continue
        match = _pattern(rewrite["find"], name).fullmatch(text, timeout=_TIMEOUT)
        if match is None:
            continue
        groups = {key: value or "" for key, value in match.groupdict().items()}
        content = render(rewrite["replace"], {**named, **groups}) + stop
        if is_capitalised(text):
            content = content[:1].upper() + content[1:]
        return content, Edit(source, content)
    return "", None


def _goes_on(statement: Statement) -> bool:
    """Whether others stand behind the words of a claim, of whom a rewording would say the same: "by Acme and the library"."""
    sentence, at = statement.sentence, statement.last + 1
    if not (sentence.word(at) == "," or sentence.is_any(at, "joiner", "and")):
        return False
    at += 1
    if sentence.is_a(at, "and"):
        at += 1
    article = sentence.is_a(at, "det")
    if article:
        at += 1
    word = sentence.word(at)
    if sentence.is_any(at, "pronoun", "we", "preposition", "be", "runs-pp", "supports-pp"):
        return False
    return is_letters(word) and (article or is_capitalised(word) or sentence.is_a(at, "hosts"))


def _named(name: str, reading: Reading, language: Language) -> Mapping[str, str]:
    """The organisation in full, with its chapter ("Acme Berlin"), but without a team, a legal form or brackets.

    `compound` is the same as the beginning of a compound noun ("Acme-Berlin").
    """
    brand = reading.brand
    rest = name.replace(brand.name, " ")
    if brand.abbreviation:
        rest = rest.replace(brand.abbreviation, " ")
    places = [
        word
        for word in compiled(r"\p{Lu}[\p{L}-]+").findall(rest)
        if language.is_unknown(word) and not any(language.is_a(word, other) for other in ("team", "legal-form"))
    ]
    if any(not _is_right(m, name, brand.name) for m in reading.ruleset.names.names(name, named=True)):
        places = []
    return {"brand": " ".join([brand.name, *places]), "compound": "-".join([*brand.name.split(), *places])}


def _is_right(mention: Mention, name: str, brand: str) -> bool:
    return name[mention.start : mention.end].startswith(brand)
