"""What HTML's elements and attributes mean for what a reader sees."""

from __future__ import annotations

from typing import NamedTuple

from ots_lint.pages.keys import words

VOID = words("area base basefont bgsound br col embed frame hr img input link meta param source track wbr")


#: Elements that begin a new block; SVG's are only meant inside `<svg>`.
BLOCK = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li listing main menu nav ol optgroup option "
    "p pre search section summary table tbody td tfoot th thead title tr ul"
)


SVG_BLOCK = frozenset({"text", "title", "desc", "foreignobject", "textpath"})


#: Elements with a text of their own inside another one's line; an object for that line.
ISOLATED = words("audio button canvas label noscript object select svg textarea video")


#: Elements for `Builder.leaf`.
LEAVES = words("p li td th dt dd div h1 h2 h3 h4 h5 h6")


LISTS = words("ul ol dl menu dir")


HEADINGS = {f"h{n}": n for n in range(1, 7)}


#: Not looked at (SPEC section 3): as `code` a link in it still counts, as `gone` nothing does.
SKIPPED = dict.fromkeys(words("code pre kbd samp listing xmp plaintext"), "code") | dict.fromkeys(
    words("script style template math del s strike iframe noembed noframes"), "gone"
)


BLOCK_SKIPPED = frozenset({"pre", "listing", "xmp", "plaintext"})


#: Opening one of these ends an open paragraph.
CLOSES_P = words(
    "address article aside blockquote center details dialog dir div dl dt dd fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p pre search section summary table ul"
)


#: An end tag does not look further out than these.
BARRIERS = words("td th caption table template button object foreignobject svg select textarea noscript")


TABLE_PARTS = words("td th tr tbody thead tfoot caption")


#: What a start tag ends: the tags, and the tags that shield them.
IMPLIED_END: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "option": (("option",), ()),
    "optgroup": (("optgroup", "option"), ()),
    "tr": (("tr", "caption"), ("table",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tbody": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "thead": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "a": (("a",), ("td", "th", "table")),
    "button": (("button",), ()),
    "body": (("head",), ()),
}


HEAD_CONTENT = words("title meta link base script style noscript template html head body")


SHIELDED_BY_ALL = ("template", "svg")


#: A heading inside one of these says nothing about what follows it.
SECTIONS = words("section article aside nav footer blockquote td th fieldset figure dialog details form main body")


OWN_FLOW = frozenset({"aside", "nav", "footer"})


REGIONS = {tag: tag for tag in ("header", "footer", "nav", "aside", "main", "head")}


#: Elements that change something for their content even without attributes.
_MEANT = (
    SECTIONS | REGIONS.keys() | HEADINGS.keys() | words("ul ol dl menu dir li dt dd table tr svg foreignobject title")
)


#: Attributes that change something for the content; of a `div` some others do, too.
PLACING = frozenset({"role", "lang", "xml:lang"})


#: Elements whose end does more than to end a block, besides those that `Meaning` names.
_SPECIAL = frozenset({"sup", "sub", "main", "body"})


ROLES = {
    "banner": "header",
    "contentinfo": "footer",
    "navigation": "nav",
    "complementary": "aside",
    "main": "main",
}


REGION_NAMES = {
    "footer": "footer",
    "site-footer": "footer",
    "page-footer": "footer",
    "colophon": "footer",
    "site-header": "header",
    "page-header": "header",
    "navbar": "nav",
    "navigation": "nav",
    "site-nav": "nav",
    "sidebar": "aside",
}


TEXT_ATTRIBUTES = words(
    "title aria-label aria-description aria-roledescription aria-placeholder aria-valuetext placeholder"
)


#: An element without any of these has no text of `_text_attributes`.
MAYBE_TEXT = TEXT_ATTRIBUTES | {"label", "summary"}


LABELLED = frozenset({"optgroup", "option", "track"})


VALUED_INPUTS = frozenset({"submit", "button", "reset"})


EMBEDS = {"iframe": "src", "embed": "src", "object": "data", "frame": "src"}


#: Elements whose attributes hold an address.
ADDRESSED = frozenset({"a", "form", "button", *EMBEDS})


class Meaning(NamedTuple):
    """What a tag means, so that opening an element looks up its tag once."""

    void: bool = False
    block: bool = False
    barrier: bool = False
    ends: tuple[str, ...] = ()  # the elements that its start tag may end
    means: bool = False  # changes something for its content
    special: bool = False  # its end does more than to end a block
    isolated: bool = False
    skip: str = ""  # as in `SKIPPED`


def _ends(tag: str) -> tuple[str, ...]:
    ended = IMPLIED_END[tag][0] if tag in IMPLIED_END else tuple(HEADINGS) if tag in HEADINGS else ()
    return ("p", *ended) if tag in CLOSES_P else ended


PLAIN = Meaning()


MEANINGS = {
    tag: Meaning(
        tag in VOID,
        tag in BLOCK,
        tag in BARRIERS,
        _ends(tag),
        tag in _MEANT,
        tag in _SPECIAL or tag in SECTIONS or tag in ISOLATED or tag in SKIPPED,
        tag in ISOLATED and tag not in BLOCK,
        SKIPPED.get(tag, ""),
    )
    for tag in frozenset().union(VOID, BLOCK, BARRIERS, IMPLIED_END, _MEANT, _SPECIAL, ISOLATED, SKIPPED)
}
