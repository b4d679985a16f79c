"""What `ots-lint PATH...` does once its options are known."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from ots_lint.cli import faults, letter
from ots_lint.cli.faults import complain
from ots_lint.cli.terminal import Progress, columns_of, say, shows_links, standard_output, use_color
from ots_lint.text.web import is_address

if TYPE_CHECKING:
    from ots_lint.report.model import Report
    from ots_lint.site.configs import Configs
    from ots_lint.site.options import Options, Outcome
    from ots_lint.site.outputs import Output
    from ots_lint.site.walk import Found


class Misuse(Exception):  # noqa: N818 - click has the same by the name of UsageError, and ours is another
    """Options that do not go together; shown with the usage."""


def check_pages(given: dict[str, Any]) -> int:
    """Check pages and write the report; returns the exit status. Raises `OtsLintError` and `Misuse`."""
    paths = paths_of(given)
    options = options_of(given)
    if not paths and not given["files_from"]:
        raise Misuse("Say which files or folders to check: ots-lint . checks all pages in this folder")
    stdin = "-" in paths
    if stdin and len(paths) > 1:
        raise Misuse("- reads one page from standard input and stands alone")
    published = any(map(is_address, paths))
    if published:
        from ots_lint.site.published import check_given, run_published

        check_given(paths, options)
    if not given["output"] or options.diff or (stdin and options.fix):
        standard_output()
    from ots_lint.site.run import find, run_found, run_text

    if published:
        outputs = open_outputs(given, options)
    elif stdin:
        data = page_from_standard_input()
        outputs = open_outputs(given, options)
    else:
        found, configs = find(paths, options)
        outputs = open_outputs(given, options, found, configs)
    try:
        if published:
            outcome = run_published(paths, options)
        elif stdin:
            outcome = run_text(data, given["stdin_filename"] or "stdin.md", options)
        else:
            progress = (
                Progress(faults.words())
                if sys.stderr is not None and sys.stderr.isatty() and not given["quiet"]
                else None
            )
            try:
                outcome = run_found(found, configs, paths, options, progress)
            finally:
                if progress:
                    progress.clear()
        return _finish(outcome, given, options, outputs, stdin=stdin)
    finally:
        for output in outputs:
            output.discard()


def page_from_standard_input() -> bytes:
    """The bytes of standard input, one more than a page may have at the most. Raises `UsageError`."""
    from ots_lint.disk.reading import MAX_PAGE, standard_input
    from ots_lint.errors import UsageError

    try:
        return standard_input(MAX_PAGE + 1)
    except OSError as error:
        raise UsageError(f"the page cannot be read: {error.strerror or error}", "-") from None


def open_outputs(
    given: dict[str, Any], options: Options, found: Found | None = None, configs: Configs | None = None
) -> list[Output]:
    """Open the files that reports go to: the one for `--output` first. Raises `OtsLintError`."""
    paths = [(given["format_"] or "", given["output"])] if given.get("output") else []
    paths += given.get("output_file") or ()
    if not paths:
        return []
    from ots_lint.site.outputs import Wanted, open_all
    from ots_lint.site.walk import Found

    wanted = [Wanted(name, path) for name, path in paths]
    return open_all(wanted, inputs_of(given, options, found, configs), found or Found())


def inputs_of(
    given: dict[str, Any], options: Options, found: Found | None, configs: Configs | None
) -> Iterator[str | Path]:
    """The files that a run reads besides pages: nothing that it writes may take their place."""
    from ots_lint.site.run import baseline_of, first_of

    yield from (Path(given[name]) for name in ("config", "changes", "files_from") if given.get(name))
    for name in (given.get("output"), given.get("file"), *(path for _, path in given.get("output_file") or ())):
        if name and is_setting(name):
            yield name
    folders = options.rules
    if found is not None and configs is not None:
        first = first_of(found, configs)
        if (baseline := baseline_of(options, first)) is not None:
            yield baseline
        yield from (config.path for config in configs.used() if config.path)
        folders = folders or first.rules
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))


def is_setting(path: str) -> bool:
    """Whether a file is one that a run reads wherever it lies: settings, ignored names, the address of a site."""
    from ots_lint.site.address import SITE_FILES

    place = Path(os.path.abspath(path))  # noqa: PTH100
    return ".git" in place.parts or place.name in {".gitignore", "ots-lint.toml", "pyproject.toml", *SITE_FILES}


def _finish(outcome: Outcome, given: dict[str, Any], options: Options, outputs: list[Output], *, stdin: bool) -> int:
    report = outcome.report
    report.statistics = given["statistics"]
    report.quiet = given["quiet"]
    output: TextIO | None = sys.stdout
    if options.diff:
        _write_diffs(outcome, given["color"])
        output = sys.stderr
    elif stdin and options.fix:
        stream = standard_output()
        stream.flush()
        stream.buffer.write(outcome.text)
        stream.buffer.flush()
        output = sys.stderr
    problems = list(outcome.problems)
    name = given["format_"] or outcome.format or "text"
    if given["output"]:
        pass
    elif options.diff:
        for reported in outcome.findings or () if report.unread else ():
            if reported.finding.unread:
                say(f"{reported.filename}: {reported.finding.code} {reported.finding.said}")
        if not given["quiet"]:
            say(_diff_summary(outcome))
    elif output is not None:
        report.color = use_color(given["color"], output)
        report.width = columns_of(output)
        report.links = shows_links(report.color, output)
        _write(report, name, output)
        output.flush()
    for file in outputs:
        problems += _write_file(report, file.format or name, file)
    for note in [] if given["quiet"] else outcome.notes:
        complain(note, report.words)
    if given["verbose"]:
        for detail in outcome.details:
            say(f"ots-lint: {detail}")
        pages, seconds = report.words("pages", report.files), f"{report.elapsed:.2f}"
        say(f"ots-lint: {report.words('verbose-read', pages=pages, number=report.unchanged, seconds=seconds)}")
    if report.unread and given["exit_zero"] and not problems:
        say(f"ots-lint: {report.words('unread-but-zero', report.unread)}")
    for problem in problems:
        complain(problem, report.words)
    if problems:
        return 2
    if given["exit_zero"]:
        return 0
    return 1 if outcome.failed or (options.diff and outcome.diffs) else 0


def paths_of(given: dict[str, Any]) -> list[str]:
    """The paths that were given, in the arguments and in a file. Raises `UsageError`."""
    paths = list(given["paths"])
    if given["files_from"]:
        from ots_lint.disk.reading import read_list

        paths += read_list(given["files_from"])
    if len(given["paths"]) > 0 and given["paths"][0].isalpha() and not os.path.lexists(given["paths"][0]):
        _check_command(given["paths"][0])
    return paths


def _check_command(word: str) -> None:
    """Raise `UsageError` for a word that is no page, and nearly a command."""
    from difflib import get_close_matches

    from ots_lint.cli.quick import COMMANDS
    from ots_lint.disk.nearby import nearest
    from ots_lint.errors import UsageError

    if word in ("help", "version"):
        raise UsageError("there is no such file, folder or command", word, hint=f"did you mean ots-lint --{word}?")
    near = get_close_matches(word.lower(), sorted(COMMANDS), 1, 0.74 if len(word) > 3 else 0.6)
    if near and not nearest(word):
        raise UsageError("there is no such file, folder or command", word, hint=f"did you mean ots-lint {near[0]}?")


def options_of(given: dict[str, Any]) -> Options:
    """What a run is asked to do. Raises `Misuse` for what does not go together, `UsageError` for a broken diff."""
    from ots_lint.site.options import Options

    def path(name: str) -> Path | None:
        return Path(given[name]) if given.get(name) else None

    changes = None
    if given.get("only_changes") and not given["changes"]:
        raise Misuse("--only-changes needs --changes, which says what changed: a file that git diff wrote")
    if given.get("only_changes") and (given["fix"] or given["unsafe_fixes"] or given["diff"]):
        raise Misuse("--only-changes reports and changes nothing, and fixes are for whole pages: leave one out")
    if given.get("changes"):
        from ots_lint.disk.project import project_root
        from ots_lint.site.changes import read

        changes = read(given["changes"], project_root(os.getcwd()))  # noqa: PTH109
    if given["config"] and given["isolated"]:
        raise Misuse("--config names a configuration, and --isolated uses none: choose one of them")
    return Options(
        select=tuple(code for codes in given["select"] for code in codes),
        ignore=tuple(code for codes in given["ignore"] for code in codes),
        relationship=given["relationship"] or "",
        config=path("config"),
        isolated=given["isolated"],
        rules=tuple(Path(folder) for folder in given["rules"]),
        fix=bool(given.get("fix") or given.get("unsafe_fixes") or given.get("diff")),
        unsafe=bool(given.get("unsafe_fixes")),
        diff=bool(given.get("diff")),
        jobs=given.get("jobs"),
        cache=not given.get("no_cache"),
        cache_dir=given.get("cache_dir"),
        exclude=given.get("exclude") or (),
        force_exclude=given.get("force_exclude", True),
        gitignore=not given.get("no_gitignore"),
        baseline=path("baseline"),
        no_baseline=bool(given.get("no_baseline")),
        fail_level=given.get("fail_level") or "",
        changes=changes,
        only_changes=bool(given.get("only_changes")),
        private=bool(given.get("allow_private_addresses")),
        lang=letter.language(given),
        locale=letter.locale(),
        letter=letter.letter(given),
    )


def _write(report: Report, name: str, stream: TextIO) -> None:
    from ots_lint.report import load

    load(name).write(report, stream)


def _write_file(report: Report, name: str, output: Output) -> list[str]:
    """Write a report to a file; what went wrong, if anything did."""

    def write(raw: BinaryIO) -> None:
        from io import TextIOWrapper

        stream = TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="\n")
        _write(report.but(color=False, links=False, width=100), name, stream)
        stream.detach()

    problem = output.write(write)
    return [problem] if problem else []


def _write_diffs(outcome: Outcome, when: str) -> None:
    from ots_lint.text.visible import visible

    terminal = sys.stdout.isatty()
    paint = {"-": "31", "+": "32", "@": "36"} if use_color(when, sys.stdout) else {}
    for text in outcome.diffs:
        if not terminal and not paint:
            # Other tools read it: exactly the bytes that a page has.
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
            continue
        for line in text.split("\n")[:-1]:
            color = paint.get(line[:1])
            shown = visible(line, keep="\t")
            sys.stdout.write(f"\x1b[{color}m{shown}\x1b[0m\n" if color else f"{shown}\n")
    sys.stdout.flush()


def _diff_summary(outcome: Outcome) -> str:
    words = outcome.report.words
    left = sum(outcome.report.tally().severities.values())
    count = sum(outcome.fixes.values())
    text = words("nothing-to-fix")
    if count:
        text = words("would-fix", count, where=words("in-pages", len(outcome.diffs)))
    return text + (words("would-be-left", left) if left else "")
