"""The name is part of the event's own title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import SHOWN, rule_fix
from ots_lint.language.marks import CREW, ORG
from ots_lint.text.patterns import compiled
from ots_lint.text.run import OBJECT

if TYPE_CHECKING:
    from ots_lint.brand.names import Mention
    from ots_lint.language.language import Language
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import TextRun

#: Classes of words before people of the organisation that make them helpers, not the event's brand.
#: So many words, or signs, are little: between a preposition and its noun, before a name.
_FEW = 4
_COMES_FROM = ("source", "with", "crew-link", "by")
#: How the types of events and of their pages end.
_KINDS = ("event", "webpage", "website", "course", "series", "festival", "hackathon", "instance")


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each title that bears the name: title element, h1, og:title, front matter, event name in data."""
    reading = context.reading
    for index, mentions in reading.mentions.items():
        run = reading.page.runs[index]
        if not is_event_title(reading, run):
            continue
        if _disclaims(reading, index, run) or _is_about(reading, run, mentions):
            continue
        text = run.text.strip()
        start = run.text.index(text)
        span = run.span(start, start + len(text))
        values = {"seen": " ".join(text.replace(OBJECT, "…").split())[:SHOWN], "place": _place(run)}
        yield Hit(span, values, rule_fix(rule, {"brand": reading.brand.name, **values}))


def is_event_title(reading: Reading, run: TextRun) -> bool:
    """Whether a run is one of the titles that an event is known by."""
    if run.kind == "title":
        return True
    if run.kind == "heading":
        return run.where.level == 1 and run.where.row is None
    if run.kind == "meta":
        return run.key.lower() in {"og:title", "twitter:title"}
    if run.kind == "front-matter":
        return run.key.lower() in {"title", "event", "name", "event_name", "eventname"} and not _is_one_of_many(
            reading, run
        )
    if run.kind == "structured-data":
        leaf = run.key.rpartition(".")[2].lower()
        if leaf not in {"name", "headline", "alternatename"}:
            return False
        datum = reading.page.datum_of(run)
        if datum is None:
            return False
        names = [p for p in datum.path if isinstance(p, str) and p != "@graph"]
        return len(names) == 1 and (not datum.types or datum.types[-1].lower().endswith(_KINDS))
    return False


def _is_one_of_many(reading: Reading, run: TextRun) -> bool:
    """Whether a title stands in a file of data with several: films, articles and the like."""
    if reading.page.format != "data":
        return False
    return any(other is not run and other.key == run.key and other.kind == run.kind for other in reading.page.runs)


def _disclaims(reading: Reading, index: int, run: TextRun) -> bool:
    unit = reading.unit_of.get(index)
    if unit is None:
        return False
    words = reading.ruleset.name_words
    for sentence in reading.sentences(unit):
        if ORG not in sentence.words and CREW not in sentence.words:
            continue
        if sentence.matches("independent") or any(
            sentence.language.is_a(w, "negator") or words.pattern("<unofficial>").match(w) for w in sentence.words
        ):
            return True
        if ORG not in sentence.words and _comes_from(sentence, sentence.words.index(CREW)):
            return True  # "An evening with friends from the community" is no brand
    return not reading.sentences(unit) and words.pattern("<not>|<unofficial>").search(run.text) is not None


def _comes_from(sentence: Sentence, person: int) -> bool:
    """Whether a preposition stands before a word, with a few words between."""
    return any(sentence.has(name, person - _FEW, person) for name in _COMES_FROM)


def _is_about(reading: Reading, run: TextRun, mentions: Sequence[Mention]) -> bool:
    """Whether a title is about the organisation or asks something, and names no event ("What is …?", "… sponsors")."""
    text = run.text.strip()
    pack = reading.pack(run)
    if text.endswith("?"):
        return True
    if pack is None:
        return False
    first = compiled(r"[\p{L}\d]").search(run.text)
    if first is None:
        return False
    if first.start() < mentions[0].start and _opens_as_about(pack, text, 0):  # a name may have such words
        return True
    return first.start() >= mentions[0].start - _FEW and _opens_as_about(pack, run.text, mentions[0].end)


def _opens_as_about(pack: Language, text: str, start: int) -> bool:
    """Whether the first word from a place on is of what a page is about, and no part of an event ("code", "code club")."""
    words = [match[0].lower() for match in islice(compiled(r"[\p{L}-]+").finditer(text, start), 2)]
    return bool(words) and pack.is_a(words[0], "about") and not any(pack.is_a(word, "event") for word in words[1:])


def _place(run: TextRun) -> str:
    return {
        "title": "page title",
        "heading": "main heading",
        "meta": run.key,
        "front-matter": f"front matter ({run.key})",
    }.get(run.kind, "structured data")
