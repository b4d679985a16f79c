"""What `ots-lint PATH...` does once its options are known."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from ots_lint import letter
from ots_lint.errors import OtsLintError

if TYPE_CHECKING:
    from ots_lint.config import Configs
    from ots_lint.files import Found
    from ots_lint.outputs import Output
    from ots_lint.report.model import Report
    from ots_lint.run import Options, Outcome

#: Seconds after which a run shows how far it is.
PROGRESS_AFTER = 1.0


#: Terminals that show links, by what they say in TERM_PROGRAM or TERM.
_LINKING = frozenset(
    {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal"}
    | {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour", "wezterm"}
)


class Misuse(Exception):  # noqa: N818 - click has the same by the name of UsageError, and ours is another
    """Options that do not go together; shown with the usage."""


#: Errors of writing that come from where the output goes.
_OUTPUT_ERRORS = (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EBADF, getattr(errno, "EDQUOT", None))


def guarded(work: Callable[[], Any]) -> int:
    """Do a run's work; returns the exit status: what `work` returns, or what its error or end means.

    An error that nobody expected is one line and status 2, as every other.
    """
    try:
        _prepare_streams()
        try:
            status = work()
            if sys.stdout is not None:
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
    except Exception as error:
        _say_last(error)
        _quiet_end()
        return 2
    return status if isinstance(status, int) else 0


def _prepare_streams() -> None:
    if None in (sys.stdin, sys.stdout, sys.stderr):  # closed: no file that is opened may get their numbers
        while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
            continue
        os.close(handle)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what the terminal's encoding lacks is escaped, never an error
            stream.reconfigure(errors="backslashreplace")


def _say_last(error: Exception) -> None:
    """Say why a run ends that nobody thought would, if that can be said at all."""
    try:
        say(f"ots-lint: {told(error)}")
    except Exception:
        return


def told(error: Exception) -> str:
    """An error that nobody expected, in a line."""
    reason = " ".join(str(getattr(error, "strerror", None) or error).split())[:200]
    if isinstance(error, OSError):
        try:
            os.getcwd()  # noqa: PTH109
        except OSError:
            return "the current folder is gone"
        if error.errno in _OUTPUT_ERRORS and error.filename is None:
            return f"the output cannot be written: {reason}"
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        return f"{where}the run was given up: {reason}"
    if isinstance(error, MemoryError):
        return "the run was given up: there is too little memory"
    traceback, place = error.__traceback__, ""
    while traceback is not None:
        place = f" in {os.path.basename(traceback.tb_frame.f_code.co_filename)}:{traceback.tb_lineno}"  # noqa: PTH119
        traceback = traceback.tb_next
    what = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
    return f"the run was given up: {what}{place} (please report this as a bug)"


def _quiet_end() -> None:
    """Leave nothing that the interpreter would try, and fail, to write at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
    except OSError:
        return
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError, AttributeError):
            continue


def say(text: str) -> None:
    """One or more lines on standard error, made safe for a terminal."""
    from ots_lint.text.visible import visible

    if sys.stderr is not None:
        sys.stderr.write(visible(text, keep="\n") + "\n")
        sys.stderr.flush()


def standard_output() -> TextIO:
    """Where reports go that no file is named for. Raises `UsageError` where it is closed."""
    if sys.stdout is None:
        from ots_lint.errors import UsageError

        raise UsageError("the output cannot be written: standard output is closed")
    return sys.stdout


def check(given: dict[str, Any]) -> int:
    """Check pages and write the report; returns the exit status. Raises `OtsLintError` and `Misuse`."""
    paths = paths_of(given)
    options = options_of(given)
    if not paths and not given["files_from"]:
        raise Misuse("Say which files or folders to check: ots-lint . checks all pages in this folder.")
    stdin = "-" in paths
    if stdin and len(paths) > 1:
        raise Misuse("- reads one page from standard input and stands alone.")
    if not given["output"] or options.diff or (stdin and options.fix):
        standard_output()
    from ots_lint.run import find, run_found, run_text

    if stdin:
        data = _page_from_standard_input()
        outputs = open_outputs(given, options)
    else:
        found, configs = find(paths, options)
        outputs = open_outputs(given, options, found, configs)
    try:
        if stdin:
            outcome = run_text(data, given["stdin_filename"] or "stdin.md", options)
        else:
            progress = _Progress() if sys.stderr is not None and sys.stderr.isatty() and not given["quiet"] else None
            try:
                outcome = run_found(found, configs, paths, options, progress)
            finally:
                if progress:
                    progress.clear()
        return _finish(outcome, given, options, outputs, stdin=stdin)
    finally:
        for output in outputs:
            output.discard()


def _page_from_standard_input() -> bytes:
    from ots_lint.errors import UsageError
    from ots_lint.files import MAX_PAGE, standard_input

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
    from ots_lint.files import Found
    from ots_lint.outputs import Wanted, open_all

    wanted = [Wanted(name, path) for name, path in paths]
    return open_all(wanted, inputs_of(given, options, found, configs), found or Found())


def inputs_of(
    given: dict[str, Any], options: Options, found: Found | None, configs: Configs | None
) -> Iterator[str | Path]:
    """The files that a run reads besides pages: nothing that it writes may take their place."""
    from ots_lint.run import baseline_of, first_of

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
    from ots_lint.site_address import SITE_FILES

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
                say(f"{reported.filename}: {reported.finding.code} {reported.finding.message}")
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
        say(f"ots-lint: {note}")
    if given["verbose"]:
        from ots_lint.report.text import plural

        for detail in outcome.details:
            say(f"ots-lint: {detail}")
        pages = plural(report.files, "page")
        say(f"ots-lint: {pages}, {report.unchanged} of them unchanged, in {report.elapsed:.2f} s")
    if report.unread and given["exit_zero"] and not problems:
        which = "a page was" if report.unread == 1 else f"{report.unread} pages were"
        say(f"ots-lint: {which} not read to the end, although the exit status is 0 as was asked for")
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


def shows_links(color: bool, stream: TextIO) -> bool:
    """Whether to write links: as FORCE_HYPERLINK says, else where colours are used and the terminal is known to show them."""
    wanted = os.environ.get("FORCE_HYPERLINK", "")
    if wanted:
        return wanted not in ("0", "false")
    if not color or not stream.isatty() or os.environ.get("TMUX") or os.environ.get("STY"):
        return False
    vte = os.environ.get("VTE_VERSION", "")
    if vte.isascii() and vte.isdigit():
        return int(vte) >= 5000
    named = os.environ.get("TERM_PROGRAM", "") in _LINKING or os.environ.get("TERM", "") in _LINKING
    return named or any(
        os.environ.get(name) for name in ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM")
    )


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
            sys.stderr.write(
                f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total} {'page' if total == 1 else 'pages'}"
            )
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
