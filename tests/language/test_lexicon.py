"""Words that are one entry: lemmas, slots, and classes in classes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from ots_lint.errors import RuleError
from ots_lint.language.lexicon import Lexicon, lemmas_of
from ots_lint.schema.keys import read_yaml

ROOT = Path(__file__).resolve().parents[2]
FORMS = {"host": "host hosts hosted hosting", "run": "run runs ran running"}
INFLECTED = {"attributive": "e er"}
SLOTS = {"pp": [".*ed", "run"], "s": ".*s", "slow": "(?:a|aa)+[^a]"}


def expanded(**classes: str) -> list[str]:
    """The words of the last of some classes."""
    sections = {"classes": classes, "forms": FORMS, "slots": SLOTS, "inflected": INFLECTED}
    nodes = [
        read_yaml(yaml.safe_dump(content, sort_keys=False), f"{name}.yaml").value for name, content in sections.items()
    ]
    return Lexicon(*nodes).words(next(reversed(classes)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("coach(?:es)? mentors?", ["coach(?:es)?", "mentors?"]),
        ("{host}", ["host", "hosts", "hosted", "hosting"]),
        ("staged {host run}:pp put", ["staged", "hosted", "run", "put"]),
        ("{host}:pp {run}:s", ["hosted", "runs"]),
        (
            "{run}:s {host}:attributive !hostse !hostser",
            ["runs", "hoste", "hoster", "hostede", "hosteder", "hostinge", "hostinger"],
        ),
        ("{host} !hosting", ["host", "hosts", "hosted"]),
        ("{host}:pp hosted {host}:pp", ["hosted"]),
        (r"\p{L}*event !", [r"\p{L}*event", "!"]),
    ],
)
def test_a_class_is_made_into_words(text: str, words: list[str]) -> None:
    assert expanded(name=text) == words


def test_a_class_includes_another() -> None:
    assert expanded(inner="{run} stage[sd]", outer="<inner>:s <inner>:pp put") == [
        "runs",
        "stages",
        "run",
        "staged",
        "put",
    ]


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ({"name": "{hold}"}, "classes.yaml:1: name: no forms of 'hold' are listed"),
        ({"name": "{host}:p"}, "there is no slot 'p' (did you mean 'pp'?)"),
        ({"inner": "x", "name": "<iner>"}, "there is no class 'iner' (did you mean 'inner'?)"),
        ({"a": "<b>", "b": "<a>"}, "the class contains itself: b → a → b"),
        ({"inner": "coach.*", "name": "<inner>:s"}, "'coach.*' stands for too many words"),
        ({"x": "a" * 4000, "name": "<x>:slow"}, "slots.yaml:5: slow: the pattern takes too long on 'aaa"),
        ({"name": "{host} !held"}, "'held' is taken away, but no lemma or class gives it"),
    ],
)
def test_what_cannot_be_made_into_words_is_refused(classes: dict[str, str], expected: str) -> None:
    with pytest.raises(RuleError) as caught:
        expanded(**classes)
    assert expected in str(caught.value)


def test_lemmas_are_found_in_a_text() -> None:
    assert list(lemmas_of("put {host run}:pp <x> {hold}")) == ["host", "run", "hold"]
    assert list(lemmas_of(r"\p{L}* x{2}")) == []


# ---------------------------------------------------------------- the forms, looked up


@pytest.fixture(scope="module")
def word_forms() -> ModuleType:
    pytest.importorskip("simplemma")
    spec = importlib.util.spec_from_file_location("word_forms", ROOT / "examples" / "word_forms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def write_pack(folder: Path, text: str) -> Path:
    pack = folder / "en"
    pack.mkdir()
    (pack / "words.yaml").write_text(text, "utf-8")
    return pack


def test_forms_are_looked_up_for_lemmas_spellings_and_hyphens(word_forms: ModuleType, tmp_path: Path) -> None:
    pack = write_pack(tmp_path, "spellings: [organise organize]\nwords: {x: '{organise co-host}:pp'}\n")
    forms = yaml.safe_load(word_forms.written(pack))["forms"]
    assert {"organised", "organized", "organises", "organizing"} <= set(forms["organise"].split())
    assert {"co-hosted", "cohosted", "co-hosting"} <= set(forms["co-host"].split())


def test_what_a_pack_lists_itself_is_not_looked_up(word_forms: ModuleType, tmp_path: Path) -> None:
    pack = write_pack(tmp_path, "lemmas: {bring: brings brought}\nhelpers: {x: '{bring host}'}\nleave-out: .*ing\n")
    assert yaml.safe_load(word_forms.written(pack))["forms"] == {"host": "host hosted hosts"}


def test_forms_that_the_dictionary_has_under_another_lemma_are_found_by_their_endings(
    word_forms: ModuleType, tmp_path: Path
) -> None:
    pack = tmp_path / "es"
    pack.mkdir()
    text = "endings: [ar ado ada, ir ido xyz]\nwords: {x: '{apoyar invitar}'}\n"
    (pack / "words.yaml").write_text(text, "utf-8")
    forms = yaml.safe_load(word_forms.written(pack))["forms"]
    assert {"apoyado", "apoyada", "apoya"} <= set(forms["apoyar"].split())
    assert {"invitado", "invitada", "invita"} <= set(forms["invitar"].split())
    without = {lemma: word_forms.forms_of("es", lemma) for lemma in ("apoyar", "invitar")}
    assert "apoyada" not in without["apoyar"]
    assert "invitado" not in without["invitar"]


def test_a_lemma_that_nobody_knows_is_said(word_forms: ModuleType, tmp_path: Path) -> None:
    pack = write_pack(tmp_path, "words: {x: '{frobnicatex host}'}\n")
    with pytest.raises(LookupError, match="no forms of 'frobnicatex' are known; list them under lemmas"):
        word_forms.written(pack)


def test_a_pack_without_lemmas_needs_no_forms(word_forms: ModuleType, tmp_path: Path) -> None:
    assert word_forms.written(write_pack(tmp_path, "words: {x: hosts}\n")) == ""


def test_a_run_does_not_need_the_dictionaries() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        assert "simplemma" not in path.read_text("utf-8"), path
