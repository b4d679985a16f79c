"""The command line: its options, its help, and what each command does with them (a check: see `command`)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ots_lint import command, completion, letter, usage
from ots_lint.arguments import CACHE_DIR, codes, jobs, report_format
from ots_lint.command import columns_of, guarded, options_of, paths_of, say, use_color
from ots_lint.errors import UsageError
from ots_lint.init import init

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ots_lint.config import Configs
    from ots_lint.files import Found
    from ots_lint.run import Options

    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType  # generic in newer versions of click only

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
    given = list(arguments) if arguments is not None else None

    def work() -> Any:
        try:
            return main.main(given, "ots-lint", standalone_mode=False)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            return 2
        except click.ClickException as error:
            say(f"ots-lint: {usage.told(error)}")
            return 2
        except click.Abort:
            raise KeyboardInterrupt from None
        except _Ended as end:
            raise end.args[0] from None

    return guarded(work)


class _Ended(Exception):  # noqa: N818 - it is no error
    """The run was ended from outside, by the exception that this holds: click would have its own say about that."""


class _Main(click.Group):
    """A group whose default command is `check`."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (BrokenPipeError, KeyboardInterrupt) as end:
            raise _Ended(end) from None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"-h", "--help", "--version", "explain"}
        if args and args[0] not in own and args[0] not in self.commands:
            at = _first_word(args)
            # Options may stand before a command as well as behind it: they are the command's.
            if at is not None and (args[at] in self.commands or args[at] == "explain"):
                args = [args[at], *args[:at], *args[at + 1 :]]
            else:
                args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        return completion.of_default_command(super().shell_complete(ctx, incomplete), check, ctx, incomplete)

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


def _first_word(args: Sequence[str]) -> int | None:
    """The place of the first argument that is neither an option nor the value of one."""
    valued = {
        name
        for command_ in main.commands.values()
        for parameter in command_.params
        if isinstance(parameter, click.Option) and not parameter.is_flag
        for name in parameter.opts
    }
    follows = False
    for at, argument in enumerate(args):
        if follows:
            follows = False
        elif argument == "--":
            return None
        elif argument[:1] != "-" or argument == "-":
            return at
        else:  # a value is joined to a long option by =, to a short one by nothing
            follows = argument in valued
    return None


class _Grouped(click.Command):
    """A command whose options are listed in groups (see `_option`)."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # pre-commit and shell patterns name files as they are: a page named -h.md is no option.
        return super().parse_args(ctx, [f"./{arg}" if arg.startswith("-") and _is_page(arg) else arg for arg in args])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except command.Misuse as error:
            raise usage.Told(str(error)) from None

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
    from ots_lint.pages.suffixes import PAGES

    return name.lower().endswith(PAGES)


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


class _Read(_Type):
    """What a function reads from a text; its `ValueError`s are wrong usage."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self._read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


_CODES = _Read("CODES", codes)
_FORMAT = _Read("FORMAT", report_format)
_JOBS = _Read("auto|N", jobs)


class _Output(_Type):
    """`FORMAT=PATH`."""

    name = "FORMAT=PATH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, separator, path = str(value).partition("=")
        if not separator or not path:
            self.fail(f"{value!r} is to be a format and a path, such as sarif=report.sarif", param, ctx)
        return _FORMAT.convert(name, param, ctx), path


