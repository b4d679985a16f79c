"""The step that checks the pages and keeps its reports for the next step."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import options
import programs
from changes import Changes, NotCheckedOutError, of_pull_request
from checkout import working_folder
from overlay import lay_out, pages_of
from repository import GitError
from workflow import (
    InputError,
    PullRequest,
    choice,
    command,
    flag,
    pull_request,
    quoted,
    say,
    set_output,
    temporary,
    value,
    words,
)

from ots_lint.pages.suffixes import taken
from ots_lint.site.globs import PathPatterns
from ots_lint.site.left_out import FOREIGN_FOLDERS, GENERATED_FOLDERS

#: Folders whose pages nobody wrote here.
SKIPPED = FOREIGN_FOLDERS | GENERATED_FOLDERS


def main() -> int:
    """Check the pages. Exit status 0 even with findings: the next step tells of them."""
    files_only = flag("CHANGED_FILES_ONLY") == "true"
    lines_only = flag("CHANGED_LINES_ONLY") == "true"
    own_settings = choice("SETTINGS", ("base", "head")) == "head"
    paths = words("PATHS") or ["."]
    folder = working_folder()
    work = Path(tempfile.mkdtemp(prefix="ots-lint-", dir=temporary()))
    extra, outputs = options.checked(words("ARGS"), folder, work)
    sarif = options.target(folder, value("SARIF"), "sarif") if value("SARIF") else None
    request = pull_request()
    changes = _changes(request, folder, work, needed=not own_settings) if request else None
    call = ["--no-cache", "--color", "never", "--format", "text"]
    for name in ("github", "markdown", "json", "junit", "github-review", "sarif"):
        call += ["--output-file", f"{name}={work / name}"]
    for option, name in (("--config", "CONFIG"), ("--relationship", "RELATIONSHIP"), ("--fail-level", "FAIL_LEVEL")):
        if value(name):
            call.append(f"{option}={value(name)}")
    start, top = folder, folder
    note: dict[str, Any] = {"base": False, "differing": []}
    if changes is not None:
        top = changes.top
        (work / "diff").write_bytes(changes.diff)
        call.append(f"--changes={work / 'diff'}")
        if lines_only:
            call.append("--only-changes")
        there = changed_pages(changes, folder, paths)
        note |= {"changed": len(there.all), "elsewhere": there.elsewhere, "only": files_only}
        if not own_settings:
            named = options.settings_named([*extra, *call], folder, changes.top)
            pages = dict.fromkeys([*changes.pages, *([] if files_only else _all_pages(changes.top, paths))])
            laid = lay_out(work / "pages", changes.repository, changes.base, changes.top, pages, named, taken)
            note |= {"base": True, "differing": laid.differing}
            start = laid.root / folder.relative_to(top)
            if not start.is_dir():
                start.mkdir(parents=True)
            extra, call = (options.moved(each, folder, top, laid.root) for each in (extra, call))
            paths = [options.moved_path(path, folder, top, laid.root) for path in paths]
            top = laid.root
        if files_only:
            number = len(there.checked)
            say(
                f"The pull request changes {number} page{'' if number == 1 else 's'} that {'is' if number == 1 else 'are'} to be checked."
            )
            paths = [os.path.relpath(os.path.realpath(top / page), os.path.realpath(start)) for page in there.checked]
        here = sorted(set(changes.files) - changes.elsewhere)
        (work / "commentable").write_text(json.dumps(here), encoding="utf-8")
    (work / "files").write_bytes(b"".join(os.fsencode(path) + b"\0" for path in paths))
    call.append(f"--files-from={work / 'files'}")

    status, errors = _run([*extra, *call], start, work)
    counts = _counts(work / "json")
    if status not in (0, 1):
        command(
            "error", errors.strip()[-2000:] or "See the log of this step.", title="ots-lint could not check everything"
        )
    note["checked"] = _checked(work / "junit")
    (work / "note").write_text(json.dumps(note), encoding="utf-8")
    set_output("work", str(work))
    set_output("status", status)
    set_output("findings", sum(counts.values()))
    set_output("errors", counts["error"])
    set_output("warnings", counts["warning"])
    for source, target in outputs.items():
        if source.exists():
            options.put(source, target)
    written = sarif is not None and (work / "sarif").exists()
    if sarif is not None and written:
        options.put(work / "sarif", sarif)
    set_output("sarif", str(sarif) if written else "")
    return 0


def _changes(request: PullRequest, folder: Path, work: Path, *, needed: bool) -> Changes | None:
    try:
        return of_pull_request(request, folder, work)
    except NotCheckedOutError as error:
        raise InputError(str(error)) from None
    except GitError as error:
        if needed:
            raise InputError(
                "The settings of the base branch count in a pull request, and they could not be read. "
                f"{error} See whether the input token may read the repository, or give the input settings: head "
                "to check with those of the pull request."
            ) from None
        command(
            "notice",
            f"What the pull request changes could not be found out, so all pages are checked. {error}",
            title="ots-lint checks all pages",
        )
        return None


class ChangedPages(NamedTuple):
    """Changed pages by their paths from the top: all below the inputs' paths, those to check, and how many are not below."""

    all: list[str]
    checked: list[str]
    elsewhere: int


