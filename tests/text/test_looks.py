"""A text as it looks to a reader, whatever its characters are; and what follows for names."""

from __future__ import annotations

import pytest

from ots_lint.lint.page import lint_bytes, may_matter
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.looks import SIGN, fold

RULES = load_ruleset()


def codes(name: str) -> list[str]:
    """What is found in a page as it lies on a disk."""
    data = f"# Night\n\nWe thank {name} for the coaches.\n".encode()
    found = [finding.code for finding in lint_bytes(data, "a.md", RULES, Settings()).findings]
    assert may_matter(data, "a.md", RULES, Settings()) or not found
    return found


@pytest.mark.parametrize(
    "char", "\xad\u034f\u17b4\u180d\u200b\u2061\u2065\u206f\ufe05\ufeff\ufff3\U0001d173\U000e0020\U000e0101"
)
def test_what_is_not_seen_parts_nothing(char: str) -> None:
    assert fold(f"Free{char}Code").text == "FreeCode"
    assert codes(f"OpenTech{char}School") == []
    assert codes(f"OpenTech{char} School") == ["OTS101"]


@pytest.mark.parametrize("char", "\xa0\u115f\u1160\u2003\u2800\u3000\u3164\uffa0")
def test_what_looks_blank_parts_words(char: str) -> None:
    assert codes(f"Open{char}Tech{char}School") == ["OTS101"]


def test_small_capitals_are_letters() -> None:
    assert fold("ꜰʀᴇᴇ").text == "FREE"
    assert codes("ᴏᴘᴇɴ ᴛᴇᴄʜ ꜱᴄʜᴏᴏʟ") == codes("OᴘᴇɴTᴇᴄʜSᴄʜᴏᴏʟ") == ["OTS102"]


@pytest.mark.parametrize("char", "™①²ªᵗʰ")
def test_a_sign_beside_a_word_is_no_letter_of_it(char: str) -> None:
    assert fold(f"Code{char}").text == f"Code{SIGN}"
    assert [code for code in codes(f"OpenTechSchool{char}") if code.startswith("OTS1")] == []


def test_letters_in_circles_are_letters() -> None:
    assert fold("Ⓕⓡⓔⓔ").text == "Free"
