"""How to deal with each file, worked out once for files that are alike."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ots_lint.pages.suffixes import READERS
from ots_lint.site.codes import check_config_codes
from ots_lint.site.config import Config, Overrides
from ots_lint.site.configs import Configs, settings_for
from ots_lint.site.linter import Linter, Treatment
from ots_lint.site.result import File
from ots_lint.site.store.results import program_version

if TYPE_CHECKING:
    from array import array

    from ots_lint.settings import Settings
    from ots_lint.site.store.cache import Keys


#: Folders whose treatments are remembered: they come one after the other, but some sites have one for each page.
_MOST_FOLDERS = 64


class Treatments:
    """How to deal with each file, worked out once for files that are alike."""

    def __init__(self, linter: Linter, configs: Configs, overrides: Overrides) -> None:
        self.linter = linter
        self.configs = configs
        self.overrides = overrides
        self._keys: dict[tuple[Path, ...], Keys] = {}
        self.all: list[Treatment] = []
        self._of_folder: dict[tuple[str, str], int] = {}
        self._alike: dict[tuple[Settings, tuple[Path, ...], str], int] = {}
        self._checked: dict[int, Config] = {}

    def numbers(self, files: Iterable[File]) -> bytearray | array[int]:
        """The numbers in `all` of the treatments of these files. Raises `ConfigError` and `RuleError`."""
        numbers: bytearray | array[int] = bytearray()
        for file in files:
            number = self.of(file)
            if number > 255 and isinstance(numbers, bytearray):
                from array import array

                numbers = array("I", list(numbers))  # from a bytearray itself it would take four bytes for one number
            numbers.append(number)
        return numbers

    def of(self, file: File) -> int:
        """The number of the treatment of a file. Raises `ConfigError` and `RuleError`."""
        path = file.path
        cut = path.rfind(os.sep) + 1
        dot = path.rfind(".", cut)
        alike = path[:cut], path[dot:] if cut < dot < len(path) - 1 else ""
        known = self._of_folder.get(alike)
        if known is not None:
            return known
        config = self.configs.of(os.path.dirname(path))  # noqa: PTH120
        rules = self.linter.options.rules or config.rules
        ruleset = self.linter.ruleset(rules)
        if id(config) not in self._checked:
            check_config_codes(config, ruleset)
            self._checked[id(config)] = config  # keeps the id from being used again
        settings = settings_for(config, path, self.overrides)
        reader = READERS.get(alike[1].lower(), "markdown")
        number = self._alike.get((settings, rules, reader))
        if number is None:
            salt = b""
            if self.linter.options.cache:
                if rules not in self._keys:
                    from ots_lint.site.store.cache import Keys

                    self._keys[rules] = Keys(ruleset.fingerprint, *program_version())
                salt = self._keys[rules].salt(settings, reader)
            number = self._alike[settings, rules, reader] = len(self.all)
            self.all.append(Treatment(settings, rules, salt))
        if not config.per_file_ignores and not config.events:
            if len(self._of_folder) > _MOST_FOLDERS:
                self._of_folder.clear()
            self._of_folder[alike] = number
        return number
