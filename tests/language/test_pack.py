"""Language packs and the contract that says what is in them."""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex
from yaml_data import data_of

from ots_lint.errors import RuleError
from ots_lint.language import pack
from ots_lint.language.compiler import Compiler
from ots_lint.language.contract import SECTIONS, read_contract
from ots_lint.language.frames import Frame
from ots_lint.language.language import Language
from ots_lint.language.pack_check import _check_frames, check_pack
from ots_lint.lint.page import lint_source
from ots_lint.ruleset import load
from ots_lint.ruleset.load import data_folder, load_ruleset
from ots_lint.ruleset.rule_files import CONTRACT as CONTRACT_FILE
from ots_lint.schema.keys import read_yaml
from ots_lint.settings import Settings
from ots_lint.site.linter import bug
from ots_lint.text.source import Source

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = data_folder() / "languages"
CONTRACT = read_contract(LANGUAGES / CONTRACT_FILE)
TAGS = sorted(path.name for path in LANGUAGES.iterdir() if path.is_dir())
#: What the smallest pack has, and the forms of its words.
SMALLEST = {"words", "context", "mentions", "claims", "lexicon", "forms"}
Write = Callable[[str, Any], None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of a pack into a folder of rules, as text or as data."""

    def written(name: str, content: Any) -> None:
        path = tmp_path / "languages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), "utf-8")  # YAML, too

    return written


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[], str]:
    """What the loader says about a folder of rules that it does not take."""

    def message() -> str:
        with pytest.raises(RuleError) as caught:
            load_ruleset([tmp_path])
        return str(caught.value).replace(str(tmp_path / "languages"), "…")

    return message


@cache
def shipped() -> Mapping[str, Mapping[str, Any]]:
    """The shipped packs."""
    return load_ruleset().languages


@cache
def spoken(tag: str) -> Language:
    """A shipped pack, as sentences are read with it."""
    return Language(tag, shipped()[tag])


@cache
def loaded(path: Path) -> dict[str, Any]:
    """The sections of a file; they are not to be changed."""
    sections: dict[str, Any] = data_of(path)
    return sections


def merged(tag: str, parts: set[str] | None = None) -> dict[str, Any]:
    """The sections of a shipped pack, or of some parts of it, as one file has them."""
    data: dict[str, Any] = {}
    for path in sorted((LANGUAGES / tag).glob("*.yaml")):
        if parts is None or path.stem in parts:
            for section, content in copy.deepcopy(loaded(path)).items():
                if isinstance(content, dict):
                    data.setdefault(section, {}).update(content)
                elif isinstance(content, list):
                    data.setdefault(section, []).extend(content)
                else:
                    data[section] = content
    return data


# ---------------------------------------------------------------- the shipped packs


@pytest.mark.parametrize("tag", TAGS)
def test_a_shipped_pack_is_what_the_contract_says(tag: str) -> None:
    """A release does not check them once more."""
    files = [read_yaml(path.read_text("utf-8"), str(path)) for path in sorted((LANGUAGES / tag).glob("*.yaml"))]
    check_pack(pack.merged(tag, files), CONTRACT)


def test_a_shipped_pack_is_compiled_when_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with one is said then, and of a folder's own when the rules are read."""
    shutil.copytree(data_folder(), tmp_path / "rules")
    words = tmp_path / "rules/languages/sv/words.yaml"
    words.write_text(words.read_text("utf-8").replace("\nwords:\n", "\nwords:\n  colour: röd\n", 1), "utf-8")
    monkeypatch.setattr(load, "data_folder", lambda: tmp_path / "rules")
    rules = load_ruleset()
    assert rules.languages["en"]["name"]
    with pytest.raises(RuleError, match=r"sv/words\.yaml:\d+: words\.colour: the contract knows no word class"):
        _ = rules.languages["sv"]
    shown = bug(RuleError("words.colour: the contract knows no word class 'colour'", "sv/words.yaml", 3))
    assert shown.endswith("sv/words.yaml:3: words.colour: the contract knows no word class 'colour'")
    monkeypatch.undo()
    with pytest.raises(RuleError, match=r"sv/words\.yaml:\d+: words\.colour"):
        load_ruleset([tmp_path / "rules/opentechschool", _own(tmp_path)])


def _own(folder: Path) -> Path:
    """A folder of rules with nothing but the packs in another."""
    own = folder / "own"
    shutil.copytree(folder / "rules/languages/sv", own / "languages/sv")
    return own


@pytest.mark.parametrize(
    "element",
    ["kurs(?:er", "kurs)", "[kurs", "kurs++*", "(?P<slot>kurs", "\\p{Nonsense}kurs", "kurs{2,1}", "*kurs"],
)
@pytest.mark.parametrize("frame", ["{} $org", "( $org | {} ) av", "( {} )* $org"])
def test_a_word_that_cannot_be_read_is_told_as_the_whole_frame_would_be(frame: str, element: str) -> None:
    """Only words are tried, once each: the whole frame takes a hundred times as long."""
    source = frame.format(element)
    with pytest.raises((ValueError, regex.error)):
        _ = Frame("runs", source, Compiler({}), ()).pattern
    _refused(source)


def test_a_word_cannot_end_a_group_of_the_frame() -> None:
    _refused("kurs)(?:er $org")


def test_groups_in_frames_are_not_endless() -> None:
    _refused("( " * 2_000 + "kurs" + " )" * 2_000)


def _refused(frame: str) -> None:
    node = read_yaml(json.dumps({"frames": {"runs": [frame]}}), "xx.yaml")
    with pytest.raises(RuleError, match=r"^xx\.yaml:1: frames\.runs\[0\]: "):
        _check_frames(pack.merged("xx", [node]))


@pytest.mark.parametrize("tag", TAGS)
def test_each_name_stands_in_the_file_of_its_part(tag: str) -> None:
    wrong = []
    for path in (LANGUAGES / tag).glob("*.yaml"):
        data = data_of(path)
        for section in SECTIONS:
            for name in data.get(section, ()):
                entry = CONTRACT.get(section, name)
                if entry is not None and entry.part != path.stem:
                    wrong.append(f"{path.name}: {section}.{name} belongs to {entry.part}.yaml")
    assert wrong == []


@pytest.mark.parametrize(
    "entry",
    [entry for entry in CONTRACT.entries if entry.section in {"words", "kinds"}],
    ids=lambda entry: entry.name,
)
def test_the_example_of_a_class_is_an_english_word_of_it(entry: Any) -> None:
    english = spoken("en")
    if entry.name in shipped()["en"][entry.section]:
        assert entry.example
        assert english.is_a(entry.example, entry.name)
    else:
        assert entry.optional


@pytest.mark.parametrize(
    "entry",
    [entry for entry in CONTRACT.entries if entry.section in {"frames", "terms"}],
    ids=lambda entry: entry.name,
)
def test_the_example_of_a_family_is_an_english_sentence_of_it(entry: Any) -> None:
    english = spoken("en")
    line = english.line(entry.example.split())
    assert any(frame.search(line) for frame in english.frames(entry.name))


def test_every_shipped_pack_has_what_is_not_optional() -> None:
    lacking = [
        f"{tag}: {entry.name}"
        for tag, pack in shipped().items()
        for entry in CONTRACT.entries
        if entry.part in pack["parts"] and not entry.optional and entry.name not in pack[entry.section]
    ]
    assert lacking == []


#: Classes that nobody asks for: it is enough that their words are known, so that none is taken for a place's name.
KNOWN = {"programme"}


def test_every_name_of_the_contract_is_asked_for() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    packs = "".join(path.read_text("utf-8") for path in LANGUAGES.glob("*/*.yaml"))
    rules = [data_of(path) for path in LANGUAGES.parent.glob("base/*/*.yaml")]
    below = {family for rule in rules for family in rule["check"].get("under", {}).values()}
    idle = [
        entry.name
        for entry in CONTRACT.entries
        if entry.section != "kinds"  # a page declares them
        and not entry.name.startswith("gives-")  # asked for by that beginning
        and f'"{entry.name}"' not in code
        and f"'{entry.name}'" not in code
        and f"<{entry.name}>" not in packs
        and entry.name not in below
    ]
    assert set(idle) == KNOWN


# ---------------------------------------------------------------- the schema for editors


@cache
def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "docs" / "schemas" / "languages.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@pytest.mark.parametrize("path", sorted(LANGUAGES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_schema_takes_the_shipped_files(path: Path) -> None:
    assert [error.message for error in validator().iter_errors(data_of(path))] == []


@pytest.mark.parametrize(
    "data",
    [
        {"wrods": {}},
        {"words": {"negators": "not"}},
        {"words": {"negator": ["not"]}},
        {"frames": {"rums": ["$org"]}},
        {"context": [{"is": "negate", "when": "not", "reach": "forward"}]},
        {"context": [{"is": "negated", "reach": "forward"}]},
        {"traits": ["capital-nouns"]},
        {"context": [{"is": "negated", "when": "not", "reach": "forwards"}]},
        {"context": [{"is": "negated", "when": "not", "reach": "forward", "of": ["rums"]}]},
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(data: Any, write: Write, tmp_path: Path) -> None:
    assert not validator().is_valid(data)
    write("en/more.yaml", data)
    with pytest.raises(RuleError):
        load_ruleset([tmp_path])


def test_every_optional_name_is_lacking_in_a_shipped_pack() -> None:
    for entry in CONTRACT.entries:
        packs = [pack for pack in shipped().values() if entry.part in pack["parts"]]
        everywhere = all(entry.name in pack[entry.section] for pack in packs)
        assert entry.optional != everywhere, entry.name


# ---------------------------------------------------------------- packs of one's own


def test_a_pack_in_one_file_and_a_pack_in_a_folder_are_the_same(write: Write, tmp_path: Path) -> None:
    write("en.yaml", merged("en"))
    own = load_ruleset([tmp_path]).languages["en"]
    assert {**own, "tables": None} == {**shipped()["en"], "tables": None}


def test_a_pack_of_ones_own_takes_the_place_of_the_shipped_one(write: Write, tmp_path: Path) -> None:
    write("en.yaml", merged("en", SMALLEST) | {"name": "Plain English"})
    own = load_ruleset([tmp_path]).languages["en"]
    assert own["name"] == "Plain English"
    assert own["parts"] == ["words", "context", "mentions", "claims"]
    assert "fee" not in own["words"]


def test_a_misspelt_class_is_refused_with_its_place_and_the_nearest_name(
    write: Write, refused: Callable[[], str]
) -> None:
    data = merged("en")
    data["words"]["negators"] = data["words"].pop("negator")
    write("en.yaml", data)
    message = refused()
    row = json.dumps(data, indent=1).split('"negators"')[0].count("\n") + 1
    assert message.startswith(
        f"…/en.yaml:{row}: words.negators: the contract knows no word class 'negators'; did you mean 'negator'?\n"
    )
    assert "words: negator (negators?)" in message


def test_a_pack_of_twenty_lines_is_refused_with_a_list_of_what_it_lacks(
    write: Write, refused: Callable[[], str]
) -> None:
    words = {"det": "le la les un une des", "be": "est sont a ont", "pronoun": "il elle on nous", "we": "nous on"}
    write("fr.yaml", {"name": "Français", "words": words, "frames": {"runs": ["organisé par $org"]}})
    message = refused()
    assert message.startswith("…/fr.yaml:1: the language pack 'fr' is not complete")
    listed = set(re.findall(r"[\w-]+", message))
    needed = {entry.name for entry in CONTRACT.entries if CONTRACT.parts[entry.part].needed and not entry.optional}
    assert needed - words.keys() - {"runs"} <= listed
    assert "  context: What takes a claim back" in message
    assert "price" not in message  # a part of which it has nothing may be missing


def test_a_part_is_there_or_not(write: Write, refused: Callable[[], str]) -> None:
    data = merged("en", SMALLEST)
    data["kinds"] = merged("en")["kinds"]
    write("en.yaml", data)
    message = refused()
    assert "  gives: What it is that somebody contributes" in message
    assert "  discourse: How a sentence takes up" in message
    assert "words: gives-fin, does-fin, helps-fin" in message
    assert "price" not in message


@pytest.mark.parametrize(
    ("own", "missing"),
    [
        ({"gives", "discourse"}, {"credits"}),
        ({"price", "rights", "promotion", "channels", "material"}, {"gives", "credits", "discourse"}),
        ({"gives", "credits", "discourse", "price"}, {"rights", "promotion", "channels", "material"}),
        ({"target"}, set()),
        ({"gives", "credits", "discourse"}, set()),
    ],
)
def test_a_topic_is_there_as_a_whole(own: set[str], missing: set[str], write: Write, tmp_path: Path) -> None:
    write("en.yaml", merged("en", SMALLEST | own))
    if not missing:
        parts = load_ruleset([tmp_path]).languages["en"]["parts"]
        assert set(parts) == {"words", "context", "mentions", "claims"} | own
        return
    with pytest.raises(RuleError) as caught:
        load_ruleset([tmp_path])
    lines = str(caught.value).split("\n")
    assert {part for part in CONTRACT.parts if any(line.startswith(f"  {part}: ") for line in lines)} == missing


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (("parts: [target]", "parts: [target, words]"), "another topic has this part"),
        (("parts: [target]", "parts: [aim]"), "there is no such part"),
        (("with: [contribution]", "with: [contributions]"), "there is no such topic"),
        (("parts: [price, rights, ", "parts: [rights, "), "no topic has this part"),
    ],
)
def test_topics_of_a_contract_that_do_not_fit_are_refused(
    changed: tuple[str, str], expected: str, tmp_path: Path
) -> None:
    path = tmp_path / CONTRACT_FILE
    path.write_text((LANGUAGES / CONTRACT_FILE).read_text("utf-8").replace(*changed), "utf-8")
    with pytest.raises(RuleError, match=expected):
        read_contract(path)


DUTCH = """\
---
lang: nl
---

De avond is een samenwerking met OpenTechSchool. Met dank aan OpenTechSchool! Een kaartje kost 20 € per persoon.

De slides mogen niet worden gekopieerd. OpenTechSchool zal al onze avonden promoten. Foto's zijn eigendom van Acme.

We gebruiken het lesmateriaal van OpenTechSchool.

## Sponsors

- OpenTechSchool
"""


@pytest.mark.parametrize("relationship", ["", "official", "partner", "supported", "unofficial"])
def test_the_rules_of_a_missing_topic_are_silent(relationship: str) -> None:
    assert shipped()["nl"]["parts"] == ["words", "context", "mentions", "claims"]
    settings = Settings(relationship=relationship, event_contributions=("coaches",))
    linted = lint_source(Source(DUTCH, "page.md"), load_ruleset(), settings)
    found = {finding.code for finding in linted.findings}
    assert found == ({"OTS301", "OTS302"} if relationship == "unofficial" else set())


def test_a_name_in_two_files_is_an_error(write: Write, refused: Callable[[], str]) -> None:
    write("en/all.yaml", merged("en"))
    write("en/more.yaml", "words:\n  negator: nope\n")
    assert re.fullmatch(
        r"…/en/more\.yaml:2: words\.negator: this name stands in two files \(also in …/en/all\.yaml:\d+\)", refused()
    )


@pytest.mark.parametrize(
    ("section", "name", "value", "expected"),
    [
        ("words", "movers", "moves", "a class that only this pack needs stands under helpers"),
        ("helpers", "negator", "not", "a word class has this name already"),
        ("helpers", "moving", "moves", "no class and no frame of the pack uses this helper"),
        ("kinds", "coachs", "coach", "did you mean 'coaches'?"),
        ("frames", "run", ["$org runs"], "the contract knows no frame family 'run'; did you mean 'runs'?"),
        ("frames", "runs", ["$org <runs-fim>"], "the pack has no word class 'runs-fim' (did you mean 'runs-fin'?)"),
        ("frames", "runs", ["( $org"], "( without )"),
        ("titles", "travels", ["bus"], "did you mean 'travel'?"),
        ("titles", "travel", ["(bus"], "the pattern is broken"),
        ("inclusive", "s", ["(es"], "the pattern is broken"),
    ],
)
def test_what_the_contract_does_not_know_is_refused(
    section: str, name: str, value: Any, expected: str, write: Write, refused: Callable[[], str]
) -> None:
    data = merged("en")
    data.setdefault(section, {})[name] = value
    write("en.yaml", data)
    message = refused()
    assert expected in message
    assert message.startswith("…/en.yaml:")


def test_a_helper_is_a_class_for_frames(write: Write, tmp_path: Path) -> None:
    data = merged("en")
    data["helpers"]["carries"] = "carries carry"
    data["frames"]["runs"].append("$org <carries> this evening")
    write("en.yaml", data)
    pack = load_ruleset([tmp_path]).languages["en"]
    english = Language("en", pack)
    line = english.line(["$org", "carries", "this", "evening"])
    assert any(frame.search(line) for frame in english.frames("runs"))


def test_words_for_several_genders_belong_to_the_classes_of_the_plain_word(write: Write, tmp_path: Path) -> None:
    data = merged("en")
    data["words"]["people"] += " drummer drummers"
    data["inclusive"] = {"": [r"[*]\w+"], "s": [r"[*]\w+s"]}
    write("en.yaml", data)
    english = Language("en", load_ruleset([tmp_path]).languages["en"])
    assert english.is_a("drummer*ess", "people")
    assert english.is_a("Drummer*esses", "people")
    assert not english.is_a("drum*ess", "people")
    assert not Language("en", shipped()["en"]).is_a("drummer*ess", "people")
    assert english.line(["drummer*esses"]).startswith("drummers")  # the words of frames find the plain form
    assert english.line(["drummers", "$org"]).count(" ") == english.line(["drummer*esses", "$org"]).count(" ")


CUE = {"is": "negated", "when": "<negator>", "reach": "forward"}


def test_context_is_read_with_its_lists(write: Write, tmp_path: Path) -> None:
    data = merged("en", SMALLEST)
    data["context"] = [
        {
            **CUE,
            "unless": "not only",
            "words": 5,
            "stop": "but",
            "of": ["runs", "supports"],
            "good": "It is not $org .",
            "bad": ["a", "b"],
        }
    ]
    write("en.yaml", data)
    assert load_ruleset([tmp_path]).languages["en"]["context"] == [
        {
            **CUE,
            "when": ["<negator>"],
            "unless": ["not only"],
            "words": 5,
            "stop": ["but"],
            "of": ["runs", "supports"],
            "good": ["It is not $org ."],
            "bad": ["a", "b"],
        }
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"is": "negate"}, "the contract knows no modifier 'negate' (did you mean 'negated'?)"),
        ({"when": "<negators>"}, "the pack has no word class 'negators' (did you mean 'negator'?)"),
        ({"unless": ["( only"]}, "( without )"),
        ({"stop": "<stop>"}, "the pack has no word class 'stop'"),
        (
            {"reach": "forwards"},
            "'forwards' is not one of forward, backward, both (did you mean 'forward'?)",
        ),
        ({"words": -1}, "write 0 for none between the cue and what it takes back"),
        ({"words": "5"}, "expected a whole number"),
        ({"of": ["run"]}, "the contract knows no frame family 'run' (did you mean 'runs'?)"),
        ({"until": "but"}, "unknown key"),
    ],
)
def test_context_that_nobody_understands_is_refused(
    change: dict[str, Any], expected: str, write: Write, refused: Callable[[], str]
) -> None:
    write("en.yaml", {**merged("en", SMALLEST), "context": [CUE | change]})
    message = refused()
    assert expected in message
    assert re.match(r"…/en\.yaml:\d+: context\[0\]", message)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("contract.yaml", "comes with the program"), ("french.yaml", "'french' is no language")],
)
def test_files_that_are_no_pack_are_refused(name: str, expected: str, write: Write, refused: Callable[[], str]) -> None:
    write(name, {"name": "x"})
    assert expected in refused()
