"""The engine knows no brand: facts about one are data, and another one needs no Python."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from ots_lint import fix_text, lint_text
from ots_lint.brand.name_words import NAME_WORDS
from ots_lint.errors import RuleError
from ots_lint.language.contract import CONTRACT as CONTRACT_FILE
from ots_lint.language.contract import SECTIONS, read_contract
from ots_lint.language.pack import PACK_FILE
from ots_lint.language.pack import REACHES as CONTEXT_REACHES
from ots_lint.language.word_classes import listed
from ots_lint.lint.rule_examples import try_examples
from ots_lint.ruleset.kinds import KINDS
from ots_lint.ruleset.load import data_folder, load_ruleset
from ots_lint.ruleset.rule_files import CONTRACT
from ots_lint.ruleset.vocabulary import fix_words, message_words
from ots_lint.schema.keys import BRAND, GUIDELINE, RULE, Field
from ots_lint.settings import RELATIONSHIPS

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "ots_lint"
OWN = ROOT / "examples" / "own-brand"


def _brand_words() -> list[str]:
    brand = load_ruleset().brand
    letters = re.escape(brand.name.lower())
    separated = "[ _-]?".join(re.escape(word.lower()) for word in brand.words)
    return [letters, separated, rf"\b{brand.abbreviation}\b(?!-lint)"]


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.py")), ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_no_python_file_names_the_brand(path: Path) -> None:
    text = path.read_text("utf-8")
    name, separated, abbreviation = _brand_words()
    found = re.findall(rf"(?i:{name}|{separated})|{abbreviation}", text)
    assert found == []


# ---------------------------------------------------------------- no words of a language in the code

#: Words of a language that are also words of formats, of options, or of Python, with what they are.
TECHNICAL = {
    "bin": "the beginning of binary",
    "body": "an HTML element",
    "crew": "the sign of the organisation's people in a sentence line",
    "dir": "an HTML attribute and an option",
    "dos": "an encoding",
    "fin": "finite: the name of a slot, and of classes",
    "font": "an HTML element",
    "han": "a script",
    "konsole": "a program",
    "slot": "a group in the pattern of a frame",
    "youtube": "a directive of reStructuredText",
    "per": "`per-file-ignores`",
    "nul": "a device",
    "null": "JSON and YAML",
    "quote": "a kind of block",
    "cite": "an HTML element",
    "colophon": "a part of a page",
    "disposition": "a header of e-mail",
    "editor": "a program",
    "figure": "an HTML element",
    "linkedin": "a name in addresses",
    "lite": "the name of a model",
    "publication": "what notices of editors are about",
    "verse": "a kind of block",
    "virtual": "a virtual environment",
    "vue": "a suffix",
    "button": "an HTML element",
    "main": "an HTML element",
    "script": "an HTML element",
    "article": "an HTML element",
    "strong": "an HTML element",
    "small": "an HTML element",
    "stands": "what a message says of the sign | in a frame",
    "str": "a type of Python",
    "tag": "of HTML, of YAML, of a language",
    "tags": "keys of front matter and SARIF",
}
#: The floors that look at what a page says; others speak of HTML, JSON and options.
READERS = ("checks", "meaning", "lint", "ruleset", "brand", "language")
_LETTERS = re.compile(r"[^\W\d_]+")


def _literals(path: Path) -> Iterator[str]:
    """The texts in a module that are no documentation, in small letters."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value.lower()


def _languages() -> set[str]:
    return {*load_ruleset().languages, *load_ruleset().data["name-words"]}


@cache
def _words_of(tag: str) -> frozenset[str]:
    """The words of a pack, without what may stand before or behind them, of the names' surroundings, and stop words."""
    pack = load_ruleset().languages.get(tag, {"words": {}, "kinds": {}, "frames": {}, "terms": {}})
    classes = [text for section in ("words", "kinds") for text in pack[section].values()]
    frames = [frame for section in ("frames", "terms") for frames in pack[section].values() for frame in frames]
    beside = load_ruleset().data["name-words"].get(tag, {})
    found = {part for words in beside.values() for word in words for part in word.strip("*").split()}
    if tag != "en":  # English ones are words of Python, too
        found.update(import_module(f"spacy.lang.{tag}.stop_words").STOP_WORDS)
    for word in " ".join([*classes, *frames]).split():
        core = re.sub(r"^(?:-\?)?(?:\[[^]]*\]|\\p\{L\})[*+]|\\w[*+]$", "", word)
        found.update(listed(core))
    return frozenset(word for word in found if len(word) > 2 and word.isalpha())


