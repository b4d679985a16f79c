"""Whether what sounds like a restriction allows something: "not only for members", "use the slides without asking"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.sentence.context import modifiers
from ots_lint.meaning.sentence.nouns import is_work
from ots_lint.meaning.sentence.verdict import because
from ots_lint.text.initials import is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason

#: The name of a licence has so many words at most.
_LONGEST_LICENCE = 6


def allowed(sentence: Sentence, first: int, last: int) -> tuple[Reason, ...]:
    """That a restriction is none: it is itself denied, or what it says allows something."""
    return because("permitted") if _is_allowed(sentence, first, last) else ()


def _is_allowed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the restriction is itself denied ("not only for participants", "no rights reserved")."""
    found = modifiers(sentence, first, last, "restricted")
    if "quoted" in found and _is_name_in_quotes(sentence, first, last):
        found -= {"quoted"}
    if found & {"quoted", "past", "permitted"} or (first and "wished" in found and sentence.has("if", last=first)):
        return True  # but "if you want to use the pictures, ask us" restricts them
    inside = sentence.all_of("negator", first, last)
    before = sentence.all_of("negator", first - 5, first - 1)
    for i in before:
        if sentence.is_a(i + 1, "only") or not inside:
            if not any(word in {",", ";", ":", ".", "–", "("} for word in sentence.words[i + 1 : first]):
                return True
    if sentence.is_a(last, "licence-named") and not sentence.has("non-free"):
        if sentence.is_a(last + 1, "licence-named") or sentence.is_a(last + 2, "licence-named"):
            return True  # "under the licence CC BY-SA"
    freely = (i for i in sentence.all_of("freely") if not sentence.has("negator", i - 2, i))
    if not inside and not sentence.has_any(("only", "exclusive"), first, last) and any(True for _ in freely):
        return True  # but "the clips are not free", "are free only for schools"
    if sentence.has("rights", first, last) and _is_shared_further_on(sentence, last):
        return True
    if sentence.has("belongs", first, last) and sentence.has("all", first, last + 2):
        return True  # "the photos belong to everybody"
    if sentence.is_a(last + 1, "all") and not is_work(sentence, last + 2):
        return True  # "the photos stay with us all", but "reserves the use of all photos"
    # "without restriction", "without asking for permission"
    denials = len(sentence.all_of("negator"))
    without = any(sentence.is_a(i, "without") for i in [*before, *inside])
    return denials == 1 and without and (sentence.has("allowing") or _is_told_to_share(sentence))


def _is_shared_further_on(sentence: Sentence, last: int) -> bool:
    """Whether a clause behind whose the rights are lets people share: "…, and the slides may be copied"."""
    comma = next((i for i in range(last + 1, len(sentence.words)) if sentence.words[i] in {",", ";"}), None)
    if comma is None or sentence.has_any(("negator", "only", "exclusive", "leave", "without", "if"), comma):
        return False
    if sentence.has_any(("material", "recording"), last=comma):
        return False  # "the rights in the slides are reserved, and you may share your photos"
    may = next(iter(sentence.all_of("may", comma)), None)
    return may is not None and sentence.has("share", may)


def _is_told_to_share(sentence: Sentence) -> bool:
    """Whether a sentence begins with a verb of sharing that tells readers to: "Use the slides without asking"."""
    first = next((i for i, word in enumerate(sentence.words) if is_letters(word)), 0)
    return sentence.is_a(first, "share") and not sentence.is_a(first + 1, "crew-link") and not sentence.has("forbids")


def _is_name_in_quotes(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words in quotation marks are the name of a licence, not somebody's words: "under “Attribution – NoDerivatives”"."""
    if last - first >= _LONGEST_LICENCE:
        return False
    if sentence.has("licence-named", first - 3, first - 1):
        return True
    said = sentence.has_any(("share", "rights"), first, last)
    return not said and sentence.has_any(("non-free", "licence-named"), first, last)
