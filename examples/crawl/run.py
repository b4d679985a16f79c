"""Lint the pages of WARC or Parquet files with Ray Data: python examples/crawl/run.py CRAWL.warc.gz -o FINDINGS

FINDINGS is a folder of Parquet files: one row a finding, and one without a code for each page that has none. The columns
of a Parquet file of pages are `address`, `kind`, `charset` and `data`.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
# Workers are processes of their own, and find `rows` there.
os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
sys.path.insert(0, str(HERE))

if TYPE_CHECKING:
    import pyarrow
    import ray.data

#: Pages that a worker takes at once: enough that passing them on costs little, few enough to lose little with a worker.
BATCH = 64
#: How often a batch is done again whose worker died: without an end, a page that kills its worker would hold up the run.
TRIES = 3
#: Rows of a file of the table.
ROWS = 100_000


class Lint:
    """One worker: it loads the rules once, and lints batches of pages."""

    def __init__(self, **options: Any) -> None:
        from ots_lint import PageLinter

        self.linter = PageLinter(**options)

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        import pyarrow as pa
        from rows import rows_of

        schema = pa.schema(
            [(name, pa.string()) for name in ("address", "code", "severity", "message")]
            + [(name, pa.int32()) for name in ("row", "column")]
        )
        rows = [row for page in batch.to_pylist() for row in rows_of(self.linter, page)]
        return pa.Table.from_pylist(rows, schema=schema)


def read(item: dict[str, str]) -> Any:
    """The pages in a WARC file, one after the other."""
    from rows import pages_of

    with Path(item["item"]).open("rb") as stream:
        yield from pages_of(stream)


def pages(paths: list[str]) -> ray.data.Dataset:
    """The pages in these files."""
    import ray

    if all(path.endswith(".parquet") for path in paths):
        return ray.data.read_parquet(paths, columns=["address", "kind", "charset", "data"])
    # Each file is a task of its own; its pages flow on while it is read.
    return ray.data.from_items([str(Path(path).resolve()) for path in paths], override_num_blocks=len(paths)).flat_map(
        read, num_cpus=0.5
    )


def lint(found: ray.data.Dataset, workers: int, worker: type = Lint, **options: Any) -> ray.data.Dataset:
    """The rows of pages, made by so many workers. A worker that dies is started anew, and its batch done again, up to `TRIES` times."""
    import ray

    pool = ray.data.ActorPoolStrategy(size=workers)
    return found.map_batches(
        worker,
        fn_constructor_kwargs=options,
        batch_size=BATCH,
        batch_format="pyarrow",
        compute=pool,
        num_cpus=1,
        max_restarts=-1,
        max_task_retries=TRIES,
    )


def start(workers: int) -> None:
    """An engine on this computer alone; on a cluster, `ray.init()` finds it."""
    import ray

    ray.init(num_cpus=workers + 1, include_dashboard=False, log_to_driver=False, logging_level="error")
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    # Pages come in small blocks, so that all workers have something to do with one file, too.
    context.target_max_block_size = 4 << 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", metavar="CRAWL", help="WARC files, or Parquet files of pages")
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="where the table goes: a new folder")
    parser.add_argument("-w", "--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--relationship", help="how the events relate to the brand, whatever the pages say")
    given = parser.parse_args()
    if Path(given.output).exists():
        parser.error(f"{given.output} is there already: a table of two runs would count pages twice")
    start(given.workers)
    began = time.perf_counter()
    rows = lint(pages(given.paths), given.workers, relationship=given.relationship)
    rows.write_parquet(str(Path(given.output).resolve()), min_rows_per_file=ROWS)
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = pq.read_table(given.output, columns=["address", "code"])
    found = len(table) - table["code"].null_count
    print(f"{pc.count_distinct(table['address']).as_py()} pages, {found} findings, {time.perf_counter() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
