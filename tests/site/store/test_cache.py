"""The cache: right when it is there, harmless when it is not."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from page_files import write

import ots_lint
from ots_lint import __version__
from ots_lint.finding import Finding
from ots_lint.settings import Settings
from ots_lint.site.result import PageResult, report
from ots_lint.site.store import cache as module
from ots_lint.site.store import folder as stored_folder
from ots_lint.site.store.cache import Cache, Keys
from ots_lint.site.store.codec import decode, encode
from ots_lint.site.store.folder import clear, folder
from ots_lint.site.store.results import program_version
from ots_lint.text.run import Span
from ots_lint.text.source import Source


def key(text: str) -> bytes:
    return Keys.key(text.encode(), b"salt")


CLEAN = b""  # encoded


def stored(cache: Cache, text: str) -> bytes | None:
    number = cache.find(key(text))
    return None if number is None else cache.read(number)


def result(text: str = "first\nsecond\n", name: str = "a.md") -> bytes:
    finding = Finding("OTS101", "name", "error", "message", Span(6, 12), url="u", guideline="g")
    return encode(PageResult(report(Source(text, name), [finding]), suppressed=2))


def test_what_is_stored_is_found_again(tmp_path: Path) -> None:
    first = Cache(tmp_path, "project")
    first.put(key("clean"), CLEAN)
    first.put(key("dirty"), result())
    first.save()
    second = Cache(tmp_path, "project")
    assert stored(second, "clean") == CLEAN
    dirty = stored(second, "dirty")
    assert dirty == result()
    found = decode(dirty, "other.md")
    assert found.suppressed == 2
    assert found.findings == decode(result(name="other.md"), "other.md").findings
    assert found.findings[0].lines == ("second",)
    assert stored(second, "nix") is None
    assert stored(Cache(tmp_path, "elsewhere"), "clean") is None


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-1], lambda d: b"", lambda d: d[:40], lambda d: d[:60] + b"x" + d[61:], lambda d: d * 2]
)
def test_a_damaged_cache_is_an_empty_one(tmp_path: Path, damage) -> None:
    cache = Cache(tmp_path, "project")
    cache.put(key("dirty"), result())
    cache.save()
    cache.path.write_bytes(damage(cache.path.read_bytes()))
    again = Cache(tmp_path, "project")
    assert stored(again, "dirty") is None
    assert "damaged" in again.note
    again.put(key("clean"), CLEAN)
    again.save()
    assert stored(Cache(tmp_path, "project"), "clean") == CLEAN


def test_a_folder_that_cannot_be_written_is_only_noted(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache", "project")
    cache.put(key("clean"), CLEAN)
    cache.save()
    assert "cannot be" in cache.note


def test_processes_add_to_what_others_have_stored(tmp_path: Path) -> None:
    caches = [Cache(tmp_path, "project") for _ in range(3)]
    for number, cache in enumerate(caches):
        cache.put(key(f"clean {number}"), CLEAN)
        cache.put(key(f"dirty {number}"), result())
        cache.save()
    together = Cache(tmp_path, "project")
    for number in range(3):
        assert stored(together, f"clean {number}") == CLEAN
        assert stored(together, f"dirty {number}") == result()


def test_writing_at_the_same_time_leaves_a_sound_file(tmp_path: Path) -> None:
    notes = set()

    def work(number: int) -> None:
        for i in range(20):
            cache = Cache(tmp_path, "project")
            notes.add(cache.note)
            cache.put(key(f"{number} {i}"), result())
            cache.save()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert notes == {""}
    assert Cache(tmp_path, "project").note == ""


def test_it_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CLEAN", 10)
    monkeypatch.setattr(module, "MAX_STORED", 2000)
    monkeypatch.setattr(stored_folder, "MAX_PROJECTS", 3)
    for run in range(10):
        cache = Cache(tmp_path, "project")
        for i in range(8):
            cache.put(key(f"clean {run} {i}"), CLEAN)
            cache.put(key(f"dirty {run} {i}"), result())
        cache.save()
    assert (tmp_path / cache.path.name).stat().st_size < 6000
    assert stored(Cache(tmp_path, "project"), "dirty 9 0")
    for project in range(6):
        cache = Cache(tmp_path, f"project {project}")
        cache.put(key("clean"), CLEAN)
        cache.save()
    assert len(list(tmp_path.glob("*.results"))) == 3


def test_a_key_depends_on_everything() -> None:
    keys = Keys("fingerprint", "1.0")
    settings = Settings()
    salts = {
        keys.salt(settings, "markdown"),
        keys.salt(settings, "html"),
        keys.salt(Settings(relationship="partner"), "markdown"),
        keys.salt(Settings(select=("OTS1",)), "markdown"),
        Keys("other", "1.0").salt(settings, "markdown"),
        Keys("fingerprint", "1.1").salt(settings, "markdown"),
    }
    assert len(salts) == 6
    assert keys.salt(Settings(), "markdown") in salts


@pytest.mark.parametrize("kind", ["checkout", "installed"])
def test_a_key_depends_on_the_code(tmp_path: Path, kind: str) -> None:
    package = "src/ots_lint/__init__.py"
    told = {"checkout": "src/ots_lint/site/run.py", "installed": f"src/ots_lint-{__version__}.dist-info/RECORD"}[kind]
    write(tmp_path, {package: "", told: "a"} | ({"pyproject.toml": ""} if kind == "checkout" else {}))
    before = program_version(tmp_path / "src/ots_lint")
    assert program_version(tmp_path / "src/ots_lint") == before
    write(tmp_path, {told: "ab"})
    assert program_version(tmp_path / "src/ots_lint") != before


def test_the_code_is_that_of_the_whole_package() -> None:
    told = "".join(program_version())
    assert "dist-info" in told
    if (Path(ots_lint.__file__).parents[2] / "pyproject.toml").exists():
        assert "ots_lint/cli/main.py" in told


def test_clearing_deletes_only_our_files(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "project")
    cache.put(key("clean"), CLEAN)
    cache.save()
    write(tmp_path, {"rules-0.bin": "", "precious.txt": "", "sub/x.results": "", "killed.1.tmp": ""})
    assert clear(tmp_path) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CACHEDIR.TAG", "precious.txt", "sub"]
    assert clear(tmp_path / "nix") == 0


def test_the_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "ots-lint"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder() == tmp_path / ".cache" / "ots-lint"
    assert folder("x") == Path.cwd() / "x"


def test_runs_use_it(site: Path, ots_lint) -> None:
    pages = {f"p{i}.md": f"{i} Open Tech School\n" if i % 3 else f"nothing {i}\n" for i in range(9)}
    write(site, pages)  # type: ignore[arg-type]
    first = ots_lint(".", "-v", "--cache-dir", "cache")
    second = ots_lint(".", "-v", "--cache-dir", "cache")
    assert "9 pages, 0 of them unchanged" in first.err
    assert "9 pages, 9 of them unchanged" in second.err
    assert second.out == first.out
    write(site, {"p0.md": "OpenTechScool\n"})
    third = ots_lint(".", "-v", "--cache-dir", "cache")
    assert "8 of them unchanged" in third.err
    assert "OTS102" in third.out
    # settings, a fix, and the page's name are part of it
    assert "0 of them unchanged" in ots_lint(".", "-v", "--cache-dir", "cache", "--ignore", "OTS103").err
    (site / "p1.md").rename(site / "moved.md")
    assert "moved.md\n  1:3" in ots_lint(".", "--cache-dir", "cache").out
    ots_lint("--fix", ".", "--cache-dir", "cache")
    assert (site / "p2.md").read_text() == "2 OpenTechSchool\n"
    fixed = ots_lint(".", "-v", "--cache-dir", "cache")
    assert "9 of them unchanged" in fixed.err
    assert "OTS101" not in fixed.out
    assert "0 of them unchanged" in ots_lint(".", "-v", "--no-cache", "--cache-dir", "cache").err
    assert "1 file deleted." in ots_lint("cache", "clear", "--cache-dir", "cache").out
