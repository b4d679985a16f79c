"""Whether a sentence restricts a work: learning material, or recordings.

A restriction has an object. It is the work's own noun in the sentence, where the words that restrict have no other
object; or, where the sentence has none ("They may not be shared.", "All rights reserved."), the work that the sentence
before or the heading names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.page.notices import is_notice_of_page
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.nouns import is_noun, is_ours, is_subject, noun_behind, object_of
from ots_lint.meaning.sentence.verdict import Verdict, because, told_by
from ots_lint.meaning.works.allowed import allowed
from ots_lint.meaning.works.barred import MAY_BAR, barred, strangers
from ots_lint.meaning.works.resumed import takes_up, thing_pronouns
from ots_lint.meaning.works.works import works_named
from ots_lint.text.initials import is_capitalised, is_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason
    from ots_lint.meaning.works.works import Work

#: So many words may stand between a work and what restricts it.
_REACH = 20
#: So many words that say something else may stand between a work and what restricts it.
_STRANGERS = 4
#: What may stand behind a noun for a deed: "the use of the slides".
_BEHIND_DEED = ("preposition", "at", "in", "for", "and", "be", "may", "adv", "negator")
#: What parts a clause from the one before it.
_PARTS = frozenset({",", ";", "–", "—"})
#: So many words at most stand before what restricts, where a part of a sentence goes on with the one before it.
_GOES_ON = 2


def may_restrict(reading: Reading, number: int) -> bool:
    """Whether a sentence of a unit may restrict something, whatever that is; False is certain, and needs no sentences."""
    return reading.may_say(number, "restricts", "restricted", MAY_BAR)


def restricts(sentence: Sentence) -> bool:
    """Whether a sentence has words that may restrict something, whatever that is."""
    return sentence.has("restricts") and not sentence.is_question


def restrictions(sentence: Sentence, work: Work, *, under: bool, about_page: bool) -> list[Verdict]:
    """The words of a sentence that `restricts` and may restrict the work, and why they do not; nothing: they do.

    `under`: it stands under a heading that names the work; `about_page`: it stands in a footer or imprint.
    """
    framed = [(match.first, match.last) for match in sentence.matches("restricted")]
    mine = work.nouns(sentence)
    theirs = works_named(sentence, work.other, work.name)
    pronouns = thing_pronouns(sentence)
    found = [*framed, *barred(sentence, sorted([*mine, *theirs]) or pronouns)]
    if not found:
        return []
    around = _elsewhere(sentence, work, about_page=about_page)
    if around:
        mine = []
    elif not mine and not takes_up(sentence, work, found[0][0], under=under and not about_page):
        return []  # nothing in it is the work
    verdicts = []
    for first, last in found:
        against = around
        if not around and mine:
            against = _against(sentence, work, mine, theirs, first, last)
        elif not around:
            against = allowed(sentence, first, last) or _other(sentence, first, last, ())
            if not against and _is_of_its_own(sentence, first, last):
                against = because("other-object")
        verdicts.append(Verdict("restriction", work.name, sentence, first, last, against))
    return verdicts


def _elsewhere(sentence: Sentence, work: Work, *, about_page: bool) -> tuple[Reason, ...]:
    """Why nothing in a sentence restricts the work, whatever its words are."""
    elsewhere = next((i for i in sentence.all_of("elsewhere") if not _says_who(sentence, i)), None)
    if elsewhere is not None:
        return because("other-object", sentence.words[elsewhere])
    if _is_consent(sentence, work):
        return told_by("consent", sentence, "consent")
    return because("page-notice") if about_page and not sentence.has("of-event") else ()


def _says_who(sentence: Sentence, i: int) -> bool:
    """Whether a thing only tells which of those are meant who may not share: "no other partner on the poster"."""
    at = sentence.before_noun(i)
    who = at if sentence.is_any(at + 1, "preposition", "at") else at - 1  # "della locandina"
    first = max(who - 3, 0)
    denied = who > 0 and sentence.has("negator", first, who - 1)
    return denied and not sentence.has_any(("share", "material", "recording"), first, i - 1)


def _against(
    sentence: Sentence, work: Work, mine: list[int], theirs: list[int], first: int, last: int
) -> tuple[Reason, ...]:
    """Why words that restrict do not restrict the work that a sentence names."""
    if sentence.is_a(first - 1, "past-copula"):
        return because("past", sentence.words[first - 1])  # "they were never shared" tells what was
    permitted = allowed(sentence, first, last)
    if permitted:
        return permitted
    if _is_told_of_users(sentence, first, last) or any(_acts(sentence, i) for i in mine):
        return because("other-object")
    if work.name == "material" and not _is_about_use(sentence, first, last):
        return because("other-object")  # "sales presentations are not allowed": to be held, not to be shared
    if _is_licensed(sentence, work, first, last):
        return because("permitted")
    if sentence.states("unneeded", last + 1):
        return because("other-object")  # "are copyrighted, but you do not need them"
    if _only_describes(sentence, mine, first, last) or _is_passive_of_another(sentence, mine, first, last):
        return because("other-object")
    if _is_of_access(sentence, mine, first, last):
        return told_by("other-object", sentence, "access", 0, first)
    named = last in mine and not sentence.is_a(last, "share")  # "no photos of the slides" is about the slides
    named = named or object_of(sentence, first, last) in mine  # "do not photograph the slides"
    if theirs and not named and (last in theirs or not _belongs(first, mine, theirs)):
        return because("other-object", sentence.words[min(theirs, key=lambda i: abs(first - i))])
    other = _other(sentence, first, last, mine)
    if other:
        return other
    if all(_in_brackets(sentence, i, first, last) for i in mine):
        return because("other-object")  # "returned for a lake (material: water)"
    if _is_clause_of_its_own(sentence, first, last, min(mine)):
        return because("other-object")  # "at the buffet no pictures may be taken, the slides come later"
    if _goes_on_with_another(sentence, first, last, max([*mine, *theirs])):
        return because("other-object")  # "the slides are online; the laser must not be used alone"
    if _is_of_strangers(sentence, [*mine, *sentence.all_of("thing-pronoun", min(mine))], first, last):
        return because("other-object")  # "the doors are locked and need manual opening"
    far = min(abs(i - edge) for i in mine for edge in (first, last)) > _REACH
    if far or _is_attribute(sentence, mine, first, last) or _is_of_a_subject(sentence, mine, first, last):
        return because("other-object")
    if work.name == "recording" and _is_filming(sentence, mine, first, last):
        return told_by("filming", sentence, "filming")
    if work.name == "recording" and _is_not_made(sentence, mine, first, last):
        return because("other-object")
    return because("page-notice") if is_notice_of_page(sentence, work, first, last) else ()


def _in_brackets(sentence: Sentence, work: int, first: int, last: int) -> bool:
    """Whether a work stands in brackets that what restricts does not stand in."""
    words = sentence.words
    opened = next((i for i in range(work, -1, -1) if words[i] in {"(", ")"}), None)
    if opened is None or words[opened] == ")":
        return False
    closed = next((i for i in range(work, len(words)) if words[i] == ")"), len(words))
    return last < opened or first > closed


def _is_of_its_own(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a sentence that names no work is about something else: "They may not come.", "Especially closed formats."."""
    described = first == last and sentence.is_a(last, "closed") and is_noun(sentence, last + 1)
    if described and not sentence.is_a(first - 1, "be"):
        return True
    return _is_told_of_users(sentence, first, last) or not _is_about_use(sentence, first, last)