def _apply(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(function: Any) -> Any:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


_PATHS = click.argument("paths", nargs=-1, metavar="PATH...", type=click.UNPROCESSED, shell_complete=completion.files)
_SELECTION = _apply(
    _option(
        "Rules",
        "--select",
        type=_CODES,
        multiple=True,
        shell_complete=completion.codes,
        help="Only these rules: codes or their beginnings (OTS1), separated by commas.",
    ),
    _option("Rules", "--ignore", type=_CODES, multiple=True, shell_complete=completion.codes, help="Not these rules."),
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
        shell_complete=completion.folders,
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
        shell_complete=completion.files,
        help="Read more paths from a file (- for standard input), one a line or separated by NUL.",
    ),
    _option("Files", "--stdin-filename", metavar="NAME", help="The name of the page that - reads from standard input."),
)
_CONFIG = _apply(
    _option(
        "Configuration",
        "--config",
        metavar="FILE",
        shell_complete=completion.files,
        help="Use this configuration file and look for no other; its paths are relative to the current folder.",
    ),
    _option("Configuration", "--isolated", is_flag=True, help="Use no configuration file."),
)
_RUNNING = _apply(
    _option(
        "Running", "-j", "--jobs", type=_JOBS, default="auto", show_default=True, help="How many processes to use."
    ),
    _option("Running", "--no-cache", is_flag=True, help="Neither use nor store results of unchanged pages."),
    _option(
        "Running",
        "--cache-dir",
        metavar="DIR",
        envvar=CACHE_DIR,
        shell_complete=completion.folders,
        help="Where to store them.",
    ),
)


_LETTER = _apply(*(_option("Report to send", name, **attributes) for name, attributes in letter.OPTIONS.items()))


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from ots_lint.versions import versions

        click.echo(versions())
        ctx.exit()


@click.group(cls=_Main, context_settings=_CONTEXT, no_args_is_help=True)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
def main() -> None:
    """Check how event pages name and credit a community.

    Reads Markdown, HTML and more formats of pages. Exit status: 0 if nothing is wrong, 1 if something is, 2 if ots-lint cannot do what it was asked to.
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
@_option(
    "Report",
    "-f",
    "--format",
    "format_",
    type=_FORMAT,
    shell_complete=completion.formats,
    help="Format of the report.  [default: text]",
)
@_option(
    "Report", "-o", "--output", metavar="PATH", shell_complete=completion.files, help="Write the report to a file."
)
@_option(
    "Report",
    "--output-file",
    type=_Output(),
    multiple=True,
    shell_complete=completion.outputs,
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
    shell_complete=completion.files,
    help="Do not count the findings that this file lists (see ots-lint baseline).",
)
@_option("Report", "--no-baseline", is_flag=True, help="Count them, whatever the configuration says.")
@_option(
    "Report",
    "--changes",
    metavar="FILE",
    shell_complete=completion.files,
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
@_LETTER
@_option("Report", "-q", "--quiet", is_flag=True, help="Only findings and errors.")
@_option("Report", "-v", "--verbose", is_flag=True, help="Also say what was read, and how long it took.")
@_FILES
@_CONFIG
@_option("Configuration", "--show-settings", is_flag=True, help="Show the settings for each page, and check nothing.")
@_RUNNING
def check(**given: Any) -> int:
    """Check pages (the default command)."""
    if given["show_settings"]:
        return _show_settings(paths_of(given), options_of(given))
    return command.check(given)


main.add_command(init)


@main.command(context_settings=_CONTEXT)
@click.argument("code", required=False, shell_complete=completion.rules)
@click.option(
    "--docs",
    metavar="DIR",
    shell_complete=completion.folders,
    help="Write a Markdown page for each rule, and an index, into a folder.",
)
@click.option(
    "--rules",
    "folders",
    metavar="DIR",
    multiple=True,
    shell_complete=completion.folders,
    help="Use the rules in this folder, too.",
)
@click.option(
    "--config",
    "config_",
    metavar="FILE",
    shell_complete=completion.files,
    help="Use the rules that this configuration file names.",
)
@click.option("--isolated", is_flag=True, help="Use no configuration file: the shipped rules.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def rules(
    code: str | None, docs: str | None, folders: tuple[str, ...], config_: str | None, isolated: bool, as_json: bool
) -> int:
    """List the rules that hold in this folder, or explain one: ots-lint rules OTS101."""
    from ots_lint import ruledocs
    from ots_lint.config import Configs
    from ots_lint.ruleset.load import load_ruleset

    if config_ and isolated:
        raise usage.Told("--config names a configuration, and --isolated uses none: choose one of them")
    configured = Configs(Path(config_) if config_ else None, isolated=isolated).of(str(Path.cwd())).rules
    ruleset = load_ruleset([Path(folder) for folder in folders] or configured)
    columns = max(min(columns_of(command.standard_output()), 100), 40)
    if docs is not None:
        changed = ruledocs.write(ruleset, Path(docs))
        click.echo(f"{docs}: {len(ruleset.rules)} rules, {changed} files changed")
    elif code is None:
        click.echo(ruledocs.listing_json(ruleset) if as_json else ruledocs.listing(ruleset, columns), nl=False)
    else:
        rule = ruledocs.find(ruleset, code)
        click.echo(
            ruledocs.as_json([rule]) if as_json else ruledocs.explain(rule, columns, use_color("auto", sys.stdout)),
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
    shell_complete=completion.files,
    help="The baseline file.  [default: as configured, else ots-lint-baseline.json]",
)
@_SELECTION
@_FILES
@_CONFIG
@_RUNNING
def baseline(**given: Any) -> int:
    """Write down today's findings, so that only new ones count from now on."""
    from ots_lint import baseline as known
    from ots_lint.config import Configs
    from ots_lint.report.text import plural
    from ots_lint.run import find
    from ots_lint.run import run_files as lint

    paths = paths_of(given)
    if not paths:
        raise command.Misuse("Say which files or folders to look at: ots-lint baseline .")
    options = options_of(given)._replace(no_baseline=True)
    command.standard_output()
    found, configs = find(paths, options)
    configured = Configs(options.config, isolated=options.isolated).of(str(Path.cwd())).baseline
    path = Path(given["file"]) if given["file"] else configured or Path(known.FILE)
    _check_place(path, given, options, found, configs)
    outcome = lint(found, options, configs)
    for text in [*outcome.notes, *outcome.problems]:
        say(f"ots-lint: {text}")
    if outcome.problems:
        return 2
    for reported in outcome.report.findings if outcome.report.unread else ():
        if reported.finding.unread:
            say(f"{reported.filename}: {reported.finding.code} {reported.finding.message}")
    count = known.write(path, outcome.report.findings)
    shown = os.path.relpath(path)
    click.echo(f"{shown}: {plural(count, 'known finding')} in {plural(outcome.report.files, 'page')}.")
    if configured is None or configured.resolve() != path.resolve():
        click.echo(f'Use it with --baseline {shown}, or write in ots-lint.toml: baseline = "{shown}"')
    return 1 if outcome.report.unread else 0