@cache
def _names_in_code() -> frozenset[str]:
    """Words that Python's own names are made of, and those of English messages: no word of another language alone."""
    found = set(re.findall("[a-z]+", (SOURCES / "messages" / "en.json").read_text("utf-8").lower()))
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (getattr(node, key, None) for key in ("id", "attr", "name", "arg", "asname", "module"))
            found.update(word for name in names if isinstance(name, str) for word in re.findall("[a-z]+", name.lower()))
    return frozenset(found)


@cache
def _names_of_things() -> frozenset[str]:
    """Names of classes, families and modifiers, keys and values of schemas, kinds of checks and their options."""
    contract = read_contract(data_folder() / "languages" / CONTRACT)

    def keys(field: Field) -> Iterator[str]:
        yield from field.choices
        yield field.kind
        for key, below in (field.fields or {}).items():
            yield key
            yield from keys(below)
        if field.items is not None:
            yield from keys(field.items)

    return frozenset(
        [
            *(entry.name for entry in contract.entries),
            *(*contract.modifiers, *contract.parts, *SECTIONS, *RELATIONSHIPS, *KINDS, *CONTEXT_REACHES),
            *(name for shape in (BRAND, GUIDELINE, RULE, PACK_FILE, CONTRACT_FILE, NAME_WORDS) for name in keys(shape)),
            *(option for options in KINDS.values() for option in options),
            *(word for kind in KINDS for word in (*message_words(kind), *fix_words(kind))),
            *TECHNICAL,
        ]
    )


