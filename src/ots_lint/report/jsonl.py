"""JSON Lines: the objects of `json`, one a line."""

from __future__ import annotations

from typing import TextIO

from ots_lint.report.model import Report


def write(report: Report, stream: TextIO) -> None:
    """Write a line for each new finding, in ASCII; a file name's undecodable byte is a lone surrogate escape."""
    import json

    from ots_lint.report.json import record

    for reported in report.new():
        stream.write(json.dumps(record(reported), separators=(",", ":")) + "\n")
