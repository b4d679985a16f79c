"""The families of statements that the relationship of a page is inferred from."""

from __future__ import annotations

from collections.abc import Mapping

#: Families that say who stands behind an event, with the relationship that they imply (SPEC section 2); an empty
#: one is official-sounding, but nothing can be inferred from it.
CLAIMS: Mapping[str, str] = {
    "runs": "official",
    "co-runs": "partner",
    "supports": "supported",
    "event-of": "official",
    "partner": "",
    "endorses": "",
    "acts-for": "",
    "part-of": "",
    "provides": "",
    "owns": "",
}
#: Families whose denial makes clear that the organisation stands not behind the event.
DENIALS = frozenset(
    {
        "event-mention",
        "runs",
        "co-runs",
        "supports",
        "event-of",
        "partner",
        "endorses",
        "acts-for",
        "part-of",
        "involved",
        "independent",
    }
)
