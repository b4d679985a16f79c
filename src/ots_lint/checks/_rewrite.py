"""Fixes that reword a claim."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import regex

from ots_lint.finding import Applicability, Edit, Fix
from ots_lint.ruleset.template import render
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.statement import Statement
    from ots_lint.ruleset.language import Language
    from ots_lint.ruleset.names import Mention
    from ots_lint.ruleset.rule import Rule

#: Seconds that a pattern of a rule may take.
_TIMEOUT = 2.0


def rewritten(rule: Rule, reading: Reading, statement: Statement | None, values: Mapping[str, object]) -> Fix | None:
    """A plain rewording where the rule has one for these words in their language, else what to do."""
    if not rule.fix:
        return None
    brand = reading.brand.name
    content, edit = _reworded(rule, reading, statement) if statement is not None else ("", None)
    language = statement.sentence.language.tag if statement is not None else reading.language
    example = render(str(rule.fix.get("insert", {}).get(language, "")), {"brand": brand})
    message = render(str(rule.fix["message"]), {"brand": brand, **values, "instead": content, "example": example})
    if edit is None:
        return Fix("suggestion", message)
    return Fix(cast(Applicability, rule.fix["applicability"]), message, (edit,))


@lru_cache(maxsize=256)
def _pattern(find: str, name: str) -> regex.Pattern[str]:
    return regex.compile(find.replace("$org", regex.escape(name)), regex.IGNORECASE)


def _reworded(rule: Rule, reading: Reading, statement: Statement) -> tuple[str, Edit | None]:
    sentence = statement.sentence
    (index, start, _), (other, _, end) = sentence.place(statement.first), sentence.place(statement.last)
    if index != other:
        return "", None
    run = reading.page.runs[index]
    text, source = run.text[start:end], run.span(start, end)
    if reading.page.source.text[source.start : source.end] != text:
        return "", None  # markup stands inside
    _, first, last = sentence.place(statement.org)
    name = run.text[first:last]
    for rewrite in rule.fix.get("rewrite", ()):
        if rewrite.get("language", sentence.language.tag) != sentence.language.tag:
            continue
        match = _pattern(rewrite["find"], name).fullmatch(text, timeout=_TIMEOUT)
        if match is None:
            continue
        groups = {key: value or "" for key, value in match.groupdict().items()}
        content = render(rewrite["replace"], {"brand": _named(name, reading, sentence.language), **groups})
        if text[:1].isupper():
            content = content[:1].upper() + content[1:]
        return content, Edit(source, content)
    return "", None


def _named(name: str, reading: Reading, language: Language) -> str:
    """The organisation in full, with its chapter ("Acme Berlin"), but without a team, a legal form or brackets."""
    brand = reading.brand
    places = [
        word
        for word in compiled(r"\p{Lu}[\p{L}-]+").findall(name.replace(brand.name, " ").replace(brand.abbreviation, " "))
        if language.is_unknown(word) and not any(language.is_a(word, other) for other in ("team", "legal-form"))
    ]
    mentions = reading.ruleset.names.names(name, named=True)
    return brand.name if any(not _is_right(m, name, brand.name) for m in mentions) else " ".join([brand.name, *places])


def _is_right(mention: Mention, name: str, brand: str) -> bool:
    return name[mention.start : mention.end].startswith(brand)
