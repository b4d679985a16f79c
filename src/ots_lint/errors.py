"""The errors that a user can cause, each with where it is and what to do."""

from __future__ import annotations


class OtsLintError(Exception):
    """Something is wrong with what the user gave; shown as one line, exit status 2."""

    def __init__(self, message: str, filename: str = "", row: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.filename = filename
        self.row = row
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.filename}:{self.row}: " if self.row else f"{self.filename}: " if self.filename else ""
        return f"{place}{self.message}" + (f" ({self.hint})" if self.hint else "")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.filename, self.row, self.hint)


class UsageError(OtsLintError):
    """A wrong option or path."""


class ConfigError(OtsLintError):
    """A configuration file that cannot be used."""


class RuleError(OtsLintError):
    """A rule file that cannot be used; `about` is the key that its message begins with, where it is about one."""

    about = ""


class PageError(OtsLintError):
    """A page that cannot be read or decoded: reported as OTS900, the others are still linted."""


class FetchError(OtsLintError):
    """A published page that cannot be fetched: one line, exit status 2; the other pages are still linted."""
