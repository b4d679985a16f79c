"""The errors that a user can cause, each with where it is and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ots_lint.messages import Catalogue


class OtsLintError(Exception):
    """Something is wrong with what the user gave; shown as one line, exit status 2."""

    def __init__(self, message: str, filename: str = "", row: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.filename = filename
        self.row = row
        self.hint = hint

    def __str__(self) -> str:
        return self._with_place(self.told())

    def told(self, words: Catalogue | None = None) -> str:
        """What is wrong and what to do, in a language (default: English), without the place."""
        message, hint = self.message, self.hint
        if words is not None:
            message, hint = self._message(words), words.phrase(hint, "hint")
        return message + (f" ({hint})" if hint else "")

    def line(self, words: Catalogue) -> str:
        """All there is to say, in a language."""
        return self._with_place(self.told(words))

    def _with_place(self, text: str) -> str:
        place = f"{self.filename}:{self.row}: " if self.row else f"{self.filename}: " if self.filename else ""
        return place + text

    def _message(self, words: Catalogue) -> str:
        return words.phrase(self.message, "fault")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.filename, self.row, self.hint)


class UsageError(OtsLintError):
    """A wrong option or path."""


class ConfigError(OtsLintError):
    """A configuration file that cannot be used."""


class RuleError(OtsLintError):
    """A rule file that cannot be used; `about` is the key that its message begins with, where it is about one."""

    about = ""

    def _message(self, words: Catalogue) -> str:
        lines = self.message.removeprefix(f"{self.about}: ").split("\n")
        indents = [line[: len(line) - len(line.lstrip())] for line in lines]
        message = "\n".join(
            indent + words.phrase(line.lstrip(), "fault") for indent, line in zip(indents, lines, strict=True)
        )
        return f"{words.phrase(self.about, 'about')}: {message}" if self.about else message


class PageError(OtsLintError):
    """A page that cannot be read or decoded: reported as OTS900, the others are still linted."""


class FetchError(OtsLintError):
    """A published page that cannot be fetched: one line, exit status 2; the other pages are still linted."""
