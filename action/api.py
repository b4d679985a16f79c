"""Requests to the API of GitHub. No other program gets to see the token."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from typing import Any, NamedTuple

_HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
_TIMEOUT = 60


class Answer(NamedTuple):
    """HTTP status (0 where there was no answer), and the JSON of the body or None."""

    status: int
    body: Any

    @property
    def ok(self) -> bool:
        """Whether the request was granted."""
        return 200 <= self.status < 300

    @property
    def message(self) -> str:
        """What the API says about a refusal, in one line."""
        parts = []
        if isinstance(self.body, dict):
            parts.append(str(self.body.get("message") or ""))
            errors = self.body.get("errors")
            parts += [
                str(error.get("message") or "") if isinstance(error, dict) else str(error)
                for error in (errors if isinstance(errors, list) else [])
            ]
        return " ".join("; ".join(part for part in parts if part).split())[:300]


class Api:
    """The API, used with one token."""

    def __init__(self, token: str) -> None:
        self.url = (os.environ.get("GITHUB_API_URL") or "https://api.github.com").rstrip("/")
        self.token = token

    def request(self, method: str, path: str, body: Any = None) -> Answer:
        """Send one request; `path` begins with a slash. Never raises for what the network or the server does."""
        data = None if body is None else json.dumps(body).encode("ascii")
        headers = {**_HEADERS, "Authorization": f"token {self.token}", "User-Agent": "ots-lint"}
        if data is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
        request = urllib.request.Request(self.url + path, data, headers, method=method)  # noqa: S310 - the runner's own address
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=_TIMEOUT) as answer:
                return Answer(answer.status, _json(answer.read()))
        except urllib.error.HTTPError as error:
            return Answer(error.code, _json(error.read()))
        except OSError as error:
            return Answer(0, {"message": str(getattr(error, "reason", error))})


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token goes to the server that it is for, and to no other."""

    def redirect_request(self, *arguments: Any) -> None:
        return None


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None
