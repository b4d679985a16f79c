"""JSON documents written piece by piece, as `json.dump` with an indent of 2 writes them whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO


def write_array(stream: TextIO, items: Iterable[Any], *, indent: str = "", ascii_only: bool = True) -> None:
    """Write an array, its closing bracket behind `indent`; an item is made, written and forgotten."""
    stream.write("[")
    separator = "\n"
    for item in items:
        text = json.dumps(item, ensure_ascii=ascii_only, indent=2)
        stream.write(f"{separator}{indent}  " + text.replace("\n", f"\n{indent}  "))
        separator = ",\n"
    stream.write("]" if separator == "\n" else f"\n{indent}]")


def write_around(stream: TextIO, document: Any, items: Iterable[Any]) -> None:
    """Write a document with `items` for its empty array `results`, the last thing in it."""
    head, tail = json.dumps(document, indent=2).rsplit('"results": []', 1)
    line = head.rpartition("\n")[2]
    stream.write(f'{head}"results": ')
    write_array(stream, items, indent=line)
    stream.write(tail)
