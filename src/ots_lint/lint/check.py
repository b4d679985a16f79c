"""A page and the rules → findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit, finder
from ots_lint.finding import SEVERITIES, Finding, Relationship, Severity
from ots_lint.lint.own_page import SOURCE, is_passed_over
from ots_lint.text.language_tags import PART, SOME

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.ruleset.rule import Rule
    from ots_lint.settings import Settings

#: Kinds that are decided elsewhere: by the reader of files, and by the suppressions.
ELSEWHERE = frozenset({"unreadable", "unused-suppression"})
#: Kinds that look at names or declarations alone and ask for no relationship that must be inferred.
_NAMES = frozenset({"name", "abbreviation-shape", "front-matter", "declaration"})
#: Kinds that seldom need more than names.
_MOSTLY_NAMES = _NAMES | {"abbreviation-alone"}
#: Kinds that are about what a whole page lacks.
_LACKS = frozenset({"abbreviation-alone", "contribution-incomplete", "credit-missing", "disclaimer-missing"})

#: Kinds that are about an event, whoever stands behind it.
_OF_EVENTS = frozenset({"attribution"})


def check_page(page: Page, ruleset: Ruleset, settings: Settings) -> list[Finding]:
    """The findings of all rules but those about files and suppressions, in source order."""
    return checked(page, ruleset, settings)[0]


def checked(page: Page, ruleset: Ruleset, settings: Settings) -> tuple[list[Finding], str]:
    """The same, and in which language the page speaks of the organisation where that cannot be read; else empty.

    Behind it stands `SOME` where some of the rules can, and `PART` where the page's own language is another, which is read.
    """
    from ots_lint.lint.relationship import relationship
    from ots_lint.meaning.reading import Reading

    rules = _rules(ruleset, settings)
    if not rules:
        return [], ""
    reading = Reading(page, ruleset, settings)
    known = reading.declared
    if not known.value and not all(rule.kind in _NAMES or _is_idle(rule.kind, reading) for rule in rules):
        known = relationship(reading)
    context = Context(reading, known)
    findings = [_finding(rule, hit, context, settings) for rule in rules for hit in hits(rule, context)]
    findings.sort(key=lambda f: (f.span, f.code, f.message))
    language = "" if all(rule.kind in _MOSTLY_NAMES for rule in rules) else _not_read(reading)
    reading.release()
    return findings, language


def _not_read(reading: Reading) -> str:
    language = reading.unread_language
    if language:
        return language + PART if reading.language in reading.tongues.packs else language
    language = reading.partly_read_language
    if language and language != reading.language:
        return language + SOME + PART
    return language and language + SOME


def hits(rule: Rule, context: Context) -> Iterator[Hit]:
    """The places that break a rule; none where it is not for such a page."""
    if _is_for_others(rule, context):
        return
    for hit in finder(rule.kind)(context, rule):
        # asked last: it takes the page's language, which many pages need not be told
        if _is_of_no_event(rule, context):
            return
        yield hit


def spared(rule: Rule, context: Context) -> str:
    """Why a rule is not for a page, in a word; empty where it is."""
    return _is_for_others(rule, context) or ("no-event" if _is_of_no_event(rule, context) else "")


def _is_for_others(rule: Rule, context: Context) -> str:
    known = context.relationship
    if not rule.applies(known.value):
        return "relationship"
    if context.reading.page.part and rule.kind in _LACKS:
        return "part"
    return "no-event" if known.source == SOURCE and is_passed_over(rule, context.reading) else ""


def _is_of_no_event(rule: Rule, context: Context) -> bool:
    return rule.kind in _OF_EVENTS and not context.relationship.value and context.reading.of_no_event


@lru_cache(maxsize=64)
def _rules(ruleset: Ruleset, settings: Settings) -> tuple[Rule, ...]:
    """The rules that are checked here under some settings."""
    return tuple(r for r in ruleset.rules.values() if r.kind not in ELSEWHERE and settings.selects(r.code))


def _is_idle(kind: str, reading: Reading) -> bool:
    """Whether a check finds nothing here, whatever the relationship: then nothing need be read for it."""
    return kind == "abbreviation-alone" and (bool(reading.names) or not reading.abbreviations)


def _finding(rule: Rule, hit: Hit, context: Context, settings: Settings) -> Finding:
    from ots_lint.ruleset.template import render

    relationship = context.relationship
    brand = context.reading.brand
    values = {
        "brand": brand.name,
        "abbreviation": brand.abbreviation,
        "relationship": relationship.value or "unknown",
        "source": relationship.source,
        "because": because(relationship),
        **hit.values,
    }
    template = rule.messages.get(hit.message, rule.message) if hit.message else rule.message
    level = severity(rule, relationship, settings)
    if hit.unsure:
        level = SEVERITIES[max(SEVERITIES.index(level) - 1, 0)]
        template = f"{template} {rule.messages.get('unsure', '')}".rstrip()
    return Finding(
        rule.code,
        rule.name,
        level,
        render(template, values),  # never cut it afterwards: it knows its template
        hit.span,
        hit.fix,
        relationship,
        rule.url,
        rule.guideline,
        rule.guideline_url,
    )


def severity(rule: Rule, relationship: Relationship, settings: Settings) -> Severity:
    """The configured severity, else the rule's for a declared or for an unknown relationship."""
    wanted = dict(settings.severity)
    for length in range(len(rule.code), 0, -1):
        if rule.code[:length] in wanted:
            return wanted[rule.code[:length]]
    if rule.severity_declared and relationship.value and not relationship.inferred:
        return rule.severity_declared
    return rule.severity


def because(relationship: Relationship) -> str:
    """A clause for messages: where the relationship is said."""
    if not relationship.value:
        return "no relationship is declared"
    if relationship.source == SOURCE:
        return f"the page is taken as {relationship.value}, by {SOURCE}"
    if relationship.inferred:
        return f"the page is taken as {relationship.value}, {relationship.source}"
    return f"the page is declared {relationship.value} ({relationship.source})"


def warm_up(ruleset: Ruleset, settings: Iterable[Settings]) -> None:
    """Import and compile what pages under these settings need, before worker processes are forked."""
    from ots_lint.meaning.tongues.blocks import FALLBACK, packs_of
    from ots_lint.pages.base import read_page
    from ots_lint.text.source import Source

    for suffix in (".md", ".html"):  # most pages are in these, or hold them
        read_page(Source("---\ntitle: 'a'\n---\n\n*a* <b>b</b>\n", f"a{suffix}"))  # imports the parsers
    _ = ruleset.names
    asked = list(settings)
    rules = [r for r in ruleset.rules.values() if r.kind not in ELSEWHERE and any(s.selects(r.code) for s in asked)]
    for rule in rules:
        finder(rule.kind)
    if all(rule.kind in _MOSTLY_NAMES for rule in rules):
        return
    from ots_lint.meaning.pipeline.build import pipeline

    packs = dict(packs_of(ruleset))
    for pack in packs.values():  # all are read: what each worker read by itself would be read many times
        pack.known_words("a")
    # A tokenizer may take half a second to make: only that of a language that the site is known to be in.
    likely = {FALLBACK, *(tag for s in asked for tag in (s.page_language, s.place_language))}
    for language in (packs[tag] for tag in packs if tag in likely):
        for model in {s.model for s in asked}:
            pipeline(language, model).tokenizer("a")  # compiles its patterns
        for family in language.families:
            language.frames(family)
        language.fitting(frozenset())
        language.modifiers(frozenset())
