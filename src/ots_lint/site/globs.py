"""Patterns for paths, as `.gitignore` writes them, matched in time linear in the path.

They come from pull requests of strangers, so each `*` is matched leftmost and never
reconsidered (atomic groups): `*a*a*a*a*b` cannot make the matcher backtrack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

#: Longer patterns, and more of them, than anybody writes by hand are left out.
MAX_PATTERN = 1000
MAX_PATTERNS = 5000
_NEVER = "(?!)"
_CLASSES = {"alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z", "space": r"\s"}


class _Pattern(NamedTuple):
    regex: re.Pattern[str]
    by_name: bool  # matches the last part of the path alone
    folders_only: bool
    negated: bool


class PathPatterns:
    """An ordered list of `.gitignore` patterns; the last one that matches decides."""

    __slots__ = ("_names", "_paths", "_patterns")

    def __init__(self, lines: Iterable[str]) -> None:
        patterns: list[_Pattern] = []
        for line in lines:
            pattern = _compile(line)
            if pattern is not None:
                patterns.append(pattern)
            if len(patterns) >= MAX_PATTERNS:
                break
        self._patterns = patterns
        self._names = _any(p.regex.pattern for p in patterns if p.by_name)
        self._paths = _any(p.regex.pattern for p in patterns if not p.by_name)

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def decide(self, path: str, name: str, *, folder: bool) -> bool | None:
        """True: matched, False: matched by a negated pattern, None: nothing says.

        `path` is relative to the folder of the patterns, with forward slashes; `name` is its last part.
        """
        if not (self._names and self._names.match(name)) and not (self._paths and self._paths.match(path)):
            return None
        for pattern in reversed(self._patterns):
            if (folder or not pattern.folders_only) and pattern.regex.match(name if pattern.by_name else path):
                return not pattern.negated
        return None

    def cover(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file (or a folder), or a folder above it, is matched."""
        if not self._patterns:
            return False
        parts = path.split("/")
        for i in range(1, len(parts) + 1):
            if self.decide("/".join(parts[:i]), parts[i - 1], folder=folder or i < len(parts)):
                return True
        return False


def _any(regexes: Iterable[str]) -> re.Pattern[str] | None:
    alternatives = "|".join(f"(?:{regex})" for regex in regexes)
    return re.compile(alternatives) if alternatives else None


def _compile(line: str) -> _Pattern | None:
    """One line of a `.gitignore`, or None for a blank line, a comment, or something oversized."""
    line = line.rstrip("\r\n")
    while line.endswith(" ") and not line.endswith("\\ "):
        line = line[:-1]
    if not line or line.startswith("#") or len(line) > MAX_PATTERN:
        return None
    negated = line.startswith("!")
    if negated:
        line = line[1:]
    folders_only = line.endswith("/")
    if folders_only:
        line = line[:-1]
    anchored = "/" in line
    line = line.removeprefix("/")
    if not line:
        return None
    regex = _path(line.split("/")) if anchored else _segment(line) + r"\Z"
    return _Pattern(re.compile(regex), not anchored, folders_only, negated)


def _path(segments: list[str]) -> str:
    """The regex of a pattern with slashes; `**` as a whole segment stands for any folders."""
    groups: list[list[str]] = [[]]
    for segment in segments:
        if segment == "**":
            groups.append([])
        else:
            groups[-1].append(_segment(segment))
    if len(groups) == 1:
        return "/".join(groups[0]) + r"\Z"
    first, *middle, last = groups
    regex = "".join(f"{segment}/" for segment in first)
    for group in middle:
        if group:
            regex += "(?>(?:[^/]+/)*?" + "".join(f"{segment}/" for segment in group) + ")"
    if last:
        return regex + "(?:[^/]+/)*" + "/".join(last) + r"\Z"
    return regex + r"[\s\S]+\Z"  # a/** is everything inside, but not a itself


def _segment(segment: str) -> str:
    """The regex of a pattern without slashes, up to a slash or the end."""
    pieces: list[str] = [""]
    i = 0
    while i < len(segment):
        c = segment[i]
        i += 1
        if c == "*":
            if pieces[-1] or len(pieces) == 1:
                pieces.append("")
        elif c == "?":
            pieces[-1] += "[^/]"
        elif c == "[":
            piece, i = _class(segment, i)
            pieces[-1] += piece
        elif c == "\\" and i < len(segment):
            pieces[-1] += re.escape(segment[i])
            i += 1
        else:
            pieces[-1] += re.escape(c)
    if len(pieces) == 1:
        return pieces[0]
    first, *middle, last = pieces
    regex = first + "".join(f"(?>[^/]*?{piece})" for piece in middle)
    return regex + "[^/]*" + (last + r"(?=/|\Z)" if last else "")


def _class(segment: str, i: int) -> tuple[str, int]:
    """A `[…]` that opens before `i`: its regex and the index after it. Unclosed, it matches nothing."""
    start = i
    negated = segment[i : i + 1] in ("!", "^") and segment[i : i + 1] != ""
    i += negated
    body = ""
    while i < len(segment) and (segment[i] != "]" or not body):
        named = re.match(r"\[:([a-z]+):\]", segment[i:])
        if named:
            body += _CLASSES.get(named.group(1), "")
            i += named.end()
            continue
        if segment[i] == "\\" and i + 1 < len(segment):
            i += 1
            body += re.escape(segment[i])
        elif segment[i] == "-":
            body += "-" if body and i + 1 < len(segment) and segment[i + 1] != "]" else r"\-"
        else:
            body += re.escape(segment[i])
        i += 1
    if i >= len(segment):
        return _NEVER, len(segment)
    regex = f"(?!/)[{'^' if negated else ''}{body}]"
    try:
        re.compile(regex)
    except re.error:  # a range that runs backwards
        regex = _NEVER
    return regex, i + 1 if i > start else i


NO_PATTERNS = PathPatterns(())
