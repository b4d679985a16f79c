"""Measure the recipe: python examples/crawl/measure.py CRAWL.warc.gz

Lints the file with one worker, with two, and with two of which one is killed in the middle; says how long that took, how
much processor time the workers had, and whether the three tables are the same. Other programs slow the first figure down,
and hardly the second.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).resolve().parent))
import pyarrow as pa
import ray
from run import Lint, lint, pages, start

_COLUMNS = ("address", "row", "column", "code", "message")


class Timed(Lint):
    """A worker that says for each row how many seconds of processor time its batch took for it."""

    def __call__(self, batch: pa.Table) -> pa.Table:
        began = time.process_time()
        table = super().__call__(batch)
        each = (time.process_time() - began) / len(table)
        return table.append_column("seconds", pa.array([each] * len(table)))


class Dying(Timed):
    """The same, but the first worker that comes to its third batch is killed there, as by a machine that fails."""

    marker: ClassVar[str] = ""
    batches = 0

    def __call__(self, batch: pa.Table) -> pa.Table:
        self.batches += 1
        if self.batches == 3:
            try:
                os.close(os.open(self.marker, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                pass
            else:
                os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(batch)


def measured(path: str, workers: int, worker: type[Lint]) -> tuple[list[tuple[object, ...]], float, float]:
    """The table of a run, sorted; how long it took, from its first page; processor seconds of its workers."""
    began = time.perf_counter()
    rows = lint(pages([path]), workers, worker).materialize()
    elapsed = time.perf_counter() - began
    table = pa.concat_tables(ray.get(rows.to_arrow_refs()))
    found = sorted(zip(*(table[name].to_pylist() for name in _COLUMNS), strict=True), key=repr)
    return found, elapsed, sum(table["seconds"].to_pylist())


def main(path: str) -> int:
    start(2)
    print("| Run | Pages | Findings | Seconds | Pages a second | Processor seconds | Pages a processor second |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    tables = []
    with tempfile.TemporaryDirectory() as folder:
        Dying.marker = f"{folder}/killed"
        for name, workers, worker in (("one worker", 1, Timed), ("two", 2, Timed), ("two, one is killed", 2, Dying)):
            table, elapsed, spent = measured(path, workers, worker)
            tables.append(table)
            count, found = len({row[0] for row in table}), sum(row[3] is not None for row in table)
            print(
                f"| {name} | {count:,} | {found:,} | {elapsed:.1f} | {count / elapsed:.0f} | {spent:.1f} | {count / spent:.0f} |"
            )
        killed = Path(Dying.marker).exists()
    same = all(table == tables[0] for table in tables)
    print(f"A worker was killed: {'yes' if killed else 'no'}. All tables are the same: {'yes' if same else 'no'}.")
    return 0 if same and killed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
