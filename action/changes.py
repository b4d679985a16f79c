"""What a pull request changes, by git: the names of its files and their diff."""

from __future__ import annotations

import base64
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from workflow import PullRequest, value

#: Commits to fetch of each side before the whole history is fetched.
DEPTHS = (100, 1000)
_TIMEOUT = 600


class GitError(Exception):
    """What git cannot tell; the message is a sentence for the log."""


class NotCheckedOutError(GitError):
    """The files in the working folder are not those of the pull request."""


@dataclass(frozen=True)
class Changes:
    """Changed files (paths from `top`), where the repository is, and the diff with its context lines."""

    top: Path
    files: tuple[str, ...]
    diff: bytes
    #: Files whose text here is not the one of the pull request's last commit (the base changed
    #: them as well, or an earlier step did): their line numbers fit no review comment.
    elsewhere: frozenset[str]


def of_pull_request(request: PullRequest) -> Changes:
    """The changes since the merge base, fetching what a shallow clone lacks. Raises `GitError`."""
    top = Path(os.fsdecode(_git("rev-parse", "--show-toplevel").rstrip(b"\n")))
    start = _merge_base(request)
    if not _contains(request.head):
        raise NotCheckedOutError(
            "The files here are not those of the pull request. With pull_request_target, give actions/checkout the "
            "input ref: ${{ github.event.pull_request.head.sha }}."
        )
    # Run from the top: -z names are from there, and so are the names in the diff.
    names = _git(*_DIFF, "--name-only", "-z", "--diff-filter=ACMRT", start, request.head, "--", cwd=top)
    files = tuple(os.fsdecode(name) for name in names.split(b"\0") if name)
    other = _git(*_DIFF, "--name-only", "-z", request.head, "--", cwd=top)
    elsewhere = frozenset(os.fsdecode(name) for name in other.split(b"\0") if name) & frozenset(files)
    hide = [f":(exclude,top,literal){name}" for name in sorted(elsewhere)]
    diff = _git(*_DIFF, start, request.head, "--", *(hide and [":(top)", *hide]), cwd=top)
    if elsewhere:
        # For those, what differs from the base as it is now: a merge holds the base's own changes.
        diff += _git(*_DIFF, request.base, "--", *(f":(top,literal){name}" for name in sorted(elsewhere)), cwd=top)
    return Changes(top, files, diff, elsewhere)


#: Renames as GitHub sees them, for it takes comments only on the lines that its own diff shows.
_DIFF = (
    "-c",
    "core.quotePath=false",
    "diff",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--ignore-submodules=all",
    "--find-renames",
    "--unified=3",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)


def _merge_base(request: PullRequest) -> str:
    """The commit that the pull request began from."""
    found = _try_merge_base(request)
    if found:
        return found
    shallow = _git("rev-parse", "--is-shallow-repository").strip() == b"true"
    # A complete clone stays complete: fetching with a depth would cut it.
    steps = [[f"--depth={depth}"] for depth in DEPTHS] + [["--unshallow"]] if shallow else [[]]
    for options in steps:
        _fetch([*options], request)
        found = _try_merge_base(request)
        if found:
            return found
        if _git("rev-parse", "--is-shallow-repository").strip() != b"true":
            break
    raise GitError("The pull request and its base have no commit in common.")


def _try_merge_base(request: PullRequest) -> str:
    try:
        return _git("merge-base", request.base, request.head).decode("ascii").strip()
    except GitError:
        return ""


def _contains(head: str) -> bool:
    """Whether the checked-out commit is the pull request's last one, a merge of it, or follows it."""
    here = _git("rev-parse", "HEAD").decode("ascii").strip()
    # Of a shallow clone, git hides the parents; the commit itself names them.
    commit = _git("cat-file", "commit", "HEAD").split(b"\n\n")[0]
    parents = [line[7:].decode("ascii") for line in commit.split(b"\n") if line.startswith(b"parent ")]
    if head in (here, *parents):
        return True
    try:
        _git("merge-base", "--is-ancestor", head, "HEAD")
    except GitError:
        return False
    return True


def _fetch(options: list[str], request: PullRequest) -> None:
    """Fetch both commits from origin, or, where that fails, with the job's token from the repository itself."""
    fixed = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
    commits = (request.base, request.head)
    try:
        _git(*fixed, *options, "origin", *commits)
    except GitError as first:
        server, repository = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
        if not server or not repository:
            raise
        # In the environment, where no list of processes shows the token, and for this server alone.
        secret = base64.b64encode(f"x-access-token:{value('TOKEN')}".encode()).decode("ascii")
        environment = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{server}/.extraheader",
            "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {secret}",
        }
        try:
            _git(*fixed, *options, f"{server}/{repository}", *commits, more=environment)
        except GitError:
            raise first from None


def _git(*arguments: str, cwd: Path | None = None, more: dict[str, str] | None = None) -> bytes:
    """What git writes. Raises `GitError` where it fails."""
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", **(more or {})}
    environment.pop("OTS_LINT_TOKEN", None)
    # In a container the checkout belongs to another user, which git refuses unless told otherwise.
    trusted = [os.environ.get("GITHUB_WORKSPACE", ""), os.getcwd()]  # noqa: PTH109
    safe = [part for folder in trusted if folder for part in ("-c", f"safe.directory={folder}")]
    call = ["git", *safe, "-c", "gc.auto=0", "-c", "maintenance.auto=0", *arguments]
    try:
        done = subprocess.run(call, cwd=cwd, env=environment, capture_output=True, timeout=_TIMEOUT, check=False)
    except FileNotFoundError:
        raise GitError("There is no git on this runner.") from None
    except subprocess.TimeoutExpired:
        raise GitError("git took too long.") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[-1][:300] if lines else f"git ended with status {done.returncode}.")
    return done.stdout
