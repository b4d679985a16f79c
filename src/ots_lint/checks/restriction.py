"""Material or recordings of a workshop may not be shared. `subject`: material or recording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown, simple_fix
from ots_lint.meaning.context import modifiers
from ots_lint.meaning.lines import Sentence
from ots_lint.ruleset.language import class_mark
from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import TextRun

_WORD = lazy(r"[\p{L}\p{N}-]+")


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence that restricts the subject."""
    reading = context.reading
    subject = str(rule.options["subject"])
    other = "recording" if subject == "material" else "material"
    for number in sorted(reading.units_with("restricts")):
        run = reading.page.runs[reading.units[number][0]]
        if run.kind not in {"prose", "heading"} or run.where.region in {"nav"}:
            continue
        if number not in reading.units_with(subject) and not reading.heading_has_word(run, subject):
            continue
        if not reading.may_state(number, "restricted"):
            continue
        unit = reading.unit(number)
        if unit is None:
            continue
        heading = _WORD.findall(reading.heading(run))
        for sentence in unit.sentences:
            place = _restricted(sentence, subject, other, heading, run)
            if place is None:
                continue
            span = sentence.source(0, len(sentence.words) - 1)
            values = {"seen": shown(reading, span, 120)}
            yield Hit(span, values, simple_fix(rule, {"brand": reading.brand.name, **values}))


def _restricted(
    sentence: Sentence, subject: str, other: str, heading: list[str], run: TextRun
) -> tuple[int, int] | None:
    language, words = sentence.language, sentence.words
    matches = sentence.matches("restricted")
    if not matches or class_mark("restricts") not in sentence.line:
        return None
    # "film material" is a recording, not material
    mine = [
        i
        for i, w in enumerate(words)
        if language.is_a(w, subject) and not (subject == "material" and language.is_a(w, other))
    ]
    theirs = [i for i, w in enumerate(words) if language.is_a(w, other) and i not in mine]
    under = any(language.is_a(w, subject) for w in heading) and not any(language.is_a(w, other) for w in heading)
    before = sentence.unit.sentences[sentence.index - 1] if sentence.index else None
    if before is not None and not mine and any(language.is_a(w, subject) for w in before.words):
        under = True
    if not mine:
        if not under or theirs or run.where.region == "footer":
            return None
        if before is not None and any(language.is_a(w, other) for w in before.words):
            return None
    if any(language.is_a(w, "website") for w in words) and not mine:
        return None
    if sentence.is_question:
        return None
    if run.where.region == "footer" and not any(language.is_a(w, "of-event") for w in words):
        return None
    if not mine and words[0] == "©":
        return None  # the page's own notice, below the last section
    for a, b, _ in matches:
        if _allowed(sentence, a, b):
            continue
        if mine and theirs and not _belongs(a, mine, theirs):
            continue
        if (
            _is_notice(words)
            and any(language.is_a(w, "rights") or w == "©" for w in words[a : b + 1])
            and _is_about_page(sentence, subject, run)
        ):
            continue
        if words[a] == "©" and not any(language.is_a(w, "rights") for w in words):
            continue
        if _is_consent(sentence, subject) or (subject == "recording" and _is_filming(sentence, mine, a, b)):
            continue
        if any(language.is_a(w, "elsewhere") for w in words):
            continue
        return a, b
    return None


def _is_notice(words: list[str]) -> bool:
    return "©" in words or any(w.lower() in {"reserved", "vorbehalten"} for w in words)


def _is_about_page(sentence: Sentence, subject: str, run: TextRun) -> bool:
    """Whether a copyright notice is about the website or one photo on it (SPEC section 7)."""
    language = sentence.language
    words = sentence.words
    if run.where.region == "footer" or any(language.is_a(w, "website") for w in words):
        return not any(language.is_a(w, "of-event") for w in words)
    return subject == "recording" and any(language.is_a(w, "photo") for w in words)


def _belongs(at: int, mine: list[int], theirs: list[int]) -> bool:
    """Whether the restriction is about the subject: the first noun before it, else the nearest."""
    if max(min(mine), min(theirs)) < at:
        return min(mine) < min(theirs)  # "video of the lessons may only …" is about the video
    return min(abs(at - k) for k in mine) <= min(abs(at - k) for k in theirs) or not theirs


def _allowed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the restriction is itself denied ("not only for participants", "no rights reserved")."""
    language = sentence.language
    words = sentence.words
    inside = [i for i in range(first, last + 1) if language.is_a(words[i], "negator")]
    found = modifiers(sentence, first, last)
    if found & {"quoted", "past"}:
        return True
    if "wished" in found and any(language.is_a(w, "if") for w in words[: first + 1]):
        return True
    before = [i for i in range(max(0, first - 5), first) if language.is_a(words[i], "negator")]
    following = words[first + 1] if first + 1 < len(words) else ""
    if language.is_a(words[first], "negator") and language.is_a(following, "only"):
        return True
    for i in before:
        if language.is_a(words[i + 1], "only") or not inside:
            between = words[i + 1 : first]
            if not any(w in {",", ";", ":", ".", "–"} for w in between):
                return True
    if any(language.is_a(w, "freely") for w in words) and not inside:
        return True
    if any(language.is_a(w, "belongs") for w in words[first : last + 1]) and any(
        language.is_a(w, "all") for w in words[first : last + 4]
    ):
        return True  # "the photos belong to everybody"
    if last + 1 < len(words) and language.is_a(words[last + 1], "all"):
        return True  # "the photos stay with us all"
    # "without restriction", "without asking for permission"
    denials = [w for w in words if language.is_a(w, "negator")]
    return (
        len(denials) == 1
        and any(language.is_a(words[i], "without") for i in [*before, *inside])
        and any(language.is_a(w, "allowing") for w in words)
    )


def _is_filming(sentence: Sentence, mine: list[int], first: int, last: int) -> bool:
    """Whether it is forbidden to make recordings, not to share them ("filming the screen is forbidden")."""
    language, words = sentence.language, sentence.words
    return (
        bool(mine)
        and all(any(language.is_a(w, "filming") for w in words[max(i - 1, 0) : i + 1]) for i in mine)
        and any(language.is_a(w, "forbids") for w in words[first : last + 1])
        and not any(language.is_a(w, "share") for w in words)
    )


def _is_consent(sentence: Sentence, subject: str) -> bool:
    """Whether people are asked before they are photographed: that restricts nobody's sharing."""
    if subject != "recording":
        return False
    language = sentence.language
    words = sentence.words
    return any(language.is_a(w, "consent") for w in words) and not any(
        language.is_a(w, "owner-word") or language.is_a(w, "share") or language.is_a(w, "role") for w in words
    )
