"""An official means of communication is used for an unofficial event."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import simple_fix
from ots_lint.language.marks import ORG
from ots_lint.meaning.context import reasons
from ots_lint.meaning.lines import Sentence
from ots_lint.meaning.verdict import Verdict, because
from ots_lint.text.patterns import compiled, lazy
from ots_lint.text.run import Span, TextRun

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.statement import Reason
    from ots_lint.ruleset.rule import Rule

_AT, _DOT = r"\s*[\[({|]\s*<at>\s*[\])}|]\s*", r"\s*[\[({|]\s*<dot>\s*[\])}|]\s*"
_MAIL = rf"[\w.+-]+(?:@|{_AT})[\w-]+(?:(?:\.|{_DOT})[\w-]+)+"
_HANDLE = lazy(r"(?<![\w@/.])@([\w-]+)(?!\.\w|\w*@)")
_BARE = lazy(r"(?i)(?<![\w@])(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>()\"']*)?")

#: Run, start, end, address, kind and source span.
_Place = tuple[int, int, int, str, str, Span]


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence, list item or table row that uses a channel for the event."""
    reading = context.reading
    taken: set[tuple[int, int]] = set()
    hits: list[tuple[Span, str, str, Verdict]] = []
    for use in _uses(reading):
        if not use.verdict.counts or (use.unit, use.key) in taken:
            continue
        taken.add((use.unit, use.key))
        hits.append((use.span, use.seen, use.verdict.name or "channel", use.verdict))
    for span, seen, what, verdict in sorted(hits, key=lambda hit: hit[:3]):
        values = {"seen": seen.removeprefix("mailto:")[:90], "what": what, "brand": reading.brand.name}
        yield Hit(span, values, simple_fix(rule, values), verdict=verdict)


def verdicts(context: Context, rule: Rule) -> Iterator[Verdict]:
    """What could use a channel, and what speaks against it."""
    return (use.verdict for use in _uses(context.reading))


class _Use(NamedTuple):
    """An official channel in a sentence: its unit and, in that, what counts once; what a reader sees; the verdict."""

    unit: int
    key: int
    span: Span
    seen: str
    verdict: Verdict


def _uses(reading: Reading) -> Iterator[_Use]:
    runs = reading.page.runs
    for unit_number, group in enumerate(reading.units):
        first = runs[group[0]]
        if first.kind in {"title", "structured-data", "alt", "meta"}:
            continue
        places = list(_addresses(reading, group))
        nouns = any(i in reading.mentions for i in group) and reading.may_state(unit_number, "channel")
        if not places and not nouns:
            continue
        unit = reading.unit(unit_number)
        if unit is None:
            continue
        at_sentence: dict[int, list[_Place]] = {}
        for place in places:
            for sentence in unit.sentences_at(place[0], place[1], max(place[2], place[1] + 1)):
                at_sentence.setdefault(sentence.index, []).append(place)
        for sentence in unit.sentences:
            if not sentence.words:
                continue
            language = sentence.language
            row = runs[group[0]].where.row is not None
            key = 0 if row else sentence.index
            used = any(language.is_a(w, "channel-use") for w in sentence.words)
            for index, start, end, address, kind, span in at_sentence.get(sentence.index, ()):
                at = sentence.word_at(index, start, max(end, start + 1))
                if at is None:
                    continue
                against = _only(reasons(sentence, at, at), {"negated"})
                firm = kind in {"mail", "sign-up"}
                use = firm or used or _heading_uses(reading, runs[index])
                if not against and (kind == "material" or (not firm and not use)):
                    against = because("not-used")
                last = max(i for i in range(at, len(sentence.words)) if i == at or _stands_in(sentence, i, index, end))
                verdict = Verdict("channel", kind, sentence, at, last, against, address)
                yield _Use(unit_number, key, span, address, verdict)
            yield from _named_channels(reading, sentence, unit_number, key)


