"""The page of `ots-lint serve` in a real browser: paste, findings, choices, copying; keyboard, widths, languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from browser import NEEDED, seen_by

pytestmark = NEEDED

ANNOUNCEMENT = """\
# Code Night

We build things together. Presented by OpenTechSchool.

Coaches from [Open Tech School](https://www.opentechschool.org) answer questions.
Sign up at [our group](https://www.meetup.com/opentechschool-berlin/).
"""
SAFE = ANNOUNCEMENT.replace("Open Tech School", "OpenTechSchool")
CLAIM = "Presented by OpenTechSchool"
HOSTILE = (
    "<script>alert(1)</script> opentechschool <img src=x onerror=alert(1)> </textarea><script>alert(2)</script>\n"
    f"\u202e opentechschool {'x' * 400} <a href='javascript:alert(3)'>opentechschool</a>\n"
)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("announcements")
    (folder / "announcement.md").write_text(ANNOUNCEMENT, "utf-8")
    (folder / "hostile.md").write_text(HOSTILE, "utf-8")
    command = [sys.executable, "-m", "ots_lint", "serve", "--port", "0", "--isolated"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as served:
        try:
            assert served.stderr is not None
            address = re.search(r"http://\S+/", served.stderr.readline())
            assert address
            yield seen_by("paste.mjs", address[0], folder)
        finally:
            served.terminate()


def test_axe_finds_nothing_in_any_width_and_scheme(seen: Any) -> None:
    assert [(v["width"], v["colorScheme"]) for v in seen["views"]] == [
        (width, scheme) for width in (400, 900, 1400) for scheme in ("light", "dark")
    ]
    for view in seen["views"]:
        assert (view["empty"], view["violations"]) == ([], []), view


def test_nothing_is_wider_than_the_screen(seen: Any) -> None:
    assert [view["overflow"] for view in seen["views"]] == [0] * 6


def test_nothing_is_asked_of_others_and_nothing_is_complained_of(seen: Any) -> None:
    assert seen["requests"] == []
    assert seen["quiet"] == []


def test_the_skip_link_comes_first(seen: Any) -> None:
    first = seen["keyboard"]["first"]
    assert first["text"] == "Skip to the findings" and first["left"] >= 0


def test_an_empty_announcement_is_told_where_it_is_to_be_pasted(seen: Any) -> None:
    empty = seen["keyboard"]["empty"]
    assert (empty["problem"], empty["focus"], empty["cards"]) == ("Paste an announcement first.", "text", 0)


def test_the_keyboard_leads_from_the_text_to_the_findings(seen: Any) -> None:
    steps = seen["keyboard"]
    assert steps["radio"] and steps["relationship"] == "unofficial"
    found = steps["found"]
    assert (found["heading"], found["cards"]) == ("4 findings", 4)
    assert CLAIM in "".join(found["marks"]) and "Open Tech School" in found["marks"]
    assert found["fixed"] == SAFE
    assert steps["toCard"] and steps["card"] == "#f1"


def test_a_choice_changes_the_text_and_keeps_the_focus(seen: Any) -> None:
    assert seen["keyboard"]["box"]
    chosen = seen["keyboard"]["chosen"]
    assert chosen["focus"] == "chosen"
    assert CLAIM not in chosen["fixed"] and "Supported privately by" in chosen["fixed"]
    assert chosen["status"] == chosen["told"] == "2 changes are made in it. 2 findings are left for you."


def test_the_text_with_its_changes_can_be_copied(seen: Any) -> None:
    steps = seen["keyboard"]
    assert steps["button"] and steps["copied"] == steps["chosen"]["fixed"]
    assert steps["told"] == "Copied"


def test_one_can_go_on_with_the_changed_text(seen: Any) -> None:
    steps = seen["keyboard"]
    assert steps["next"] and steps["again"]["heading"] == "2 findings"
    assert steps["again"]["fixed"] == steps["chosen"]["fixed"]


def test_findings_of_an_older_text_are_told_to_be_old(seen: Any) -> None:
    assert seen["keyboard"]["again"]["stale"] is False
    assert seen["keyboard"]["stale"] is True
    assert (seen["keyboard"]["fresh"]["stale"], seen["keyboard"]["fresh"]["focus"]) == (False, "found")


def test_the_language_can_be_switched_and_what_was_asked_stays(seen: Any) -> None:
    german = seen["german"]
    assert (german["lang"], german["heading"], german["fixed"]) == ("de", "4 Funde", SAFE)
    assert (german["text"], german["relationship"]) == (ANNOUNCEMENT, "unofficial")
    assert (german["violations"], german["overflow"]) == ([], 0)
    assert seen["germanChosen"]["status"] == "2 Änderungen sind darin gemacht. 2 Funde bleiben für dich."
    assert seen["asTheBrowserSpeaks"] == "de"


def test_all_is_there_without_scripts(seen: Any) -> None:
    shown = seen["withoutScript"]
    assert (shown["heading"], shown["cards"]) == ("4 findings", 4)
    assert CLAIM not in shown["fixed"] and "Supported privately by" in shown["fixed"]


def test_a_hostile_text_runs_nothing_and_breaks_nothing(seen: Any) -> None:
    hostile = seen["hostile"]
    assert hostile["heading"] == "3 findings"
    assert hostile["fixed"] == HOSTILE.replace("opentechschool", "OpenTechSchool")
    assert (hostile["violations"], hostile["overflow"]) == ([], 0)


def test_a_server_that_is_gone_is_told_and_the_text_stays(seen: Any) -> None:
    assert seen["gone"]["problem"] == "This page cannot reach ots-lint. Is ots-lint serve still running?"
    assert seen["gone"]["text"] == ANNOUNCEMENT
