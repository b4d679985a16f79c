"""Wrong options, told as all else is: one line that says what, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from ots_lint.cli.worded import placed
from ots_lint.errors import UsageError
from ots_lint.messages import Catalogue


class Told(click.ClickException):
    """Options that do not go together, in words that say all there is to say."""


def told(error: click.ClickException, words: Catalogue) -> UsageError:
    """An error of click in our words."""
    if isinstance(error, Told):
        return UsageError(error.message)
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "ots-lint"
    if isinstance(error, click.NoSuchOption):
        near = _near(error.option_name, error.possibilities or _options(context))
        return UsageError("there is no such option", error.option_name, hint=near or f"{command} --help lists them")
    if isinstance(error, click.BadOptionUsage):
        return UsageError(_option_usage(error.message), error.option_name, hint=f"{command} --help explains it")
    if isinstance(error, click.BadParameter):
        return _parameter(error, command, words)
    message = " ".join(error.format_message().split()).rstrip(".")
    wrong = re.match(r"No such command '(.*?)'", message)
    if wrong and context is not None and isinstance(context.command, click.Group):
        known = context.command.list_commands(context)
        hint = _near(wrong[1], known) or "there are " + ", ".join(known)
        return UsageError(f"there is no command {wrong[1]!r}", command, hint=hint)
    extra = re.match(r"Got unexpected extra arguments? \((.*)\)", message)
    if extra:
        hint = f"{command} --help shows which there are"
        return UsageError(f"{extra[1][:60]!r} is one argument too many", command, hint=hint)
    return UsageError(f"{message[:1].lower()}{message[1:]}", command, hint=f"{command} --help explains it")


def _parameter(error: click.BadParameter, command: str, words: Catalogue) -> UsageError:
    parameter = error.param
    name = error.param_hint if isinstance(error.param_hint, str) else ""
    if parameter is not None:
        name = (
            max(parameter.opts, key=len)
            if isinstance(parameter, click.Option)
            else placed((parameter.metavar or "").strip("[]"), words)
        )
    if isinstance(error, click.MissingParameter):
        return UsageError("it is missing", name, hint=f"{command} --help explains it")
    message = " ".join(error.message.split()).rstrip(".")
    wrong = re.match(r"('.*') is not one of", message)
    hint = ""
    if wrong and parameter is not None and isinstance(parameter.type, click.Choice):
        choices = [str(choice) for choice in parameter.type.choices]
        message = f"{wrong[1]} is none of {', '.join(choices)}"
        hint = _near(wrong[1].strip("'"), choices)
    return UsageError(message, name, hint=hint if "(" not in message else "")


def _option_usage(message: str) -> str:
    if "requires" in message and "argument" in message:
        return "a value is missing"
    return "it takes no value" if "does not take a value" in message else message.rstrip(".")


def _options(context: click.Context | None) -> list[str]:
    if context is None:
        return []
    return [name for parameter in context.command.params for name in (*parameter.opts, *parameter.secondary_opts)]


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word[:60], [name for name in known if len(name) > 2], 1, 0.6)
    return f"did you mean {close[0]}?" if close else ""
