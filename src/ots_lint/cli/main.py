"""The command line: its options, its help, and what each command does with them (a check: see `command`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ots_lint.cli import completion, faults, letter, usage
from ots_lint.cli.check import Misuse, check_pages, inputs_of, options_of, paths_of
from ots_lint.cli.groups import CONTEXT, Ended, Grouped, Main, option
from ots_lint.cli.guard import guarded
from ots_lint.cli.init import init
from ots_lint.cli.options import (
    _FORMAT,
    _ROW,
    COLOR,
    CONFIG,
    FILES,
    LETTER,
    PATHS,
    PRIVATE,
    RUNNING,
    SELECTION,
    _Output,
)
from ots_lint.cli.quick import CACHE_DIR
from ots_lint.cli.rule_test import test
from ots_lint.cli.rules import rules
from ots_lint.cli.serve import serve
from ots_lint.cli.server import server
from ots_lint.cli.terminal import say, standard_output
from ots_lint.errors import UsageError
from ots_lint.text.web import is_address

if TYPE_CHECKING:
    from ots_lint.site.configs import Configs
    from ots_lint.site.options import Options
    from ots_lint.site.walk import Found

    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType  # generic in newer versions of click only


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
            faults.complain(usage.told(error), faults.words(given))
            return 2
        except click.Abort:
            raise KeyboardInterrupt from None
        except Ended as end:
            raise end.args[0] from None

    return guarded(work, given)


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from ots_lint.versions import versions

        click.echo(versions())
        ctx.exit()


@click.group(cls=Main, context_settings=CONTEXT, no_args_is_help=True)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
def main() -> None:
    """Check how event pages name and credit a community.

    Reads Markdown, HTML and more formats of pages. Exit status: 0 if nothing is wrong, 1 if something is, 2 if ots-lint cannot do what it was asked to.
    """


@main.command(cls=Grouped, context_settings=CONTEXT)
@PATHS
@option("Fixing", "--fix", is_flag=True, help="Repair what can be repaired safely.")
@option(
    "Fixing", "--unsafe-fixes", is_flag=True, help="Repair more: what you should read again afterwards. Implies --fix."
)
@option(
    "Fixing",
    "--diff",
    is_flag=True,
    help="Show what would be repaired and change nothing; exit status 1 if there is something.",
)
@SELECTION
@option(
    "Report",
    "-f",
    "--format",
    "format_",
    type=_FORMAT,
    shell_complete=completion.formats,
    help="Format of the report.  [default: text]",
)
@option("Report", "-o", "--output", metavar="PATH", shell_complete=completion.files, help="Write the report to a file.")
@option(
    "Report",
    "--output-file",
    type=_Output(),
    multiple=True,
    shell_complete=completion.outputs,
    help="Write one more report, such as sarif=report.sarif. May be repeated.",
)
@option("Report", "--statistics", is_flag=True, help="Count the findings of each rule.")
@option(
    "Report",
    "--fail-level",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="The lowest level that makes the exit status 1.  [default: warning]",
)
@option("Report", "--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@option(
    "Report",
    "--baseline",
    metavar="FILE",
    shell_complete=completion.files,
    help="Do not count the findings that this file lists (see ots-lint baseline).",
)
@option("Report", "--no-baseline", is_flag=True, help="Count them, whatever the configuration says.")
@option(
    "Report",
    "--changes",
    metavar="FILE",
    shell_complete=completion.files,
    help="A unified diff of what changed, as git diff writes it (- for standard input): "
    "review comments (github-review) go only to lines that it shows.",
)
@option(
    "Report",
    "--only-changes",
    is_flag=True,
    help="Report only what stands on lines that --changes adds or changes.",
)
@COLOR
@LETTER
@option("Report", "-q", "--quiet", is_flag=True, help="Only findings and errors.")
@option("Report", "-v", "--verbose", is_flag=True, help="Also say what was read, and how long it took.")
@FILES
@CONFIG
@option("Configuration", "--show-settings", is_flag=True, help="Show the settings for each page, and check nothing.")
@RUNNING
@option("Running", "--watch", is_flag=True, help="Go on, and check each page again whenever it changes, until Ctrl-C.")
def check(**given: Any) -> int:
    """Check pages (the default command)."""
    if given["watch"]:
        from ots_lint.cli.watch import watch_pages

        return watch_pages(given)
    if given["show_settings"]:
        return _show_settings(paths_of(given), options_of(given))
    return check_pages(given)


main.add_command(init)
main.add_command(rules)
main.add_command(test)
main.add_command(server)
main.add_command(serve)


@main.command(cls=Grouped, context_settings=CONTEXT)
@click.argument("page", metavar="PAGE", type=click.UNPROCESSED, shell_complete=completion.files)
@click.argument("row", metavar="[ROW]", required=False, type=_ROW)
@option(
    "Report",
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    help="For people, or for programs.  [default: text, and none with --html]",
)
@option(
    "Report",
    "--html",
    "html",
    metavar="FILE",
    shell_complete=completion.files,
    help="Write it as a page that shows the text with marks.",
)
@option("Report", "--lang", **letter.OPTIONS["--lang"])
@COLOR
@SELECTION
@option("Files", "--stdin-filename", metavar="NAME", help="The name of the page that - reads from standard input.")
@PRIVATE
@CONFIG
def why(**given: Any) -> int:
    """Explain how a page was read: what counts in it, what does not, and why.

    With a ROW, only what stands in that line. A PAGE of - is read from standard input.
    """
    from ots_lint.cli.why import show

    return show(given)


@main.command(cls=Grouped, context_settings=CONTEXT)
@PATHS
@option(
    "Report",
    "--file",
    "file",
    metavar="FILE",
    shell_complete=completion.files,
    help="The baseline file.  [default: as configured, else ots-lint-baseline.json]",
)
@SELECTION
@FILES
@CONFIG
@RUNNING
def baseline(**given: Any) -> int:
    """Write down today's findings, so that only new ones count from now on."""
    from ots_lint.site import baseline as known
    from ots_lint.site.configs import Configs
    from ots_lint.site.published import check_given, run_published
    from ots_lint.site.run import find
    from ots_lint.site.run import run_files as lint
    from ots_lint.site.walk import Found

    paths = paths_of(given)
    if not paths:
        raise Misuse("Say which files or folders to look at: ots-lint baseline .")
    options = options_of(given)._replace(no_baseline=True)
    published = any(map(is_address, paths))
    if published:
        check_given(paths, options)
    standard_output()
    found, configs = (
        (Found(), Configs(options.config, isolated=options.isolated)) if published else find(paths, options)
    )
    configured = Configs(options.config, isolated=options.isolated).of(str(Path.cwd())).baseline
    path = Path(given["file"]) if given["file"] else configured or Path(known.FILE)
    _check_place(path, given, options, found, configs)
    known.check_replaceable(path)
    outcome = run_published(paths, options) if published else lint(found, options, configs)
    for text in [*outcome.notes, *outcome.problems]:
        faults.complain(text, outcome.report.words)
    if outcome.problems:
        return 2
    for reported in outcome.report.findings if outcome.report.unread else ():
        if reported.finding.unread:
            say(f"{reported.filename}: {reported.finding.code} {reported.finding.said}")
    count = known.write(path, outcome.report.findings)
    shown, words = os.path.relpath(path), outcome.report.words
    click.echo(words("baseline-wrote", count, file=shown, where=words("in-pages", outcome.report.files)))
    if configured is None or configured.resolve() != path.resolve():
        click.echo(words("baseline-use", file=shown))
    return 1 if outcome.report.unread else 0


