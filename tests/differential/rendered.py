"""What a reader gets of a page, by renderers that are not ours: to be compared before and after a fix."""

from __future__ import annotations

import re
from typing import Any

import cmarkgfm
import html5lib
import yaml
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

#: Elements that only make letters look different; around a name they may go.
LOOKS = frozenset(["b", "big", "em", "font", "i", "mark", "small", "span", "strong", "tt", "u"])
#: Elements whose text is nobody's to change.
FIXED = frozenset(["code", "pre", "kbd", "samp", "script", "style", "template"])
BLOCKS = frozenset(
    [
        "html",
        "head",
        "body",
        "title",
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "details",
        "summary",
        "figure",
        "figcaption",
        "section",
        "br",
        "option",
        "select",
        "textarea",
        "meta",
    ]
)
TEXTS = frozenset(["alt", "title", "content", "value", "placeholder", "label", "summary", "aria-label"])
#: The name in any shape, with whatever invisible or separating characters.
NAME = re.compile(
    r"o[^\w]*p[^\w]*e[^\w]*n[\W_]*t[^\w]*e[^\w]*c[^\w]*h[\W_]*s[^\w]*c[^\w]*h[^\w]*o[^\w]*o[^\w]*l", re.IGNORECASE
)
RIGHT = "OpenTechSchool"
FRONT_MATTER = re.compile(r"---\r?\n(.*?\r?\n)---\r?\n", re.DOTALL)
TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\}")
GLUED = re.compile(r"(?:\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\})(?=[a-z-]+=[\"'])")
ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
DEFINITION = re.compile(r"^\W*: ", re.MULTILINE)
TAG = re.compile(r"<[^<>]*>")
#: How comments begin that a fix may take away.
_OWN = "ots-lint"


def markdown_it(text: str) -> str:
    """Markdown by markdown-it-py."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return str(parser.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin).render(text))


def cmark(text: str) -> str:
    """Markdown by GitHub's fork of cmark."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return str(
        cmarkgfm.markdown_to_html_with_extensions(text, options, ["table", "strikethrough", "autolink", "tasklist"])
    )


def views(name: str, text: str) -> dict[str, list[Any]]:
    """What each renderer shows of a page: see `shown`."""
    front = FRONT_MATTER.match(text)
    # What a site generator takes away before Markdown is read, or while it is.
    body = GLUED.sub(" ", text[front.end() :] if front else text)
    body = TEMPLATE.sub("T", ATTRIBUTES.sub("\u2063", body))
    found: dict[str, list[Any]] = {"front matter": [_front_matter(front[1])] if front else []}
    if name.endswith(".md"):
        found["markdown-it"] = shown(markdown_it(body))
        if not DEFINITION.search(body):  # it has no definition lists
            html = cmark(body)
            if "[^]" not in html:  # it loses what stands in brackets like a footnote's
                found["cmark-gfm"] = shown(html)
    else:
        found["html5lib"] = shown(body)
    return found


def shown(html: str) -> list[Any]:
    """The elements with their attributes, the comments, and each character with the looks that it has.

    Names are written right, and have no looks: whatever is left is what a fix must not touch.
    """
    items: list[Any] = []
    tree = html5lib.parse(html, treebuilder="dom", namespaceHTMLElements=False)
    _walk(tree, (), "", items)
    return _tidied(_named(items))


def _walk(node: Any, looks: tuple[Any, ...], fixed: str, items: list[Any]) -> None:
    for child in node.childNodes:
        if child.nodeType == child.TEXT_NODE:
            text = child.data
            if fixed == "json":
                items.append(("json", NAME.sub(RIGHT, text)))
            elif fixed:
                if items and items[-1][0] == "fixed":
                    text = items.pop()[1] + text
                items.append(("fixed", text))
            else:
                items += [(c, looks) for c in text]
        elif child.nodeType == child.COMMENT_NODE:
            if not child.data.lstrip().startswith(_OWN):
                items.append(("comment", child.data))
        elif child.nodeType == child.ELEMENT_NODE:
            tag = child.tagName.lower()
            attributes = tuple(sorted((k, _text(v) if k in TEXTS else v) for k, v in child.attributes.items()))
            if tag in LOOKS and not attributes:
                _walk(child, (*looks, tag), fixed, items)
                continue
            kind = fixed or ("fixed" if tag in FIXED else "")
            if tag == "script" and ("type", "application/ld+json") in attributes:
                kind = "json"
            items.append(("<", tag, attributes))
            _walk(child, looks, kind, items)
            items.append((">", tag))


def _text(value: str) -> str:
    """An attribute's text; an alternative text may hold tags, as Markdown leaves them there."""
    return NAME.sub(RIGHT, TAG.sub("", value))


def _is_character(item: Any) -> bool:
    return len(item) == 2 and isinstance(item[1], tuple)


def _is_block(item: Any) -> bool:
    return item[0] in ("<", ">") and item[1] in BLOCKS


def _named(items: list[Any]) -> list[Any]:
    """Write each name right, leaving other things where they stand between its letters."""
    out: list[Any] = []
    line: list[Any] = []
    for item in [*items, (">", "p")]:
        if _is_block(item) and item[1] != "br":
            out += _named_line(line)
            line = []
            out.append(item)
        else:
            line.append(item)
    return out[:-1]


def _named_line(line: list[Any]) -> list[Any]:
    text = "".join(item[0] if _is_character(item) else "" for item in line)
    places = [i for i, item in enumerate(line) if _is_character(item)]
    gone: set[int] = set()
    line = list(line)
    for match in NAME.finditer(text):
        letters = iter(RIGHT)
        for at in range(match.start(), match.end()):
            if line[places[at]][0].isalpha():
                line[places[at]] = (next(letters), ())
            else:
                gone.add(places[at])
        inside = range(places[match.start()], places[match.end() - 1])
        gone |= {i for i in inside if line[i][:2] in (("<", "br"), (">", "br"), ("<", "wbr"), (">", "wbr"))}
    return [item for i, item in enumerate(line) if i not in gone]


def _tidied(items: list[Any]) -> list[Any]:
    """White space as it is shown: one blank, and none beside a block."""
    out: list[Any] = []
    for item in items:
        if _is_character(item) and item[0] in " \t\r\n\f":
            if out and not _is_block(out[-1]) and not (_is_character(out[-1]) and out[-1][0] == " "):
                out.append((" ", ()))
            continue
        if _is_block(item):
            last = len(out) - 1
            while last >= 0 and out[last][0] == ">" and not _is_block(out[last]):
                last -= 1
            if last >= 0 and _is_character(out[last]) and out[last][0] == " ":
                del out[last]
        out.append(item)
    return out


def _front_matter(text: str) -> Any:
    """Its values; of front matter that this library cannot read, the words."""
    try:
        return _values(yaml.safe_load(text))
    except yaml.YAMLError:
        return NAME.sub(RIGHT, text).split()


def _values(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _values(item) for key, item in value.items() if key != "ots"}
    if isinstance(value, list):
        return [_values(item) for item in value]
    return " ".join(NAME.sub(RIGHT, value).split()) if isinstance(value, str) else value
