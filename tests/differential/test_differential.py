"""Pages before and after their fixes, as renderers that are not ours show them: nothing but the name differs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from compared import compare
from rendered import shown
from written import page

ROOT = Path(__file__).resolve().parents[2]
#: `fuzz/differential.py` compares as many as you like.
PAGES = 600
EXAMPLES = [path for path in sorted((ROOT / "examples").rglob("*")) if path.suffix in (".md", ".html")]


@pytest.mark.parametrize("part", range(4))
def test_generated_pages_stay_what_they_are_but_for_the_name(part: int) -> None:
    counts: Counter[str] = Counter()
    for seed in range(part, PAGES, 4):
        compared = compare(*page(seed))
        assert not compared.faults, f"{compared.name}\n{compared.faults}\n{compared.before!r}\n{compared.after!r}"
        counts += compared.counts
    assert counts["pages changed"] > PAGES / 4 * 0.6, "so few are changed that this proves little"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(ROOT / "examples").as_posix())
def test_example_pages_stay_what_they_are_but_for_the_name(path: Path) -> None:
    compared = compare(path.name, path.read_text())
    assert not compared.faults


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/u">Open Tech School</a>', "OpenTechSchool"),
        ('Open Tech <a href="/u">School</a>', 'OpenTechSchool<a href="/u"></a>'),
        ('Open <a id="x"></a>Tech School', "OpenTechSchool"),
        ("Open <!-- more -->Tech School", "OpenTechSchool"),
        ("<b>We are</b> Open Tech School", "We are OpenTechSchool"),
        ("<code>Open Tech School</code>", "<code>OpenTechSchool</code>"),
        ("<li>Open Tech School", "OpenTechSchool"),
        ('<img src="a" alt="Open Tech School">', '<img src="b" alt="OpenTechSchool">'),
        ("Open Tech School is", "OpenTechSchool was"),
        ("<h1>Open Tech School</h1>", "<h2>OpenTechSchool</h2>"),
    ],
)
def test_the_comparison_sees_damage(before: str, after: str) -> None:
    assert shown(before) != shown(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We are Open Tech School.", "We are OpenTechSchool."),
        ("Open <b>Tech</b> School", "OpenTechSchool"),
        ('Open Tech <a href="/u">School</a>', 'OpenTech<a href="/u">School</a>'),
        ('<img alt="Open-Tech-School">', '<img alt="OpenTechSchool">'),
        ("a <!-- ots-lint-disable -->b", "a b"),
    ],
)
def test_the_comparison_passes_over_the_name(before: str, after: str) -> None:
    assert shown(before) == shown(after)