def _is_told_of_users(sentence: Sentence, first: int, last: int) -> bool:
    """Whether it is told what somebody does not do: "we do not use the slides of Acme", "schools do not use them"."""
    if not sentence.is_a(last, "uses") or not sentence.has("negator", first, last) or sentence.is_a(first, "copula"):
        return False  # "are not to be used"
    may = next(iter(sentence.all_of("may", clause(sentence, first, last)[0], last)), None)
    if may is not None:
        return is_ours(sentence, may - 1) or is_ours(sentence, may + 1)
    return sentence.is_any(first - 1, "we", "pronoun") or is_noun(sentence, first - 1)


def _acts(sentence: Sentence, work: int) -> bool:
    """Whether it is some work in general that can do something, or cannot: "that no tutorial can teach you"."""
    some = sentence.has_any(("indefinite", "negator"), work - 2, work - 1)  # "no", "an online"
    if not some or not sentence.is_a(work + 1, "may") or sentence.capital_nouns:
        return False
    behind = range(work + 2, clause(sentence, work, work)[1] + 1)
    return not any(sentence.is_any(i, "be", "aux") and not sentence.is_a(i, "negator") for i in behind)


def _is_of_strangers(sentence: Sentence, works: list[int], first: int, last: int) -> bool:
    """Whether what restricts has an object of its own: words that say something else stand between it and the works."""
    between = strangers(sentence, works, first, last)
    return between > (_STRANGERS if min(works) < last else 1)


