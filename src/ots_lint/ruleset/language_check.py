"""Whether a language pack's file is what it should be; only asked when its compiled form is made."""

from __future__ import annotations

import regex

from ots_lint.ruleset.language import Compiler, Frame
from ots_lint.ruleset.schema import Field, Node

LANGUAGE = Field(
    "mapping",
    fields={
        "name": Field("text", required=True),
        "words": Field("mapping", required=True, items=Field("text")),
        "kinds": Field("mapping", required=True, items=Field("text")),
        "frames": Field("mapping", required=True, items=Field("texts")),
        "terms": Field("mapping", items=Field("texts")),
        "titles": Field("mapping", items=Field("texts")),
        "traits": Field("texts"),
        "context": Field("list", items=Field("mapping")),
    },
)


def check_language(node: Node) -> None:
    """Raise `RuleError` where a language pack, whose keys are as `LANGUAGE` says, is not what it should be."""
    words = {name: item.plain() for name, item in node.value["words"].value.items()}
    for group in ("words", "kinds"):
        for item in node.value[group].value.values():
            for word in str(item.value).split():
                try:
                    regex.compile(word)
                except regex.error as error:
                    raise item.error(f"the pattern {word!r} is broken: {error}") from None
    compiler = Compiler(words)
    for group in ("frames", "terms"):
        if group not in node.value:
            continue
        for family, item in node.value[group].value.items():
            for frame in item.value if isinstance(item.value, list) else [item]:
                try:
                    _ = Frame(family, frame.value, compiler).pattern
                except (ValueError, regex.error) as error:
                    raise frame.error(str(error)) from None
