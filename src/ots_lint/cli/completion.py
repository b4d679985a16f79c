"""What shells offer when the user presses Tab: `_OTS_LINT_COMPLETE=bash_source ots-lint` prints what they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from ots_lint.ruleset.load import Ruleset

#: As `shell_complete` of an option has it.
Complete = Callable[["click.Context", "click.Parameter", str], "list[CompletionItem]"]


def _items(values: Iterable[tuple[str, str]], incomplete: str, before: str = "") -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    start = incomplete.lower()
    return [
        CompletionItem(before + value, help=" ".join(help_.split()) or None)
        for value, help_ in values
        if value.lower().startswith(start)
    ]


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files and folders, which the shell knows best."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def folders(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of the rules that hold here, the last one of a list."""
    before, comma, last = incomplete.rpartition(",")
    return _items(_rules(), last, before + comma)


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of the rules that hold here."""
    return _items(_rules(), incomplete)


def formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Report formats."""
    from ots_lint.report import formats as known

    return _items(((name, "") for name in known()), incomplete)


def outputs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Report formats, each with the sign that a path follows."""
    from ots_lint.report import formats as known

    return _items(((f"{name}=", "") for name in known()), incomplete)


def languages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Languages of messages."""
    from ots_lint import messages

    return _items(((tag, messages.catalogue(tag).name) for tag in messages.languages()), incomplete)


def readers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Languages of messages, and those of the examples of rules."""
    from ots_lint import messages

    ruleset = _ruleset()
    tags = sorted({*messages.languages(), *(ruleset.languages if ruleset else ())})
    return _items(((tag, messages.known_languages().get(tag, "")) for tag in tags), incomplete)


def _rules() -> list[tuple[str, str]]:
    """Code and summary of each rule; none where they cannot be read: Tab is no place for errors."""
    ruleset = _ruleset()
    return [(rule.code, rule.summary) for rule in ruleset.rules.values()] if ruleset else []


def _ruleset() -> Ruleset | None:
    from ots_lint.errors import OtsLintError
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.site.configs import Configs

    try:
        return load_ruleset(Configs().of(str(Path.cwd())).rules)
    except OtsLintError:
        return None


def of_default_command(group: Any, default: click.Command, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """What a first word may be: a command, an option or a page of the default command, `--help` once."""
    import click

    inner = click.Context(default, parent=ctx, info_name=default.name, resilient_parsing=True)
    aliases = _items([("explain", "Explain a rule.")], incomplete) if incomplete else []
    found = group + aliases + default.shell_complete(inner, incomplete)
    if not incomplete.startswith("-"):
        # First: bash forgets what came before it, and offers files where nothing else fits.
        found = files(ctx, default.params[0], incomplete) + found
    return list({item.value + item.type: item for item in found}.values())
