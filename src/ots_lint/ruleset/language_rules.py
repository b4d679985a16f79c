"""What a language adds to rules: `languages/LANG/rules/NUMBER.yaml`, read as if it stood in the rule of that number."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.errors import RuleError
from ots_lint.ruleset.vocabulary import SUCH_AS
from ots_lint.schema import keys as schema
from ots_lint.schema.keys import EXAMPLE, NEEDED, Field, Node, suggest

if TYPE_CHECKING:
    from ots_lint.ruleset.rule_files import RuleFile

_NUMBER = re.compile(r"\d{3}")
_EXAMPLE = Field("mapping", fields={key: field for key, field in (EXAMPLE.fields or {}).items() if key != "language"})
_REWRITE = Field("mapping", fields={"find": NEEDED, "replace": NEEDED})
LANGUAGE_RULE = Field(
    "mapping",
    fields={
        "insert": Field("any"),
        "rewrite": Field("list", items=_REWRITE),
        "examples": Field("list", items=_EXAMPLE),
    },
)


class _Addition(NamedTuple):
    """One file: the language, the number of the rule, what it holds."""

    tag: str
    number: str
    node: Node


def add_languages(rules: Iterable[Node], files: Iterable[RuleFile]) -> None:
    """Write what languages add into rules that a brand inherits. Raises `RuleError` for what has no place there.

    Without such rules (a brand has its own) there is nothing to add to. Their texts name no brand either: what is said
    of one is filled in with the rules.
    """
    by_number = {rule.value["code"].value[-3:]: rule for rule in rules}
    if not by_number:
        return
    for addition in _additions(files):
        rule = by_number.get(addition.number)
        if rule is None:
            hint = suggest(addition.number, tuple(by_number))
            raise addition.node.error(f"there is no rule with the number {addition.number}", hint)
        _add(rule, addition)


def _additions(files: Iterable[RuleFile]) -> list[_Addition]:
    """One for each file. A folder's files for a language take the place of those of a folder before it."""
    packs: dict[str, list[RuleFile]] = {}
    for file in files:
        if file.about == "language-rule":
            known = packs.setdefault(file.tag, [])
            if known and known[0].pack != file.pack:
                known.clear()
            known.append(file)
    return [_read(file) for its in packs.values() for file in its]


def _read(file: RuleFile) -> _Addition:
    number = os.path.splitext(os.path.basename(str(file.path)))[0]  # noqa: PTH119, PTH122 - a path or a text
    if not _NUMBER.fullmatch(number):
        near = re.search(r"\d{3}$", number)
        hint = f"call it {near[0]}.yaml" if near else "call it as the rule's three digits, such as 302.yaml"
        raise RuleError(f"{number!r} is no number of a rule", str(file.path), hint=hint)
    node = schema.read_yaml(file.text, str(file.path))
    schema.check(node, LANGUAGE_RULE)
    return _Addition(file.tag, number, node)


def _add(rule: Node, addition: _Addition) -> None:
    values = addition.node.value
    fix = rule.value.get("fix")
    for key in ("insert", "rewrite"):
        if key in values and fix is None:
            raise values[key].error(f"the rule {rule.value['code'].value} has no fix", "take this key away")
    if "insert" in values:
        if "insert" not in fix.value:
            raise values["insert"].error(f"the rule {rule.value['code'].value} inserts nothing", "take this key away")
        _insert(fix.value["insert"], values["insert"], addition.tag)
    if "rewrite" in values:
        known = fix.value.setdefault("rewrite", _beside(values["rewrite"], []))
        known.value += [_in_language(item, addition.tag) for item in values["rewrite"].value]
    if "examples" in values:
        rule.value["examples"].value += [_in_language(item, addition.tag) for item in values["examples"].value]


def _insert(known: Node, added: Node, tag: str) -> None:
    """A text, or one for each part, as other languages have it (`en`, or `en:sentence`, `en:coaches` …)."""
    for key, text in known.value.items():
        if key.partition(":")[0] == tag:
            raise added.error(f"the rule has a text for {tag!r} itself", f"see {text.filename}:{text.row}")
    parts = tuple(dict.fromkeys(part for key in known.value if (part := key.partition(":")[2])))
    if not parts:
        schema.check(added, schema.TEXT)
        known.value[tag] = added
        return
    fields = {part: schema.TEXT if part == SUCH_AS else NEEDED for part in parts}  # an example may be left out
    schema.check(added, Field("mapping", fields=fields))
    known.value.update({f"{tag}:{part}": text for part, text in added.value.items()})


def _in_language(item: Node, tag: str) -> Node:
    return _beside(item, {**item.value, "language": _beside(item, tag)})


def _beside(node: Node, value: object) -> Node:
    """A value that nobody wrote, with the place of one that stands in the file."""
    return Node(value, node.filename, node.row, node.key)
