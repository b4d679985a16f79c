"""`python -m ots_lint`, and the `ots-lint` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its status."""
    if sys.argv[1:] == ["--version"]:  # asked often by other tools; needs nothing but this
        from ots_lint import __version__

        print(f"ots-lint {__version__}")  # noqa: T201
        return
    import gc

    # Importing makes many objects and no garbage: looking for it takes a tenth of a short run's time.
    gc.set_threshold(500_000, 20, 20)
    from ots_lint.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
