"""Lints and fixes single pages, here or in a worker process."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.disk.reading import read_bytes
from ots_lint.disk.replacing import write_atomically, write_root
from ots_lint.errors import PageError, RuleError
from ots_lint.pages.suffixes import is_coded
from ots_lint.site.options import Options
from ots_lint.site.result import File, PageResult, report
from ots_lint.site.store.findings import Results
from ots_lint.site.store.results import Store
from ots_lint.site.store.spool import Spool

if TYPE_CHECKING:
    from array import array

    from ots_lint.lint.result import Linted
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings
    from ots_lint.text.source import Source


class Treatment(NamedTuple):
    """How files that are alike are dealt with."""

    settings: Settings
    rules: tuple[Path, ...]
    salt: bytes  # what stands for all this in keys of the cache; empty without one


class Glance(NamedTuple):
    """What is known of a page before it is read for what it says."""

    data: bytes | None = None  # None where it cannot be read
    problem: str = ""  # why
    key: bytes = b""  # in the cache
    result: bytes | None = None  # encoded; None where the page must be linted
    cached: bool = False  # whether the result is from the cache
    stored: int = -1  # its number there; -1 where it cannot be asked for it again


class Linter:
    """Lints and fixes single pages; a copy of it is what a worker process gets."""

    def __init__(self, options: Options, rulesets: dict[tuple[Path, ...], Ruleset] | None = None) -> None:
        self.options = options
        self.files: Sequence[File] = ()
        self.treatments: list[Treatment] = []
        self.treated: bytearray | array[int] = bytearray()  # which of them each file gets
        self.spool = Spool()
        self.results = Results((), self.spool)
        self.store = Store(None)
        self._busy = False  # whether a page was linted before
        self._rulesets = rulesets if rulesets is not None else {}  # those that are loaded

    def __getstate__(self) -> dict[str, Any]:
        spool = Spool()
        own = {"spool": spool, "results": Results((), spool), "store": Store(None), "_rulesets": {}}
        return {**self.__dict__, **own}

    def ruleset(self, paths: tuple[Path, ...]) -> Ruleset:
        """The rules of these folders, loaded once. Raises `RuleError`."""
        if paths not in self._rulesets:
            from ots_lint.ruleset.load import load_ruleset

            self._rulesets[paths] = load_ruleset(paths)
        return self._rulesets[paths]

    def __call__(self, number: int) -> bytes:
        """The answer for a page, see `answered`. Never raises."""
        from ots_lint.site.store.codec import encode

        glance = self.glance(number)
        key, body = glance.key, glance.result
        if body is None:
            key, result = self.page(number, glance)
            body = encode(result)
        return bytes([len(key), glance.cached]) + key + body

    def answered(self, number: int, answer: bytes) -> None:
        """Take the answer of a worker."""
        end = 2 + answer[0]
        self.take(number, Glance(key=answer[2:end], result=answer[end:], cached=bool(answer[1])))

    def take(self, number: int, glance: Glance) -> None:
        """Put the result of a glance aside, and into the cache."""
        data = glance.result or b""
        place = self.results.add_encoded(number, data, cached=glance.cached, stored=glance.stored)
        if glance.key and not glance.cached:
            self.store.keep(glance.key, data, place)

    def lint(self, number: int) -> None:
        """Find out what a page holds, and put that aside and into the cache."""
        glance = self.glance(number)
        if glance.result is not None:
            self.take(number, glance)
            return
        key, result = self.page(number, glance)
        data = None
        if key:
            from ots_lint.site.store.codec import encode

            data = encode(result)
        place = self.results.add(number, result, data)
        if data is not None:
            self.store.keep(key, data, place)

    def glance(self, number: int) -> Glance:
        """Read a page, and find out whether it is known or holds nothing to find. Never raises."""
        file, treatment = self.files[number], self.treatments[self.treated[number]]
        try:
            data = read_bytes(file.path, file.name)
        except PageError as error:
            return Glance(problem=error.message)
        try:
            key = self.store.key(data, treatment.salt)
            stored = self.store.find(key)
            if stored is not None:
                result = self.store.read(stored)
                if self._will_do(result, file.name):
                    return Glance(data, key=key, result=result, cached=True, stored=stored)
                return Glance(data, key=key)
            may_matter = self.ruleset(treatment.rules).may_matter
            if not (is_coded(file.name, data) or may_matter(data, treatment.settings)):
                return Glance(data, key=key, result=b"")
        except Exception as error:  # a bug, or memory: the other pages are still linted
            from ots_lint.site.store.codec import encode

            return Glance(data, result=encode(PageResult(problem=bug(error))))
        return Glance(data, key=key)

    def _will_do(self, data: bytes, name: str) -> bool:
        """Whether a stored result is all that is asked for: it says nothing about fixes."""
        options = self.options
        if not options.fix or not data:
            return True
        from ots_lint.lint.fix import wanted
        from ots_lint.site.store.codec import decode

        result = decode(data, name)
        return not any(wanted(r.finding, unsafe=options.unsafe) for r in result.findings)

    def page(self, number: int, glance: Glance) -> tuple[bytes, PageResult]:
        """Lint, and fix where asked for, one page; its cache key is empty where nothing may be kept. Never raises."""
        if self._busy:
            # Nothing of the page before is in use any more, so what is left of it is found at once. At any other
            # moment, as the threshold of `__main__` would have it, a whole page is gone through in vain.
            gc.collect(0)
        self._busy = True
        try:
            return self._page(self.files[number], self.treatments[self.treated[number]], glance)
        except Exception as error:  # a bug, or memory: the other pages are still linted
            return b"", PageResult(problem=bug(error))

    def _page(self, file: File, treatment: Treatment, glance: Glance) -> tuple[bytes, PageResult]:
        name, path = file
        data = glance.data
        if data is None:
            from ots_lint.lint.result import unreadable

            linted = unreadable(glance.problem, name, self.ruleset(treatment.rules), treatment.settings)
            return b"", PageResult(report(linted.source, linted.findings), problem=linted.problem)
        new, result = self.text(name, treatment, data)
        if result.problem or result.diff or (result.unread and new == data):
            return b"", result  # another computer, or another day, may read it
        if new == data:
            return glance.key, result
        try:
            write_atomically(path, new, expected=data, root=write_root(path))
        except PageError as error:
            _, result = self.text(name, treatment, data, fix=False)
            result.problem = error.message
            return b"", result
        return self.store.key(new, treatment.salt), result

    def text(self, name: str, treatment: Treatment, data: bytes, *, fix: bool = True) -> tuple[bytes, PageResult]:
        """Lint, and fix where asked for, the bytes of a page: the bytes afterwards and the result."""
        from ots_lint.lint.fix import wanted
        from ots_lint.lint.page import lint_bytes

        ruleset = self.ruleset(treatment.rules)
        options = self.options
        linted = lint_bytes(data, name, ruleset, treatment.settings)
        before = linted.source
        result = PageResult(
            report(before, linted.findings), linted.suppressed, problem=linted.problem, language=linted.language
        )
        if not fix or not options.fix or not any(wanted(f, unsafe=options.unsafe) for f in linted.findings):
            return data, result
        if before.encode() != data:  # an encoding that cannot be written as it was read
            result.problem = f"not changed: the encoding {before.encoding} cannot be written back exactly"
            return data, result
        fixed = self.fixed(linted, treatment)
        return (data, result) if fixed is None else (fixed[0].encode(), fixed[1])

    def fixed(self, linted: Linted, treatment: Treatment, name: str = "") -> tuple[Source, PageResult] | None:
        """A page with its fixes, and what it holds then; None where none of them changes it.

        `name` is that of the page in reports where its source has another one.
        """
        from ots_lint.lint.fix import fix_page
        from ots_lint.lint.page import lint_source

        before = linted.source
        ruleset = self.ruleset(treatment.rules)
        options = self.options
        outcome = fix_page(before, lambda s: lint_source(s, ruleset, treatment.settings), options.unsafe, linted)
        after = outcome.source
        if after.text == before.text:
            return None
        after.filename = name or before.filename
        linted = outcome.linted
        result = PageResult(report(after, linted.findings), linted.suppressed, language=linted.language)
        for finding in outcome.applied:
            result.fixed[finding.code] = result.fixed.get(finding.code, 0) + 1
        if options.diff:
            from ots_lint.site.diff import unified

            result.diff = unified(before.text, after.text, after.filename)
        return after, result


def bug(error: Exception) -> str:
    """What a page's problem is where this program failed at it."""
    if isinstance(error, RuleError):  # of a shipped language pack in a checkout: it is read when a page needs it
        return f"this page could not be linted: {error}"
    place = ""
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        place = f" in {Path(code.co_filename).name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    what = f"{type(error).__name__}: {error}"[:200]
    return f"this page could not be linted: {what}{place} (please report this as a bug)"
