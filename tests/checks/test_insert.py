"""Where a sentence is written into a page, and how: behind a paragraph, or as one of its own at the end of the text."""

from __future__ import annotations

import pytest

from ots_lint.checks._insert import after_run, at_end
from ots_lint.finding import Edit
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def read(text: str, name: str) -> Reading:
    return Reading(read_page(Source(text, name)), RULESET, Settings())


def changed(text: str, edit: Edit | None) -> str | None:
    return edit and text[: edit.span.start] + edit.content + text[edit.span.end :]


def behind(text: str, name: str = "page.md", words: str = "tea") -> str | None:
    """The page with a sentence behind the paragraph that has these words."""
    reading = read(text, name)
    index = next(i for i, run in enumerate(reading.page.runs) if words in run.text)
    return changed(text, after_run(reading, index, "A & B."))


def below(text: str, name: str = "page.md") -> str | None:
    return changed(text, at_end(read(text, name), "A & B."))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We drink tea.\n\nBye.\n", "We drink tea. A & B.\n\nBye.\n"),
        ("We drink tea.  \r\n\r\nBye.\r\n", "We drink tea. A & B.  \r\n\r\nBye.\r\n"),
        ("We drink tea", "We drink tea A & B."),
        # marks and links that end there
        ("We drink **tea.**\n", "We drink **tea.** A & B.\n"),
        ("We drink _**green** tea._\n", "We drink _**green** tea._ A & B.\n"),
        ("We drink [tea](a.html)\n", "We drink [tea](a.html) A & B.\n"),
        ("We drink *[tea](a.html)*\n", "We drink *[tea](a.html)* A & B.\n"),
        ("We drink <em>tea</em>\n", "We drink <em>tea</em> A & B.\n"),
        # attributes of the paragraph
        ("We drink tea.\n{: .big}\n", "We drink tea. A & B.\n{: .big}\n"),
        # what is more than that
        ("We drink [tea](a.html 'b')\n", None),
        ("We drink [tea][a]\n\n[a]: a.html\n", None),
        ("We drink tea. ![](a.png)\n", None),
        ("We drink tea~~milk~~\n", None),
        ("We drink tea &amp;\n", None),
        # no paragraph
        ("# We drink tea\n", None),
        ("- We drink tea.\n", None),
        ("| a | b |\n|---|---|\n| We drink tea. | c |\n", None),
        # HTML in Markdown
        ("<p>We drink tea.</p>\n", "<p>We drink tea. A &amp; B.</p>\n"),
        ("  <p>We drink tea.<br></p>\n", "  <p>We drink tea. A &amp; B.<br></p>\n"),
        ("We <b>drink</b> tea.\n", "We <b>drink</b> tea. A & B.\n"),
    ],
)
def test_behind_a_paragraph_of_markdown(text: str, wanted: str | None) -> None:
    assert behind(text) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>We drink tea.</p>", "<p>We drink tea. A &amp; B.</p>"),
        ("<p>We <b>drink <i>tea.</i></b> </p>", "<p>We <b>drink <i>tea.</i></b> A &amp; B. </p>"),
        ("<p><a href='a'>tea</a > <br></p>", "<p><a href='a'>tea</a > A &amp; B. <br></p>"),
        ("<p>We drink tea &eacute;</p>", None),
        ("<footer><p>We drink tea.</p></footer>", None),
        ("<nav><p>We drink tea.</p></nav>", None),
        ("<header><p>We drink tea.</p></header>", None),
        ("<main><p>We drink tea.</p></main>", "<main><p>We drink tea. A &amp; B.</p></main>"),
        ("<ul><li>We drink tea.</li></ul>", None),
        ("<table><tr><td>We drink tea.</td></tr></table>", None),
    ],
)
def test_behind_a_paragraph_of_html(body: str, wanted: str | None) -> None:
    page = "<html><body>{}</body></html>\n"
    assert behind(page.format(body), "page.html") == (wanted and page.format(wanted))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We drink tea.\n", "We drink tea.\n\nA & B.\n"),
        ("We drink tea.\n\n\n", "We drink tea.\n\nA & B.\n\n\n"),
        ("We drink tea.", "We drink tea.\n\nA & B.\n"),
        ("We drink tea.\r\nWe sing.\r\n", "We drink tea.\r\nWe sing.\r\n\r\nA & B.\r\n"),
        ("<div>\nWe drink tea.\n</div>", "<div>\nWe drink tea.\n</div>\n\nA & B.\n"),
    ],
)
def test_below_the_text_of_markdown(text: str, wanted: str) -> None:
    assert below(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<body>\n  <p>tea</p>\n</body>\n", "<body>\n  <p>tea</p>\n  <p>A &amp; B.</p>\n</body>\n"),
        ("<body>\r\n\t<p>tea</p>\r\n</body>\r\n", "<body>\r\n\t<p>tea</p>\r\n\t<p>A &amp; B.</p>\r\n</body>\r\n"),
        ("<body><p>tea</p></body>\n", "<body><p>tea</p>\n<p>A &amp; B.</p></body>\n"),
        (
            "<body>\n<main>\n <p>tea</p>\n</main>\n<p>b</p>\n</body>\n",
            "<body>\n<main>\n <p>tea</p>\n <p>A &amp; B.</p>\n</main>\n<p>b</p>\n</body>\n",
        ),
        # before the footer that ends the page, and before scripts and comments behind it
        (
            "<body>\n<p>tea</p>\n<footer>b</footer>\n</body>\n",
            "<body>\n<p>tea</p>\n<p>A &amp; B.</p>\n<footer>b</footer>\n</body>\n",
        ),
        (
            "<body>\n<p>tea</p>\n<FOOTER\n>b</FOOTER >\n<!-- c -->\n<script>d\n</script><hr>\n</body>\n",
            "<body>\n<p>tea</p>\n<p>A &amp; B.</p>\n<FOOTER\n>b</FOOTER >\n<!-- c -->\n<script>d\n</script><hr>\n</body>\n",
        ),
        (
            "<body>\n<footer>a</footer>\n<p>tea</p>\n<footer>b</footer>\n</body>\n",
            "<body>\n<footer>a</footer>\n<p>tea</p>\n<p>A &amp; B.</p>\n<footer>b</footer>\n</body>\n",
        ),
        (
            "<body>\n<footer>a</footer>\n<p>tea</p>\n</body>\n",
            "<body>\n<footer>a</footer>\n<p>tea</p>\n<p>A &amp; B.</p>\n</body>\n",
        ),
        # a piece of a page, without a body
        ("<p>tea</p>\n", "<p>tea</p>\n<p>A &amp; B.</p>\n"),
        (
            "<article>\n  <p>tea</p>\n</article>\n",
            "<article>\n  <p>tea</p>\n  <p>A &amp; B.</p>\n</article>\n",
        ),
        ("<html><p>tea</p></HTML >\n", "<html><p>tea</p>\n<p>A &amp; B.</p></HTML >\n"),
        (
            "<article>\n<p>tea</p>\n<footer>b</footer>\n</article>\n",
            "<article>\n<p>tea</p>\n<p>A &amp; B.</p>\n<footer>b</footer>\n</article>\n",
        ),
    ],
)
def test_below_the_text_of_html(text: str, wanted: str) -> None:
    assert below(text, "page.html") == wanted


def test_nowhere_in_a_page_without_a_text_of_its_own() -> None:
    assert below("- tea\n", "page.yaml") is None
