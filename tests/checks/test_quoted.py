"""What a message quotes of the page: the words that tell, else those that a reader looks for."""

from __future__ import annotations

import pytest
from page_helpers import markdown

from ots_lint.lint.check import check_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings

RULESET = load_ruleset()


@pytest.mark.parametrize(
    ("text", "relationship", "code", "says"),
    [
        ("![OpenTechSchool logo](x.png)", "unofficial", "OTS306", "“OpenTechSchool logo”"),
        ("![](/opentechschool-logo.png?v=2)", "unofficial", "OTS306", "“opentechschool-logo.png”"),
        ("We thank OpenTechSchool for its help.", "", "OTS201", "“thank OpenTechSchool”"),
        ("## Sponsors\n\n- OpenTechSchool", "", "OTS201", "“OpenTechSchool”"),
        ("## Sponsors\n\n- OpenTechSchool", "unofficial", "OTS301", "“Sponsors”"),
        ("OpenTechSchool helps us.", "unofficial", "OTS301", "“OpenTechSchool helps”"),
        (
            "It runs in [cooperation](https://nights.example/about/us/and/our/friends) with **OpenTechSchool**.",
            "unofficial",
            "OTS301",
            "“in cooperation with OpenTechSchool”",
        ),
        ("# Night with `cake` by OpenTechSchool", "unofficial", "OTS304", "“Night with … by OpenTechSchool”"),
        (
            "It is run in `full` cooperation with OpenTechSchool.",
            "unofficial",
            "OTS301",
            "cooperation with OpenTechSchool”",
        ),
        ("<p>Hosted by <b>Open</b>TechSchool.</p>", "unofficial", "OTS301", "“Hosted by OpenTechSchool”"),
    ],
)
def test_what_a_message_quotes(text: str, relationship: str, code: str, says: str) -> None:
    page = markdown(f"---\nlang: en\n---\n\n{text}\n")
    found = check_page(page, RULESET, Settings(relationship=relationship))
    [message] = [finding.message for finding in found if finding.code == code]
    assert says in message


def test_what_a_relationship_is_inferred_from_is_quoted_as_people_read_it() -> None:
    page = markdown("---\nlang: en\n---\n\nIn [cooperation](https://nights.example/about/us) with *OpenTechSchool*.\n")
    [finding] = [finding for finding in check_page(page, RULESET, Settings()) if finding.code == "OTS201"]
    assert finding.relationship.source == "inferred from “In cooperation with OpenTechSchool”"
