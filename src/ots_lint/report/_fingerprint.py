"""What makes a finding the same finding in the next run, although lines moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ots_lint.finding import Reported


def fingerprints(findings: Iterable[Reported]) -> list[str]:
    """One fingerprint for each finding, in order: 32 hexadecimal digits.

    A hash of the rule, the text of the finding's lines without regard to blanks, and the how
    manyth of its kind it is in the file: moving lines or editing others keeps it. It does not
    hold the file name; put the path beside it where it must be unique in a whole report.
    """
    from hashlib import sha256

    seen: Counter[tuple[str, str, str]] = Counter()
    result = []
    for reported in findings:
        code = reported.finding.code
        text = " ".join(" ".join(reported.lines).split())
        key = (reported.filename, code, text)
        data = f"{code}\0{text}\0{seen[key]}".encode("utf-8", "surrogatepass")
        seen[key] += 1
        result.append(sha256(data).hexdigest()[:32])
    return result


def file_fingerprint(path: str, fingerprint: str) -> str:
    """A fingerprint that is unique in a whole report: of a finding in a file."""
    from hashlib import sha256

    return sha256(f"{path}\0{fingerprint}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
