"""An explanation for programs, in English always; `docs/schemas/why.json` describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ots_lint.messages import ENGLISH, catalogue
from ots_lint.why.words import Words

if TYPE_CHECKING:
    from ots_lint.text.run import Span
    from ots_lint.why.model import Explanation, Line, Read


def written(explanation: Explanation, row: int | None) -> str:
    """The explanation of a page, or of what stands in a row of it, as a JSON text."""
    return json.dumps(data(explanation, row), ensure_ascii=False, indent=2) + "\n"


def data(explanation: Explanation, row: int | None = None) -> dict[str, Any]:
    """The same as plain data."""
    known, declared = explanation.relationship, explanation.declared
    words = Words(explanation, catalogue(ENGLISH))
    return {
        "filename": explanation.source.filename,
        "named": explanation.named,
        "relationship": {
            "value": known.value,
            "source": known.source,
            "inferred": known.inferred,
            "file": declared.file or (explanation.source.filename if declared.row else None),
            "row": declared.row or None,
            "contributions": list(known.contributions),
        },
        "language": {"tag": explanation.language, "declared": explanation.language_declared},
        "blocks": [
            {**_places(explanation, block.span), "language": block.language, "readable": block.readable}
            for block in explanation.blocks
        ],
        "sentences": [
            _line(explanation, line, words) for line in (explanation.lines if row is None else explanation.near(row))
        ],
        "findings": [
            {
                **_places(explanation, f.span),
                "code": f.code,
                "name": f.name,
                "severity": f.severity,
                "message": f.message,
            }
            for f in explanation.findings
        ],
        "suppressed": explanation.suppressed,
    }


def _line(explanation: Explanation, line: Line, words: Words) -> dict[str, Any]:
    return {
        **_places(explanation, line.span),
        "text": line.text,
        "language": line.language,
        "counts": line.counts,
        "why": words.why(line) or None,
        "readings": [_read(explanation, read, words) for read in line.reads],
        "codes": list(line.codes),
    }


def _read(explanation: Explanation, read: Read, words: Words) -> dict[str, Any]:
    return {
        **_places(explanation, read.span),
        "text": read.text,
        "roles": list(read.roles),
        "name": read.name,
        "means": words.meaning(read),
        "label": read.label or None,
        "counts": read.counts,
        "unsure": read.unsure,
        "basis": read.basis,
        "against": [
            {"name": reason.modifier, "means": words.modifier(reason.modifier), "words": reason.words or None}
            for reason in read.against
        ],
        "rules": [{"code": outcome.code, "state": outcome.state} for outcome in read.outcomes],
    }


def _places(explanation: Explanation, span: Span) -> dict[str, Any]:
    def place(offset: int) -> dict[str, int]:
        row, column = explanation.source.position(offset)
        return {"row": row, "column": column}

    return {"location": place(span.start), "end_location": place(span.end)}
