"""A real, headless Neovim with the configuration of docs/editors/neovim.md."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.editor.pages import block, environment, program

SCENARIO = Path(__file__).with_name("neovim_scenario.lua")
SEVENTH = """\
vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  pattern = { 'Procfile', 'requirements.txt' },
  callback = function(event)
    vim.g.client = vim.g.client or vim.lsp.start_client({
      name = 'pyspec_check',
      cmd = { 'pyspec-check', 'lsp' },
      root_dir = vim.fn.getcwd(),
    })
    vim.lsp.buf_attach_client(event.buf, vim.g.client)
  end,
})
"""
"""For the Neovim of Debian 12, which has neither `vim.lsp.start` nor `vim.lsp.config`."""


def configuration(nvim: str) -> str:
    """What a user of this Neovim writes into init.lua."""
    said = subprocess.run([nvim, "--version"], check=True, capture_output=True, text=True).stdout
    number = re.search(r"v(\d+)\.(\d+)", said)
    assert number
    version = (int(number[1]), int(number[2]))
    newest = block("neovim", "lua")
    if version >= (0, 11):
        return newest
    file_types = newest[: newest.index("vim.lsp.config")]
    return file_types + block("neovim", "lua", 1) if version >= (0, 8) else SEVENTH


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Neovim showed and held while the scenario ran."""
    nvim = program("nvim")
    pytest.importorskip("pygls")
    pytest.importorskip("checker.editor.lsp.server")
    folder = tmp_path_factory.mktemp("neovim")
    shop = folder / "shop"
    shop.mkdir()
    texts = {
        "Procfile": "web:gunicorn app:app\n",
        "requirements.txt": "flask==1.0\ngunicorn==19.9.0\n",
        "runtime.txt": "python-3.6.6",
        "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
    }
    for name, text in texts.items():
        (shop / name).write_text(text, "utf-8")
    init = folder / "init.lua"
    init.write_text(configuration(nvim) + block("neovim", "lua", 3), "utf-8")
    told = folder / "facts.json"
    done = subprocess.run(
        [
            nvim,
            "--headless",
            "--clean",
            "-n",
            "-u",
            init,
            "-c",
            f"luafile {SCENARIO}",
            "-c",
            "cquit",
        ],
        cwd=shop,
        env={**environment(folder), "FACTS": str(told)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.exists(), done.stdout + done.stderr
    read: dict[str, Any] = json.loads(told.read_text("utf-8"))
    return {**read, "folder": str(shop)}


def codes(shown: list[dict[str, Any]]) -> list[str]:
    """The codes of what was shown in a buffer."""
    return [each["code"] for each in shown]


def test_the_finding_is_shown_at_its_place(facts: dict[str, Any]) -> None:
    assert facts["shown_in_time"], facts["messages"]
    assert codes(facts["before"]) == ["PROC003"]
    (shown,) = facts["before"]
    assert (shown["line"], shown["column"]) == (0, 4)
    assert shown["severity"] == 1
    assert shown["source"] == "pyspec-check"
    assert shown["message"].startswith("there is no space after `web:`")


def test_the_root_is_the_repository(facts: dict[str, Any]) -> None:
    assert facts["root"] == facts["folder"]


def test_the_code_action_mends_the_buffer(facts: dict[str, Any]) -> None:
    assert facts["action"] == "PROC003: Insert a space"
    assert facts["text"] == ["web: gunicorn app:app"]
    assert facts["gone_in_time"], facts["messages"]


def test_an_edit_of_requirements_refreshes_the_procfile(facts: dict[str, Any]) -> None:
    assert facts["server_missing_in_time"], facts["messages"]
    assert codes(facts["with_server_missing"]) == ["CMD001"]
    assert facts["server_back_in_time"], facts["messages"]


def test_what_is_certain_is_mended_on_save(facts: dict[str, Any]) -> None:
    assert facts["broken_in_time"], facts["messages"]
    assert facts["saved"] == ["web: gunicorn app:app"]


def test_nothing_is_told_as_a_message(facts: dict[str, Any]) -> None:
    assert "rror" not in facts["messages"]
