"""Workers."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from ots_lint.site import workers as jobs
from ots_lint.site.workers import Died, run, workers_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux")


def square(number: int) -> bytes:
    return str(number * number).encode()


@pytest.mark.parametrize("count", [0, 1, 5, 9000])
def test_every_number_is_answered_once(count: int) -> None:
    answers = list(run(square, count, 3))
    assert len(answers) == count
    assert dict(answers) == {number: square(number) for number in range(count)}


def test_large_answers_arrive_whole() -> None:
    answers = dict(run(lambda n: bytes([n]) * 3_000_000, 6, 2))
    assert all(answers[n] == bytes([n]) * 3_000_000 for n in range(6))


def test_dying_workers_take_one_page_each() -> None:
    def work(number: int) -> bytes:
        if number in (3, 4, 9):
            os.kill(os.getpid(), signal.SIGKILL)
        return square(number)

    answers = dict(run(work, 12, 2))
    assert sorted(answers) == list(range(12))
    died = {number for number, answer in answers.items() if isinstance(answer, Died)}
    assert died == {3, 4, 9}
    assert "SIGKILL" in answers[3].reason


def test_answers_before_a_death_in_the_same_batch_are_given_again() -> None:
    def work(number: int) -> bytes:
        if number == 30:
            os.kill(os.getpid(), signal.SIGKILL)
        return square(number)

    answers = dict(run(work, 500, 2))
    assert [n for n, answer in answers.items() if isinstance(answer, Died)] == [30]
    assert all(answers[n] == square(n) for n in range(500) if n != 30)


def test_when_all_workers_die_the_run_ends() -> None:
    answers = dict(run(lambda number: os._exit(7), 50, 2))
    assert len(answers) == 50
    assert all(isinstance(answer, Died) and "status 7" in answer.reason for answer in answers.values())


def test_stopping_early_leaves_no_process() -> None:
    answers = run(lambda number: time.sleep(0.01) or b"", 1000, 3)
    next(answers)
    answers.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_killed_parent_leaves_no_worker(tmp_path) -> None:
    import subprocess

    program = (
        "import os, sys, time\nfrom ots_lint.site.workers import run\n"
        "def work(n):\n    time.sleep(0.02)\n    return str(os.getpid()).encode()\n"
        "for n, pid in run(work, 10_000, 2):\n    print(pid.decode(), flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pids = {int(process.stdout.readline()) for _ in range(10)}
    process.kill()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(_alive(pid) for pid in pids):
        time.sleep(0.05)
    assert not any(_alive(pid) for pid in pids)


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stream:  # noqa: PTH123
            return stream.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_spawned_workers_do_the_same() -> None:
    assert dict(jobs._spawn(square, 20, 2)) == {n: square(n) for n in range(20)}


def test_workers_start_only_for_enough_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(8)))
    assert workers_for(None, 64) == 1
    assert workers_for(None, 65) == 2
    assert workers_for(None, 5000) == 8
    assert workers_for(4, 2) == 2
    assert workers_for(4, 100) == 4
    assert workers_for(1, 100_000) == 1
