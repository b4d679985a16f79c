"""How a word begins."""

from __future__ import annotations


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return word[:1].isupper()


def is_letters(word: str) -> bool:
    """Whether a word begins with a letter: no sign, number or mention."""
    return word[:1].isalpha()


def is_written(word: str) -> bool:
    """Whether a word begins with a letter or a digit, and is no sign."""
    return word[:1].isalnum()
