"""Commands whose options are listed in groups, and a group that has a default command."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from ots_lint.cli import completion, usage
from ots_lint.cli.check import Misuse

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType  # generic in newer versions of click only

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


EXAMPLES = """\
ots-lint .                               check all pages of a site
ots-lint events/hack-night.md            check one page
ots-lint --fix .                         repair what can be repaired safely
ots-lint --fix --diff .                  show what --fix would change
ots-lint --relationship unofficial a.md  say how the event is related
ots-lint rules OTS301                    explain a rule
ots-lint why events/hack-night.md        explain how a page was read
"""


class Ended(Exception):  # noqa: N818 - it is no error
    """The run was ended from outside, by the exception that this holds: click would have its own say about that."""


class Main(click.Group):
    """A group whose default command is `check`."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (BrokenPipeError, KeyboardInterrupt) as end:
            raise Ended(end) from None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"-h", "--help", "--version", "explain"}
        if args and args[0] not in own and args[0] not in self.commands:
            at = _first_word(self, args)
            # Options may stand before a command as well as behind it: they are the command's.
            if at is not None and (args[at] in self.commands or args[at] == "explain"):
                args = [args[at], *args[:at], *args[at + 1 :]]
            else:
                args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        return completion.of_default_command(
            super().shell_complete(ctx, incomplete), self.commands["check"], ctx, incomplete
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, "rules" if cmd_name == "explain" else cmd_name)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage("ots-lint", "[OPTIONS] PATH...")
        formatter.write_usage("ots-lint", "COMMAND [OPTIONS] ...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(80)) for name in self.list_commands(ctx)])
        check = self.commands["check"]
        check_context = click.Context(check, parent=ctx, info_name="check", **CONTEXT)  # type: ignore[arg-type]
        check.format_options(check_context, formatter)
        with formatter.section("Also"):
            formatter.write_dl([("--version", "Show the version."), ("COMMAND --help", "Explain a command.")])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def _first_word(group: click.Group, args: Sequence[str]) -> int | None:
    """The place of the first argument that is neither an option nor the value of one."""
    valued = {
        name
        for command in group.commands.values()
        for parameter in command.params
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


class Plain(click.Command):
    """A command whose mistakes are told with its own name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:  # the parser knows no context
            error.ctx = error.ctx or ctx
            raise


class Grouped(Plain):
    """A command whose options are listed in groups (see `option`)."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # pre-commit and shell patterns name files as they are: a page named -h.md is no option.
        return super().parse_args(ctx, [f"./{arg}" if arg.startswith("-") and _is_page(arg) else arg for arg in args])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Misuse as error:
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


class GroupedOption(click.Option):
    def __init__(self, *args: Any, group: str = "Other", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group


def option(group: str, *names: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(*names, cls=GroupedOption, group=group, **attributes)


def write_examples(formatter: click.HelpFormatter) -> None:
    with formatter.section("Examples"):
        for line in EXAMPLES.splitlines():
            formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def apply(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(function: Any) -> Any:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate
