"""Pages shared out to workers, as soon as that is certain to be worth it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ots_lint.site.linter import Linter
from ots_lint.site.options import Progress
from ots_lint.site.result import File, PageResult

if TYPE_CHECKING:
    from array import array


def lint_all(linter: Linter, progress: Progress | None) -> None:
    """Lint all pages: here, or in workers as soon as it is certain that these are worth it."""
    total = len(linter.files)
    if linter.options.jobs == 1:  # nothing will be shared, so no page need be read to see whether it is worth a worker
        for number in range(total):
            linter.lint(number)
            if progress:
                progress(number + 1, total)
        return
    heavy: list[int] | array[int] = []
    glanced = 0
    for number in range(total):
        if glanced > WORTH_ASKING and _share_out(linter.options.jobs, len(heavy), glanced, total - number):
            from array import array

            heavy = array("I", heavy)
            heavy.extend(range(number, total))
            break
        glance = linter.glance(number)
        if glance.result is None:
            heavy.append(number)
        else:
            linter.take(number, glance)
        glanced += not glance.cached
        if progress and number % 64 == 0:
            progress(number + 1 - len(heavy), total)
    done = total - len(heavy)
    for _ in _linted(linter, heavy):
        done += 1
        if progress:
            progress(done, total)


#: Pages to look at before workers are thought of at all.
WORTH_ASKING = 16


#: Of all pages, as many as are to be expected to need more than a look must be worth workers so many times.
SURELY = 4


#: So many of the pages that need more than a look are linted before workers are forked, but no more than this part of them:
#: what these pages make on the way (pipelines, patterns, what words belong to), no worker has to make again.
LINTED_FIRST, PART_LINTED_FIRST = 32, 8


#: Pages to look through, found to hold nothing or not yet looked at, that are worth workers as well.
WORTH_SHARING = 1_000


def _share_out(jobs: int | None, heavy: int, glanced: int, left: int) -> bool:
    """Whether workers should do the rest of the pages, also those that may turn out to hold nothing."""
    from ots_lint.site import workers as processes

    if not processes.can_fork():  # a worker that is started from scratch lints what is known to need it
        return False
    if heavy > processes.WORTH_FORKING or (glanced > WORTH_SHARING < left):
        return True
    return heavy * left > SURELY * processes.WORTH_FORKING * glanced


def _linted(linter: Linter, numbers: Sequence[int]) -> Iterator[None]:
    """Lint these pages, here or in workers; tells of each when it is done, in any order."""
    workers = _workers(linter.options.jobs, len(numbers))
    if workers <= 1:
        for number in numbers:
            linter.lint(number)
            yield
        return
    from ots_lint.lint.check import warm_up
    from ots_lint.site import workers as processes

    for rules in {treatment.rules for treatment in linter.treatments}:
        alike = {treatment.settings for treatment in linter.treatments if treatment.rules == rules}
        warm_up(linter.ruleset(rules), alike)
    if processes.can_fork():
        first = min(LINTED_FIRST, len(numbers) // PART_LINTED_FIRST)
        for number in numbers[:first]:
            linter.lint(number)
            yield
        numbers = numbers[first:]
    gc.freeze()  # what workers share stays, and need not be looked through by each
    try:
        for index, answer in processes.run(_Numbered(linter, numbers), len(numbers), workers):
            number = numbers[index]
            if isinstance(answer, processes.Died):
                linter.results.add(number, PageResult(problem=f"this page could not be linted: {answer.reason}"))
            else:
                linter.answered(number, answer)
            yield
    finally:
        gc.unfreeze()


def _workers(jobs: int | None, pages: int) -> int:
    """How many workers some pages are worth; at most 1 means none."""
    if pages <= 1:
        return 1
    from ots_lint.site.workers import workers_for

    return workers_for(jobs, pages)


class _Numbered:
    """The linter for some of its pages, by their places in a list."""

    def __init__(self, linter: Linter, numbers: Sequence[int]) -> None:
        self._linter = linter
        self._numbers = numbers

    def __call__(self, index: int) -> bytes:
        return self._linter(self._numbers[index])


class Names:
    """The names of files, gone through without a list of them."""

    def __init__(self, files: Sequence[File]) -> None:
        self._files = files

    def __iter__(self) -> Iterator[str]:
        return (file.name for file in self._files)
