"""The command that tries the examples of rules: `ots-lint test our-rules`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ots_lint.cli import completion, letter
from ots_lint.cli.groups import CONTEXT, Plain, option
from ots_lint.cli.worded import words
from ots_lint.errors import UsageError


@click.command(cls=Plain, context_settings=CONTEXT)
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.UNPROCESSED, shell_complete=completion.folders)
@option("Options", "--lang", **letter.OPTIONS["--lang"])
def test(folders: tuple[str, ...], lang: str | None) -> int:
    """Try the examples of rules: ots-lint test our-rules.

    Each example of each rule in these folders (default: of the shipped rules) has to be so: the rule finds exactly the
    marked places of a bad one, the fix writes exactly what is said, and a good one is left alone.
    """
    from ots_lint.lint.rule_examples import try_examples
    from ots_lint.text.visible import visible

    letter.language({"lang": lang})
    said = words()
    tried = try_examples([Path(folder) for folder in folders])
    if folders and not tried.examples:
        where = ", ".join(folders)[:200]
        raise UsageError("there are no rules in it", where, hint="docs/writing-rules.md says what they look like")
    for difference in tried.differences:
        place = f"{os.path.relpath(difference.filename)}:{difference.row}"
        click.echo(visible(f"{place}: {difference.code}: {said.phrase(difference.problem, 'problem')}"))
        for line in difference.lines:
            click.echo(visible(f"    {line}".rstrip()))
    examples = said("test-examples", tried.examples)
    if not tried.differences:
        click.echo(said("test-all-so", examples=examples))
        return 0
    click.echo(said("test-differences", len(tried.differences), examples=examples))
    return 1
