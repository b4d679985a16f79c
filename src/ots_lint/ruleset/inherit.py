"""Rules that know no brand (`rules/base`), made into those of one: its code letters, its facts, and what it changes.

A text of these rules says `{{ brand }}`, `{{ mail-domain }}` …; a brand's own rules may say so, too. What is filled in
when a message is made (`{{ brand }}` among it) stays as it is in messages and fixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ots_lint.ruleset.rule_check import check_code
from ots_lint.schema import keys as schema
from ots_lint.schema.keys import Node

_FACT = re.compile(r"\{\{ ?([a-z][a-z-]*) ?\}\}")
#: Keys of a rule whose texts are templates that a finding fills in.
_TEMPLATES = frozenset({"message", "messages", "fix"})
_FILLED_IN = frozenset({"brand", "abbreviation", "key"})
_NUMBER = re.compile(r"\d{3}")
_FACTS = frozenset(
    {
        *(
            "brand",
            "key",
            "key-capitals",
            "codes",
            "abbreviation",
            "dotted",
            "words",
            "lower",
            "joined",
            "file",
            "misspelt",
            "translation",
        ),
        *("website", "mail-domain", "material-site", "licence"),
    }
)


def facts_of(brand: Mapping[str, Any]) -> dict[str, str]:
    """What the texts of inherited rules may say of a brand; a fact that it lacks, or that would say nothing, is left out."""
    name, words = brand["name"], brand["words"]
    words = [words] if isinstance(words, str) else words
    short = brand.get("abbreviation", "")

    def first(key: str) -> str:
        values = brand.get(key, ())
        return values if isinstance(values, str) else values[0] if values else ""

    facts = {
        "brand": name,
        "key": brand["key"],
        "key-capitals": brand["key"].upper() if brand["key"] != brand["key"].upper() else "",
        "codes": brand.get("codes", ""),
        "abbreviation": short,
        "dotted": "".join(f"{letter}." for letter in short),
        "words": " ".join(words),
        "lower": name.lower(),
        "joined": "-".join(name.split()),
        "file": "-".join(name.lower().split()),
        "misspelt": name[:-2] + name[-1:] if len(words) > 1 else "",
        "translation": first("translations"),
        "website": brand.get("website", ""),
        "mail-domain": first("mail-domains"),
        "material-site": first("material-sites").rstrip("*/"),
        "licence": brand.get("material-licence", "CC BY-SA"),
    }
    same = {key for key in ("words", "lower") if facts[key] == name}
    return {key: value for key, value in facts.items() if value and key not in same}


def base_rules(base: Iterable[Node], brand: Mapping[str, Any]) -> dict[str, Node]:
    """Code → rule of the base, with the brand's letters. Raises `RuleError` where a rule is not complete."""
    prefix = str(brand.get("codes", ""))
    inherited: dict[str, Node] = {}
    for node in base:
        schema.check(node, schema.RULE)
        code = node.value["code"]
        if not _NUMBER.fullmatch(code.value):
            raise code.error(f"{code.value!r} is no number of a rule", "a rule without a brand has three digits")
        code.value = prefix + code.value
        inherited[code.value] = node
    return inherited


def rules_of_brand(
    inherited: Mapping[str, Node], own: Iterable[Node], brand: Mapping[str, Any], place: Node | None
) -> dict[str, Node]:
    """Code → rule: those of the base, changed by the brand's own, and what it adds.

    `place`: the brand's file, for errors. Raises `RuleError` where a rule is not complete, or is defined twice.
    """
    facts, prefix = facts_of(brand), str(brand.get("codes", ""))
    left_out = _without(brand, inherited, place)
    rules = {code: node for code, node in inherited.items() if code not in left_out}
    changed: dict[str, Node] = {}
    for node in own:
        code = _code(node)
        if code in changed or (code in rules and code not in inherited):
            first = changed.get(code) or rules[code]
            raise node.value["code"].error(f"{code} is defined twice", f"also in {first.filename}")
        if code in inherited:
            schema.check(node, schema.RULE if "name" in node.value else schema.RULE_CHANGE)
            if code in left_out:
                raise node.value["code"].error(f"brand.yaml leaves {code} out")
            changed[code] = node
            rules[code] = _changed(inherited[code], node)
        elif inherited and "name" not in node.value and re.fullmatch(rf"{prefix}{_NUMBER.pattern}", code):
            near = schema.suggest(code, tuple(inherited)) or "a rule of your own has a name"
            raise node.value["code"].error(f"no rule {code!r} is inherited that this could change", near)
        else:
            check_code(node.value["code"])
            schema.check(node, schema.RULE)
            rules[code] = node
    for code in [code for code, node in rules.items() if code in inherited and not _makes_sense(node, facts)]:
        del rules[code]
    for code, node in rules.items():
        _fill_in(node, facts, inherited=code in inherited)
    return rules


