"""Statements about the organisation: which family of claim, and whether it is really claimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ots_lint.meaning.sentences import CELL, Sentence, remembered
from ots_lint.ruleset.language import CREW, ORG, Language, class_mark
from ots_lint.text.patterns import lazy

#: Families that say who stands behind an event, with the relationship that they imply
#: (SPEC section 2): an empty one is official-sounding, but nothing can be inferred from it.
CLAIMS: dict[str, str] = {
    "runs": "official",
    "co-runs": "partner",
    "supports": "supported",
    "event-of": "official",
    "partner": "",
    "endorses": "",
    "acts-for": "",
    "part-of": "",
    "provides": "",
    "owns": "",
}
#: Modality frames: not statements of their own.
_MODAL = frozenset({"is-past", "is-wish"})
#: Families whose denial makes clear that the organisation stands not behind the event.
DENIALS = frozenset(
    {
        "event-mention",
        "runs",
        "co-runs",
        "supports",
        "event-of",
        "partner",
        "endorses",
        "acts-for",
        "part-of",
        "involved",
        "independent",
    }
)

_QUOTES = {'"', "“", "”", "„", "‟", "«", "»", "‹", "›", "''", "``"}
_YEAR = lazy(r"(?:19|20)\d\d")


class Statement(NamedTuple):
    """Something that a sentence says about the organisation.

    `flags` holds why it is no plain claim: negated, wished, question, past, quoted, general.
    """

    family: str
    flags: frozenset[str]
    sentence: Sentence
    first: int
    last: int
    org: int  # token number of the mention
    with_others: bool  # others stand beside the organisation ("Acme and …")
    words: str

    @property
    def plain(self) -> bool:
        """Whether it is claimed without ifs and buts."""
        return not self.flags


def statements(sentence: Sentence) -> tuple[Statement, ...]:
    """Every statement in a sentence."""
    return tuple(s._replace(sentence=sentence) for s in _without_sentence(sentence))


@remembered
def _without_sentence(sentence: Sentence) -> tuple[Statement, ...]:
    return tuple(s._replace(sentence=None) for s in _statements(sentence))  # type: ignore[arg-type]


def _statements(sentence: Sentence) -> Iterator[Statement]:
    language = sentence.language
    if ORG not in sentence.words and CREW not in sentence.words:
        return
    found: dict[tuple[str, int], list[Statement]] = {}
    for frame in language.fitting(sentence.signs):
        family = frame.family
        if family in _MODAL:
            continue
        seen = -1
        for match in frame.matches(sentence.line):
            if match.start() <= seen:
                continue
            seen = match.start()
            first = sentence.token_at(match.start())
            last = sentence.token_at(max(match.end() - 2, match.start()))
            if "-fin>" in frame.source and _is_object(sentence, first):
                continue  # "She learned at … and runs": somebody else is the subject
            org = next((i for i in range(last, first - 1, -1) if sentence.words[i] in {ORG, CREW}), last)
            if family in CLAIMS and sentence.words[org] == CREW and family != "private":
                continue
            statement = Statement(
                family,
                flags(sentence, first, last, family),
                sentence,
                first,
                last,
                org,
                _with_others(sentence, first, last, org, language),
                _words(sentence, first, last),
            )
            found.setdefault((family, org), []).append(statement)
    yield from sorted((_best(readings) for readings in found.values()), key=lambda s: (s.first, s.last))


def _best(readings: Sequence[Statement]) -> Statement:
    """Of several readings of one mention, the one with the fewest words is the claim; its span may begin earlier."""
    core = min(readings, key=lambda s: (s.last - s.first, s.first))
    alike = [s for s in readings if s.last == core.last and s.flags == core.flags]
    return min(alike, key=lambda s: s.first)


def _is_object(sentence: Sentence, first: int) -> bool:
    """Whether a frame that begins with the organisation as its subject meets it behind a preposition."""
    words, language = sentence.words, sentence.language
    if words[first] != ORG or not first:
        return False
    before = first - 1
    while before > 0 and language.is_a(words[before], "det") and words[before].islower():
        before -= 1
    return language.is_a(words[before], "preposition")


def _words(sentence: Sentence, first: int, last: int) -> str:
    return " ".join(sentence.words[first : last + 1])


def _with_others(sentence: Sentence, first: int, last: int, org: int, language: Language) -> bool:
    """Whether somebody else is named beside the organisation: "Acme and $org", "$org and Acme"."""
    joiners = {"and", "&", "und", "sowie", "x", "×", "+", "mit", "with", ","}
    words = sentence.words

    def names(index: int, step: int) -> bool:
        if 0 <= index < len(words) and words[index].lower() in joiners:
            for k in range(index + step, index + 4 * step, step):
                if 0 <= k < len(words) and words[k][:1].isupper():
                    return True
        return False

    return names(org - 1, -1) or names(org + 1, 1)


# ------------------------------------------------------------------ modality


_CLAUSE_STARTS = frozenset({";", ":", CELL, "–", "—", "(", "?", "!", "¤"})
_CLAUSE_ENDS = frozenset({";", ":", CELL, "–", "—", ")", "?", "!", "."})


def clause(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The first and last token of the clause around the tokens `first` to `last`."""
    words, language = sentence.words, sentence.language
    openers, conditions = sentence.has("clause-opener"), sentence.has("condition")
    start = first
    sweeping = sentence.has("neither") and class_mark("neither") in sentence.line[: sentence.offset_of(first)]
    while start > 0:
        here, before = words[start], words[start - 1]
        if before in _CLAUSE_STARTS:
            break
        if openers and start != first and _opens(language, here, before):
            break
        if before == ",":
            if conditions and any(language.is_a(w, "condition") for w in words[: min(start, 3)]):
                break  # "If he is not there, …"
            if not sweeping and _opens_clause(sentence, start, first):
                break
        if language.is_a(before, "and") and not sweeping and _opens_clause(sentence, start, first, after_and=True):
            break
        start -= 1
    end = last
    while end + 1 < len(words):
        after = words[end + 1]
        if after in _CLAUSE_ENDS or (openers and _opens(language, after, words[end])):
            break
        if end + 2 < len(words):
            if after == "," and _opens_clause(sentence, end + 2, len(words)):
                break
            if language.is_a(after, "and") and _opens_clause(sentence, end + 2, len(words), after_and=True):
                break
        end += 1
    return start, end


