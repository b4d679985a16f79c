"""Linting again and again: rules, parsers and pipelines stay loaded, and settings are read anew when they change."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.disk.project import project_root
from ots_lint.pages.suffixes import may_be_included, taken
from ots_lint.settings import Settings
from ots_lint.site import address
from ots_lint.site.codes import check_codes
from ots_lint.site.config import FILE, MISNAMED, Config
from ots_lint.site.config_rows import PYPROJECT
from ots_lint.site.configs import Configs
from ots_lint.site.linter import Linter
from ots_lint.site.options import Options
from ots_lint.site.result import File
from ots_lint.site.run import baseline_of, language, overrides_of
from ots_lint.site.stamps import Stamps
from ots_lint.site.treatments import Treatments
from ots_lint.site.walk import is_excluded

if TYPE_CHECKING:
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.site.baseline import Known

#: What the settings of a page are found in, in its folder and in those above it.
SETTINGS = (FILE, *MISNAMED, PYPROJECT, *address.FILES)
#: Files that rules consist of.
_RULE_FILES = (".yaml", ".yml")


class Way(NamedTuple):
    """How a page is dealt with."""

    settings: Settings
    ruleset: Ruleset
    lang: str  # of messages for people
    left_out: bool  # it is excluded, or of a format that a run over its folder leaves alone
    baseline: Path | None
    known: Known | None  # findings that the baseline knows in this page


def warm(way: Way) -> None:
    """Load what only some of the pages that are dealt with so will need, too: every language, every format."""
    from ots_lint.lint.check import warm_up

    warm_up(way.ruleset, [way.settings])


class Live:
    """What is known of settings and rules, until a file that they were read from changes."""

    def __init__(self, options: Options) -> None:
        self.options = options._replace(cache=False)
        self.rulesets: dict[tuple[Path, ...], Ruleset] = {}
        self.forget()

    def forget(self) -> None:
        """Read everything anew when it is needed next."""
        address.forget()
        self._stamps = Stamps()
        self._folders: set[str] = set()
        self._configs: Configs | None = None
        self.rulesets.clear()
        self._linter = Linter(self.options, self.rulesets)
        self._treatments: dict[str, Treatments] = {}
        self._known: dict[Path, dict[str, Known]] = {}

    def look(self) -> bool:
        """Whether something has changed that settings or rules were read from; then all of it is read anew."""
        if not self._stamps.changed():
            return False
        self.forget()
        return True

    def attend(self, folder: str) -> Config:
        """The configuration of a folder (absolute), whose changes `look` notices from now on. Raises `ConfigError`."""
        above = folder
        while above not in self._folders:
            self._folders.add(above)
            for name in SETTINGS:
                self._stamps.add(os.path.join(above, name))  # noqa: PTH118
            parent = os.path.dirname(above)  # noqa: PTH120
            if parent == above or os.path.lexists(os.path.join(above, ".git")):  # noqa: PTH118
                break
            above = parent
        return self._config(folder)

    def of(self, path: str, name: str = "") -> Way:
        """How to deal with the page of this absolute path. Raises `OtsLintError` for wrong settings and rules.

        `name` is its name with the suffix of its format, where its own has none.
        """
        folder = os.path.dirname(path)  # noqa: PTH120
        self.attend(folder)
        config = self._config(folder)
        ruleset = self._ruleset(config)
        lang = language(self.options, config)
        if lang not in self._treatments:
            overrides = overrides_of(self.options, config)
            check_codes(overrides, ruleset)
            self._treatments[lang] = Treatments(self._linter, self._all_configs(), overrides)
        treatments = self._treatments[lang]
        treatment = treatments.all[treatments.of(File(path, path))]
        left_out = not _taken(name or path, config)
        if self.options.force_exclude and not left_out:
            left_out = is_excluded(path, self._all_configs(), self.options.exclude)
        baseline = baseline_of(self.options, config)
        known = self._known_in(baseline, path) if baseline is not None else None
        return Way(treatment.settings, ruleset, lang, left_out, baseline, known)

    def load(self, folder: str) -> Way:
        """Load what every page of a folder will need; how such a page is dealt with. Raises `OtsLintError` for wrong settings and rules."""
        from ots_lint.lint.page import lint_source
        from ots_lint.meaning.pipeline import components
        from ots_lint.text.source import Source

        assert components  # and spaCy with it, which is most of the work
        way = self.of(os.path.join(folder, "page.md"))  # noqa: PTH118
        name = way.ruleset.brand.name
        lint_source(Source(f"{name.lower()} and {name}\n", "page.md"), way.ruleset, way.settings)
        return way

    def _all_configs(self) -> Configs:
        if self._configs is None:
            if self.options.config is not None:
                self._stamps.add(os.path.abspath(self.options.config))  # noqa: PTH100
            self._configs = Configs(self.options.config, isolated=self.options.isolated)
        return self._configs

    def _config(self, folder: str) -> Config:
        return self._all_configs().of(folder)

    def _ruleset(self, config: Config) -> Ruleset:
        folders = self.options.rules or config.rules
        if folders not in self.rulesets:
            for folder in folders:
                self._stamps.add_tree(os.path.abspath(folder), _RULE_FILES)  # noqa: PTH100
        return self._linter.ruleset(folders)

    def _known_in(self, baseline: Path, path: str) -> Known | None:
        """What a baseline knows in one page. Raises `ConfigError`."""
        if baseline not in self._known:
            from ots_lint.site.baseline import load

            self._stamps.add(os.path.abspath(baseline))  # noqa: PTH100
            by_file: dict[str, Known] = {}
            for key, count in load(baseline).items():
                by_file.setdefault(key[0], Counter())[key] = count
            self._known[baseline] = by_file
        base = os.path.dirname(os.path.abspath(baseline))  # noqa: PTH100, PTH120
        return self._known[baseline].get(os.path.relpath(path, base).replace(os.sep, "/"))


def _taken(path: str, config: Config) -> bool:
    """Whether a run over the project takes a page: by its format and its folders, or because the settings include it."""
    root = config.root if config.path else project_root(os.path.dirname(path))  # noqa: PTH120
    relative = config._replace(root=root).relative(path) or os.path.basename(path)  # noqa: PTH119
    name = os.path.basename(path)  # noqa: PTH119
    return taken(relative) or (may_be_included(name) and config.included.cover(relative))