def _check_place(path: Path, given: dict[str, Any], options: Options, found: Found, configs: Configs) -> None:
    """Raise `UsageError` where a baseline would take the place of something that the run reads."""
    from ots_lint.site.outputs import Wanted, check_places

    check_places([Wanted("", str(path))], inputs_of({**given, "config": None}, options, found, configs), found)


@main.command(cls=Grouped, context_settings=CONTEXT)
@PATHS
@SELECTION
@FILES
@CONFIG
@RUNNING
def config(**given: Any) -> int:
    """Show the settings that hold for files, and where they come from."""
    return _show_settings(paths_of(given) or ["."], options_of(given))


def _show_settings(paths: list[str], options: Options) -> int:
    from ots_lint.cli.show_config import show
    from ots_lint.site.configs import Configs
    from ots_lint.site.discover import discover
    from ots_lint.site.unmatched import unmatched

    configs = Configs(options.config, isolated=options.isolated)
    found = discover(
        paths, configs, exclude=options.exclude, force_exclude=options.force_exclude, gitignore=options.gitignore
    )
    for text in [*unmatched(configs, found.files, paths), *found.errors]:
        faults.complain(text, faults.words())
    standard_output().write(show(found.files, configs, options))
    return 2 if found.errors else 0


@main.group(context_settings=CONTEXT)
def cache() -> None:
    """Delete stored results: ots-lint cache clear."""


@cache.command(context_settings=CONTEXT)
@click.option("--cache-dir", metavar="DIR", envvar=CACHE_DIR, help="The folder to clear.  [default: the user's]")
def clear(cache_dir: str | None) -> int:
    """Delete the stored results of all projects."""
    from ots_lint.site.store import folder as stored

    standard_output()
    where = stored.folder(cache_dir)
    if where and where.exists() and not where.is_dir():
        raise UsageError("this is no folder, and results are stored in one", str(where), hint="name the folder")
    try:
        count = stored.clear(where) if where else 0
    except OSError as error:
        raise UsageError(f"the cache cannot be cleared: {error.strerror}", str(where)) from None
    click.echo(faults.words()("files-deleted", count, where=where))
    return 0


@cache.command("dir", context_settings=CONTEXT)
def directory() -> int:
    """Show the folder of stored results."""
    from ots_lint.site.store import folder as stored

    standard_output().write(f"{stored.folder() or ''}\n")
    return 0
