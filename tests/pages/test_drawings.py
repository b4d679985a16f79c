"""An inline drawing is an image whose label and title say what it shows."""

from __future__ import annotations

import pytest

from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

UNOFFICIAL = Settings(select=("OTS306",), event_relationship="unofficial")


@pytest.mark.parametrize(
    ("drawing", "logo"),
    [
        ('<svg role="img" aria-label="OpenTechSchool logo"><path d="m0"/></svg>', True),
        ("<svg><title>Logo of OpenTechSchool</title><path/></svg>", True),
        ("<svg><g><title>OTS logo</title><path/></g></svg>", True),
        ("<svg aria-label='OpenTechSchool logo'/>", True),
        ('<a href="/"><svg aria-labelledby="t"><title id="t">OpenTechSchool logo</title></svg></a>', True),
        ("<svg><title>Map</title><g><title>OpenTechSchool logo</title></g></svg>", False),
        ("<svg><title>OpenTechSchool</title></svg>", False),
        ('<svg aria-label="Acme logo"><title>Acme</title></svg>', False),
        ("<code><svg><title>OpenTechSchool logo</title></svg></code>", False),
        ("<template><svg><title>OpenTechSchool logo</title></svg></template>", False),
    ],
)
@pytest.mark.parametrize("filename", ["page.html", "page.md"])
def test_logo(drawing: str, logo: bool, filename: str) -> None:
    page = f"<p>OpenTechSchool, OTS</p>\n{drawing}\n<p>x</p>\n"
    found = lint_source(Source(page, filename), load_ruleset(), UNOFFICIAL).findings
    assert [f.code for f in found] == ["OTS306"] * logo
    if logo:
        start, end = found[0].span
        assert page[start:end].startswith("<svg")
        assert page[start:end].endswith(("</svg>", "/>"))
