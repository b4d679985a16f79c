"""What happens next door or at the same time as the event: "the choir upstairs gives a concert (tickets 12 €)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.money.payables import ENTRY, LABEL, is_unheard_of, noun_of_article
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.event_words import is_in_title, names_event

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence


def beside(sentence: Sentence, word: int) -> str:
    """The words by which the clause up to a word places what it names beside the event.

    Empty where there are none, and where the clause names this event or its hosts.
    """
    places = [match for match in sentence.matches("beside") if match.last < word]
    if not places:
        return ""
    first = min(match.first for match in places)
    inside = {i for match in places for i in range(match.first, match.last + 1)}
    around = [i for i in range(clause(sentence, first, word)[0], word) if i not in inside]
    if sentence.has_any((ENTRY, LABEL), 0, first) or any(_is_of_this(sentence, i) for i in around):
        return ""  # "tickets at the shop next door, 5 €"
    named = any(sentence.is_a(i, "event") or is_unheard_of(sentence, i) for i in around)
    if not named and not any(sentence.is_a(match.last + 1, "be") for match in places):
        return ""  # but "next door is 3 € for adults"
    return " ".join(sentence.words[places[0].first : places[0].last + 1])


def _is_of_this(sentence: Sentence, i: int) -> bool:
    """Whether a word means this event or those who hold it; "our gym" does not."""
    if sentence.is_a(i, "we"):
        return True
    if sentence.is_a(i, "own"):
        noun = noun_of_article(sentence, i)
        return sentence.is_a(noun, "event") or is_in_title(sentence, sentence.word(noun))
    return names_event(sentence, i) or is_in_title(sentence, sentence.words[i])
