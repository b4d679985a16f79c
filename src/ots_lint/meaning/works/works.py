"""What a restriction may be about, learning material or recordings, and where a sentence names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ots_lint.meaning.sentence.notes import CELL
from ots_lint.text.initials import is_capitalised, is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.line import Match
    from ots_lint.meaning.sentence.lines import Sentence

#: A longer heading is no label.
_LABEL_WORDS = 4
#: So many words behind a noun at most is told what it belongs to: "pictures of the evening".
_NEAR = 3
#: What stands behind the word that a line is about.
_LABELS = frozenset({":", CELL})
#: So many words before a participle at most stands "everything", "what".
_MADE_WITHIN = 6


class Work(NamedTuple):
    """What may be restricted: the word class of its nouns, and the class of those that are something else."""

    name: str
    other: str

    @property
    def classes(self) -> tuple[str, ...]:
        """The word classes by which it is named."""
        return (self.name, "recorded", "records") if self.name == "recording" else (self.name,)

    def nouns(self, sentence: Sentence) -> list[int]:
        """The words of a sentence that name the work, but for those that only say where ("in the exercise")."""
        said = sentence.matches("restricted")
        return [
            i
            for i in works_named(sentence, self.name, self.other)
            if not _is_place(sentence, i) or any(_holds(sentence, match, i) for match in said)
        ]

    def labels(self, sentence: Sentence) -> bool:
        """Whether a short heading is about the work: its last noun names it."""
        words = [i for i, word in enumerate(sentence.words) if is_letters(word)]
        return 0 < len(words) <= _LABEL_WORDS and words[-1] in works_named(sentence, self.name, self.other)


def works_named(sentence: Sentence, name: str, other: str) -> list[int]:
    """The words of a sentence that name a work of the class `name`, and none of the class `other`."""
    made = _made(sentence) if name == "recording" else []
    if not sentence.has(name):
        return made
    # "film material" is a recording, not material
    return made + [
        i
        for i in range(len(sentence.words))
        if sentence.is_a(i, name)
        and i not in made
        and not _is_deed(sentence, i)
        and not _is_done_to(sentence, i, other)
        and not sentence.is_a(i, "other-work")
        and not sentence.is_a(i - 1, "other-work")
        and not (name == "material" and sentence.is_a(i, other))
        and not (name == "material" and sentence.is_a(i + 1, other))  # "lesson videos", "materiale video"
        and not _names_group(sentence, i)
        and sentence.word(i + 1) != "]"  # "[video] Confidential computing" is a title
        and (not sentence.is_a(i, "vague-work") or _is_of_event(sentence, i))
    ]


def _names_group(sentence: Sentence, i: int) -> bool:
    """Whether a noun only says which group it is: "the Nanomaterials Group", "el Grupo de Materiales"."""
    if sentence.is_a(i + 1, "org-noun"):
        return is_capitalised(sentence.word(i + 1))
    of = sentence.is_a(i - 1, "crew-link")
    group = i - 2 if of else i - 1
    beside = of or (sentence.capital_nouns and not sentence.is_any(group, "preposition", "det"))
    return beside and sentence.is_a(group, "org-noun")


def _is_deed(sentence: Sentence, i: int) -> bool:
    """Whether what looks like a work is the verb behind a word for "may": "you may not photograph them"."""
    return (
        sentence.is_a(i, "share")
        and any(sentence.is_a(k, "may") for k in (i - 1, i - 2))
        and not _is_pointed(sentence, i - 1)
    )


def _is_done_to(sentence: Sentence, i: int, other: str) -> bool:
    """Whether what looks like a work is what is done to another: "rediffusion des transparents"."""
    if not sentence.is_a(i, "share") or not sentence.is_a(i + 1, "preposition"):
        return False
    object_ = next((k for k in (i + 2, i + 3) if sentence.is_a(k, other)), None)
    return object_ is not None and not sentence.is_a(object_, "of-event")


def _is_of_event(sentence: Sentence, i: int) -> bool:
    """Whether a noun that may name anything is a work of the event: "the contents", "course contents", "Images: …"."""
    if sentence.word(i + 1) in _LABELS or sentence.is_a(i + 1, "rights") or sentence.has("of-event", i + 1, i + _NEAR):
        return True
    before = i - 1
    while before > 0 and not _is_pointed(sentence, before) and _describes(sentence, before):
        before -= 1
    return _is_pointed(sentence, before) or _is_pointed(sentence, before - 1) or sentence.is_a(before, "of-event")


def _describes(sentence: Sentence, i: int) -> bool:
    return sentence.is_a(i, "adj") and not sentence.is_a(i, "preposition")  # "owned by media"


def _is_pointed(sentence: Sentence, i: int) -> bool:
    """Whether a word says that it is about works that are known: "the", "our", "all"."""
    return sentence.is_any(i, "det", "all") and not sentence.is_a(i, "indefinite")


def _made(sentence: Sentence) -> list[int]:
    """The verbs that name recordings: with a word before them ("everything filmed"), or as a clause ("what we film")."""
    made = [i for i in sentence.all_of("recorded") if sentence.has("everything", i - _MADE_WITHIN, i)]
    return made + [match.last for match in sentence.matches("made") if match.last not in made]


def _holds(sentence: Sentence, match: Match, i: int) -> bool:
    """Whether words that restrict name a work themselves: "the copyright in the slides lies with", "teach with the slides"."""
    if match.last == i:
        return True
    inside = match.first < i < match.last
    return inside and (sentence.is_a(match.first, "rights") or sentence.has("share", match.first, i))


def _is_place(sentence: Sentence, i: int) -> bool:
    before = sentence.back_over(i, ("det", "adj"))
    if sentence.has("everything", last=before):
        return False  # "anything (that you find) in the workbook" is the workbook
    return sentence.is_a(before, "at") and not sentence.is_a(before - 1, "share")  # "hand in your worksheets"
