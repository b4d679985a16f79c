"""The format of rule files, and errors that name file, line and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ots_lint.errors import RuleError

#: Largest rule file that is read, in bytes; a pack of rules needs far less.
MAX_RULE_FILE = 1_000_000
_MAX_NODES = 50_000


class Node:
    """A value of a YAML file that knows its file, line and key."""

    __slots__ = ("filename", "key", "row", "value")

    def __init__(self, value: Any, filename: str, row: int, key: str) -> None:
        self.value = value
        self.filename = filename
        self.row = row
        self.key = key

    def error(self, message: str, hint: str = "") -> RuleError:
        """A `RuleError` at this place."""
        about = self.key or "the file"
        error = RuleError(f"{about}: {message}", self.filename, self.row, hint)
        error.about = about
        return error

    def plain(self) -> Any:
        """The value without positions."""
        if isinstance(self.value, dict):
            return {k: v.plain() for k, v in self.value.items()}
        if isinstance(self.value, list):
            return [v.plain() for v in self.value]
        return self.value


def texts_of(node: Node) -> Iterator[Node]:
    """Every text below a node."""
    if isinstance(node.value, dict):
        for item in node.value.values():
            yield from texts_of(item)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from texts_of(item)
    elif isinstance(node.value, str):
        yield node


def read_yaml(text: str, filename: str) -> Node:
    """Parse YAML into nodes. Safe types only, no aliases, no duplicate keys; raises `RuleError`."""
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if len(text) > MAX_RULE_FILE:
        raise RuleError("the file is too large for a rule file", filename)
    loader = loader_class(text)
    try:
        for token in iter(loader.get_token, None):
            if isinstance(token, (yaml.AliasToken, yaml.AnchorToken)):
                raise RuleError(
                    "anchors and aliases are not allowed in rule files", filename, token.start_mark.line + 1
                )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else 1
        line = "".join(text.split("\n")[row - 1 : row]).strip()
        shown = line if len(line) <= 80 else line[:79] + "…"
        problem = getattr(error, "problem", None) or "broken"
        raise RuleError(f"this is not valid YAML: {problem}: {shown!r}", filename, row) from None
    except RecursionError:
        raise RuleError("the file is nested too deeply", filename) from None
    finally:
        loader.dispose()
    loader = loader_class(text)
    try:
        root = loader.get_single_node()
        if root is None:
            raise RuleError("the file is empty", filename)
        return _node(root, loader, filename, "", [0])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RuleError(
            f"this is not valid YAML: {getattr(error, 'problem', error)}", filename, mark.line + 1 if mark else 1
        ) from None
    except RecursionError:
        raise RuleError("the file is nested too deeply", filename) from None
    finally:
        loader.dispose()


def _node(node: Any, loader: Any, filename: str, key: str, count: list[int]) -> Node:
    import yaml

    row = node.start_mark.line + 1
    count[0] += 1
    if count[0] > _MAX_NODES:
        raise RuleError("the file holds too many values", filename, row)
    if isinstance(node, yaml.MappingNode):
        values: dict[str, Node] = {}
        for key_node, value_node in node.value:
            name = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag not in {
                "tag:yaml.org,2002:str",
                "tag:yaml.org,2002:int",
            }:
                raise RuleError(f"the key {name!r} must be a text", filename, key_node.start_mark.line + 1, "quote it")
            if name in values:
                raise RuleError(f"the key {name!r} stands here twice", filename, key_node.start_mark.line + 1)
            values[name] = _node(value_node, loader, filename, f"{key}.{name}" if key else name, count)
        return Node(values, filename, row, key)
    if isinstance(node, yaml.SequenceNode):
        return Node(
            [_node(v, loader, filename, f"{key}[{i}]", count) for i, v in enumerate(node.value)], filename, row, key
        )
    if not node.tag.startswith("tag:yaml.org,2002:"):
        raise RuleError(f"{key}: the tag {node.tag} is not allowed", filename, row)
    if node.tag in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:binary"}:
        return Node(node.value, filename, row, key)
    try:
        return Node(loader.construct_object(node), filename, row, key)
    except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError, OverflowError):
        raise RuleError(f"{key}: {str(node.value)[:60]!r} cannot be read", filename, row, "quote it") from None


class Field:
    """What a key of a mapping may hold: `kind` is text, flag, number, texts, mapping, list or any."""

    __slots__ = ("choices", "fields", "items", "kind", "required")

    def __init__(
        self,
        kind: str,
        *,
        required: bool = False,
        choices: tuple[str, ...] = (),
        fields: Mapping[str, Field] | None = None,
        items: Field | None = None,
    ) -> None:
        self.kind = kind
        self.required = required
        self.choices = choices
        self.fields = fields
        self.items = items


def check(node: Node, field: Field) -> None:
    """Raise `RuleError` where the node is not what the field says."""
    value = node.value
    if field.kind == "text":
        if not isinstance(value, str):
            raise node.error(
                f"expected a text, found {_described(value)}", "quote it" if not isinstance(value, (dict, list)) else ""
            )
        if field.choices and value not in field.choices:
            raise node.error(f"{value!r} is not one of {', '.join(field.choices)}", suggest(value, field.choices))
    elif field.kind == "flag":
        if not isinstance(value, bool):
            raise node.error(f"expected true or false, found {_described(value)}")
    elif field.kind == "number":
        if isinstance(value, bool) or not isinstance(value, int):
            raise node.error(f"expected a whole number, found {_described(value)}")
    elif field.kind == "texts":
        for item in value if isinstance(value, list) else [node]:
            check(item, Field("text", choices=field.choices))
    elif field.kind == "list":
        if not isinstance(value, list):
            raise node.error(f"expected a list, found {_described(value)}")
        for item in value:
            if field.items is not None:
                check(item, field.items)
    elif field.kind == "mapping":
        if not isinstance(value, dict):
            raise node.error(f"expected a mapping, found {_described(value)}")
        if field.fields is not None:
            _check_keys(node, value, field.fields)
        elif field.items is not None:
            for item in value.values():
                check(item, field.items)


def _check_keys(node: Node, value: dict[str, Node], fields: Mapping[str, Field]) -> None:
    for key, item in value.items():
        if key not in fields:
            raise item.error("unknown key", suggest(key, tuple(fields)))
        check(item, fields[key])
    for key, field in fields.items():
        if field.required and key not in value:
            raise node.error(f"the key {key!r} is missing")


def listed(value: object, field: Field) -> object:
    """A checked value with a list wherever there may be several texts and one stands alone."""
    if field.kind == "texts":
        return value if isinstance(value, list) else [value]
    if isinstance(value, dict):
        fields = field.fields or dict.fromkeys(value, field.items)
        return {key: item if (known := fields.get(key)) is None else listed(item, known) for key, item in value.items()}
    return value


def _described(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    return f"{type(value).__name__} {value!r}"


def suggest(word: str, known: tuple[str, ...]) -> str:
    """What a hint says about a word that is none of the known ones."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}" if len(known) <= 12 else ""


