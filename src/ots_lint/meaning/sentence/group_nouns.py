"""Whether a noun for a group ("the club") takes up the organisation of the sentence before, or somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

#: An article that is the ending of its noun has so many letters at most: "förening-en", "nätverk-et".
_ARTICLE = 3


def takes_up(sentence: Sentence, index: int, before: Sentence) -> bool:
    """Whether a noun with an article is the organisation that the sentence before names."""
    known = sentence.is_a(index - 1, "det") and not sentence.is_any(index - 1, "indefinite", "own")
    if not known or _has_name(sentence, index) or _describes_a_thing(sentence, index):
        return False
    return not names_such(before, sentence.words[index])


def names_such(sentence: Sentence, noun: str) -> bool:
    """Whether a sentence names somebody by a noun: behind "the rowing club helps" "the club" is that one.

    Where articles are endings, "föreningen" is so behind "Spelförening".
    """
    noun, is_a = noun.lower(), sentence.language.is_a
    suffixed = "suffixed-articles" in sentence.language.traits
    forms = [noun[:-length] for length in range(1, _ARTICLE + 1)] if suffixed else [noun]
    ends = tuple(form for form in forms if is_a(form, "org-noun"))
    if not ends:
        return False  # a pronoun, as nearly always
    words = (word.lower() for word in sentence.words)
    return any(word.endswith(ends) and not (suffixed and word in ends) for word in words)


def _has_name(sentence: Sentence, index: int) -> bool:
    """Whether a name stands behind a noun, which then means somebody else: "le club Python", "el club de robótica"."""
    if sentence.capital_nouns:
        return False
    if "adjectives-follow" in sentence.language.traits and sentence.is_a(index + 1, "crew-link"):
        return True
    if sentence.is_a(index + 1, "crew-link"):
        return is_capitalised(sentence.word(index + 2))  # "el Club de Robótica"
    following = sentence.word(index + 1)
    return sentence.language.may_name(following)


def _describes_a_thing(sentence: Sentence, index: int) -> bool:
    """Whether a noun only says which thing it is that stands behind it: "the club noticeboard"."""
    behind = index + 1
    if sentence.is_any(behind, "gives-fin", "does-fin", "teaches-fin", "be", "aux"):
        return False
    return bool(sentence.language.kinds_of(sentence.word(behind)))
