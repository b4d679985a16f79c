"""An e-mail that is ready to send: subject, greeting, what to change and what to write instead."""

from __future__ import annotations

from typing import TextIO

from ots_lint.report import _letter
from ots_lint.report.model import Report


def write(report: Report, stream: TextIO) -> None:
    """Write the subject and the text of an e-mail."""
    stream.write(report.words("subject", text=_letter.subject(report)) + "\n\n")
    stream.writelines(line + "\n" for line in _letter.body(report))
