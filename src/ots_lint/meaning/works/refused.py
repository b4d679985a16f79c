"""Whether the answer to a question refuses that a work is used or shared: "May I reuse the slides? No, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.sentence.verdict import Verdict
from ots_lint.meaning.works.barred import leaves_to_some
from ots_lint.text.initials import is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.works.works import Work

#: An answer says among so many words whether it is a no: "Sorry, no.", "I am afraid not."
_OPENING = 4
#: An answer that ends with its no has so many words at most.
_SHORT = 9


def refused(question: Sentence, answer: Sentence | None, work: Work) -> Verdict | None:
    """That a question whether a work may be used or shared is answered with no: "May I reuse the slides? No, …"."""
    if answer is None or not question.is_question or not (_refuses(answer) or leaves_to_some(answer)):
        return None
    match = next(iter(question.matches("leave-asked")), None) if work.nouns(question) else None
    return None if match is None else Verdict("restriction", work.name, question, match.first, match.last, ())


def _refuses(answer: Sentence) -> bool:
    """Whether a no opens an answer, or ends a short one: "I am sorry, you may not."."""
    words = [i for i, word in enumerate(answer.words) if is_letters(word)]
    ends = words[-1:] if len(words) <= _SHORT else []
    return any(_denies(answer, i) for i in range(_OPENING)) or any(answer.is_a(i, "negator") for i in ends)


def _denies(answer: Sentence, i: int) -> bool:
    """Whether a word says no by itself, and not as in "no problem"."""
    itself = not is_letters(answer.word(i + 1)) or any(
        answer.is_a(i + 1, name) for name in ("pronoun", "negator", "we")
    )
    return answer.is_a(i, "denial") and itself
