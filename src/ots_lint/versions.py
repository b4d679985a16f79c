"""Which version of the program and of its rules this is; asked often by other tools, so it imports next to nothing."""

from __future__ import annotations

import os

from ots_lint import __version__
from ots_lint.disk.digest import blake2b

_HERE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120


def versions() -> str:
    """`ots-lint 1.2.3 (rules: NAME 2026.11, 0123abcd)`: the letters differ where any shipped rule does."""
    name, version, digest = rules_version()
    return f"ots-lint {__version__} (rules: {name} {version}, {digest})"


def rules_version() -> tuple[str, str, str]:
    """Of the shipped rules: the brand's name, their version, and eight letters that stand for all that is in them."""
    installed = os.path.join(_HERE, "rules")  # noqa: PTH118
    folder = installed if os.path.isdir(installed) else os.path.join(_HERE, "..", "..", "rules")  # noqa: PTH112, PTH118
    facts = {"name": "?", "version": "?"}
    digest = blake2b(digest_size=4)
    for parent, names, files in os.walk(folder):
        names.sort()
        for file in sorted(files):
            if not file.endswith((".yaml", ".yml")):
                continue
            with open(os.path.join(parent, file), "rb") as stream:  # noqa: PTH118, PTH123
                data = stream.read().replace(b"\r\n", b"\n")
            digest.update(f"{file}\0{len(data)}\0".encode())
            digest.update(data)
            if file == "brand.yaml":
                facts.update(_facts(data.decode("utf-8", "replace")))
    return facts["name"], facts["version"], digest.hexdigest()


def _facts(text: str) -> dict[str, str]:
    """Name and version, which stand at the beginning of a line."""
    found = {}
    for line in text.split("\n"):
        key, colon, value = line.partition(":")
        if colon and key in ("name", "version"):
            found[key] = value.partition(" #")[0].strip().strip("\"'")
    return found
