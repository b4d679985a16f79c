"""The Python interface; the command line is built on the same functions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.finding import Reported

if TYPE_CHECKING:
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings


class FixedText(NamedTuple):
    """A text after its fixes, what is left to say about it, and how many fixes were applied."""

    text: str
    findings: list[Reported]
    fixed: int


def lint_text(
    text: str,
    path: str | os.PathLike[str] = "page.md",
    *,
    relationship: str | None = None,
    config: str | os.PathLike[str] | None = None,
    rules: Sequence[str | os.PathLike[str]] | None = None,
) -> list[Reported]:
    """The findings about a page's text, in document order.

    The suffix of `path` says which format it is in; nothing is read from there.
    `config` is a configuration file (default: none is looked for), `rules` are folders of
    rules (default: the shipped ones). Raises `OtsLintError` where one of those is wrong.
    """
    from ots_lint.lint.page import lint_source
    from ots_lint.site.result import report
    from ots_lint.text.source import Source

    ruleset, settings = _prepared(path, relationship, config, rules)
    linted = lint_source(Source(text, os.fspath(path)), ruleset, settings)
    return report(linted.source, linted.findings)


def fix_text(
    text: str,
    path: str | os.PathLike[str] = "page.md",
    *,
    unsafe: bool = False,
    relationship: str | None = None,
    config: str | os.PathLike[str] | None = None,
    rules: Sequence[str | os.PathLike[str]] | None = None,
) -> FixedText:
    """Apply the safe fixes, and with `unsafe` the others too, to a page's text. See `lint_text`."""
    from ots_lint.lint.fix import fix_page
    from ots_lint.lint.page import lint_source
    from ots_lint.site.result import report
    from ots_lint.text.source import Source

    ruleset, settings = _prepared(path, relationship, config, rules)
    outcome = fix_page(Source(text, os.fspath(path)), lambda s: lint_source(s, ruleset, settings), unsafe)
    return FixedText(outcome.source.text, report(outcome.source, outcome.linted.findings), len(outcome.applied))


def lint_paths(
    paths: Sequence[str | os.PathLike[str]],
    *,
    relationship: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    config: str | os.PathLike[str] | None = None,
    isolated: bool = False,
    rules: Sequence[str | os.PathLike[str]] = (),
    exclude: Sequence[str] = (),
    jobs: int | None = 1,
    cache: bool = False,
) -> list[Reported]:
    """The findings in files and folders, sorted by file and position.

    Configuration files are found as on the command line, unless `config` names one or
    `isolated` is set; findings known from a configured baseline are left out. Raises
    `OtsLintError` for wrong paths, configurations and rules.
    """
    from ots_lint.errors import UsageError
    from ots_lint.site.options import Options
    from ots_lint.site.run import run

    options = Options(
        select=tuple(code.upper() for code in select),
        ignore=tuple(code.upper() for code in ignore),
        relationship=_relationship(relationship),
        config=Path(config) if config is not None else None,
        isolated=isolated,
        rules=tuple(Path(folder) for folder in rules),
        exclude=tuple(exclude),
        jobs=jobs,
        cache=cache,
    )
    outcome = run([os.fspath(path) for path in paths], options)
    if outcome.problems:
        raise UsageError("; ".join(outcome.problems))
    return list(outcome.report.new())


def _prepared(
    path: str | os.PathLike[str],
    relationship: str | None,
    config: str | os.PathLike[str] | None,
    rules: Sequence[str | os.PathLike[str]] | None,
) -> tuple[Ruleset, Settings]:
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.site.config import Config, Overrides
    from ots_lint.site.config_file import load
    from ots_lint.site.configs import settings_for

    loaded = load(Path(config), explicit=True) if config is not None else Config(root=Path.cwd())
    ruleset = load_ruleset([Path(folder) for folder in rules] if rules else loaded.rules)
    overrides = Overrides(relationship=_relationship(relationship))
    return ruleset, settings_for(loaded, os.path.abspath(path), overrides)  # noqa: PTH100


def _relationship(value: str | None) -> str:
    from ots_lint.errors import UsageError
    from ots_lint.settings import RELATIONSHIPS

    if value and value not in RELATIONSHIPS:
        raise UsageError(f"{value!r} is no relationship", hint="there are " + ", ".join(RELATIONSHIPS))
    return value or ""
