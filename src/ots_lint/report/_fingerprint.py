"""What makes a finding the same finding in the next run, although lines moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ots_lint.finding import Reported

#: Characters of a line from which on only the finding's neighbourhood counts, and how much of it.
LONG_LINE = 2000
AROUND = 100


def marked(findings: Iterable[Reported]) -> Iterator[tuple[Reported, str]]:
    """Each finding with its fingerprint: 32 hexadecimal digits. Findings come file by file.

    A hash of the rule, the text of the finding's lines without regard to blanks, and the how
    manyth of its kind it is in the file: moving lines or editing others keeps it. It does not
    hold the file name; put the path beside it where it must be unique in a whole report.
    """
    from hashlib import sha256

    seen: Counter[tuple[str, str]] = Counter()
    filename: str | None = None
    for reported in findings:
        if reported.filename != filename:
            filename = reported.filename
            seen.clear()
        code = reported.finding.code
        text = " ".join(_context(reported).split())
        key = (code, text)
        data = f"{code}\0{text}\0{seen[key]}".encode("utf-8", "surrogatepass")
        seen[key] += 1
        yield reported, sha256(data).hexdigest()[:32]


def _context(reported: Reported) -> str:
    """The finding's lines; of a very long one, as in minified pages, what is around the finding."""
    if len(reported.lines) == 1 and len(reported.lines[0]) > LONG_LINE:
        start, end = reported.start.column - 1, reported.end.column - 1
        return reported.lines[0][max(start - AROUND, 0) : min(end, start + LONG_LINE) + AROUND]
    return " ".join(line[:LONG_LINE] for line in reported.lines)


def file_fingerprint(path: str, fingerprint: str) -> str:
    """A fingerprint that is unique in a whole report: of a finding in a file."""
    from hashlib import sha256

    return sha256(f"{path}\0{fingerprint}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
