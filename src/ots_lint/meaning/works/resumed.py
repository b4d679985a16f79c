"""Whether a sentence that names no work is about the one that was named before it: "They may not be shared."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.sentence.nouns import is_noun, is_subject, noun_behind

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.works.works import Work

#: A sentence without a noun of its own is short.
_ELLIPTIC_WORDS = 14
#: So many words at most, with the full stop, end a sentence from its participle on.
_ENDS_WITHIN = 2


def takes_up(sentence: Sentence, work: Work, first: int, *, under: bool) -> bool:
    """Whether a sentence that does not name the work is about it all the same."""
    if sentence.has(work.other) or sentence.has("website"):
        return False
    if sentence.index and sentence.unit.sentences[sentence.index - 1].has("elsewhere"):
        return False  # "The recipes stay in the kitchen. They are a secret."
    if sentence.index and sentence.unit.sentences[sentence.index - 1].words[0] == "©":
        under = False  # "© Acme. All rights reserved." ends a page, whatever heading is the last
    named = under or _named_before(sentence, work)
    return named and (bool(thing_pronouns(sentence)) or _is_elliptic(sentence, first))


def _named_before(sentence: Sentence, work: Work) -> bool:
    """Whether the sentence before names the work; such as only go on about it may stand between."""
    for before in reversed(sentence.unit.sentences[: sentence.index]):
        if work.nouns(before):
            return not before.has("website")  # "Website content © Acme. All rights reserved."
        if work.name == "recording" and _is_recorded(before):
            return True
        if before.has(work.other) or not before.has("thing-pronoun"):
            return False
    return False


def _is_recorded(sentence: Sentence) -> bool:
    """Whether it ends by saying that the event, or a part of it, is recorded: "The talks are filmed."."""
    return sentence.has_any(("slot", "of-event")) and sentence.has("recorded", len(sentence.words) - _ENDS_WITHIN)


def thing_pronouns(sentence: Sentence) -> list[int]:
    """The pronouns for a thing that are the subject, or the object of a verb of sharing: "They …", "… use them"."""
    return [
        i
        for i in sentence.all_of("thing-pronoun")
        if (i < 2 and not _is_article(sentence, i))
        or sentence.is_a(i - 1, "share")
        or (sentence.is_a(i - 1, "negator") and sentence.is_a(i + 1, "share"))  # "de ne pas les photocopier"
    ]


def _is_article(sentence: Sentence, i: int) -> bool:
    """Whether a word that may be a pronoun is the article of a noun: "die Betroffenen", "das eigene Gewicht"."""
    noun = noun_behind(sentence, i, ())
    return sentence.is_a(i, "det") and (is_noun(sentence, noun) or sentence.is_capital_noun(noun))


def _is_elliptic(sentence: Sentence, first: int) -> bool:
    """Whether a sentence has no noun of its own that could be restricted: "All rights reserved.", "Not to be shared."."""
    if sentence.words[0] == "©" or len(sentence.words) > _ELLIPTIC_WORDS:
        return False  # the page's own notice, below the last section
    named = sentence.capital_nouns
    return not any(is_noun(sentence, i) or (named and i > 0 and is_subject(sentence, i)) for i in range(first))
