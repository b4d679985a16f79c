"""One place says which version this is; everything that names one to use follows from it."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from ots_lint import __version__

ROOT = Path(__file__).parent.parent
#: What a version of ours looks like where somebody is told to use it.
NAMED = re.compile(r"ots-lint(?:@|==|:|\.git@|\.git#|/tree/|/archive/refs/tags/)v?(\d[\w.]*\d)|rev: v?(\d[\w.]*)")


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


release = module(ROOT / ".ci" / "release.py")
regenerate = module(ROOT / "examples" / "regenerate.py")


def texts() -> list[Path]:
    """Every text file of the project, but the measurements of a day, and files that tests are made of."""
    kinds = {".md", ".yml", ".yaml", ".toml", ".cff", ".py", ".sh", ".cfg", ""}
    skipped = (".git/", ".venv/", "benchmarks/", "tests/", "node_modules/", "site/", "dist/")
    found = [path for path in ROOT.rglob("*") if path.suffix in kinds and path.is_file()]
    return [path for path in found if not path.relative_to(ROOT).as_posix().startswith(skipped)]


def test_the_package_takes_its_version_from_the_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/ots_lint/__init__.py"
    assert release.version() == __version__


def test_every_version_that_people_are_told_to_use_is_this_one() -> None:
    named = {}
    for path in texts():
        for match in NAMED.finditer(path.read_text("utf-8", "replace")):
            named.setdefault(match[1] or match[2], []).append(path.relative_to(ROOT).as_posix())
    assert named.keys() == {__version__}, "run python examples/regenerate.py"
    assert len(named[__version__]) >= 6


def test_a_new_version_is_carried_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """What regenerate.py does not know of would be left behind."""
    monkeypatch.setattr("ots_lint.__version__", "9.8.7")
    for pattern in regenerate.VERSIONED:
        for path in ROOT.glob(pattern):
            text = regenerate.versioned(path.read_text("utf-8"))
            assert not [m[0] for m in NAMED.finditer(text) if (m[1] or m[2]) != "9.8.7"], path


def test_the_citation_names_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == __version__


# ------------------------------------------------------------------ releases


CHANGES = f"# Changes\n\n## 99.0.0 – 2030-01-01\n\n- new\n\n## {__version__} – 2026-12-01\n\n- first\n- second\n"


def test_notes_are_the_entry_of_the_version() -> None:
    assert release.entry(CHANGES, __version__) == ("2026-12-01", "- first\n- second\n")
    assert release.entry(CHANGES, "99.0.0") == ("2030-01-01", "- new\n")
    assert release.problems(f"v{__version__}", CHANGES) == []


@pytest.mark.parametrize(
    ("tag", "changes", "said"),
    [
        ("v99.0.0", CHANGES, "make them the same"),
        (__version__, CHANGES, "make them the same"),
        (f"v{__version__}", CHANGES.replace("2026-12-01", "unreleased"), "write the day"),
        (f"v{__version__}", "# Changes\n", "has no entry"),
        (f"v{__version__}", f"## {__version__} – 2026-12-01\n", "says nothing about"),
    ],
)
def test_what_must_not_be_released(tag: str, changes: str, said: str) -> None:
    (problem,) = release.problems(tag, changes)
    assert said in problem


def test_the_changelog_has_an_entry_for_this_version() -> None:
    day, notes = release.entry((ROOT / "CHANGELOG.md").read_text("utf-8"), __version__)
    assert notes
    assert day == "unreleased" or re.fullmatch(r"\d{4}-\d\d-\d\d", day)


def test_the_release_uses_what_was_built_once_and_holds_no_password() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))["jobs"]
    assert jobs["pypi"]["permissions"] == {"id-token": "write"}
    assert jobs["pypi"]["environment"]["name"] == "pypi"
    built = [
        name for name, job in jobs.items() if any("build" in str(step.get("run", "")) for step in job.get("steps", ()))
    ]
    assert built == ["build"]
    for job in jobs.values():
        for step in job.get("steps", ()):
            if "uses" in step:
                assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), step
            assert "secrets." not in str(step)


# ------------------------------------------------------------------ the container


def test_what_the_dockerfile_copies_is_there_and_enough(tmp_path: Path) -> None:
    """The wheel can be built from what `COPY` and `.dockerignore` let through, and nothing else is needed."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line]
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    names = [name for group in copied for name in group]
    assert set(names) == let_through
    for name in names:
        source = ROOT / name
        assert source.exists()
        assert not source.is_symlink()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = {
        *(part["path"] for part in project["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["fragments"]),
        *project["project"]["license-files"],
        *(path.split("/")[0] for path in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]),
        *project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"],
        "pyproject.toml",
    }
    assert needed == let_through
    assert 'ENTRYPOINT ["ots-lint"]' in lines
    assert any(line.startswith("USER ") and line != "USER root" for line in lines)


def test_ignored_by_docker_is_not_tracked_less(tmp_path: Path) -> None:
    """Nothing secret or built gets into an image: the list begins with leaving everything out."""
    assert (ROOT / ".dockerignore").read_text().splitlines()[0] == "*"


def test_release_script_speaks_plainly() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "release.py", "check", "v99"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: the tag is v99")
    assert "Traceback" not in done.stderr
