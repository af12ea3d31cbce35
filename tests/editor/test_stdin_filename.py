"""Editors that run programs: the unsaved buffer on standard input, one line for each finding."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.editor.pages import block, environment, program

FILES = {
    "Procfile": "web: gunicorn app:app\n",
    "requirements.txt": "-r requirements/base.txt\n",
    "requirements/base.txt": "flask==1.0\ngunicorn==19.9.0\n",
    "runtime.txt": "python-3.6.6",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository that has nothing to report, as it is on the disk."""
    root = tmp_path / "shop"
    for name, text in FILES.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return root


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment that editors are started in."""
    return environment(tmp_path)


def matched(line: str) -> dict[str, str]:
    """A line as the problem matcher of docs/editors/vscode.md reads it."""
    task = json.loads(block("vscode", "json", 1))["tasks"][0]["problemMatcher"]["pattern"]
    found = re.match(task.pop("regexp"), line)
    assert found, line
    return {name: found[number] for name, number in task.items()}


def check(
    folder: Path, name: str, buffer: str | bytes, surroundings: dict[str, str]
) -> list[dict[str, str]]:
    """What an editor in `folder` is told of a file whose buffer holds this text."""
    done = subprocess.run(
        ["pyspec-check", "--quiet", "--format", "concise", "--stdin-filename", name],
        cwd=folder,
        env=surroundings,
        input=buffer.encode() if isinstance(buffer, str) else buffer,
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    return [matched(line) for line in done.stdout.decode("utf-8").splitlines()]


def places(found: list[dict[str, str]]) -> list[str]:
    """Each finding's place and code."""
    return [f"{each['file']}:{each['line']}:{each['column']} {each['code']}" for each in found]


def test_what_is_on_the_disk_has_nothing_to_report(
    shop: Path, surroundings: dict[str, str]
) -> None:
    for name, text in FILES.items():
        assert check(shop, name, text, surroundings) == []


def test_the_buffer_counts_and_the_disk_stays(shop: Path, surroundings: dict[str, str]) -> None:
    (found,) = check(shop, "Procfile", "web:gunicorn app:app\n", surroundings)
    message = found.pop("message")
    assert found == {
        "file": "Procfile", "line": "1", "column": "5", "code": "PROC003", "severity": "error",
    }  # fmt: skip
    assert message.startswith("there is no space after `web:` → ")
    assert (shop / "Procfile").read_text("utf-8") == FILES["Procfile"]


def test_a_buffer_that_mends_the_file_is_clean(shop: Path, surroundings: dict[str, str]) -> None:
    (shop / "Procfile").write_text("web:gunicorn app:app\n", "utf-8")
    assert check(shop, "Procfile", FILES["Procfile"], surroundings) == []


def test_a_new_file_counts_before_it_is_written(shop: Path, surroundings: dict[str, str]) -> None:
    (shop / "Procfile").unlink()
    assert check(shop, "Procfile", FILES["Procfile"], surroundings) == []
    assert places(check(shop, "Procfile", "web:gunicorn app:app", surroundings)) == [
        "Procfile:1:5 PROC003"
    ]