def _is_clause_of_its_own(sentence: Sentence, first: int, last: int, noun: int) -> bool:
    """Whether what restricts stands in a clause of its own, before the one that names a work.

    A semicolon ends it, or a comma where it has a subject, in a language whose nouns have capital letters.
    """
    if ";" in sentence.words[last + 1 : noun]:
        return True  # "access to the hall ends at ten; the slides …"
    if "," not in sentence.words[last + 1 : noun]:
        return False
    # "tools may not be lent, the guides may"
    return sentence.capital_nouns and any(is_subject(sentence, i) for i in range(1, first))


def _goes_on_with_another(sentence: Sentence, first: int, last: int, noun: int) -> bool:
    """Whether what restricts stands in a clause behind all works, and has a subject or an object of its own there."""
    words = sentence.words
    begin = next((i + 1 for i in range(first - 1, noun, -1) if words[i] in _PARTS), None)
    if begin is None or (sentence.is_a(begin, "relative") and not _belongs_to_noun(sentence, begin)):
        return False
    if any(not _belongs_to_noun(sentence, i) for i in sentence.all_of("thing-pronoun", begin)):
        return False
    deed = last if sentence.is_a(last, "share") or not sentence.is_a(last + 1, "share") else last + 1
    if object_of(sentence, first, deed) is not None:
        return True  # "nobody may use the saw"
    said = next((i for i in range(begin + 1, last) if _belongs_to_noun(sentence, i - 1)), None)
    if said is None or sentence.is_any(said - 1, "indefinite", "negator"):
        return False
    return not sentence.is_any(said, "insiders", "keepers", "outsiders")  # "the laser must not be used alone"


def _belongs_to_noun(sentence: Sentence, i: int) -> bool:
    """Whether a word is no pronoun, but the article of the noun behind it: "la scie" and not "la montrer", or a denial."""
    if sentence.is_a(i, "negator"):
        return True
    if sentence.capital_nouns:
        return sentence.is_a(i, "det") and is_capitalised(sentence.word(i + 1)) and is_subject(sentence, i + 1)
    return sentence.is_a(i, "det") and is_noun(sentence, i + 1)


def _is_licensed(sentence: Sentence, work: Work, first: int, last: int) -> bool:
    """Whether a notice only says whose a work under an open licence is: "image rights: Jo, CC BY", "under CC BY. © Jo"."""
    if not sentence.has("rights", first, last):
        return False
    if sentence.has("licence-named", last + 1) and ";" not in sentence.words[last:]:
        return not sentence.has_any(("non-free", "negator"), last + 1)
    before = sentence.unit.sentences[sentence.index - 1] if sentence.index else None
    if before is None or not before.has("licence-named") or before.has_any(("non-free", "negator")):
        return False
    return bool(work.nouns(before)) or before.has("thing-pronoun")


