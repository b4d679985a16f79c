"""What a pull request changes: the names of its files, and the diff of its pages."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checkout import Checkout, checkouts, contents
from repository import Entry, GitError, Repository
from workflow import PullRequest

#: Commits to fetch of each side before the whole history is fetched.
DEPTHS = (100, 1000)


class NotCheckedOutError(GitError):
    """The files in the working folder are not those of the pull request."""


@dataclass(frozen=True)
class Changes:
    """Changed files (paths from `top`), where they are, and the diff of the pages among them that are there."""

    top: Path
    files: tuple[str, ...]
    pages: tuple[str, ...]
    diff: bytes
    #: Pages whose text here is not the one of the pull request's last commit (the base changed
    #: them as well, or an earlier step did): their line numbers fit no review comment.
    elsewhere: frozenset[str]
    repository: Repository
    #: The files of the base branch.
    base: Mapping[str, Entry]


def of_pull_request(request: PullRequest, folder: Path, work: Path) -> Changes:
    """The changes since the merge base, fetching what a shallow clone lacks. Raises `GitError`."""
    found = list(checkouts(folder))
    if not found:
        raise GitError(
            "There is no checkout with a .git folder here; actions/checkout makes one where git is installed."
        )
    for number, checkout in enumerate(found):
        own = work / f"git-{number}"
        own.mkdir()
        repository = Repository(own, checkout.git / "objects", sha256=len(request.head) == 64)
        # What a partial clone has is not all that its commits name: so nothing is offered in return.
        repository.remember(checkout.git / "shallow", "" if checkout.is_partial else checkout.head)
        start = _merge_base(repository, request)
        if _contains(repository, checkout.head, request.head):
            if checkout.is_partial:
                repository.fetch(["--refetch", "--depth=1"], {start, request.base, request.head})
            return _changes(repository, checkout, request, start)
    raise NotCheckedOutError(
        "The files here are not those of the pull request. With the event pull_request, leave out the input ref of "
        "actions/checkout. The event pull_request_target gives the job the secrets of the repository: use it only if "
        "you must, let no step of the job run anything from the checkout, and give actions/checkout the inputs "
        "ref: ${{ github.event.pull_request.head.sha }} and persist-credentials: false."
    )


def _changes(repository: Repository, checkout: Checkout, request: PullRequest, start: str) -> Changes:
    from ots_lint.pages.suffixes import taken

    top = checkout.top
    files, before, after, elsewhere = [], {}, {}, {}
    for name, old, new in _changed(repository, start, request.head):
        files.append(name)
        if not taken(name):
            continue
        content = contents(top, name)
        if content is None:
            continue
        if _is(content, new):
            # Both under the new name: git has said already what was renamed.
            after[name] = new
            if old:
                before[name] = old
        else:
            elsewhere[name] = content
    diff = _diff(repository, before, after)
    pages = (*after, *elsewhere)
    base = repository.tree(request.base)
    if elsewhere:
        # For those, what differs from the base as it is now: a merge holds the base's own changes.
        there = {name: base[name].sha for name in elsewhere if name in base}
        here = {name: repository.store(content) for name, content in elsewhere.items()}
        diff += _diff(repository, there, here, "--ignore-cr-at-eol")
    return Changes(top, tuple(files), pages, diff, frozenset(elsewhere), repository, base)


def _changed(repository: Repository, start: str, end: str) -> list[tuple[str, str, str]]:
    """The files that are new or other than before: name, object before (empty: none), object now.

    Renames are told as GitHub sees them, for it takes comments only on the lines that its own diff shows.
    """
    output = repository.git(
        *("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--find-renames", "--diff-filter=ACMRT", start, end)
    )
    parts = iter(output.split(b"\0"))
    found = []
    for part in parts:
        if not part.startswith(b":"):
            continue
        _, mode, old, new, status = part.decode("ascii").split()
        name = next(parts)
        if status[0] in "CR":
            name = next(parts)
        if mode not in ("160000", "120000"):  # of another repository, or a link
            found.append((os.fsdecode(name), old if set(old) != {"0"} else "", new))
        elif mode == "120000":
            found.append((os.fsdecode(name), "", ""))
    return found


def _is(content: bytes, sha: str) -> bool:
    """Whether a file is the object of this name, line ends aside."""
    kind = hashlib.sha256 if len(sha) == 64 else hashlib.sha1
    return any(
        kind(b"blob %d\0" % len(text) + text).hexdigest() == sha for text in (content, content.replace(b"\r\n", b"\n"))
    )


def _diff(repository: Repository, before: Mapping[str, str], after: Mapping[str, str], *options: str) -> bytes:
    """The difference of two sets of pages. Whatever an attribute or a setting says of them, they are text."""
    if not after:
        return b""
    trees = repository.write_tree(before), repository.write_tree(after)
    fixed = ("diff-tree", "-r", "-p", "--text", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-color")
    shape = ("--unified=3", "--full-index", "--src-prefix=a/", "--dst-prefix=b/")
    return repository.git(*fixed, *shape, *options, *trees)


def _merge_base(repository: Repository, request: PullRequest) -> str:
    """The commit that the pull request began from."""
    found = repository.merge_base(request.base, request.head)
    if found:
        return found
    # A complete clone stays complete: fetching with a depth would cut it.
    steps = [[f"--depth={depth}"] for depth in DEPTHS] + [["--unshallow"]] if repository.is_shallow else [[]]
    for options in steps:
        repository.fetch(options, (request.base, request.head))
        found = repository.merge_base(request.base, request.head)
        if found:
            return found
        if not repository.is_shallow:
            break
    raise GitError("The pull request and its base have no commit in common.")


def _contains(repository: Repository, here: str, head: str) -> bool:
    """Whether the checked-out commit is the pull request's last one, a merge of it, or follows it."""
    # Of a shallow clone, git hides the parents; the commit itself names them.
    return head == here or head in repository.parents(here) or repository.follows(here, head)
