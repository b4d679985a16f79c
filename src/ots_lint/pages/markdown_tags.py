"""Which elements Markdown's marks stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


TAGS = {
    "Paragraph": "p", "Item": "li", "DefinitionList": "dl", "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd", "TableHead": "tr", "TableRow": "tr", "TableCell": "td",
    "Strikethrough": "del", "Table": "table", "BlockQuote": "blockquote", "FootnoteDefinition": "div",
    "CodeBlock": "pre", "Superscript": "sup", "Subscript": "sub",
}  # fmt: skip


#: What stands in a line, so that a line break before it is one.
INLINE = frozenset({"Link", "Superscript", "Subscript", "Strikethrough", "Emphasis", "Strong"})


LEAVES = frozenset({"Paragraph", "Item", "TableCell", "DefinitionListTitle", "DefinitionListDefinition"})


INLINE_TAGS = frozenset({"a", "del", "sup", "sub"})


#: What begins a new line of its own.
STARTS = frozenset({"Paragraph", "Heading", "Item", "TableCell"})
