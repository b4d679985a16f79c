"""A text that still knows what it was made from, so that it can be said in another language, too."""

from __future__ import annotations

from collections.abc import Mapping

#: Among the values of a text, what stands behind it and is no part of its template.
ENDING = "\0ending"


class Said(str):
    """A filled-in template of a rule: a text like any other, with the template and what it was filled with."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, text: str, template: str, values: Mapping[str, object]) -> Said:
        """The text that this template gives with these values."""
        made = super().__new__(cls, text)
        made.template = template
        made.values = values
        return made