TEXT = Field("text")
TEXTS = Field("texts")
NEEDED = Field("text", required=True)

#: What an official account is used for.
USES = ("news", "sign-up", "chat", "forum", "mailing-list", "material", "event", "article")

BRAND = Field(
    "mapping",
    fields={
        "version": TEXT,
        "key": NEEDED,
        "name": NEEDED,
        "words": Field("texts", required=True),
        "abbreviation": TEXT,
        "website": TEXT,
        "accepted": TEXTS,
        "genitive-s": TEXTS,
        "translations": TEXTS,
        "replacements": Field("mapping", items=TEXTS),
        "other-words": TEXTS,
        "domains": TEXTS,
        "accounts": Field(
            "list",
            items=Field(
                "mapping", fields={"url": NEEDED, "use": Field("text", required=True, choices=USES), "handle": TEXT}
            ),
        ),
        "mail-domains": TEXTS,
        "material-sites": TEXTS,
        "material-licence": TEXT,
        "inherits": Field("text", choices=("base",)),
        "codes": TEXT,
        "without": TEXTS,
    },
)

GUIDELINE = Field(
    "mapping",
    fields={
        "title": NEEDED,
        "url": TEXT,
        "docs": TEXT,
        "sections": Field(
            "mapping", required=True, items=Field("mapping", fields={"title": NEEDED, "text": NEEDED, "url": TEXT})
        ),
        "translations": Field(
            "mapping",
            items=Field(
                "mapping",
                fields={
                    "title": TEXT,
                    "docs": TEXT,
                    "sections": Field("mapping", items=Field("mapping", fields={"title": NEEDED, "text": TEXT})),
                },
            ),
        ),
    },
)

EXAMPLE = Field(
    "mapping",
    fields={
        "bad": TEXT,
        "good": TEXT,
        "fixed": TEXT,
        "why": TEXT,
        "language": TEXT,
        "relationship": TEXT,
        "contributions": TEXTS,
        "format": Field("text", choices=("markdown", "html")),
    },
)

TRANSLATION = Field(
    "mapping",
    fields={
        "summary": TEXT,
        "explanation": TEXT,
        "reasons": Field("mapping", items=TEXT),
        "message": TEXT,
        "messages": Field("mapping", items=TEXT),
        "fix": TEXT,
    },
)

RULE = Field(
    "mapping",
    fields={
        "code": NEEDED,
        "name": NEEDED,
        "summary": NEEDED,
        "explanation": NEEDED,
        "guideline": NEEDED,
        "severity": Field("text", required=True, choices=("error", "warning", "info")),
        "severity-declared": Field("text", choices=("error", "warning", "info")),
        "when": Field(
            "texts", required=True, choices=("any", "official", "partner", "supported", "unofficial", "none", "unknown")
        ),
        "check": Field("mapping", required=True),
        "message": NEEDED,
        "messages": Field("mapping", items=TEXT),
        "fix": Field(
            "mapping",
            fields={
                "applicability": Field("text", choices=("safe", "unsafe", "suggestion")),
                "message": NEEDED,
                "insert": Field("mapping", items=TEXT),
                "rewrite": Field(
                    "list", items=Field("mapping", fields={"language": TEXT, "find": NEEDED, "replace": NEEDED})
                ),
            },
        ),
        "translations": Field("mapping", items=TRANSLATION),
        "examples": Field("list", required=True, items=EXAMPLE),
    },
)

#: A rule that changes one that is inherited: only what differs stands in it. With a name it is a whole rule.
RULE_CHANGE = Field(
    "mapping",
    fields={
        key: Field(field.kind, choices=field.choices, fields=field.fields, items=field.items)
        for key, field in (RULE.fields or {}).items()
    },
)
