"""Published pages on the command line: read like files, named by their address, and never written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from loopback import FakeNetwork, leading, page

HOST = "http://pages.example"
WRONG = b"<title>Tea</title>\n<p>Join Open Tech School.\n"
PLACE = f"{HOST}/a.html:2:9:"


@pytest.fixture(autouse=True)
def published(network: FakeNetwork, monkeypatch: pytest.MonkeyPatch) -> FakeNetwork:
    """A site at `HOST` with a wrong page and a right one."""
    network.server.answers |= {"/a.html": page(WRONG), "/b.md": page(b"# Tea\n", "text/markdown")}
    monkeypatch.setattr("ots_lint.fetch.page.NETWORK", network.network)
    return network


def found(run: Run) -> list[tuple[str, str, int]]:
    return [(f["filename"], f["code"], f["location"]["row"]) for f in json.loads(run.out)]


def test_a_page_is_checked_under_its_address(site: Path, ots_lint: Callable[..., Run]) -> None:
    run = ots_lint(f"{HOST}/a.html")
    assert (run.status, run.err) == (1, "")
    assert run.out.startswith(f"{HOST}/a.html\n  2:9 error OTS101")
    assert "    2 | <p>Join Open Tech School.\n" in run.out
    assert "--fix does it" not in run.out
    said = "Found 1 error in 1 page. 1 comes with the words to write: change it in the files that the page is made from"
    assert " ".join(run.out.split()).endswith(f"{said}, where ots-lint --fix can often do it.")
    assert [*site.iterdir()] == [site / ".git"]


@pytest.mark.parametrize(
    ("format_", "shown"),
    [
        ("concise", PLACE),
        ("json", f'"{HOST}/a.html"'),
        ("jsonl", f'"{HOST}/a.html"'),
        ("sarif", f'{{"uri": "{HOST}/a.html"}}'),
        ("rdjsonl", f'"{HOST}/a.html"'),
        ("checkstyle", f'<file name="{HOST}/a.html">'),
        ("junit", f"{HOST}/a.html"),
        ("gitlab", f'"{HOST}/a.html"'),
        ("github", f"file={HOST.replace(':', '%3A')}/a.html"),
        ("plain", f"{HOST}/a.html"),
        ("mail", f"{HOST}/a.html"),
    ],
)
def test_every_format_names_the_address(site: Path, ots_lint: Callable[..., Run], format_: str, shown: str) -> None:
    run = ots_lint(f"{HOST}/a.html", "-f", format_, "--output", "report")
    assert (run.status, run.out) == (1, "")
    text = (site / "report").read_text("utf-8")
    assert shown in text or shown in json.dumps(json.loads(text))
    assert "http:/pages" not in text


@pytest.mark.parametrize("format_", ["text", "concise", "plain", "mail", "markdown", "html"])
def test_no_report_says_that_a_page_on_the_web_can_be_repaired(
    site: Path, ots_lint: Callable[..., Run], format_: str, published: FakeNetwork
) -> None:
    published.server.answers["/a.html"] = page(b"<p>Join Open Tech School.<p>Tea at Open Tech School is free.")
    out = " ".join(ots_lint(f"{HOST}/a.html", "-f", format_).out.split())
    assert "--unsafe-fixes" not in out
    asked = "come with the words to write"
    assert (asked in out) == (format_ not in ("plain", "mail"))  # they say the words, and name no option anyway
    assert out.count("--fix") == out.count(asked)


def test_a_html_report_shows_the_page_that_was_fetched(site: Path, ots_lint: Callable[..., Run]) -> None:
    assert ots_lint(f"{HOST}/a.html", "--output-file", "html=report.html", "-q").status == 1
    text = (site / "report.html").read_text("utf-8")
    assert "The page could not be read" not in text
    assert "&lt;title&gt;Tea" in text


def test_several_pages_and_those_that_are_not_there(site: Path, ots_lint: Callable[..., Run]) -> None:
    run = ots_lint(f"{HOST}/nothing", f"{HOST}/b.md", f"{HOST}/a.html", f"{HOST}/a.html#part", "-f", "json")
    assert (run.status, found(run)) == (2, [(f"{HOST}/a.html", "OTS101", 2)])
    assert run.err == f"ots-lint: {HOST}/nothing: there is no page at this address (status 404)\n"
    run = ots_lint(f"{HOST}/nothing", "--lang", "de")
    assert (run.status, run.out) == (2, "Es wurden keine Seiten angesehen.\n")
    assert run.err == f"ots-lint: {HOST}/nothing: an dieser Adresse ist keine Seite (Status 404)\n"


def test_addresses_may_come_from_a_list(site: Path, ots_lint: Callable[..., Run]) -> None:
    (site / "list").write_text(f"{HOST}/a.html\n{HOST}/b.md\n")
    assert "in 1 of 2 pages" in ots_lint("--files-from", "list").out


def test_where_an_address_leads_is_told(site: Path, ots_lint: Callable[..., Run], published: FakeNetwork) -> None:
    published.server.answers["/old"] = leading("/a.html")
    run = ots_lint(f"{HOST}/old", "-f", "concise")
    assert (run.status, run.out.startswith(f"{HOST}/old:2:9:")) == (1, True)
    assert run.err == f"ots-lint: {HOST}/old leads on to {HOST}/a.html\n"
    assert ots_lint(f"{HOST}/old", "-q").err == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fix"], "a published page cannot be written (--diff shows what would be repaired)"),
        (["--unsafe-fixes"], "a published page cannot be written"),
        (["--changes", "a.diff"], "--changes is about files"),
        (["a.md"], "files and published pages are checked apart"),
        (["--watch"], "--watch watches files"),
        (["-"], "- reads one page from standard input and stands alone"),
    ],
)
def test_what_is_for_files_alone_is_refused_before_anything_is_fetched(
    site: Path, ots_lint: Callable[..., Run], published: FakeNetwork, arguments: list[str], said: str
) -> None:
    (site / "a.diff").write_text("")
    (site / "a.md").write_text("Open Tech School\n")
    run = ots_lint(f"{HOST}/a.html", *arguments)
    assert (run.status, run.out, run.err.count("\n")) == (2, "", 1)
    assert said in run.err
    assert published.dialled == []
    assert (site / "a.md").read_text() == "Open Tech School\n"


def test_what_would_be_repaired_is_shown(site: Path, ots_lint: Callable[..., Run]) -> None:
    for arguments in (["--diff"], ["--fix", "--diff"]):
        run = ots_lint(f"{HOST}/a.html", *arguments)
        assert run.status == 1
        assert run.out.startswith(f"--- a/{HOST}/a.html\n+++ b/{HOST}/a.html\n")
        assert run.out.endswith("-<p>Join Open Tech School.\n+<p>Join OpenTechSchool.\n")
    assert ots_lint(f"{HOST}/b.md", "--diff").status == 0


def test_known_findings(site: Path, ots_lint: Callable[..., Run]) -> None:
    (site / "below").mkdir()
    for file in ("known.json", "below/known.json"):
        assert ots_lint("baseline", f"{HOST}/a.html", "--file", file).status == 0
        assert json.loads((site / file).read_text())["findings"][0]["file"] == f"{HOST}/a.html"
        assert ots_lint(f"{HOST}/a.html", "--baseline", file).status == 0
    assert ots_lint("baseline", f"{HOST}/nothing", "--file", "other.json").status == 2
    assert not (site / "other.json").exists()


def test_the_folders_settings_hold_but_for_what_they_say_by_path(site: Path, ots_lint: Callable[..., Run]) -> None:
    by_path = '[[events]]\npaths = ["**"]\nrelationship = "unofficial"\n[per-file-ignores]\n"**" = ["OTS101"]\n'
    (site / "ots-lint.toml").write_text('exclude = ["**"]\n' + by_path)
    run = ots_lint(f"{HOST}/a.html", "-f", "json")
    assert found(run) == [(f"{HOST}/a.html", "OTS101", 2)]
    assert json.loads(run.out)[0]["relationship"]["value"] == ""
    assert json.loads(ots_lint(f"{HOST}/a.html", "-f", "json", "--relationship", "partner").out)[0]["relationship"][
        "value"
    ] == ("partner")
    (site / "ots-lint.toml").write_text('ignore = ["OTS101"]\n')
    assert ots_lint(f"{HOST}/a.html").status == 0
    assert ots_lint(f"{HOST}/a.html", "--isolated").status == 1
    assert ots_lint(f"{HOST}/a.html", "--select", "OTS999").status == 2
    (site / "ots-lint.toml").write_text("allow-private-addresses = true\n")
    assert ots_lint(f"{HOST}/a.html").status == 2  # a folder of strangers does not say what may be reached


def test_nothing_of_a_page_is_kept(site: Path, ots_lint: Callable[..., Run], published: FakeNetwork) -> None:
    for body, status in ((WRONG, 1), (b"<p>Tea", 0), (WRONG, 1)):
        published.server.answers["/a.html"] = page(body)
        assert ots_lint(f"{HOST}/a.html", "--cache-dir", "cache").status == status
    assert not (site / "cache").exists()


@pytest.mark.parametrize(
    ("body", "kind", "codes"),
    [
        ("Käse, Open Tech School".encode("latin-1"), "text/html; charset=iso-8859-1", ["OTS101"]),
        ("Käse, Open Tech School".encode("latin-1"), "text/plain; charset=iso-8859-1", ["OTS101"]),
        ("Käse, Open Tech School".encode("utf-16-le"), "text/html; charset=utf-16", ["OTS101"]),
        ("Käse, Open Tech School".encode("utf-16-be"), "text/plain; charset=utf-16be", ["OTS101"]),
        ("\ufeffKäse, Open Tech School".encode("utf-16-le"), "text/html; charset=utf-8", ["OTS101"]),  # the mark wins
        # the server's word counts more than the page's
        ('<meta charset="koi8-r">Käse, Open Tech School'.encode("latin-1"), "text/html; charset=latin1", ["OTS101"]),
        ("Käse, Open Tech School".encode("latin-1"), "text/html; charset=utf-8", ["OTS900"]),
        ("Käse, Open Tech School".encode("latin-1"), "text/html", ["OTS900"]),
        ("Käse, Open Tech School".encode("latin-1"), "text/html; charset=rot13", ["OTS900"]),
        (b"Open\0 Tech School", "text/html; charset=utf-8", ["OTS900"]),
        (b"<pre>Open Tech School", "text/plain", ["OTS101"]),
    ],
)
def test_the_encoding_is_what_the_server_says(
    site: Path, ots_lint: Callable[..., Run], published: FakeNetwork, body: bytes, kind: str, codes: list[str]
) -> None:
    published.server.answers["/c"] = page(body, kind)
    run = ots_lint(f"{HOST}/c", "-f", "json")
    assert (run.status, [code for _, code, _ in found(run)]) == (1, codes)
    shown = json.loads(run.out)[0]
    if codes == ["OTS101"] and "Käse" in body.decode("latin-1"):
        assert shown["location"]["column"] > 6


def test_private_addresses_are_for_who_asks_for_them(
    site: Path, ots_lint: Callable[..., Run], published: FakeNetwork
) -> None:
    published.names["pages.example"] = [["127.0.0.1"]]
    run = ots_lint(f"{HOST}/a.html")
    assert (run.status, published.dialled) == (2, [])
    assert run.err == (
        f"ots-lint: {HOST}/a.html: pages.example (127.0.0.1) is not in the public network "
        "(--allow-private-addresses fetches it all the same)\n"
    )
    assert ots_lint(f"{HOST}/a.html", "--allow-private-addresses").status == 1


def test_a_password_is_never_shown(site: Path, ots_lint: Callable[..., Run], published: FakeNetwork) -> None:
    for arguments in ([], ["--fix"], ["-f", "json"]):
        run = ots_lint("http://me:secret@pages.example/a.html", *arguments)
        assert run.status == 2
        assert "secret" not in run.out + run.err
    assert published.dialled == []


def test_how_a_published_page_was_read(site: Path, capsys: pytest.CaptureFixture[str], published: FakeNetwork) -> None:
    from ots_lint.cli.main import run

    assert run(["why", f"{HOST}/a.html", "2"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{HOST}/a.html\n")
    assert "line 2  Join Open Tech School." in out
    assert run(["why", f"{HOST}/nothing", "--lang", "de"]) == 2
    assert capsys.readouterr().err == f"ots-lint: {HOST}/nothing: an dieser Adresse ist keine Seite (Status 404)\n"


@pytest.mark.parametrize(("host", "status"), [("www.opentechschool.org", 0), ("friends.example", 1)])
def test_an_organisations_own_page_is_known_by_where_it_is(
    site: Path, capsys: pytest.CaptureFixture[str], published: FakeNetwork, host: str, status: int
) -> None:
    from ots_lint.cli.main import run

    published.server.answers["/e"] = page(b"<p lang=en>We are an official partner of OpenTechSchool.")
    got = run([f"http://{host}/e", "--fail-level", "info", "--select", "OTS308", "-f", "concise"])
    assert (got, "OTS308" in capsys.readouterr().out) == (status, bool(status))
