"""JSON documents written piece by piece, as `json.dump` with an indent of 2 writes them whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from ots_lint.text.visible import rewritten


def write_array(stream: TextIO, items: Iterable[Any], *, indent: str = "", ascii_only: bool = True) -> None:
    """Write an array, its closing bracket behind `indent`; an item is made, written and forgotten."""
    encode = json.JSONEncoder(ensure_ascii=ascii_only).encode
    plain = encode if ascii_only else lambda value: rewritten(encode(value), _escaped)
    inner = indent + "  "
    separator = "["
    for item in items:
        stream.write(f"{separator}\n{inner}{_indented(item, inner, plain)}")
        separator = ","
    stream.write("[]" if separator == "[" else f"\n{indent}]")


def _escaped(character: str) -> str:
    return character if "\ud800" <= character <= "\udfff" else json.dumps(character)[1:-1]


def write_around(stream: TextIO, document: Any, items: Iterable[Any]) -> None:
    """Write a document with `items` for its empty array `results`, the last thing in it."""
    head, tail = json.dumps(document, indent=2).rsplit('"results": []', 1)
    line = head.rpartition("\n")[2]
    stream.write(f'{head}"results": ')
    write_array(stream, items, indent=line)
    stream.write(tail)


def _indented(value: Any, indent: str, plain: Callable[[Any], str]) -> str:
    """A value on lines of its own; `plain` writes what is neither an object nor an array.

    The library does the same with functions that refer to each other, made for each value:
    garbage that stays until somebody looks for it, some kilobytes a finding.
    """
    inner = indent + "  "
    if isinstance(value, dict) and value:
        parts = [f"{plain(key)}: {_indented(part, inner, plain)}" for key, part in value.items()]
        return "{" + ",".join(f"\n{inner}{part}" for part in parts) + f"\n{indent}}}"
    if isinstance(value, list) and value:
        parts = [_indented(part, inner, plain) for part in value]
        return "[" + ",".join(f"\n{inner}{part}" for part in parts) + f"\n{indent}]"
    return plain(value)
