"""A unified diff that `git apply` and `patch` take."""

from __future__ import annotations

import re

#: Above this many changed lines, they are shown as one replacement instead of being aligned.
MAX_ALIGNED = 4000


def unified(before: str, after: str, name: str) -> str:
    """The difference of two texts of one file; only line feeds end a line, as git has it."""
    from difflib import SequenceMatcher

    old, new = _lines(before), _lines(after)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    first, last_old, last_new = head, len(old) - tail, len(new) - tail
    if max(last_old, last_new) - first > MAX_ALIGNED:
        blocks = [(first, last_old, first, last_new)]
    else:
        matcher = SequenceMatcher(None, old[first:last_old], new[first:last_new], autojunk=False)
        blocks = [
            (a + first, b + first, c + first, d + first) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
        ]
    name = _quoted(name)
    pieces = [f"--- {_side('a', name)}\n+++ {_side('b', name)}\n"]
    for hunk in _hunks(blocks):
        pieces += _hunk(hunk, old, new)
    return "".join(pieces)


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _quoted(name: str) -> str:
    """A file name as git writes it: quoted where it holds control characters, quotes or backslashes."""
    if not re.search(r'[\x00-\x1f\x7f"\\]|[\ud800-\udfff]', name):
        return name
    data = name.encode("utf-8", "surrogateescape")
    return "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:03o}" for b in data)


def _side(side: str, name: str) -> str:
    path = name.lstrip("/")
    return f'"{side}/{path}"' if "\\" in name else f"{side}/{path}" + ("\t" if " " in name else "")


Block = tuple[int, int, int, int]


def _hunks(blocks: list[Block], context: int = 3) -> list[list[Block]]:
    hunks: list[list[Block]] = []
    for block in blocks:
        if hunks and block[0] - hunks[-1][-1][1] <= 2 * context:
            hunks[-1].append(block)
        else:
            hunks.append([block])
    return hunks


def _hunk(blocks: list[Block], old: list[str], new: list[str], context: int = 3) -> list[str]:
    start = max(blocks[0][0] - context, 0)
    end = min(blocks[-1][1] + context, len(old))
    new_start = blocks[0][2] - (blocks[0][0] - start)
    new_end = blocks[-1][3] + (end - blocks[-1][1])
    pieces = [f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"]
    at = start
    for a, b, c, d in blocks:
        pieces += [_line(" ", line) for line in old[at:a]]
        pieces += [_line("-", line) for line in old[a:b]]
        pieces += [_line("+", line) for line in new[c:d]]
        at = b
    pieces += [_line(" ", line) for line in old[at:end]]
    return pieces


def _range(start: int, end: int) -> str:
    length = end - start
    return f"{start + 1 if length else start}" + (f",{length}" if length != 1 else "")


def _line(mark: str, line: str) -> str:
    return mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"