def test_a_first_file_in_an_empty_folder(tmp_path: Path, surroundings: dict[str, str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    found = check(empty, "requirements.txt", "flask=1.0\n", surroundings)
    assert "requirements.txt:1:1 REQ002" in places(found)


def test_requirements_refresh_the_procfile(shop: Path, surroundings: dict[str, str]) -> None:
    found = check(shop, "requirements.txt", "flask==1.0\n", surroundings)
    assert places(found) == ["Procfile:1:6 CMD001"]


@pytest.mark.parametrize("absolute", [False, True])
def test_a_file_below_the_root_stands_for_the_root(
    shop: Path, surroundings: dict[str, str], absolute: bool
) -> None:
    name = str(shop / "requirements" / "base.txt") if absolute else "base.txt"
    found = check(shop / "requirements", name, "flask==1.0\n", surroundings)
    assert [Path(shop / "requirements" / each["file"]).resolve() for each in found] == [
        shop.resolve() / "Procfile"
    ]
    assert Path(found[0]["file"]).is_absolute() is absolute


def test_columns_count_characters(shop: Path, surroundings: dict[str, str]) -> None:
    found = check(shop, "Procfile", "web: gunicorn “app:app”\n", surroundings)
    assert {"Procfile:1:15 PROC008", "Procfile:1:23 PROC008"} & set(places(found))


def test_a_buffer_that_is_not_utf_8(shop: Path, surroundings: dict[str, str]) -> None:
    found = check(shop, "Procfile", b"web: gunicorn app:app --name caf\xe9\n", surroundings)
    assert "PROC007" in {each["code"] for each in found}


def vim(script: str, folder: Path, surroundings: dict[str, str]) -> dict[str, Any]:
    """Run a real Vim without a screen; what its script leaves in `g:facts`."""
    told = folder.parent / "facts.json"
    source = folder.parent / "script.vim"
    source.write_text(
        f"set nocompatible encoding=utf-8 nomore\n{script}\n"
        f"call writefile([json_encode(g:facts)], {str(told)!r})\nqall!\n",
        "utf-8",
    )
    done = subprocess.run(
        [
            program("vim"),
            "-N",
            "-u",
            "NONE",
            "-i",
            "NONE",
            "-n",
            "-es",
            "-S",
            source,
            "-c",
            "cquit",
        ],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert told.exists(), (done.stdout + done.stderr).decode("utf-8", "replace")
    read: dict[str, Any] = json.loads(told.read_text("utf-8"))
    return read


def needs_vim_with(feature: str) -> None:
    """Skip where Vim is one of the small builds."""
    said = subprocess.run([program("vim"), "--version"], capture_output=True, text=True, check=True)
    if f"+{feature}" not in said.stdout:
        pytest.skip(f"this Vim is built without +{feature}")


def test_vim_fills_its_quickfix_list(shop: Path, surroundings: dict[str, str]) -> None:
    needs_vim_with("quickfix")
    (shop / "Procfile").write_text("web:gunicorn app:app\nworker:python job.py\n", "utf-8")
    facts = vim(
        block("vim", "vim", 2)
        + "silent make!\n"
        + "let g:facts = {'list': map(getqflist(), {_, item -> [bufname(item.bufnr), "
        + "item.lnum, item.col, item.valid, item.text]})}",
        shop,
        surroundings,
    )
    read = [each for each in facts["list"] if each[3]]
    assert [each[:3] for each in read][:2] == [["Procfile", 1, 5], ["Procfile", 2, 1]]
    assert read[0][4].startswith("PROC003 error there is no space after `web:`")


ALE = Path("/usr/share/vim-ale")
WAIT = """
function! Await(condition) abort
  let l:turns = 0
  while !eval(a:condition) && l:turns < 1000
    sleep 20m
    let l:turns += 1
  endwhile
  return eval(a:condition)
endfunction
function! Codes() abort
  return map(copy(ale#engine#GetLoclist(bufnr(''))), 'v:val.code')
endfunction
"""


def test_vim_with_ale_shows_what_is_typed(shop: Path, surroundings: dict[str, str]) -> None:
    needs_vim_with("job")
    if not ALE.is_dir():
        pytest.skip("vim-ale is not installed")
    facts = vim(
        f"set runtimepath^={ALE}\nruntime plugin/ale.vim\n{block('vim', 'vim')}{WAIT}"
        """
        let g:facts = {}
        edit Procfile
        let g:facts.filetype = &filetype
        call setline(1, 'é: x')
        call append(0, 'web:gunicorn app:app')
        call ale#Queue(0)
        let g:facts.shown = Await('index(Codes(), "PROC003") >= 0')
        let g:facts.found = map(copy(ale#engine#GetLoclist(bufnr(''))),
          \\ {_, item -> [item.lnum, item.col, item.type, item.code, item.text]})
        call deletebufline('%', 2)
        call setline(1, 'web: gunicorn “app:app”')
        call ale#Queue(0)
        let g:facts.columns_in_time = Await('index(Codes(), "PROC008") >= 0')
        let g:facts.columns = map(copy(ale#engine#GetLoclist(bufnr(''))),
          \\ {_, item -> [item.code, strpart(getline(1), item.col - 1, 3)]})
        call setline(1, 'web: gunicorn app:app')
        call ale#Queue(0)
        let g:facts.gone = Await('empty(Codes())')
        """.replace("\n        ", "\n"),
        shop,
        surroundings,
    )
    assert facts["filetype"] == "procfile"
    assert facts["shown"], facts
    assert [1, 5, "E", "PROC003"] in [each[:4] for each in facts["found"]]
    assert facts["columns_in_time"], facts
    assert ["PROC008", "“"] in facts["columns"] or ["PROC008", "”"] in facts["columns"]
    assert facts["gone"], facts
    assert (shop / "Procfile").read_text("utf-8") == FILES["Procfile"]
