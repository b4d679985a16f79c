"""The words of a heading or a label, told without reading it."""

from __future__ import annotations

from ots_lint.text.patterns import compiled


def label_words(text: str) -> list[str]:
    """What stands in a heading or a label between blanks and signs; "co-host" is one word."""
    return compiled(r"[\p{L}-]+").findall(text)
