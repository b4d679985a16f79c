"""The step that tells of the findings: review, annotations, summary, exit status."""

from __future__ import annotations

from pathlib import Path

import review
from workflow import InputError, add_to_summary, command, flag, pull_request, say, set_output, value


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
        note = "" if outcome.said else " The findings are in the annotations and in the summary of the job."
        command("notice", outcome.sentence + note, title="Suggestions")
    if summary:
        add_to_summary(_summary(work, status, outcome))
    return status


def _review(work: Path) -> review.Outcome:
    request = pull_request()
    if request is None:
        return review.Outcome(False, 0, "This is no pull request, so there is nowhere to put suggestions.")
    if not (work / "commentable").exists():
        return review.Outcome(
            False, 0, "It is not known which lines the pull request changes, so there are no suggestions."
        )
    return review.post(request, work, value("TOKEN"))


def _summary(work: Path, status: int, outcome: review.Outcome) -> str:
    text = _text(work / "markdown")
    if (work / "only-changed").exists() and not _text(work / "files"):
        text = "## Names and credits on event pages\n\n✅ This pull request changes no event pages, so there was nothing to check.\n"
    if status not in (0, 1):
        text += "\n❗ Not everything could be checked. The log of the step says why.\n"
    if outcome.sentence:
        from ots_lint.report._safe import markdown

        text += f"\n{markdown(outcome.sentence)}\n"
    return text


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
