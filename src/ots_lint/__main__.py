"""`python -m ots_lint`, and the `ots-lint` command."""

from __future__ import annotations

import sys


def start() -> int:
    """Run the command line; returns the exit status."""
    try:
        return _start()
    except Exception as error:  # before anything is there that could say it better
        if sys.stderr is not None:
            sys.stderr.write(f"ots-lint: it could not be started: {type(error).__name__}: {error}\n")
        return 2


def _start() -> int:
    if sys.argv[1:] == ["--version"]:  # asked often by other tools; needs nothing but this
        from ots_lint.versions import versions

        print(versions())  # noqa: T201
        return 0
    import gc

    # Importing makes many objects and no garbage: looking for it takes a tenth of a short run's time.
    gc.set_threshold(500_000, 20, 20)
    from ots_lint.cli.guard import guarded

    return guarded(_run)


def _run() -> int:
    from ots_lint.cli.quick import plain

    given = plain(sys.argv[1:])
    if given is not None:
        from ots_lint.cli.check import check_pages

        return check_pages(given)
    from ots_lint.cli.main import run

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
