"""No text of a repository becomes a command of the build server that prints the report."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.text import escape_ci_commands
from checker.check.report import Report
from checker.cli import main as cli
from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.reports.formats import FORMATS, write
from checker.reports.output import Output
from checker.targets import targets

if TYPE_CHECKING:
    from pathlib import Path

ANYWHERE = re.compile(r"##(?:vso|teamcity|[a-z-]*)\[", re.IGNORECASE)
"""Azure's agent, TeamCity, and GitHub's runner in its first form look for these in a line."""
AT_START = re.compile(r"\s*::[a-z]", re.IGNORECASE)
"""GitHub's runner looks for these at a line's start, after blanks."""
COMMANDS = (
    "##vso[task.setvariable variable=PATH]/tmp",
    "###VSO[task.complete result=Succeeded]",
    "##[stop-commands]x",
    "##[add-mask]a",
    "##teamcity[buildStatus status='SUCCESS']",
    "::error file=a::b",
    "  ::add-mask::b",
    "::stop-commands::x",
)


def commands_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if ANYWHERE.search(line) or AT_START.match(line)]


def hostile(command: str) -> Report:
    path = command + "/" + command
    # A message that wraps just before the command, in whichever width.
    words = " ".join(["x" * 30, command] * 9)
    findings = tuple(
        Finding(
            "GIT001",
            words if severity is not Severity.INFO else command,
            Location(path, 0, 9),
            severity,
            help=f"{command}\n{command}",
            related=((Location(path, 1, 2), command),),
            fix=Fix(command, Applicability.SAFE, (Edit(path, 0, 1, command),)),
        )
        for severity in Severity
    )
    tree = MemoryTree({path: f"{command}\n{command}".encode()}, label=command)
    return Report(Project(tree, targets()["rainbond-5"]), findings, 0, ())


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", [*FORMATS, "statistics", "comparison"])
@pytest.mark.parametrize("width", [40, 61, 80])
def test_no_format_prints_a_command_of_the_repository(
    name: str, command: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    write(name, [(command + "/", hostile(command))], Output(stream, color="never"))
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    found = commands_in(stream.buffer.getvalue().decode())
    own = {
        "azure": "##vso[task.logissue type=", "github": "::", "teamcity": "##teamcity[inspection",
    }.get(name)  # fmt: skip
    if own is None:
        assert found == []
    else:
        assert all(line.startswith((own, "##[debug]")) for line in found)
        assert len(found) == (4 if name == "teamcity" else 3)


@given(st.text(alphabet=st.sampled_from("#: [vsoVSO\nab")))
def test_what_is_inert(text: str) -> None:
    shown = escape_ci_commands(text)
    assert commands_in(shown) == []
    if not commands_in(text):
        assert shown == text
    assert escape_ci_commands(shown) == shown


def test_addresses_and_slices_stay() -> None:
    for text in ("web: gunicorn --bind [::]:5000 app:app", "::1", "a::b", "## heading", "#[x]"):
        assert escape_ci_commands(text) == text
    assert escape_ci_commands("a ##vso[x] b") == "a #\\x23vso[x] b"
    assert escape_ci_commands("a\n ::error::b") == "a\n \\x3a:error::b"


def test_errors_and_warnings_print_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "requirements.txt").write_text("")
    for text in (
        "'##vso[x]' = 1\n::error::a = 1\n",
        "\n  ::error file=x::y",
        "ignore = ['##vso[task.x]']",
        "target = '##[add-mask]x'",
        "roots = ['##vso[y]']",
    ):
        (tmp_path / "pyspec-check.toml").write_text(text)
        for words in (["."], ["plan"], ["config"], ["--format", "json"]):
            cli.main(words)
            out, err = capsys.readouterr()
            assert commands_in(out + err) == []
    (tmp_path / "pyspec-check.toml").unlink()
    (tmp_path / "Procfile").write_text("web: ##vso[x]\n::error::b\n##[group]c: x\n")
    for target in ("rainbond-5", "rainbond-6", "rainbond-6-cnb", "all"):
        for words in (["."], ["plan"], ["plan", "--format", "json"], ["--statistics"]):
            cli.main([*words, "--target", target])
            out, err = capsys.readouterr()
            assert commands_in(out + err) == []
            assert out
            if "json" in words:
                assert json.loads(out)
