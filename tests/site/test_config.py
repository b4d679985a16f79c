"""Configuration files: found, read, refused with a place and a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from ots_lint.errors import ConfigError, UsageError
from ots_lint.site.config import Overrides
from ots_lint.site.config_file import load
from ots_lint.site.configs import Configs, settings_for


def settings(tmp_path: Path, text: str, page: str = "page.md", overrides: Overrides | None = None):
    (tmp_path / "ots-lint.toml").write_text(text, encoding="utf-8")
    config = Configs().of(str((tmp_path / page).parent))
    return settings_for(config, str(tmp_path / page), overrides or Overrides())


@pytest.mark.parametrize(
    ("text", "row", "message"),
    [
        ('\nselct = ["OTS1"]', 2, "did you mean select?"),
        ("per_file_ignores = {}", 1, "did you mean per-file-ignores?"),
        (
            'select = ["OTS1"]\nignore = [1]',
            2,
            "ignore is to be a list of rule codes, each in quotes, not the number 1",
        ),
        ("x = [", 1, "not valid TOML"),
        ('\n\nx = "\n', 3, "not valid TOML"),
        (
            '[[events]]\npaths = ["a"]\n[[events]]\npaths = "b"\nrelationship = "unoficial"',
            5,
            "did you mean unofficial?",
        ),
        ('[[events]]\nrelationship = "partner"', 1, "lacks paths"),
        ('[[events]]\npaths = ["a"]\nteams = "Berlin"', 3, "did you mean team?"),
        ('[events]\npaths = ["a"]', 1, "[[events]]"),
        ('[severity]\nOTS1 = "error"\nOTS101 = "warn"', 3, "did you mean warning?"),
        ("[severity]\nOTS101 = true", 2, "not the yes-or-no value true"),
        ('fail-level = "never ever"', 1, "error, warning, info or never"),
        ("fail-level = 2020-01-01", 1, "a date or time"),
        ('baseline = "../known.json"', 1, "not a path in this project"),
        ('baseline = "/etc/known.json"', 1, "not a path in this project"),
        ('baseline = ""', 1, "not a path in this project"),
        ('rules = "/etc"', 1, "not a path in this project"),
        ('rules = ["nowhere"]', 1, "there is no folder"),
        ('[per-file-ignores]\n"a.md" = ["OTS1"]\n"b/*.md" = ["no code"]', 3, "'NO CODE'"),
        ('model = "../evil"', 1, "is to be a name"),
        ("a = " + "[" * 5000, None, "nested too deeply"),
    ],
)
def test_a_wrong_configuration_says_where_and_what(tmp_path: Path, text: str, row: int | None, message: str) -> None:
    (tmp_path / "ots-lint.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        Configs().of(str(tmp_path))
    assert message in str(caught.value)
    assert caught.value.row == row
    assert caught.value.filename.endswith("ots-lint.toml")


def test_a_folder_that_lies_beside_a_file_named_from_elsewhere_is_explained(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    path = tmp_path / "given.toml"
    path.write_text('rules = ["rules"]\n', encoding="utf-8")
    assert load(path).rules == (tmp_path / "rules",)
    (tmp_path / "current").mkdir()
    with pytest.raises(ConfigError) as caught:
        load(path, root=tmp_path / "current")
    assert "relative to the current folder" in caught.value.hint


def test_a_row_in_pyproject_is_that_of_our_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.other]\nselect = 1\n\n[tool.ots-lint]\nselect = 1\n", encoding="utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        Configs().of(str(tmp_path))
    assert caught.value.row == 5


def test_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "ots-lint.toml").write_bytes(b"# one\nselect = '\xff'\n")
    with pytest.raises(ConfigError, match="not UTF-8") as caught:
        Configs().of(str(tmp_path))
    assert caught.value.row == 2


def test_a_link_in_the_project_does_not_lead_a_path_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    project = tmp_path / "project"
    outside.mkdir()
    (project / ".git").mkdir(parents=True)
    (project / "rules").symlink_to(outside)
    (project / "ots-lint.toml").write_text('rules = "rules"', encoding="utf-8")
    with pytest.raises(ConfigError, match="not a path in this project"):
        Configs().of(str(project))


def test_the_nearest_configuration_wins_and_the_repository_ends_the_search(tmp_path: Path) -> None:
    (tmp_path / "ots-lint.toml").write_text('select = ["OTS1"]', encoding="utf-8")
    inner = tmp_path / "repository" / "sub" / "deep"
    inner.mkdir(parents=True)
    assert Configs().of(str(inner)).select == ("OTS1",)
    (tmp_path / "repository" / ".git").write_text("gitdir: elsewhere", encoding="utf-8")  # a worktree
    assert Configs().of(str(inner)).path is None
    (inner.parent / "pyproject.toml").write_text('[project]\nname = "ots-lint-site"\n', encoding="utf-8")
    assert Configs().of(str(inner)).path is None  # names the tool, but has no table
    (inner.parent / "pyproject.toml").write_text('[tool.ots-lint]\nignore = ["OTS103"]\n', encoding="utf-8")
    configs = Configs()
    assert configs.of(str(inner)).ignore == ("OTS103",)
    assert configs.of(str(inner.parent.parent)).path is None
    assert [config.path for config in configs.used()] == [inner.parent / "pyproject.toml"]


def test_a_named_configuration_is_relative_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "lint.toml").write_text('[per-file-ignores]\n"drafts/" = ["OTS1"]', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    config = Configs(Path(".github/lint.toml")).of("/anywhere")
    assert settings_for(config, str(tmp_path / "drafts" / "a.md"), Overrides()).ignore == ("OTS1",)
    with pytest.raises(UsageError, match="there is no configuration file"):
        Configs(Path("nix.toml"))
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"no \[tool.ots-lint\] table"):
        load(Path("pyproject.toml"), explicit=True)


def test_the_last_matching_event_holds(tmp_path: Path) -> None:
    text = """
