"""One run over many pages: configuration, cache, workers, baseline, and the report of it all."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.config import Config, Configs, Overrides, did_you_mean, row_of, settings_for
from ots_lint.errors import ConfigError, PageError, UsageError
from ots_lint.files import Found, discover, is_excluded, read_bytes, write_atomically, write_root
from ots_lint.gathered import Findings, Results
from ots_lint.messages import ENGLISH
from ots_lint.pages.suffixes import READERS, is_coded
from ots_lint.places import project_root
from ots_lint.report.model import Report
from ots_lint.results import File, PageResult, report
from ots_lint.settings import Letter
from ots_lint.spool import Spool

if TYPE_CHECKING:
    from array import array

    from ots_lint.baseline import Known
    from ots_lint.cache import Cache, Keys
    from ots_lint.changes import Changes
    from ots_lint.finding import Reported
    from ots_lint.gathered import Diffs
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings

#: (pages done, pages in all)
Progress = Callable[[int, int], None]


class Options(NamedTuple):
    """What a run is asked to do; the command line and the Python API fill it alike."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    relationship: str = ""
    config: Path | None = None
    isolated: bool = False
    rules: tuple[Path, ...] = ()
    fix: bool = False
    unsafe: bool = False
    diff: bool = False  # with fix: show what would change instead of writing
    jobs: int | None = None  # None: as many as pages and cores make sensible
    cache: bool = True
    cache_dir: str | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = True
    gitignore: bool = True
    baseline: Path | None = None
    no_baseline: bool = False
    fail_level: str = ""
    changes: Changes | None = None  # lines that a review may comment on
    only_changes: bool = False  # report only what stands on a line that `changes` adds
    lang: str = ""  # of messages for people
    locale: str = ""  # the same where neither options nor configuration say one
    letter: Letter = Letter()  # what reports to send say about themselves


class Outcome:
    """A finished run: its report, and what does not belong in a report."""

    def __init__(self, report: Report, findings: Findings | None) -> None:
        self.report = report
        self.findings = findings  # those of the report
        self.notes: list[str] = []  # for standard error
        self.problems: list[str] = []  # for standard error; exit status 2
        self.details: list[str] = []  # for standard error with --verbose
        self.diffs: Diffs | tuple[()] = ()  # by file, in order
        self.changed = 0  # pages that were, or with diff would be, changed
        self.fixes: dict[str, int] = {}  # rule code -> fixes applied
        self.format = ""  # what the configuration asks for
        self.text = b""  # of standard input, fixed where that was asked for

    @property
    def failed(self) -> bool:
        """Whether a new finding is at or above the level that fails. Costs nothing once a report is written."""
        return self.findings is not None and self.findings.failed


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

    def __init__(self, options: Options) -> None:
        self.options = options
        self.files: Sequence[File] = ()
        self.treatments: list[Treatment] = []
        self.treated: bytearray | array[int] = bytearray()  # which of them each file gets
        self.spool = Spool()
        self.results = Results((), self.spool)
        self.store = Store(None)
        self._busy = False  # whether a page was linted before
        self._rulesets: dict[tuple[Path, ...], Ruleset] = {}

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
        from ots_lint.encoded import encode

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
            from ots_lint.encoded import encode

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
            from ots_lint.encoded import encode

            return Glance(data, result=encode(PageResult(problem=_bug(error))))
        return Glance(data, key=key)

    def _will_do(self, data: bytes, name: str) -> bool:
        """Whether a stored result is all that is asked for: it says nothing about fixes."""
        options = self.options
        if not options.fix or not data:
            return True
        from ots_lint.encoded import decode
        from ots_lint.engine.fix import wanted

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
            return b"", PageResult(problem=_bug(error))

    def _page(self, file: File, treatment: Treatment, glance: Glance) -> tuple[bytes, PageResult]:
        name, path = file
        data = glance.data
        if data is None:
            from ots_lint.engine.lint import unreadable

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
        from ots_lint.engine.fix import fix_page, wanted
        from ots_lint.engine.lint import lint_bytes, lint_source

        ruleset = self.ruleset(treatment.rules)
        options = self.options
        linted = lint_bytes(data, name, ruleset, treatment.settings)
        before = linted.source
        result = PageResult(report(before, linted.findings), linted.suppressed, problem=linted.problem)
        if not fix or not options.fix or not any(wanted(f, unsafe=options.unsafe) for f in linted.findings):
            return data, result
        if before.encode() != data:  # an encoding that cannot be written as it was read
            result.problem = f"not changed: the encoding {before.encoding} cannot be written back exactly"
            return data, result
        outcome = fix_page(before, lambda s: lint_source(s, ruleset, treatment.settings), options.unsafe, linted)
        after = outcome.source
        if after.text == before.text:
            return data, result
        result = PageResult(report(after, outcome.linted.findings), outcome.linted.suppressed)
        for finding in outcome.applied:
            result.fixed[finding.code] = result.fixed.get(finding.code, 0) + 1
        if options.diff:
            from ots_lint.diff import unified

            result.diff = unified(before.text, after.text, name)
        return after.encode(), result


