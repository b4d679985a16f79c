"""What `ots-lint why PAGE [ROW]` does once its options are known."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from ots_lint.cli.check import open_outputs, options_of, page_from_standard_input
from ots_lint.cli.faults import complain
from ots_lint.cli.terminal import columns_of, standard_output, use_color
from ots_lint.errors import UsageError
from ots_lint.text.web import is_address

if TYPE_CHECKING:
    from ots_lint.messages import Catalogue
    from ots_lint.settings import Settings
    from ots_lint.site.config import Config, Overrides
    from ots_lint.site.configs import Configs
    from ots_lint.site.options import Options
    from ots_lint.site.result import File
    from ots_lint.text.source import Source
    from ots_lint.why.model import Declared, Explanation

#: What stands for standard input.
STDIN = "-"


class Asked(NamedTuple):
    """An explanation, the language that people read it in, and what was read for it."""

    explanation: Explanation
    words: Catalogue
    file: File
    configs: Configs


def show(given: dict[str, Any]) -> int:
    """Write the explanation that was asked for; returns the exit status. Raises `OtsLintError` and `Misuse`."""
    options = options_of(given)
    data = page_from_standard_input() if given["page"] == STDIN else None
    found = _asked(given["page"], data, given["stdin_filename"] or "stdin.md", options)
    row = given["row"]
    _check_row(found.explanation, row)
    if given["html"]:
        problem = _write_page(found, row, given["html"], given, options)
        if problem:
            complain(problem, found.words)
            return 2
    if given["format_"] == "json":
        from ots_lint.why.as_json import written as as_json

        standard_output().write(as_json(found.explanation, row))
    elif given["format_"] or not given["html"]:
        from ots_lint.why.text import written as as_text

        stream = standard_output()
        color = use_color(given["color"], sys.stdout)
        text = as_text(found.explanation, row, found.words, color=color, columns=columns_of(sys.stdout))
        stream.write(text)
    return 0


def _check_row(explanation: Explanation, row: int | None) -> None:
    """Raise `UsageError` for a row behind the end of the page."""
    rows = explanation.source.position(len(explanation.source.text))[0]
    if row is not None and row > rows:
        raise UsageError(f"there is no line {row}: the page has {rows}", explanation.source.filename)


def _write_page(found: Asked, row: int | None, path: str, given: dict[str, Any], options: Options) -> str:
    """Write the HTML page; what went wrong, if anything did."""
    from ots_lint.site.walk import Found
    from ots_lint.why.html import written

    text = written(found.explanation, row, found.words)
    outputs = open_outputs({**given, "output": path, "format_": ""}, options, Found([found.file]), found.configs)

    def write(raw: BinaryIO) -> None:
        raw.write(text.encode("utf-8", "backslashreplace"))

    return outputs[0].write(write)


def _asked(path: str, data: bytes | None, name: str, options: Options) -> Asked:
    """The explanation of a page as settings, rules and command line have it.

    `data` are the bytes of standard input, as if they were those of a file called `name`. Raises `OtsLintError`:
    a path that leads nowhere, a page that cannot be read, wrong settings or rules.
    """
    from ots_lint.messages import ENGLISH, catalogue
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.site.codes import check_codes, check_config_codes
    from ots_lint.site.config import Overrides
    from ots_lint.site.configs import Configs, settings_for
    from ots_lint.site.result import File
    from ots_lint.site.run import language
    from ots_lint.why.explain import explain
    from ots_lint.why.model import Declared

    published = data is None and is_address(path)
    if data is None and not published:
        name = path
        _check_path(path)
    place = os.path.abspath(name)  # noqa: PTH100
    configs = Configs(options.config, isolated=options.isolated)
    config = configs.of(os.path.dirname(place))  # noqa: PTH120
    ruleset = load_ruleset(options.rules or config.rules)
    check_config_codes(config, ruleset)
    lang = language(options, config)
    overrides = Overrides(options.select, options.ignore, options.relationship, "" if lang == ENGLISH else lang)
    check_codes(overrides, ruleset)
    words = catalogue(lang)
    if published:
        source, settings = _published(path, options, config, overrides, words)
        found = explain(source, ruleset, settings, Declared())
        source.filename = path
    else:
        source = _source(data, name)
        found = explain(source, ruleset, settings_for(config, place, overrides), _declared(config, place))
    return Asked(found, words, File(name, place), configs)


def _source(data: bytes | None, name: str) -> Source:
    """The text of a page: of these bytes, or of the file. Raises `PageError`."""
    from ots_lint.disk.reading import read_bytes
    from ots_lint.lint.page import decoded

    return decoded(read_bytes(name, name) if data is None else data, name)


def _published(
    path: str, options: Options, config: Config, overrides: Overrides, words: Catalogue
) -> tuple[Source, Settings]:
    """The text of a published page, and the settings for it. Raises `FetchError` and `PageError`."""
    from ots_lint.errors import FetchError
    from ots_lint.site.published import fetched_from, settings_of, source_of

    try:
        fetched = fetched_from(path, options)
    except FetchError as error:
        raise FetchError(words.phrase(error.message), error.filename, hint=words.phrase(error.hint)) from None
    return source_of(fetched), settings_of(fetched.address, config, overrides)


def _check_path(path: str) -> None:
    """Raise `UsageError` for a path that is no file."""
    from ots_lint.site.discover import missing

    if os.path.isdir(path):  # noqa: PTH112 - a name that is too long is none
        raise UsageError("this is a folder, and one page is explained at a time", path, hint="name a page in it")
    try:
        os.stat(path)  # noqa: PTH116
    except (OSError, ValueError) as error:
        named = re.fullmatch(r"(.+?):(\d{1,9})(?::\d*)?:?", path)
        if named and os.path.isfile(named[1]):  # noqa: PTH113 - as findings name a place
            hint = f"write it as ots-lint why {named[1]} {named[2]}"
            raise UsageError("a line stands behind a blank", path, hint=hint) from None
        raise UsageError(missing(path, error)) from None


def _declared(config: Config, place: str) -> Declared:
    """Where a configuration says the relationship of a file."""
    from ots_lint.site.config_rows import row_of
    from ots_lint.site.configs import event_of
    from ots_lint.why.model import Declared

    entry = event_of(config, place)
    if entry is None or config.path is None:
        return Declared()
    shown = os.path.relpath(config.path).replace(os.sep, "/")
    return Declared(shown, row_of(config, ("events", entry), "relationship") or 0)
