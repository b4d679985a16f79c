"""Data files: keys as in front matter, every value where it stands, and nothing of what a page would lack."""

from __future__ import annotations

import csv
import io
import json
import time
import tomllib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from page_helpers import check, source_of, texts

from ots_lint import fix_text, lint_text
from ots_lint.pages.base import Page, read_page
from ots_lint.text.source import Source


def data(text: str, name: str = "sponsors.yml") -> Page:
    page = read_page(Source(text, name))
    check(page)
    return page


def paths(page: Page) -> list[tuple]:
    return [datum.path for datum in page.data]


def codes(text: str, name: str = "_data/sponsors.yml", **options: str) -> list[str]:
    return [reported.finding.code for reported in lint_text(text, name, **options)]


def test_lists_stand_under_the_name_of_their_file() -> None:
    assert paths(data("- name: A\n- B\n")) == [("sponsors", 0, "name"), ("sponsors", 1)]
    assert paths(data("gold:\n- name: A\nots:\n  relationship: none\n")) == [
        ("sponsors", "gold", 0, "name"), ("ots", "relationship"),
    ]  # fmt: skip
    assert paths(data("title: A\nsponsors: [B]\n", "event.yml")) == [("title",), ("sponsors", 0)]
    assert paths(data('[{"name": "A"}]', "sponsors.json")) == [("sponsors", 0, "name")]
    assert paths(data("name;url\nA;x\n", "sponsors.csv")) == [("sponsors", 0, "name"), ("sponsors", 0, "url")]
    assert paths(data("A,3\nB,4\n", "sponsors.csv"))[0] == ("sponsors", 0, 0)


def test_keys_of_several_words_are_names_and_stay() -> None:
    page = data('"Open Tech School":\n  img: a.png\nopentechschool:\n  img: b.png\n')
    assert texts(page) == ["Open Tech School"]
    assert page.data[0].path == ("sponsors", 0, "name")
    text = '"Open Tech School":\n  img: a.png\n'
    assert "OTS201" in codes(text)
    (finding,) = [r.finding for r in lint_text(text, "_data/sponsors.yml") if r.finding.code == "OTS101"]
    assert finding.fix is not None
    assert finding.fix.applicability == "suggestion"
    assert fix_text(text, "_data/sponsors.yml", unsafe=True).text == text


def test_small_words_that_refer_to_other_entries_are_no_texts() -> None:
    assert texts(data("- title: night\n  host: acme-berlin\n  tags: x\n- title: day\n  host: other\n")) == [
        "night",
        "day",
    ]
    assert texts(data("- host: acme\n- host: Other\n")) == ["acme", "Other"]
    assert texts(data("hosts: [acme, other_2]\nsponsors: [acme, Other]\n")) == ["acme", "Other"]
    assert texts(data("name,level,x\nacme,gold,25\nother,silver,25 €\n", "sponsors.csv")) == ["acme", "other"]
    assert codes("- title: Rust night\n  host: opentechschool\n") == []
    assert "OTS101" in codes("- name: opentechschool\n  short_name: ots\n")


def test_a_type_of_several_words_is_for_people_and_one_word_for_programs() -> None:
    assert texts(data("- type: Open Tech School workshop\n  food_type: gluten free\n- type: Github\n  class: fab fa-x\n")) == [
        "Open Tech School workshop", "gluten free",
    ]  # fmt: skip


def test_a_name_in_small_letters_beside_the_same_as_people_write_it_is_for_programs() -> None:
    text = "- name: opentechschool\n  brand: OpenTechSchool\n- name: acme\n  brand: Acme Inc.\n"
    assert texts(data(text)) == ["OpenTechSchool", "acme", "Acme Inc."]
    assert texts(data(text.replace("name: acme", "name: Acme")))[0] == "opentechschool"
    assert texts(data("- name: opentechschool\n  brand: Acme\n")) == ["opentechschool", "Acme"]


