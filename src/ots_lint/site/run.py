"""One run over many pages: configuration, cache, workers, baseline, and the report of it all."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ots_lint.disk.project import project_root
from ots_lint.disk.reading import read_bytes
from ots_lint.errors import PageError
from ots_lint.messages import ENGLISH
from ots_lint.pages.suffixes import is_coded
from ots_lint.report.model import Report
from ots_lint.site.codes import check_codes
from ots_lint.site.config import Config, Overrides
from ots_lint.site.configs import Configs
from ots_lint.site.discover import discover
from ots_lint.site.linter import Linter
from ots_lint.site.options import Options, Outcome, Progress
from ots_lint.site.result import File, PageResult
from ots_lint.site.sharing import Names, lint_all
from ots_lint.site.store.findings import Findings, Results
from ots_lint.site.store.results import open_cache
from ots_lint.site.treatments import Treatments
from ots_lint.site.walk import Found, is_excluded

if TYPE_CHECKING:
    from ots_lint.finding import Reported
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.site.baseline import Known


def run(paths: Sequence[str], options: Options, progress: Progress | None = None) -> Outcome:
    """Lint files and folders. Raises `OtsLintError` for what stops the whole run."""
    return run_found(*find(paths, options), paths, options, progress)


def run_found(
    found: Found, configs: Configs, paths: Sequence[str], options: Options, progress: Progress | None = None
) -> Outcome:
    """Lint pages that `find` found below these paths. Raises `OtsLintError`."""
    outcome = run_files(found, options, configs, progress)
    if any(config.events for config in configs.used()):
        from ots_lint.site.unmatched import unmatched

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


def run_files(
    found: Found,
    options: Options,
    configs: Configs,
    progress: Progress | None = None,
    rulesets: dict[tuple[Path, ...], Ruleset] | None = None,
) -> Outcome:
    """Lint pages that are already found. Rules that were loaded for an earlier run are taken from `rulesets`."""
    start = time.perf_counter()
    linter = Linter(options, rulesets)
    first = first_of(found, configs)
    # Errors in rules and codes stop the run even where no page needs them.
    default = linter.ruleset(options.rules or first.rules)
    overrides = overrides_of(options, first)
    check_codes(overrides, default)
    treatments = Treatments(linter, configs, overrides)
    linter.files = found.files
    linter.treated = treatments.numbers(found.files)
    linter.treatments = treatments.all
    baselined = known_before(options, first)  # what a run reads is read before it changes anything
    linter.store = open_cache(options, linter.spool)
    linter.results = Results(found.files, linter.spool, linter.store.read)
    lint_all(linter, progress)
    linter.store.save()
    outcome = gather(found, options, configs, first, default, linter, baselined)
    outcome.problems[:0] = found.errors
    if linter.store.note:
        outcome.details.append(linter.store.note)
    outcome.report.elapsed = time.perf_counter() - start
    return outcome


def first_of(found: Found, configs: Configs) -> Config:
    """The configuration that decides about the run as a whole. Raises `ConfigError`."""
    return configs.of(os.path.dirname(found.files[0].path) if found.files else os.getcwd())  # noqa: PTH109, PTH120


def overrides_of(options: Options, first: Config) -> Overrides:
    """What the command line says about settings, with the language that a configuration leads to."""
    lang = language(options, first)
    return Overrides(options.select, options.ignore, options.relationship, "" if lang == ENGLISH else lang)


def language(options: Options, first: Config) -> str:
    """The language of reports for people: as asked for, as configured, or the locale's."""
    from ots_lint.messages import spoken

    return spoken(options.lang or first.lang or options.locale)


def known_before(options: Options, first: Config) -> tuple[Path, Known | None]:
    """The file of known findings, and these; None without one. Raises `ConfigError`."""
    path = baseline_of(options, first)
    if path is None:
        return Path(), None
    from ots_lint.site.baseline import load

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


def gather(
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
    summary.languages = results.languages
    summary.unchanged = results.unchanged
    outcome.fixes = results.fixes
    outcome.changed = results.changed
    outcome.diffs = results.diffs()
    outcome.problems = results.problems()
    if known is not None:
        from ots_lint.site.baseline import mark

        marks, gone = mark(findings, known, baseline)
        findings.know(marks)
        if gone:
            outcome.details.append(f"{baseline}: {gone} of its findings are found no more")
    rules = dict(default.rules)
    for ruleset in linter._rulesets.values():
        rules.update(ruleset.rules)
    summary.findings = findings
    summary.files = len(found.files)
    summary.filenames = Names(found.files)
    summary.fixed = sum(outcome.fixes.values())
    summary.skipped = found.skipped
    summary.left_out = found.left_out
    summary.fail_level = options.fail_level or first.fail_level or "warning"
    summary.rules = rules
    summary.sources = source_of
    summary.lang = language(options, first)
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
    treatments = Treatments(linter, configs, overrides_of(options, config))
    treatment = treatments.all[treatments.of(file)]
    baselined = known_before(options, config)
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
    outcome = gather(found, options, configs, config, default, linter, baselined)
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
