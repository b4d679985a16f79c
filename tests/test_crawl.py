"""The recipe for a crawl: its pure part always, WARC files where warcio is, the whole of it where Ray is."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ots_lint import PageLinter

FOLDER = Path(__file__).parent.parent / "examples" / "crawl"
WRONG = b"<p>Join Open Tech School."


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


ROWS = module("rows")


def page(data: bytes, **more: Any) -> dict[str, Any]:
    return {"address": "https://a.example/b", "kind": "text/html", "charset": "utf-8", "data": data, **more}


@pytest.fixture
def linter(fake_rules: None) -> PageLinter:
    return PageLinter()


def test_a_row_for_each_finding_and_one_for_a_page_without(linter: PageLinter) -> None:
    found = ROWS.rows_of(linter, page(b"<p>\n<p>Open Tech School, OpenTechScool"))
    assert [(row["address"], row["code"], row["severity"], row["row"], row["column"]) for row in found] == [
        ("https://a.example/b", "OTS101", "error", 2, 4),
        ("https://a.example/b", "OTS102", "error", 2, 22),
    ]
    (clean,) = ROWS.rows_of(linter, page(b"<p>Tea"))
    assert clean == {
        **dict.fromkeys(("code", "severity", "row", "column", "message")),
        "address": "https://a.example/b",
    }


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"data": b"Open\0Tech"}, "OTS900"),
        ({"data": b"K\xe4se, Open Tech School"}, "OTS900"),
        ({"data": b"K\xe4se, Open Tech School", "charset": "latin1"}, "OTS101"),
        ({"data": b"K\xe4se, Open Tech School", "charset": None}, "OTS900"),
        ({"data": b"<!-- Open Tech School -->"}, None),
        ({"data": b"<!-- Open Tech School -->", "kind": "text/plain"}, "OTS101"),
        ({"address": "https://user:password@a.example/"}, "unread"),
        ({"address": "dns:a.example"}, "unread"),
    ],
)
def test_no_page_stops_a_run(linter: PageLinter, more: dict[str, Any], code: str | None) -> None:
    (row,) = ROWS.rows_of(linter, {**page(WRONG), **more})
    assert row["code"] == code


def test_the_same_page_has_the_same_rows_anywhere(linter: PageLinter, tmp_path: Path, monkeypatch: Any) -> None:
    import pickle

    before = ROWS.rows_of(linter, page(WRONG))
    monkeypatch.chdir(tmp_path)
    assert ROWS.rows_of(pickle.loads(pickle.dumps(linter)), page(WRONG)) == before


# ── WARC files ──────────────────────────────────────────────────────────────────────────────────


def warc(*answers: tuple[str, str, str, bytes]) -> bytes:
    """A WARC file of these answers: address, status, headers, body."""
    pytest.importorskip("warcio", reason="warcio is not installed: see examples/crawl/requirements.txt")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for address, status, headers, body in answers:
        given = [tuple(line.split(": ", 1)) for line in headers.splitlines()]
        http = StatusAndHeaders(status, given, protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", BytesIO(body), http_headers=http))
    return stream.getvalue()


def test_a_warc_files_pages() -> None:
    import gzip

    html, tea = "Content-Type: text/html; charset=ISO-8859-1", b"<p>Tea"
    data = warc(
        ("https://a.example/1", "200 OK", html, tea),
        ("https://a.example/2", "404 Not Found", html, tea),
        ("https://a.example/3", "200 OK", "Content-Type: image/png", b"PNG"),
        ("https://a.example/4", "200 OK", "", tea),
        ("https://a.example/5", "200 OK", f"{html}\nContent-Encoding: gzip", gzip.compress(tea)),
        ("https://a.example/6", "200 OK", "Content-Type: text/plain", tea),
        ("https://a.example/7", "200 OK", f"{html}\nContent-Encoding: gzip", gzip.compress(bytes(ROWS.MOST + 1))),
    )
    assert [tuple(found.values()) for found in ROWS.pages_of(BytesIO(data))] == [
        ("https://a.example/1", "text/html", "iso-8859-1", tea),
        ("https://a.example/5", "text/html", "iso-8859-1", tea),
        ("https://a.example/6", "text/plain", "", tea),
    ]


# ── the engine ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    pytest.importorskip("ray.data", reason="Ray is not installed: see examples/crawl/requirements.txt")
    monkeypatch.setattr(sys, "path", [*sys.path])
    run = module("run")
    run.start(1)
    yield run
    import ray

    ray.shutdown()


def test_a_table_of_a_warc_and_of_a_parquet_file(engine: ModuleType, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    answers = [(f"https://a.example/{n}", "200 OK", "Content-Type: text/html", WRONG) for n in range(100)]
    (tmp_path / "a.warc.gz").write_bytes(warc(*answers))
    pq.write_table(pa.Table.from_pylist([page(WRONG, address=a[0]) for a in answers]), tmp_path / "a.parquet")
    for name in ("a.warc.gz", "a.parquet"):
        rows = engine.lint(engine.pages([str(tmp_path / name)]), 1).take_all()
        assert sorted((row["address"], row["code"]) for row in rows) == sorted((a[0], "OTS101") for a in answers)
