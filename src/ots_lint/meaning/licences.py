"""Whether a page names the licence of the learning material that it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import ORG

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading

#: Classes of words whose licence is another matter: one photo, recordings, the website, a logo.
_ELSE = ("photo", "recording", "website", "elsewhere")
#: A shorter sentence is a line of its own ("Licence: CC BY-SA 4.0").
_LABEL_WORDS = 10


def is_licensed(reading: Reading, use: Sentence) -> bool:
    """Whether a licence is named that is said of the material, in the sentence that uses it or in one about material."""
    for number in sorted(reading.units_with("licence-named")):
        run = reading.page.runs[reading.units[number][0]]
        if run.kind not in {"prose", "heading"}:
            continue
        for sentence in reading.sentences(number):
            if sentence.has("licence-named") and _is_of_material(sentence, use):
                return True
    return False


def _is_of_material(sentence: Sentence, use: Sentence) -> bool:
    if sentence.notes is use.notes and sentence.index == use.index:
        return True
    if sentence.has_any(_ELSE) or sentence.has("non-free"):
        return False  # learning material that all may change has another licence than this
    if sentence.has_any(("lesson", "material", "all")):
        return True
    taken_up = sentence.index > 0 and sentence.words[0] == ORG  # "It is under …", read as if it named the organisation
    if sentence.has("thing-pronoun") or taken_up:
        before = sentence.unit.sentences[sentence.index - 1] if sentence.index else use
        return before.has_any(("lesson", "material")) or ORG in before.words  # and not "The plans … They are free"
    return len(sentence.words) <= _LABEL_WORDS and sentence.has("licence-named", last=2)
