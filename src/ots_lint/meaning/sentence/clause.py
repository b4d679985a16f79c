"""Where the clause around some words begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.notes import CELL

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

#: So many words may stand before the comma behind which a clause begins: "In the spring of 2013, …".
_LEAD_IN = 5
#: So near to its beginning is the verb of a clause: "the evening is …", "at the bridge is …".
_NEAR = 6
_STARTS = frozenset({";", ":", CELL, "–", "—", "(", "?", "!", "¿", "¡", "¤"})
_ENDS = frozenset({";", ":", CELL, "–", "—", ")", "?", "!", "."})


def clause(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The first and last word of the clause around the words `first` to `last`."""
    words = sentence.words
    sweeping = sentence.has("neither", last=first - 1)
    subordinate = sentence.has("condition", last=2)
    borders = sentence.borders
    start = first
    while start > 0:
        if start not in borders and start - 1 not in borders:
            start -= 1
            continue
        before = words[start - 1]
        if before == ")" and start != first and (opening := _opening(words, start - 1)) is not None:
            start = opening  # "the party (from ten on) is not run by …"
            continue
        if before in _STARTS or (start != first and _opens(sentence, start)):
            break
        if before == "," and not _leads_in(sentence, start - 1):
            if subordinate or (not sweeping and _opens_clause(sentence, start, first)):
                break  # "If he is not there, …", "Since nobody …, …"
        elif not sweeping and sentence.is_a(start - 1, "and") and _opens_clause(sentence, start, first, joined=True):
            break
        start -= 1
    end = last
    while end + 1 < len(words):
        if end + 1 not in borders:
            end += 1
            continue
        after = words[end + 1]
        if after in _ENDS or _opens(sentence, end + 1):
            break
        relative = words[end] in {ORG, CREW} and sentence.is_a(end + 2, "relative")  # "$org , die … nie"
        if after == "," and (relative or _opens_clause(sentence, end + 2, len(words))):
            break
        if sentence.is_a(end + 1, "and") and _opens_clause(sentence, end + 2, len(words), joined=True):
            break
        end += 1
    return start, end


def _opening(words: Sequence[str], closing: int) -> int | None:
    """The bracket that a closing one belongs to, or None."""
    return next((i for i in range(closing, -1, -1) if words[i] == "("), None)


def _leads_in(sentence: Sentence, comma: int) -> bool:
    """Whether a sentence begins with a phrase, up to a comma, that belongs to the clause behind: "Last year, …"."""
    if not 1 < comma <= _LEAD_IN or ORG in sentence.words[:comma] or CREW in sentence.words[:comma]:
        return False
    first = next((i for i in range(comma) if any(c.isalnum() for c in sentence.words[i])), 0)
    if not sentence.is_any(first, "det", "in", "at", "preposition", "past"):
        return False
    return not sentence.has_any(("negator", "condition", "be", "wish"), last=comma)


def _opens(sentence: Sentence, index: int) -> bool:
    """Whether a word opens a clause: "still" does, but not in "we still had to"."""
    return sentence.is_a(index, "clause-opener") and not sentence.is_a(index - 1, "we")


def _opens_clause(sentence: Sentence, index: int, limit: int, *, joined: bool = False) -> bool:
    """Whether a new clause, with a subject or a verb of its own, begins at this word."""
    words = sentence.words
    if sentence.is_any(index, "pronoun", "clause-opener") or sentence.word(index) in {ORG, CREW}:
        return True
    if joined:
        return sentence.is_a(index, "be")
    if sentence.is_a(index, "now") and sentence.is_a(index + 1, "be"):
        return True  # ", heute haben wir …"
    phrase = sentence.is_any(index, "det", "at", "in", "preposition")
    if phrase and not sentence.is_a(index, "negator"):
        # ", the evening is …", ", an der Brücke gibt es …": a noun and a verb of its own before the match ends
        for k in range(index + 1, min(index + _NEAR, limit)):
            if words[k] in {",", ";"}:
                return False
            if sentence.is_a(k, "be"):
                return True
    return False
