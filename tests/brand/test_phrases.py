"""Words that are the name, and words that only look like it."""

from __future__ import annotations

import pytest

from ots_lint import lint_text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("We met many Open Tech School coaches.", ["OTS101"]),
        ("Several OpenTech School members came.", ["OTS101"]),
        ("Most Open Tech Schools are expensive.", []),
        ("Many open tech schools are expensive.", []),
    ],
)
def test_several_of_them_are_plural(text: str, codes: list[str]) -> None:
    """A "many" before a singular is about the noun behind it, whose organisation is named."""
    assert [reported.finding.code for reported in lint_text(f"{text}\n")] == codes
