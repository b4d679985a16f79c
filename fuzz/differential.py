"""Fix generated pages, and compare what renderers that are not ours show before and after.

    python fuzz/differential.py [--pages 20000] [--seed 0] [--jobs 2] [FILE…]

Prints the counts, and each page that differs; exit status 1 where there is one. With files, these
are fixed (in memory) and compared instead.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "differential"))

from compared import Compared, compare
from written import page


def numbered(seed: int) -> Compared:
    """Compare the page with this number."""
    return compare(*page(seed))


def main() -> int:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description="Compare pages before and after --fix by other renderers.")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=5, help="how many of the pages that differ are shown")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    start = monotonic()
    counts: Counter[str] = Counter()
    different = 0
    with ProcessPoolExecutor(options.jobs) as pool:
        if options.files:
            names = [str(file) for file in options.files]
            results = pool.map(compare, names, [file.read_text(errors="replace") for file in options.files])
        else:
            results = pool.map(numbered, range(options.seed, options.seed + options.pages), chunksize=50)
        for compared in results:
            counts += compared.counts
            if compared.faults:
                different += 1
                if different <= options.show:
                    print(
                        f"{compared.name}: {compared.faults}\n  {compared.before!r}\n  {compared.after!r}",
                        file=sys.stderr,
                    )
    width = max(map(len, counts))
    for what, count in counts.items():
        print(f"{what:{width}} {count:9,}")
    print(f"{different} differ, {monotonic() - start:.0f} s")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
