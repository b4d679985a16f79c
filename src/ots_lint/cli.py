"""The command line: options in, reports and exit status out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from ots_lint import __version__
from ots_lint.errors import OtsLintError, UsageError

if TYPE_CHECKING:
    from ots_lint.report.model import Report
    from ots_lint.run import Options, Outcome

    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType  # generic in newer versions of click only

#: Seconds after which a run shows how far it is.
PROGRESS_AFTER = 1.0
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

EXAMPLES = """\
ots-lint .                               check all pages of a site
ots-lint events/hack-night.md            check one page
ots-lint --fix .                         repair what can be repaired safely
ots-lint --fix --diff .                  show what --fix would change
ots-lint --relationship unofficial a.md  say how the event is related
ots-lint rules OTS301                    explain a rule
"""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 findings, 2 wrong usage, configuration or rules."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what the terminal's encoding lacks is escaped, never an error
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            status = main.main(list(arguments) if arguments is not None else None, "ots-lint", standalone_mode=False)
            sys.stdout.flush()
        except click.ClickException as error:
            error.show()
            status = 2
        except click.exceptions.NoArgsIsHelpError as error:  # pragma: no cover - a ClickException in recent versions
            error.show()
            status = 2
        except OtsLintError as error:
            _say(f"ots-lint: {error}")
            status = 2
    except _Ended as ended:
        _quiet_end()
        return int(ended.args[0])
    except (KeyboardInterrupt, click.Abort):
        _quiet_end()
        return 130
    except BrokenPipeError:
        _quiet_end()
        return 141
    return status if isinstance(status, int) else 0


def _quiet_end() -> None:
    """Leave nothing that the interpreter would try, and fail, to write at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError, AttributeError):
            continue


def _say(text: str) -> None:
    """One or more lines on standard error, made safe for a terminal."""
    from ots_lint.text.visible import visible

    click.echo(visible(text, keep="\n"), err=True)


class _Ended(Exception):  # noqa: N818 - it is no error
    """The run was ended from outside; by another name, for click would have its own say. Holds the exit status."""


class _Main(click.Group):
    """A group whose default command is `check`."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _Ended(141) from None
        except KeyboardInterrupt:
            raise _Ended(130) from None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"-h", "--help", "--version", "explain"}
        if args and args[0] not in own and args[0] not in self.commands:
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, "rules" if cmd_name == "explain" else cmd_name)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage("ots-lint", "[OPTIONS] PATH...")
        formatter.write_usage("ots-lint", "COMMAND [OPTIONS] ...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(80)) for name in self.list_commands(ctx)])
        check_context = click.Context(check, parent=ctx, info_name="check", **_CONTEXT)  # type: ignore[arg-type]
        check.format_options(check_context, formatter)
        with formatter.section("Also"):
            formatter.write_dl([("--version", "Show the version."), ("COMMAND --help", "Explain a command.")])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


class _Grouped(click.Command):
    """A command whose options are listed in groups (see `_option`)."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # pre-commit and shell patterns name files as they are: a page named -h.md is no option.
        return super().parse_args(ctx, [f"./{arg}" if arg.startswith("-") and _is_page(arg) else arg for arg in args])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                groups.setdefault(getattr(parameter, "group", "Other"), []).append(record)
        for name, records in groups.items():
            with formatter.section(name):
                formatter.write_dl(records)


def _is_page(name: str) -> bool:
    if not os.path.lexists(name):
        return False
    from ots_lint.pages.suffixes import READERS

    return name.lower().endswith(tuple(READERS))


