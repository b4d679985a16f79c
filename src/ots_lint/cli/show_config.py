"""Settings as they hold for files, for people who wonder why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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


def show(files: Sequence[File], configs: Configs, options: Options) -> str:
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
        lines = [visible(file.name) for file in pages[:_NAMED]]
        if len(pages) > _NAMED:
            lines.append(f"… and {len(pages) - _NAMED} more pages")
        lines += [f"  {key:<15} {visible(value)}" for key, value in _rows(config, settings, options)]
        rules = tuple(options.rules or config.rules)
        if rules not in rulesets:
            rulesets[rules] = load_ruleset(rules)
        for file in pages[:_NAMED]:
            if len(pages) > 1:
                lines.append(f"  {visible(file.name)}")
            rows = rows_of_page(file.path, file.name, rulesets[rules], settings)
            lines += [f"  {key:<15} {visible(value)}" for key, value in rows]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _rows(config: Config, settings: Settings, options: Options) -> list[tuple[str, str]]:
    line = "(command line)"
    rows = [("configuration", _path(config.path) if config.path else "none was found")]
    rows.append(("select", " ".join(settings.select) or "all rules"))
    if options.select:
        rows[-1] = ("select", f"{rows[-1][1]} {line}")
    rows.append(("ignore", " ".join(settings.ignore) or "none"))
    rows += [("severity", f"{code} = {severity}") for code, severity in settings.severity]
    if settings.relationship:
        rows.append(("relationship", f"{settings.relationship} {line}"))
    elif settings.event_relationship:
        rows.append(("relationship", f"{settings.event_relationship} (from [[events]], unless a page says otherwise)"))
    else:
        rows.append(("relationship", "as each page says"))
    if settings.event_contributions:
        rows.append(("contributions", ", ".join(settings.event_contributions)))
    if settings.event_team:
        rows.append(("team", settings.event_team))
    rules = options.rules or config.rules
    rows.append(("rules", ", ".join(_path(path) for path in rules) or "shipped"))
    if settings.page_language:
        rows.append(("page-language", f"{settings.page_language} (where a page does not say or show its own)"))
    if settings.model:
        rows.append(("model", settings.model))
    excluded = [*config.exclude, *options.exclude]
    rows.append(("exclude", " ".join(excluded) or "nothing"))
    rows.append(("include", " ".join(config.include) or "nothing besides the formats of pages"))
    folders = " ".join(f"{name}/" for name in sorted(FOREIGN_FOLDERS | GENERATED_FOLDERS))
    rows.append(("built in", f"{folders} hidden folders and virtual environments (exclude !NAME/ takes one back)"))
    level = options.fail_level or config.fail_level or "warning"
    rows.append(("fail-level", level + (f" {line}" if options.fail_level else "")))
    baseline = options.baseline or (None if options.no_baseline else config.baseline)
    if baseline:
        rows.append(("baseline", _path(baseline)))
    lang = language(options, config)
    if config.lang and not options.lang and config.lang != lang:
        lang = f"{config.lang} (examples of rules; messages are in {lang})"
    rows.append(("lang", f"{lang} {line}" if options.lang else lang))
    if config.format:
        rows.append(("format", config.format))
    return rows


def _path(path: object) -> str:
    return os.path.relpath(str(path)).replace(os.sep, "/")
