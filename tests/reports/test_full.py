"""The report that a person reads: marks, folds, groups, colours, links, and narrow terminals."""

from __future__ import annotations

import io
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.check.report import Report
from checker.cli import main as cli
from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.reports.formats.concise import write_concise
from checker.reports.formats.full import write_full
from checker.reports.formats.markdown import write_markdown
from checker.reports.output import Output, has_links
from checker.reports.view import View
from checker.rules.codes import RULES
from checker.rules.page import reason_of
from checker.targets import targets

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "".join(f"package{number}\n" for number in range(1, 31))


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def finding(
    line: int, code: str = "REQ006", severity: Severity = Severity.ERROR, **more: Any
) -> Finding:
    start = sum(len(text) + 1 for text in TEXT.split("\n")[: line - 1])
    at = Location("requirements.txt", start, start + 7)
    return Finding(code, f"found on {line} → it fails", at, severity, **more)


def report(*findings: Finding, text: str = TEXT) -> Report:
    tree = MemoryTree({"requirements.txt": text.encode()})
    return Report(Project(tree, targets()["rainbond-5"]), findings, 0, ())


def printed(*findings: Finding, write: Any = write_full, **options: Any) -> str:
    stream = options.pop("stream", io.StringIO())
    write([("app/", report(*findings))], Output(stream, **options))
    return str(stream.getvalue())


def fix(level: Applicability) -> Fix:
    return Fix("fix", level, (Edit("requirements.txt", 0, 1, "x"),))


def test_the_place_is_what_terminals_link() -> None:
    assert re.search(r"^ *--> app/requirements\.txt:3:1$", printed(finding(3)), re.MULTILINE)


def test_what_fix_applies_is_marked_and_counted() -> None:
    found = [
        finding(1, fix=fix(Applicability.SAFE)),
        finding(2, fix=fix(Applicability.UNSAFE)),
        finding(3, fix=fix(Applicability.DISPLAY)),
        finding(4),
    ]
    text = printed(*found)
    marked = re.findall(r"^error\[REQ006\] \[\*\] found on (\d)", text, re.MULTILINE)
    assert marked == ["1"]
    assert "[*] 1 fixable with `--fix` (1 more with `--unsafe-fixes`)" in text
    text = printed(*found, view=View(unsafe=True, offers="--diff"))
    assert "[*] 2 fixable with `--diff`\n" in text
    assert "2 fixable" not in printed(*found, view=View(offers=""))
    assert "[*]" not in printed(*found, view=View(offers=""))
    text = printed(found[1])
    assert "[*]" not in text
    assert "1 fixable with `--fix --unsafe-fixes`" in text
    assert "fixable" not in printed(found[3])


def test_one_reason_for_a_rule_and_a_file() -> None:
    text = printed(finding(1), finding(2), finding(3, code="REQ002"))
    assert text.count("= why: ") == 2


def test_the_fifth_finding_of_a_rule_is_a_line() -> None:
    four = printed(*(finding(line) for line in range(1, 5)))
    assert "more" not in four
    text = printed(*(finding(line) for line in range(1, 13)))
    assert text.count("error[REQ006] found on") == 4
    assert "and 8 more error[REQ006] in app/requirements.txt\n" in text
    assert "  --> app/requirements.txt:5:1  found on 5 → it fails\n" in text
    assert "and 3 more; `--format concise` lists them all" in text
    assert "12 errors in 1 file" in text


def test_other_severities_and_rules_are_not_folded_together() -> None:
    found = [finding(line) for line in range(1, 5)]
    found += [finding(5, severity=Severity.WARNING), finding(6, code="REQ002")]
    assert "and 1 more" not in printed(*found)


def test_at_most_so_many_the_worst_first() -> None:
    found = [finding(1, severity=Severity.INFO), finding(2), finding(3, severity=Severity.WARNING)]
    for write in (write_full, write_concise, write_markdown):
        text = printed(*found, write=write, view=View(most=1))
        assert "found on 2" in text
        assert "found on 1" not in text
    assert "2 more findings not shown (--max-findings 1)" in printed(*found, view=View(most=1))
    assert "not shown" not in printed(*found, view=View(most=3))
    assert "1 error, 1 warning, 1 info" in printed(*found, view=View(most=1))


def test_the_number_is_that_of_the_run() -> None:
    stream = io.StringIO()
    two = [("a/", report(finding(1), finding(2))), ("b/", report(finding(3)))]
    write_full(two, Output(stream, view=View(most=2)))
    assert "found on 3" not in stream.getvalue()
    assert "1 more finding not shown" in stream.getvalue()


def test_grouped_by_rule() -> None:
    found = [finding(1, code="REQ006"), finding(2, code="REQ002"), finding(3, code="REQ006")]
    text = printed(*found, view=View(group_by="rule"))
    assert text.index("REQ002 requirements-invalid-line") < text.index("REQ006 requirements-dup")
    assert [line[-8:] for line in text.splitlines() if "────" in line] == [" 1 error", "2 errors"]
    concise = printed(*found, write=write_concise, view=View(group_by="rule")).splitlines()
    assert [line.split()[1] for line in concise] == ["REQ002", "REQ006", "REQ006"]


