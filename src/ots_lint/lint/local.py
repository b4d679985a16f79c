"""What findings say in the language of the run, beside English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ots_lint.finding import Finding, Local
from ots_lint.messages.said import ENDING, Said

if TYPE_CHECKING:
    from ots_lint.messages import Catalogue
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.ruleset.rule import Rule


def told(findings: Iterable[Finding], ruleset: Ruleset, language: str) -> list[Finding]:
    """Findings whose texts are plain ones, and where a language is given, are there in it, too."""
    words = None
    if language:
        from ots_lint.messages import catalogue

        words = catalogue(language)
    return [_told(finding, ruleset.rules.get(finding.code), words) for finding in findings]


def _told(finding: Finding, rule: Rule | None, words: Catalogue | None) -> Finding:
    message, fix = finding.message, finding.fix
    local = Local()
    if words is not None and rule is not None:
        texts = _templates(rule, words.language)
        local = Local(_local(message, texts, words), _local(fix.message, texts, words) if fix else "")
    if fix is not None and isinstance(fix.message, Said):
        # A template and its values would be kept with each finding for nothing.
        fix = fix._replace(message=str(fix.message), sentence="" if fix.edits else _sentence(fix.message))
    return finding._replace(message=str(message), fix=fix, local=local)


def _sentence(message: Said) -> str:
    """What a fix without edits suggests to write: checks call it by these names, and make it in the language of the page."""
    return str(message.values.get("text") or message.values.get("example") or "")


def _templates(rule: Rule, language: str) -> dict[str, str]:
    """English template → the same in another language."""
    texts = rule.translations.get(language, {})
    pairs = {name: (rule.messages[name], text) for name, text in texts.get("messages", {}).items()}
    pairs["message"] = (rule.message, texts.get("message", ""))
    if rule.fix:
        pairs["fix"] = (str(rule.fix["message"]), texts.get("fix", ""))
    found = {english: text for english, text in pairs.values() if text}
    if "unsure" in pairs:  # a message may end with it
        english, text = pairs["unsure"]
        found |= {f"{one} {english}": f"{other} {text}" for one, other in found.items()}
    return found


def _local(text: str, templates: Mapping[str, str], words: Catalogue) -> str:
    """A text in the language of these words; empty where nothing is known but the English one."""
    if isinstance(text, Said) and text.template in templates:
        from ots_lint.ruleset.template import render

        ending = text.values.get(ENDING)
        values = {name: value for name, value in text.values.items() if name != ENDING}
        said = str(render(templates[text.template], _values(values, words)))
        return f"{said} ({words.phrase(str(ending))})" if ending else said
    if isinstance(text, Said) and text.template.strip() != "{{ reason }}":
        return ""
    phrase = words.phrase(str(text))
    return phrase if phrase != text else ""


def _values(values: Mapping[str, object], words: Catalogue) -> dict[str, Any]:
    """The values of a template, what the program says among them in the language of these words."""
    from ots_lint.messages import QUOTED

    def local(value: Any, name: str) -> Any:
        if isinstance(value, str):
            return words.phrase(value, name)
        return [local(item, name) for item in value] if isinstance(value, list | tuple) else value

    return {name: value if name in QUOTED else local(value, name) for name, value in values.items()}
