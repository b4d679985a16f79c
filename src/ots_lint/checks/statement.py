"""A sentence, list item or image that says something of the families that a rule looks for.

Options of a rule:

- `find`: families of statements, the most telling first;
- `unless`: modifiers that make it none (default: any);
- `inferred`: whether families count from which a relationship is inferred (default: yes);
- `lists`: a word class of headings under which a bare name says it, too;
- `official`: whether `lists` counts only where the heading itself says "official", and partners who are thanked say
  nothing without that word;
- `rows`: whether a row of the programme that names who does something says it;
- `sure`: whether what nothing ties to this event is none;
- `under`: a `family` that counts only below a `heading`, or a lead-in of a list, that says something of that other family;
- `no-event`: the families that count on a page that is about no event (default: all);
- `no-event-names`: word classes of which its sentence needs one on such a page;
- `mark`: what is shown, `words` (default) or `sentence`;
- `once`: what has at most one finding, `sentence` (default) or `page`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import SHOWN, SHOWN_OF_SENTENCE, shown
from ots_lint.checks._rewrite import Place, rewritten
from ots_lint.language.language import has_any
from ots_lint.meaning.page.bare import bare_names, labels
from ots_lint.meaning.page.headed import is_under
from ots_lint.meaning.page.programme import programme_rows
from ots_lint.meaning.select import Wanted, judged
from ots_lint.meaning.sentence.target import is_loose
from ots_lint.meaning.sentence.tied import is_tied
from ots_lint.meaning.sentence.verdict import Verdict, because
from ots_lint.text.run import Span
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement
    from ots_lint.ruleset.rule import Rule

_METADATA = frozenset({"meta", "front-matter", "structured-data", "title"})


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence, list item, table row or image, or the first of the page."""
    reading = context.reading
    hits = _hits(reading, rule)
    if rule.options.get("once") == "page":
        found = [*hits]
        hits = iter(sorted(found, key=lambda hit: (_is_hidden(reading, hit.span), hit.span))[:1])
    yield from hits


def verdicts(context: Context, rule: Rule) -> Iterator[Verdict]:
    """What could be such a statement, and what speaks against it."""
    return (verdict for verdict, _ in _judged(context.reading, rule))


def _judged(reading: Reading, rule: Rule) -> Iterator[tuple[Verdict, Statement | None]]:
    seen: set[tuple[int, int]] = set()
    elsewhere = _data_runs(reading)
    no_event = frozenset(str(family) for family in rule.options.get("no-event", ()))
    names = tuple(str(name) for name in rule.options.get("no-event-names", ()))
    under: Mapping[str, str] = rule.options.get("under", {})
    for statement, against in judged(reading, Wanted.of(rule.options)):
        sentence = statement.sentence
        if under and statement.family == under["family"]:
            if not is_under(reading, sentence.run_of(statement.org), under["heading"]):
                continue
        if against:
            pass
        elif sentence.run_of(max(statement.org, 0)) in elsewhere:
            against = because("data")
        elif rule.options.get("sure") and (is_loose(statement) or not is_tied(statement)):
            against = because("loose")
        elif no_event and statement.family not in no_event and reading.of_no_event:
            against = because("no-event")
        elif statement.family == "owns" and _is_licence(reading):
            against = because("licensed")  # whose the software is, not whose the event
        elif names and reading.of_no_event and not sentence.has_any(names):
            against = because("no-event")
        elif rule.options.get("official") and _is_thanked_partner(reading, statement):
            against = because("thanked")
        else:
            seen.add(_key(sentence))
        yield Verdict.of("claim", statement, against, unsure=not against and is_loose(statement)), statement
    for sentence, word, heading in _bare(reading, rule):
        if _key(sentence) in seen or sentence.run_of(word) in elsewhere:
            continue
        seen.add(_key(sentence))
        yield Verdict("list" if heading else "row", "", sentence, word, word, label=heading), None


def _is_thanked_partner(reading: Reading, statement: Statement) -> bool:
    """Whether the organisation is only one of the partners who are thanked: "Thanks to our partners Acme and Bakers"."""
    sentence = statement.sentence
    if statement.family != "partner" or sentence.has("official"):
        return False
    return any(other.family == "thanks" and other.org == statement.org for other in reading.statements(sentence))


def _is_licence(reading: Reading) -> bool:
    """Whether a title of the page is the name of a licence: "The MIT License"."""
    return any(has_any(reading.pack(run), label_words(run.text), "licence-named") for run in reading.titled)


def _hits(reading: Reading, rule: Rule) -> Iterator[Hit]:
    whole = rule.options.get("mark") == "sentence"
    for verdict, statement in _judged(reading, rule):
        if not verdict.counts:
            continue
        sentence = verdict.sentence
        span = sentence.source(0, len(sentence.words) - 1) if whole and statement else verdict.span
        values = {
            "seen": shown(reading, span, SHOWN_OF_SENTENCE if whole else SHOWN),
            "telling": shown(reading, verdict.span),
            "family": verdict.name or "list",
            "heading": verdict.label,
            "brand": reading.brand.name,
            "key": reading.brand.key,
        }
        place = Place(sentence, statement.org if statement is not None else verdict.first)
        fix = rewritten(rule, reading, place, statement, values)
        yield Hit(span, values, fix, verdict.name or verdict.role, verdict.unsure, verdict)


def _bare(reading: Reading, rule: Rule) -> Iterator[tuple[Sentence, int, str]]:
    """Names that claim a tie without a sentence, each with the heading or label that it stands under, if that does."""
    options = rule.options
    if "lists" in options:
        for sentence, word in bare_names(reading, str(options["lists"]), thanks=False):
            heading = _label(reading, sentence, word, str(options["lists"]))
            if not options.get("official") or _says_official(sentence, heading):
                yield sentence, word, heading
    if options.get("rows"):
        for sentence, word in programme_rows(reading):
            yield sentence, word, ""


def _is_hidden(reading: Reading, span: Span) -> bool:
    """Whether a place is in metadata, which no reader of the page sees."""
    return any(run.kind in _METADATA and run.element.start <= span.start < run.element.end for run in reading.page.runs)


def _label(reading: Reading, sentence: Sentence, word: int, name: str) -> str:
    """What stands over a bare name and claims the tie, in one line; else the nearest heading, or the row itself."""
    texts = [" ".join(text.split()) for text in labels(reading, sentence, word)]
    claiming = (t for t in texts if any(sentence.language.is_a(w.strip(".,:!?"), name) for w in t.split()))
    return next(claiming, next(filter(None, texts), shown(reading, sentence.source(0, 0))))


def _says_official(sentence: Sentence, heading: str) -> bool:
    return any(sentence.language.is_a(word.strip(".,:!?"), "official") for word in heading.split())


def _key(sentence: Sentence) -> tuple[int, int]:
    return id(sentence.unit), sentence.index


def _data_runs(reading: Reading) -> set[int]:
    """Runs that are a value under an organiser's key: they are another rule's."""
    from ots_lint.checks.metadata import organiser_data

    if not reading.page.data:
        return set()
    return {d.run for d in organiser_data(reading, reading.ruleset.organiser_keys)}


__all__ = ["Span", "find"]
