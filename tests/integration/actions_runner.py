"""As much of a GitHub runner and of GitHub itself as the action meets: steps, events, git, the API."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import yaml

ROOT = Path(__file__).parents[2]
TOKEN = "ghs_a-token-for-this-job"
REPOSITORY = "friends/site"
#: The token, and what git makes of it.
SECRETS = (TOKEN.encode(), base64.b64encode(f"x-access-token:{TOKEN}".encode()))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass
class Result:
    """What a runner shows of the action."""

    status: int
    log: str
    outputs: dict[str, str]
    summary: str
    steps: list[str]

    @property
    def commands(self) -> list[tuple[str, dict[str, str], str]]:
        """The workflow commands that a runner would obey: name, properties, message."""
        found = []
        stop = ""
        for line in self.log.split("\n"):
            match = re.match(r"::([A-Za-z-]+|[0-9a-f]{16,})(?: (.*?))?::(.*)$", line)
            if match is None:
                assert "##[" not in line
                continue
            name, properties, message = match.groups()
            if stop:
                stop = "" if name == stop else stop
            elif name == "stop-commands":
                stop = message
            else:
                pairs = [pair.partition("=") for pair in (properties or "").split(",") if pair]
                found.append((name, {key: unquote(text) for key, _, text in pairs}, unquote(message)))
        assert not stop
        return found

    def annotations(self) -> list[tuple[str, int, str]]:
        """File, line and rule of the annotations in files."""
        return [(p["file"], int(p["line"]), p["title"].split()[0]) for _, p, _ in self.commands if "file" in p]

    def notices(self) -> list[str]:
        """The messages that stand at no file."""
        return [
            message for name, p, message in self.commands if name in ("notice", "error", "warning") and "file" not in p
        ]


def read_outputs(path: Path) -> dict[str, str]:
    """Outputs as a runner reads them."""
    outputs = {}
    lines = iter(path.read_text(encoding="utf-8").split("\n"))
    for line in lines:
        if "<<" in line and ("=" not in line or line.index("<<") < line.index("=")):
            name, _, end = line.partition("<<")
            text = []
            for inner in lines:
                if inner == end:
                    break
                text.append(inner)
            else:
                raise AssertionError(f"output {name} never ends")
            outputs[name] = "\n".join(text)
        elif line:
            name, equals, text_ = line.partition("=")
            assert equals, line
            outputs[name] = text_
    return outputs


@dataclass
class Runner:
    """Runs the steps of action.yml as they are written."""

    workspace: Path
    temp: Path
    env: dict[str, str] = field(default_factory=dict)

    def prepare(self, *, installed: bool = True) -> None:
        """Make the folders of a job; `installed`: with this checkout as if an earlier step had installed it."""
        for folder in (self.temp, self.temp.parent / "home"):
            folder.mkdir(parents=True, exist_ok=True)
        if installed and not (self.temp / "ots-lint-venv").exists():
            (self.temp / "ots-lint-venv").symlink_to(sys.prefix, target_is_directory=True)
            (self.temp / "ots-lint-venv.ready").write_text(str(ROOT))
            # Compiling the rules takes longer than all the rest.
            cache = Path(os.environ["XDG_CACHE_HOME"])
            cache.mkdir(exist_ok=True)
            (self.temp / "ots-lint-cache").symlink_to(cache, target_is_directory=True)

    def run(self, event: dict[str, Any], **inputs: str) -> Result:
        """Run the action with these inputs (underscores for dashes).

        One rule that needs no start-up is on, unless `args` says otherwise.
        """
        given = {name: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()}
        given |= {"python-version": "", "args": "--select OTS101"}
        for name, text in inputs.items():
            assert name.replace("_", "-") in given
            given[name.replace("_", "-")] = text
        files = self.temp / "_runner_file_commands"
        files.mkdir(exist_ok=True)
        (files / "event.json").write_text(json.dumps(event))
        summary = files / "summary"
        summary.write_bytes(b"")
        outputs: dict[str, dict[str, str]] = {}

        def evaluated(text: str) -> str:
            def one(match: re.Match[str]) -> str:
                parts = match.group(1).split(".")
                if parts[0] == "inputs":
                    return evaluated(given[parts[1]])
                if parts[0] == "steps":
                    return outputs.get(parts[1], {}).get(parts[3], "")
                assert parts == ["github", "token"], parts
                return TOKEN

            return _EXPRESSION.sub(one, text)

        log, names, status = "", [], 0
        for number, step in enumerate(ACTION["runs"]["steps"]):
            if step.get("if"):
                name = re.fullmatch(r"inputs\.([a-z-]+) != ''", step["if"])
                assert name is not None
                if not given[name[1]]:
                    continue
            names.append(step["name"])
            if "uses" in step:
                assert re.fullmatch(r"actions/setup-python@[0-9a-f]{40}", step["uses"])
                outputs[step["id"]] = {"python-path": sys.executable}
                continue
            assert step["shell"] == "bash"
            script = files / f"{number}.sh"
            script.write_text(step["run"])
            output = files / f"output-{number}"
            output.write_bytes(b"")
            env = {
                "PATH": os.environ["PATH"],
                "HOME": str(self.temp.parent / "home"),
                "CI": "true",
                "GITHUB_ACTIONS": "true",
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_WORKSPACE": str(self.workspace),
                "GITHUB_EVENT_PATH": str(files / "event.json"),
                "GITHUB_REPOSITORY": REPOSITORY,
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "RUNNER_TEMP": str(self.temp),
                # nothing may leave this machine
                "GITHUB_SERVER_URL": "http://127.0.0.1:9",
                "GITHUB_API_URL": "http://127.0.0.1:9",
                **{
                    name: os.environ[name]
                    for name in ("PIP_INDEX_URL", "PIP_CONFIG_FILE", "SSL_CERT_FILE", "HTTPS_PROXY", "PIP_CACHE_DIR")
                    if name in os.environ
                },
                **self.env,
                **{name: evaluated(str(text)) for name, text in step.get("env", {}).items()},
            }
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
                cwd=self.workspace / evaluated(step.get("working-directory", ".")),
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
            log += done.stdout.decode()
            assert TOKEN not in log
            if "id" in step:
                outputs[step["id"]] = read_outputs(output)
            if done.returncode:
                status = done.returncode
                break
        results = {name: evaluated(spec["value"]) for name, spec in ACTION["outputs"].items()}
        return Result(status, log, results, summary.read_text(), names)


def git(folder: Path, *arguments: str) -> str:
    """Run git; what it writes, without the line end."""
    env = {
        **{name: text for name, text in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{
            f"GIT_{who}_{what}": text
            for who in ("AUTHOR", "COMMITTER")
            for what, text in (("NAME", "Mia"), ("EMAIL", "m@example.org"))
        },
    }
    call = ["git", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", *arguments]
    done = subprocess.run(call, cwd=folder, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return os.fsdecode(done.stdout).rstrip("\n")


class Forge:
    """A repository with a pull request, the way GitHub keeps it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin = folder / "server" / f"{REPOSITORY}.git"
        self.origin.mkdir(parents=True)
        git(self.origin, "init", "--quiet", "--bare")
        git(self.origin, "config", "uploadpack.allowAnySHA1InWant", "true")
        git(self.origin, "config", "http.receivepack", "false")
        self.work = folder / "author"
        git(folder, "init", "--quiet", "author")
        git(self.work, "remote", "add", "origin", str(self.origin))

    def commit(self, files: dict[str, str | bytes | None], branch: str = "main") -> str:
        """Commit files (None: removed) on a branch, made where it is new, and push it."""
        if branch not in git(self.work, "branch", "--format=%(refname:short)").split() and git(self.work, "branch"):
            git(self.work, "checkout", "--quiet", "-b", branch)
        elif git(self.work, "branch"):
            git(self.work, "checkout", "--quiet", branch)
        for name, content in files.items():
            path = self.work / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        git(self.work, "add", "--all")
        git(self.work, "commit", "--quiet", "--allow-empty", "--message", "More pages")
        git(self.work, "push", "--quiet", "--force", "origin", branch)
        return git(self.work, "rev-parse", "HEAD")

    def pull_request(self, branch: str = "change", base: str = "main") -> dict[str, Any]:
        """Update the pull request's references; the event's payload."""
        head, onto = git(self.work, "rev-parse", branch), git(self.work, "rev-parse", base)
        git(self.work, "checkout", "--quiet", "--detach", onto)
        git(self.work, "merge", "--quiet", "--no-ff", "--no-edit", head)
        git(self.work, "push", "--quiet", "--force", "origin", f"{head}:refs/pull/7/head", "HEAD:refs/pull/7/merge")
        git(self.work, "checkout", "--quiet", branch)
        return {
            "action": "synchronize",
            "pull_request": {"number": 7, "head": {"sha": head}, "base": {"sha": onto, "ref": base}},
        }

    def checkout(self, folder: Path, ref: str = "refs/pull/7/merge", depth: int = 1, url: str = "") -> Path:
        """What actions/checkout does: a folder at a reference, shallow unless `depth` is 0."""
        folder.mkdir(parents=True)
        git(folder, "init", "--quiet")
        git(folder, "remote", "add", "origin", self.origin.as_uri())
        git(folder, "fetch", "--quiet", "--no-tags", *([f"--depth={depth}"] if depth else []), "origin", ref)
        git(folder, "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD")
        if url:
            git(folder, "remote", "set-url", "origin", url)
        return folder


