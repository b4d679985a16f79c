"""The step that checks the pages and keeps its reports for the next step."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from changes import Changes, GitError, NotCheckedOutError, of_pull_request
from workflow import InputError, PullRequest, command, flag, pull_request, quoted, say, set_output, temporary, value

#: Options that would change the pages or take the reports away from the next step.
_NOT_HERE = ("--fix", "--unsafe-fixes", "--diff", "--show-settings", "--output", "--format")


def main() -> int:
    """Check the pages. Exit status 0 even with findings: the next step tells of them."""
    files_only = flag("CHANGED_FILES_ONLY") == "true"
    lines_only = flag("CHANGED_LINES_ONLY") == "true"
    paths = _words("PATHS") or ["."]
    extra = _words("ARGS")
    for word in extra:
        if word.partition("=")[0] in _NOT_HERE or word[:2] in ("-f", "-o"):
            raise InputError(f"The input args cannot hold {word}: the action itself decides about it.")
    sarif = _sarif_path()
    request = pull_request()
    changes = _changes(request) if request else None
    work = Path(tempfile.mkdtemp(prefix="ots-lint-", dir=temporary()))
    options = ["--no-cache", "--color", "never", "--format", "text"]
    for name in ("github", "markdown", "json", "github-review", "sarif"):
        options += ["--output-file", f"{name}={work / name}"]
    for option, name in (("--config", "CONFIG"), ("--relationship", "RELATIONSHIP"), ("--fail-level", "FAIL_LEVEL")):
        if value(name):
            options.append(f"{option}={value(name)}")
    if changes is not None:
        (work / "diff").write_bytes(changes.diff)
        options.append(f"--changes={work / 'diff'}")
        if lines_only:
            options.append("--only-changes")
        if files_only:
            pages = changed_pages(changes, paths)
            say(
                f"The pull request changes {len(pages)} page{'' if len(pages) == 1 else 's'} that {'is' if len(pages) == 1 else 'are'} to be checked."
            )
            paths = [_from_here(changes.top / page) for page in pages]
            (work / "only-changed").touch()
        here = sorted(set(changes.files) - changes.elsewhere)
        (work / "commentable").write_text(json.dumps(here), encoding="utf-8")
    (work / "files").write_bytes(b"".join(os.fsencode(path) + b"\0" for path in paths))
    options.append(f"--files-from={work / 'files'}")

    status, errors = _run([*extra, *options])
    counts = _counts(work / "json")
    if status not in (0, 1):
        command(
            "error", errors.strip()[-2000:] or "See the log of this step.", title="ots-lint could not check everything"
        )
    set_output("work", str(work))
    set_output("status", status)
    set_output("findings", sum(counts.values()))
    set_output("errors", counts["error"])
    set_output("warnings", counts["warning"])
    written = sarif is not None and (work / "sarif").exists()
    if sarif is not None and written:
        sarif.parent.mkdir(parents=True, exist_ok=True)
        _put(work / "sarif", sarif)
    set_output("sarif", str(sarif) if written else "")
    return 0


def _words(name: str) -> list[str]:
    """An input as a list, split at blanks as a shell does it; nothing is expanded."""
    try:
        return [word for line in value(name).splitlines() for word in shlex.split(line)]
    except ValueError:
        raise InputError(f"The input {name.lower()} has a quotation mark that is never closed.") from None


def _sarif_path() -> Path | None:
    """Where the SARIF report is to go. Raises `InputError` where a link leads out of the workspace."""
    given = value("SARIF")
    if not given:
        return None
    path = Path(os.path.abspath(given))  # noqa: PTH100 - links are looked at below
    folders = [Path(os.environ.get("GITHUB_WORKSPACE") or os.getcwd()), temporary()]  # noqa: PTH109
    # A pull request may have put a link there.
    if not any(path.parent.resolve().is_relative_to(folder.resolve()) for folder in folders):
        raise InputError("The input sarif is to be a path inside of the workspace.")
    return path


def _put(source: Path, target: Path) -> None:
    """Copy a report over whatever is there; a link is replaced, not followed."""
    handle, temporary_name = tempfile.mkstemp(prefix=".ots-lint-", dir=target.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(source.read_bytes())
    Path(temporary_name).chmod(0o644)
    Path(temporary_name).replace(target)


def _changes(request: PullRequest) -> Changes | None:
    try:
        return of_pull_request(request)
    except NotCheckedOutError as error:
        raise InputError(str(error)) from None
    except GitError as error:
        command(
            "notice",
            f"What the pull request changes could not be found out, so all pages are checked. {error}",
            title="ots-lint checks all pages",
        )
        return None


def changed_pages(changes: Changes, paths: list[str]) -> list[str]:
    """The changed pages below `paths`, from the repository's top; no links, nothing in hidden folders."""
    from ots_lint.files import SKIPPED
    from ots_lint.globs import PathPatterns
    from ots_lint.pages.suffixes import READERS

    wanted, patterns = [], []
    for path in paths:
        from_top = Path(os.path.relpath(os.path.abspath(path), changes.top.resolve())).as_posix()  # noqa: PTH100
        if any(character in path for character in "*?[") and not os.path.lexists(path):
            patterns.append((PathPatterns(["/" + from_top]), set(from_top.split("/"))))
        else:
            wanted.append("" if from_top == "." else from_top + "/")
    pages = []
    for name in changes.files:
        if not name.lower().endswith(tuple(READERS)):
            continue
        # Neither a walk through folders nor a star looks into these; only who names them does.
        unseen = {part for part in name.split("/")[:-1] if part.startswith(".") or part in SKIPPED}
        below = any(f"{name}/".startswith(folder) and unseen <= set(folder.split("/")) for folder in wanted) or any(
            pattern.cover(name) and unseen <= parts for pattern, parts in patterns
        )
        if not below:
            continue
        page = changes.top / name
        # A link could show what lies outside of the repository; its target is a page of its own.
        if page.is_file() and page.resolve() == changes.top.resolve() / name:
            pages.append(name)
    return pages


def _from_here(path: Path) -> str:
    """A path for the command line: short where the file is below the current folder."""
    return os.path.relpath(path, os.path.realpath(os.getcwd()))  # noqa: PTH109


def _run(options: list[str]) -> tuple[int, str]:
    """Run ots-lint; its exit status and what it says on standard error."""
    environment = {name: text for name, text in os.environ.items() if name != "OTS_LINT_TOKEN"}
    call = [sys.executable, "-I", "-m", "ots_lint", "check", *options]
    done = subprocess.run(call, env=environment, capture_output=True, check=False)
    errors = done.stderr.decode("utf-8", "backslashreplace")
    with quoted("All findings"):
        say(done.stdout.decode("utf-8", "backslashreplace").rstrip("\n"))
        if errors:
            say(errors.rstrip("\n"))
    return done.returncode, errors


def _counts(path: Path) -> Counter[str]:
    """Findings by severity; nothing where no report was written."""
    try:
        return Counter(finding["severity"] for finding in json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Counter()
