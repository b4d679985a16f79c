"""What follows from the readers of page formats: the list of them, and suffixes in hooks, workflows and documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ots_lint.pages.format import Format, marked

HEAD = '''"""Every page format. Generated from the marks of the readers by `python examples/regenerate.py`."""

from __future__ import annotations

from ots_lint.pages.format import Format

FORMATS: tuple[Format, ...] = (
'''
#: Where the list of the formats is.
PATH = "src/ots_lint/pages/formats.py"
#: Files with a list of suffixes, and how it stands there.
_HOOKS = re.compile(r"^(  files: ).*$", re.MULTILINE)
_PATHS = re.compile(r"^(    paths: )\[\"\*\*.*$", re.MULTILINE)


def module() -> str:
    """The text of the module that lists the formats."""
    lines = []
    for told in marked():
        lines.append("    Format(\n")
        default = Format(told.name, told.title, told.suffixes)
        for field, value in told._asdict().items():
            if value != getattr(default, field) or field in ("name", "title", "suffixes"):
                lines += _field(field, value)
        lines.append("    ),\n")
    return HEAD + "".join(lines) + ")\n"


def _field(name: str, value: object) -> list[str]:
    """One argument of a format, long texts in several lines."""
    if isinstance(value, tuple):
        inner = ", ".join(map(_quoted, value)) + ("," if len(value) == 1 else "")
        if len(inner) < 90:
            return [f"        {name}=({inner}),\n"]
        return [f"        {name}=(\n", *(f"            {_quoted(item)},\n" for item in value), "        ),\n"]
    text = _quoted(value) if isinstance(value, str) else repr(value)
    return [f"        {name}={text},\n"]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def files(root: Path) -> Iterator[tuple[str, str]]:
    """Path and text of each file that lists suffixes."""
    yield PATH, module()
    hooks = root / ".pre-commit-hooks.yaml"
    yield hooks.name, _HOOKS.sub(lambda match: match[1] + hook_pattern(), hooks.read_text("utf-8"))
    for path in sorted(root.glob("examples/workflows/*.yml")):
        text = path.read_text("utf-8")
        if _PATHS.search(text):
            yield path.relative_to(root).as_posix(), _PATHS.sub(lambda match: match[1] + workflow_paths(), text)


def hook_pattern() -> str:
    """The pattern of the files that a hook is called with, in YAML's quotes."""
    from ots_lint.pages.suffixes import hook_pattern as pattern

    return f"'{pattern()}'"


def workflow_paths() -> str:
    """The patterns of the files whose change starts a workflow, as a list in YAML."""
    from ots_lint.pages.suffixes import workflow_paths as patterns

    return "[" + ", ".join(f'"{pattern}"' for pattern in patterns()) + "]"


def table() -> str:
    """The formats as a table."""
    lines = ["| Format | Files | What is read | What is fixed |", "|---|---|---|---|"]
    for told in marked():
        suffixes = " ".join(f"`{suffix}`" for suffix in told.suffixes)
        if told.folders:
            suffixes += " in folders called " + ", ".join(f"`{name}`" for name in told.folders)
        elif told.named:
            suffixes += ", only if named or included"
        if told.extra:
            suffixes += f", with `pip install 'ots-lint[{told.extra}]'`"
        lines.append(f"| {told.title} | {suffixes} | {told.reads} | {told.fixes} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":  # while a reader is being written; everything else: regenerate.py
    Path(__file__).resolve().parent.parent.joinpath(PATH).write_text(module(), "utf-8")
