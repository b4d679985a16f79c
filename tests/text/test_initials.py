"""How a word begins."""

from __future__ import annotations

from ots_lint.text.initials import is_capitalised, is_letters, is_written


def test_the_first_character_tells() -> None:
    words = ["Acme", "acme", "aCME", "7up", "'s", "Évora", ""]
    assert [word for word in words if is_capitalised(word)] == ["Acme", "Évora"]
    assert [word for word in words if is_letters(word)] == ["Acme", "acme", "aCME", "Évora"]
    assert [word for word in words if is_written(word)] == ["Acme", "acme", "aCME", "7up", "Évora"]