def _is_about_use(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what is forbidden, or needs leave, is to use a work or to share it; other restrictions need no such word."""
    if not sentence.has_any(("forbids", "leave"), first, last) or sentence.has_any(("rights", "non-free"), first, last):
        return True
    begin, end = clause(sentence, first, last)
    if 1 < begin >= first - _GOES_ON:
        begin = clause(sentence, begin - 2, begin - 2)[0]  # "use them, but not without our consent"
    return any(
        sentence.is_a(i, "share") and not sentence.is_a(i - 1, "other-work") and not sentence.is_a(i, "forbids")
        for i in range(begin, end + 1)
    )


def _is_of_access(sentence: Sentence, mine: list[int], first: int, last: int) -> bool:
    """Whether it is a link or a password that is not to be passed on: "the link to the lesson is not to be shared"."""
    if not sentence.has("share", first, last):
        return False  # "the password for the slides is for members"
    begin, _ = clause(sentence, first, first)
    access = next(iter(sentence.all_of("access", begin, first - 1)), None)
    if access is None or _is_part(sentence, access, mine):
        return False  # "the code of the exercises"
    return access < min(mine) < first and "," not in sentence.words[access : min(mine)]


def _other(sentence: Sentence, first: int, last: int, mine: Sequence[int]) -> tuple[Reason, ...]:
    """That the words that restrict have an object of their own, which is not the work."""
    other = object_of(sentence, first, last)
    if other is None or other in mine or _is_part(sentence, other, mine):
        return ()
    return because("other-object", sentence.words[other])


def _is_part(sentence: Sentence, noun: int, mine: Sequence[int]) -> bool:
    """Whether a noun, which is nobody, is a part of the work behind it: "the source code of the exercises", "a frame of it"."""
    link = next((i for i in (noun + 1, noun + 2) if sentence.is_a(i, "crew-link")), None)  # "a single frame of it"
    if link is None or not is_letters(sentence.words[noun + 1]) or sentence.is_any(noun, "people", "taker", "role"):
        return False
    at = link + 1
    while sentence.is_any(at, "det", "adj") and at not in mine:
        at += 1
    return at in mine or sentence.is_a(at, "thing-pronoun")


def _belongs(at: int, mine: list[int], theirs: list[int]) -> bool:
    """Whether the restriction is about the work: the first noun before it, else the nearest."""
    if max(min(mine), min(theirs)) < at:
        return min(mine) < min(theirs)  # "video of the lessons may only …" is about the video
    return min(abs(at - k) for k in mine) <= min(abs(at - k) for k in theirs)


def _is_attribute(sentence: Sentence, mine: list[int], first: int, last: int) -> bool:
    """Whether the words that restrict only describe works of any kind: "offers copyrighted pictures for training"."""
    if first != last:
        return False
    noun = noun_behind(sentence, last, mine)
    if sentence.is_a(last, "closed") and noun not in mine and is_noun(sentence, noun):  # "proprietary software"
        joined = is_letters(sentence.words[first - 1]) or sentence.words[first - 1] == ","
        return joined and not sentence.is_a(first - 1, "be")
    return noun in mine and first > 0 and not sentence.is_a(first - 1, "det")


def _only_describes(sentence: Sentence, mine: list[int], first: int, last: int) -> bool:
    """Whether a participle at the end belongs to the noun behind it: "do not open the files on the shared drive"."""
    if not sentence.is_a(last, "share") or not sentence.is_a(last - 1, "det"):
        return False
    if "adjectives-follow" in sentence.language.traits:
        return False  # "la reproducción total"
    if last + 1 in mine:
        # "do not open the shared files", but "do not copy the shared files", "no access to the teaching material"
        denied = sentence.has("negator", first, last) and not sentence.has("share", first, last - 1)
        somebody = sentence.is_any(last - 1, "indefinite", "people", "pronoun")
        return denied and not somebody and not sentence.is_a(last, "uses")
    return is_letters(sentence.word(last + 1)) and not sentence.is_any(last + 1, *_BEHIND_DEED)


def _is_passive_of_another(sentence: Sentence, mine: list[int], first: int, last: int) -> bool:
    """Whether a passive has a subject of its own, before the work: "the doors are not opened during the exercises"."""
    if min(mine) < last or not sentence.is_a(first, "copula") or not is_noun(sentence, first - 1):
        return False
    return not sentence.has("preposition", first, last) and object_of(sentence, first, last) is None


def _is_of_a_subject(sentence: Sentence, mine: list[int], first: int, last: int) -> bool:
    """Whether it is the subject that is "only for" something, not a work further on: "the ages are only a hint"."""
    named = sentence.capital_nouns  # "-ungen" looks like an adjective
    if min(mine) > last and sentence.is_a(first, "stays"):
        if is_noun(sentence, first - 1) or (named and is_capitalised(sentence.word(first - 1))):
            return True  # "the dog stays with the club; the films …"
    holds_rights = sentence.has("rights", first + 1, last)  # "… is the holder of the rights in the photos"
    passive = None if holds_rights else _passive(sentence, first, last)
    stated = not holds_rights and sentence.is_a(first - 1, "copula")
    if min(mine) <= last or not (sentence.is_a(first, "only") or stated or passive):
        return False
    verb = next((i for i in range(first - 1, 0, -1) if sentence.is_a(i, "copula")), passive)
    if verb is None or (verb + 2 == first and sentence.is_a(verb + 1, "det")):
        return False  # "Acme is the only one allowed to show the film"
    begin = next((i + 1 for i in range(first - 1, -1, -1) if sentence.words[i] in {":", ";"}), 0)
    said = range(begin, first)  # "you get them in print: it is forbidden to copy the slides"
    return any(is_noun(sentence, i) or (named and i > begin and is_capitalised(sentence.words[i])) for i in said)


def _passive(sentence: Sentence, first: int, last: int) -> int | None:
    """The helping verb of "the money is only used for …", where a match begins with it or right behind it."""
    if not sentence.is_a(last, "share"):
        return None
    only = [i for i in (first + 1, first) if sentence.is_a(i, "restricts") and not sentence.is_a(i, "negator")]
    return next((i - 1 for i in only if sentence.is_a(i - 1, "be")), None)


def _is_filming(sentence: Sentence, mine: list[int], first: int, last: int) -> bool:
    """Whether it is forbidden to make recordings, not to share them ("filming the screen is forbidden")."""
    made = all(sentence.has("filming", i - 1, i) for i in mine)
    return made and sentence.has("forbids", first, last) and not sentence.has("share")


def _is_not_made(sentence: Sentence, mine: list[int], first: int, last: int) -> bool:
    """Whether it is told that nothing is recorded or streamed, so that nothing could be shared: "is not streamed"."""
    made = all(first <= i <= last and sentence.is_any(i, "share", "filming") for i in mine)
    told = sentence.has("negator", first, last) and sentence.has("passive", first, last)
    return made and told and not sentence.has_any(("forbids", "may"), first, last)


def _is_consent(sentence: Sentence, work: Work) -> bool:
    """Whether people are asked before they are photographed: that restricts nobody's sharing."""
    if work.name != "recording" or not sentence.has("consent"):
        return False
    works = [i for i in sentence.all_of("thing-pronoun") if sentence.is_a(i - 1, "share")]  # "may use them"
    owned = sentence.has("belongs")  # "they belong to Acme: not without its permission"
    persons = [i for i in sentence.all_of("shown-person") if i not in works and not (owned and sentence.is_a(i, "its"))]
    persons = [i for i in persons if not _is_user(sentence, i)]
    return bool(persons) or not sentence.has_any(("owner-word", "share", "role"))


def _is_user(sentence: Sentence, person: int) -> bool:
    """Whether somebody is not shown but shows: "anyone who wants to show clips must ask first"."""
    end = min(person + _REACH, clause(sentence, person + 1, person + 1)[1])
    return sentence.is_a(person + 1, "relative") and sentence.has("share", person + 2, end)
