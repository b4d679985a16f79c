"""The command line: its options, its help, and what each command does with them (a check: see `command`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ots_lint.cli import completion, faults, letter, usage
from ots_lint.cli.check import Misuse, check_pages, inputs_of, options_of, paths_of
from ots_lint.cli.groups import CONTEXT, Ended, Grouped, Main, Plain, option
from ots_lint.cli.guard import guarded
from ots_lint.cli.init import init
from ots_lint.cli.options import (
    _FORMAT,
    _ROW,
    COLOR,
    CONFIG,
    FILES,
    LANG,
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
from ots_lint.cli.terminal import columns_of, say, standard_output
from ots_lint.cli.worded import Option, Subcommands, words
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
            said = faults.words(given)
            faults.complain(usage.told(error, said), said)
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


@click.group("ots-lint", cls=Main, context_settings=CONTEXT, no_args_is_help=True)
@click.option("--version", cls=Option, is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
def main() -> None:
    """Check how event pages name and credit a community.

    Reads Markdown, HTML and more formats of pages. Exit status: 0 if nothing is wrong, 1 if something is, 2 if ots-lint cannot do what it was asked to.
    """


@main.command(cls=Grouped, context_settings=CONTEXT)
@PATHS
@option("Fixing", "--fix", is_flag=True)
@option("Fixing", "--unsafe-fixes", is_flag=True)
@option("Fixing", "--diff", is_flag=True)
@SELECTION
@option("Report", "-f", "--format", "format_", type=_FORMAT, shell_complete=completion.formats)
@option("Report", "-o", "--output", metavar="PATH", shell_complete=completion.files)
@option("Report", "--output-file", type=_Output(), multiple=True, shell_complete=completion.outputs)
@option("Report", "--statistics", is_flag=True)
@option("Report", "--fail-level", type=click.Choice(["error", "warning", "info", "never"]))
@option("Report", "--exit-zero", is_flag=True)
@option("Report", "--baseline", metavar="FILE", shell_complete=completion.files)
@option("Report", "--no-baseline", is_flag=True)
@option("Report", "--changes", metavar="FILE", shell_complete=completion.files)
@option("Report", "--only-changes", is_flag=True)
@COLOR
@LETTER
@option("Report", "-q", "--quiet", is_flag=True)
@option("Report", "-v", "--verbose", is_flag=True)
@FILES
@CONFIG
@option("Configuration", "--show-settings", is_flag=True)
@RUNNING
@option("Running", "--watch", is_flag=True)
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
@option("Report", "-f", "--format", "format_", type=click.Choice(["text", "json"]))
@option("Report", "--html", "html", metavar="FILE", shell_complete=completion.files)
@LANG
@COLOR
@SELECTION
@option("Files", "--stdin-filename", metavar="NAME")
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
@option("Report", "--file", "file", metavar="FILE", shell_complete=completion.files)
@LANG
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
    shown, said = os.path.relpath(path), outcome.report.words
    click.echo(said("baseline-wrote", count, file=shown, where=said("in-pages", outcome.report.files)))
    if configured is None or configured.resolve() != path.resolve():
        click.echo(said("baseline-use", file=shown))
    return 1 if outcome.report.unread else 0


def _check_place(path: Path, given: dict[str, Any], options: Options, found: Found, configs: Configs) -> None:
    """Raise `UsageError` where a baseline would take the place of something that the run reads."""
    from ots_lint.site.outputs import check_baseline

    check_baseline(str(path), inputs_of({**given, "config": None}, options, found, configs), found)


@main.command(cls=Grouped, context_settings=CONTEXT)
@PATHS
@LANG
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
        faults.complain(text, words())
    stream = standard_output()
    stream.write(show(found.files, configs, options, columns_of(stream)))
    return 2 if found.errors else 0


@main.group(cls=Subcommands, context_settings=CONTEXT)
@option("Options", "--lang", **letter.OPTIONS["--lang"])
def cache(lang: str | None) -> None:
    """Delete stored results: ots-lint cache clear."""


@cache.command(cls=Plain, context_settings=CONTEXT)
@option("Options", "--cache-dir", metavar="DIR", envvar=CACHE_DIR)
@option("Options", "--lang", **letter.OPTIONS["--lang"])
def clear(cache_dir: str | None, lang: str | None) -> int:
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
    click.echo(words()("files-deleted", count, where=where))
    return 0


@cache.command("dir", cls=Plain, context_settings=CONTEXT)
@option("Options", "--lang", **letter.OPTIONS["--lang"])
def directory(lang: str | None) -> int:
    """Show the folder of stored results."""
    from ots_lint.site.store import folder as stored

    standard_output().write(f"{stored.folder() or ''}\n")
    return 0
