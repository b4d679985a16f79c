"""Notices of a page, which restrict nothing that an event makes: the copyright of the site, the credit of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.works.works import Work

#: What a credit begins with has so many words at most.
_LONGEST_LABEL = 6
#: So many commas has a line that credits a picture.
_CREDITS = 2


def is_notice_of_page(sentence: Sentence, work: Work, first: int, last: int) -> bool:
    """Whether a copyright notice is about the website, or about one photo on it (SPEC section 7)."""
    colon = next((i for i, word in enumerate(sentence.words[:_LONGEST_LABEL]) if word == ":"), 0)
    if sentence.has("photo", last=colon) and (colon or sentence.has("by", 1, _LONGEST_LABEL)):
        return True  # "Photo: Jo Doe, CC BY-NC", "Header picture: …", "Picture of the hall by the Doe collection"
    if work.name == "recording" and _is_credit_line(sentence, first):
        return True  # "Group photo, Ada Lovelace, CC BY-NC"
    sign = "©" in sentence.words[first : last + 1]
    rights = sentence.has("rights", first - 1, last)  # "are protected by copyright" may match by its last word
    if not sign and not rights:
        return False
    if sign and not sentence.has("rights"):
        return True
    if sentence.has("website"):
        return not sentence.has("of-event")
    # "image rights are held by Acme" are those in all of them
    photos = sentence.all_of("photo") if work.name == "recording" else []
    return any(not sentence.is_a(i + 1, "rights") for i in photos)


def _is_credit_line(sentence: Sentence, first: int) -> bool:
    """Whether a line names a picture, who made it, and the licence, between commas."""
    commas = [i for i in range(first) if sentence.words[i] == ","]
    if len(commas) < _CREDITS or sentence.has_any(("be", "may"), 0, first):
        return False
    maker = range(commas[-2] + 1, commas[-1])
    return len(maker) > 1 and all(is_capitalised(sentence.words[i]) for i in maker)