class _GroupedOption(click.Option):
    def __init__(self, *args: Any, group: str = "Other", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group


def _option(group: str, *names: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(*names, cls=_GroupedOption, group=group, **attributes)


def write_examples(formatter: click.HelpFormatter) -> None:
    with formatter.section("Examples"):
        for line in EXAMPLES.splitlines():
            formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class _Codes(_Type):
    """Rule codes or their beginnings, separated by commas or blanks."""

    name = "CODES"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        codes = tuple(code.upper() for code in str(value).replace(",", " ").split())
        for code in codes:
            if not code.isascii() or not code.isalnum():
                self.fail(f"{code!r} is no rule code (codes look like OTS101)", param, ctx)
        return codes


class _Jobs(_Type):
    """A number of processes, or `auto`."""

    name = "auto|N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value is None or value == "auto":
            return None
        try:
            number = int(value)
        except ValueError:
            number = 0
        if not 1 <= number <= 256:
            self.fail(f"{value!r} is neither auto nor a number from 1 to 256", param, ctx)
        return number


class _Format(_Type):
    """The name of a report format."""

    name = "FORMAT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from ots_lint.report import load

        try:
            load(value)
        except UsageError as error:
            self.fail(str(error), param, ctx)
        return str(value)


class _Output(_Type):
    """`FORMAT=PATH`."""

    name = "FORMAT=PATH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, separator, path = str(value).partition("=")
        if not separator or not path:
            self.fail(f"{value!r} is to be a format and a path, such as sarif=report.sarif", param, ctx)
        return _Format().convert(name, param, ctx), path


def _apply(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(function: Any) -> Any:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


_PATHS = click.argument("paths", nargs=-1, metavar="PATH...", type=click.UNPROCESSED)
_SELECTION = _apply(
    _option(
        "Rules",
        "--select",
        type=_Codes(),
        multiple=True,
        help="Only these rules: codes or their beginnings (OTS1), separated by commas.",
    ),
    _option("Rules", "--ignore", type=_Codes(), multiple=True, help="Not these rules."),
    _option(
        "Rules",
        "--relationship",
        type=click.Choice(["official", "partner", "supported", "unofficial", "none"]),
        help="How the events relate to the brand, whatever the pages say.",
    ),
    _option(
        "Rules",
        "--rules",
        "rules",
        metavar="DIR",
        multiple=True,
        help="Use the rules in this folder, too, or instead of the shipped ones where it has a brand.yaml.",
    ),
)
_FILES = _apply(
    _option(
        "Files", "--exclude", metavar="PATTERN", multiple=True, help="Leave out what this .gitignore pattern matches."
    ),
    _option(
        "Files",
        "--force-exclude/--no-force-exclude",
        default=True,
        help="Whether excludes hold for files that are named, as pre-commit names them.  [default: they do]",
    ),
    _option("Files", "--no-gitignore", is_flag=True, help="Look at what .gitignore files leave out, too."),
    _option(
        "Files",
        "--files-from",
        metavar="FILE",
        help="Read more paths from a file (- for standard input), one a line or separated by NUL.",
    ),
    _option("Files", "--stdin-filename", metavar="NAME", help="The name of the page that - reads from standard input."),
)
_CONFIG = _apply(
    _option(
        "Configuration",
        "--config",
        metavar="FILE",
        help="Use this configuration file and look for no other; its paths are relative to the current folder.",
    ),
    _option("Configuration", "--isolated", is_flag=True, help="Use no configuration file."),
)
_RUNNING = _apply(
    _option(
        "Running", "-j", "--jobs", type=_Jobs(), default="auto", show_default=True, help="How many processes to use."
    ),
    _option("Running", "--no-cache", is_flag=True, help="Neither use nor store results of unchanged pages."),
    _option("Running", "--cache-dir", metavar="DIR", envvar="OTS_LINT_CACHE_DIR", help="Where to store them."),
)


@click.group(cls=_Main, context_settings=_CONTEXT, no_args_is_help=True)
@click.version_option(__version__, prog_name="ots-lint", message="%(prog)s %(version)s")
def main() -> None:
    """Check how event pages name and credit a community.

    Reads Markdown and HTML. Exit status: 0 if nothing is wrong, 1 if something is, 2 if ots-lint cannot do what it was asked to.
    """


@main.command(cls=_Grouped, context_settings=_CONTEXT)
@_PATHS
@_option("Fixing", "--fix", is_flag=True, help="Repair what can be repaired safely.")
@_option(
    "Fixing", "--unsafe-fixes", is_flag=True, help="Repair more: what you should read again afterwards. Implies --fix."
)
@_option(
    "Fixing",
    "--diff",
    is_flag=True,
    help="Show what would be repaired and change nothing; exit status 1 if there is something.",
)
@_SELECTION
@_option("Report", "-f", "--format", "format_", type=_Format(), help="Format of the report.  [default: text]")
@_option("Report", "-o", "--output", metavar="PATH", help="Write the report to a file.")
@_option(
    "Report",
    "--output-file",
    type=_Output(),
    multiple=True,
    help="Write one more report, such as sarif=report.sarif. May be repeated.",
)
@_option("Report", "--statistics", is_flag=True, help="Count the findings of each rule.")
@_option(
    "Report",
    "--fail-level",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="The lowest level that makes the exit status 1.  [default: warning]",
)
@_option("Report", "--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@_option(
    "Report",
    "--baseline",
    metavar="FILE",
    help="Do not count the findings that this file lists (see ots-lint baseline).",
)
@_option("Report", "--no-baseline", is_flag=True, help="Count them, whatever the configuration says.")
@_option(
    "Report",
    "--changes",
    metavar="FILE",
    help="A unified diff of what changed, as git diff writes it (- for standard input): "
    "review comments (github-review) go only to lines that it shows.",
)
@_option(
    "Report",
    "--only-changes",
    is_flag=True,
    help="Report only what stands on lines that --changes adds or changes.",
)
@_option(
    "Report",
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to use colours.",
)
@_option("Report", "-q", "--quiet", is_flag=True, help="Only findings and errors.")
@_option("Report", "-v", "--verbose", is_flag=True, help="Also say what was read, and how long it took.")
@_FILES
@_CONFIG
@_option("Configuration", "--show-settings", is_flag=True, help="Show the settings for each page, and check nothing.")
@_RUNNING
@click.pass_context
def check(context: click.Context, /, **given: Any) -> int:
    """Check pages (the default command)."""
    if given["show_settings"]:
        return _show_settings(_paths(given), _options(given))
    return _check(context, given)


def _check(context: click.Context, given: dict[str, Any]) -> int:
    paths = _paths(given)
    options = _options(given)
    if not paths and not given["files_from"]:
        raise click.UsageError(
            "Say which files or folders to check: ots-lint . checks all pages in this folder.", context
        )
    from ots_lint.run import run as lint
    from ots_lint.run import run_text

    if "-" in paths:
        if len(paths) > 1:
            raise click.UsageError("- reads one page from standard input and stands alone.", context)
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
            _say(_diff_summary(outcome))
    else:
        report.color = _color(given["color"], output)
        report.width = _width(output)
        _write(report, name, output)
    for other, path in given["output_file"]:
        problems += _write_file(report, other, path)
    output.flush()
    for note in [] if given["quiet"] else outcome.notes:
        _say(f"ots-lint: {note}")
    if given["verbose"]:
        for detail in outcome.details:
            _say(f"ots-lint: {detail}")
        _say(f"ots-lint: {report.files} pages, {report.unchanged} of them unchanged, in {report.elapsed:.2f} s")
    for problem in problems:
        _say(f"ots-lint: {problem}")
    if problems:
        return 2
    if given["exit_zero"]:
        return 0
    return 1 if outcome.failed or (options.diff and outcome.diffs) else 0


def _paths(given: dict[str, Any]) -> list[str]:
    paths = list(given["paths"])
    if given["files_from"]:
        from ots_lint.files import read_list

        paths += read_list(given["files_from"])
    return paths


def _options(given: dict[str, Any]) -> Options:
    from ots_lint.run import Options

    def path(name: str) -> Path | None:
        return Path(given[name]) if given.get(name) else None

    changes = None
    if given.get("only_changes") and not given["changes"]:
        raise click.UsageError("--only-changes needs --changes, which says what changed: a file that git diff wrote.")
    if given.get("only_changes") and (given["fix"] or given["unsafe_fixes"] or given["diff"]):
        raise click.UsageError(
            "--only-changes reports and changes nothing, and fixes are for whole pages: leave one out."
        )
    if given.get("changes"):
        from ots_lint.changes import read

        changes = read(given["changes"])
    if given["config"] and given["isolated"]:
        raise click.UsageError("--config names a configuration, and --isolated uses none: choose one of them.")
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
    import io
    from dataclasses import replace

    from ots_lint.errors import PageError
    from ots_lint.files import write_atomically, write_root

    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="\n")
    _write(replace(report, color=False, width=100), name, stream)
    stream.flush()
    data = stream.buffer.getvalue()
    target = Path(path)
    try:
        if os.path.exists(target) and not target.is_file():  # noqa: PTH110  # /dev/stderr, a pipe
            with target.open("wb") as special:
                special.write(data)
        else:
            write_atomically(path, data, root=write_root(path))  # a link may come with a pull request
    except PageError as error:
        return [f"{path}: the report cannot be written: {error.message.rpartition(': ')[2]}"]
    except OSError as error:
        return [f"{path}: the report cannot be written: {error.strerror}"]
    return []


def _write_diffs(outcome: Outcome, when: str) -> None:
    from ots_lint.text.visible import visible

    terminal = sys.stdout.isatty()
    paint = {"-": "31", "+": "32", "@": "36"} if _color(when, sys.stdout) else {}
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

    left = len(outcome.report.new())
    count = sum(outcome.fixes.values())
    text = (
        f"Would fix {plural(count, 'finding')} in {plural(len(outcome.diffs), 'page')}." if count else "Nothing to fix."
    )
    return text + (f" {plural(left, 'finding')} would be left." if left else "")


def _color(when: str, stream: TextIO) -> bool:
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


def _width(stream: TextIO) -> int:
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


@main.command(context_settings=_CONTEXT)
@click.argument("code", required=False)
@click.option("--docs", metavar="DIR", help="Write a Markdown page for each rule, and an index, into a folder.")
@click.option("--rules", "folders", metavar="DIR", multiple=True, help="Use the rules in this folder, too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def rules(code: str | None, docs: str | None, folders: tuple[str, ...], as_json: bool) -> int:
    """List the rules, or explain one: ots-lint rules OTS101."""
    from ots_lint import ruledocs
    from ots_lint.ruleset.load import load_ruleset

    ruleset = load_ruleset([Path(folder) for folder in folders])
    columns = max(min(_width(sys.stdout), 100), 40)
    if docs is not None:
        changed = ruledocs.write(ruleset, Path(docs))
        click.echo(f"{docs}: {len(ruleset.rules)} rules, {changed} files changed")
    elif code is None:
        click.echo(ruledocs.listing_json(ruleset) if as_json else ruledocs.listing(ruleset, columns), nl=False)
    else:
        rule = ruledocs.find(ruleset, code)
        click.echo(
            ruledocs.as_json([rule]) if as_json else ruledocs.explain(rule, columns, _color("auto", sys.stdout)),
            nl=False,
        )
    return 0


@main.command(cls=_Grouped, context_settings=_CONTEXT)
@_PATHS
@_option(
    "Report",
    "--file",
    "file",
    metavar="FILE",
    help="The baseline file.  [default: as configured, else ots-lint-baseline.json]",
)
@_SELECTION
@_FILES
@_CONFIG
@_RUNNING
@click.pass_context
def baseline(context: click.Context, /, **given: Any) -> int:
    """Write down today's findings, so that only new ones count from now on."""
    from ots_lint import baseline as known
    from ots_lint.config import Configs
    from ots_lint.report.text import plural
    from ots_lint.run import run as lint

    paths = _paths(given)
    if not paths:
        raise click.UsageError("Say which files or folders to look at: ots-lint baseline .", context)
    options = _options(given)._replace(no_baseline=True)
    outcome = lint(paths, options)
    configured = Configs(options.config, isolated=options.isolated).of(str(Path.cwd())).baseline
    path = Path(given["file"]) if given["file"] else configured or Path(known.FILE)
    for text in [*outcome.notes, *outcome.problems]:
        _say(f"ots-lint: {text}")
    if outcome.problems:
        return 2
    count = known.write(path, outcome.report.findings)
    shown = os.path.relpath(path)
    click.echo(f"{shown}: {plural(count, 'known finding')} in {plural(outcome.report.files, 'page')}.")
    if configured is None or configured.resolve() != path.resolve():
        click.echo(f'Use it with --baseline {shown}, or write in ots-lint.toml: baseline = "{shown}"')
    return 0


@main.command(cls=_Grouped, context_settings=_CONTEXT)
@_PATHS
@_SELECTION
@_FILES
@_CONFIG
@_RUNNING
def config(**given: Any) -> int:
    """Show the settings that hold for files, and where they come from."""
    return _show_settings(_paths(given) or ["."], _options(given))


def _show_settings(paths: list[str], options: Options) -> int:
    from ots_lint.config import Configs
    from ots_lint.files import discover
    from ots_lint.showconfig import show

    configs = Configs(options.config, isolated=options.isolated)
    found = discover(
        paths, configs, exclude=options.exclude, force_exclude=options.force_exclude, gitignore=options.gitignore
    )
    for text in [*found.notes, *found.errors]:
        _say(f"ots-lint: {text}")
    sys.stdout.write(show(found.files, configs, options))
    return 2 if found.errors else 0


@main.group(context_settings=_CONTEXT)
def cache() -> None:
    """Delete stored results: ots-lint cache clear."""


@cache.command(context_settings=_CONTEXT)
@click.option(
    "--cache-dir", metavar="DIR", envvar="OTS_LINT_CACHE_DIR", help="The folder to clear.  [default: the user's]"
)
def clear(cache_dir: str | None) -> int:
    """Delete the stored results of all projects."""
    from ots_lint import cache as stored
    from ots_lint.report.text import plural

    where = stored.folder(cache_dir)
    try:
        count = stored.clear(where) if where else 0
    except OSError as error:
        raise UsageError(f"the cache cannot be cleared: {error.strerror}", str(where)) from None
    click.echo(f"{where}: {plural(count, 'file')} deleted.")
    return 0


@cache.command("dir", context_settings=_CONTEXT)
def directory() -> int:
    """Show the folder of stored results."""
    from ots_lint import cache as stored

    click.echo(str(stored.folder() or ""))
    return 0