def _bug(error: Exception) -> str:
    """What a page's problem is where this program failed at it."""
    place = ""
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        place = f" in {Path(code.co_filename).name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    what = f"{type(error).__name__}: {error}"[:200]
    return f"this page could not be linted: {what}{place} (please report this as a bug)"


def run(paths: Sequence[str], options: Options, progress: Progress | None = None) -> Outcome:
    """Lint files and folders. Raises `OtsLintError` for what stops the whole run."""
    return run_found(*find(paths, options), paths, options, progress)


def run_found(
    found: Found, configs: Configs, paths: Sequence[str], options: Options, progress: Progress | None = None
) -> Outcome:
    """Lint pages that `find` found below these paths. Raises `OtsLintError`."""
    outcome = run_files(found, options, configs, progress)
    if any(config.events for config in configs.used()):
        from ots_lint.unmatched import unmatched

        outcome.notes += unmatched(configs, found.files, paths)
    return outcome


def find(paths: Sequence[str], options: Options) -> tuple[Found, Configs]:
    """The pages in files and folders, and the configurations that hold there. Raises `OtsLintError`."""
    configs = Configs(options.config, isolated=options.isolated)
    found = discover(
        paths,
        configs,
        exclude=options.exclude,
        force_exclude=options.force_exclude,
        gitignore=options.gitignore,
    )
    return found, configs


def run_files(found: Found, options: Options, configs: Configs, progress: Progress | None = None) -> Outcome:
    """Lint pages that are already found."""
    start = time.perf_counter()
    linter = Linter(options)
    first = first_of(found, configs)
    # Errors in rules and codes stop the run even where no page needs them.
    default = linter.ruleset(options.rules or first.rules)
    overrides = _overrides(options, first)
    check_codes(overrides, default)
    treatments = _Treatments(linter, configs, overrides)
    linter.files = found.files
    linter.treated = treatments.numbers(found.files)
    linter.treatments = treatments.all
    baselined = _baseline(options, first)  # what a run reads is read before it changes anything
    linter.store = open_cache(options, linter.spool)
    linter.results = Results(found.files, linter.spool, linter.store.read)
    _lint_all(linter, progress)
    linter.store.save()
    outcome = _gather(found, options, configs, first, default, linter, baselined)
    outcome.problems[:0] = found.errors
    if linter.store.note:
        outcome.details.append(linter.store.note)
    outcome.report.elapsed = time.perf_counter() - start
    return outcome


def first_of(found: Found, configs: Configs) -> Config:
    """The configuration that decides about the run as a whole. Raises `ConfigError`."""
    return configs.of(os.path.dirname(found.files[0].path) if found.files else os.getcwd())  # noqa: PTH109, PTH120


def _overrides(options: Options, first: Config) -> Overrides:
    lang = _language(options, first)
    return Overrides(options.select, options.ignore, options.relationship, "" if lang == ENGLISH else lang)


def _language(options: Options, first: Config) -> str:
    """The language of reports for people: as asked for, as configured, or the locale's."""
    return options.lang or first.lang or options.locale or ENGLISH


#: Folders whose treatments are remembered: they come one after the other, but some sites have one for each page.
_MOST_FOLDERS = 64


