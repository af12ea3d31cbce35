"""Several targets: which findings differ, and tables that fit any number of them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.text import Text

from checker.base.findings import Location, Severity
from checker.cli import main as cli
from checker.files.tree import MemoryTree
from checker.reports.compared import compared
from checker.reports.comparison import write_comparison
from checker.reports.formats.json_report import document
from checker.reports.output import Output
from checker.reports.tables import write_table
from checker.targets import targets
from tests.checking import check
from tests.reports.test_upgrade_path import FILES

TOP = Path(__file__).parent.parent.parent
SCHEMA = json.loads((TOP / "docs" / "report.schema.json").read_text("utf-8"))
NAMES = ["rainbond-5.2", "rainbond-6", "rainbond-6-cnb"]


def reports(*names: str, files: dict[str, bytes] = FILES) -> list[Any]:
    return [("", check(MemoryTree(files), targets()[name])) for name in names]


def printed(*names: str, width: str, **options: Any) -> str:
    stream = io.StringIO()
    write_comparison(reports(*names), Output(stream, **options))
    return stream.getvalue()


def test_finding_by_finding() -> None:
    found = compared([report for _, report in reports(*NAMES)])
    assert all(list(each.targets) == NAMES for each in found)
    [port] = [each for each in found if each.code == "CMD005"]
    assert port.differs
    assert (port.path, port.place) == ("Procfile", (1, 38))
    assert [each is not None for each in port.targets.values()] == [False, True, True]
    total = sum(len(report.findings) for _, report in reports(*NAMES))
    assert sum(f is not None for each in found for f in each.targets.values()) == total


def test_another_severity_differs_and_other_words_do_not() -> None:
    [(_, one), (_, two)] = reports("rainbond-5.2", "rainbond-6", files={"a.py": b""})
    first = one.findings[0]
    for changed, differs in (
        (first, False),
        (first._replace(message="in other words"), False),
        (first._replace(severity=Severity.INFO), True),
        (first._replace(certain=False), True),
        (first._replace(at=Location("elsewhere")), True),
    ):
        both = [one._replace(findings=(first,)), two._replace(findings=(changed,))]
        assert [each.differs for each in compared(both)] == [differs] * (
            2 if changed.at != first.at else 1
        )
    twice = [one._replace(findings=(first, first)), two._replace(findings=(first,))]
    assert [each.differs for each in compared(twice)] == [False, True]


@pytest.mark.parametrize("width", [40, 80, 120, 160])
def test_each_target_is_a_row(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = printed(*targets(), width=str(width))
    for name in targets():
        rows = [line for line in text.splitlines() if line.lstrip().startswith(f"{name} ")]
        assert rows, name
    assert max(map(len, text.splitlines())) <= max(width, 80)
    assert "Findings that differ: " in text
    assert "CMD005 port-variable-undefined  Procfile:1:38" in text
    assert "not declared" not in text


@pytest.mark.parametrize("width", [40, 80])
def test_no_word_is_cut_in_a_pipe(width: int, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for words in (["rules"], ["targets"], ["targets", "rainbond-6"], ["explain", "REQ"]):
        assert cli.main(words) == 0
        out = capsys.readouterr().out
        if words[0] in ("rules", "explain"):
            assert "requirements-platform-only" in out
            assert "requirements-private-vcs" in out
    text = printed(*targets(), width=str(width))
    assert "https://pypi.tuna.tsinghua.edu.cn/simple" in text


def test_what_is_the_same_is_said_so() -> None:
    text = printed("rainbond-5.2", "rainbond-5.2", width="80")
    assert "differ:" not in text
    assert "The findings are the same for all targets." in text or "findings" in text


@pytest.mark.parametrize("names", [["rainbond-5"], NAMES, list(targets())])
def test_json_keeps_to_the_documented_schema(names: list[str]) -> None:
    found = json.loads(json.dumps(document(reports(*names))))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(found, SCHEMA)
    if len(names) == 1:
        assert "comparison" not in found
        return
    [comparison] = found["comparison"]
    assert comparison["targets"] == names
    assert any(each["differs"] for each in comparison["findings"])
    python = next(each for each in comparison["decisions"] if each["name"] == "Python")
    assert python["differs"]
    assert set(python["values"]) == set(names)


@pytest.mark.parametrize("example", ["broken", "clean", "django"])
def test_the_schema_holds_of_the_examples(
    example: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(TOP)
    for words in ([], ["--all"], ["--target", "all"]):
        cli.main([f"examples/{example}", "--format", "json", *words])
        jsonschema.validate(json.loads(capsys.readouterr().out), SCHEMA)


def test_several_plans_are_a_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(TOP)
    assert cli.main(["plan", "--target", "all", "examples/django"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"examples/django on {len(targets())} targets\n")
    assert "the same for all: " in out
    assert cli.main(["plan", "examples/django", "examples/clean"]) == 0
    assert capsys.readouterr().out.count(" on rainbond-5 (") == 2


def test_columns_shrink_at_spaces_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    cells = [Text("name"), Text("one two three four five six seven"), Text("unbreakable-word")]
    write_table(Output(stream), ("a", "some words", "c"), [cells])
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= 40
    assert any("unbreakable-word" in line for line in lines)
    assert " ".join(line[6:20].strip() for line in lines if line.strip()).count("seven") == 1


def plan_of(*names: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> str:
    monkeypatch.chdir(TOP)
    monkeypatch.setenv("COLUMNS", str(width))
    assert cli.main(["plan", "--target", ",".join(names), "examples/django"]) == 0
    text: str = capsys.readouterr().out
    return text


@pytest.mark.parametrize("width", [80, 120])
def test_all_plans_are_one_table(width: int, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    text = plan_of("all", width=width, monkeypatch=monkeypatch, capsys=capsys)
    lines = text.splitlines()
    for name in targets():
        [row] = [line for line in lines if line.startswith(f" {name} ")]
        assert any(word in row for word in ("succeeds", "fails", "not known"))
    assert max(map(len, lines)) <= width
    assert " target           build " in text
    # What is long is below the table, once for all targets that have it.
    for value in ("https://pypi.tuna.tsinghua.edu.cn/simple", "PyPI"):
        assert lines.count(f"  {value}") == 1
    assert "    heroku, scalingo, dokku" in lines
    assert "  runtime.txt is not supported any more" in lines
    assert "declared" not in text


def test_the_table_says_whether_the_build_succeeds(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    text = plan_of("rainbond-5", "heroku", width=80, monkeypatch=monkeypatch, capsys=capsys)
    lines = [line.split() for line in text.splitlines() if line.startswith((" r", " h"))]
    rows = {words[0]: words[1:] for words in lines}
    assert rows["rainbond-5"][:2] == ["succeeds", "3.6.6"]
    assert rows["heroku"][:2] == ["fails", "fails"]
