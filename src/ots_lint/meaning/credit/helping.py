"""Whether people of the organisation help, by whatever verb: that is what coaches do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.context import reasons

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence

#: Classes of verbs that say that somebody does something, by whatever verb.
HELPS = ("helps-fin", "does-fin", "gives-fin", "teaches-fin", "supports-fin", "provides-fin")
#: What people who help from the organisation's ranks give, whatever they are called.
CREW_KIND = "coaches"
_AGAINST = frozenset({"negated", "wished", "quoted", "other-event", "general"})


def is_taken_back(sentence: Sentence, word: int) -> bool:
    """Whether a word is denied, wished for, or of another time: the past, where the page has a date of its own."""
    against = {reason.modifier for reason in reasons(sentence, word, word, "gives")}
    return not _AGAINST.isdisjoint(against) or ("past" in against and bool(sentence.notes.facts.years))


def helps(reading: Reading, sentence: Sentence, privately: bool) -> bool:
    """Whether a sentence says so. `privately`: so do people who only teach there."""
    if any(s.family == "private" and s.plain for s in reading.statements(sentence)):
        return True
    at = next((i for i, word in enumerate(sentence.words) if word == CREW), None)
    if at is None:
        return privately and _teaches_there(sentence)
    if not sentence.has_any(HELPS) and not _is_answer(reading, sentence):
        return False
    return not is_taken_back(sentence, at)


def _is_answer(reading: Reading, sentence: Sentence) -> bool:
    """Whether the heading of a section asks who helps: "Who helps me?"."""
    heading = reading.heading(reading.page.runs[sentence.run_of(0)])
    language = sentence.language
    asked = (language.is_a(word, "helps-fin") and not language.is_a(word, "be") for word in heading.split())
    return heading.endswith("?") and any(asked)


def _teaches_there(sentence: Sentence) -> bool:
    """Whether somebody who teaches at the organisation helps: "Mia teaches at Acme and comes to help"."""
    words, is_a = sentence.words, sentence.is_a
    org = words.index(ORG) if ORG in words else 0
    if not is_a(sentence.before_noun(org), "at") or is_taken_back(sentence, org):
        return False
    first = max((i for i in range(org) if words[i] == ","), default=-1) + 1
    last = next((i for i in range(org, len(words)) if words[i] == ","), org)
    teaches = any(
        is_a(i, "teaches-fin") or CREW_KIND in sentence.language.kinds_of(words[i]) for i in range(first, last + 1)
    )
    return teaches and (sentence.has_any(HELPS, last + 1) or sentence.has_any(HELPS, last=first - 1))
