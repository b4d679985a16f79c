"""An official means of communication is used for an unofficial event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import SHOWN, rule_fix
from ots_lint.language.marks import ORG
from ots_lint.meaning.page.channel_use import ChannelUse
from ots_lint.meaning.page.channels import GROUPS, MAIL, Channel, channels, shown_in, use_of
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.meaning.sentence.verdict import Verdict, because
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule

#: Texts that repeat what readers are told elsewhere.
_ELSEWHERE = frozenset({"title", "structured-data", "alt", "meta"})
#: Where a form can send what people write for the event.
_FORMS = frozenset({MAIL, *GROUPS})


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence, list item or table row that uses a channel for the event."""
    reading = context.reading
    taken: set[tuple[int, int | None]] = set()
    hits: list[tuple[Span, str, str, Verdict | None]] = []
    for use in _uses(reading):
        if (use.verdict is not None and not use.verdict.counts) or (use.unit, use.key) in taken:
            continue
        taken.add((use.unit, use.key))
        hits.append((use.span, use.seen, use.what, use.verdict))
    for span, seen, what, verdict in sorted(hits, key=lambda hit: hit[0]):
        values = {"seen": seen.removeprefix("mailto:")[:SHOWN], "what": what, "brand": reading.brand.name}
        yield Hit(span, values, rule_fix(rule, values), verdict=verdict)


def verdicts(context: Context, rule: Rule) -> Iterator[Verdict]:
    """What could use a channel, and what speaks against it."""
    return (use.verdict for use in _uses(context.reading) if use.verdict is not None)


class _Use(NamedTuple):
    """An official channel: its unit and, in that, what counts once; what a reader sees; its use; in a text, the verdict."""

    unit: int
    key: int | None
    span: Span
    seen: str
    what: str
    verdict: Verdict | None = None


def _uses(reading: Reading) -> Iterator[_Use]:
    use = ChannelUse(reading)
    yield from _elsewhere(reading, use)
    shown = shown_in(reading)
    for number in sorted({reading.unit_of[i] for i in (*shown, *reading.mentions) if i in reading.unit_of}):
        group = reading.units[number]
        first = reading.page.runs[group[0]]
        if first.kind in _ELSEWHERE:
            continue
        found = [*channels(reading, [i for i in group if i in shown])]
        if not found and not (any(i in reading.mentions for i in group) and reading.may_state(number, "channel")):
            continue
        unit = reading.unit(number)
        if unit is None:
            continue
        in_sentence: dict[int, list[Channel]] = {}
        for channel in found:
            for sentence in unit.sentences_at(channel.run, channel.start, max(channel.end, channel.start + 1)):
                in_sentence.setdefault(sentence.index, []).append(channel)
        for sentence in unit.sentences:
            if not sentence.words:
                continue
            key = None if first.where.row is not None else sentence.index
            for channel in in_sentence.get(sentence.index, ()):
                at = sentence.word_at(channel.run, channel.start, max(channel.end, channel.start + 1))
                if at is not None:
                    against = () if use.is_used(sentence, at, channel) else because("not-used")
                    verdict = Verdict(
                        "channel", channel.use, sentence, at, _last(sentence, at, channel), against, channel.address
                    )
                    yield _Use(number, key, channel.span, channel.address, channel.use, verdict)
            for match in sentence.matches("channel"):
                against = () if use.is_used_by_name(sentence, match) else because("not-used")
                words = " ".join(sentence.words[match.first : match.last + 1]).replace(ORG, reading.brand.name)
                verdict = Verdict("channel", "", sentence, match.first, match.last, against)
                yield _Use(number, key, sentence.source(match.first, match.last), words, "channel", verdict)


def _last(sentence: Sentence, at: int, channel: Channel) -> int:
    """The last word of an address, or of the text of its link."""
    last = at
    for i in range(at + 1, len(sentence.words)):
        run, start, _ = sentence.place(i)
        if run == channel.run and start < channel.end:
            last = i
    return last


def _elsewhere(reading: Reading, use: ChannelUse) -> Iterator[_Use]:
    """Addresses beside the texts: of forms and in front matter."""
    for number, link in enumerate(link for link in reading.own_links if link.kind == "form"):
        what = use_of(reading, link.href)
        if what in _FORMS:  # a form that posts to a list is for the list itself
            yield _Use(-1 - number, 0, link.span, link.href, what)
    for number, datum in enumerate(reading.page.data):
        value = str(datum.value)
        if datum.vocabulary == "front-matter" and datum.run < 0 and reading.brand.may_own(value):
            what = MAIL if reading.brand.owns_mail(value) else use_of(reading, value)
            if what and use.is_used_in_data(datum, what):
                yield _Use(number, -1, datum.span, value, what)
