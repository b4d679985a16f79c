"""One review on a pull request, with suggestions, and nothing that was said before."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from api import Answer, Api
from workflow import PullRequest

#: Pages of a hundred comments to read; a pull request with more has other worries.
MAX_PAGES = 50
_MARKER = re.compile(r"<!-- ots-lint:([0-9a-f]{32}) -->")


class Outcome(NamedTuple):
    """Whether the pull request now says it all, how many comments are new, and a sentence about it."""

    said: bool
    comments: int
    sentence: str


def post(request: PullRequest, work: Path, token: str) -> Outcome:
    """Post the review that ots-lint wrote, less the comments that stand there already."""
    findings = len(json.loads((work / "json").read_text(encoding="utf-8")))
    review: dict[str, Any] = json.loads((work / "github-review").read_text(encoding="utf-8"))
    # One comment that GitHub does not take makes it refuse the review. So none where lines may differ from
    # the pull request's, and none in files with names that no report can hold.
    commentable = set(json.loads((work / "commentable").read_text(encoding="utf-8")))
    comments = [comment for comment in review["comments"] if comment["path"] in commentable]
    if not comments:
        return Outcome(False, 0, "")
    if not token:
        return Outcome(False, 0, "There is no token, so no suggestions were posted.")
    api = Api(token)
    pull = f"/repos/{os.environ['GITHUB_REPOSITORY']}/pulls/{request.number}"
    known = _known(api, pull)
    if isinstance(known, Answer):
        return Outcome(False, 0, _refused(known))
    new = [comment for comment in comments if not known.issuperset(_MARKER.findall(comment["body"]))]
    shown = {mark for comment in comments for mark in _MARKER.findall(comment["body"])}
    left = findings - len(shown)
    rest = f" The summary of the job lists {_count(left, 'more finding')}." if left > 0 else ""
    if not new:
        return Outcome(True, 0, f"The pull request has all comments already ({len(comments)}).{rest}")
    body = review["body"]
    if len(new) < len(review["comments"]):
        body = (
            f"ots-lint looked at the event pages again and has {_count(len(new))} to add. "
            "A suggestion can be applied as it stands; please read it first."
        )
    # With the commit that was checked: lines of any other may have moved.
    answer = api.request(
        "POST",
        f"{pull}/reviews",
        {"commit_id": request.head, "event": "COMMENT", "body": body, "comments": new},
    )
    if not answer.ok:
        return Outcome(False, 0, _refused(answer))
    apply = (
        " “Commit suggestion” applies what a comment suggests."
        if any("```suggestion" in c["body"] for c in new)
        else ""
    )
    return Outcome(True, len(new), f"ots-lint added {_count(len(new))} to the pull request.{apply}{rest}")


def _count(number: int, noun: str = "comment") -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _known(api: Api, pull: str) -> set[str] | Answer:
    """The fingerprints in the comments of the pull request, or the answer that refused them."""
    found: set[str] = set()
    for page in range(1, MAX_PAGES + 1):
        answer = api.request("GET", f"{pull}/comments?per_page=100&page={page}")
        if not answer.ok or not isinstance(answer.body, list):
            return answer
        for comment in answer.body:
            found.update(_MARKER.findall(str(comment.get("body") or "")))
        if len(answer.body) < 100:
            break
    return found


def _refused(answer: Answer) -> str:
    """Why there are no suggestions, and what to do about it."""
    detail = f" (GitHub says: {answer.message})" if answer.message else ""
    if answer.status in (401, 403, 404):
        return (
            "The token of this job may not comment on the pull request. For pull requests from forks that is as it "
            'should be; for others, give the job the permission "pull-requests: write".' + detail
        )
    if answer.status == 422:
        return (
            "GitHub did not take the suggestions, most likely because the pull request has changed meanwhile." + detail
        )
    if not answer.status:
        return f"GitHub could not be reached{f': {answer.message}' if answer.message else ''}."
    return f"GitHub could not take the suggestions just now (status {answer.status}).{detail}"
