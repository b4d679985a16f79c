"""Whether a brand and its rules are what they should be, beyond the types of their keys; only asked when they are compiled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ots_lint.schema.keys import Node, suggest, texts_of
from ots_lint.schema.patterns import problem

#: Words of a brand's name, in whose every order it is looked for.
MAX_WORDS = 5


def check_brand(node: Node) -> None:
    """Raise `RuleError` where the name would give more patterns than can be searched for."""
    words = node.value["words"]
    if not words.value or not all(item.value for item in words.value if isinstance(words.value, list)):
        raise words.error("the name has no words", "write those that it is made of: [Open, Night]")
    if isinstance(words.value, list) and len(words.value) > MAX_WORDS:
        raise words.error(f"the name has more than {MAX_WORDS} words")
    for text in texts_of(node):
        if len(text.value) > 300:
            raise text.error("the text is longer than 300 characters")


def check_words(node: Node) -> None:
    """Raise `RuleError` for words that are no words."""
    for text in texts_of(node):
        if not 0 < len(text.value) <= 60:
            raise text.error("a word has 1 to 60 characters")


def check_rule(node: Node, raw: Mapping[str, Any], guideline: Mapping[str, Any]) -> None:
    """Raise `RuleError` where a rule refers to what is not there, or a template or pattern of it cannot be used."""
    import regex

    from ots_lint.ruleset.kinds import KINDS
    from ots_lint.ruleset.template import check_template
    from ots_lint.ruleset.translations import check_translations

    if not regex.fullmatch(r"[A-Z][A-Z0-9]{1,9}\d{3}", raw["code"]):
        raise node.value["code"].error(
            f"{raw['code']!r} is no rule code", "write letters and three digits, such as OTS101"
        )
    if raw["guideline"] not in guideline["sections"]:
        raise node.value["guideline"].error(
            f"{raw['guideline']!r} is no section of guideline.yaml", "known are " + ", ".join(guideline["sections"])
        )
    check_node = node.value["check"]
    kind = raw["check"].get("kind")
    if kind not in KINDS:
        raise check_node.error(f"the kind {kind!r} is unknown", "known are " + ", ".join(sorted(KINDS)))
    for key, item in check_node.value.items():
        if key != "kind" and key not in KINDS[kind]:
            raise item.error(f"unknown option of the check {kind!r}", suggest(key, tuple(KINDS[kind])))
    for key in ("message",):
        check_template(node.value[key])
    for item in node.value["messages"].value.values() if "messages" in node.value else ():
        check_template(item)
    check_translations(node)
    if "fix" in node.value:
        fix = node.value["fix"].value
        check_template(fix["message"])
        for item in fix["insert"].value.values() if "insert" in fix else ():
            check_template(item)
        for item in fix["rewrite"].value if "rewrite" in fix else ():
            check_template(item.value["replace"])
            if reason := problem(item.value["find"].value):
                raise item.value["find"].error(reason)
            try:
                regex.compile(item.value["find"].value)
            except (regex.error, RecursionError) as error:
                raise item.value["find"].error(f"the pattern is broken: {error}") from None
    _check_examples(node, raw)


def _check_examples(node: Node, raw: Mapping[str, Any]) -> None:
    seen: set[str] = set()
    kinds = set()
    for item, example in zip(node.value["examples"].value, raw["examples"], strict=True):
        if ("bad" in example) == ("good" in example):
            raise item.error("an example has either bad or good")
        if "good" in example and "why" not in example:
            raise item.error("a good example says why it is good", "add the key why")
        key = repr(sorted(example.items(), key=str))
        if key in seen:
            raise item.error("this example stands here twice")
        seen.add(key)
        kinds.add("bad" if "bad" in example else "good")
    if kinds != {"bad", "good"}:
        raise node.value["examples"].error("a rule needs at least one bad and one good example")
