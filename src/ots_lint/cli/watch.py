"""`ots-lint --watch PATH...`: check the pages, then each page whenever it changes, until Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ots_lint.cli.check import Misuse, options_of, paths_of
from ots_lint.cli.faults import complain
from ots_lint.cli.faults import words as words_now
from ots_lint.cli.terminal import Progress, columns_of, shows_links, standard_output, use_color
from ots_lint.text.web import is_address

if TYPE_CHECKING:
    from ots_lint.messages import Catalogue
    from ots_lint.site.options import Outcome
    from ots_lint.site.watch import Round, Watch

#: What does not go with watching: options, and what to say of them.
_APART = {
    "fix": "--fix",
    "unsafe_fixes": "--unsafe-fixes",
    "diff": "--diff",
    "output": "--output",
    "output_file": "--output-file",
    "changes": "--changes",
}
#: Formats that people read as they come.
_FORMATS = ("text", "concise")
#: Pages that are named when they change.
_NAMED = 3


def watch_pages(given: dict[str, Any]) -> int:
    """Check pages until somebody ends it; the exit status is 0 then. Raises `OtsLintError` and `Misuse`."""
    from ots_lint.site.watch import Watch

    for name, option in _APART.items():
        if given[name]:
            raise Misuse(f"--watch looks at pages and goes on looking: leave {option} out, or call it without --watch")
    if given["format_"] and given["format_"] not in _FORMATS:
        raise Misuse(f"--watch writes for people: --format is to be {' or '.join(_FORMATS)}")
    paths = paths_of(given)
    if not paths:
        raise Misuse("Say which files or folders to watch: ots-lint --watch . watches all pages in this folder")
    if "-" in paths:
        raise Misuse("- reads one page from standard input, and --watch watches files: choose one of them")
    if any(map(is_address, paths)):
        raise Misuse("--watch watches files, and published pages are no files: call it without --watch")
    stream = standard_output()
    watch = Watch(paths, options_of(given))
    progress = Progress(words_now()) if sys.stderr is not None and sys.stderr.isatty() and not given["quiet"] else None
    try:
        outcome = watch.first(progress)
    finally:
        if progress:
            progress.clear()
    words = outcome.report.words
    try:
        _write(outcome, given)
        if outcome.problems and not watch.pages:  # nothing is there that could change
            return 2
        stream.write(words("watching", watch.pages) + "\n")
        stream.flush()
        watch.warm()
        for happened in watch.rounds():
            stream.write("\n")
            _tell(happened, watch, words, given)
            stream.flush()
    except KeyboardInterrupt:
        stream.write("\n" + words("watch-end") + "\n")
        stream.flush()
    return 0


def _write(outcome: Outcome, given: dict[str, Any]) -> None:
    """Write the report of one round."""
    from ots_lint.report import load

    stream = standard_output()
    report = outcome.report
    report.quiet = given["quiet"]
    report.statistics = given["statistics"]
    report.color = use_color(given["color"], stream)
    report.width = columns_of(stream)
    report.links = shows_links(report.color, stream)
    load(given["format_"] or (outcome.format if outcome.format in _FORMATS else "text")).write(report, stream)
    for text in [*([] if given["quiet"] else outcome.notes), *outcome.problems]:
        complain(text, report.words)


def _tell(happened: Round, watch: Watch, words: Catalogue, given: dict[str, Any]) -> None:
    """Say what has happened, what is found in the pages that changed, and what is left in all."""
    from time import strftime

    from ots_lint.text.visible import visible

    stream = standard_output()
    now = strftime("%H:%M:%S")
    if happened.settings:
        stream.write(words("watch-settings", time=now) + "\n")
    elif happened.changed:
        stream.write(words("watch-changed", time=now, what=visible(_named(happened.changed, words))) + "\n")
    for name in happened.gone:
        stream.write(f"{now} " + words("watch-gone", what=visible(name)) + "\n")
    if happened.error:
        complain(happened.error, words)
        return
    if happened.outcome is not None:
        _write(happened.outcome, given)
    if not given["quiet"]:
        stream.write(_total(watch, words) + "\n")


def _named(names: Sequence[str], words: Catalogue) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (" " + words("watch-others", more) if more > 0 else "")


def _total(watch: Watch, words: Catalogue) -> str:
    counted = (("errors", "error"), ("warnings", "warning"), ("notes", "info"))
    found = [words(key, n) for key, level in counted if (n := watch.severities[level])]
    return words("watch-total", what=", ".join(found)) if found else words("watch-clean")
