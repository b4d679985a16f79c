"""What answers say: bare names ("Who organises this? The library and Acme.") and yes ("Is this run by Acme? Yes.")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.page.asked import heading_before
from ots_lint.meaning.sentence.claims import claims_of, with_others
from ots_lint.meaning.sentence.context import modified
from ots_lint.meaning.sentence.families import CLAIMS
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.meaning.sentence.statement import Statement
from ots_lint.text.initials import is_capitalised, is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.pipeline.unit import Unit
    from ots_lint.meaning.reading import Reading

#: An answer of more words is a text of its own.
_LONGEST = 14
#: So many words at most stand before what a question is about.
_NEAR = 3
#: Classes of the small words that may stand beside names.
_SMALL = ("filler", "det", "adj", "and", "adv", "aux", "who")
#: Signs that a question may begin with.
_OPENING = frozenset({"¿"})


def answer(reading: Reading, unit: Unit) -> None:
    """Add to the statements of a unit what its bare names answer."""
    found = list(_answers(reading, unit))
    if found:
        notes = unit.notes
        notes.statements = sorted([*notes.statements, *found], key=lambda s: (s.sentence.index, s.first, s.last))


def _answers(reading: Reading, unit: Unit) -> Iterator[Statement]:
    for sentence in unit.sentences:
        if ORG not in sentence.words or not _is_of_names(sentence):
            continue
        question = _question(reading, unit, sentence)
        said = _asked(question) if question is not None else ""
        if said:
            org = sentence.words.index(ORG)
            yield modified(Statement(said, sentence, org, org, org, with_others(sentence, org)))


def _question(reading: Reading, unit: Unit, sentence: Sentence) -> Sentence | None:
    """The question before a sentence, in its unit or as the heading that the unit is the first text under."""
    if sentence.index:
        return unit.sentences[sentence.index - 1]
    heading = heading_before(reading, unit)
    if heading is None or not heading.is_question or any(i in reading.mentions for i in heading.unit.runs):
        return None
    return heading


def _asked(question: Sentence) -> str:
    """The family of what a question asks who does; empty where it asks for something else."""
    if not question.is_question or ORG in question.words or CREW in question.words:
        return ""
    who = 1 if question.words[0] in _OPENING else 0
    if not question.is_a(who, "who"):
        return ""
    words = [ORG, *question.words[who + 1 : -1]]
    told = Sentence(question.notes, question.start, words, question.index)
    return next((s.family for s in claims_of(told, question.language.families) if s.family in CLAIMS), "")


def _is_of_names(sentence: Sentence) -> bool:
    """Whether a sentence is a name or an enumeration of names; "three friends of Acme" are people."""
    words = sentence.words
    if sentence.is_question or len(words) > _LONGEST or CREW in words or sentence.has("negator"):
        return False
    before = sentence.back_over(words.index(ORG), ("det",))
    if sentence.is_any(before, "preposition", "crew-link"):
        return False
    return all(
        not is_letters(word) or is_capitalised(word) or sentence.is_any(i, *_SMALL) for i, word in enumerate(words)
    )


def is_affirmed(reading: Reading, question: Sentence) -> bool:
    """Whether a question is answered with yes and no more: "Is this run by …? Yes, it is." (else the answer is read)."""
    answer = reading.following(question)
    if answer is None:
        return False
    first = next((i for i, word in enumerate(answer.words) if is_letters(word)), 0)
    return answer.is_a(first, "affirmation") and not answer.has("negator") and ORG not in answer.words


def as_claimed(statement: Statement) -> Statement:
    """What a question asks as a claim, where the question is about nothing else: "have you been to a day run by …?"."""
    if statement.first > _NEAR:
        return statement
    return statement._replace(reasons=tuple(reason for reason in statement.reasons if reason.modifier != "question"))