@pytest.mark.parametrize("name", ["a.yml", "a.json", "a.toml", "a.csv"])
def test_values_with_markup_are_read_as_a_page_shows_them(name: str) -> None:
    value = (
        "<p class='opentechschool'>By <b>Open</b>Tech&shy;School &amp; <a href='https://x.example/opentechschool'>friends</a>"
        " <img src='opentechschool.png' alt='A logo'><!-- opentechschool --> <code>opentechschool</code></p><p>two</p>"
    )
    text = {
        "a.yml": f'- text: "{value}"\n', "a.json": json.dumps([{"text": value}]), "a.toml": f'a = [{{text = "{value}"}}]\n',
        "a.csv": f'text,other\n"{value}",X\n',
    }[name]  # fmt: skip
    page = data(text, name)
    run = next(run for run in page.runs if run.key.endswith("text"))
    assert run.text.replace("\xad", "").split() == ["By", "OpenTechSchool", "&", "friends", "\ufffc", "\ufffc", "two"]
    assert page.data[0].run == page.runs.index(run)
    (link,) = page.links
    assert run.text[link.start : link.end] == "friends"
    assert page.runs[link.run] is run
    assert [(image.src, page.runs[image.alt_run].text) for image in page.images] == [("opentechschool.png", "A logo")]
    assert "OTS101" not in codes(text, f"_data/{name}")


def test_markdown_in_values_is_read_as_a_page_shows_it() -> None:
    page = data(
        "- text: |\n    By **Open**TechSchool and [friends][ots], `opentechschool`.\n\n    [ots]: https://x.example/ots\n"
    )
    assert [run.text for run in page.runs] == ["By OpenTechSchool and friends, \ufffc."]
    assert [link.href for link in page.links] == ["https://x.example/ots"]
    wrong = "- text: Thanks to **opentechschool** and [Open Tech School](https://opentechschool.org)\n"
    assert fix_text(wrong, "_data/a.yml").text == wrong.replace("**opentechschool", "**OpenTechSchool").replace(
        "[Open Tech School", "[OpenTechSchool"
    )
    assert texts(data("- text: '{\"a\": `b`}'\n- text: a < b && c > d\n")) == ['{"a": `b`}', "a < b && c > d"]


def test_markup_of_front_matter_is_none_of_its_text() -> None:
    page = read_page(Source("---\nsummary: \"<i class='opentechschool'>Open</i>TechSchool\"\n---\nText\n", "a.md"))
    assert page.runs[0].text == "OpenTechSchool"


def test_a_sponsor_list_is_a_credit_and_its_other_keys_may_say_what_for() -> None:
    assert "OTS201" in codes("- name: OpenTechSchool\n")
    assert "OTS201" not in codes("- name: OpenTechSchool\n  what: provides the coaches\n")


@pytest.mark.parametrize(
    "text",
    [
        "gold:\n- name: OpenTechSchool\n",
        "partners:\n- group: A\n  elements:\n  - {name: OpenTechSchool}\n",
        "sponsors:\n  gold:\n  - name: OpenTechSchool\n",
        '"OpenTechSchool Berlin":\n  img: a.png\n',
    ],
)
def test_kinds_of_sponsors_are_lists_of_their_own(text: str) -> None:
    assert "OTS201" in codes(text)


def test_a_name_of_something_else_in_a_sponsors_entry_is_no_credit() -> None:
    assert codes("- name: Acme\n  talk:\n    speaker:\n      name: OpenTechSchool\n") == []


def test_a_data_file_declares_as_front_matter_does() -> None:
    page = "ots:\n  relationship: partnr\nsponsors:\n- name: OpenTechSchool\n"
    assert "OTS903" in codes(page)
    assert "OTS903" not in codes(page.replace("partnr", "partner"))


def test_what_a_page_would_lack_no_data_file_lacks() -> None:
    assert codes("- name: Acme\n", relationship="partner") == []
    assert codes("- title: Coaches of OTS\n", relationship="unofficial") == []
    assert "OTS302" in codes("Coaches of OTS help.\n", "a.md", relationship="unofficial")


