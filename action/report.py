"""The step that tells of the findings: review, annotations, summary, exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import review
from workflow import InputError, add_to_summary, command, flag, pull_request, say, set_output, value

from ots_lint.text.visible import visible


def main() -> int:
    """Tell of the findings; the exit status is that of ots-lint, whatever became of the review."""
    suggestions = flag("SUGGESTIONS") == "true"
    annotations = flag("ANNOTATIONS", "auto")
    summary = flag("SUMMARY") == "true"
    try:
        status = int(value("STATUS"))
    except ValueError:
        raise InputError("The step before this one left no result.") from None
    work = Path(value("WORK"))
    outcome = review.Outcome(False, 0, "")
    if suggestions and (work / "github-review").exists():
        outcome = _review(work)
    set_output("comments", outcome.comments)
    if annotations == "true" or (annotations == "auto" and not outcome.said):
        say(_text(work / "github").rstrip("\n"))
    if outcome.sentence:
        where = "" if outcome.said else " The findings are in the annotations and in the summary of the job."
        command("notice", outcome.sentence + where, title="Suggestions")
    note = json.loads(_text(work / "note") or "{}")
    for sentence in _warnings(note):
        command("warning", sentence, title="Event pages")
    if note.get("differing"):
        command("notice", f"{_OTHER_SETTINGS}: {', '.join(map(visible, note['differing'][:20]))}.", title="Settings")
    if summary:
        add_to_summary(_summary(work, status, outcome, note))
    return status


_OTHER_SETTINGS = (
    "The settings of the base branch decide about this check. These files differ in what was checked out, and count "
    "once they are merged"
)


def _warnings(note: dict[str, Any]) -> list[str]:
    """What a reader has to know who takes no finding for a good sign."""
    changed = note.get("changed", 0)
    if changed and not note.get("checked"):
        pages = "1 page changes, and it was not" if changed == 1 else f"{changed} pages change, and none of them was"
        return [
            f"{pages} checked: the configuration or .gitignore excludes what changes, or it is a link or in a hidden "
            "folder. The log of the step says more."
        ]
    return []


def _review(work: Path) -> review.Outcome:
    request = pull_request()
    if request is None:
        return review.Outcome(False, 0, "This is no pull request, so there is nowhere to put suggestions.")
    if not (work / "commentable").exists():
        return review.Outcome(
            False, 0, "It is not known which lines the pull request changes, so there are no suggestions."
        )
    return review.post(request, work, value("TOKEN"))


def _summary(work: Path, status: int, outcome: review.Outcome, note: dict[str, Any]) -> str:
    from ots_lint.report._safe import markdown, markdown_code

    text = _text(work / "markdown")
    if note.get("only") and not note.get("changed"):
        sign, more = "✅", ""
        if note.get("elsewhere"):
            sign, more = "ℹ️", f" below the paths that are checked ({note['elsewhere']} elsewhere)"
        text = (
            f"## Names and credits on event pages\n\n{sign} This pull request changes no event pages{more}, "
            "so there was nothing to check.\n"
        )
    for sentence in _warnings(note):
        text += f"\n⚠️ {sentence}\n"
    if note.get("differing"):
        text += f"\nℹ️ {_OTHER_SETTINGS}:\n\n"
        text += "".join(f"- {markdown_code(name)}\n" for name in note["differing"][:100])
    if status not in (0, 1):
        text += "\n❗ Not everything could be checked. The log of the step says why.\n"
    if outcome.sentence:
        text += f"\n{markdown(outcome.sentence)}\n"
    return text


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