def _opens(language: Language, word: str, before: str) -> bool:
    """Whether a word opens a clause: "still" does, but not in "we still had to"."""
    return language.is_a(word, "clause-opener") and not language.is_a(before, "we")


def _opens_clause(sentence: Sentence, index: int, limit: int, *, after_and: bool = False) -> bool:
    """Whether a new clause, with a subject or a verb of its own, begins at this token."""
    words, language = sentence.words, sentence.language
    word = words[index]
    if language.is_a(word, "pronoun") or language.is_a(word, "clause-opener"):
        return True
    if word in {ORG, CREW}:
        return True
    if after_and and language.is_a(word, "be"):
        return True
    if not after_and and language.is_a(word, "det") and not language.is_a(word, "negator"):
        # ", the evening is …": a noun and a verb of its own before the match ends
        for following in words[index + 1 : min(index + 6, limit)]:
            if following in {",", ";"}:
                return False
            if language.is_a(following, "be"):
                return True
    return False


def flags(sentence: Sentence, first: int, last: int, family: str = "") -> frozenset[str]:
    """Why the words from `first` to `last` are no plain claim; empty where they are."""
    language, all_words = sentence.language, sentence.words
    start, end = clause(sentence, first, last)
    out: set[str] = set()
    words = all_words[start : end + 1]
    negators = _negators(language, words) if sentence.has("negator") else []
    # a negator behind the claim counts only close to it, or where the language puts it last
    near = [i for i in negators if start + i <= last + (10 if language.is_a("nicht", "negator") else 1)]
    without = [i for i in near if language.is_a(words[i], "without")]
    wished = sentence.has("wish")
    if family != "independent" and near:
        if without and len(near) > len(without):
            pass  # "not possible without"
        elif without and wished and any(language.is_a(w, "wish") for w in words):
            pass  # "without them it would …"
        else:
            out.add("negated")
    if not (without and len(near) > len(without)):
        if (
            (wished and any(language.is_a(w, "wish") for w in all_words[start : min(end, last + 5) + 1]))
            or (sentence.has("if") and any(language.is_a(w, "if") for w in all_words[start:first]))
            or sentence.states("is-wish", start, min(end, last + 5) + 1)
        ):
            out.add("wished")
    if sentence.is_question:
        out.add("question")
    if _is_past(sentence, start, end, words):
        out.add("past")
    if _is_quoted(sentence, first, last):
        out.add("quoted")
    if (
        family in {"runs", "provides", "supports", "endorses"}
        and all_words[first] == ORG
        and _is_general(language, all_words, last)
    ):
        out.add("general")
    return frozenset(out)


def _negators(language: Language, words: Sequence[str]) -> list[int]:
    out = []
    for i, word in enumerate(words):
        if not language.is_a(word, "negator"):
            continue
        following = words[i + 1] if i + 1 < len(words) else ""
        if language.is_a(following, "only"):
            continue
        out.append(i)
    return out


def _is_past(sentence: Sentence, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether a clause speaks of another time: a past word, or a year before the event's own."""
    language = sentence.language
    if sentence.has("now") and any(language.is_a(w, "now") and not _YEAR.fullmatch(w) for w in words):
        return False
    if (sentence.has("past") and any(language.is_a(w, "past") for w in words)) or sentence.states(
        "is-past", start, end + 1
    ):
        return True
    for i, word in enumerate(words):
        if not word.isdecimal():
            continue
        if _YEAR.fullmatch(word) and (not i or language.is_a(words[i - 1], "in") or words[i - 1] == ORG):
            if word in sentence.unit.years or int(word) >= max((int(y) for y in sentence.unit.years), default=9999):
                return False
            return any(language.is_a(w, "past-verb") for w in words)
        if not i and _YEAR.fullmatch(word):
            return True
    return False


def _is_quoted(sentence: Sentence, first: int, last: int) -> bool:
    before = sum(word in _QUOTES for word in sentence.words[:first])
    return before % 2 == 1 and any(word in _QUOTES for word in sentence.words[last + 1 :])


def _is_general(language: Language, words: Sequence[str], last: int) -> bool:
    """ "… runs free workshops in many cities": what the organisation does anyway, not at this event."""
    rest = words[last + 1 : last + 16]
    for word in rest[:4]:
        if language.is_a(word, "event-plural"):
            return True
        if not language.is_a(word, "adj"):
            break
    if any(language.is_a(w, "specific") for w in rest[:8]):
        return False
    return any(language.is_a(w, "general") for w in rest)