class _Treatments:
    """How to deal with each file, worked out once for files that are alike."""

    def __init__(self, linter: Linter, configs: Configs, overrides: Overrides) -> None:
        self.linter = linter
        self.configs = configs
        self.overrides = overrides
        self._keys: dict[tuple[Path, ...], Keys] = {}
        self.all: list[Treatment] = []
        self._of_folder: dict[tuple[str, str], int] = {}
        self._alike: dict[tuple[Settings, tuple[Path, ...], str], int] = {}
        self._checked: dict[int, Config] = {}

    def numbers(self, files: Iterable[File]) -> bytearray | array[int]:
        """The numbers in `all` of the treatments of these files. Raises `ConfigError` and `RuleError`."""
        numbers: bytearray | array[int] = bytearray()
        for file in files:
            number = self.of(file)
            if number > 255 and isinstance(numbers, bytearray):
                from array import array

                numbers = array("I", numbers)
            numbers.append(number)
        return numbers

    def of(self, file: File) -> int:
        """The number of the treatment of a file. Raises `ConfigError` and `RuleError`."""
        path = file.path
        cut = path.rfind(os.sep) + 1
        dot = path.rfind(".", cut)
        alike = path[:cut], path[dot:] if cut < dot < len(path) - 1 else ""
        known = self._of_folder.get(alike)
        if known is not None:
            return known
        config = self.configs.of(os.path.dirname(path))  # noqa: PTH120
        rules = self.linter.options.rules or config.rules
        ruleset = self.linter.ruleset(rules)
        if id(config) not in self._checked:
            check_config_codes(config, ruleset)
            self._checked[id(config)] = config  # keeps the id from being used again
        settings = settings_for(config, path, self.overrides)
        reader = READERS.get(alike[1].lower(), "markdown")
        number = self._alike.get((settings, rules, reader))
        if number is None:
            salt = b""
            if self.linter.options.cache:
                if rules not in self._keys:
                    from ots_lint.cache import Keys

                    self._keys[rules] = Keys(ruleset.fingerprint, *program_version())
                salt = self._keys[rules].salt(settings, reader)
            number = self._alike[settings, rules, reader] = len(self.all)
            self.all.append(Treatment(settings, rules, salt))
        if not config.per_file_ignores and not config.events:
            if len(self._of_folder) > _MOST_FOLDERS:
                self._of_folder.clear()
            self._of_folder[alike] = number
        return number


def _lint_all(linter: Linter, progress: Progress | None) -> None:
    """Lint all pages: here, or in workers as soon as it is certain that these are worth it."""
    total = len(linter.files)
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
#: Pages to look through, found to hold nothing or not yet looked at, that are worth workers as well.
WORTH_SHARING = 1_000


def _share_out(jobs: int | None, heavy: int, glanced: int, left: int) -> bool:
    """Whether workers should do the rest of the pages, also those that may turn out to hold nothing."""
    from ots_lint import jobs as processes

    if jobs == 1 or not processes.can_fork():  # a worker that is started from scratch lints what is known to need it
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
    from ots_lint import jobs as processes
    from ots_lint.engine.check import warm_up

    for rules in {treatment.rules for treatment in linter.treatments}:
        alike = {treatment.settings for treatment in linter.treatments if treatment.rules == rules}
        warm_up(linter.ruleset(rules), alike)
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
    if pages <= 1 or jobs == 1:
        return 1
    from ots_lint.jobs import workers_for

    return workers_for(jobs, pages)


class _Numbered:
    """The linter for some of its pages, by their places in a list."""

    def __init__(self, linter: Linter, numbers: Sequence[int]) -> None:
        self._linter = linter
        self._numbers = numbers

    def __call__(self, index: int) -> bytes:
        return self._linter(self._numbers[index])


class _Names:
    """The names of files, gone through without a list of them."""

    def __init__(self, files: Sequence[File]) -> None:
        self._files = files

    def __iter__(self) -> Iterator[str]:
        return (file.name for file in self._files)


def _baseline(options: Options, first: Config) -> tuple[Path, Known | None]:
    """The file of known findings, and these; None without one. Raises `ConfigError`."""
    path = baseline_of(options, first)
    if path is None:
        return Path(), None
    from ots_lint.baseline import load

    return path, load(path)


def baseline_of(options: Options, first: Config) -> Path | None:
    """The file of known findings that a run uses, if any."""
    return options.baseline or (None if options.no_baseline or options.isolated else first.baseline)


def _own_sites(linter: Linter) -> Iterator[str]:
    """A note for each site that is an organisation's own by its address and does not declare its pages."""
    for treatment in linter.treatments:
        settings, brand = treatment.settings, linter.ruleset(treatment.rules).brand
        declared = settings.relationship or settings.event_relationship
        if settings.site and not declared and brand.owns_address(settings.site):
            yield (
                f"{settings.site} is a site of {brand.name}'s own, so its pages count as official; to declare it,"
                ' write [[events]] with paths = ["**"] and relationship = "official" into ots-lint.toml'
            )
            return


