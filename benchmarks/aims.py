"""What ots-lint is meant to reach, as ratios of times of one run, and whether it does."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import NamedTuple

from results import AGAIN, FIRST, NAMES, PAGES, SMALL, SPACY, START, Section, spread, table


class Aim(NamedTuple):
    """An aim: the time of the one is at most `limit` times that of the other."""

    text: str
    section: str
    one: str
    other: str
    limit: float


AIMS = [
    Aim("A page without the brand: within 8 × the bare interpreter's start (5 is better)",
        "single", PAGES["no brand"], START, 8),
    Aim("A page with a name error: within 8 × the bare interpreter's start (5 is better)",
        "single", PAGES["name error"], START, 8),
    Aim("A page that needs meaning: within 1.3 × `import spacy`", "single", PAGES["meaning"], SPACY, 1.3),
    Aim("5,000 pages, all rules: within 2 × typos", "5000", FIRST, "typos", 2),
    *(Aim(f"5,000 pages, all rules: faster than {peer}", "5000", FIRST, peer, 1)
      for peer in ("codespell", "cspell", "markdownlint-cli2 MD044", "textlint prh")),
    Aim("5,000 pages, names only: faster than typos", "5000", NAMES, "typos", 1),
    Aim("5,000 unchanged pages again: a quarter of typos", "5000", AGAIN, "typos", 0.25),
    Aim("50,000 pages: within 11 × 5,000 pages", "50000", FIRST, SMALL, 11),
]  # fmt: skip


def table_of(sections: dict[str, Section]) -> str:
    """Each aim, what was measured (median, least and greatest), and whether the median of wall times holds it."""
    return table(["", "limit", "wall", "CPU", "holds"], _rows(sections))


def _rows(sections: dict[str, Section]) -> Iterator[list[str]]:
    for aim in AIMS:
        section = sections.get(aim.section)
        wall, cpu = ([], []) if not section else (section.ratios(aim.one, aim.other, of) for of in ("wall", "cpu"))
        yield _row(aim.text, aim.limit, wall, cpu)
    large = sections.get("50000")
    yield _row("50,000 pages: the same peak memory as 5,000, and 10 % (largest process)", 1.1, _memory(large), [])
    yield _row("50,000 pages: the same, all processes together", 1.1, _memory(large, together=True), [])
    if "single" in sections:
        loaded = sections["single"].loaded
        yield ["A page with a name error: without spaCy", "", ", ".join(loaded), "", "**no**" if loaded else "yes"]


def _row(text: str, limit: float, wall: list[float], cpu: list[float]) -> list[str]:
    holds = "" if not wall else "yes" if statistics.median(wall) <= limit else "**no**"
    return [text, f"{limit:g}", spread(wall), spread(cpu), holds]


def _memory(section: Section | None, *, together: bool = False) -> list[float]:
    if not section or not section.ratios(FIRST, SMALL):
        return []
    large, small = section.results[FIRST], section.results[SMALL]
    return [large.memory / small.memory if together else large.largest / small.largest]
