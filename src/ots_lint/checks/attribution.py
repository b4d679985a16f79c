"""Learning material of the organisation is used, and nothing says where it is or how it is licensed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ots_lint.brand.facts import bare_address
from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import rule_fix, shown
from ots_lint.checks._insert import after_run, inserted
from ots_lint.finding import Fix
from ots_lint.meaning.page.bare import is_only_a_hint
from ots_lint.meaning.page.titles import is_title
from ots_lint.meaning.sentence.verdict import Verdict, because
from ots_lint.meaning.works.licences import is_licensed
from ots_lint.meaning.works.uses import material_verdicts
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.brand.facts import Brand
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason
    from ots_lint.ruleset.rule import Rule


#: So many characters stand between a word and a link that belongs to it: "the guide (here)".
_NEAR = 2


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit at the first use, on a page without a link to material or a named licence."""
    reading = context.reading
    if _leads_to_material(reading):
        return
    for verdict in verdicts(context, rule):
        if verdict.counts:
            values = {"seen": shown(reading, verdict.span)}
            run = verdict.sentence.run_of(verdict.first)
            yield Hit(verdict.span, values, _fix(rule, reading, run, values), verdict=verdict)
            return


def verdicts(context: Context, rule: Rule) -> Iterator[Verdict]:
    """What could be a use of the material, and what speaks against it."""
    reading = context.reading
    settled: tuple[Reason, ...] | None = None  # by what the page says of the material that it uses first
    for sentence, before in reading.about_it("material-taken-up"):
        run = reading.page.runs[sentence.run_of(0)]
        if run.kind in {"structured-data", "front-matter"} or run.where.quote or is_title(run):
            continue  # "… Summer Course" as a title is the event
        if run.kind in {"heading", "alt"} and not sentence.has("use"):
            continue
        if is_only_a_hint(reading, run):
            continue  # the title of a link or frame is that of what it leads to or shows
        found = material_verdicts(sentence, before)
        best = next((verdict for verdict in found if verdict.counts), None)
        if best is None:
            yield from found[:1]
            continue
        if settled is None:
            settled = _attributed(reading, best)
        yield best._replace(against=settled)


def _attributed(reading: Reading, use: Verdict) -> tuple[Reason, ...]:
    """That the page says where the material that it uses is, or how it is licensed."""
    if (
        _leads_to_material(reading)
        or _address_in_text(reading)
        or _is_linked(reading, use.sentence, use.first)
        or _is_linked(reading, use.sentence, use.last)
    ):
        return because("linked")
    return because("licensed") if is_licensed(reading, use.sentence) else ()


def _leads_to_material(reading: Reading) -> bool:
    return any(reading.brand.has_material(link.href) for link in reading.own_links)


def _is_linked(reading: Reading, sentence: Sentence, word: int) -> bool:
    """Whether the word for the material stands in the text of a link, or just before a link: it leads to the material."""
    index, start, end = sentence.place(word)
    links = [link for link in reading.page.links_of(index) if link.href and not _is_home(reading.brand, link.href)]
    return any((link.start <= start and end <= link.end) or 0 <= link.start - end <= _NEAR for link in links)


def _is_home(brand: Brand, address: str) -> bool:
    """Whether an address is a site of the organisation as a whole, where its material need not be."""
    return brand.owns_address(address) and "/" not in bare_address(address) and not brand.has_material(address)


def _address_in_text(reading: Reading) -> bool:
    return any(
        reading.brand.has_material(match.group().rstrip(".,;:!?)"))
        for _, run in reading.runs_of(("prose", "heading"))
        if reading.brand.may_own(run.text)
        for match in compiled(r"(?i)(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>()\"']*)?").finditer(
            run.text, timeout=2.0
        )
    )


def _fix(rule: Rule, reading: Reading, index: int, values: Mapping[str, object]) -> Fix | None:
    language = reading.tongues.of(reading.page.runs[index])
    text = inserted(rule, reading, language)
    said = {"brand": reading.brand.name, "text": text, **values}
    return rule_fix(rule, said, after_run(reading, index, text))
