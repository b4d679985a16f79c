"""Words are looked up in tables, and belong to the classes that their patterns say."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
import regex

from ots_lint.language import language, marks, tables
from ots_lint.language.word_classes import MAX_WORD, Forms, listed
from ots_lint.ruleset import language_packs
from ots_lint.ruleset.load import load_ruleset

ROOT = Path(__file__).parents[2]


def vocabulary() -> list[str]:
    """Words of this project's texts, in other cases, with a hyphen before them, and grown together."""
    texts = [path.read_text("utf-8") for folder in ("docs", "rules", "tests/meaning") for path in (ROOT / folder).rglob("*.*")
             if path.suffix in (".md", ".yaml")]  # fmt: skip
    words = sorted({word for text in texts for word in re.findall(r"[\w'’.&/$+-]+", text)})
    chance = random.Random(2)
    more = [f"-{word}" for word in chance.sample(words, 400)]
    more += [form for word in chance.sample(words, 400) for form in (word.upper(), word.capitalize())]
    more += [a + b for a, b in zip(chance.sample(words, 400), chance.sample(words, 400), strict=True)]
    return [*words, *more, "x" * (MAX_WORD + 1), "", "-", "--a"]


@pytest.mark.parametrize("tag", ["de", "en"])
def test_tables_say_what_the_patterns_say(tag: str) -> None:
    pack = load_ruleset().languages[tag]
    marks = {name: chr(0xE000 + i) for i, name in enumerate({**pack["words"], **pack["kinds"]})}
    forms = Forms()
    literal: dict[str, set[str]] = {}
    patterns: dict[str, regex.Pattern[str]] = {}
    for name, text in {**pack["words"], **pack["kinds"]}.items():
        special = []
        for form in text.split():
            forms.add(form, marks[name])
            if regex.escape(form, special_only=True) == form:
                literal.setdefault(form.lower(), set()).add(marks[name])
            else:
                special.append(form)
        if special:
            patterns[marks[name]] = regex.compile(f"(?i)(?:{'|'.join(special)})")
    for word in random.Random(4).sample(vocabulary(), 6_000):
        low = word.lower()
        expected = literal.get(low, set()) | literal.get(low.lstrip("-"), set())
        if len(word) <= MAX_WORD:
            expected |= {mark for mark, pattern in patterns.items() if pattern.fullmatch(word)}
        assert forms.marks(word) == expected, word


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("coach", ["coach"]),
        ("Coach(?:es)?", ["coaches", "coach"]),
        ("organi[sz]e[sd]?", ["organises", "organised", "organise", "organizes", "organized", "organize"]),
        ("a|bc?", ["a", "bc", "b"]),
        (r"us\$", ["us$"]),
        (r"kurs\w*", []),
        ("a+", []),
        ("a{2}", []),
        ("a.", []),
        ("[a-c]", []),
        ("[^a]", []),
        ("(a)", []),
        ("(?:a", []),
        ("a)", []),
        ("[ab", []),
        ("a\\", []),
        ("[abcdefgh]" * 4, []),  # too many
    ],
)
def test_a_pattern_for_a_few_words_is_listed(pattern: str, words: list[str]) -> None:
    assert listed(pattern) == words


def test_few_forms_of_the_language_packs_have_to_be_matched() -> None:
    """Each such form costs every new word a match."""
    for tag, pack in load_ruleset().languages.items():
        forms = Forms()
        for name, text in {**pack["words"], **pack["kinds"]}.items():
            for form in text.split():
                forms.add(form, name[0])
        matched = sum(map(len, forms._sources.values()))
        assert matched <= 25, f"{tag}: {matched} forms are matched, not looked up: {forms._sources}"


@pytest.mark.parametrize(("tag", "shifted"), [("de", True), ("en", False)])
def test_kept_tables_are_what_the_patterns_give(tag: str, shifted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = load_ruleset().languages[tag]
    kept = {**pack, "tables": json.loads(json.dumps(tables.tables_of(tag, pack)))}
    monkeypatch.setattr(marks, "MARKS", marks._Marks())  # as in a new process
    if shifted:  # other rules gave out marks before
        for name in ("venue", "elsewhere", "the-other-brand"):
            marks.class_mark(name)
    fresh = language.Language(tag, {key: value for key, value in pack.items() if key != "tables"})
    quick = language.Language(tag, kept)
    for family in (*fresh.families, *fresh.terms):
        assert [{*f.needs} for f in quick.frames(family)] == [{*f.needs} for f in fresh.frames(family)]
        assert [f.pattern.pattern for f in quick.frames(family)] == [f.pattern.pattern for f in fresh.frames(family)]
    for word in random.Random(3).sample(vocabulary(), 3000):
        assert quick.marks(word) == fresh.marks(word), word
        assert quick.signs([word]) == fresh.signs([word]), word
        assert quick.small_words([word]) == fresh.small_words([word]), word


def test_what_is_kept_of_a_pack_holds_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(language_packs, "_COMPILED", {})
    first = dict(load_ruleset().languages["sv"])
    assert [path.name.split("-")[1] for path in (tmp_path / "ots-lint").glob("rules-*-*.bin")] == ["sv"]
    language_packs._COMPILED.clear()  # as in a new process
    monkeypatch.setattr(language_packs.LanguagePacks, "_compile", lambda *_: pytest.fail("the pack is compiled again"))
    again = load_ruleset().languages["sv"]
    assert again == json.loads(json.dumps(first))
    assert again["tables"]["needs"]
    monkeypatch.setattr(language.Language, "_forms_of", lambda *_: pytest.fail("the patterns are read again"))
    assert language.Language("sv", again).marks("kurser")


def test_packs_of_two_processes_have_the_same_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else each would have to be renamed for the other whenever both are read."""
    found = []
    for tags in (("sv", "en"), ("en", "sv")):
        monkeypatch.setattr(language_packs, "_COMPILED", {})
        monkeypatch.setattr(language_packs, "read_compiled", lambda _: None)
        monkeypatch.setattr(marks, "MARKS", marks._Marks())
        languages = load_ruleset().languages
        found.append({tag: languages[tag]["tables"]["marks"] for tag in tags})
        for tag in tags:
            assert not marks.renamed(languages[tag]["tables"]["marks"])
    assert found[0] == found[1]


def test_a_class_of_one_pack_means_nothing_in_another() -> None:
    """Two packs may call their helpers alike, and mean something else by it."""
    data = {"words": {"greeting": "hello"}, "kinds": {}, "frames": {"thanks": "<greeting> $org"}}
    one = language.Language("en", {**data, "own": ["greeting"]})
    other = language.Language("sv", {"words": {"farewell": "hej"}, "kinds": {}, "frames": {}, "own": ["farewell"]})
    assert one.is_a("hello", "greeting") and not one.is_a("hej", "greeting")
    assert one.frames("thanks")[0].search(one.line(["hello", "$org"]))
    assert not one.frames("thanks")[0].search(one.line(["hej", "$org"]))
    assert one.marks("hello") == other.marks("hej")  # one sign, and each pack knows what it stands for
