"""An answer while somebody types takes little, once the server is warm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from editor import Editor

SITE = Path(__file__).parents[2] / "examples" / "site" / "events"
FILLER = "We meet at seven in the evening, bring a laptop, and somebody will help you to begin. Nothing to pay.\n\n"
#: Processor seconds for a page of 4 KB.
MOST = 0.05


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not tell what a process took")
@pytest.mark.parametrize("name", ["python-for-beginners.md", "library-code-night.html", "de/rails-werkstatt.md"])
def test_a_page_of_four_kilobytes_takes_less_than_fifty_milliseconds(shared: Editor, project: Path, name: str) -> None:
    def used() -> float:
        fields = Path(f"/proc/{shared.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    text = ((SITE / name).read_text("utf-8") + FILLER * 40)[:4096]
    uri = shared.open(project / Path(name).name, text)
    assert shared.see(uri)
    times = []
    for _ in range(5):
        before = used()
        for _ in range(4):
            shared.edit(uri, (len(text) - 1, len(text) - 1, "x"))
            assert shared.see(uri)
        times.append((used() - before) / 4)
    assert min(times) < MOST
