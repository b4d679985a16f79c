"""Rules explained in the terminal, and as a list: in the language of the reader, with examples in it where there are some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.errors import UsageError
from ots_lint.messages import ENGLISH, Catalogue, catalogue, spoken
from ots_lint.report.text import Paint, wrap
from ots_lint.text.visible import visible

if TYPE_CHECKING:
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.ruleset.rule import Example, Rule

_ORDER = ("official", "partner", "supported", "unofficial", "none", "unknown")


class Reader(NamedTuple):
    """Who reads about rules: the language, of examples at least, and what is said in it, or else in English."""

    language: str
    words: Catalogue


def reader(language: str) -> Reader:
    """Somebody who reads this language."""
    return Reader(language, catalogue(spoken(language)))


def find(ruleset: Ruleset, code: str) -> Rule:
    """The rule with this code or name. Raises `UsageError` for none."""
    wanted = code.strip()
    for rule in ruleset.rules.values():
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    from ots_lint.site.config_rows import did_you_mean

    names = [*ruleset.rules, *(rule.name for rule in ruleset.rules.values())]
    hint = did_you_mean(wanted.upper(), names) or did_you_mean(wanted.lower(), names) or "ots-lint rules lists them"
    raise UsageError(f"there is no rule {wanted!r}", hint=hint)


def listing(ruleset: Ruleset, columns: int, who: Reader) -> str:
    """A line or more per rule: code, level, how it is fixed, what it is about."""
    lines = []
    rules = ruleset.rules.values()
    longest = max((len(rule.name) for rule in rules), default=0)
    widest = max((len(who.words(rule.severity)) for rule in rules), default=0)
    for rule in rules:
        head = (
            f"{rule.code}  {rule.name:<{longest}}  {who.words(rule.severity):<{widest}}  {fix_of(rule, who)}".rstrip()
        )
        lines.append(visible(head))
        summary = " ".join(rule.local("summary", who.words.language).split())
        lines += ["        " + line for line in wrap(visible(summary), columns - 8)]
    return "\n".join(lines) + "\n"


def fix_of(rule: Rule, who: Reader) -> str:
    """What repairs it, in a word; empty for nothing."""
    return {"safe": "--fix", "unsafe": "--unsafe-fixes", "suggestion": who.words("rule-suggestion")}.get(
        rule.fixable, ""
    )


def listing_json(ruleset: Ruleset) -> str:
    """All rules as a JSON array."""
    return as_json(list(ruleset.rules.values()))


def as_json(rules: Sequence[Rule]) -> str:
    """Rules as a JSON array, in English."""
    import json

    data = [
        {
            "code": rule.code,
            "name": rule.name,
            "summary": rule.summary,
            "explanation": rule.explanation,
            "severity": rule.severity,
            "relationships": _when(rule),
            "fix": rule.fixable or None,
            "guideline": {"section": rule.guideline, "url": rule.guideline_url},
            "url": rule.url,
        }
        for rule in rules
    ]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _when(rule: Rule) -> list[str]:
    return ["any"] if "any" in rule.when else [value for value in _ORDER if value in rule.when]


def applies(rule: Rule, words: Catalogue) -> str:
    """Which pages a rule is for."""
    when = _when(rule)
    if when == ["any"]:
        return words("rule-all-pages")
    named = [words(f"rule-for-{value}") for value in when]
    return named[0] if len(named) == 1 else ", ".join(named[:-1]) + words("and") + named[-1]


def level(rule: Rule, words: Catalogue) -> str:
    """How much a finding of a rule counts."""
    declared = rule.severity_declared
    if declared and declared != rule.severity:
        return words("rule-level-declared", level=words(rule.severity), declared=words(declared))
    return words(rule.severity)


def repair(rule: Rule, words: Catalogue) -> str:
    """How a finding of a rule is repaired, in a sentence of Markdown."""
    return words(f"rule-fix-{rule.fixable or 'none'}")


def comment(rule: Rule, words: Catalogue) -> str:
    """The comment that accepts one place."""
    return f"<!-- ots-lint-disable-next-line {rule.code} -- {words('rule-reason')} -->"


def unmarked(text: str) -> str:
    """An example without the marks around the expected span."""
    return text.replace("⟦", "").replace("⟧", "").strip("\n")


def about(rule: Rule, example: Example, words: Catalogue) -> str:
    """What has to be known about an example: the relationship of its page, and why it is right or wrong."""
    on = words(f"rule-on-{example.relationship}") if example.relationship else ""
    return "; ".join(part for part in (on, visible(rule.reason(example, words.language))) if part)


def language_of(example: Example) -> str:
    """The language of an example."""
    return example.language or ENGLISH


def explain(rule: Rule, columns: int, who: Reader, color: bool = False) -> str:
    """A rule's page for the terminal."""
    paint, words = Paint(color), who.words

    def paragraph(text: str) -> list[str]:
        lines: list[str] = []
        for block in text.strip().split("\n\n"):
            lines += [*wrap(visible(" ".join(block.split())), columns), ""]
        return lines

    lines = [paint(f"{rule.code} {rule.name}", "1"), ""]
    lines += paragraph(rule.local("summary", words.language))
    if rule.explanation:
        lines += paragraph(rule.local("explanation", words.language))
    rows = (
        ("rule-level", level(rule, words)),
        ("rule-applies", applies(rule, words)),
        ("rule-fix", repair(rule, words).replace("`", "")),
        ("rule-guideline", visible(rule.local("guideline", words.language))),
    )
    width = max(len(words(key)) for key, _ in rows) + 2
    for key, text in rows:
        first, *more = wrap(text, max(columns - width, 20))
        lines += [f"{words(key) + ':':<{width}}{first}", *(f"{'':<{width}}{line}" for line in more)]
    if rule.guideline_url:
        lines.append(f"{'':<{width}}{visible(rule.guideline_url)}")
    shown: set[str] = set()
    for title, bad in ((words("rule-wrong"), True), (words("rule-right"), False)):
        examples = _for_reader([example for example in rule.examples if example.bad is bad], who)
        shown |= {language_of(example) for example in examples}
        if examples:
            lines += ["", paint(title, "1")]
        for example in examples:
            lines += ["", *_shown(rule, example, columns, paint, words)]
    others = sorted({language_of(example) for example in rule.examples} - shown)
    if others:
        lines += ["", *wrap(words("rule-others", tags=", ".join(others)), columns)]
    lines += ["", words("rule-accept", comment=comment(rule, words))]
    return "\n".join(lines) + "\n"


def _for_reader(examples: Sequence[Example], who: Reader) -> list[Example]:
    """Those in the language of the reader, else those in English, else all."""
    for language in (who.language, ENGLISH):
        if found := [example for example in examples if language_of(example) == language]:
            return found
    return list(examples)


def _shown(rule: Rule, example: Example, columns: int, paint: Paint, words: Catalogue) -> Iterable[str]:
    for line in example.text.strip("\n").split("\n"):
        text = visible(line)
        text = text.replace("⟦", "\x1b[1;31m").replace("⟧", "\x1b[0m") if paint.on else unmarked(text)
        yield f"    {text}".rstrip()
    if told := about(rule, example, words):
        yield f"    {paint(f'({told})', '2')}"
    if example.fixed is not None:
        yield f"  {words('rule-becomes')}"
        yield from (f"    {visible(line)}".rstrip() for line in example.fixed.strip("\n").split("\n"))