def _named_channels(reading: Reading, sentence: Sentence, unit: int, key: int) -> Iterator[_Use]:
    """Channels that are named, not addressed: "the mailing list of …"."""
    language = sentence.language
    runs = reading.page.runs
    for a, b, _ in sentence.matches("channel"):
        against = _only(reasons(sentence, a, b), {"negated", "question", "quoted"}) or _denied(sentence)
        used = any(language.is_a(w, "channel-use") for w in sentence.words)
        if not against and not used and not _heading_uses(reading, runs[sentence.run_of(a)]):
            against = because("not-used")
        words = " ".join(sentence.words[a : b + 1]).replace(ORG, reading.brand.name)
        yield _Use(unit, key, sentence.source(a, b), words, Verdict("channel", "", sentence, a, b, against))


def _stands_in(sentence: Sentence, word: int, run: int, end: int) -> bool:
    """Whether a word stands in a run, before an end there."""
    here, start, _ = sentence.place(word)
    return here == run and start < end


def _only(found: tuple[Reason, ...], names: AbstractSet[str]) -> tuple[Reason, ...]:
    return tuple(reason for reason in found if reason.modifier in names)


def _denied(sentence: Sentence) -> tuple[Reason, ...]:
    if not sentence.has("negator"):
        return ()
    language = sentence.language
    words = sentence.words
    for i, word in enumerate(words):
        if (
            language.is_a(word, "negator")
            and not language.is_a(words[i + 1] if i + 1 < len(words) else "", "only")
            # "no questions", "without them": something is lacking, and the channel is used all the same
            and not (language.is_a(word, "det") or language.is_a(word, "without"))
        ):
            return because("negated", word)
    return ()


def _heading_uses(reading: Reading, run: TextRun) -> bool:
    pack = reading.pack(run)
    heading = reading.heading(run)
    return pack is not None and any(pack.is_a(w, "channel-heading") for w in compiled(r"[\p{L}-]+").findall(heading))


def _addresses(reading: Reading, group: list[int]) -> Iterator[_Place]:
    """Official addresses in the runs of a unit: run, start, end, address, kind and source span."""
    brand, words = reading.brand, reading.ruleset.name_words
    for index in group:
        run = reading.page.runs[index]
        for link in reading.page.links_of(index):
            kind = address_kind(reading, link.href) if brand.may_own(link.href) else ""
            if kind:
                yield index, link.start, link.end, link.href, kind, link.span
        text = run.text
        if "@" in text or "[" in text or "(" in text or "|" in text:
            for match in words.pattern(_MAIL).finditer(text, timeout=2.0):
                plain = words.pattern(_DOT).sub(".", words.pattern(_AT).sub("@", match.group()))
                if brand.owns_mail(plain):
                    yield index, match.start(), match.end(), match.group(), "mail", run.span(*match.span())
            for match in _HANDLE.finditer(text):
                if _owns_handle(reading, match[1]):
                    yield index, match.start(), match.end(), match.group(), "news", run.span(*match.span())
        if brand.may_own(text):
            for match in _BARE.finditer(text, timeout=2.0):
                kind = address_kind(reading, match.group().rstrip(".,;:!?"))
                if kind:
                    yield (
                        index,
                        match.start(),
                        match.end(),
                        match.group().rstrip(".,;:!?"),
                        kind,
                        run.span(*match.span()),
                    )


def _owns_handle(reading: Reading, handle: str) -> bool:
    import fnmatch

    return any(a.handle and fnmatch.fnmatchcase(handle.lower(), a.handle.lower()) for a in reading.brand.accounts)


def address_kind(reading: Reading, href: str) -> str:
    """mail, or the use of the official account at an address; empty for a homepage, material or somebody else."""
    brand = reading.brand
    if href.lower().startswith("mailto:"):
        return "mail" if brand.owns_mail(href[7:]) else ""
    account = brand.account(href)
    if account is not None:
        return account.use
    if brand.has_material(href):
        return "material"
    return ""
