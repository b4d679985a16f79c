"""A git repository of our own, which takes objects from a checkout and reads nothing else of it.

Whoever writes a pull request, or runs in a step before ours, may leave settings where git looks for them: a folder
shaped like a repository, `.git/config`, `.gitattributes`, hooks. None of them counts here, for none belongs to the
repository that git is told to use, and git looks for no other.
"""

from __future__ import annotations

import base64
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import programs
from workflow import value

_TIMEOUT = 600
_SETTINGS = """
[core]
	hooksPath = {nowhere}
	attributesFile = {nowhere}
	excludesFile = {nowhere}
	fsmonitor = false
	askPass =
	alternateRefsCommand = true
	quotePath = false
	protectNTFS = false
	protectHFS = false
[credential]
	helper =
[protocol]
	allow = never
[protocol "{protocol}"]
	allow = always
[http]
	followRedirects = false
[gc]
	auto = 0
[maintenance]
	auto = false
"""


class GitError(Exception):
    """What git cannot tell; the message is a sentence for the log."""


@dataclass(frozen=True)
class Entry:
    """A file in a commit."""

    mode: str
    sha: str
    size: int


def is_sha(text: str) -> bool:
    """Whether this is the whole name of an object."""
    return len(text) in (40, 64) and set(text) <= set("0123456789abcdef")