[[events]]
paths = ["events/**"]
relationship = "partner"
contributions = ["coaches"]
team = "Berlin"
[[events]]
paths = ["events/friends/"]
relationship = "unofficial"
"""
    found = settings(tmp_path, text, "events/friends/2014/a.md")
    assert (found.event_relationship, found.event_contributions, found.event_team) == ("unofficial", (), "")
    found = settings(tmp_path, text, "events/a.md")
    assert (found.event_relationship, found.event_contributions, found.event_team) == (
        "partner",
        ("coaches",),
        "Berlin",
    )
    assert settings(tmp_path, text, "a.md").event_relationship == ""


def test_ignores_for_files_beat_a_more_exact_select(tmp_path: Path) -> None:
    text = 'select = ["OTS101"]\n[per-file-ignores]\n"old/*.md" = ["OTS1"]'
    assert not settings(tmp_path, text, "old/a.md").selects("OTS101")
    assert settings(tmp_path, text, "new/a.md").selects("OTS101")


def test_the_command_line_overrides_the_configuration(tmp_path: Path) -> None:
    text = 'select = ["OTS1"]\nignore = ["OTS103", "OTS3"]'
    found = settings(tmp_path, text, overrides=Overrides(select=("OTS103", "OTS301", "OTS9")))
    assert found.selects("OTS103")
    assert found.selects("OTS301")
    assert not found.selects("OTS101")
    found = settings(tmp_path, text, overrides=Overrides(ignore=("OTS101",)))
    assert [code for code in ("OTS101", "OTS102", "OTS103", "OTS301") if found.selects(code)] == ["OTS102"]


def test_codes_may_be_small_and_one_may_stand_alone(tmp_path: Path) -> None:
    assert settings(tmp_path, 'select = "ots1"').select == ("OTS1",)


def test_every_unknown_setting_is_named_at_once(tmp_path: Path) -> None:
    text = 'ignroe = []\nfoo = 1\n[[events]]\npaths = ["a"]\nrelationshp = "none"\n[report]\nsendr = "Mia"\n'
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, text)
    assert caught.value.row == 1
    assert caught.value.message == "unknown settings 'ignroe', 'foo', 'events.relationshp', 'report.sendr'"
    assert caught.value.hint == "did you mean ignore, relationship, sender?"


def test_of_thousands_of_unknown_settings_some_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, "".join(f"key{i} = 1\n" for i in range(5000)))
    assert caught.value.message.endswith("'key8', 'key9'")


def test_a_table_with_a_wrong_name_is_no_silent_nothing(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.other]\nx = 1\n\n[tool.ots_lint]\nignore = ["OTS101"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="not read from this table") as caught:
        load(path)
    assert caught.value.row == 4
    path.write_text('[tool.other]\npackages = ["tool.ots_lint"]\n', encoding="utf-8")
    assert load(path).path is None
