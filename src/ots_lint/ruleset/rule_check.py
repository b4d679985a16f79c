"""Whether a brand and its rules are what they should be, beyond the types of their keys; only asked when they are compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ots_lint.ruleset.template import check_template
from ots_lint.ruleset.vocabulary import REWORDED_WORDS, Vocabulary, fix_words, message_words
from ots_lint.schema.keys import Node, check, suggest, texts_of
from ots_lint.schema.patterns import problem

#: Words of a brand's name, in whose every order it is looked for.
MAX_WORDS = 5

#: What stands between the letters and digits of a name.
_SIGNS = re.compile(r"[\W_]+")


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
        if not text.value.strip():
            raise text.error("a text is empty")
    _check_facts(node.value)
    if "inherits" in node.value and "codes" not in node.value:
        raise node.value["inherits"].error(
            "inherited rules need letters for their codes", "add a line such as codes: ABC"
        )
    if "codes" in node.value and not re.fullmatch("[A-Z][A-Z0-9]{1,9}", node.value["codes"].value):
        raise node.value["codes"].error("the codes of rules begin with two to ten capital letters or digits")
    if "without" in node.value and "inherits" not in node.value:
        raise node.value["without"].error("no rule is inherited", "add the line inherits: base")


def _check_facts(facts: Mapping[str, Node]) -> None:
    """Raise `RuleError` for a fact that would be taken, and never be met with on a page."""
    made, name = ("".join(_SIGNS.sub("", text.value) for text in _each(facts[key])) for key in ("words", "name"))
    if made != name:
        raise facts["words"].error(f"they do not make the name ({facts['name'].value})")
    for short in _each(facts.get("abbreviation")):
        if len(short.value.split()) > 1:
            raise short.error("it is one word")
    for website in _each(facts.get("website")):
        if not re.match("https?://", website.value):
            raise website.error("an address begins with https://")
    for key in ("domains", "mail-domains"):
        for domain in _each(facts.get(key)):
            if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", domain.value):
                raise domain.error("write the name of the host alone", "such as our-community.org")
    accounts = facts["accounts"].value if "accounts" in facts else ()
    for place in (*_each(facts.get("material-sites")), *(account.value["url"] for account in accounts)):
        if scheme := re.match(r"(?:\w+:)?//", place.value):
            raise place.error(f"write it without {scheme[0]}")


def _each(node: Node | None) -> Sequence[Node]:
    """The texts of a key that may have one or several."""
    if node is None:
        return ()
    return node.value if isinstance(node.value, list) else [node]


def check_code(code: Node) -> None:
    """Raise `RuleError` for a text that is no code of a rule."""
    if not re.fullmatch(r"[A-Z][A-Z0-9]{1,9}\d{3}", code.value):
        raise code.error(f"{code.value!r} is no rule code", "write letters and three digits, such as OTS101")


def check_rule(
    node: Node, raw: Mapping[str, Any], guideline: Mapping[str, Any], known: Vocabulary, *, inherited: bool = False
) -> None:
    """Raise `RuleError` where a rule refers to what is not there, or a template or pattern of it cannot be used."""

    from ots_lint.ruleset.kinds import FORMATS, KINDS, NEEDED
    from ots_lint.ruleset.translations import check_translations

    check_code(node.value["code"])
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
        if key in FORMATS:
            check(item, FORMATS[key])
    for key in NEEDED.get(kind, ()):
        if key not in check_node.value:
            raise check_node.error(f"the check {kind!r} needs the option {key!r}")
    known.check_options(check_node)
    check_template(node.value["message"], message_words(kind))
    for key, item in node.value["messages"].value.items() if "messages" in node.value else ():
        if key not in known.cases(kind):
            raise item.error(f"no finding has the case {key!r}", suggest(key, known.cases(kind)))
        check_template(item, message_words(kind))
    check_translations(node)
    if "fix" in node.value:
        _check_fix(node.value["fix"].value, kind, known)
    _check_examples(node, raw, inherited=inherited)


def _check_fix(fix: Mapping[str, Node], kind: str, known: Vocabulary) -> None:
    import regex

    check_template(fix["message"], fix_words(kind))
    for key, item in fix["insert"].value.items() if "insert" in fix else ():
        words = known.insert_words(key, item)
        check_template(item, REWORDED_WORDS if kind == "statement" else words)
    for item in fix["rewrite"].value if "rewrite" in fix else ():
        if "language" in item.value:
            known.check_language(item.value["language"], item.value["language"].value)
        find = item.value["find"]
        if reason := problem(find.value):
            raise find.error(reason)
        try:
            groups = regex.compile(find.value).groupindex
        except (regex.error, RecursionError) as error:
            raise find.error(f"the pattern is broken: {error}") from None
        check_template(item.value["replace"], (*REWORDED_WORDS, *groups))


def _check_examples(node: Node, raw: Mapping[str, Any], *, inherited: bool) -> None:
    seen: set[str] = set()
    kinds = set()
    for item, example in zip(node.value["examples"].value, raw["examples"], strict=True):
        if ("bad" in example) == ("good" in example):
            raise item.error("an example has either bad or good")
        if "good" in example and "why" not in example:
            raise item.error("a good example says why it is good", "add the key why")
        if not re.fullmatch(r"(?:[a-z]{2,3})?", example.get("language", "")):
            raise item.value["language"].error(
                f"{example['language']!r} is no language", "write two letters, such as de"
            )
        key = repr(sorted(example.items(), key=str))
        if key in seen:
            raise item.error("this example stands here twice")
        seen.add(key)
        kinds.add("bad" if "bad" in example else "good")
    if kinds != {"bad", "good"} and not inherited:
        raise node.value["examples"].error("a rule needs at least one bad and one good example")