class Repository:
    """A bare repository in a folder of ours, with the objects of `borrowed` (a folder such as `.git/objects`)."""

    def __init__(self, folder: Path, borrowed: Path, *, sha256: bool = False) -> None:
        self.folder = folder / "repository"
        self._home = folder
        found = programs.find("git")
        if found is None:
            raise GitError("There is no git on this runner.")
        self._program = found
        kind = ["--object-format=sha256"] if sha256 else []  # older versions of git know the other one alone
        self._run(["init", "--quiet", "--bare", "--template=", *kind, str(self.folder)], own=False)
        self._config = self.folder / "config"
        server = os.environ.get("GITHUB_SERVER_URL", "")
        protocol = "http" if server.startswith("http://") else "https"  # some keep a server without encryption
        with self._config.open("a", encoding="utf-8") as stream:
            stream.write(_SETTINGS.format(nowhere=os.devnull, protocol=protocol))
        info = self.folder / "objects" / "info"
        info.mkdir(parents=True, exist_ok=True)
        (info / "alternates").write_bytes(os.fsencode(borrowed.as_posix()) + b"\n")

    def git(self, *arguments: str, data: bytes | None = None, more: Mapping[str, str] | None = None) -> bytes:
        """What git writes. Raises `GitError` where it fails."""
        return self._run(list(arguments), data=data, more=more)

    def _environment(self, more: Mapping[str, str] | None = None, *, own: bool = True) -> dict[str, str]:
        fixed = {
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_PROTOCOL_FROM_USER": "0",
            **({"GIT_DIR": str(self.folder)} if own else {}),
            **(more or {}),
        }
        return programs.environment(self._home, fixed.items())

    def _call(self, arguments: list[str]) -> list[str]:
        return [self._program, "--no-pager", "-c", "safe.bareRepository=explicit", *arguments]

    def _run(
        self,
        arguments: list[str],
        *,
        data: bytes | None = None,
        more: Mapping[str, str] | None = None,
        own: bool = True,
    ) -> bytes:
        try:
            done = subprocess.run(
                self._call(arguments),
                cwd=self._home,
                env=self._environment(more, own=own),
                input=data if data is not None else b"",
                capture_output=True,
                timeout=_TIMEOUT,
                check=False,
            )
        except OSError as error:
            raise GitError(f"git cannot be run: {error.strerror}.") from None
        except subprocess.TimeoutExpired:
            raise GitError("git took too long.") from None
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitError(lines[-1][:300] if lines else f"git ended with status {done.returncode}.")
        return done.stdout

    # ------------------------------------------------------------------ objects

    def tree(self, commit: str) -> dict[str, Entry]:
        """All files of a commit, by their path from the top."""
        found = {}
        for line in self.git("ls-tree", "-r", "-z", "-l", "--full-tree", commit).split(b"\0"):
            head, _, name = line.partition(b"\t")
            parts = head.decode("ascii").split()
            if len(parts) == 4 and parts[1] == "blob":
                found[os.fsdecode(name)] = Entry(parts[0], parts[2], int(parts[3]) if parts[3].isdigit() else 0)
        return found

    def blobs(self, shas: Iterable[str]) -> Iterator[bytes]:
        """The contents of these objects, one at a time. Raises `GitError` where one is missing."""
        call = self._call(["cat-file", "--batch"])
        with subprocess.Popen(
            call, cwd=self._home, env=self._environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for sha in shas:
                process.stdin.write(f"{sha}\n".encode("ascii"))
                process.stdin.flush()
                head = process.stdout.readline().split()
                if len(head) != 3 or not head[2].isdigit():
                    raise GitError(f"The object {sha} is missing.")
                size = int(head[2])
                content = process.stdout.read(size + 1)[:-1]
                if len(content) != size:
                    raise GitError(f"The object {sha} cannot be read.")
                yield content

    def store(self, content: bytes) -> str:
        """The name of an object with this content, which is then there."""
        return self.git("hash-object", "-w", "--no-filters", "--stdin", data=content).decode("ascii").strip()

    def write_tree(self, files: Mapping[str, str]) -> str:
        """A tree of these files (path from the top -> object), for comparing."""
        index = {"GIT_INDEX_FILE": str(self._home / f"index-{os.urandom(6).hex()}")}
        lines = b"".join(f"100644 {sha}\t".encode() + os.fsencode(name) + b"\0" for name, sha in files.items())
        self.git("update-index", "-z", "--index-info", data=lines, more=index)
        return self.git("write-tree", "--missing-ok", more=index).decode("ascii").strip()

    # ------------------------------------------------------------------ history

    def remember(self, shallow: Path, commit: str) -> None:
        """Take over where a checkout's history is cut off, and offer its commit when fetching."""
        try:
            lines = shallow.read_text(encoding="ascii").split()
        except (OSError, ValueError):
            lines = []
        if lines:
            (self.folder / "shallow").write_text("".join(f"{sha}\n" for sha in lines if is_sha(sha)), encoding="ascii")
        if commit:
            self.git("update-ref", "refs/borrowed/head", commit)

    @property
    def is_shallow(self) -> bool:
        """Whether older commits are missing."""
        return self.git("rev-parse", "--is-shallow-repository").strip() == b"true"

    def merge_base(self, base: str, head: str) -> str:
        """The commit that two have in common; empty where none is known."""
        try:
            return self.git("merge-base", base, head).decode("ascii").strip()
        except GitError:
            return ""

    def parents(self, commit: str) -> list[str]:
        """The parents that a commit names, known or not."""
        text = self.git("cat-file", "commit", commit).split(b"\n\n")[0]
        return [line[7:].decode("ascii") for line in text.split(b"\n") if line.startswith(b"parent ")]

    def follows(self, commit: str, earlier: str) -> bool:
        """Whether a commit is one of those before another."""
        try:
            self.git("merge-base", "--is-ancestor", earlier, commit)
        except GitError:
            return False
        return True

    def fetch(self, options: Iterable[str], commits: Iterable[str]) -> None:
        """Fetch commits from the server's own address, with the job's token."""
        server, repository = (
            os.environ.get("GITHUB_SERVER_URL", "").rstrip("/"),
            os.environ.get("GITHUB_REPOSITORY", ""),
        )
        if not re.fullmatch(r"https?://[\w.\[\]:-]+(?:/[\w.-]+)*", server) or not re.fullmatch(
            r"[\w.-]+/[\w.-]+", repository
        ):
            raise GitError("The address of the repository is not known.")
        token = value("TOKEN")
        plain = self._config.read_bytes()
        if token:
            # In a file that is ours alone: every process that git starts sees its environment and its arguments.
            secret = base64.b64encode(f"x-access-token:{token}".encode()).decode("ascii")
            self._replace_config(
                plain + f'[http "{server}/"]\n\textraheader = "AUTHORIZATION: basic {secret}"\n'.encode()
            )
        try:
            fixed = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
            self.git(*fixed, *options, f"{server}/{repository}", *commits)
        finally:
            if token:
                self._replace_config(plain)

    def _replace_config(self, content: bytes) -> None:
        self._config.unlink()
        with os.fdopen(os.open(self._config, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
