"""Lint event pages for how they name and credit a community.

>>> from ots_lint import lint_text
>>> [found.finding.code for found in lint_text("Welcome!")]
[]
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would take longer than all the rest of --version

__version__ = "0.1.0"

if TYPE_CHECKING:
    from typing import Any

    from ots_lint.api import FixedText, PageLinter, fix_text, lint_paths, lint_text

__all__ = ["FixedText", "PageLinter", "__version__", "fix_text", "lint_paths", "lint_text"]


def __getattr__(name: str) -> Any:
    # Importing the package costs nothing until the interface is used.
    if name in __all__:
        from ots_lint import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
