"""Whether a pattern of a rule file may be compiled: rule files may come from strangers."""

from __future__ import annotations

import re

#: Characters of a pattern, groups in groups, and how often a thing may be repeated in all.
MAX_LENGTH = 4_000
MAX_DEPTH = 40
MAX_REPEATS = 10_000

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]|\{(\d*)(?:,(\d*))?\}|[()]", re.DOTALL)


def problem(pattern: str) -> str:
    """Why a pattern is refused, in words; empty where it is not.

    A counted repetition is copied by the compiler, and copied again by the one around it:
    `(?:(?:x{999}){999}){999}` would fill the memory. How long a search takes is limited where it is made.
    """
    if len(pattern) > MAX_LENGTH:
        return f"the pattern is longer than {MAX_LENGTH} characters"
    if pattern.isalnum():
        return ""
    # For each open group the most that is repeated in it; the last thing that was closed waits for its count.
    most = [1]
    last = 1
    for match in _PIECE.finditer(pattern):
        piece = match.group()
        if piece == "(":
            most.append(1)
            if len(most) > MAX_DEPTH:
                return f"groups are nested deeper than {MAX_DEPTH} levels"
            last = 1
        elif piece == ")":
            last = most.pop() if len(most) > 1 else 1
            most[-1] = max(most[-1], last)
        elif piece[0] == "{" and (match[1] or match[2]):
            digits = match[2] or match[1]
            count = int(digits) if len(digits) < 9 else MAX_REPEATS + 1
            # Two counts in a row repeat each other, and so does what was repeated before.
            last *= max(count, 1)
            most[-1] = max(most[-1], last)
            if last > MAX_REPEATS:
                return f"something is repeated more than {MAX_REPEATS} times"
        else:
            last = 1
        if pattern[match.end() : match.end() + 1] != "{":
            last = 1
    return ""
