"""An error that a fix only brings to light is no reason against it; one that it makes is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.files.tree import MemoryTree, Tree
from checker.fixes.loop import Outcome, fix_all
from checker.targets import targets
from tests.checking import check

if TYPE_CHECKING:
    from checker.check.report import Report

REST = {"requirements.txt": b"gunicorn==20.1.0\nflask==2.0.3\n", "runtime.txt": b"python-3.6.6\n"}
APP = b"from flask import Flask\n\napp = Flask(__name__)\n"


def fixed(files: dict[str, bytes], target: str = "rainbond-5", *codes: str) -> Outcome:
    def run(tree: Tree) -> Report:
        return check(tree, targets()[target])

    return fix_all(
        MemoryTree({**REST, **files}), run, lambda f: f.fix is not None and f.code in codes
    )


def errors(report: Report) -> list[str]:
    return [found.code for found in report.findings if found.severity is Severity.ERROR]


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.applied]


@pytest.mark.parametrize(
    ("files", "code", "shown"),
    [
        ({"procfile": b"web: gunicorn gone:app\n"}, "PROC001", "CMD002"),
        ({"procfile": b"web: waitress-serve app:app\n", "app.py": APP}, "PROC001", "CMD001"),
        ({"procfile": b"web:gunicorn app:app\n", "app.py": APP}, "PROC001", "PROC003"),
        ({"Procfile": "web: gunicorn gone:app\n".encode("utf-16")}, "PROC007", "CMD002"),
        ({"Procfile": b"gunicorn app:app \x1b[31m\n"}, "PROC002", "PROC008"),
        ({"Procfile": b"Web:gunicorn app:app\n"}, "PROC005", "PROC003"),
        ({"requirements.txt": b"flask\x00==1.0 x\n"}, "REQ003", "REQ002"),
        (
            {"requirements.txt": b"", "Requirements.txt": b"a==1\na==2\n"},
            "REQ001",
            "REQ006",
        ),
    ],
)
def test_what_was_hidden_may_show(files: dict[str, bytes], code: str, shown: str) -> None:
    if not files.get("requirements.txt", b"x"):
        files = {path: data for path, data in files.items() if path != "requirements.txt"}
        tree = MemoryTree({**files, "runtime.txt": REST["runtime.txt"]})
        outcome = fix_all(
            tree,
            lambda tree: check(tree, targets()["rainbond-5"]),
            lambda f: f.fix is not None and f.code == code,
        )
    else:
        outcome = fixed(files, "rainbond-5", code)
    assert code in codes(outcome)
    assert shown not in errors(outcome.before)
    assert shown in errors(outcome.after)


def made(
    edits: tuple[Edit, ...],
    steps: tuple[FileStep, ...],
    files: dict[str, bytes],
    target: str = "rainbond-5",
) -> Outcome:
    """What comes of one more fix, which belongs to an error of no rule."""
    tree = MemoryTree({**REST, **files})

    def run(tree: Tree) -> Report:
        report = check(tree, targets()[target])
        if tree.read("done").data == b"x":
            return report
        marker = (Edit("done", 0, 0, "x"),)
        fix = Fix("x", Applicability.SAFE, edits + marker, (*steps, FileStep("create", "done")))
        own = Finding("X1", "m", Location("runtime.txt"), Severity.ERROR, fix=fix)
        return report._replace(findings=(*report.findings, own))

    return fix_all(tree, run, lambda finding: finding.code == "X1")


@pytest.mark.parametrize(
    ("edits", "steps", "error"),
    [
        # a command of one's own making, in a new Procfile and in an old one
        ((Edit("Procfile", 0, 0, "web: gunicorn gone:app\n"),), ("create",), "CMD002"),
        ((Edit("Procfile", 0, 22, "web: uvicorn app:app\n"),), (), "CMD001"),
        ((Edit("Procfile", 13, 14, " --daemon "),), (), "CMD008"),
        # at a distance: the command is as it was, and was read before
        ((Edit("requirements.txt", 0, 17, ""),), (), "CMD001"),
        ((Edit("app.py", 25, 28, "api"),), (), "CMD003"),
        ((Edit("runtime.txt", 7, 12, "9.9.9"),), (), "RUN003"),
    ],
)
def test_what_a_fix_makes_takes_it_back(
    edits: tuple[Edit, ...], steps: tuple[str, ...], error: str
) -> None:
    files = {"app.py": APP}
    if not steps:
        files["Procfile"] = b"web: gunicorn app:app\n"
    new = tuple(FileStep("create", "Procfile") for _ in steps)
    outcome = made(edits, new, files)
    assert outcome.applied == ()
    assert [why.partition(":")[2][:7].strip() for _, why in outcome.refused] == [error]


@pytest.mark.parametrize("required", [b"", b"flask==3.1.0\n"])
def test_a_folder_shows_with_the_first_that_is_installed(required: bytes) -> None:
    """Nothing to install is not looked for; with anything, the folder was an error before."""
    files = {"Procfile": b"web: gunicorn app:app\n", "app.py": APP, "vendor/x.js": b""}
    outcome = fixed({**files, "requirements.txt": required}, "cloudfoundry", "CMD001")
    assert codes(outcome) == ["CMD001"]
    assert ("PLT005" in errors(outcome.before)) == bool(required)
    assert "PLT005" in errors(outcome.after)


def test_what_a_platform_objects_to_only_after_a_fix_takes_it_back() -> None:
    """The build installed all before: the comment makes railpack copy the files."""
    text = b"gunicorn==20.1.0\n-r base.txt\n# file://\n"
    files = {"Procfile": b"web: gunicorn app:app\n", "app.py": b"def app(e, s): return []\n"}
    files |= {"requirements.txt": text, "base.txt": b"six\n"}
    edits = (Edit("requirements.txt", 29, len(text), ""),)
    outcome = made(edits, (), files, "railway")
    assert outcome.applied == ()
    assert "PLT006" in outcome.refused[0].why


@pytest.mark.parametrize(("number", "is_kept"), [(600, True), (482, False)])
def test_a_cut_shows_when_the_file_loads(number: int, is_kept: bool) -> None:
    """It was cut before, and failed anyway; quotes that make it longer are another matter."""
    end = "\nweb: gunicorn app:app"
    procfile = "web: [a\n" + "#" * number + end
    assert (len(procfile) > 512) == is_kept
    outcome = fixed({"Procfile": procfile.encode(), "app.py": APP}, "rainbond-5.1", "PROC009")
    assert (codes(outcome) == ["PROC009"]) == is_kept
    assert "PROC014" in (errors(outcome.after) if is_kept else outcome.refused[0].why)


def test_a_procfile_is_made_with_what_it_needs() -> None:
    files = {"requirements.txt": b"flask==2.0.3", "app.py": APP}
    outcome = fixed(files, "rainbond-5", "PROC001")
    assert codes(outcome) == ["PROC001"]
    assert outcome.tree.read("requirements.txt").data == b"flask==2.0.3\ngunicorn\n"
    assert not [f for f in outcome.after.findings if f.severity is Severity.ERROR]
