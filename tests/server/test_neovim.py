"""The blocks for Neovim in the documentation, where a Neovim that knows them is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "editors.md"
BLOCKS = re.findall(r"<!-- neovim -->\n\n```lua\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
ON_SAVE = DOCUMENT.read_text("utf-8").partition("whenever\nyou save:\n\n```lua\n")[2].partition("```")[0]
PAGE = "# Night\n\n😀 Supported by Open Tech School.\n"
#: Says what the editor shows, points at the finding, saves, types, and says again what it shows.
STEPS = """\
local function shown(n)
  vim.wait(60000, function() return #vim.diagnostic.get(0) == n end, 20)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    print('shown', d.code, vim.api.nvim_buf_get_text(0, d.lnum, d.col, d.end_lnum, d.end_col, {})[1])
  end
end
shown(2)
vim.api.nvim_win_set_cursor(0, { 3, 20 })
local place = vim.lsp.util.make_position_params(0, 'utf-16')
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/hover', place, 60000)) do
  print('hover', answer.result.contents.value:find('OTS101 name-spelling', 1, true) ~= nil)
end
vim.cmd('write')
vim.wait(60000, function() return vim.api.nvim_buf_get_lines(0, 2, 3, false)[1]:find('OpenTechSchool') end, 20)
print('text', vim.api.nvim_buf_get_lines(0, 2, 3, false)[1])
shown(1)
vim.api.nvim_buf_set_text(0, 0, 2, 0, 7, { 'opentechschool 😀', 'x' })
shown(2)
vim.cmd('qa!')
"""


def _neovim() -> str | None:
    """Where a new enough Neovim is."""
    found = shutil.which("nvim")
    if found is None:
        return None
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.match(r"NVIM v(\d+)\.(\d+)", version)
    return found if number and (int(number[1]), int(number[2])) >= (0, 11) else None


@pytest.mark.skipif(_neovim() is None, reason="there is no Neovim of version 0.11 or newer")
@pytest.mark.parametrize("block", BLOCKS, ids=["enable", "start"])
def test_neovim_shows_findings_and_fixes_them_on_saving(
    block: str, tmp_path: Path, server_cache: dict[str, str]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "init.lua").write_text(block + ON_SAVE)
    (tmp_path / "steps.lua").write_text(STEPS)
    (tmp_path / "a.md").write_text(PAGE)
    neovim = _neovim()
    assert neovim is not None
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, **server_cache, "HOME": str(tmp_path), "PATH": path}
    done = subprocess.run(
        [neovim, "--headless", "-u", "init.lua", "a.md", "-c", "luafile steps.lua"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    said = [line for line in re.split(r"[\r\n]+", done.stderr) if line.startswith(("shown", "hover", "text"))]
    assert said == [
        "shown OTS201 Supported by Open Tech School",
        "shown OTS101 Open Tech School",
        "hover true",
        "text 😀 Supported by OpenTechSchool.",
        "shown OTS201 Supported by OpenTechSchool",
        "shown OTS101 opentechschool",
        "shown OTS201 Supported by OpenTechSchool",
    ], done.stderr


def test_the_blocks_are_there() -> None:
    assert len(BLOCKS) == 2
    assert "source.fixAll.ots-lint" in ON_SAVE
