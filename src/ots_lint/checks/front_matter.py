"""Front matter that cannot be read, so that nothing in it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """The line where the front matter of a page breaks off; of pages with a trace of the brand only."""
    reading = context.reading
    page = reading.page
    error = page.front_matter_error
    if error is not None and reading.ruleset.may_matter(page.source.encode(), reading.settings):
        yield Hit(error.span, {"reason": error.message, "data": page.format == "data"})
