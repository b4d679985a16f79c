"""What bash, zsh and fish offer on Tab, asked of the shells themselves."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from page_files import write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are shells of other systems")

BASH = """
compopt() { [ "$2" = default ] && offers_files=yes; }
eval "$(_OTS_LINT_COMPLETE=bash_source ots-lint)"
complete -p ots-lint >/dev/null || exit 3
COMP_WORDS=(@@)
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
COMPREPLY=()
_ots_lint_completion ots-lint "${COMP_WORDS[COMP_CWORD]}"
[ ${#COMPREPLY[@]} -gt 0 ] || [ -z "$offers_files" ] || COMPREPLY=(FILES)
printf '%s\\n' "${COMPREPLY[@]}"
"""
#: The functions of zsh that take completions, replaced by ones that print them.
ZSH = """
compdef() { registered=$2 }
_describe() { print -rl -- ${(P)3} }
compadd() { print -rl -- ${(P)@[-1]} }
_path_files() { print -r -- FILES }
eval "$(_OTS_LINT_COMPLETE=zsh_source ots-lint)"
[[ $registered == ots-lint ]] || exit 3
words=(@@)
CURRENT=${#words}
_ots_lint_completion
"""
FISH = """
_OTS_LINT_COMPLETE=fish_source ots-lint | source
complete -C '@@'
"""


def in_bash(words: list[str]) -> list[str]:
    return shell("bash", ["--norc", "-c", BASH.replace("@@", shlex.join(words))])


def in_zsh(words: list[str]) -> list[str]:
    lines = shell("zsh", ["-f", "-c", ZSH.replace("@@", shlex.join(words))])
    return [line.partition(":")[0] for line in lines]


def in_fish(words: list[str]) -> list[str]:
    lines = shell("fish", ["--no-config", "-c", FISH.replace("@@", " ".join(words))])
    return [line.partition("\t")[0] for line in lines]


def shell(name: str, arguments: list[str]) -> list[str]:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment |= {"HOME": str(Path.cwd()), "XDG_DATA_HOME": str(Path.cwd()), "XDG_CONFIG_HOME": str(Path.cwd())}
    done = subprocess.run(
        [program, *arguments], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@pytest.fixture(params=[in_bash, in_zsh, in_fish], ids=["bash", "zsh", "fish"])
def offered(request: pytest.FixtureRequest, site: Path) -> Callable[..., list[str]]:
    write(site, {"events/a.md": "Tea.\n"})
    ask: Callable[[list[str]], list[str]] = request.param
    return lambda *words: ask(["ots-lint", *words])


def test_commands_options_and_values(offered: Callable[..., list[str]]) -> None:
    assert "config" in offered("conf")
    assert "explain" in offered("expl")
    assert offered("--relation") == ["--relationship"]
    assert offered("--relationship", "un") == ["unofficial"]
    assert set(offered("events", "--format", "git")) == {"github", "github-review", "gitlab"}
    assert set(offered("--select", "OTS10")) == {"OTS101", "OTS102", "OTS103", "OTS104"}
    assert offered("explain", "OTS90")[0] == "OTS900"
    assert set(offered("init", "--with", "")) >= {"hook", "workflow", "both", "none"}
    assert offered("cache", "cl") == ["clear"]
    assert "--version" in offered("--ver")


def test_the_newer_commands(offered: Callable[..., list[str]], request: pytest.FixtureRequest) -> None:
    shell = request.node.callspec.id
    assert {"why", "test", "server"} & {*offered("w"), *offered("te"), *offered("serv")} == {"why", "test", "server"}
    assert offered("why", "--ht") == ["--html"]
    assert set(offered("why", "a.md", "--format", "")) == {"text", "json"}
    assert offered("why", "eve") == {"bash": ["FILES"], "zsh": ["FILES"], "fish": ["events/"]}[shell]
    assert offered("why", "--relationship", "sup") == ["supported"]
    assert set(offered("server", "--no-")) == {"--no-baseline"}
    assert offered("server", "--lang", "d") == ["de"]
    assert "--watch" in offered("--wat")
    assert set(offered("explain", "--lang", "")) >= {"de", "en", "es", "fr", "it", "sv"}
    assert set(offered("--lang", "")) == {"de", "en"}


def test_folders_of_rules_are_left_to_the_shell() -> None:
    from ots_lint.cli.main import main

    assert [item.type for item in main.commands["test"].params[0].shell_complete(None, "")] == ["dir"]  # type: ignore[arg-type]


def test_a_second_code_of_a_list(site: Path) -> None:
    assert in_bash(["ots-lint", "--ignore", "OTS101,OTS20"]) == ["OTS101,OTS201", "OTS101,OTS202", "OTS101,OTS203"]


def test_pages_are_left_to_the_shell(offered: Callable[..., list[str]], request: pytest.FixtureRequest) -> None:
    found = offered("check", "eve")
    assert found == {"bash": ["FILES"], "zsh": ["FILES"], "fish": ["events/"]}[request.node.callspec.id]
    assert "config" in offered("conf")


def test_a_broken_configuration_offers_nothing_and_says_nothing(site: Path) -> None:
    write(site, {"ots-lint.toml": "nonsense = 1\n"})
    assert in_bash(["ots-lint", "--select", "OTS"]) == []


def test_every_option_that_names_a_file_or_folder_offers_some() -> None:
    from click import Option

    from ots_lint.cli.main import main

    for command in main.commands.values():
        for option in command.params:
            if isinstance(option, Option) and option.metavar in ("FILE", "DIR", "PATH"):
                assert option._custom_shell_complete is not None, option.opts
