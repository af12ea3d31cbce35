"""Inputs just past a limit of the readers: each is told or cut off, none makes them fail."""

from __future__ import annotations

import time

import pytest

from checker.data.stdlib import absent_module, absent_name
from checker.files.tree import MemoryTree
from checker.parsers.shell import parse_shell
from checker.platform.environment import Environment
from checker.platform.procfile import Processes
from checker.platform.slug.processes import read_processes
from checker.python.syntax.prefilter import may_refuse
from checker.start.environment import LENGTH, render
from checker.start.unwrapping import WRAPPED
from checker.start.walk import processes_of
from checker.targets import targets
from scripts import fuzz
from tests.checking import check

APP = b"import os\nfrom flask import Flask\napp = Flask(__name__)\n"
DEEP = b"a/" * 600
FILES = {
    "a comment behind a comma": {"app.py": b"import os,# x\n"},
    "no name": {"app.py": b"import # x\nfrom # import y\nimport first-last\nimport a.#b\n"},
    "a deep include": {"requirements.txt": b"-r " + DEEP + b"r.txt\n./" + DEEP + b"\n"},
    "a deep folder": {"Procfile": b"web: cd " + DEEP + b" && gunicorn --chdir " + DEEP + b" a:b\n"},
    "a deep script": {"Procfile": b"web: python " + DEEP + b"x.py\n"},
    "a hexadecimal scalar": {"Procfile": b"web: 0x" + b"F" * 6000 + b"\n"},
    "an octal scalar": {"Procfile": b"web: 0" + b"7" * 6000 + b"\n"},
    "a binary scalar": {"Procfile": b"web: 0b" + b"1" * 20_000 + b"\n"},
    "a decimal scalar": {"Procfile": b"web: " + b"9" * 6000 + b"\n"},
    "long versions": {"requirements.txt": b"a==" + b"9" * 6000 + b"\nb~=1." + b"9" * 6000 + b"\n"},
    "a long Python": {"runtime.txt": b"python-" + b"9" * 6000 + b".1." + b"9" * 6000},
    "a long port": {"Procfile": b"web: gunicorn -b :" + b"9" * 6000 + b" app:app\n"},
    "a long integer": {
        "Procfile": b"web: gunicorn -c g.py app:app\nx: python app.py\n",
        "g.py": b"bind = workers = 0x" + b"F" * 6000 + b"\n",
        "app.py": APP + b"app.run(port=0x" + b"F" * 6000 + b")\n",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("target", list(targets().values()), ids=lambda target: target.name)
def test_no_rule_fails(name: str, target: object) -> None:
    files = {"requirements.txt": b"flask\ngunicorn\n", "Procfile": b"web: python app.py\n"}
    report = check(MemoryTree({**files, "app.py": APP, **FILES[name]}), target)  # type: ignore[arg-type]
    assert not report.crashes


@pytest.mark.parametrize("name", ["#", "# first-last", "", "a.#", "-", "distutils:", "os\n"])
def test_what_is_no_name_is_in_no_table(name: str) -> None:
    assert absent_module(name, (3, 13)) is None
    assert absent_name("collections", name, (3, 13)) is None
    assert absent_name(name, "a", (3, 13)) is None


@pytest.mark.parametrize("scalar", ["0x" + "F" * 5000, "0" + "7" * 6000, "0b" + "1" * 15_000])
def test_a_scalar_of_thousands_of_digits_is_refused(scalar: str) -> None:
    read = read_processes(f"web: {scalar}\n".encode())
    assert isinstance(read, Processes)
    assert "thousands of digits" in repr(read)


def test_a_variable_that_doubles_itself_is_not_known_in_the_end() -> None:
    environment = Environment({"A": "x" * (LENGTH // 2)}, "/app")
    word = parse_shell("$A$A").commands[0].words[0]
    assert render(word.parts, environment).text == "x" * LENGTH
    word = parse_shell("$A${A}$A").commands[0].words[0]
    assert render(word.parts, environment).unknown


def test_wrappers_are_followed_up_to_a_limit() -> None:
    environment = Environment({}, "/app")
    for count, found in ((WRAPPED, 1), (WRAPPED + 1, 0)):
        script = parse_shell("nohup " * count + "gunicorn app:app")
        assert len(processes_of(script, environment)) == found


@pytest.mark.parametrize("piece", ["for in ", "[", "{", "async for )", "raise )", "= ", "0", "f'{"])
def test_the_prefilter_does_not_go_over_a_line_again_and_again(piece: str) -> None:
    """A hundred thousand characters; the squares of longer lines would take seconds."""
    line = piece * (290 // len(piece))
    text = "\n".join([line] * (100_000 // len(line))) + "\nasync in * := ]"
    begin = time.process_time()
    may_refuse(text, (3, 6))
    assert time.process_time() - begin < 1


def test_many_long_lines_are_worth_a_parse() -> None:
    assert may_refuse("\n".join(["x = 1" + " " * 400] * 6), (3, 13))
    assert not may_refuse("\n".join(["x = 1" + " " * 400] * 5), (3, 13))
    assert may_refuse("x = 1" + " " * 3000, (3, 13))


@pytest.mark.parametrize("what", ["parsers", "trees"])
def test_what_nobody_would_write(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of the inputs that `scripts.fuzz` makes by the hundred thousand."""
    count = "3000" if what == "parsers" else "60"
    monkeypatch.setattr("sys.argv", ["fuzz", what, "--count", count, "--seconds", "10"])
    monkeypatch.setattr("resource.setrlimit", lambda *_: None)
    assert fuzz.main() == 0
