"""Hostile pages end in bounded time and memory, as findings, and stop nothing else.

`python tests/hostile/test_hostile_pages.py 1000000` measures every page at another size.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_files import write

sys.path.insert(0, str(Path(__file__).parent))

import hostile_pages

from ots_lint.language.frames import Frame
from ots_lint.lint import limit
from ots_lint.lint.page import lint_bytes, lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

PAGES = {**hostile_pages.STRUCTURE, **hostile_pages.AROUND, **hostile_pages.SENTENCES}
SIZE = 8_000


@pytest.fixture(scope="module")
def ruleset():
    return load_ruleset()


def measure(ruleset, name: str, size: int, relationship: str):
    suffix, text = PAGES[name](size)
    began = time.process_time()
    linted = lint_bytes(
        text.encode("utf-8", "surrogatepass"), "page" + suffix, ruleset, Settings(relationship=relationship)
    )
    return linted, time.process_time() - began, limit.seconds_for(Source(text))


@pytest.mark.parametrize("name", PAGES)
def test_a_small_hostile_page_takes_seconds(ruleset, name: str) -> None:
    linted, seconds, _ = measure(ruleset, name, SIZE, "unofficial")
    assert seconds < 10, "far more than 8 KB of text are worth"
    assert linted.readable or linted.findings[0].code == "OTS900"


def test_words_of_the_rules_repeated(ruleset) -> None:
    """Text made of the pieces of every pattern in the language packs, over and over in one sentence."""
    pieces = hostile_pages.from_rules(seed=1)
    assert len(pieces) > 200
    for name, piece in pieces.items():
        text = "OpenTechSchool " + (piece + " ") * max(1, 400 // (len(piece) + 1))
        began = time.process_time()
        settings = Settings(relationship="unofficial")
        lint_bytes(f"---\nlang: {name[:2]}\n---\n{text}\n".encode(), "page.md", ruleset, settings)
        assert time.process_time() - began < 10, (name, piece)


def test_a_page_that_takes_too_long_is_a_finding(ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "SECONDS", 0.4)
    monkeypatch.setattr(limit, "SECONDS_PER_MIB", 0.0)
    text = PAGES["a long line"](400_000)[1]
    began = time.process_time()
    linted = lint_source(Source(text, "page.md"), ruleset, Settings())
    assert time.process_time() - began < 5
    assert [f.code for f in linted.findings] == ["OTS900"]
    assert not linted.readable
    assert "longer than 0 seconds" in linted.findings[0].message
    monkeypatch.undo()
    assert [f.code for f in lint_bytes(b"Join Open Tech School.\n", "a.md", ruleset, Settings()).findings] == ["OTS101"]


def test_a_pattern_that_takes_too_long_is_a_finding(ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_long(self, line: str) -> Iterator[object]:
        raise TimeoutError("regex timed out")

    monkeypatch.setattr(Frame, "matches", too_long)
    linted = lint_bytes(b"Supported by OpenTechSchool.\n", "page.md", ruleset, Settings(relationship="unofficial"))
    assert [f.code for f in linted.findings] == ["OTS900"]


def test_the_limit_leaves_other_timers_and_threads_alone() -> None:
    import signal
    import threading

    before = signal.getsignal(signal.SIGPROF)
    with limit.limited(Source("x")):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
        with limit.limited(Source("x")):
            pass
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0
    assert signal.getsignal(signal.SIGPROF) == before
    failed = []

    def inside() -> None:
        try:
            with limit.limited(Source("x")):
                pass
        except ValueError as error:
            failed.append(error)

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert not failed


def test_too_much_text_or_markup_is_a_finding(ruleset) -> None:
    for text, said in (
        ("OTS " * 300_000, "paragraph is longer"),
        (("OTS " * 100_000 + "\n\n") * 13, "characters of text"),
        ("- " * 1_100_000, "too much markup"),
        ("<b>" * 1_100_000, "too much markup"),
    ):
        name = "page.html" if "<" in text else "page.md"
        linted = lint_bytes(text.encode(), name, ruleset, Settings())
        assert [f.code for f in linted.findings] == ["OTS900"]
        assert said in linted.findings[0].message


def test_others_go_on(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from ots_lint.cli.main import run

    monkeypatch.setattr(limit, "SECONDS", 0.4)
    write(site, {"a.md": PAGES["a long line"](500_000)[1], "b.md": "Join Open Tech School.\n", "c.md": b"\xff\xff"})
    status = run([".", "--format", "concise", "--no-cache"])
    out = capsys.readouterr().out
    assert status == 1
    assert "a.md:1:1: error OTS900" in out
    assert "b.md:1:6: error OTS101" in out
    assert "c.md:1:1: error OTS900" in out
    before = (site / "a.md").read_bytes()
    run([".", "--fix", "--no-cache"])
    assert (site / "a.md").read_bytes() == before
    assert (site / "b.md").read_text() == "Join OpenTechSchool.\n"


BIG = {
    "one line of text": (".md", lambda n: "Open Tech School " * (n // 17)),
    "one line of letters": (".html", lambda n: "<p>OTS " + "x" * n),
    "many paragraphs": (".html", lambda n: "<p>Nothing of interest stands here, for long. OTS\n" * (n // 49)),
    "an embedded image": (
        ".html",
        lambda n: "<p>Open Tech School <img alt='OTS' src='data:image/png;base64," + "A" * n + "'>",
    ),
    "tags": (".html", lambda n: "<div>" * (n // 5)),
    "list marks": (".md", lambda n: "- " * (n // 2)),
    "entities": (".html", lambda n: "&amp;" * (n // 5)),
    "attributes": (".html", lambda n: "<p " + "a=b " * (n // 4) + ">OTS"),
    "comments": (".html", lambda n: "<!-- x -->" * (n // 10)),
    "script": (".html", lambda n: "<script>" + "x = '<b>';\n" * (n // 11)),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux does")
@pytest.mark.parametrize("name", BIG if os.environ.get("OTS_LINT_SLOW") else list(BIG)[:2])
def test_fifty_megabytes(tmp_path: Path, name: str) -> None:
    suffix, make = BIG[name]
    page = tmp_path / f"page{suffix}"
    page.write_text("Open Tech School\n\n" + make(50 << 20))
    program = (
        "import resource, sys\nfrom ots_lint.cli.main import run\nstatus = run([sys.argv[1], '--no-cache', '--format', 'concise'])\n"
        "use = resource.getrusage(resource.RUSAGE_SELF)\n"
        # what getrusage tells of memory begins with that of the process that started this one
        "peak = next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(status, peak >> 10, round(use.ru_utime + use.ru_stime), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(page)], capture_output=True, text=True, timeout=900)
    status, memory, seconds = map(int, done.stderr.split("\n")[-2].split())
    print(f"{name}: status {status}, {memory} MiB, {seconds} s: {done.stdout[:150]}")
    assert status in (0, 1), done.stderr[-500:]
    assert memory < 1536
    assert seconds < limit.SECONDS + 64 * limit.SECONDS_PER_MIB


if __name__ == "__main__":
    rules = load_ruleset()
    for page in PAGES:
        result, took, allowed = measure(
            rules, page, int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "unofficial"
        )
        verdict = f"{len(result.findings)} findings" if result.readable else result.findings[0].message[:70]
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(f"{page:40} {took:7.2f} s of {allowed:.0f}, peak {used} MiB so far: {verdict}", flush=True)
