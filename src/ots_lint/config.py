"""The configuration: `ots-lint.toml`, or `[tool.ots-lint]` in `pyproject.toml`.

The nearest one above a file holds for it, up to the folder that has a `.git`. A configuration
may come with a stranger's pull request: it is data, and every path in it stays in the project.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ots_lint.errors import ConfigError, UsageError
from ots_lint.globs import NO_PATTERNS, PathPatterns
from ots_lint.places import check_inside, is_foreign, project_root
from ots_lint.regular import open_given, open_regular, read_all
from ots_lint.settings import RELATIONSHIPS, Letter, Settings
from ots_lint.site_address import site_address

if TYPE_CHECKING:
    from ots_lint.finding import Severity

FILE = "ots-lint.toml"
PYPROJECT = "pyproject.toml"
#: In bytes; a larger configuration is refused.
MAX_SIZE = 1 << 20
FAIL_LEVELS = ("error", "warning", "info", "never")
_CODE = re.compile(r"[A-Z]+[0-9]*\Z")


class Event(NamedTuple):
    """One `[[events]]` entry: what it says about the pages that its paths match."""

    paths: PathPatterns
    relationship: str
    contributions: tuple[str, ...]
    team: str
    shown: tuple[str, ...]  # the paths as written


class Config(NamedTuple):
    """What one configuration file says; with no file, the defaults."""

    path: Path | None = None
    root: Path = Path()  # absolute: what its paths are relative to
    text: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, PathPatterns, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    excluded: PathPatterns = NO_PATTERNS
    include: tuple[str, ...] = ()
    included: PathPatterns = NO_PATTERNS
    severity: tuple[tuple[str, Severity], ...] = ()
    fail_level: str = ""
    events: tuple[Event, ...] = ()
    rules: tuple[Path, ...] = ()
    model: str = ""
    format: str = ""
    baseline: Path | None = None
    lang: str = ""
    report: Letter = Letter()

    def row(self, key: str) -> int | None:
        """The row of a key in the file, for errors about its value."""
        return _row(self.text, self.path, (), key)

    def relative(self, path: str) -> str | None:
        """An absolute path from this configuration's folder, or None where it is outside."""
        base = str(self.root)
        prefix = base if base.endswith(os.sep) else base + os.sep
        if not path.startswith(prefix):
            return None
        relative = path[len(prefix) :]
        return relative if os.sep == "/" else relative.replace(os.sep, "/")


