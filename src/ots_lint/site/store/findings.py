"""The results of all pages of a run, put aside until a report asks for them, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.report.model import fails

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableSequence, Sequence

    from ots_lint.finding import Reported
    from ots_lint.site.result import File, PageResult
    from ots_lint.site.store.spool import Spool

#: Findings that are kept as they were made: a short run need neither write nor read them.
_MOST_HELD = 300
#: Pages of which numbers are in a list: importing arrays takes longer.
_FEW = 64


class Results:
    """Results by the numbers of their pages. What is not about findings is added up as they come.

    `stored` gives results of the cache by their numbers in it.
    """

    def __init__(
        self, files: Sequence[File], spool: Spool, stored: Callable[[int], bytes] = lambda number: b""
    ) -> None:
        self.files = files
        self.suppressed = 0
        self.unread = 0  # pages that were not read to their end
        self.unchanged = 0  # pages whose result was known before
        self.changed = 0  # pages that were fixed, or would be
        self.fixes: dict[str, int] = {}  # rule code -> fixes applied
        self.languages: dict[str, int] = {}  # tag of a language without a pack -> pages whose text was not read
        self._problems: dict[int, str] = {}
        self._diffs: list[int] = []
        self._spool = spool
        self._held: dict[int, PageResult] = {}
        self._room = _MOST_HELD
        self._stored = stored
        # Only where something is neither clean nor held: for each page 0, or 1 more than twice a number in the arrays
        # that say where the spool has a result and how long that is, or 2 more than twice its number in the cache.
        self._sources: MutableSequence[int] | None = None
        self._places: MutableSequence[int] | None = None
        self._lengths: MutableSequence[int] | None = None

    def add(self, number: int, result: PageResult, encoded: bytes | None = None) -> int:
        """Take the result of a page that was made by this process; returns as `add_encoded` does."""
        if result.clean:
            return -1
        self._note(number, result)
        if len(result.findings) <= self._room:
            self._room -= len(result.findings)
            self._held[number] = result
            return -1
        if encoded is None:
            from ots_lint.site.store.codec import encode

            encoded = encode(result)
        return self._put(number, encoded)

    def add_encoded(self, number: int, data: bytes, *, cached: bool = False, stored: int = -1) -> int:
        """Take an encoded result; returns where the spool has it, or -1 where it does not.

        `stored` is its number in the cache where that can be asked for it again. Raises
        `OtsLintError` where the data is damaged.
        """
        self.unchanged += cached
        if not data:
            return -1
        from ots_lint.site.store.codec import decode, is_plain

        if not is_plain(data):
            self._note(number, decode(data, self.files[number].name))
        if stored < 0:
            return self._put(number, data)
        self._find_again(number, 2 * stored + 2)
        return -1

    def _put(self, number: int, data: bytes) -> int:
        if self._places is None or self._lengths is None:
            self._places, self._lengths = self._numbers("Q"), self._numbers("I")
        place = self._spool.add(data)
        self._places.append(place)
        self._lengths.append(len(data))
        self._find_again(number, 2 * len(self._places) - 1)
        return place

    def _find_again(self, number: int, source: int) -> None:
        if self._sources is None:
            self._sources = self._numbers("I")
            self._sources.extend(bytes(len(self.files)))
        self._sources[number] = source

    def _numbers(self, kind: str) -> MutableSequence[int]:
        if len(self.files) <= _FEW:
            return []
        from array import array

        return array(kind)

    def _note(self, number: int, result: PageResult) -> None:
        self.suppressed += result.suppressed
        self.unread += result.unread
        if result.fixed:
            self.changed += 1
            for code, count in result.fixed.items():
                self.fixes[code] = self.fixes.get(code, 0) + count
        if result.language:
            self.languages[result.language] = self.languages.get(result.language, 0) + 1
        if result.diff:
            self._diffs.append(number)
        if result.problem:
            self._problems[number] = result.problem

    def problems(self) -> list[str]:
        """Why pages could not be dealt with as asked, in the order of pages."""
        return [f"{self.files[number].name}: {problem}" for number, problem in sorted(self._problems.items())]

    def diffs(self) -> Diffs:
        """What would be changed, in the order of pages."""
        return Diffs(self, sorted(self._diffs))

    def numbers(self) -> Iterator[int]:
        """The numbers of the pages of which something is kept, in order."""
        held, sources = self._held, self._sources
        if sources is None:
            yield from sorted(held)
            return
        for number, source in enumerate(sources):
            if source or number in held:
                yield number

    def page(self, number: int) -> PageResult:
        """What is kept of one of these pages. Raises `OtsLintError` where it is not to be had any more."""
        held = self._held.get(number)
        if held is not None:
            return held
        from ots_lint.site.store.codec import decode

        assert self._sources is not None
        at, spooled = divmod(self._sources[number] - 1, 2)
        if spooled == 0 and self._places is not None and self._lengths is not None:
            data = self._spool.read(self._places[at], self._lengths[at])
        else:
            data = self._stored(at)
        return decode(data, self.files[number].name)


class Diffs:
    """Diffs of pages, each made from what is kept of it when it is asked for."""

    def __init__(self, results: Results, numbers: Sequence[int]) -> None:
        self._results = results
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return (self._results.page(number).diff for number in self._numbers)


class Findings:
    """The findings of a run in the order of pages, made from what is kept whenever they are gone through.

    `wanted` says of a file name and a finding in it whether it is one of them (None: all are),
    `level` which is the lowest level that fails in a file.
    """

    def __init__(
        self, results: Results, wanted: Callable[[str, Reported], bool] | None, level: Callable[[File], str]
    ) -> None:
        self._results = results
        self._wanted = wanted
        self._level = level
        self._failed: bool | None = None
        self._known: bytearray | None = None

    def know(self, known: bytearray) -> None:
        """Say which of them the baseline knows: 1 for each of these, 0 for each of the others."""
        self._known = known
        self._failed = None

    def __iter__(self) -> Iterator[Reported]:
        results, wanted, known = self._results, self._wanted, self._known
        failed = False
        count = 0
        for number in results.numbers():
            findings = results.page(number).findings
            if not findings:
                continue
            file = results.files[number]
            level = self._level(file)
            for reported in findings:
                unread = reported.finding.unread
                if wanted is not None and not unread and not wanted(file.name, reported):
                    continue
                if known is not None and known[count]:
                    reported = reported._replace(baseline=True)
                elif not failed and (unread or fails(reported.finding.severity, level)):
                    self._failed = failed = True
                count += 1
                yield reported
        self._failed = failed

    @property
    def failed(self) -> bool:
        """Whether one of them that the baseline does not know is at or above the level that fails."""
        if self._failed is None:
            for _ in self:
                if self._failed:
                    break
        return bool(self._failed)