def _changed(rule: Node, change: Node) -> Node:
    """An inherited rule with what a brand says otherwise. What translates a text that is changed goes away with it."""
    values = {**rule.value, **change.value}
    if "examples" in change.value:  # those in other languages stand in files of the languages, and are still right
        others = [item for item in rule.value["examples"].value if item.filename != rule.filename]
        values["examples"] = _node([*change.value["examples"].value, *others], change.value["examples"])
    texts = _translations(rule.value.get("translations"), without=change.value)
    for tag, node in change.value["translations"].value.items() if "translations" in change.value else ():
        known = texts[tag].value if tag in texts else {}
        texts[tag] = _node({**known, **node.value}, node)
        if "reasons" in known and "reasons" in node.value:  # of its own examples, and of those that stay
            reasons = {**known["reasons"].value, **node.value["reasons"].value}
            texts[tag].value["reasons"] = _node(reasons, node.value["reasons"])
    if "translations" in values:
        values["translations"] = _node(texts, values["translations"])
    return _node(values, change)


def _translations(node: Node | None, without: Iterable[str]) -> dict[str, Node]:
    """Language → its texts, but for some keys."""
    gone = frozenset(without)
    found: dict[str, Node] = {}
    for tag, texts in node.value.items() if node is not None else ():
        if left := {key: text for key, text in texts.value.items() if key not in gone}:
            found[tag] = _node(left, texts)
    return found


def _node(value: Any, place: Node) -> Node:
    return Node(value, place.filename, place.row, place.key)


def _makes_sense(rule: Node, facts: Mapping[str, str]) -> bool:
    """Whether a brand has the facts that a rule is about: one without an abbreviation cannot misspell it."""
    return all(_named(rule.value[key]) <= facts.keys() for key in ("summary", "explanation"))


def _code(node: Node) -> str:
    """The code of a brand's own rule. Raises `RuleError` where it says none."""
    if not isinstance(node.value, dict) or "code" not in node.value:
        schema.check(node, schema.RULE)
        raise node.error("the key 'code' is missing")
    schema.check(node.value["code"], schema.TEXT)
    return str(node.value["code"].value)


def _without(brand: Mapping[str, Any], inherited: Mapping[str, Node], place: Node | None) -> set[str]:
    """The inherited rules that a brand does not want."""
    codes = brand.get("without", ())
    codes = [codes] if isinstance(codes, str) else codes
    for code in codes:
        if code not in inherited and place is not None:
            raise place.value["without"].error(
                f"no rule {code!r} is inherited", schema.suggest(code, tuple(inherited)) or "codes look like OTS101"
            )
    return {*codes}


def guideline_of_brand(base: Node | None, own: Node | None, brand: Mapping[str, Any]) -> Node | None:
    """The guideline: the brand's own sections in the place of the base's; None where there is none."""
    if base is None or own is None:
        node = own or base
    else:
        sections = {**base.value["sections"].value, **own.value["sections"].value}
        values = {**base.value, **own.value, "sections": _node(sections, own.value["sections"])}
        if "translations" in values:
            values["translations"] = _translated_sections(base, own, values["translations"])
        node = _node(values, own)
    if node is not None and base is not None:
        facts = facts_of(brand)
        if "url" in node.value and "website" not in facts and "website" in _named(node.value["url"]):
            del node.value["url"]
        _replace(node, facts)
    return node


def _translated_sections(base: Node, own: Node, place: Node) -> Node:
    """The titles in other languages: the brand's own, and the base's for the sections that are still the base's."""
    theirs = _translations(base.value.get("translations"), without=("title",))  # a guideline of its own has its own
    ours: dict[str, Node] = own.value["translations"].value if "translations" in own.value else {}
    found = dict(ours)
    for tag, texts in theirs.items():
        mine = ours[tag].value if tag in ours else {}
        sections = dict(texts.value["sections"].value) if "sections" in texts.value else {}
        sections = {name: title for name, title in sections.items() if name not in own.value["sections"].value}
        sections |= mine["sections"].value if "sections" in mine else {}
        found[tag] = _node({**mine, "sections": _node(sections, texts)}, texts)
    return _node(found, place)


def _fill_in(rule: Node, facts: Mapping[str, str], *, inherited: bool) -> None:
    """Write the facts into a rule. An inherited example that needs a fact which the brand lacks goes away."""
    for key, node in rule.value.items():
        if key == "examples" and inherited:
            node.value[:] = [item for item in node.value if _named(item) <= facts.keys()]
        templates = {fact: value for fact, value in facts.items() if fact not in _FILLED_IN}
        if key == "translations":
            for texts in node.value.values():
                for name, text in texts.value.items():
                    _replace(text, templates if name in _TEMPLATES else facts)
        else:
            _replace(node, templates if key in _TEMPLATES else facts)


def _named(node: Node) -> set[str]:
    """The facts that the texts below a node name."""
    return {name for text in schema.texts_of(node) for name in _FACT.findall(text.value) if name in _FACTS}


def _replace(node: Node, facts: Mapping[str, str]) -> None:
    for text in schema.texts_of(node):
        text.value = _FACT.sub(lambda match: facts.get(match[1], match[0]), text.value)