@cache
def _forbidden() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words of the English pack, those of the other packs alone, and what may be written although it is among them."""
    english = _words_of("en")
    others = frozenset().union(*map(_words_of, _languages() - {"en"})) - english
    return english, others, _names_of_things() | (_names_in_code() - english)


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.py")), ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_no_python_file_has_words_of_a_language(path: Path) -> None:
    name = path.relative_to(SOURCES).as_posix()
    english, others, allowed = _forbidden()
    found = set()
    for text in _literals(path):
        letters = _LETTERS.findall(text)
        found.update(others.intersection(letters))
        if name.startswith(READERS) and "|" in text:  # alternatives of a pattern; a single name may be the code's own
            found.update(english.intersection(letters))
    found -= allowed
    assert found == set(), "these words belong into rules/languages or rules/name-words"


def test_language_packs_name_no_brand() -> None:
    name, separated, abbreviation = _brand_words()
    files = [path for folder in ("languages", "name-words") for path in (data_folder() / folder).rglob("*.yaml")]
    assert files
    for path in files:
        assert not re.search(rf"(?i:{name}|{separated})|{abbreviation}", path.read_text("utf-8")), path.name


def test_words_around_names_are_held_to_their_format(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(OWN / "rules", pack)
    (pack / "name-words").mkdir()
    words = (data_folder() / "name-words" / "sv.yaml").read_text("utf-8")
    file = pack / "name-words" / "xx.yaml"
    file.write_text(words.replace("called: [", "called: [Xish, "), "utf-8")
    assert load_ruleset([pack]).name_words.languages["xish"] == "xx"
    for wrong, hint in (("quantifier:", "quantifiers"), ("", "quantifiers")):
        file.write_text(words.replace("quantifiers:", wrong) if wrong else words.split("quantifiers:")[0], "utf-8")
        with pytest.raises(RuleError, match=hint):
            load_ruleset([pack])
    file.write_text(words.replace("called: [", "called: ['', "), "utf-8")
    with pytest.raises(RuleError, match="1 to 60"):
        load_ruleset([pack])


def test_the_second_brand_is_yaml_and_pages_only() -> None:
    kinds = {path.suffix for path in OWN.rglob("*") if path.is_file()}
    assert kinds <= {".yaml", ".md", ".toml"}


def test_the_second_brand_lints_its_pages() -> None:
    page = OWN / "site" / "bike-night.md"
    found = lint_text(page.read_text("utf-8"), page, config=OWN / "ots-lint.toml")
    assert sorted(item.finding.code for item in found) == ["RDK101", "RDK301", "RDK302"]
    for item in found:
        assert "RepairDock" in item.finding.message
        assert "OpenTechSchool" not in item.finding.message
    clean = OWN / "site" / "toaster-day.md"
    assert lint_text(clean.read_text("utf-8"), clean, config=OWN / "ots-lint.toml") == []


def test_the_second_brand_repairs_its_pages() -> None:
    page = OWN / "site" / "bike-night.md"
    fixed = fix_text(page.read_text("utf-8"), page, unsafe=True, config=OWN / "ots-lint.toml")
    assert "supported privately by people from the RepairDock community." in fixed.text
    assert fixed.text.rstrip().endswith("This is not an official RepairDock event.")
    assert fixed.findings == []


def test_each_brand_is_deaf_to_the_other() -> None:
    text = "Repair Dock met Open Tech School."
    own = [OWN / "rules"]
    assert [item.finding.code for item in lint_text(text, rules=own)] == ["RDK101"]
    assert [item.finding.code for item in lint_text(text)] == ["OTS101"]


def test_rules_without_a_brand_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    text = (OWN / "rules" / "name" / "RDK101.yaml").read_text("utf-8")
    text = text.replace("guideline: name", "guideline: co-partnered").replace("RDK101", "RDK999")
    (tmp_path / "RDK999.yaml").write_text(text, "utf-8")
    rules = load_ruleset([tmp_path]).rules
    assert "RDK999" in rules
    assert "OTS101" in rules


# ---------------------------------------------------------------- a brand that inherits

SHORT = """\
key: dock
name: RepairDock
words: [Repair, Dock]
abbreviation: RD
inherits: base
codes: RDK
domains: [repairdock.example]
mail-domains: [repairdock.example]
"""


def brand(folder: Path, text: str = SHORT) -> list[Path]:
    folder.mkdir(exist_ok=True)
    (folder / "brand.yaml").write_text(text, "utf-8")
    return [folder]


FIVE_LINES = """\
key: dock
name: RepairDock
words: [Repair, Dock]
inherits: base
codes: RDK
"""


def test_five_lines_are_a_brand(tmp_path: Path) -> None:
    rules = brand(tmp_path / "rules", FIVE_LINES)
    numbers = {
        code.removeprefix("OTS") for code, rule in load_ruleset().rules.items() if "abbreviation" not in rule.name
    }
    assert {code.removeprefix("RDK") for code in load_ruleset(rules).rules} == numbers
    assert try_examples(rules).differences == ()


@pytest.mark.parametrize(
    ("text", "relationship", "expected"),
    [
        (
            "# RepairDock Night\n\nWe met at repairdock.",
            "unofficial",
            [("RDK302", "RepairDock"), ("RDK304", "RepairDock Night"), ("RDK101", "repairdock")],
        ),
        (
            "---\nlang: de\n---\n\nEin Abend, veranstaltet von RepairDock. Keine offizielle RepairDock-Veranstaltung.",
            "unofficial",
            [("RDK301", "veranstaltet von RepairDock")],
        ),
        ("With the kind support of RepairDock.", "", [("RDK201", "With the kind support of RepairDock")]),
        ("RepairDock brings the tools and six coaches.", "supported", []),
        ("RepairDock invites you. Tickets: 25 €", "official", [("RDK401", "Tickets: 25 €")]),
        ("RepairDock will promote all our events.", "", [("RDK404", "RepairDock will promote all our events.")]),
        ("dock: {relationship: partnr}", "declared", [("RDK903", "partnr")]),
        ("Open Tech School met O.T.S.", "", []),
    ],
)
def test_what_the_rules_of_five_lines_find_is_right(
    text: str, relationship: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    if relationship == "declared":
        text, relationship = f"---\n{text}\n---\n\nRepairDock brings ten coaches.", ""
    found = lint_text(text, rules=brand(tmp_path / "rules", FIVE_LINES), relationship=relationship)
    assert [(item.finding.code, text[item.finding.span.start : item.finding.span.end]) for item in found] == expected
    for item in found:
        assert "{{" not in item.finding.message


def test_a_brand_of_eight_lines_has_all_rules_under_its_own_letters(tmp_path: Path) -> None:
    pack = load_ruleset(brand(tmp_path / "rules"))
    numbers = {code.removeprefix("OTS") for code in load_ruleset().rules}
    assert {code.removeprefix("RDK") for code in pack.rules} == numbers
    text = "# Bike Night\n\nHosted by RepairDock and Repair Dock. Sign up at hello@repairdock.example.\n"
    found = lint_text(text, rules=[tmp_path / "rules"], relationship="unofficial")
    assert sorted(item.finding.code for item in found) == ["RDK101", "RDK301", "RDK302", "RDK303"]
    for item in found:
        assert "OpenTechSchool" not in item.finding.message
        assert "{{" not in item.finding.message


@pytest.mark.parametrize(
    ("name", "words"), [("RepairDock", "[Repair, Dock]"), ("Hackergardening", "[Hackergardening]")]
)
def test_what_inherited_rules_say_by_example_holds_for_every_brand(name: str, words: str, tmp_path: Path) -> None:
    text = SHORT.replace("RepairDock", name).replace("[Repair, Dock]", words)
    tried = try_examples(brand(tmp_path / "rules", text))
    assert tried.differences == ()
    assert tried.examples > 100


def test_no_inherited_text_names_another_brand(tmp_path: Path) -> None:
    name, separated, abbreviation = _brand_words()
    pack = load_ruleset(brand(tmp_path / "rules"))
    assert not re.search(rf"(?i:{name}|{separated})|{abbreviation}", repr([pack.data["rules"], pack.data["guideline"]]))
    for path in (data_folder() / "base").rglob("*.yaml"):
        assert not re.search(rf"(?i:{name}|{separated})|{abbreviation}", path.read_text("utf-8")), path.name


def test_a_brand_changes_what_differs_and_leaves_out_what_it_does_not_want(tmp_path: Path) -> None:
    folders = brand(tmp_path / "rules", SHORT + "without: [RDK401]\n")
    (tmp_path / "rules" / "title.yaml").write_text("code: RDK304\nseverity: info\nguideline: ours\n", "utf-8")
    (tmp_path / "rules" / "guideline.yaml").write_text(
        "title: Our naming\nsections:\n  ours: {title: Ours, text: 'Titles are yours, {{ brand }} is ours.'}\n", "utf-8"
    )
    rules = load_ruleset(folders).rules
    assert "RDK401" not in rules
    changed, before = rules["RDK304"], load_ruleset().rules["OTS304"]
    assert (changed.severity, changed.guideline) == ("info", "Ours")
    assert (changed.message, changed.when, changed.options) == (before.message, before.when, before.options)
    assert changed.guideline_text == "Titles are yours, RepairDock is ours."
    assert rules["RDK305"].guideline_text.startswith("People of RepairDock")


def test_what_a_brand_says_otherwise_is_not_translated_from_the_base(tmp_path: Path) -> None:
    folders = brand(tmp_path / "rules")
    change = "code: RDK101\nmessage: '{{ seen }}: no.'\nmessages: {}\n"
    (tmp_path / "rules" / "name.yaml").write_text(change, "utf-8")
    (tmp_path / "rules" / "guideline.yaml").write_text(
        "title: Ours\nsections:\n  branding: {title: Names, text: x}\n"
        "translations: {de: {sections: {branding: {title: Namen}}}}\n",
        "utf-8",
    )
    german = load_ruleset(folders).rules["RDK101"].translations["de"]
    assert german.keys() == {"summary", "explanation", "reasons", "fix", "guideline", "guideline_text"}
    assert "{{" not in german["summary"]
    rules = load_ruleset(folders).rules
    assert rules["RDK201"].local("guideline", "de") == "Namen"
    assert rules["RDK201"].local("guideline_text", "de") == "x"
    assert rules["RDK404"].local("guideline", "de") == "Werbung"
    with (tmp_path / "rules" / "name.yaml").open("a") as stream:
        stream.write("translations: {de: {message: '{{ seen }}: nein.'}}\n")
    assert load_ruleset(folders).rules["RDK101"].translations["de"]["message"] == "{{ seen }}: nein."


def test_what_a_brand_has_no_facts_for_is_not_inherited(tmp_path: Path) -> None:
    text = SHORT.replace("abbreviation: RD\n", "").replace("mail-domains: [repairdock.example]\n", "")
    rules = load_ruleset(brand(tmp_path / "rules", text)).rules
    assert "RDK103" not in rules
    assert "RDK104" not in rules
    texts = [example.text for rule in rules.values() for example in rule.examples]
    assert not any("{{" in text and "{{ city }}" not in text for text in texts)  # that one is the page's own
    assert len(rules["RDK101"].examples) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SHORT.replace("codes: RDK\n", ""), "brand.yaml:5: inherits: inherited rules need letters for their codes"),
        (SHORT.replace("codes: RDK", "codes: rdk"), "two to ten capital letters"),
        (SHORT.replace("inherits: base", "inherits: bse"), "did you mean 'base'?"),
        (SHORT + "without: [RDK411]\n", "brand.yaml:9: without: no rule 'RDK411' is inherited (did you mean 'RDK4"),
        (SHORT.replace("inherits: base\n", "") + "without: [RDK401]\n", "add the line inherits: base"),
        (SHORT.replace("inherits: base\n", ""), "there is no guideline.yaml among the rule files"),
        (
            SHORT.replace("[Repair, Dock]", "[Repair, Docks]"),
            "brand.yaml:3: words: they do not make the name (RepairDock",
        ),
        (SHORT.replace("abbreviation: RD", "abbreviation: R D"), "brand.yaml:4: abbreviation: it is one word"),
        (SHORT + "website: repairdock.example\n", "brand.yaml:9: website: an address begins with https://"),
        (
            SHORT.replace("[repairdock", "[https://repairdock", 1),
            "brand.yaml:7: domains[0]: write the name of the host alone",
        ),
        (
            SHORT.replace("[repairdock.example]", "repairdock.example/x", 1),
            "brand.yaml:7: domains: write the name of the host",
        ),
        (
            SHORT.replace("[repairdock.example]\n", "a@repairdock.example\n"),
            "brand.yaml:7: domains: write the name of the host",
        ),
        (SHORT + "accounts: [{url: 'https://a.example/b', use: news}]\n", "accounts[0].url: write it without https://"),
        (SHORT + "material-sites: ['//guides.example']\n", "material-sites[0]: write it without //"),
        (SHORT + "translations: ['']\n", "translations[0]: a text is empty"),
    ],
)
def test_a_brand_that_cannot_inherit_is_told_why(text: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError) as error:
        load_ruleset(brand(tmp_path / "rules", text))
    assert expected in str(error.value)


def test_one_fact_needs_no_list(tmp_path: Path) -> None:
    text = (
        SHORT.replace("[repairdock.example]", "repairdock.example")
        + "translations: Dock Repair\nreplacements: {Dock: Bay}\n"
    )
    ruleset = load_ruleset(brand(tmp_path / "rules", text + "other-words: port\nwithout: RDK401\n"))
    assert ruleset.brand.owns_domain("www.repairdock.example")
    assert ruleset.brand.owns_mail("a@repairdock.example")
    assert ruleset.brand.translations == ("Dock Repair",)
    assert ruleset.brand.replacements == (("Dock", ("Bay",)),)
    assert "RDK401" not in ruleset.rules
    found = lint_text("# Night\n\nBy Dock Repair.\n", rules=[tmp_path / "rules"])
    assert [reported.finding.code for reported in found][-1:] == ["RDK102"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.yaml", "code: RDK304\nseverty: info\n", "a.yaml:2: severty: unknown key (did you mean 'severity'?)"),
        (
            "a.yaml",
            "code: RDK777\nseverity: info\n",
            "a.yaml:1: code: no rule 'RDK777' is inherited that this could change",
        ),
        ("a.yaml", "severity: info\n", "a.yaml:1: the file: the key 'code' is missing"),
        ("a.yaml", "code: RDK304\nmessage: '{{ brand'\n", "a.yaml:2"),
        (
            "a.yaml",
            "code: RDK404\ncheck: {kind: statement, find: promotion, under: [promotion-named, returns]}\n",
            "a.yaml:2: check.under: expected a mapping, found a list",
        ),
        (
            "a.yaml",
            "code: RDK404\ncheck: {kind: statement, find: promotion, under: {family: promotion-named}}\n",
            "a.yaml:2: check.under: the key 'heading' is missing",
        ),
        (
            "a.yaml",
            "code: RDK404\ncheck: {kind: statement, find: promotion, under: {family: promotion, heading: returnz}}\n",
            "a.yaml:2: check.under.heading: there is no family of frames 'returnz' (did you mean 'returns'?)",
        ),
        ("a.yaml", "code: RDK402\ncheck: {kind: restriction}\n", "a.yaml:2: check: the check 'restriction' needs the"),
    ],
)
def test_a_change_that_cannot_be_made_is_told_with_its_place(
    name: str, text: str, expected: str, tmp_path: Path
) -> None:
    folders = brand(tmp_path / "rules")
    (tmp_path / "rules" / name).write_text(text, "utf-8")
    with pytest.raises(RuleError) as error:
        load_ruleset(folders)
    assert expected in str(error.value)


def test_a_rule_is_changed_once(tmp_path: Path) -> None:
    folders = brand(tmp_path / "rules")
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / "rules" / name).write_text("code: RDK304\nseverity: info\n", "utf-8")
    with pytest.raises(RuleError, match=r"b\.yaml:1: code: RDK304 is defined twice"):
        load_ruleset(folders)


def test_a_mistake_in_a_pack_names_its_place(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(OWN / "rules", pack)
    rule = pack / "support" / "RDK302.yaml"
    rule.write_text(rule.read_text("utf-8").replace("severity: warning", "severity: wraning"), "utf-8")
    with pytest.raises(RuleError) as error:
        load_ruleset([pack])
    assert "RDK302.yaml" in str(error.value)
    assert "warning" in str(error.value)
    assert re.search(r":6\b", str(error.value))
