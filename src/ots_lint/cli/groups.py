"""Commands whose options are listed in groups, and a group that has a default command."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from ots_lint.cli import completion, usage
from ots_lint.cli.check import Misuse
from ots_lint.cli.worded import Option, Subcommands, Worded, placed, remember, words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType  # generic in newer versions of click only

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


#: What the help of the whole begins with.
EXAMPLES = (
    "ots-lint .",
    "ots-lint events/hack-night.md",
    "ots-lint --fix .",
    "ots-lint --fix --diff .",
    "ots-lint --relationship unofficial a.md",
    "ots-lint explain OTS301",
    "ots-lint why events/hack-night.md",
)
_HELP = frozenset({"-h", "--help"})


class Ended(Exception):  # noqa: N818 - it is no error
    """The run was ended from outside, by the exception that this holds: click would have its own say about that."""


class Main(Subcommands):
    """A group whose default command is `check`."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (BrokenPipeError, KeyboardInterrupt) as end:
            raise Ended(end) from None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        remember(ctx, args)
        args = _without_language(args)
        own = {*_HELP, "--version", "explain"}
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
        said = words()
        usage = said.helps["usage"] + " "
        formatter.write_usage("ots-lint", placed("[OPTIONS] PATH...", said), usage)
        formatter.write_usage("ots-lint", placed("COMMAND [OPTIONS] ...", said), " " * len(usage))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        said = words()
        with formatter.section(said.helps["Examples"]):
            longest = max(map(len, EXAMPLES))
            for line in EXAMPLES:
                formatter.write(f"{'':>{formatter.current_indent}}{line:<{longest}}  {said.helps[line]}\n")
        self.list_below(ctx, formatter)
        check = self.commands["check"]
        check_context = click.Context(check, parent=ctx, info_name="check", **CONTEXT)  # type: ignore[arg-type]
        check.format_options(check_context, formatter)
        with formatter.section(said.helps["Also"]):
            keys = ("--version", "COMMAND --help")
            formatter.write_dl([(placed(key, said), said.helps[key]) for key in keys])


def _without_language(args: list[str]) -> list[str]:
    """The arguments without `--lang` where they ask for help or the version, and for no command before that."""
    left = list(args)
    while left and left[0].partition("=")[0] == "--lang":
        del left[: 1 if "=" in left[0] else 2]
    return left[:1] if left and left[0] in {*_HELP, "--version"} else args


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


class Plain(Worded):
    """A command whose mistakes are told with its own name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:  # the parser knows no context
            error.ctx = error.ctx or ctx
            raise


class Grouped(Plain):
    """A command that takes pages, and whose mistakes may be about several options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # pre-commit and shell patterns name files as they are: a page named -h.md is no option.
        return super().parse_args(ctx, [f"./{arg}" if arg.startswith("-") and _is_page(arg) else arg for arg in args])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Misuse as error:
            raise usage.Told(str(error)) from None


def _is_page(name: str) -> bool:
    if not os.path.lexists(name):
        return False
    from ots_lint.pages.suffixes import PAGES

    return name.lower().endswith(PAGES)


def option(group: str, *names: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option of click that `--help` shows in a group; the catalogue of messages has its text."""
    return click.option(*names, cls=Option, group=group, **attributes)


def apply(*decorators: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several decorators as one; the first is the outermost, as if each stood in a line of its own."""

    def decorate(function: Any) -> Any:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate
