"""The Python interface; the command line is built on the same functions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.finding import Reported

if TYPE_CHECKING:
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings
    from ots_lint.site.config import Config, Overrides


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


class PageLinter:
    """Lints the bytes of pages, one after another or in many processes, with rules that are loaded once.

    What it says of a page depends on its arguments alone, and nothing is written or fetched. `config` is a
    configuration file (default: none is looked for), `rules` are folders of rules (default: the shipped ones). It can
    be pickled; the process that it comes to loads the rules by itself.
    """

    def __init__(
        self,
        *,
        relationship: str | None = None,
        config: str | os.PathLike[str] | None = None,
        rules: Sequence[str | os.PathLike[str]] | None = None,
    ) -> None:
        """Raises `OtsLintError` where the configuration or the rules are wrong."""
        self._given = relationship, config, rules
        self._loaded = _loaded(relationship, config, rules)

    def __call__(
        self, path: str | os.PathLike[str], data: bytes, *, address: str = "", charset: str = ""
    ) -> list[Reported]:
        """The findings about a page, in document order.

        The suffix of `path` says which format it is in. A published page has an `address`, which it is named by in
        findings and which tells whose site it is on, and may have the `charset` that its server said. A page that
        cannot be read has a finding that says so. Raises `OtsLintError` for what is no address of a page.
        """
        from ots_lint.fetch.address import address as checked
        from ots_lint.lint.page import lint_bytes, may_matter
        from ots_lint.site.configs import settings_for
        from ots_lint.site.published import settings_of
        from ots_lint.site.result import report
        from ots_lint.text.encodings import sent

        ruleset, config, overrides = self._loaded
        if address:
            settings = settings_of(checked(address), config, overrides)
        else:
            settings = settings_for(config, os.path.abspath(path), overrides)  # noqa: PTH100
        page = data, os.fspath(path), ruleset, settings, sent(charset)
        if not may_matter(*page):
            return []
        linted = lint_bytes(*page)
        linted.source.filename = address or os.fspath(path)
        return report(linted.source, linted.findings)

    def __reduce__(self) -> tuple[object, ...]:
        return _page_linter, self._given


def _page_linter(relationship: Any, config: Any, rules: Any) -> PageLinter:
    return PageLinter(relationship=relationship, config=config, rules=rules)


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
    from ots_lint.site.configs import settings_for

    ruleset, loaded, overrides = _loaded(relationship, config, rules)
    return ruleset, settings_for(loaded, os.path.abspath(path), overrides)  # noqa: PTH100


def _loaded(
    relationship: str | None,
    config: str | os.PathLike[str] | None,
    rules: Sequence[str | os.PathLike[str]] | None,
) -> tuple[Ruleset, Config, Overrides]:
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.site.config import Config, Overrides
    from ots_lint.site.config_file import load

    loaded = load(Path(config), explicit=True) if config is not None else Config(root=Path.cwd())
    ruleset = load_ruleset([Path(folder) for folder in rules] if rules else loaded.rules)
    return ruleset, loaded, Overrides(relationship=_relationship(relationship))


def _relationship(value: str | None) -> str:
    from ots_lint.errors import UsageError
    from ots_lint.settings import RELATIONSHIPS

    if value and value not in RELATIONSHIPS:
        raise UsageError(f"{value!r} is no relationship", hint="there are " + ", ".join(RELATIONSHIPS))
    return value or ""
