"""What the readers of front matter give, whatever its format."""

from __future__ import annotations

from typing import Any, NamedTuple

from ots_lint.pages.base import Key
from ots_lint.text.run import Segment, Span

#: Larger or deeper front matter is nobody's: in characters, and in levels.
MAX_SIZE = 200_000
MAX_DEPTH = 50


class Value(NamedTuple):
    """A scalar: its path, its value, its span without quotes, its segments where it is a text."""

    path: tuple[str | int, ...]
    value: Any
    span: Span
    container: Span
    segments: list[Segment] | None


Keys = list[Key]


class Broken(Exception):  # noqa: N818 - becomes a FrontMatterError
    """Front matter that cannot be read: what is wrong, and at which offset."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
