"""Published pages: fetched one by one, read like a file, and never written.

The settings of the current folder hold for them but for what these say by path, which is about files.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.errors import FetchError, UsageError
from ots_lint.fetch.address import Address, address, without_credentials
from ots_lint.fetch.page import Fetched, fetch
from ots_lint.messages import catalogue
from ots_lint.site.codes import check_codes, check_config_codes
from ots_lint.site.config import Config, Overrides
from ots_lint.site.configs import Configs, settings_for
from ots_lint.site.linter import Linter, Treatment
from ots_lint.site.result import File, PageResult, report
from ots_lint.site.run import gather, known_before, language, overrides_of
from ots_lint.site.store.findings import Results
from ots_lint.site.walk import Found
from ots_lint.text import encodings
from ots_lint.text.language_tags import tag_in_path
from ots_lint.text.web import is_address

if TYPE_CHECKING:
    from ots_lint.messages import Catalogue
    from ots_lint.settings import Settings
    from ots_lint.site.options import Options, Outcome
    from ots_lint.text.source import Source

#: What a page is called while it is read: the suffix tells its format.
_STAND_IN = "page"


class Read(NamedTuple):
    """What a run keeps of a published page."""

    name: str
    result: PageResult
    text: str  # of a page with findings: reports show its lines


def check_given(paths: Sequence[str], options: Options) -> None:
    """Raise `UsageError` for files among addresses, and for what can be done to files alone; nothing is fetched yet."""
    file = next((path for path in paths if not is_address(path)), None)
    if file is not None:
        raise UsageError("files and published pages are checked apart", file, hint="call ots-lint once for each")
    name = without_credentials(paths[0])
    if options.fix and not options.diff:
        raise UsageError("a published page cannot be written", name, hint="--diff shows what would be repaired")
    if options.changes is not None:
        raise UsageError("--changes is about files, and this page is published", name, hint="leave it out")


def run_published(addresses: Sequence[str], options: Options) -> Outcome:
    """Fetch and lint published pages. What cannot be fetched is a problem, and the others go on.

    Raises `OtsLintError` for what stops the whole run.
    """
    start = time.perf_counter()
    configs = Configs(options.config, isolated=options.isolated)
    folder = os.getcwd()  # noqa: PTH109
    config = configs.of(folder)
    linter = Linter(options)
    rules = options.rules or config.rules
    default = linter.ruleset(rules)
    check_codes(Overrides(options.select, options.ignore), default)
    check_config_codes(config, default)
    baselined = known_before(options, config)
    words = catalogue(language(options, config))
    problems: list[str] = []
    notes: list[str] = []
    pages: dict[str, Read] = {}
    for given in dict.fromkeys(addresses):
        try:
            fetched = fetched_from(given, options)
        except FetchError as error:
            problems.append(told(error, words))
            continue
        settings = settings_of(fetched.address, config, overrides_of(options, config))
        read = _read(linter, fetched, Treatment(settings, rules, b""))
        pages[read.name] = read
        if fetched.address != fetched.asked:
            notes.append(words("led-on", asked=fetched.asked, place=fetched.address))
    found = Found([File(name, os.path.join(folder, _STAND_IN)) for name in sorted(pages)])  # noqa: PTH118
    linter.results = Results(found.files, linter.spool)
    for number, file in enumerate(found.files):
        linter.results.add(number, pages[file.name].result)
    outcome = gather(found, options, configs, config, default, linter, baselined)
    outcome.problems[:0] = problems
    outcome.notes += notes
    outcome.report.sources = lambda name: pages[name].text
    outcome.report.published = True
    outcome.report.elapsed = time.perf_counter() - start
    return outcome


def fetched_from(given: str, options: Options) -> Fetched:
    """The page at an address. Raises `FetchError`."""
    from ots_lint import __version__

    return fetch(address(given), f"ots-lint/{__version__}", private=options.private)


def told(error: FetchError, words: Catalogue) -> str:
    """Why a page cannot be fetched, in a line."""
    hint = f" ({words.phrase(error.hint)})" if error.hint else ""
    return f"{error.filename}: {words.phrase(error.message)}{hint}"


def settings_of(place: Address, config: Config, overrides: Overrides) -> Settings:
    """The settings of a page at this place: what the configuration says by path is about files."""
    by_path = config._replace(events=(), per_file_ignores=())
    settings = settings_for(by_path, os.path.abspath(_STAND_IN), overrides)  # noqa: PTH100
    return settings._replace(site=place.bare, place_language=tag_in_path(place.path))


def source_of(fetched: Fetched) -> Source:
    """The text of a page, under a name whose suffix tells its format. Raises `PageError`."""
    from ots_lint.lint.page import decoded

    return decoded(fetched.data, _STAND_IN + fetched.suffix, encodings.sent(fetched.charset))


def _read(linter: Linter, fetched: Fetched, treatment: Treatment) -> Read:
    """Lint a page, and find out what fixes would do to it where that is asked for."""
    from ots_lint.lint.fix import wanted
    from ots_lint.lint.page import lint_bytes, may_matter

    name, options, ruleset = str(fetched.asked), linter.options, linter.ruleset(treatment.rules)
    page = fetched.data, _STAND_IN + fetched.suffix, ruleset, treatment.settings, encodings.sent(fetched.charset)
    if not may_matter(*page):
        return Read(name, PageResult(), "")
    linted = lint_bytes(*page)
    asked = options.diff and any(wanted(finding, unsafe=options.unsafe) for finding in linted.findings)
    fixed = linter.fixed(linted, treatment, name) if asked else None
    if fixed is None:
        linted.source.filename = name
        result = PageResult(
            report(linted.source, linted.findings), linted.suppressed, problem=linted.problem, language=linted.language
        )
        fixed = linted.source, result
    source, result = fixed
    return Read(name, result, source.text if result.findings else "")