def _check_place(path: Path, given: dict[str, Any], options: Options, found: Found, configs: Configs) -> None:
    """Raise `UsageError` where a baseline would take the place of something that the run reads."""
    from ots_lint.outputs import Wanted, check_places

    check_places([Wanted("", str(path))], command.inputs_of({**given, "config": None}, options, found, configs), found)


@main.command(cls=_Grouped, context_settings=_CONTEXT)
@_PATHS
@_SELECTION
@_FILES
@_CONFIG
@_RUNNING
def config(**given: Any) -> int:
    """Show the settings that hold for files, and where they come from."""
    return _show_settings(paths_of(given) or ["."], options_of(given))


def _show_settings(paths: list[str], options: Options) -> int:
    from ots_lint.config import Configs
    from ots_lint.files import discover
    from ots_lint.showconfig import show
    from ots_lint.unmatched import unmatched

    configs = Configs(options.config, isolated=options.isolated)
    found = discover(
        paths, configs, exclude=options.exclude, force_exclude=options.force_exclude, gitignore=options.gitignore
    )
    for text in [*unmatched(configs, found.files, paths), *found.errors]:
        say(f"ots-lint: {text}")
    command.standard_output().write(show(found.files, configs, options))
    return 2 if found.errors else 0


@main.group(context_settings=_CONTEXT)
def cache() -> None:
    """Delete stored results: ots-lint cache clear."""


@cache.command(context_settings=_CONTEXT)
@click.option("--cache-dir", metavar="DIR", envvar=CACHE_DIR, help="The folder to clear.  [default: the user's]")
def clear(cache_dir: str | None) -> int:
    """Delete the stored results of all projects."""
    from ots_lint import cache as stored
    from ots_lint.report.text import plural

    command.standard_output()
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

    command.standard_output().write(f"{stored.folder() or ''}\n")
    return 0
