"""The steps of the GitHub Action: `python -I action lint` and `python -I action report`.

They run with the Python that ots-lint is installed for, isolated (-I), so that no file of the
checked-out pages can be imported. Inputs come in environment variables `OTS_LINT_…`.
"""

from __future__ import annotations

import sys

from workflow import InputError, command


def main(arguments: list[str]) -> int:
    """Run one step; returns its exit status."""
    import lint
    import report

    steps = {"lint": lint.main, "report": report.main}
    try:
        return steps[arguments[0]]()
    except InputError as error:
        command("error", str(error), title="ots-lint cannot start")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
