"""Watching: what changes is linted again, and nothing else is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ots_lint.site import watch as watching
from ots_lint.site.options import Options
from ots_lint.site.stamps import Stamps, stamp
from ots_lint.site.watch import Round, Watch


@pytest.fixture
def looks(fake_rules: None, site: Path) -> Callable[[], Watch]:
    """Begin to watch the site of these pages."""
    for name in ("a.md", "b.md", "events/c.md"):
        path = site / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Open Tech School\n")

    def begin() -> Watch:
        watch = Watch(["."], Options(cache=False, jobs=1))
        watch.first()
        return watch

    return begin


def written(path: Path, text: str) -> None:
    """Write a file so that it is seen to be another one, whatever the clock of the disk says."""
    path.write_text(text)
    later = time.time_ns() + 5_000_000_000
    os.utime(path, ns=(later, later))


def names(happened: Round | None) -> tuple[tuple[str, ...], tuple[str, ...], bool, int]:
    assert happened is not None
    found = len(list(happened.outcome.report.new())) if happened.outcome else 0
    return happened.changed, happened.gone, happened.settings, found


def test_nothing_happens_while_nothing_changes(looks: Callable[[], Watch]) -> None:
    watch = looks()
    assert watch.pages == 3
    assert watch.severities == {"error": 3}
    assert watch._look() is None


def test_a_changed_page_is_linted_alone(looks: Callable[[], Watch], site: Path) -> None:
    watch = looks()
    written(site / "b.md", "Open Tech School and Open Tech School\n")
    assert names(watch._look()) == (("b.md",), (), False, 2)
    assert watch.severities == {"error": 4}
    written(site / "b.md", "Tea.\n")
    assert names(watch._look()) == (("b.md",), (), False, 0)
    assert watch.severities == {"error": 2}
    assert watch._look() is None


def test_new_pages_and_those_that_go_are_seen(looks: Callable[[], Watch], site: Path) -> None:
    watch = looks()
    (site / "events" / "d.html").write_text("<p>Open Tech School")
    (site / "a.md").unlink()
    assert names(watch._look()) == (("events/d.html",), ("a.md",), False, 1)
    assert watch.pages == 3
    assert watch.severities == {"error": 3}
    (site / "b.md").rename(site / "e.md")
    assert names(watch._look()) == (("e.md",), ("b.md",), False, 1)
    (site / "e.md").unlink()
    assert names(watch._look()) == ((), ("e.md",), False, 0)
    assert watch.severities == {"error": 2}


def test_new_settings_are_for_all_pages(looks: Callable[[], Watch], site: Path) -> None:
    watch = looks()
    (site / "events" / "ots-lint.toml").write_text('severity = {OTS101 = "info"}\n')
    assert names(watch._look()) == (("a.md", "b.md", "events/c.md"), (), True, 3)
    assert watch.severities == {"error": 2, "info": 1}
    (site / "ots-lint.toml").write_text('exclude = ["a.md"]\n')
    assert names(watch._look()) == (("b.md", "events/c.md"), ("a.md",), True, 2)


def test_wrong_settings_are_told_once_and_then_tried_again(looks: Callable[[], Watch], site: Path) -> None:
    watch = looks()
    (site / "ots-lint.toml").write_text("select = [\n")
    happened = watch._look()
    assert happened is not None
    assert str(happened.error).startswith("ots-lint.toml:2: this is not valid TOML")
    assert watch._look() is None
    written(site / "ots-lint.toml", 'select = ["OTS102"]\n')
    assert names(watch._look()) == (("a.md", "b.md", "events/c.md"), (), True, 0)
    assert watch.severities == {}


def test_looking_takes_little(looks: Callable[[], Watch], site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at many pages is not begun again before some time has passed."""
    watch = looks()
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 4:
            raise KeyboardInterrupt

    clock = iter(range(100))
    monkeypatch.setattr(watching.time, "sleep", sleep)
    monkeypatch.setattr(watching.time, "process_time", lambda: next(clock) / 10)
    with pytest.raises(KeyboardInterrupt):
        list(watch.rounds())
    assert slept == pytest.approx([watching.SHORTEST, 2.5, 2.5, 2.5])


def test_a_state_of_a_file_is_told_from_another(tmp_path: Path) -> None:
    path = tmp_path / "a"
    stamps = Stamps()
    stamps.add(str(path))
    assert not stamps.changed()
    path.write_text("x")
    assert stamps.changed()
    stamps = Stamps()
    stamps.add(str(path))
    before = stamp(str(path))
    other = tmp_path / "b"
    other.write_text("y")
    os.utime(other, ns=(path.stat().st_mtime_ns, path.stat().st_mtime_ns))
    other.replace(path)  # as editors save: the same size and time, and another file
    assert stamp(str(path)) != before
    assert stamps.changed()
