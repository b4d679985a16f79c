"""Linting what changes: a look at all pages again and again, and a run over those that are not as they were."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.errors import OtsLintError
from ots_lint.site.live import Live
from ots_lint.site.options import Options, Outcome, Progress
from ots_lint.site.result import File
from ots_lint.site.run import find, run_files
from ots_lint.site.stamps import Stamp, stamp
from ots_lint.site.walk import Found

if TYPE_CHECKING:
    from ots_lint.site.configs import Configs

#: Seconds between two looks at least, and at most, even where looking takes long.
SHORTEST, LONGEST = 0.3, 30.0
#: Looking takes one part in so many of the time at most: a large site is looked at less often.
SHARE = 25


class Round(NamedTuple):
    """What has happened since the round before."""

    changed: tuple[str, ...] = ()  # names of pages that are new or not as they were
    gone: tuple[str, ...] = ()  # names of pages that are there no more
    settings: bool = False  # the settings or rules have changed, so all pages were linted
    outcome: Outcome | None = None  # of the pages that were linted, if any
    error: OtsLintError | None = None  # what is wrong with paths, settings or rules, so that nothing was linted


class Watch:
    """The pages below some paths, and what was last found in them."""

    def __init__(self, paths: Sequence[str], options: Options) -> None:
        self.paths = paths
        self.options = options
        self.pages = 0
        self._live = Live(options)
        self._stamps: dict[File, Stamp] = {}
        self._counts: dict[str, Counter[str]] = {}  # severities by page, where something is found
        self._error = ""

    @property
    def severities(self) -> Counter[str]:
        """What was found and is still there, in all pages, by how bad it is."""
        return sum(self._counts.values(), Counter())

    def first(self, progress: Progress | None = None) -> Outcome:
        """Lint all pages. Raises `OtsLintError`."""
        found, now, configs = self._find()
        outcome = run_files(found, self.options, configs, progress, self._live.rulesets)
        self._take(outcome, found.files, now)
        return outcome

    def warm(self) -> None:
        """Load what the next page will need, so that it need not wait for that."""
        try:
            self._live.load(os.getcwd())  # noqa: PTH109
        except OtsLintError:  # of the settings in this folder, which may be none of the pages'
            return

    def rounds(self) -> Iterator[Round]:
        """What happens, as soon as it is seen; without end."""
        took = 0.0
        while True:
            time.sleep(min(max(SHORTEST, took * SHARE), LONGEST))
            start = time.process_time()
            happened = self._look()
            if happened is None:
                took = time.process_time() - start
            else:
                yield happened

    def _look(self) -> Round | None:
        """What has happened, once it is linted; None for nothing."""
        settings = self._live.look() or bool(self._error)
        try:
            _, now, configs = self._find()
            changed = [file for file, state in now.items() if settings or self._stamps.get(file) != state]
            gone = tuple(file.name for file in self._stamps if file not in now)
            outcome = None
            if changed:
                outcome = run_files(Found(changed), self.options, configs, rulesets=self._live.rulesets)
        except OtsLintError as error:
            if str(error) == self._error:
                return None
            self._error = str(error)
            return Round(settings=settings, error=error)
        self._error = ""
        for name in gone:
            self._counts.pop(name, None)
        self._take(outcome, changed, now)
        if not changed and not gone:
            return None
        return Round(tuple(file.name for file in changed), gone, settings, outcome)

    def _find(self) -> tuple[Found, dict[File, Stamp], Configs]:
        """The pages that are there now, each as it is before it is read."""
        found, configs = find(self.paths, self.options)
        for folder in {os.path.dirname(file.path) for file in found.files}:  # noqa: PTH120
            self._live.attend(folder)
        return found, {file: stamp(file.path) for file in found.files}, configs

    def _take(self, outcome: Outcome | None, files: Iterable[File], now: dict[File, Stamp]) -> None:
        self._stamps = now
        self.pages = len(now)
        if outcome is None:
            return
        for file in files:
            self._counts.pop(file.name, None)
        for reported in outcome.report.new():
            self._counts.setdefault(reported.filename, Counter())[reported.finding.severity] += 1
