"""Settings as they hold for files, for people who wonder why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ots_lint.messages import Catalogue, catalogue
from ots_lint.report.text import wrap
from ots_lint.settings import Settings
from ots_lint.site.config import Config, Overrides
from ots_lint.site.configs import Configs, settings_for
from ots_lint.site.left_out import FOREIGN_FOLDERS, GENERATED_FOLDERS
from ots_lint.site.options import Options
from ots_lint.site.result import File
from ots_lint.site.run import language
from ots_lint.text.visible import visible

if TYPE_CHECKING:
    from ots_lint.ruleset.load import Ruleset

#: Files that are named of those that share their settings.
_NAMED = 10


def show(files: Sequence[File], configs: Configs, options: Options, columns: int = 80) -> str:
    """The settings of files, once for files that share them, and what each of the pages named declares itself."""
    from ots_lint.cli.show_page import rows_of_page
    from ots_lint.ruleset.load import load_ruleset

    overrides = Overrides(options.select, options.ignore, options.relationship)
    groups: dict[tuple[str, Settings], tuple[Config, list[File]]] = {}
    for file in files:
        config = configs.of(os.path.dirname(file.path))  # noqa: PTH120
        settings = settings_for(config, file.path, overrides)
        groups.setdefault((str(config.path), settings), (config, []))[1].append(file)
    blocks = []
    rulesets: dict[tuple[Path, ...], Ruleset] = {}
    for (_, settings), (config, pages) in groups.items():
        words = catalogue(language(options, config))
        lines = [visible(file.name) for file in pages[:_NAMED]]
        if len(pages) > _NAMED:
            lines.append(words("config-more-pages", len(pages) - _NAMED))
        lines += _table(_rows(config, settings, options, words), columns)
        rules = tuple(options.rules or config.rules)
        if rules not in rulesets:
            rulesets[rules] = load_ruleset(rules)
        for file in pages[:_NAMED]:
            if len(pages) > 1:
                lines.append(f"  {visible(file.name)}")
            lines += _table(rows_of_page(file.path, file.name, rulesets[rules], settings, words), columns)
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _table(rows: Sequence[tuple[str, str]], columns: int) -> list[str]:
    """A label and a text each, and where a text is long, more lines below it."""
    lines = []
    for key, value in rows:
        first, *more = wrap(visible(value), max(columns - 18, 20))
        lines += [f"  {key:<15} {first}", *(f"{'':<18}{line}" for line in more)]
    return lines


def _rows(config: Config, settings: Settings, options: Options, words: Catalogue) -> list[tuple[str, str]]:
    """The settings under the names that they have in a configuration."""

    def given(value: str, by_option: bool) -> str:
        return words("config-option", value=value) if by_option else value

    rows = [(words("config-file"), _path(config.path) if config.path else words("config-no-file"))]
    select = " ".join(settings.select) or words("config-all-rules")
    rows.append(("select", given(select, bool(options.select))))
    rows.append(("ignore", " ".join(settings.ignore) or words("config-none")))
    rows += [("severity", f"{code} = {severity}") for code, severity in settings.severity]
    if settings.relationship:
        relationship = given(settings.relationship, True)
    elif settings.event_relationship:
        relationship = words("config-events", value=settings.event_relationship)
    else:
        relationship = words("config-each-page")
    rows.append(("relationship", relationship))
    if settings.event_contributions:
        rows.append(("contributions", ", ".join(settings.event_contributions)))
    if settings.event_team:
        rows.append(("team", settings.event_team))
    rules = options.rules or config.rules
    rows.append(("rules", ", ".join(_path(path) for path in rules) or words("config-shipped")))
    if settings.page_language:
        rows.append(("page-language", words("config-page-language", value=settings.page_language)))
    if settings.model:
        rows.append(("model", settings.model))
    rows.append(("exclude", " ".join([*config.exclude, *options.exclude]) or words("config-nothing")))
    rows.append(("include", " ".join(config.include) or words("config-formats")))
    folders = " ".join(f"{name}/" for name in sorted(FOREIGN_FOLDERS | GENERATED_FOLDERS))
    rows.append((words("config-built-in"), words("config-folders", folders=folders)))
    level = options.fail_level or config.fail_level or "warning"
    rows.append(("fail-level", given(level, bool(options.fail_level))))
    baseline = options.baseline or (None if options.no_baseline else config.baseline)
    if baseline:
        rows.append(("baseline", _path(baseline)))
    lang = language(options, config)
    if config.lang and not options.lang and config.lang != lang:
        lang = words("config-examples", value=config.lang, lang=lang)
    rows.append(("lang", given(lang, bool(options.lang))))
    if config.format:
        rows.append(("format", config.format))
    return rows


def _path(path: object) -> str:
    return os.path.relpath(str(path)).replace(os.sep, "/")
