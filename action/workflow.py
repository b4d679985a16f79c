"""What a step may say to the runner: inputs, outputs, commands, the summary, the event."""

from __future__ import annotations

import json
import os
import secrets
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: GitHub refuses a summary of a step above 1 MiB.
MAX_SUMMARY = 1 << 20


class InputError(Exception):
    """An input of the action that cannot be used; shown as an error, exit status 2."""


@dataclass(frozen=True)
class PullRequest:
    """What the event says about the pull request: its number, and the commits it goes from and to."""

    number: int
    base: str
    head: str


def value(name: str) -> str:
    """An input, without blanks around it."""
    return os.environ.get(f"OTS_LINT_{name}", "").strip()


def flag(name: str, *others: str) -> str:
    """An input that is `true`, `false` or one of `others`. Raises `InputError` for anything else."""
    given = value(name).lower()
    allowed = ("true", "false", *others)
    if given not in allowed:
        shown = name.lower().replace("_", "-")
        raise InputError(f"The input {shown} is to be {', '.join(allowed[:-1])} or {allowed[-1]}, not {given[:60]!r}.")
    return given


def choice(name: str, allowed: tuple[str, ...]) -> str:
    """An input that is one of some words. Raises `InputError` for anything else."""
    given = value(name).lower()
    if given not in allowed:
        shown = name.lower().replace("_", "-")
        raise InputError(f"The input {shown} is to be {' or '.join(allowed)}, not {given[:60]!r}.")
    return given


def words(name: str) -> list[str]:
    """An input as a list, split at blanks as a shell does it; nothing is expanded."""
    try:
        return [word for line in value(name).splitlines() for word in shlex.split(line)]
    except ValueError:
        raise InputError(f"The input {name.lower()} has a quotation mark that is never closed.") from None


def pull_request() -> PullRequest | None:
    """The pull request that this run is about, or None."""
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    try:
        event: Any = json.loads(Path(path).read_text(encoding="utf-8")) if path else {}
    except (OSError, ValueError):
        return None
    found: Any = event.get("pull_request") if isinstance(event, dict) else None
    try:
        number, base, head = int(found["number"]), str(found["base"]["sha"]), str(found["head"]["sha"])
    except (KeyError, TypeError, ValueError):
        return None
    # They go into command lines and addresses.
    if not all(len(sha) in (40, 64) and set(sha) <= set("0123456789abcdef") for sha in (base, head)):
        return None
    return PullRequest(number, base, head)


def temporary() -> Path:
    """The runner's folder for files of this job alone."""
    return Path(os.environ["RUNNER_TEMP"])


def set_output(name: str, text: str | int) -> None:
    """Set an output of this step; no text can end it early or set another one."""
    mark = f"end-{secrets.token_hex(16)}"
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(f"{name}<<{mark}\n{text}\n{mark}\n")


def add_to_summary(markdown: str) -> None:
    """Add Markdown to the summary of the job, where the runner takes one and it fits."""
    path = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if not path:
        return
    data = (markdown.rstrip("\n") + "\n\n").encode("utf-8", "replace")
    target = Path(path)
    if (target.stat().st_size if target.exists() else 0) + len(data) > MAX_SUMMARY:
        data = b"The findings do not fit into this summary. The log of the step lists them.\n\n"
    with target.open("ab") as stream:
        stream.write(data)


def command(name: str, message: str, **properties: str) -> None:
    """Write a workflow command such as `notice`, escaped as `actions/toolkit` does it."""
    listed = ",".join(
        f"{key}={_escape(text).replace(':', '%3A').replace(',', '%2C')}" for key, text in properties.items()
    )
    say(f"::{name}{' ' if listed else ''}{listed}::{_escape(message)}")


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def say(text: str) -> None:
    """Write to the log as it is. For text of others use `quoted`."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def quoted(title: str) -> Iterator[None]:
    """A folded part of the log in which nothing is taken for a workflow command."""
    mark = secrets.token_hex(16)
    say(f"::group::{title}")
    say(f"::stop-commands::{mark}")
    try:
        yield
    finally:
        say(f"::{mark}::")
        say("::endgroup::")