class Overrides(NamedTuple):
    """What the command line says about settings; it wins over every configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    relationship: str = ""
    lang: str = ""  # of messages for people, beside English; empty for English alone


class Configs:
    """Finds the configuration of each folder, once."""

    def __init__(self, path: Path | None = None, *, isolated: bool = False) -> None:
        self._fixed: Config | None = None
        if path is not None:
            self._fixed = load(path, root=Path.cwd(), explicit=True)
        elif isolated:
            self._fixed = Config(root=Path.cwd())
        self._by_folder: dict[str, Config] = {}

    def of(self, folder: str) -> Config:
        """The configuration for the files of an absolute folder. Raises `ConfigError`."""
        if self._fixed is not None:
            return self._fixed
        config = self._by_folder.get(folder)
        if config is None:
            config = self._by_folder[folder] = self._find(folder)
        return config

    def _find(self, folder: str) -> Config:
        found = _in_folder(folder)
        if found is not None:
            return found
        parent = os.path.dirname(folder)  # noqa: PTH120 - called for each folder of a large site
        if parent == folder or os.path.lexists(folder + os.sep + ".git") or is_foreign(parent, folder):
            return Config(root=Path(folder))
        above = self.of(parent)
        # In a folder that all may write to, anybody may have put it.
        if above.path and is_foreign(str(above.path), folder):
            return Config(root=Path(folder))
        return above

    def used(self) -> list[Config]:
        """Every configuration that was found so far, each once."""
        every = [self._fixed] if self._fixed else self._by_folder.values()
        return list({id(config): config for config in every if config and config.path}.values())


def _in_folder(folder: str) -> Config | None:
    prefix = folder if folder.endswith(os.sep) else folder + os.sep
    if _is_there(prefix + FILE):
        return load(Path(prefix + FILE))
    if _is_there(prefix + PYPROJECT):
        try:
            config = load(Path(prefix + PYPROJECT))
        except FileNotFoundError:  # taken away in between
            return None
        return config if config.path else None
    return None


def _is_there(path: str) -> bool:
    """Whether there is something to read, or to refuse: a pipe is not passed over, nor a link that leads nowhere."""
    return os.path.lexists(path) and not os.path.isdir(path)  # noqa: PTH112


def load(path: Path, *, root: Path | None = None, explicit: bool = False) -> Config:
    """Read one configuration file; its paths are relative to `root`, else to its folder.

    A `pyproject.toml` without a `[tool.ots-lint]` table gives the defaults, with no `path`;
    `explicit` makes that an error. Raises `ConfigError`, and `UsageError` where an explicit file is absent.
    """
    shown = _shown(path)
    check_inside(path, "the configuration", shown)
    root = root or Path(os.path.abspath(path)).parent  # noqa: PTH100 - links stay links here
    try:
        with open_given(path) if explicit else open_regular(path) as stream:
            data = read_all(stream, MAX_SIZE + 1)
    except FileNotFoundError:
        if explicit:
            from ots_lint.nearby import instead

            hint = instead(str(path), "ots-lint init writes one")
            raise UsageError(f"there is no configuration file {shown}", hint=hint) from None
        raise
    except OSError as error:
        raise ConfigError(f"the configuration cannot be read: {error.strerror or error}", shown) from None
    if len(data) > MAX_SIZE:
        raise ConfigError("the configuration is larger than 1 MiB", shown)
    in_pyproject = path.name == PYPROJECT
    if in_pyproject and b"ots-lint" not in data:
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


def _shown(path: Path) -> str:
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
        return ConfigError(message, self.shown, _row(self.text, self.path, table, key), hint)

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
            "model": lambda key: self.model(table[key], key),
            "format": lambda key: self.format(table[key], key),
            "baseline": lambda key: self.inside(self.string(table[key], (), key), (), key),
            "lang": lambda key: self.lang(table[key], key),
            "report": lambda key: self.letter(table[key], key),
        }
        self.known(table, readers, ())
        values = {key.replace("-", "_"): read(key) for key, read in readers.items() if key in table}
        if "exclude" in values:
            values["excluded"] = PathPatterns(values["exclude"])
        if "include" in values:
            values["included"] = PathPatterns(values["include"])
        return Config(path=self.path, root=self.root, text=self.text, **values)

    def known(self, table: dict[str, Any], keys: Iterable[str], where: tuple[str | int, ...]) -> None:
        keys = list(keys)
        for key in table:
            if key not in keys:
                hint = did_you_mean(key.replace("_", "-").lower(), keys) or "there are " + ", ".join(keys)
                place = f" in {where[0]}" if where else ""
                raise self.error(f"unknown setting {key!r}{place}", where, key, hint)

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
            self.known(entry, ("paths", "relationship", "contributions", "team"), where)
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
                raise self.error(f"{key}: there is no folder {_shown(path)}", (), key)
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
        """A language that there are messages in."""
        from ots_lint.messages import languages

        return self.choice(value, (), key, languages())

    def letter(self, value: Any, key: str) -> Letter:
        """What reports to send say about themselves."""
        table = self.table(value, key, "sender, site, date and greeting")
        self.known(table, Letter._fields, (key,))
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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that is nearest, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word[:60], list(known), 1, 0.6)
    return f"did you mean {close[0]}?" if close else ""


def _row(text: str, path: Path | None, table: tuple[str | int, ...], key: str) -> int | None:
    """The row where a key is set, found by its table header; None where it cannot be told.

    The TOML reader keeps no positions; a wrong guess is only a wrong row in an error message.
    """
    prefix = "tool.ots-lint" if path is not None and path.name == PYPROJECT else ""
    names = [prefix] * bool(prefix) + [str(part) for part in table if isinstance(part, str)]
    wanted = ".".join(names)
    nth = next((part for part in table if isinstance(part, int)), 0)
    current, seen, at_header = "", -1, None
    for row, line in enumerate(text.split("\n"), 1):
        line = line[:300]  # no key is that long, and the patterns below are not linear
        header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$", line)
        if header:
            current = re.sub(r"""["'\s]""", "", header.group(1))
            if current == wanted:
                seen += 1
                if seen == nth:
                    at_header = row
            if key and current == (f"{wanted}.{key}" if wanted else key):
                return row
            continue
        if not key:
            continue
        if current == wanted and (not table or seen == nth or not isinstance(table[-1], int)):
            found = re.match(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*[=.]""", line)
            if found and key in found.groups():
                return row
        if table and current == prefix and re.match(rf"\s*{re.escape(str(table[0]))}\s*[=.]", line):
            at_header = row
    return at_header


def row_of(config: Config, table: tuple[str | int, ...], key: str) -> int | None:
    """The row of a key in a table of a configuration, such as `("events", 0), "paths"`; None where it cannot be told."""
    return _row(config.text, config.path, table, key)


def settings_for(config: Config, path: str, overrides: Overrides) -> Settings:
    """The settings of one file (absolute path): its configuration, overridden by the command line."""
    relative = config.relative(path)
    select = overrides.select or config.select
    # A code that the command line names is on even where the configuration ignores it.
    ignore = [code for code in config.ignore if not any(chosen.startswith(code) for chosen in overrides.select)]
    ignore += overrides.ignore
    event: Event | None = None
    if relative is not None:
        for _, pattern, codes in config.per_file_ignores:
            if pattern.cover(relative):
                ignore += codes
                ignore += [chosen for chosen in select if chosen.startswith(codes)]
        for candidate in config.events:
            if candidate.paths.cover(relative):
                event = candidate
    settings = Settings(
        select=select,
        ignore=tuple(dict.fromkeys(ignore)),
        severity=config.severity,
        relationship=overrides.relationship,
        site=site_address(os.path.dirname(path)),  # noqa: PTH120
        lang=overrides.lang,
        model=config.model,
    )
    if event is not None:
        settings = settings._replace(
            event_relationship=event.relationship,
            event_contributions=event.contributions,
            event_team=event.team,
        )
    return settings