def test_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "CI", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    warning = finding(1, severity=Severity.WARNING)
    assert "\x1b[1;33mwarning" in printed(warning, stream=Terminal())
    assert "\x1b[1;31merror" in printed(finding(1), stream=Terminal())
    assert "\x1b" not in printed(warning)
    assert "\x1b[" in printed(warning, color="always")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in printed(warning)
    assert "\x1b" not in printed(warning, color="never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in printed(warning, stream=Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "0")
    assert "\x1b" not in printed(warning)


def test_links(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "CI", "TMUX", "VTE_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-kitty")
    text = printed(finding(1), stream=Terminal())
    assert "\x1b]8;;https://" in text
    assert "rules.md#req006\x1b\\" in text
    assert text == printed(finding(1), stream=Terminal())
    assert "\x1b]8" not in printed(finding(1), color="always")  # a pipe
    assert "\x1b]8" not in printed(finding(1), stream=Terminal(), color="never")
    monkeypatch.setenv("CI", "true")
    assert "\x1b]8" not in printed(finding(1), stream=Terminal())
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    assert "\x1b]8" in printed(finding(1), color="always")
    monkeypatch.setenv("FORCE_HYPERLINK", "0")
    assert "\x1b]8" not in printed(finding(1), stream=Terminal())


@pytest.mark.parametrize(
    ("environment", "shows"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"}, False),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "4800"}, False),
        ({"VTE_VERSION": "new"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"KONSOLE_VERSION": "230400"}, True),
    ],
)
def test_which_terminals_have_links(environment: dict[str, str], shows: bool) -> None:
    assert has_links(environment) is shows


@pytest.mark.parametrize("width", [40, 41, 57, 80, 120, 160])
@pytest.mark.parametrize(
    "line",
    [
        "中文字符" * 40 + "==1",
        "a\tb\t" * 30,
        "x" * 5000,
        "e\u0301" * 90,
        "👩‍👩‍👧" * 30,
        "\u202e\u200b\x1b[31m",
    ],
)
def test_any_line_fits_any_terminal(line: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for start, end in (
        (0, len(line)),
        (len(line) // 2, len(line) // 2 + 1),
        (len(line), len(line)),
    ):
        message = f"`{line[:40]}` is wrong → pip refuses it"
        at = Location("requirements.txt", start, end)
        one = Finding("REQ002", message, at, Severity.ERROR, help=f"write `{line[:30]}`")
        stream = io.StringIO()
        write_full([("", report(one, text=f"{line}\n"))], Output(stream))
        for shown in stream.getvalue().splitlines():
            assert cell_len(shown) <= width
            assert shown.isprintable()
        caret = next(each for each in stream.getvalue().splitlines() if "^" in each)
        assert caret.count("^") >= 1


def test_a_long_path_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    path = "folder/" * 30 + "requirements.txt"
    at = Location(path, 0, 1)
    one = Finding("REQ002", "found", at, Severity.ERROR, related=((at, "words " * 9),))
    project = Project(MemoryTree({path: b"x"}), targets()["rainbond-5"])
    stream = io.StringIO()
    write_full([("", Report(project, (one,), 0, ()))], Output(stream))
    assert f"--> {path}:1:1\n" in stream.getvalue()
    assert f"= see:  {path}:1:1:" in stream.getvalue()


def test_short_code_is_not_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = printed(Finding("REQ002", "x " * 17 + "`web: a b`", Location("p"), Severity.INFO))
    assert "`web: a b`" in text


@pytest.mark.parametrize("width", range(40, 110))
@pytest.mark.parametrize("length", [20, 31, 40, 62])
def test_wrapping_breaks_no_word(width: int, length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    message = f"`{'x' * length}` is an address whose `#egg=` is more than a name → the build fails"
    shown = printed(Finding("REQ002", message, Location("p"), Severity.INFO))
    head = shown[shown.index("info[REQ002]") : shown.index(" -->")].split("\n")
    assert not any(line != line.rstrip() for line in head)
    assert all(line.startswith("    ") and line[4:5] != " " for line in head[1:-1])
    words = " ".join(line.strip() for line in head[:-1])
    if length + 2 < width - 4:
        assert words == f"info[REQ002] {message}"
    else:
        assert words.replace(" ", "") == f"info[REQ002]{message}".replace(" ", "")


@pytest.mark.parametrize("code", list(RULES))
def test_each_rule_has_a_reason_of_one_sentence(code: str) -> None:
    reason = reason_of(code, "slug")
    assert reason[-1] in ".`"
    assert 10 < len(reason) <= 200
    assert reason.count("`") % 2 == 0


# --- the command line --------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "requirements.txt").write_text("a==1\na==2\nb=1\nflask\n")
    (tmp_path / "Procfile").write_text("web:gunicorn app:app\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_formats_for_programs_contain_everything(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--format", "json"]) == 1
    everything = json.loads(capsys.readouterr().out)
    assert cli.main(["--format", "json", "--max-findings", "1", "--group-by", "rule"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == everything
    assert "`json` contains all findings: --max-findings and --group-by only apply to" in err
    assert cli.main(["--format", "json", "--output", "full:r.txt", "--max-findings", "1"]) == 1
    assert capsys.readouterr().err == ""
    assert "not shown (--max-findings 1)" in (root / "r.txt").read_text()


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "", "9" * 30, "٣"])
def test_a_wrong_number_is_a_mistake(
    root: Path, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    assert cli.main([f"--max-findings={value}"]) == 2
    assert "is not a whole number from 1 on" in capsys.readouterr().err


def test_after_a_fix_nothing_is_offered_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--select", "PROC003"]) == 1
    assert "[*] 1 fixable with `--fix`" in capsys.readouterr().out
    cli.main(["--fix", "--select", "PROC003,REQ"])
    assert "[*]" not in capsys.readouterr().out


def test_of_a_revision_the_fixes_are_a_patch(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], check=True)
    assert cli.main(["--staged", "--select", "PROC003"]) == 1
    assert "[*] 1 fixable with `--diff`" in capsys.readouterr().out
