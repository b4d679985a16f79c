"""Whether a page names the licence of the learning material that it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import ORG
from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence

#: Classes of words whose licence is another matter: one photo, recordings, the website, a logo.
_ELSE = ("photo", "recording", "website", "elsewhere")
#: A shorter sentence is a line of its own ("Licence: CC BY-SA 4.0").
_LABEL_WORDS = 10
_GENITIVES = frozenset({"'s", "’s", "'", "’"})


def is_licensed(reading: Reading, use: Sentence) -> bool:
    """Whether a licence is named that is said of the material, in the sentence that uses it or in one about material."""
    for number in sorted(reading.units_with("licence-named")):
        run = reading.page.runs[reading.units[number][0]]
        if run.kind not in {"prose", "heading"}:
            continue
        for sentence in reading.sentences(number):
            if run.kind == "heading" and sentence.has("course"):
                continue  # "Radio licence course"
            if sentence.has("licence-named") and _is_of_material(sentence, use):
                return True
    return False


def _is_of_material(sentence: Sentence, use: Sentence) -> bool:
    if sentence.notes is use.notes and sentence.index == use.index:
        return True
    if sentence.has_any(_ELSE) or sentence.has("non-free"):
        return False  # learning material that all may change has another licence than this
    if _is_of_others(sentence, use):
        return False
    if sentence.has_any(("lesson", "material", "all")):
        return True
    taken_up = sentence.index > 0 and sentence.words[0] == ORG  # "It is under …", read as if it named the organisation
    if sentence.has("thing-pronoun") or taken_up:
        before = sentence.unit.sentences[sentence.index - 1] if sentence.index else use
        return before.has_any(("lesson", "material")) or ORG in before.words  # and not "The plans … They are free"
    return len(sentence.words) <= _LABEL_WORDS and sentence.has("licence-named", last=2)


def _is_of_others(sentence: Sentence, use: Sentence) -> bool:
    """Whether what a licence is said of is the writers' own or bears somebody else's name: "our slides", "Ada's notes".

    A name that the use, or a title of the page, has as well is a topic: "the Python course", "the notes on Python".
    """
    if ORG in sentence.words:
        return False
    if _has_genitive(sentence):
        return True
    topics = {word.lower() for word in use.words} | sentence.notes.facts.titles
    for i, word in enumerate(sentence.words):
        if sentence.is_a(i, "lesson") and any(sentence.is_a(k, "own") for k in (i - 1, i - 2) if k >= 0):
            return True
        if word in _GENITIVES and i and is_capitalised(sentence.words[i - 1]):
            return True
        named = is_capitalised(word) and not word.isupper() and word.lower() not in topics
        if not named or not i or sentence.is_a(i, "licence-named") or not sentence.language.is_unknown(word):
            continue
        before = sentence.back_over(i, ("det", "org-noun"))
        if sentence.is_any(before, "crew-link", "by"):
            return True
    return False


def _has_genitive(sentence: Sentence) -> bool:
    """Whether a sentence begins with a genitive in -s: "Swantjes Folien", "Bibliotekets egna instruktioner"."""
    first = sentence.words[0]
    if (
        "genitive-s" not in sentence.language.traits
        or not first.endswith("s")
        or not sentence.language.is_unknown(first)
    ):
        return False
    noun = 1
    while sentence.is_a(noun, "adj") and not sentence.is_a(noun, "lesson"):
        noun += 1
    return sentence.is_a(noun, "lesson")