def changed_pages(changes: Changes, folder: Path, paths: list[str]) -> ChangedPages:
    """The changed pages below `paths`; no links are checked, nor what is in hidden folders."""
    top = changes.top.resolve()
    wanted, patterns = [], []
    for path in paths:
        given = os.path.abspath(folder / path)  # noqa: PTH100
        from_top = Path(os.path.relpath(given, changes.top)).as_posix()
        if any(character in path for character in "*?[") and not os.path.lexists(given):
            patterns.append((PathPatterns(["/" + from_top]), set(from_top.split("/"))))
        else:
            by_link = Path(os.path.relpath(os.path.realpath(given), top)).as_posix()
            wanted += ["" if name == "." else name + "/" for name in {from_top, by_link}]
    every, pages, elsewhere = [], [], 0
    for name in changes.files:
        if not taken(name):
            continue
        # Neither a walk through folders nor a star looks into these; only who names them does.
        unseen = {part for part in name.split("/")[:-1] if part.startswith(".") or part in SKIPPED}
        over = [set(start.split("/")) for start in wanted if f"{name}/".startswith(start)]
        over += [parts for pattern, parts in patterns if pattern.cover(name)]
        if not over:
            elsewhere += 1
            continue
        every.append(name)
        page = changes.top / name
        # A link could show what lies outside of the repository; its target is a page of its own.
        if any(unseen <= parts for parts in over) and page.is_file() and page.resolve() == top / name:
            pages.append(name)
    return ChangedPages(every, pages, elsewhere)


def _all_pages(top: Path, paths: list[str]) -> Iterator[str]:
    """Every page that a run over these paths may look at."""
    named = {part for path in paths for part in path.replace(os.sep, "/").split("/")}
    return pages_of(top, taken, lambda name: name in named or not (name.startswith(".") or name in SKIPPED))


def _run(call: list[str], folder: Path, work: Path) -> tuple[int, str]:
    """Run ots-lint in a folder; its exit status and what it says on standard error."""
    # It gets no token, and keeps its compiled rules where no checkout is.
    environment = programs.environment(work, [("XDG_CACHE_HOME", str(temporary() / "ots-lint-cache"))])
    whole = [sys.executable, "-I", "-m", "ots_lint", "check", *call]
    done = subprocess.run(whole, cwd=folder, env=environment, capture_output=True, check=False)
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


def _checked(path: Path) -> int:
    """How many pages were looked at; 0 where no report was written."""
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            return sum(line.startswith("  <testsuite ") for line in stream)
    except FileNotFoundError:
        return 0
