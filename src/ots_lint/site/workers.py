"""Work shared out to processes: results in any order, each once, whatever becomes of a process.

Where there is `fork`, workers are copies of this process that share what it has loaded. Each is
given a few numbers at a time by a pipe and answers them together by another. Which one it is at
stands in shared memory, so that the page that kills a worker is known; the others that it had
are given out again. When this process dies, workers find their pipes closed and end.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    from mmap import mmap

#: Fewer pages than this are done by this process; with `fork`, and where workers start from scratch.
WORTH_FORKING = 64
WORTH_SPAWNING = 600
#: Pages that one worker more is worth.
PAGES_PER_WORKER = 32
#: So many workers may die before the rest of the pages is given up.
MAX_DEATHS = 8
#: Numbers that a worker is given at a time; fewer near the end, so that all end together.
BATCH = 16
#: Answers that a worker holds back until its batch is done, in bytes.
_HELD = 1 << 18
_NUMBERS = struct.Struct("<II")  # the first, how many
_HEAD = struct.Struct("<II")  # number, length of the answer
_PLACE = struct.Struct("<I")  # 1 more than the number that a worker is at, or 0


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

    def __init__(self, pid: int, tasks: int, answers: int, place: int) -> None:
        self.pid = pid
        self.tasks = tasks  # a pipe; -1 when there are no more
        self.answers = answers
        self.place = place
        self.left: deque[int] = deque()  # given to it and not answered, in order
        self.batches: deque[int] = deque()  # the last number of each batch in it
        self.buffer = bytearray()

    def give(self, first: int, count: int) -> None:
        """Give it numbers to work at."""
        self.left += range(first, first + count)
        self.batches.append(first + count - 1)
        with suppress(BrokenPipeError):  # it has died; what it had is found when its answers end
            os.write(self.tasks, _NUMBERS.pack(first, count))

    def end(self) -> None:
        """Let it end when it has done what it was given."""
        if self.tasks >= 0:
            os.close(self.tasks)
            self.tasks = -1

    def results(self) -> Iterator[tuple[int, bytes]]:
        """The complete answers in the buffer."""
        at = 0
        while len(self.buffer) - at >= _HEAD.size:
            number, length = _HEAD.unpack_from(self.buffer, at)
            body = at + _HEAD.size
            if len(self.buffer) - body < length:
                break
            at = body + length
            self.left.popleft()
            if number == self.batches[0]:
                self.batches.popleft()
            yield number, bytes(self.buffer[body:at])
        del self.buffer[:at]


class _Queue:
    """The numbers that nobody works at yet."""

    def __init__(self, count: int, workers: int) -> None:
        self._next = 0
        self._count = count
        self._workers = workers
        self._back: list[int] = []

    def take(self) -> tuple[int, int]:
        """The first of some numbers in a row, and how many they are; 0 for none."""
        if self._back:
            return self._back.pop(), 1
        left = self._count - self._next
        taken = min(max(left // (4 * self._workers), 1), BATCH, left)
        self._next += taken
        return self._next - taken, taken

    def put_back(self, numbers: Iterator[int]) -> None:
        """Give numbers out again."""
        self._back += numbers


def _fork(work: Callable[[int], bytes], count: int, workers: int) -> Iterator[tuple[int, bytes | Died]]:
    import gc
    import selectors
    from mmap import mmap

    places = mmap(-1, _PLACE.size * (workers + MAX_DEATHS))
    selector = selectors.DefaultSelector()
    crew: dict[int, _Worker] = {}
    queue = _Queue(count, workers)
    done = deaths = started = 0
    reason = "the workers ended"

    def start() -> None:
        nonlocal started
        tasks_out, tasks_in = os.pipe()
        answers_out, answers_in = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            unneeded = [tasks_in, answers_out, *crew, *(other.tasks for other in crew.values() if other.tasks >= 0)]
            _serve(work, tasks_out, answers_in, places, started * _PLACE.size, unneeded)
        os.close(tasks_out)
        os.close(answers_in)
        worker = crew[answers_out] = _Worker(pid, tasks_in, answers_out, started * _PLACE.size)
        started += 1
        selector.register(answers_out, selectors.EVENT_READ)
        feed(worker)

    def feed(worker: _Worker) -> None:
        """See that a worker has something to go on with when it has done what it is at."""
        while worker.tasks >= 0 and len(worker.batches) < 2:
            first, number = queue.take()
            if number:
                worker.give(first, number)
            elif worker.left:
                break
            else:
                worker.end()

    finished = bytearray(count)
    gc.freeze()  # what is loaded now is no garbage, and looking for that would make workers copy it
    try:
        for _ in range(workers):
            start()
        while crew:
            for event, _ in selector.select():
                worker = crew[event.fd]
                data = os.read(worker.answers, 1 << 18)
                if data:
                    worker.buffer += data
                    for number, body in worker.results():
                        finished[number] = 1
                        done += 1
                        yield number, body
                    feed(worker)
                    continue
                selector.unregister(worker.answers)
                os.close(worker.answers)
                worker.end()
                del crew[worker.answers]
                _, status = os.waitpid(worker.pid, 0)
                worker.pid = 0
                if worker.left:
                    deaths += 1
                    reason = _reason(os.waitstatus_to_exitcode(status))
                    at = _PLACE.unpack_from(places, worker.place)[0] - 1
                    if at in worker.left:
                        finished[at] = 1
                        done += 1
                        yield at, Died(reason)
                    queue.put_back(number for number in reversed(worker.left) if number != at)
                    if deaths < MAX_DEATHS and done < count:
                        start()
        for number in range(count):
            if not finished[number]:
                yield number, Died(reason)
    finally:
        gc.unfreeze()
        for worker in crew.values():
            os.close(worker.answers)
            worker.end()
            try:
                os.kill(worker.pid, signal.SIGKILL)
                os.waitpid(worker.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                continue
        selector.close()
        places.close()


def _serve(
    work: Callable[[int], bytes], tasks: int, answers: int, places: mmap, place: int, unneeded: list[int]
) -> NoReturn:
    """The life of a worker. Leaves without the parent's clean-up, and without a word when the parent is gone."""
    status = 1
    try:
        for descriptor in unneeded:  # the parent's ends; left open, they would keep pipes alive
            os.close(descriptor)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends its workers
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        while True:
            batch = os.read(tasks, _NUMBERS.size)
            if len(batch) < _NUMBERS.size:
                break
            first, count = _NUMBERS.unpack(batch)
            held = bytearray()
            for number in range(first, first + count):
                _PLACE.pack_into(places, place, number + 1)
                body = work(number)
                _PLACE.pack_into(places, place, 0)
                held += _HEAD.pack(number, len(body))
                held += body
                if len(held) > _HELD:
                    _write(answers, held)
                    held.clear()
            _write(answers, held)
        status = 0
    except BrokenPipeError:
        pass
    finally:
        os._exit(status)


def _write(descriptor: int, data: bytes | bytearray) -> None:
    written = os.write(descriptor, data) if data else 0
    while written < len(data):
        written += os.write(descriptor, data[written : written + (1 << 20)])


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


def _call(first: int, count: int) -> list[bytes]:
    assert _inherited is not None
    return [_inherited(number) for number in range(first, first + count)]


def _spawn(work: Callable[[int], bytes], count: int, workers: int) -> Iterator[tuple[int, bytes | Died]]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool: Any = ProcessPoolExecutor(workers, get_context("spawn"), _initialize, (work,))
    queue = _Queue(count, workers)
    try:
        futures = {}
        while (batch := queue.take())[1]:
            futures[pool.submit(_call, *batch)] = batch
        for future in as_completed(futures):
            first, number = futures[future]
            try:
                yield from enumerate(future.result(), first)
            except BrokenProcessPool:
                died = Died("a worker process ended unexpectedly; try --jobs 1")
                yield from ((n, died) for n in range(first, first + number))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
