"""Goes through a document as a reader would: writes the files that it shows, and runs its commands.

In a document, `<!-- file: NAME -->` before a block says that the reader writes this file. Commands stand in blocks of
`sh`, or in blocks of `console` behind `$ `; there the output of ots-lint follows, and is written anew by
`python examples/regenerate.py`. `<!-- walk: site -->` starts in a copy of `examples/site` instead of an empty folder, `<!-- walk: project -->` beside one of
`examples/own-brand`,
`<!-- walk: no -->` before a block passes over it, and any other word is told to whoever walks (see the tests).

Everything happens in a folder of its own. Programs that would reach out (pip, docker) are replaced by ones that only
look whether they are called as they should; git talks to a repository beside.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
#: Where the reader's site is said to be.
REMOTE = "https://github.com/our-group/our-site.git"
_PART = re.compile(
    r"<!-- (?P<what>file|walk): (?P<word>[^>]+?) -->\n|(?ms:^```(?P<kind>[a-z]+)\n(?P<body>.*?)^```$)|"
    r"(?ms:^    ```(?P<inner>[a-z]+)\n.*?^    ```$)"
)
_STUB = """#!/bin/sh
case "$*" in
{patterns}) exit 0 ;;
esac
echo "{name} $*: nobody says that this works" >&2
exit 64
"""
#: Programs that reach out, and the calls that are as they should be.
_CALLS = {
    "pip": [
        "install ots-lint",
        "install git+https://github.com/OpenTechSchool/ots-lint",
        "install ots-lint?server?",
        "install pre-commit",
    ],
    "pipx": ["install ots-lint", "install git+https://github.com/OpenTechSchool/ots-lint"],
    "pre-commit": ["install", "run --all-files"],
    "docker": ["build -t ots-lint https://github.com/OpenTechSchool/ots-lint.git*", "run --rm -v * ots-lint *"],
}


class Walk:
    """A reader with an empty folder, a home, and a repository to push to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "here"
        self.origin = folder / "origin.git"
        self.home = folder / "home"
        tools = folder / "tools"
        for path in (self.folder, self.home, tools):
            path.mkdir(parents=True)
        for name, calls in _CALLS.items():
            patterns = "|".join(call.replace(" ", "\\ ") for call in calls)
            tool = tools / name
            tool.write_text(_STUB.format(name=name, patterns=patterns))
            tool.chmod(0o755)
        self.env = {
            **{name: text for name, text in os.environ.items() if not name.startswith(("GIT_", "OTS_LINT"))},
            "PATH": os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": str(self.home),
            "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")),  # rules are compiled once
            "GIT_CONFIG_GLOBAL": str(self.home / ".gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "COLUMNS": "80",
            "LC_ALL": "C",
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
        }
        (self.home / ".gitconfig").write_text(
            "[user]\n\tname = Mia\n\temail = mia@our-group.example\n[init]\n\tdefaultBranch = main\n"
            f'[url "{self.origin.as_uri()}"]\n\tinsteadOf = {REMOTE}\n'
        )
        self.call(f"git init -q --bare '{self.origin}'")

    def call(self, command: str) -> tuple[int, str]:
        """Run a command in the reader's folder: exit status, and all that it says."""
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", f"{command}\nstatus=$?; pwd > '{self.home}/pwd'; exit $status"],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=120,
        )
        if (self.home / "pwd").exists():
            self.folder = Path((self.home / "pwd").read_text().strip())  # where `cd` led
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def go(self, text: str, told: Callable[[str, Walk], object] = lambda word, walk: None) -> str:
        """Walk through a document; the document with the outputs as they are now.

        Raises `RuntimeError` where a command fails: any but 0, and for ots-lint 1, which means findings.
        """
        name, skip = "", False
        pieces, at = [], 0
        for part in _PART.finditer(text):
            pieces.append(text[at : part.start()])
            at = part.end()
            shown = part[0]
            if part["what"] == "file":
                name = part["word"]
            elif part["what"] == "walk":
                skip = part["word"] == "no"
                if part["word"] == "site":
                    shutil.copytree(HERE / "site", self.folder, dirs_exist_ok=True)
                elif part["word"] == "project":
                    shutil.copytree(HERE / "own-brand", self.folder / "examples" / "own-brand")
                elif not skip:
                    told(part["word"], self)
            elif part["kind"]:
                if name:
                    path = self.folder / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(part["body"], "utf-8")
                elif not skip and part["kind"] == "sh":
                    self._run(part["body"])
                elif not skip and part["kind"] == "console":
                    shown = "```console\n" + self._session(part["body"]) + "```"
                name, skip = "", False
            pieces.append(shown)
        return "".join([*pieces, text[at:]])

    def _run(self, command: str) -> str:
        status, output = self.call(command)
        allowed = (0, 1) if command.lstrip().startswith("ots-lint") else (0,)
        if status not in allowed:
            raise RuntimeError(f"{command.strip()}\nends with status {status}:\n{output}")
        return output

    def _session(self, body: str) -> str:
        """A block of commands, with what ots-lint says to them."""
        lines = []
        for line in body.splitlines():
            if line.startswith("$ "):
                output = self._run(line[2:].split("  # ")[0])
                lines.append(line)
                if line.startswith("$ ots-lint"):
                    lines += [shown.rstrip() for shown in output.strip("\n").splitlines()]
        return "\n".join(lines) + "\n"
