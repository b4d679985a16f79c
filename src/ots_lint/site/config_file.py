"""One configuration file, from TOML to a `Config`; errors name file, row and key."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ots_lint.disk.opening import open_given, open_regular, read_all
from ots_lint.disk.project import check_inside, project_root
from ots_lint.errors import ConfigError, UsageError
from ots_lint.settings import RELATIONSHIPS, Letter
from ots_lint.site.config_rows import PYPROJECT, did_you_mean, row_at
from ots_lint.site.globs import PathPatterns

if TYPE_CHECKING:
    from ots_lint.finding import Severity
from ots_lint.site.config import FAIL_LEVELS, Config, Event

#: In bytes; a larger configuration is refused.
MAX_SIZE = 1 << 20
#: What is meant for the table `[tool.ots-lint]`, and is another one.
_MISNAMED = re.compile(rb"^[ \t]*\[{1,2}[ \t]*(tool[ \t]*\.[ \t]*ots_?lint)\b", re.MULTILINE | re.IGNORECASE)

_CODE = re.compile(r"[A-Z]+[0-9]*\Z")
#: The keys of an entry of `events`.
_OF_EVENT = ("paths", "relationship", "contributions", "team")
#: Of unknown settings; a file of other things has thousands.
_MOST_NAMED = 10


def load(path: Path, *, root: Path | None = None, explicit: bool = False) -> Config:
    """Read one configuration file; its paths are relative to `root`, else to its folder.

    A `pyproject.toml` without a `[tool.ots-lint]` table gives the defaults, with no `path`;
    `explicit` makes that an error. Raises `ConfigError`, and `UsageError` where an explicit file is absent.
    """
    shown = shown_path(path)
    check_inside(path, "the configuration", shown)
    root = root or Path(os.path.abspath(path)).parent  # noqa: PTH100 - links stay links here
    try:
        with open_given(path) if explicit else open_regular(path) as stream:
            data = read_all(stream, MAX_SIZE + 1)
    except FileNotFoundError:
        if explicit:
            from ots_lint.disk.nearby import instead

            hint = instead(str(path), "ots-lint init writes one")
            raise UsageError(f"there is no configuration file {shown}", hint=hint) from None
        raise
    except OSError as error:
        raise ConfigError(f"the configuration cannot be read: {error.strerror or error}", shown) from None
    if len(data) > MAX_SIZE:
        raise ConfigError("the configuration is larger than 1 MiB", shown)
    in_pyproject = path.name == PYPROJECT
    if in_pyproject and b"ots-lint" not in data:
        misnamed = _MISNAMED.search(data)
        if misnamed is not None:
            misplaced = data[: misnamed.start(1)].count(b"\n") + 1
            raise ConfigError("the settings are not read from this table", shown, misplaced, "write [tool.ots-lint]")
        if explicit:
            raise ConfigError("there is no [tool.ots-lint] table in it", shown)
        return Config(root=root)
    import tomllib

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].count(b"\n") + 1
        raise ConfigError("the configuration is not UTF-8 text", shown, before) from None
    from ots_lint.text.toml_keys import endless_key

    row = endless_key(text)
    if row is not None:
        raise ConfigError("a key has too many parts", shown, row)
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise ConfigError("the configuration is nested too deeply", shown) from None
    except ValueError as error:
        message, row = _toml_error(str(error), text)
        raise ConfigError(f"this is not valid TOML: {message}", shown, row) from None
    if in_pyproject:
        table = document.get("tool")
        table = table.get("ots-lint") if isinstance(table, dict) else None
        if table is None:
            if explicit:
                raise ConfigError("there is no [tool.ots-lint] table in it", shown)
            return Config(root=root)
    else:
        table = document
    return _Reader(path, shown, text, root).read(table)


def shown_path(path: Path) -> str:
    """A path as errors show it: from the current folder where that is shorter."""
    try:
        return Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()  # noqa: PTH100
    except ValueError:
        return path.as_posix()


def _toml_error(message: str, text: str) -> tuple[str, int | None]:
    match = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    if match is None:
        return message, None
    row = int(match.group(1)) if match.group(1) else text.count("\n") + 1
    return message[: match.start()], row


class _Reader:
    """Turns a TOML table into a `Config`, naming what is wrong and where."""

    def __init__(self, path: Path, shown: str, text: str, root: Path) -> None:
        self.path = path
        self.shown = shown
        self.text = text
        self.root = root

    def error(self, message: str, table: tuple[str | int, ...], key: str, hint: str = "") -> ConfigError:
        return ConfigError(message, self.shown, row_at(self.text, self.path, table, key), hint)

    def read(self, table: Any) -> Config:
        if not isinstance(table, dict):
            raise ConfigError("tool.ots-lint is to be a table of settings", self.shown)
        readers: dict[str, Callable[[str], Any]] = {
            "select": lambda key: self.codes(table[key], (), key),
            "ignore": lambda key: self.codes(table[key], (), key),
            "per-file-ignores": lambda key: self.per_file(table[key], key),
            "exclude": lambda key: self.strings(table[key], (), key, "patterns of paths"),
            "include": lambda key: self.strings(table[key], (), key, "patterns of paths"),
            "severity": lambda key: self.severity(table[key], key),
            "fail-level": lambda key: self.choice(table[key], (), key, FAIL_LEVELS),
            "events": lambda key: self.events(table[key], key),
            "rules": lambda key: self.rules(table[key], key),
            "page-language": lambda key: self.tag(table[key], key),
            "model": lambda key: self.model(table[key], key),
            "format": lambda key: self.format(table[key], key),
            "baseline": lambda key: self.inside(self.string(table[key], (), key), (), key),
            "lang": lambda key: self.lang(table[key], key),
            "report": lambda key: self.letter(table[key], key),
        }
        self.known(table, readers)
        values = {key.replace("-", "_"): read(key) for key, read in readers.items() if key in table}
        if "exclude" in values:
            values["excluded"] = PathPatterns(values["exclude"])
        if "include" in values:
            values["included"] = PathPatterns(values["include"])
        return Config(path=self.path, root=self.root, text=self.text, **values)

    def known(self, table: dict[str, Any], readers: Iterable[str]) -> None:
        """Raise one `ConfigError` that names every setting that there is not, also within tables."""
        tables: list[tuple[tuple[str | int, ...], Any, Iterable[str]]] = [((), table, readers)]
        events = table.get("events")
        if isinstance(events, list):
            tables += [(("events", i), entry, _OF_EVENT) for i, entry in enumerate(events)]
        tables.append((("report",), table.get("report"), Letter._fields))
        every = ((key, where, known) for where, entry, known in tables if isinstance(entry, dict) for key in entry)
        wrong = list(islice((one for one in every if one[0] not in one[2]), _MOST_NAMED))
        if not wrong:
            return
        nearest = (did_you_mean(key.replace("_", "-").lower(), known) for key, _, known in wrong)
        near = [hint.removeprefix("did you mean ").removesuffix("?") for hint in nearest if hint]
        key, where, known = wrong[0]
        hint = f"did you mean {', '.join(dict.fromkeys(near))}?" if near else "there are " + ", ".join(known)
        if len(wrong) == 1:
            message = f"unknown setting {key!r}" + (f" in {where[0]}" if where else "")
        else:
            names = dict.fromkeys(repr(".".join([*map(str, where[:1]), key])) for key, where, _ in wrong)
            message = f"unknown settings {', '.join(names)}"
        raise self.error(message, where, key, hint)

    def string(self, value: Any, table: tuple[str | int, ...], key: str) -> str:
        if not isinstance(value, str):
            raise self.error(f"{_name(table, key)} is to be a text in quotes, not {_kind(value)}", table, key)
        return value

    def strings(self, value: Any, table: tuple[str | int, ...], key: str, of: str) -> tuple[str, ...]:
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            wrong = next((v for v in value if not isinstance(v, str)), None) if isinstance(value, list) else value
            raise self.error(
                f"{_name(table, key)} is to be a list of {of}, each in quotes, not {_kind(wrong)}", table, key
            )
        return tuple(value)

    def codes(self, value: Any, table: tuple[str | int, ...], key: str) -> tuple[str, ...]:
        codes = tuple(code.strip().upper() for code in self.strings(value, table, key, "rule codes"))
        for code in codes:
            if not _CODE.match(code):
                raise self.error(
                    f"{code!r} in {_name(table, key)} is no rule code", table, key, "codes look like OTS101"
                )
        return codes

    def choice(self, value: Any, table: tuple[str | int, ...], key: str, choices: Sequence[str]) -> str:
        if value not in choices or not isinstance(value, str):
            given = f"{value!r}" if isinstance(value, str) else _kind(value)
            hint = did_you_mean(value, choices) if isinstance(value, str) else ""
            message = f"{_name(table, key)} is to be {_either(choices)}, not {given}"
            raise self.error(message, table, key, hint)
        return value

    def table(self, value: Any, key: str, of: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.error(f"{key} is to be a table of {of}, not {_kind(value)}", (), key)
        return value

    def per_file(self, value: Any, key: str) -> tuple[tuple[str, PathPatterns, tuple[str, ...]], ...]:
        table = self.table(value, key, "a pattern of paths = a list of rule codes")
        return tuple((glob, PathPatterns([glob]), self.codes(codes, (key,), glob)) for glob, codes in table.items())

    def severity(self, value: Any, key: str) -> tuple[tuple[str, Severity], ...]:
        from ots_lint.finding import SEVERITIES

        table = self.table(value, key, 'a rule code = "error", "warning" or "info"')
        result = []
        for code, level in table.items():
            if not _CODE.match(code.upper()):
                raise self.error(f"{code!r} in severity is no rule code", (key,), code, "codes look like OTS101")
            result.append((code.upper(), cast("Severity", self.choice(level, (key,), code, SEVERITIES[::-1]))))
        return tuple(result)

    def events(self, value: Any, key: str) -> tuple[Event, ...]:
        if isinstance(value, dict):
            raise self.error("events is to be a list of tables: write [[events]] in double brackets", (), key)
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.error(f"events is to be a list of tables, not {_kind(value)}", (), key)
        result = []
        for i, entry in enumerate(value):
            where = (key, i)
            if "paths" not in entry:
                raise self.error("an entry of events lacks paths: say which pages it is about", where, "")
            paths = self.strings(entry["paths"], where, "paths", "patterns of paths")
            relationship = entry.get("relationship", "")
            if "relationship" in entry:
                relationship = self.choice(relationship, where, "relationship", RELATIONSHIPS)
            contributions = entry.get("contributions", [])
            result.append(
                Event(
                    PathPatterns(paths),
                    relationship,
                    self.strings(contributions, where, "contributions", "contributions"),
                    self.string(entry.get("team", ""), where, "team"),
                    paths,
                )
            )
        return tuple(result)

    def rules(self, value: Any, key: str) -> tuple[Path, ...]:
        paths = tuple(self.inside(name, (), key) for name in self.strings(value, (), key, "folders of rules"))
        for path in paths:
            if not os.path.exists(path):  # noqa: PTH110 - a name that is too long exists as little
                own = Path(os.path.abspath(self.path)).parent == self.root  # noqa: PTH100 - links stay links
                hint = "" if own else "paths in a file that --config names are relative to the current folder"
                raise self.error(f"{key}: there is no folder {shown_path(path)}", (), key, hint)
        return paths

    def name(self, value: Any, key: str) -> str:
        value = self.string(value, (), key)
        if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}", value):
            raise self.error(f"{key} is to be a name, not {value[:60]!r}", (), key)
        return cast(str, value)

    def format(self, value: Any, key: str) -> str:
        """The name of a report format."""
        from ots_lint.report import load

        value = self.name(value, key)
        try:
            load(value)
        except UsageError as error:
            raise self.error(error.message, (), key, error.hint) from None
        return cast(str, value)

    def lang(self, value: Any, key: str) -> str:
        """The language of who reads: one that there are messages in, or another, which examples of rules may be in."""
        from ots_lint.messages import known_languages, languages

        if isinstance(value, str) and value in known_languages():
            return value
        return self.choice(value, (), key, languages())

    def tag(self, value: Any, key: str) -> str:
        """The tag of any language."""
        value = self.string(value, (), key)
        if not re.fullmatch(r"[a-z]{2,3}", value):
            hint = "write its two letters, such as fr"
            raise self.error(f"{key} is to be the tag of a language, not {value[:60]!r}", (), key, hint)
        return cast(str, value)

    def letter(self, value: Any, key: str) -> Letter:
        """What reports to send say about themselves."""
        table = self.table(value, key, "sender, site, date and greeting")
        return Letter(**{name: self.string(text, (key,), name) for name, text in table.items()})

    def model(self, value: Any, key: str) -> str:
        """The name of a spaCy model. It is imported: so no other package may be named by a stranger's configuration."""
        value = self.name(value, key)
        if not re.fullmatch(r"[a-z]{2,3}_[a-z0-9]+_[a-z0-9_]+_(?:sm|md|lg|trf)", value):
            hint = "it looks like de_core_news_sm"
            raise self.error(f"{key} is to be the name of a spaCy model, not {value[:60]!r}", (), key, hint)
        return cast(str, value)

    def inside(self, value: str, table: tuple[str | int, ...], key: str) -> Path:
        """A path of the configuration; one that leads out of the project is an error."""
        project = project_root(str(self.root))
        try:
            path = self.root / value
            outside = not value or Path(value).is_absolute() or not path.resolve().is_relative_to(project.resolve())
        except (OSError, ValueError, RuntimeError):  # NUL in the path, a loop of links
            outside = True
        if outside:
            hint = "a path in the configuration is relative to it and stays in the project"
            raise self.error(f"{_name(table, key)}: {value[:100]!r} is not a path in this project", table, key, hint)
        return Path(os.path.normpath(path))


def _name(table: tuple[str | int, ...], key: str) -> str:
    return f"{table[0]}.{key}" if table else key


def _kind(value: Any) -> str:
    """What a TOML value is, in plain words."""
    if isinstance(value, bool):
        return f"the yes-or-no value {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {str(value)[:30]}"
    if isinstance(value, str):
        return f"the text {value[:60]!r}"
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a date or time"


def _either(choices: Sequence[str]) -> str:
    return ", ".join(choices[:-1]) + f" or {choices[-1]}"
