"""What people and programs read: goldens, the JSON contract, and texts that try to inject."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.text import Document
from checker.check.report import Report
from checker.files.tree import DirectoryTree, MemoryTree
from checker.project.project import Project
from checker.reports.excerpt import excerpt_of
from checker.reports.formats.concise import write_concise
from checker.reports.formats.full import write_full
from checker.reports.formats.json_report import document
from checker.reports.output import Output
from checker.targets import targets
from tests.checking import check

TOP = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent.parent / "golden"
HOSTILE = "[bold red]x[/] \x1b[31m:smile: \u202e\u200b\r\n\t::error::%0A中\udcff\x00\x85\u2028"


def printed(write: Any, reports: list[tuple[str, Report]], **options: Any) -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    write(reports, Output(stream, **options))
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


def report_of(finding: Finding, files: dict[str, bytes]) -> Report:
    project = Project(MemoryTree(files), targets()["rainbond-5"])
    return Report(project, (finding,), 0, ())


@pytest.mark.parametrize("width", [80, 120, 160])
@pytest.mark.parametrize("example", ["broken", "clean", "django"])
def test_golden(example: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    report = check(DirectoryTree(str(TOP / "examples" / example)), targets()["rainbond-5"])
    text = printed(write_full, [(f"examples/{example}/", report)])
    golden = GOLDEN / f"{example}-{width}.txt"
    if not golden.exists():
        golden.write_text(text, "utf-8")
        pytest.fail(f"{golden.name} was not there; it is written, look at it")
    assert text == golden.read_text("utf-8")
    if report.findings:  # a clean run is one line, whatever its length
        assert all(len(line) <= width for line in text.splitlines())


def test_the_json_contract() -> None:
    fix = Fix("insert a space", Applicability.SAFE, (Edit("Procfile", 4, 4, " "),))
    finding = Finding(
        "PROC003", "message", Location("Procfile", 4, 4), Severity.ERROR, help="help", fix=fix
    )
    found = document([(".", report_of(finding, {"Procfile": b"web:x\n"}))])
    assert found["version"] == 1
    assert found["target"] == "rainbond-5"
    [root] = found["roots"]
    assert root["summary"] == {
        "error": 1, "warning": 0, "info": 0, "fixable": 1, "suppressed": 0, "uncertain": 0,
    }  # fmt: skip
    [written] = root["findings"]
    assert len(written.pop("fingerprint")) == 16
    assert written.pop("url").endswith("#proc003")
    place = {"path": "Procfile", "line": 1, "column": 5, "end_line": 1, "end_column": 5}
    assert written == {
        "code": "PROC003",
        "name": "missing-space-after-colon",
        "severity": "error",
        "certain": True,
        "message": "message",
        "message_id": "message",
        "fields": {},
        "help": "help",
        "help_id": "help",
        "help_fields": {},
        "cites": written["cites"],
        **place,
        "fix": {
            "title": "insert a space",
            "title_id": "insert a space",
            "title_fields": {},
            "applicability": "safe",
            "edits": [{**place, "text": " "}],
            "steps": [],
        },
        "related": [],
    }


def test_a_missing_file_has_no_line() -> None:
    step = FileStep("create", "runtime.txt")
    edit = Edit("runtime.txt", 0, 0, "python-3.6.6\n")
    fix = Fix("create it", Applicability.UNSAFE, (edit,), (step,))
    finding = Finding("RUN001", "m", Location("runtime.txt"), Severity.WARNING, fix=fix)
    report = report_of(finding, {})
    [written] = document([(".", report)])["roots"][0]["findings"]
    assert (written["line"], written["end_column"]) == (None, None)
    assert written["fix"]["steps"] == [{"verb": "create", "path": "runtime.txt", "to": None}]
    assert written["fix"]["edits"][0]["line"] == 1
    assert printed(write_concise, [("", report)]).startswith("runtime.txt:1:1: RUN001 warning m")


def test_fingerprints_survive_moved_lines_and_tell_equal_ones_apart() -> None:
    def marks(text: str) -> list[str]:
        report = check(MemoryTree({"Procfile": text.encode()}), targets()["rainbond-5"])
        roots = document([(".", report)])["roots"]
        return [f["fingerprint"] for f in roots[0]["findings"] if f["code"] == "PROC003"]

    assert marks("web:x\n") == marks("# moved\n\nweb:x\n")
    twice = marks("a:x\na:x\n")
    assert len(set(twice)) == 2


@pytest.mark.parametrize("color", ["never", "always"])
def test_nothing_of_the_repository_can_inject(color: str) -> None:
    path = "dir\x1b]0;t\x07\n[bold]name"
    finding = Finding(
        "PROC003",
        HOSTILE,
        Location(path, 0, len(HOSTILE)),
        Severity.ERROR,
        help=HOSTILE,
        related=((Location(path, 3, 4), HOSTILE),),
        fix=Fix(HOSTILE, Applicability.SAFE, (Edit(path, 0, 1, HOSTILE),)),
    )
    report = report_of(finding, {path: HOSTILE.encode("utf-8", "surrogateescape")})
    reports = [("root\x1b[2J/", report)]
    concise = printed(write_concise, reports, color=color)
    assert concise.count("\n") == 1
    full = printed(write_full, reports, color=color)
    for text in (concise, full):
        for bad in (
            "\x1b[31m:smile",
            "\x1b]0;",
            "\x1b[2J",
            "\u202e",
            "\u200b",
            "\x00",
            "\x85",
            "\u2028",
        ):
            assert bad not in text
    if color == "never":
        assert "\x1b" not in full
        assert "[bold red]x[/]" in full
        assert ":smile:" in full
        assert all(char == "\n" or char.isprintable() for char in full)
    assert json.loads(json.dumps(document(reports)))


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(10, 60))
def test_excerpts_fit_and_point_at_the_span(text: str, a: int, b: int, width: int) -> None:
    document_ = Document("x", text.encode("utf-8", "surrogatepass"))
    start, end = sorted((min(a, len(document_.text)), min(b, len(document_.text))))
    found = excerpt_of(document_, start, end, width)
    shown = "".join(piece.text for piece in found.pieces)
    assert shown.isprintable()
    assert found.number == document_.line_column(start)[0]
    assert found.carets >= 1


def test_an_excerpt_of_a_huge_line_is_cut_around_the_span() -> None:
    text = "a" * 1_000_000 + "HERE" + "b" * 1_000_000
    found = excerpt_of(Document("x", text.encode()), 1_000_000, 1_000_004, 40)
    shown = "".join(piece.text for piece in found.pieces)
    assert len(shown) <= 40
    assert shown[found.caret : found.caret + found.carets] == "HERE"
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_wide_characters_keep_the_caret_in_place() -> None:
    found = excerpt_of(Document("x", "web： gunicorn".encode()), 3, 4, 40)
    assert (found.caret, found.carets) == (3, 2)
    found = excerpt_of(Document("x", "中文 x".encode()), 3, 4, 40)
    assert (found.caret, found.carets) == (5, 1)


def test_invisible_characters_show_in_the_excerpt() -> None:
    found = excerpt_of(Document("x", "web: x\u200b\x1a".encode()), 6, 8, 40)
    assert "".join(piece.text for piece in found.pieces) == "web: x\\u200b\\x1a"
    assert (found.caret, found.carets) == (6, len("\\u200b\\x1a"))


def test_an_excerpt_shows_no_password() -> None:
    text = "--index-url https://shop:s3cret@host/simple https://t0ken@host git+ssh://git@host/x"
    found = excerpt_of(Document("x", text.encode()), 0, 4, 120)
    shown = "".join(piece.text for piece in found.pieces)
    assert shown == text.replace("s3cret", "******").replace("t0ken", "*****")
