"""What `ots-lint init` would write, worked out before anything is written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from ots_lint import __version__
from ots_lint.errors import UsageError
from ots_lint.starter.texts import Texts, template

#: Who somebody is, in the words of the options → how the events are related; empty where pages say it themselves.
RELATIONSHIP = {
    "chapter": "official",
    "partner": "partner",
    "supported": "supported",
    "friends": "unofficial",
    "mixed": "",
}
#: When pages are checked.
MOMENTS = ("hook", "workflow", "both", "none")
#: The folder of rules for another brand.
PACK = "ots-lint-rules"


class Answers(NamedTuple):
    """What the user said, by options or in answer to questions."""

    who: str  # a key of RELATIONSHIP
    pages: tuple[str, ...]  # from the folder of the settings, with slashes
    moment: str  # one of MOMENTS


class Planned(NamedTuple):
    """One file: `state` is new, added, replaced, kept or by-hand, and `text` all of it, or the lines to add by hand."""

    path: Path
    state: str
    text: str

    @property
    def shown(self) -> str:
        """The path from the current folder."""
        return os.path.relpath(self.path).replace(os.sep, "/")


def likely_pages(folder: Path, texts: Texts) -> str:
    """Where the event pages probably are: the first usual folder that there is, or all of it."""
    return next((name for name in texts("folders").split() if (folder / name).is_dir()), ".")


def checked_pages(given: str, folder: Path) -> str:
    """A folder or page as settings name it. Raises `UsageError` where it is absent or elsewhere."""
    try:
        path = Path(os.path.abspath(folder / given))  # noqa: PTH100 - links stay links here
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise UsageError("there is no such file or folder", given[:200], hint="name where the event pages are, or .")
    if not path.is_relative_to(folder):
        raise UsageError(
            "the pages are outside of this folder", given[:200], hint="call ots-lint init where the site begins"
        )
    return path.relative_to(folder).as_posix()


def plan(
    answers: Answers,
    texts: Texts,
    folder: Path,
    root: Path,
    brand: tuple[str, str],
    pack: dict[str, str],
    *,
    force: bool,
) -> list[Planned]:
    """The files for these answers: settings and rules in `folder`, hook and workflow in the repository's `root`.

    `brand` is its name and its key in front matter; `pack` the files of its rules, where they are to be written.
    """
    files = [_file(folder / PACK / name, text, force=force) for name, text in pack.items()]
    files.insert(0, _file(folder / "ots-lint.toml", settings(answers, texts, brand, bool(pack)), force=force))
    if answers.moment in ("hook", "both"):
        files.append(hook(root / ".pre-commit-config.yaml"))
    if answers.moment in ("workflow", "both"):
        files.append(_file(root / ".github" / "workflows" / "ots-lint.yml", workflow(), force=force))
    return files


def workflow() -> str:
    """The text of the workflow that checks pull requests."""
    from ots_lint.pages.suffixes import workflow_paths

    return template("files/workflow.yml", version=__version__, paths=", ".join(map(json.dumps, workflow_paths())))


def _file(path: Path, text: str, *, force: bool) -> Planned:
    if not os.path.lexists(path):
        return Planned(path, "new", text)
    return Planned(path, "replaced" if force else "kept", text)


def settings(answers: Answers, texts: Texts, brand: tuple[str, str], own_rules: bool) -> str:
    """The text of `ots-lint.toml`."""
    name, key = brand
    relationship = RELATIONSHIP[answers.who]
    rules = texts("config-rules", brand=name, pack=PACK) if own_rules else ""
    if not relationship:
        events = texts("config-mixed", brand=name, key=key)
    else:
        patterns = [_pattern(page) for page in answers.pages]
        events = texts(
            "config-events",
            sentence=texts(f"sentence-{relationship}", brand=name),
            key=key,
            other="official" if relationship == "unofficial" else "unofficial",
            paths=", ".join(json.dumps(pattern, ensure_ascii=False) for pattern in patterns),
            relationship=relationship,
        )
        if relationship in ("partner", "supported"):
            events += texts("config-contributions", brand=name)
    return texts("config", rules=rules, events=events).lstrip("\n")


def _pattern(page: str) -> str:
    """The pattern for all pages in a folder, or for one page."""
    if page == ".":
        return "**"
    escaped = "".join(f"\\{char}" if char in "*?[]!#\\" else char for char in page)
    return escaped if Path(page).suffix and not Path(page).is_dir() else f"{escaped}/**"


def hook(path: Path) -> Planned:
    """The configuration of pre-commit, with our hook added to it."""
    entry = template("files/pre-commit.yaml", version=__version__)
    if not os.path.lexists(path):
        return Planned(path, "new", f"repos:\n{entry}")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return Planned(path, "by-hand", entry)
    if "ots-lint" in text:
        return Planned(path, "kept", text)
    new = _with_entry(text, entry)
    return Planned(path, "added", new) if new else Planned(path, "by-hand", entry)


def _with_entry(text: str, entry: str) -> str:
    """The text with one more item at the end of `repos`; empty where that cannot be done without doubt."""
    import yaml

    try:
        before = yaml.safe_load(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        if not isinstance(node, yaml.MappingNode):
            return ""
        repos = next(value for key, value in node.value if key.value == "repos")
        if not isinstance(repos, yaml.SequenceNode) or repos.flow_style or not repos.value:
            return ""
        dash = text.rindex("-", 0, repos.value[0].start_mark.index)
        indent = dash - (text.rfind("\n", 0, dash) + 1)
        own = "".join(" " * indent + line[2:] + "\n" for line in entry.splitlines())
        end = max(_last(repos), repos.start_mark.index)
        cut = text.find("\n", end)
        head, tail = (text, "") if cut < 0 else (text[: cut + 1], text[cut + 1 :])
        new = head + ("" if head.endswith("\n") else "\n") + own + tail
        after: Any = yaml.safe_load(new)
        added = yaml.safe_load(entry)
        expected = {**before, "repos": [*before["repos"], *added]}
    except (yaml.YAMLError, LookupError, ValueError, TypeError, AttributeError, StopIteration, RecursionError):
        return ""
    return new if after == expected else ""


def _last(node: Any) -> int:
    """Where the last value below a node ends, without the blank lines and comments behind it."""
    if getattr(node, "flow_style", True) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _last(last[1] if isinstance(last, tuple) else last)
