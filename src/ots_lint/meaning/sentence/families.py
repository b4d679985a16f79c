"""The families of statements that the relationship of a page is inferred from."""

from __future__ import annotations

from collections.abc import Mapping

#: Families that say who stands behind an event, with the relationship that they imply (SPEC section 2); an empty
#: one is official-sounding, but nothing can be inferred from it. The most telling stand first.
CLAIMS: Mapping[str, str] = {
    "acts-for": "",
    "endorses": "",
    "co-runs": "partner",
    "supports": "supported",  # before what the supporter is called: "supported by our partner Acme" tells of that
    "partner": "",
    "listed": "",
    "runs": "official",
    "event-of": "official",
    "part-of": "",
    "provides": "",
    "owns": "",
}
#: In a title, these read as its brand, not as a claim of their own.
BRANDING = frozenset({"event-of", "provides", "part-of", "involved"})
#: Families whose denial makes clear that the organisation stands not behind the event.
DENIALS = frozenset(
    {
        "event-mention",
        "runs",
        "co-runs",
        "supports",
        "event-of",
        "partner",
        "listed",
        "endorses",
        "acts-for",
        "part-of",
        "involved",
        "independent",
    }
)
