"""Which configuration holds for a file, and the settings that follow from it."""

from __future__ import annotations

import os
from pathlib import Path

from ots_lint.disk.project import is_foreign
from ots_lint.errors import ConfigError
from ots_lint.settings import Settings
from ots_lint.site.address import site_address
from ots_lint.site.config import FILE, MISNAMED, Config, Overrides
from ots_lint.site.config_file import load, shown_path
from ots_lint.site.config_rows import PYPROJECT
from ots_lint.text.language_tags import tag_in_path


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
    for name in MISNAMED:
        if _is_there(prefix + name):
            raise ConfigError(
                "no settings are read from a file of this name", shown_path(Path(prefix + name)), hint=f"call it {FILE}"
            )
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


def event_of(config: Config, path: str) -> int | None:
    """The number of the entry of `events` that holds for a file (absolute path): the last one whose paths match."""
    relative = config.relative(path)
    if relative is None:
        return None
    return next((i for i in range(len(config.events) - 1, -1, -1) if config.events[i].paths.cover(relative)), None)


def settings_for(config: Config, path: str, overrides: Overrides) -> Settings:
    """The settings of one file (absolute path): its configuration, overridden by the command line."""
    relative = config.relative(path)
    select = overrides.select or config.select
    # A code that the command line names is on even where the configuration ignores it.
    ignore = [code for code in config.ignore if not any(chosen.startswith(code) for chosen in overrides.select)]
    ignore += overrides.ignore
    event = event_of(config, path)
    if relative is not None:
        for _, pattern, codes in config.per_file_ignores:
            if pattern.cover(relative):
                ignore += codes
                ignore += [chosen for chosen in select if chosen.startswith(codes)]
    settings = Settings(
        select=select,
        ignore=tuple(dict.fromkeys(ignore)),
        severity=config.severity,
        relationship=overrides.relationship,
        site=site_address(os.path.dirname(path)),  # noqa: PTH120
        lang=overrides.lang,
        page_language=config.page_language,
        place_language=tag_in_path(relative or os.path.basename(path)),  # noqa: PTH119
        model=config.model,
    )
    if event is not None:
        entry = config.events[event]
        settings = settings._replace(
            event_relationship=entry.relationship,
            event_contributions=entry.contributions,
            event_team=entry.team,
        )
    return settings
