"""What --help says: looked up by the names of commands and options, in the language of who reads it.

click takes help texts as they are where commands are made, which is long before anybody knows that language. So here
commands and options have none: whoever asks for one gets that of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import click

from ots_lint.cli import faults
from ots_lint.messages import Catalogue, languages

#: In what a context knows: the arguments of the run, then the catalogue of the language that they ask for.
_GIVEN, _WORDS = "ots_lint.given", "ots_lint.words"
_PLACEHOLDER = re.compile("[A-Z]{2,}")


def remember(ctx: click.Context, arguments: Sequence[str]) -> None:
    """Let all that is said below this context be in the language that the arguments ask for."""
    ctx.meta.setdefault(_GIVEN, list(arguments))


def words() -> Catalogue:
    """What to say things with: in the language of `--lang`, the configuration or the locale."""
    ctx = click.get_current_context(silent=True)
    if ctx is None:
        return faults.words()
    if _WORDS not in ctx.meta:
        ctx.meta[_WORDS] = faults.words(ctx.meta.get(_GIVEN))
    found: Catalogue = ctx.meta[_WORDS]
    return found


def placed(text: str, words: Catalogue) -> str:
    """A text of an English command line, such as `[OPTIONS] PATH...`, with the names of its places in the language."""
    return _PLACEHOLDER.sub(lambda match: words.helps.get(match[0], match[0]), text)


class Formatter(click.HelpFormatter):
    """Help whose lines never end within a word with a hyphen: such words are names of commands, options and files."""

    #: What stands for a hyphen until lines are made (a private character, of the same width).
    _HYPHEN = "\ue000"

    def write_text(self, text: str) -> None:
        super().write_text(text.replace("-", self._HYPHEN))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, text.replace("-", self._HYPHEN)) for name, text in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        return super().getvalue().replace(self._HYPHEN, "-")


class Context(click.Context):
    """A context whose help is written as above."""

    formatter_class = Formatter


class Option(click.Option):
    """An option that stands in a group, and is explained by the catalogue under its name.

    Where a command means something else by it than others, the name of the command stands before that.
    """

    command = ""

    def __init__(self, *args: Any, group: str = "Options", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    @property
    def keys(self) -> tuple[str, str]:
        """Under which the catalogue may explain it, the first one first."""
        name = max(self.opts, key=len)
        return f"{self.command} {name}", name

    @property
    def help(self) -> str:
        """What it is for."""
        said = words().helps
        text = next(filter(None, map(said.get, self.keys)), "")
        return text.replace("{languages}", ", ".join(languages()))

    @help.setter  # noqa: A003
    def help(self, value: object) -> None:
        """Nothing: click gives what it was made with."""

    def make_metavar(self, ctx: click.Context) -> str:
        return placed(super().make_metavar(ctx), words())


class Worded(click.Command):
    """A command that is explained by the catalogue under its name, with its options in groups."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in self.params:
            if isinstance(parameter, Option):
                parameter.command = self.name or ""

    @property
    def help(self) -> str:
        """What it does."""
        return words().helps[self.name or ""]

    @help.setter  # noqa: A003
    def help(self, value: object) -> None:
        """Nothing: click gives the docstring."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = words().helps["--help"]
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        said = words()
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, placed(pieces, said), said.helps["usage"] + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                groups.setdefault(getattr(parameter, "group", ""), []).append(record)
        last = "Other" if len(groups) > 1 and "Options" not in groups else "Options"
        if last in groups:
            groups[last] += groups.pop("", [])
        for name, records in groups.items():
            with formatter.section(words().helps[name or last]):
                formatter.write_dl(records)


class Subcommands(Worded, click.Group):
    """A group whose commands are listed below its options."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        Worded.format_options(self, ctx, formatter)
        self.list_below(ctx, formatter)

    def list_below(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, and in a few words what they do."""
        with formatter.section(words().helps["Commands"]):
            names = self.list_commands(ctx)
            formatter.write_dl([(name, self.commands[name].get_short_help_str(90)) for name in names])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)
