"""`ots-lint rules` and `ots-lint explain`: which rules hold here, and what they are about."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ots_lint.cli import completion, letter, usage
from ots_lint.cli.groups import CONTEXT, Plain, option
from ots_lint.cli.terminal import columns_of, standard_output, use_color
from ots_lint.cli.worded import words


@click.command(cls=Plain, context_settings=CONTEXT)
@click.argument("code", metavar="[CODE]", required=False, shell_complete=completion.rules)
@option("Options", "--docs", metavar="DIR", shell_complete=completion.folders)
@option("Options", "--rules", "folders", metavar="DIR", multiple=True, shell_complete=completion.folders)
@option("Options", "--config", "config_", metavar="FILE", shell_complete=completion.files)
@option("Options", "--isolated", is_flag=True)
@option("Options", "--json", "as_json", is_flag=True)
@option("Options", "--lang", metavar="TAG", shell_complete=completion.readers)
def rules(
    code: str | None,
    docs: str | None,
    folders: tuple[str, ...],
    config_: str | None,
    isolated: bool,
    as_json: bool,
    lang: str | None,
) -> int:
    """List the rules that hold in this folder, or explain one: ots-lint explain OTS101."""
    from ots_lint.cli import rule_docs
    from ots_lint.messages import tag_of
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.site.configs import Configs

    if config_ and isolated:
        raise usage.Told("--config names a configuration, and --isolated uses none: choose one of them")
    if docs is not None and (code is not None or as_json):
        raise usage.Told("--docs writes a page for each rule and shows none: leave it out, or CODE and --json")
    config = Configs(Path(config_) if config_ else None, isolated=isolated).of(str(Path.cwd()))
    ruleset = load_ruleset([Path(folder) for folder in folders] or config.rules)
    asked = letter.language({"lang": lang}, ruleset.languages)
    if docs is not None:
        from ots_lint.cli import rule_pages

        changed = rule_pages.write(ruleset, Path(docs), asked)
        said = words()
        count = said("rules", len(ruleset.rules))
        click.echo(said("files-changed", changed, where=docs, rules=count))
        return 0
    who = rule_docs.reader(asked or config.lang or tag_of(os.environ))
    columns = max(min(columns_of(standard_output()), 100), 40)
    if code is None:
        text = rule_docs.listing_json(ruleset) if as_json else rule_docs.listing(ruleset, columns, who)
    else:
        rule = rule_docs.find(ruleset, code)
        color = use_color("auto", sys.stdout)
        text = rule_docs.as_json([rule]) if as_json else rule_docs.explain(rule, columns, who, color)
    click.echo(text, nl=False)
    return 0
