"""Rule codes on the command line and in configurations: each has to be one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ots_lint.errors import ConfigError, UsageError
from ots_lint.site.config import Config, Overrides
from ots_lint.site.config_rows import did_you_mean, row_of

if TYPE_CHECKING:
    from ots_lint.ruleset.load import Ruleset


def check_codes(overrides: Overrides, ruleset: Ruleset) -> None:
    """Raises `UsageError` for a code on the command line that no rule has or begins with."""
    for option, codes in (("--select", overrides.select), ("--ignore", overrides.ignore)):
        for code in codes:
            if not _known(code, ruleset):
                raise UsageError(f"{option} {code}: no rule has this code", hint=_hint(code, ruleset))


def check_config_codes(config: Config, ruleset: Ruleset) -> None:
    """Raises `ConfigError` for a code in a configuration that no rule has or begins with."""
    tables = [("select", config.select), ("ignore", config.ignore)]
    tables += [("severity", tuple(code for code, _ in config.severity))]
    tables += [("per-file-ignores", codes) for _, _, codes in config.per_file_ignores]
    for key, codes in tables:
        for code in codes:
            if not _known(code, ruleset):
                message = f"{key}: no rule has the code {code!r}"
                rows = [row_of(config, (key,), name) or 0 for name in (code, code.lower()) if key == "severity"]
                row = max(rows, default=0)
                shown = os.path.relpath(config.path).replace(os.sep, "/") if config.path else ""
                raise ConfigError(message, shown, row or config.row(key), _hint(code, ruleset))


def _known(code: str, ruleset: Ruleset) -> bool:
    return any(rule.startswith(code) for rule in ruleset.rules)


def _hint(code: str, ruleset: Ruleset) -> str:
    return did_you_mean(code, ruleset.rules) or "ots-lint rules lists them"
