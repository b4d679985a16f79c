"""What `ots-lint PATH...` does once its options are known."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from ots_lint.errors import OtsLintError

if TYPE_CHECKING:
    from ots_lint.report.model import Report
    from ots_lint.run import Options, Outcome

#: Seconds after which a run shows how far it is.
PROGRESS_AFTER = 1.0


class Misuse(Exception):  # noqa: N818 - click has the same by the name of UsageError, and ours is another
    """Options that do not go together; shown with the usage."""


def guarded(work: Callable[[], Any]) -> int:
    """Do a run's work; returns the exit status: what `work` returns, or what its error or end means."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what the terminal's encoding lacks is escaped, never an error
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            status = work()
            sys.stdout.flush()
        except OtsLintError as error:
            say(f"ots-lint: {error}")
            status = 2
    except KeyboardInterrupt:
        _quiet_end()
        return 130
    except BrokenPipeError:
        _quiet_end()
        return 141
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO, getattr(errno, "EDQUOT", None)):
            raise
        say(f"ots-lint: the output cannot be written: {error.strerror}")
        _quiet_end()
        return 2
    return status if isinstance(status, int) else 0


def _quiet_end() -> None:
    """Leave nothing that the interpreter would try, and fail, to write at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError, AttributeError):
            continue


def say(text: str) -> None:
    """One or more lines on standard error, made safe for a terminal."""
    from ots_lint.text.visible import visible

    sys.stderr.write(visible(text, keep="\n") + "\n")
    sys.stderr.flush()


def check(given: dict[str, Any]) -> int:
    """Check pages and write the report; returns the exit status. Raises `OtsLintError` and `Misuse`."""
    paths = paths_of(given)
    options = options_of(given)
    if not paths and not given["files_from"]:
        raise Misuse("Say which files or folders to check: ots-lint . checks all pages in this folder.")
    from ots_lint.run import run as lint
    from ots_lint.run import run_text

    if "-" in paths:
        if len(paths) > 1:
            raise Misuse("- reads one page from standard input and stands alone.")
        name = given["stdin_filename"] or "stdin.md"
        outcome = run_text(sys.stdin.buffer.read(), name, options)
    else:
        progress = _Progress() if sys.stderr.isatty() and not given["quiet"] else None
        try:
            outcome = lint(paths, options, progress)
        finally:
            if progress:
                progress.clear()
    return _finish(outcome, given, options, stdin="-" in paths)


def _finish(outcome: Outcome, given: dict[str, Any], options: Options, *, stdin: bool) -> int:
    report = outcome.report
    report.statistics = given["statistics"]
    report.quiet = given["quiet"]
    output: TextIO = sys.stdout
    if options.diff:
        _write_diffs(outcome, given["color"])
        output = sys.stderr
    elif stdin and options.fix:
        sys.stdout.flush()
        sys.stdout.buffer.write(outcome.text)
        sys.stdout.buffer.flush()
        output = sys.stderr
    problems = list(outcome.problems)
    name = given["format_"] or outcome.format or "text"
    if given["output"]:
        problems += _write_file(report, name, given["output"])
    elif options.diff:
        if not given["quiet"]:
            say(_diff_summary(outcome))
    else:
        report.color = use_color(given["color"], output)
        report.width = columns_of(output)
        _write(report, name, output)
    for other, path in given["output_file"]:
        problems += _write_file(report, other, path)
    output.flush()
    for note in [] if given["quiet"] else outcome.notes:
        say(f"ots-lint: {note}")
    if given["verbose"]:
        for detail in outcome.details:
            say(f"ots-lint: {detail}")
        say(f"ots-lint: {report.files} pages, {report.unchanged} of them unchanged, in {report.elapsed:.2f} s")
    for problem in problems:
        say(f"ots-lint: {problem}")
    if problems:
        return 2
    if given["exit_zero"]:
        return 0
    return 1 if outcome.failed or (options.diff and outcome.diffs) else 0


def paths_of(given: dict[str, Any]) -> list[str]:
    """The paths that were given, in the arguments and in a file. Raises `UsageError`."""
    paths = list(given["paths"])
    if given["files_from"]:
        from ots_lint.files import read_list

        paths += read_list(given["files_from"])
    return paths


def options_of(given: dict[str, Any]) -> Options:
    """What a run is asked to do. Raises `Misuse` for what does not go together, `UsageError` for a broken diff."""
    from ots_lint.run import Options

    def path(name: str) -> Path | None:
        return Path(given[name]) if given.get(name) else None

    changes = None
    if given.get("only_changes") and not given["changes"]:
        raise Misuse("--only-changes needs --changes, which says what changed: a file that git diff wrote.")
    if given.get("only_changes") and (given["fix"] or given["unsafe_fixes"] or given["diff"]):
        raise Misuse("--only-changes reports and changes nothing, and fixes are for whole pages: leave one out.")
    if given.get("changes"):
        from ots_lint.changes import read
        from ots_lint.places import project_root

        changes = read(given["changes"], project_root(os.getcwd()))  # noqa: PTH109
    if given["config"] and given["isolated"]:
        raise Misuse("--config names a configuration, and --isolated uses none: choose one of them.")
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
        jobs=given["jobs"],
        cache=not given["no_cache"],
        cache_dir=given["cache_dir"],
        exclude=given["exclude"],
        force_exclude=given["force_exclude"],
        gitignore=not given["no_gitignore"],
        baseline=path("baseline"),
        no_baseline=bool(given.get("no_baseline")),
        fail_level=given.get("fail_level") or "",
        changes=changes,
        only_changes=bool(given.get("only_changes")),
    )


def _write(report: Report, name: str, stream: TextIO) -> None:
    from ots_lint.report import load

    load(name).write(report, stream)


def _write_file(report: Report, name: str, path: str) -> list[str]:
    """Write a report to a file; what went wrong, if anything did."""
    from ots_lint.errors import PageError
    from ots_lint.files import replace_file, write_root

    def write(raw: BinaryIO) -> None:
        from io import TextIOWrapper

        stream = TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="\n")
        _write(report.but(color=False, width=100), name, stream)
        stream.detach()

    target = Path(path)
    hint = "" if target.parent.is_dir() else " (make the folder first)"
    try:
        if os.path.exists(target) and not target.is_file():  # noqa: PTH110  # /dev/stderr, a pipe
            with target.open("wb") as special:
                write(special)
        else:
            replace_file(path, write, root=write_root(path))  # a link may come with a pull request
    except PageError as error:
        return [f"{path}: the report cannot be written: {error.message.rpartition(': ')[2]}{hint}"]
    except OSError as error:
        return [f"{path}: the report cannot be written: {error.strerror}{hint}"]
    return []


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
    from ots_lint.report.text import plural

    left = sum(outcome.report.tally().severities.values())
    count = sum(outcome.fixes.values())
    text = (
        f"Would fix {plural(count, 'finding')} in {plural(len(outcome.diffs), 'page')}." if count else "Nothing to fix."
    )
    return text + (f" {plural(left, 'finding')} would be left." if left else "")


def use_color(when: str, stream: TextIO) -> bool:
    """Whether to use colours: as asked for, then as NO_COLOR and FORCE_COLOR say, then on a terminal."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] not in ("0", "false")
    if os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return os.name != "nt" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))


def columns_of(stream: TextIO) -> int:
    """Columns of the terminal; 80 where there is none, unless COLUMNS says otherwise."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns) < 10_000:
        return int(columns)
    try:
        return min(os.get_terminal_size(stream.fileno()).columns or 80, 120)
    except (OSError, ValueError, AttributeError):
        return 80


class _Progress:
    """How far a run is, on a terminal, once it takes a while."""

    def __init__(self) -> None:
        import time

        self._now = time.monotonic
        self._next = self._now() + PROGRESS_AFTER
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        now = self._now()
        if now >= self._next:
            self._next = now + 0.1
            self._shown = True
            filled = 30 * done // max(total, 1)
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total} pages")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
