"""Pages of a crawl → rows of a table. No engine here: plain functions that any of them can call.

A page is a dictionary with `address`, `kind` (what its server calls it), `charset` (the same) and `data` (its bytes).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from ots_lint import PageLinter
from ots_lint.errors import OtsLintError

#: What servers call the pages that are read → the suffix of files in that format. Everything else is passed over.
SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".xhtml", "text/markdown": ".md", "text/plain": ".txt"}
#: In bytes: a longer page is no page that anybody reads.
MOST = 8 << 20

Row = dict[str, Any]


def pages_of(stream: BinaryIO) -> Iterator[Row]:
    """The pages in a WARC file, in its order: answers with status 200, unpacked. Raises what warcio raises."""
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(stream):
        headers = record.http_headers
        if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
            continue
        kind, charset = _kind(headers.get_header("Content-Type") or "")
        data = record.content_stream().read(MOST + 1) if kind in SUFFIXES else b""
        if kind in SUFFIXES and len(data) <= MOST:
            address = record.rec_headers.get_header("WARC-Target-URI")
            yield {"address": address, "kind": kind, "charset": charset, "data": data}


def rows_of(linter: PageLinter, page: Row) -> list[Row]:
    """One row a finding, and one without a code for a page that has none, so that the table shows what was read."""
    place = {"address": page["address"], "code": None, "severity": None, "row": None, "column": None, "message": None}
    path = "page" + SUFFIXES[page["kind"]]
    try:
        found = linter(path, page["data"], address=page["address"], charset=page["charset"] or "")
    except OtsLintError as error:  # an address that is none
        return [{**place, "code": "unread", "severity": "error", "message": error.message}]
    rows = [
        {
            **place,
            "code": one.finding.code,
            "severity": one.finding.severity,
            "row": one.start.row,
            "column": one.start.column,
            "message": one.finding.message,
        }
        for one in found
    ]
    return rows or [place]


def _kind(said: str) -> tuple[str, str]:
    """The type and the charset that a `Content-Type` names."""
    from email.message import Message

    message = Message()
    message["Content-Type"] = " ".join(said.split())
    return message.get_content_type() if "/" in said else "", message.get_content_charset("")