def test_comments_keep_findings_quiet_and_texts_do_not() -> None:
    wrong = "- name: Open Tech School"
    assert "OTS101" in codes(f"{wrong}\n")
    assert "OTS101" not in codes(f"{wrong} # ots-lint-disable-line OTS101\n")
    assert "OTS101" not in codes(f"# ots-lint-disable OTS101\n{wrong}\n")
    assert "OTS101" in codes(f"- text: |\n    # ots-lint-disable OTS101\n{wrong}\n")
    assert "OTS101" in codes(f"- text: 'a # ots-lint-disable OTS101'\n{wrong}\n")
    useless = "- name: A # ots-lint-disable-line OTS101\n"
    assert codes(useless) == ["OTS901"]
    assert fix_text(useless, "_data/a.yml").text == "- name: A\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "- name: OpenTechSchool\n  what: @home\n"),
        ("a.json", '[{"name": "OpenTechSchool"'),
        ("a.toml", 'name = "OpenTechSchool"\nb = \n'),
        ("a.csv", 'name\n"OpenTechSchool\n'),
    ],
)
def test_broken_data_are_told_and_their_texts_looked_at(name: str, text: str) -> None:
    (told,) = [r.finding.message for r in lint_text(text, name) if r.finding.code == "OTS902"]
    assert told.startswith("Nothing in these data counts, because they cannot be read: the data are not valid ")
    if not name.endswith(".csv"):
        wrong = text.replace("OpenTechSchool", "Open Tech School")
        assert ("OTS101" in codes(wrong, name)) == (name != "a.json")
    assert codes(text.replace("OpenTechSchool", "Acme"), name) == []


def test_cells_are_what_pythons_library_reads() -> None:
    cells = st.text(st.sampled_from('ab ,;"\n\té'), max_size=8).map(str.strip)

    @settings(max_examples=150, deadline=None, database=None)
    @given(
        rows=st.lists(st.lists(cells, min_size=2, max_size=3), min_size=1, max_size=5), quoting=st.sampled_from([0, 1])
    )
    def same(rows: list[list[str]], quoting: int) -> None:
        stream = io.StringIO(newline="")
        csv.writer(stream, quoting=quoting).writerows([["name", "text", "place"], *rows])
        page = data(stream.getvalue(), "a.csv")
        wanted = [cell.strip() for row in rows for cell in row if cell.strip()]
        assert [str(datum.value).strip() for datum in page.data] == wanted

    same()


VALUES = st.recursive(
    st.text(st.sampled_from("ab :#'\"\\[]-é\n😀"), max_size=10) | st.integers() | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "text", "a-b"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


@pytest.mark.parametrize("kind", ["json", "yaml"])
def test_values_are_what_other_readers_read(kind: str) -> None:
    @settings(max_examples=150, deadline=None, database=None)
    @given(value=st.lists(VALUES, max_size=3), wide=st.booleans())
    def same(value: list[object], wide: bool) -> None:
        if kind == "json":
            text = json.dumps(value, ensure_ascii=wide, indent=2 if wide else None)
        else:
            text = yaml.safe_dump(value, allow_unicode=wide, width=20 if wide else 80, sort_keys=False)
        page = data(text, f"a.{kind}")
        assert page.front_matter_error is None
        assert [datum.value for datum in page.data] == leaves(value)

    same()


def test_values_of_toml_are_what_the_standard_library_reads() -> None:
    text = 'a = "x\\u00e9 # y"\nb = [1, 2.5, true]\n[c]\nd = """two\nlines"""\n[[e]]\nf = \'raw\\\'\n'
    assert [datum.value for datum in data(text, "a.toml").data] == leaves(tomllib.loads(text))
    assert source_of(data('a = "one # two"', "a.toml"), "# two") == "# two"


def test_addresses_identifiers_and_tags_are_no_texts() -> None:
    page = data("- name: A\n  url: https://a.example\n  logo: open-tech-school.png\n  tags: [b]\n  description: C\n")
    assert texts(page) == ["A", "C"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "- " * 20_000),
        ("a.yml", "a:\n" * 50_000),
        ("a.yml", "[" * 50_000),
        ("a.yml", "- &a [*a]\n" * 20_000),
        ("a.yml", "- a: b # ots-lint-disable-line\n" * 20_000),
        ("a.json", "[" * 100_000),
        ("a.json", '{"a":' * 50_000),
        ("a.json", "[" + '"a",' * 150_000 + "1]"),
        ("a.toml", "a = " + "[" * 50_000),
        ("a.toml", "[[a]]\nb = 1\n" * 20_000),
        ("a.csv", '"' * 500_000),
        ("a.csv", "a,b\n" + ",\n" * 80_000),
        ("a.csv", "," * 150_000),
        ("a.yml", "x" * 2_000_001),
    ],
    ids=range(14),
)
def test_hostile_data_take_linear_time(name: str, text: str) -> None:
    began = time.process_time()
    data(text, name)
    assert time.process_time() - began < 15
