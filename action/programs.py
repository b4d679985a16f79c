"""Other programs: where they are, and what they may know."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

#: What programs need of the environment: the way into the net, and what Windows cannot do without. Nothing else is
#: passed on: no secret of the job, and no variable by which git, Python or a shell would be set up.
_KEPT = (
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH"),
    *("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP", "TMPDIR"),
)


def search_path() -> str:
    """The PATH less its relative folders and those in the workspace, where a stranger may have put programs."""
    workspace = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or os.getcwd())  # noqa: PTH109
    return os.pathsep.join(
        folder
        for folder in os.environ.get("PATH", "").split(os.pathsep)
        if Path(folder).is_absolute() and not Path(os.path.realpath(folder)).is_relative_to(workspace)
    )


def find(name: str) -> str | None:
    """The absolute path of a program, or None."""
    for folder in search_path().split(os.pathsep):
        for suffix in (".exe",) if os.name == "nt" else ("",):
            path = os.path.join(folder, name + suffix)  # noqa: PTH118
            if folder and os.path.isfile(path) and os.access(path, os.X_OK):  # noqa: PTH113
                return path
    return None


def environment(home: Path, more: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """A small environment of our own, with a home where no settings lie."""
    own = {"PATH": search_path(), "HOME": str(home), "XDG_CONFIG_HOME": str(home), "LC_ALL": "C"}
    kept = {name: text for name, text in os.environ.items() if name.upper() in _KEPT}
    return {**kept, **own, **dict(more)}
