"""Writing pages when things go wrong for real: full disks, kills, limits, read-only places, other writers."""

from __future__ import annotations

import contextlib
import os
import random
import re
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ots_lint.disk.replacing import write_atomically
from ots_lint.errors import PageError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these faults are made with what Linux has")

WRONG = "# Hack Night\n\n" + "Join Open Tech School on Friday.\n\n" * 20
RIGHT = WRONG.replace("Open Tech School", "OpenTechSchool")


def call(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ots_lint", *arguments], capture_output=True, text=True, timeout=300, **options
    )


def left_over(root: Path) -> list[str]:
    return sorted(p.name for p in root.rglob("*.tmp"))


def make(root: Path, count: int) -> list[Path]:
    root.mkdir(exist_ok=True)
    pages = [root / f"p{i}.md" for i in range(count)]
    for page in pages:
        page.write_text(WRONG)
    return pages


def as_nobody() -> None:
    """Run the child as a user who owns nothing, so that permissions hold."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


@pytest.fixture
def small_disk(tmp_path: Path):
    """A file system of 256 KiB."""
    where = tmp_path / "disk"
    where.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(where)], capture_output=True)
    if mounted.returncode:
        pytest.skip("only the administrator may mount a file system")
    yield where
    subprocess.run(["umount", "-l", str(where)], check=True)


def test_a_full_disk(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = small_disk / "page.md"
    text = WRONG * 100
    page.write_text(text)
    with contextlib.suppress(OSError), (small_disk / "ballast").open("wb", buffering=0) as ballast:
        while True:
            ballast.write(b"x" * 1024)
    monkeypatch.chdir(small_disk)
    run = call("--fix", "--no-cache", "page.md")
    assert run.returncode == 2
    assert "No space left" in run.stderr
    assert page.read_text() == text
    assert left_over(small_disk) == []
    (small_disk / "ballast").unlink()
    assert call("--fix", "--no-cache", "page.md").returncode == 0
    assert page.read_text() == text.replace("Open Tech School", "OpenTechSchool")


def test_a_limit_on_file_sizes(tmp_path: Path) -> None:
    (page,) = make(tmp_path / "site", 1)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    run = call("--fix", "--no-cache", str(page), preexec_fn=limit)
    assert run.returncode == 2
    assert "cannot be written" in run.stderr
    assert page.read_text() == WRONG
    assert left_over(tmp_path) == []


def kill_loop(root: Path, times: int, seed: int) -> dict[str, int]:
    """Kill a fixing run again and again; what was seen of the pages afterwards."""
    chance = random.Random(seed)
    pages = make(root, 12)
    seen = {"killed": 0, "ended": 0, "old": 0, "new": 0}
    environment = {**os.environ, "XDG_CACHE_HOME": str(root.parent / "cache")}
    command = [sys.executable, "-m", "ots_lint", "--fix", str(root)]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)  # reads the rules, which takes long
    for page in pages:
        page.write_text(WRONG)
    began = time.monotonic()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    usual = time.monotonic() - began
    for _ in range(times):
        for page in pages:
            page.write_text(WRONG)
        process = subprocess.Popen(
            [*command, "-j", chance.choice("12")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(usual * chance.uniform(0.2, 1.3))  # most of it is the time before pages are written
        if process.poll() is None:
            seen["killed"] += 1
            usual *= 1.05
        else:
            seen["ended"] += 1
            usual *= 0.9
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for page in pages:
            text = page.read_text()
            assert text in (WRONG, RIGHT), f"{page.name} is torn"
            seen["new" if text == RIGHT else "old"] += 1
    return seen


def test_kills_tear_no_page(tmp_path: Path) -> None:
    # 200 runs: python tests/faults/test_faults_writing.py 200
    seen = kill_loop(tmp_path / "site", 8, seed=1)
    assert seen["killed"]
    # and the next run does the work, with the cache that the killed ones left
    run = call("--fix", str(tmp_path / "site"))
    assert run.returncode == 0, run.stderr
    assert all(page.read_text() == RIGHT for page in (tmp_path / "site").glob("p*.md"))


@pytest.mark.parametrize("point", ["os.replace", "os.fsync", "os.fchmod", "os.open"])
def test_a_kill_at_each_step_of_writing(tmp_path: Path, point: str) -> None:
    (page,) = make(tmp_path / "site", 1)
    module, name = point.split(".")
    program = (
        f"import os, sys, signal\nreal = {module}.{name}\n"
        "def stop(*a, **k):\n"
        "    if any('.tmp' in str(x) for x in a) or isinstance(a[0], int):\n"
        f"        {'real(*a, **k)' if point != 'os.replace' else 'pass'}\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(*a, **k)\n"
        f"{module}.{name} = stop\n"
        "from ots_lint.disk.replacing import write_atomically\n"
        "write_atomically(sys.argv[1], b'new', expected=None)\n"
    )
    process = subprocess.run([sys.executable, "-c", program, str(page)])
    assert process.returncode == -signal.SIGKILL
    assert page.read_text() == WRONG


def test_two_runs_over_one_folder(tmp_path: Path) -> None:
    pages = make(tmp_path / "site", 30)
    command = [sys.executable, "-m", "ots_lint", "--fix", str(tmp_path / "site")]
    for _ in range(3):
        for page in pages:
            page.write_text(WRONG)
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        outputs = [run.communicate(timeout=120) for run in runs]
        for run, (_, err) in zip(runs, outputs, strict=True):
            assert run.returncode in (0, 2), err
            if run.returncode == 2:
                assert "changed meanwhile" in err
            assert "Traceback" not in err
        assert all(page.read_text() == RIGHT for page in pages)
        assert left_over(tmp_path) == []


def test_what_an_editor_saves_meanwhile_is_kept(tmp_path: Path) -> None:
    """Somebody saves again and again while pages are fixed: what is there in the end is theirs."""
    page = tmp_path / "p.md"
    stop = threading.Event()
    refused = written = 0

    def save() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            new = page.with_suffix(".new")
            new.write_text(f"saved {number}")
            new.replace(page)
            time.sleep(0.001)

    page.write_text("saved 0")
    editor = threading.Thread(target=save)
    editor.start()
    try:
        for _ in range(150):
            before = page.read_bytes()
            time.sleep(0.0015)
            try:
                write_atomically(str(page), b"fixed from " + before, expected=before)
                written += 1
            except PageError as error:
                assert "changed meanwhile" in str(error)
                refused += 1
    finally:
        stop.set()
        editor.join()
    assert refused
    assert page.read_bytes().startswith((b"saved", b"fixed from saved"))


def test_a_read_only_page_and_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents:
        if parent != Path("/") and not parent.stat().st_mode & stat.S_IXOTH and parent.is_relative_to("/tmp"):
            parent.chmod(parent.stat().st_mode | stat.S_IXOTH)
    (page,) = make(tmp_path / "site", 1)
    page.chmod(0o444)
    (tmp_path / "site").chmod(0o555)
    program = (
        "import sys\nfrom ots_lint.disk.replacing import write_atomically\nfrom ots_lint.errors import PageError\n"
        "try:\n    write_atomically(sys.argv[1], b'new')\nexcept PageError as error:\n    print(error)\n"
    )
    refusals = []
    for mode in (0o444, 0o666):  # the page may not be written; the page may, its folder may not
        page.chmod(mode)
        # loaded before the rights are given up: the interpreter may lie in the administrator's home
        run = subprocess.run(
            [sys.executable, "-c", _drop() + program, str(page)], capture_output=True, text=True, timeout=60
        )
        assert run.returncode == 0, run.stderr
        refusals.append(run.stdout)
        assert page.read_text() == WRONG
    (tmp_path / "site").chmod(0o755)
    assert "read-only" in refusals[0]
    assert "cannot be written: Permission denied" in refusals[1]
    assert left_over(tmp_path) == []


def _drop() -> str:
    if os.geteuid():
        return ""
    return "import os, ots_lint.disk.replacing\nos.setgroups([])\nos.setgid(65534)\nos.setuid(65534)\n"


def test_mode_owner_attributes_and_links_are_kept(tmp_path: Path) -> None:
    page = tmp_path / "real.md"
    page.write_text("old")
    page.chmod(0o604)
    if os.geteuid() == 0:
        os.chown(page, 65534, 65534)
    attributes = True
    try:
        os.setxattr(page, "user.note", b"kept")
    except OSError:
        attributes = False
    (tmp_path / "link.md").symlink_to("real.md")
    write_atomically(str(tmp_path / "link.md"), b"new", expected=b"old", root=tmp_path)
    info = page.stat()
    assert page.read_bytes() == b"new"
    assert stat.S_IMODE(info.st_mode) == 0o604
    assert (tmp_path / "link.md").is_symlink()
    if os.geteuid() == 0:
        assert (info.st_uid, info.st_gid) == (65534, 65534)
    if attributes:
        assert os.getxattr(page, "user.note") == b"kept"


def test_the_folder_is_synchronised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synchronised = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synchronised.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_atomically(str(tmp_path / "a.md"), b"x")
    assert synchronised == [False, True]


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "folder", "read-only", "huge"])
def test_a_damaged_cache_changes_nothing(tmp_path: Path, damage: str) -> None:
    make(tmp_path / "site", 3)
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    arguments = (str(tmp_path / "site"), "--format", "concise")
    first = call(*arguments, env=environment)
    assert first.returncode == 1
    stored = sorted(p for p in (tmp_path / "cache" / "ots-lint").iterdir() if p.suffix in (".results", ".bin"))
    kinds = sorted(re.sub(r"[0-9a-f]{24,}", "", path.name) for path in stored)
    assert kinds == [".results", "rules-.bin", "rules-en-.bin"]
    for path in stored:
        data = path.read_bytes()
        if damage == "cut":
            path.write_bytes(data[: len(data) // 2])
        elif damage == "flip":
            path.write_bytes(data[:-9] + bytes([data[-9] ^ 4]) + data[-8:])
        elif damage == "empty":
            path.write_bytes(b"")
        elif damage == "folder":
            path.unlink()
            path.mkdir()
        elif damage == "huge":
            path.write_bytes(data + b"\0" * 3_000_000)
    if damage == "read-only":
        subprocess.run(["chmod", "-R", "a-w", str(tmp_path / "cache")], check=True)
    again = call(*arguments, env=environment)
    assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
    assert "Traceback" not in again.stderr


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        result = kill_loop(Path(folder) / "site", int(sys.argv[1]), seed=int(sys.argv[2]) if len(sys.argv) > 2 else 2)
        print(result, f"{time.monotonic() - start:.0f} s")