@dataclass
class Request:
    """One request that the API got."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


class Github:
    """A server on loopback in place of GitHub's API, and of its git server for those who show the token."""

    def __init__(self, repositories: Path | None = None) -> None:
        self.requests: list[Request] = []
        self.comments: list[dict[str, Any]] = []
        self.refuse: dict[str, tuple[int, dict[str, Any]]] = {}  # method -> status and body
        self.git_calls: list[tuple[str, bool]] = []
        self.repositories = repositories
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.socket.settimeout(5)  # a caller that is gone before it is answered must not hold `shutdown`
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    @contextmanager
    def serving(self) -> Iterator[Github]:
        """Answer requests until the block ends."""
        thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            thread.join()

    def posted(self) -> list[dict[str, Any]]:
        """The bodies of the reviews that came."""
        return [request.body for request in self.requests if request.method == "POST"]

    def answer(self, request: Request) -> tuple[int, Any]:
        """What GitHub says to a request."""
        if request.headers.get("authorization") not in (f"token {TOKEN}", f"Bearer {TOKEN}"):
            return 401, {"message": "Bad credentials"}
        if request.method in self.refuse:
            return self.refuse[request.method]
        address = urlsplit(request.path)
        if request.method == "GET" and address.path == f"/repos/{REPOSITORY}/pulls/7/comments":
            query = parse_qs(address.query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return 200, self.comments[size * (page - 1) : size * page]
        if request.method == "POST" and address.path == f"/repos/{REPOSITORY}/pulls/7/reviews":
            self.comments += request.body["comments"]
            return 200, {"id": 1}
        return 404, {"message": "Not Found"}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        github = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                data = self.rfile.read(int(self.headers.get("content-length") or 0))
                if (
                    github.repositories is not None
                    and f"/{REPOSITORY}/" in self.path
                    and not self.path.startswith("/repos/")
                ):
                    self._git(data)
                    return
                headers = {name.lower(): text for name, text in self.headers.items()}
                request = Request(self.command, self.path, headers, json.loads(data) if data else None)
                github.requests.append(request)
                status, body = github.answer(request)
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815

            def _git(self, data: bytes) -> None:
                secret = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
                allowed = self.headers.get_all("authorization") == [f"basic {secret}"]
                github.git_calls.append((self.path, allowed))
                if not allowed:
                    self.send_response(401)
                    self.send_header("WWW-Authenticate", 'Basic realm="GitHub"')
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                address = urlsplit(self.path)
                env = {
                    "PATH": os.environ["PATH"],
                    "GIT_PROJECT_ROOT": str(github.repositories),
                    "GIT_HTTP_EXPORT_ALL": "1",
                    "PATH_INFO": address.path.replace(f"/{REPOSITORY}/", f"/{REPOSITORY}.git/", 1),
                    "QUERY_STRING": address.query,
                    "REQUEST_METHOD": self.command,
                    "CONTENT_TYPE": self.headers.get("content-type", ""),
                    "CONTENT_LENGTH": str(len(data)),
                    "HTTP_CONTENT_ENCODING": self.headers.get("content-encoding", ""),
                    "GIT_PROTOCOL": self.headers.get("git-protocol", ""),
                }
                done = subprocess.run(["git", "http-backend"], env=env, input=data, capture_output=True, check=False)
                head, _, content = done.stdout.partition(b"\r\n\r\n")
                fields = [line.partition(": ") for line in head.decode().split("\r\n")]
                status = next((int(text.split()[0]) for name, _, text in fields if name == "Status"), 200)
                self.send_response(status)
                for name, _, text in fields:
                    if name != "Status":
                        self.send_header(name, text)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Keep the tests quiet."""

        return Handler
