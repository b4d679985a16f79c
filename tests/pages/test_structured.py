from __future__ import annotations

from page_helpers import check, html, markdown, texts

from ots_lint.pages.base import Page


def data(page: Page) -> list[tuple[str, object, tuple[str, ...]]]:
    return [(".".join(map(str, d.path)), d.value, d.types) for d in page.data]


def script(json: str) -> Page:
    page = html(f'<script type="application/ld+json">{json}</script>')
    check(page)
    return page


def test_json_ld() -> None:
    page = script(
        '{"@context": "https://schema.org", "@type": "Event", "name": "Hack \\u00e9 \\"x\\" \\ud83d\\ude00", "offers": {"price": "25", "n": 5, "f": 1.5,'
        ' "free": true, "none": null}, "organizer": [{"@type": ["schema:Organization", "http://schema.org/NGO"], "name": "O", "url": "http://o"}]}'
    )
    assert data(page) == [
        ("@type", "Event", ("Event",)),
        ("name", 'Hack é "x" 😀', ("Event",)),
        ("offers.price", "25", ("Event",)),
        ("offers.n", 5, ("Event",)),
        ("offers.f", 1.5, ("Event",)),
        ("offers.free", True, ("Event",)),
        ("offers.none", None, ("Event",)),
        ("organizer.0.@type.0", "schema:Organization", ("Event", "Organization", "NGO")),
        ("organizer.0.@type.1", "http://schema.org/NGO", ("Event", "Organization", "NGO")),
        ("organizer.0.name", "O", ("Event", "Organization", "NGO")),
        ("organizer.0.url", "http://o", ("Event", "Organization", "NGO")),
    ]
    assert [(r.kind, r.key, r.text) for r in page.runs] == [
        ("structured-data", "name", 'Hack é "x" 😀'),
        ("structured-data", "organizer.0.name", "O"),
    ]
    name = page.runs[0]
    assert page.source.text[slice(*name.span(5, 6))] == "\\u00e9"
    assert page.source.text[slice(*name.element)].endswith("\\ud83d\\ude00")
    container = page.source.text[slice(*page.data[-1].container)]
    assert container.startswith('{"@type": ["schema') and container.endswith('"http://o"}')


def test_graph_and_arrays_are_roots() -> None:
    page = script('{"@graph": [{"@type": "Event", "name": "A"}, {"@type": "Person", "name": "B"}]}')
    assert [d for d in data(page) if d[0] == "name"] == [("name", "A", ("Event",)), ("name", "B", ("Person",))]
    page = script('[{"@type": "Event", "name": "A"}]')
    assert data(page)[1] == ("name", "A", ("Event",))


def test_plain_organizer_is_a_name() -> None:
    page = script('{"organizer": "Open Tech School", "sponsor": ["A", "http://b"], "url": "x y", "image": "i j"}')
    assert texts(page) == ["Open Tech School", "A"]


def test_broken_json_is_read_as_far_as_it_goes() -> None:
    assert data(script('{"name": "A", "b": ')) == [("name", "A", ())]
    assert data(script('{"name": "A",, "b": 1,}'))[:2] == [("name", "A", ()), ("b", 1, ())]
    assert data(script("not json")) == []
    assert data(script('{"name": "unterminated')) == []
    assert data(script("")) == []
    assert data(script('<!-- {"name": "A"} -->')) == [("name", "A", ())]
    assert data(script('//<![CDATA[\n{"name": "A"}\n//]]>')) == [("name", "A", ())]


def test_templates_in_json_ld() -> None:
    page = script(
        '{"name": "Night {{ page.title | escape }}!", "about": {{ page.x | jsonify }},'
        ' {% if page.y %}"slogan": "S",{% endif %} "headline": "H"}'
    )
    assert texts(page) == ["Night ¤!", "S", "H"]


def test_other_scripts_are_not_read() -> None:
    assert html('<script type="application/json">{"name": "A"}</script>').data == []
    assert html('<template><script type="application/ld+json">{"name": "A"}</script></template>').data == []


def test_json_ld_is_not_masked() -> None:
    assert script('{"name": "A"}').masked == []


MICRODATA = """<div itemscope itemtype="https://schema.org/Event"><h1 itemprop="name">Hack <b>Night</b></h1>
<meta itemprop="description" content="Long &amp; dark"><time itemprop="startDate" datetime="2014-05-01">May</time>
<div itemprop="organizer" itemscope itemtype="http://schema.org/Organization"><a itemprop="url" href="http://o">
<span itemprop="name">Org</span></a></div><div itemprop=location><p>one<p>two</div><span itemprop="price" content="25">x</span>
</div><p>after"""


def test_microdata() -> None:
    page = html(MICRODATA)
    assert sorted(data(page)) == sorted(
        [
            ("name", "Hack Night", ("Event",)),
            ("description", "Long & dark", ("Event",)),
            ("startDate", "2014-05-01", ("Event",)),
            ("organizer.url", "http://o", ("Event", "Organization")),
            ("organizer.name", "Org", ("Event", "Organization")),
            ("location", "one two", ("Event",)),
            ("price", "25", ("Event",)),
        ]
    )
    by_path = {d.path: d for d in page.data}
    assert page.runs[by_path["name",].run].text == "Hack Night"
    assert page.source.text[slice(*by_path["name",].span)] == "Hack <b>Night"
    hidden = page.runs[by_path["description",].run]
    assert (hidden.kind, hidden.text) == ("structured-data", "Long & dark")
    organizer = by_path["organizer", "name"]
    assert page.source.text[slice(*organizer.container)].startswith('<div itemprop="organizer"')
    assert organizer.vocabulary == "microdata"
    assert page.source.text[slice(*by_path["name",].container)].endswith("</div>")
    check(page)


def test_microdata_in_markdown() -> None:
    page = markdown(MICRODATA.replace("\n", "\n\n"))
    assert ("organizer.name", "Org", ("Event", "Organization")) in data(page)


def test_rdfa() -> None:
    page = html(
        '<div vocab="http://schema.org/" typeof="Event"><span property="schema:name">Night</span>'
        '<div property="organizer" typeof="Organization"><b property="name">Org</b></div></div>'
        '<meta property="og:title" content="x"><meta property="name" content="outside">'
    )
    assert data(page) == [
        ("name", "Night", ("Event",)),
        ("organizer.name", "Org", ("Event", "Organization")),
    ]
    assert {d.vocabulary for d in page.data} == {"rdfa"}
