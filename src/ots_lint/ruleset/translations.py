"""What rules and the guideline say in other languages than English: checked where it stands, and handed to rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ots_lint.schema.keys import Node

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")
_EXPRESSION = re.compile(r"\{[{%](.*?)[}%]\}", re.DOTALL)
_WORD = re.compile(r"[a-z_]+")
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")


def translations_of(raw: Mapping[str, Any], guideline: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """By language, the texts of a rule that are translated, with its section of the guideline and its page's address."""
    found: dict[str, dict[str, Any]] = {tag: dict(texts) for tag, texts in raw.get("translations", {}).items()}
    for tag, texts in guideline.get("translations", {}).items():
        section = texts.get("sections", {}).get(raw["guideline"], {})
        of_rule = {"guideline": section.get("title"), "guideline_text": section.get("text")}
        of_rule["url"] = texts["docs"].replace("{code}", raw["code"]) if "docs" in texts else None
        if any(of_rule.values()):
            found.setdefault(tag, {}).update({key: text for key, text in of_rule.items() if text})
    return found


def check_translations(rule: Node) -> None:
    """Raise `RuleError` for a translated text of a rule that has no original, or asks for what that does not know."""
    values = rule.value
    if "translations" not in values:
        return
    for tag, texts in values["translations"].value.items():
        _check_tag(tag, texts)
        for key, text in texts.value.items():
            if key == "messages":
                messages = values["messages"].value if "messages" in values else {}
                for name, message in text.value.items():
                    if name not in messages:
                        raise message.error("there is no English message of this name", _known(messages))
                    _check(message, messages[name])
            elif key == "reasons":
                continue  # languages add examples, and their reasons, later
            elif key == "fix":
                if "fix" not in values:
                    raise text.error("the rule has no fix in English")
                _check(text, values["fix"].value["message"])
            else:
                _check(text, values[key])


def check_guideline(guideline: Node) -> None:
    """Raise `RuleError` for a translated section that the guideline does not have."""
    values = guideline.value
    for tag, texts in values["translations"].value.items() if "translations" in values else ():
        _check_tag(tag, texts)
        sections = texts.value["sections"].value if "sections" in texts.value else {}
        for name, section in sections.items():
            if name not in values["sections"].value:
                raise section.error("the guideline has no section of this name", _known(values["sections"].value))


def _check_tag(tag: str, texts: Node) -> None:
    if not _TAG.fullmatch(tag):
        raise texts.error(f"{tag!r} is no language", "write its two letters, such as de")


def _check(text: Node, original: Node) -> None:
    from ots_lint.ruleset.template import check_template

    check_template(text)
    unknown = _values(text.value) - _values(original.value)
    if unknown:
        known = ", ".join(sorted(_values(original.value))) or "nothing"
        raise text.error(f"the English text does not know {sorted(unknown)[0]!r}", f"it fills in {known}")


def _values(template: str) -> set[str]:
    """What a template asks for (and words of the template language, which are the same in a translation)."""
    return {word for part in _EXPRESSION.findall(template) for word in _WORD.findall(_TEXT.sub("", part))}


def _known(names: Mapping[str, Any]) -> str:
    return "known are " + ", ".join(names) if names else ""
