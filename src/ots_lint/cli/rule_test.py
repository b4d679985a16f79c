"""The command that tries the examples of rules: `ots-lint test our-rules`."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("folders", nargs=-1, metavar="[PATH]...", type=click.UNPROCESSED)
def test(folders: tuple[str, ...]) -> int:
    """Try the examples of rules: ots-lint test our-rules.

    Each example of each rule in these folders (default: of the shipped rules) has to be so: the rule finds exactly the
    marked places of a bad one, the fix writes exactly what is said, and a good one is left alone.
    """
    from ots_lint.lint.rule_examples import try_examples
    from ots_lint.report.text import plural
    from ots_lint.text.visible import visible

    tried = try_examples([Path(folder) for folder in folders])
    for difference in tried.differences:
        place = f"{os.path.relpath(difference.filename)}:{difference.row}"
        click.echo(visible(f"{place}: {difference.code}: {difference.problem}"))
        for line in difference.lines:
            click.echo(visible(f"    {line}".rstrip()))
    examples = plural(tried.examples, "example")
    if not tried.differences:
        click.echo(f"{examples}: all are so.")
        return 0
    click.echo(f"{examples}: {plural(len(tried.differences), 'difference')}. (- expected, + found)")
    return 1
