"""Work shared out to processes: results in any order, each once, whatever becomes of a process.

Where there is `fork`, workers are copies of this process that share what it has loaded. They take
the next number from one pipe (a read of four bytes is never torn apart) and answer on a pipe
each, first with the number they begin with, so that the page that kills a worker is known.
When this process dies, they find their pipes closed and end.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, NoReturn

#: Fewer pages than this are done by this process; with `fork`, and where workers start from scratch.
WORTH_FORKING = 64
WORTH_SPAWNING = 600
#: Pages that one worker more is worth.
PAGES_PER_WORKER = 32
#: So many workers may die before the rest of the pages is given up.
MAX_DEATHS = 8
_NUMBER = struct.Struct("<I")
_HEAD = struct.Struct("<cII")  # kind, number, length
_PIPE_PACE = 4096  # numbers written ahead: well below what a pipe holds


class Died(NamedTuple):
    """What takes the place of a result: the worker that was at it ended."""

    reason: str


def can_fork() -> bool:
    """Whether workers can be copies of this process; on macOS system libraries do not survive that."""
    return hasattr(os, "fork") and sys.platform not in ("darwin", "cygwin")


def workers_for(jobs: int | None, pages: int) -> int:
    """How many workers a number of pages is worth; 1 means to do it here. `jobs` None: as many as there are cores."""
    if jobs is not None:
        return max(1, min(jobs, pages))
    if pages <= (WORTH_FORKING if can_fork() else WORTH_SPAWNING):
        return 1
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    return max(1, min(cores, pages // PAGES_PER_WORKER))


def run(work: Callable[[int], bytes], count: int, workers: int) -> Iterator[tuple[int, bytes | Died]]:
    """Call `work` with each number below `count` in worker processes; numbers with results as they come.

    `work` must not raise; where a worker dies, the number it was at gets `Died`, and so do the
    numbers nobody is left for. Without `fork`, `work` must be picklable.
    """
    return _fork(work, count, workers) if can_fork() else _spawn(work, count, workers)


class _Worker:
    """The parent's end of one worker."""

    def __init__(self, pid: int, pipe: int) -> None:
        self.pid = pid
        self.pipe = pipe
        self.at: int | None = None
        self.buffer = bytearray()

    def messages(self) -> Iterator[tuple[bytes, int, bytes]]:
        """The complete messages in the buffer."""
        at = 0
        while len(self.buffer) - at >= _HEAD.size:
            kind, number, length = _HEAD.unpack_from(self.buffer, at)
            if len(self.buffer) - at < _HEAD.size + length:
                break
            body = bytes(self.buffer[at + _HEAD.size : at + _HEAD.size + length])
            at += _HEAD.size + length
            yield kind, number, body
        del self.buffer[:at]


def _fork(work: Callable[[int], bytes], count: int, workers: int) -> Iterator[tuple[int, bytes | Died]]:
    import selectors

    tasks_out, tasks_in = os.pipe()
    selector = selectors.DefaultSelector()
    crew: dict[int, _Worker] = {}
    sent = done = deaths = 0
    reason = "the workers ended"

    def start() -> None:
        answers_out, answers_in = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            unneeded = [answers_out, tasks_in, *crew]
            _serve(work, tasks_out, answers_in, [descriptor for descriptor in unneeded if descriptor >= 0])
        os.close(answers_in)
        crew[answers_out] = _Worker(pid, answers_out)
        selector.register(answers_out, selectors.EVENT_READ)

    def feed() -> None:
        """Keep numbers waiting in the pipe; a little at a time, so that writing never blocks."""
        nonlocal sent, tasks_in
        while sent < count and sent - done < _PIPE_PACE:
            os.write(tasks_in, _NUMBER.pack(sent))
            sent += 1
        if sent == count and tasks_in >= 0:
            os.close(tasks_in)
            tasks_in = -1

    finished: set[int] = set()
    try:
        for _ in range(workers):
            start()
        feed()
        while crew:
            for event, _ in selector.select():
                worker = crew[event.fd]
                data = os.read(worker.pipe, 1 << 18)
                if data:
                    worker.buffer += data
                    for kind, number, body in worker.messages():
                        if kind == b"s":
                            worker.at = number
                            continue
                        worker.at = None
                        finished.add(number)
                        done += 1
                        yield number, body
                    feed()
                    continue
                selector.unregister(worker.pipe)
                os.close(worker.pipe)
                del crew[worker.pipe]
                _, status = os.waitpid(worker.pid, 0)
                code = os.waitstatus_to_exitcode(status)
                worker.pid = 0
                if worker.at is not None:
                    deaths += 1
                    done += 1
                    reason = _reason(code)
                    finished.add(worker.at)
                    yield worker.at, Died(reason)
                    feed()
                    if deaths < MAX_DEATHS and done < count:
                        start()
        for number in range(count):
            if number not in finished:
                yield number, Died(reason)
    finally:
        for descriptor in (tasks_out, tasks_in):
            if descriptor >= 0:
                os.close(descriptor)
        for worker in crew.values():
            os.close(worker.pipe)
            try:
                os.kill(worker.pid, signal.SIGKILL)
                os.waitpid(worker.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                continue
        selector.close()


def _serve(work: Callable[[int], bytes], tasks: int, answers: int, unneeded: list[int]) -> NoReturn:
    """The life of a worker. Leaves without the parent's clean-up, and without a word when the parent is gone."""
    status = 1
    try:
        for descriptor in unneeded:  # the parent's ends; left open, they would keep pipes alive
            os.close(descriptor)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends its workers
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        while True:
            number = os.read(tasks, _NUMBER.size)
            if len(number) < _NUMBER.size:
                break
            (n,) = _NUMBER.unpack(number)
            _write(answers, _HEAD.pack(b"s", n, 0))
            body = work(n)
            _write(answers, _HEAD.pack(b"r", n, len(body)) + body)
        status = 0
    except BrokenPipeError:
        pass
    finally:
        os._exit(status)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _reason(code: int) -> str:
    if code >= 0:
        return f"a worker process ended unexpectedly (status {code})"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    hint = "; perhaps there is too little memory, try --jobs 1" if name == "SIGKILL" else ""
    return f"a worker process was ended by {name}{hint}"


_inherited: Callable[[int], bytes] | None = None


def _initialize(work: Callable[[int], bytes]) -> None:
    global _inherited
    _inherited = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _call(number: int) -> bytes:
    assert _inherited is not None
    return _inherited(number)


def _spawn(work: Callable[[int], bytes], count: int, workers: int) -> Iterator[tuple[int, bytes | Died]]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool: Any = ProcessPoolExecutor(workers, get_context("spawn"), _initialize, (work,))
    try:
        futures = {pool.submit(_call, number): number for number in range(count)}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                yield futures[future], Died("a worker process ended unexpectedly; try --jobs 1")
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
