"""Memory that a run takes for each page more: next to none."""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TextIO

import pytest

from ots_lint.report import formats, load
from ots_lint.report.model import Report
from ots_lint.ruleset import load as rules
from ots_lint.site.options import Options
from ots_lint.site.run import run
from ots_lint.site.store import cache as stored
from ots_lint.site.store import findings as gathered
from ots_lint.site.store import spool

FEW, MANY = 100, 400
#: Bytes that a page may take: for its name, its key in the cache, where its result is, and what Python keeps for new
#: objects. Seen were 110, and 270 for reports that go through the findings twice. A finding alone takes 1,000.
MOST = 400


@pytest.fixture
def sites(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders with few and with many pages, most with a finding, and limits that both are beyond."""
    monkeypatch.setattr(gathered, "_MOST_HELD", 50)
    monkeypatch.setattr(gathered, "_FEW", 0)
    monkeypatch.setattr(spool, "IN_MEMORY", 1 << 14)
    monkeypatch.setattr(spool, "BLOCK", 1 << 12)
    monkeypatch.setattr(stored, "_BLOCK", 1 << 12)
    monkeypatch.setattr(stored, "_SORTED", 64)
    monkeypatch.setattr(rules, "load_ruleset", cache(rules.load_ruleset))
    for count in (FEW, MANY):
        for number in range(count):
            path = site / str(count) / f"{number // 100:02}" / f"event-{number:05}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# {number}\n\nJoin Open Tech School.\n" if number % 4 else f"Tea, {number}.\n")
    return site


class Watch:
    """The most memory in use while a folder is linted, and while reports of it are written nowhere."""

    def __init__(self, folder: Path, *names: str, results: str = "results") -> None:
        self.most = 0
        self.reports: dict[str, int] = {}
        self._until = 0
        options = Options(jobs=1, cache_dir=f"{results}-{folder.name}", isolated=True)
        gc.collect()
        gc.freeze()  # what is there already need not be looked through again and again
        tracemalloc.start()
        try:
            outcome = run([str(folder)], options, self._progress)
            gc.disable()  # a run hardly ever looks for garbage, so reports must not make any that has to be found
            self.most = max(self.most, tracemalloc.get_traced_memory()[1])  # since all pages are done
            with Path(os.devnull).open("w", encoding="utf-8") as stream:
                for name in names:
                    gc.collect()
                    tracemalloc.reset_peak()
                    load(name).write(outcome.report, stream)
                    self.reports[name] = tracemalloc.get_traced_memory()[1]
            assert outcome.failed
            self.unchanged = outcome.report.unchanged
        finally:
            tracemalloc.stop()
            gc.enable()
            gc.unfreeze()

    def _progress(self, done: int, total: int) -> None:
        # What a single page takes is the same for all. Collecting gives back what Python keeps for new objects.
        if done >= self._until or done == total:
            self._until = done + 100
            gc.collect()
            self.most = max(self.most, tracemalloc.get_traced_memory()[0])
            tracemalloc.reset_peak()


def a_page(sites: Path, *names: str, results: str = "results") -> dict[str, float]:
    """The bytes that each page more takes: of the run, and of each report."""
    few, many = (Watch(sites / str(count), *names, results=results) for count in (FEW, MANY))
    more = {"run": many.most - few.most, **{name: many.reports[name] - few.reports[name] for name in names}}
    return {name: bytes_ / (MANY - FEW) for name, bytes_ in more.items()}


def at_least(measure: Callable[[int], dict[str, float]]) -> dict[str, float]:
    """The least of up to three measurements, as soon as all are small enough.

    What happens once, such as filling a cache of Python's, may fall into any of them; what each page takes is in all.
    """
    taken = measure(0)
    for again in (1, 2):
        if max(taken.values()) < MOST:
            break
        taken = {name: min(taken[name], bytes_) for name, bytes_ in measure(again).items()}
    return taken


def test_a_run_is_flat(sites: Path) -> None:
    Watch(sites / str(MANY), results="warm")
    assert max(at_least(lambda time: a_page(sites, results=f"results-{time}")).values()) < MOST
    assert Watch(sites / str(MANY), results="results-0").unchanged == MANY
    assert max(at_least(lambda time: a_page(sites, results="results-0")).values()) < MOST


def test_reports_are_flat(sites: Path) -> None:
    for count in (FEW, MANY):  # what they import is none of their pages' memory
        Watch(sites / str(count), *formats())
    taken = at_least(lambda _: a_page(sites, *formats()))
    assert max(taken.values()) < MOST, taken


def test_what_each_page_takes_is_found(sites: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[bytes] = []

    class Keeps:
        @staticmethod
        def write(report: Report, stream: TextIO) -> None:
            kept.extend(bytes(1_000) for _ in report.new())  # as if each finding were held

    monkeypatch.setitem(globals(), "load", lambda name: Keeps)
    Watch(sites / str(FEW))
    assert at_least(lambda _: a_page(sites, "text"))["text"] > MOST