def _gather(
    found: Found,
    options: Options,
    configs: Configs,
    first: Config,
    default: Ruleset,
    linter: Linter,
    baselined: tuple[Path, Known | None],
) -> Outcome:
    """Everything about the run that its pages' results say together."""
    baseline, known = baselined
    cwd = Path.cwd()
    results = linter.results
    summary = Report((), cwd=cwd, root=project_root(str(cwd)))
    wanted: Callable[[str, Reported], bool] | None = None
    changes = options.changes
    if changes is not None:
        summary.changed_lines = changes.shown
        if options.only_changes:
            touch = changes.touch

            def wanted(name: str, reported: Reported) -> bool:
                return touch(summary.relative(name).removeprefix("./"), reported)

    def level(file: File) -> str:
        return options.fail_level or configs.of(os.path.dirname(file.path)).fail_level or "warning"  # noqa: PTH120

    findings = Findings(results, wanted, level)
    outcome = Outcome(summary, findings)
    if found.files:
        outcome.notes += _own_sites(linter)
    summary.suppressed = results.suppressed
    summary.unread = results.unread
    summary.unchanged = results.unchanged
    outcome.fixes = results.fixes
    outcome.changed = results.changed
    outcome.diffs = results.diffs()
    outcome.problems = results.problems()
    if known is not None:
        from ots_lint.baseline import mark

        marks, gone = mark(findings, known, baseline)
        findings.know(marks)
        if gone:
            outcome.details.append(f"{baseline}: {gone} of its findings are found no more")
    rules = dict(default.rules)
    for ruleset in linter._rulesets.values():
        rules.update(ruleset.rules)
    summary.findings = findings
    summary.files = len(found.files)
    summary.filenames = _Names(found.files)
    summary.fixed = sum(outcome.fixes.values())
    summary.skipped = found.skipped
    summary.left_out = found.left_out
    summary.fail_level = options.fail_level or first.fail_level or "warning"
    summary.rules = rules
    summary.sources = source_of
    summary.lang = _language(options, first)
    summary.letter = options.letter.over(first.report)
    from ots_lint import __version__

    summary.version = __version__
    summary.url = str(default.data.get("docs", "")).partition("/blob/")[0]
    outcome.format = first.format
    outcome.details += [f"settings: {config.path}" for config in configs.used()]
    return outcome


def run_text(data: bytes, name: str, options: Options) -> Outcome:
    """Lint, and fix where asked for, the bytes of standard input as if they were a file of this name.

    `Outcome.text` holds them afterwards. Raises `OtsLintError` for what stops the run.
    """
    start = time.perf_counter()
    configs = Configs(options.config, isolated=options.isolated)
    path = os.path.abspath(name)  # noqa: PTH100
    file = File(name, path)
    linter = Linter(options)
    config = configs.of(os.path.dirname(path))  # noqa: PTH120
    default = linter.ruleset(options.rules or config.rules)
    check_codes(Overrides(options.select, options.ignore), default)
    treatments = _Treatments(linter, configs, _overrides(options, config))
    treatment = treatments.all[treatments.of(file)]
    baselined = _baseline(options, config)
    text = data
    found = Found([file])
    result = PageResult()
    if options.force_exclude and is_excluded(path, configs, options.exclude):
        found = Found([], skipped=1)
        found.left_out = ["1 page excluded"]
    elif is_coded(name, data) or linter.ruleset(treatment.rules).may_matter(data, treatment.settings):
        text, result = linter.text(name, treatment, data)
    linter.results = Results(found.files, linter.spool)
    linter.results.add(0, result)
    outcome = _gather(found, options, configs, config, default, linter, baselined)
    outcome.text = text
    outcome.report.sources = lambda _: _decoded(text, name)
    outcome.report.elapsed = time.perf_counter() - start
    return outcome


def _decoded(data: bytes, name: str) -> str:
    from ots_lint.pages.base import decode_page

    try:
        return decode_page(data, name).text
    except PageError as error:
        raise OSError(str(error)) from None


def source_of(filename: str) -> str:
    """The decoded text of a page, read again. Raises `OSError` where that fails."""
    try:
        return _decoded(read_bytes(filename, filename), filename)
    except PageError as error:
        raise OSError(str(error)) from None


