"""`python -m ots_lint`, and the `ots-lint` command."""

from __future__ import annotations

import sys


def start() -> int:
    """Run the command line; returns the exit status."""
    if sys.argv[1:] == ["--version"]:  # asked often by other tools; needs nothing but this
        from ots_lint.versions import versions

        print(versions())  # noqa: T201
        return 0
    import gc

    # Importing makes many objects and no garbage: looking for it takes a tenth of a short run's time.
    gc.set_threshold(500_000, 20, 20)
    from ots_lint.arguments import plain

    given = plain(sys.argv[1:])
    if given is not None:
        from ots_lint.command import check, guarded

        return guarded(lambda: check(given))
    from ots_lint.cli import run

    return run()


def main() -> None:
    """Run the command line and end the process with its status."""
    status = start()
    if sys.modules.keys() & {"multiprocessing", "coverage"}:  # they have something to do at the end
        sys.exit(status)
    import os

    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # the interpreter says what is to be said about that
        sys.exit(status)
    os._exit(status)  # taking everything apart first would be a tenth of a short run's time


if __name__ == "__main__":
    main()