class Store:
    """The cache with its keys, or nothing at all."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        if cache is not None:
            from ots_lint.cache import Keys

            self._key = Keys.key

    def key(self, data: bytes, salt: bytes) -> bytes:
        """The key of a page; empty without a cache."""
        return self._key(data, salt) if self._cache is not None else b""

    def find(self, key: bytes) -> int | None:
        """The number of the stored result for a key."""
        return self._cache.find(key) if self._cache is not None else None

    def read(self, number: int) -> bytes:
        """A stored result, encoded. Raises `OtsLintError`."""
        return self._cache.read(number) if self._cache is not None else b""

    def keep(self, key: bytes, encoded: bytes, place: int = -1) -> None:
        """Store what a page is found to hold; `place` says where in the run's spool it is already."""
        if self._cache is None:
            return
        if encoded:
            from ots_lint.encoded import decode, encode, is_plain

            if not is_plain(encoded):
                result = decode(encoded, "")
                if result.problem or result.unread:
                    return
                if result.fixed:  # the page as it is now was not fixed
                    encoded, place = encode(PageResult(result.findings, result.suppressed)), -1
        self._cache.put(key, encoded, place)

    def save(self) -> None:
        """Write what is new."""
        if self._cache is not None:
            self._cache.save()

    @property
    def note(self) -> str:
        """Why the cache was of no use."""
        return self._cache.note if self._cache is not None else ""


def open_cache(options: Options, spool: Spool) -> Store:
    """The cache that a run uses, which finds in the spool what is new."""
    if not options.cache:
        return Store(None)
    from ots_lint.cache import Cache, folder

    return Store(Cache(folder(options.cache_dir), str(project_root(os.getcwd())), spool))  # noqa: PTH109


def program_version() -> list[str]:
    """What changes when this program or a library that it reads pages with does."""
    from importlib.machinery import PathFinder

    from ots_lint import __version__

    package = Path(__file__).parent
    parts = [__version__]
    found = PathFinder.find_spec("regex")  # without importing it
    site = Path(found.origin).parent.parent if found and found.origin else Path()
    libraries = ("spacy-", "turbohtml-", "pyromark-", "regex-", "pyyaml-", "jinja2-")
    try:
        parts += sorted(
            name.lower()
            for name in os.listdir(site)  # noqa: PTH208
            if name.endswith(".dist-info") and (name.lower().startswith(libraries) or "_core_" in name)
        )
        if (package.parent.parent / "pyproject.toml").exists():  # a checkout: its code changes between versions
            for folder, _, names in os.walk(package):
                stats = ((name, os.stat(f"{folder}{os.sep}{name}")) for name in sorted(names) if name.endswith(".py"))  # noqa: PTH116
                parts += [f"{folder}/{name} {s.st_size} {s.st_mtime_ns}" for name, s in stats]
    except OSError:
        parts.append(str(time.time()))
    return parts


def check_codes(overrides: Overrides, ruleset: Ruleset) -> None:
    """Raises `UsageError` for a code on the command line that no rule has or begins with."""
    for option, codes in (("--select", overrides.select), ("--ignore", overrides.ignore)):
        for code in codes:
            if not _known(code, ruleset):
                raise UsageError(f"{option} {code}: no rule has this code", hint=_hint(code, ruleset))


def check_config_codes(config: Config, ruleset: Ruleset) -> None:
    """Raises `ConfigError` for a code in a configuration that no rule has or begins with."""
    tables = [("select", config.select), ("ignore", config.ignore)]
    tables += [("severity", tuple(code for code, _ in config.severity))]
    tables += [("per-file-ignores", codes) for _, _, codes in config.per_file_ignores]
    for key, codes in tables:
        for code in codes:
            if not _known(code, ruleset):
                message = f"{key}: no rule has the code {code!r}"
                rows = [row_of(config, (key,), name) or 0 for name in (code, code.lower()) if key == "severity"]
                row = max(rows, default=0)
                shown = os.path.relpath(config.path).replace(os.sep, "/") if config.path else ""
                raise ConfigError(message, shown, row or config.row(key), _hint(code, ruleset))


def _known(code: str, ruleset: Ruleset) -> bool:
    return any(rule.startswith(code) for rule in ruleset.rules)


def _hint(code: str, ruleset: Ruleset) -> str:
    return did_you_mean(code, ruleset.rules) or "ots-lint rules lists them"
