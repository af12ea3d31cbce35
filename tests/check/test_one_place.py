"""One finding is one place: none speaks for another, hides it, or comes with the fix of another."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.check.fingerprint import fingerprints
from checker.check.request import BASELINE
from checker.cli import main as cli
from checker.files.tree import MemoryTree
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, load
from tests.checking import check

if TYPE_CHECKING:
    from pathlib import Path

    from checker.base.findings import Finding
    from checker.check.report import Report

TARGETS = (default_target(), "rainbond-6", "rainbond-6-cnb")
SPEAKS_FOR_OTHERS = re.compile(r"\band \d+ (?:more|others)\b|[\w`], …|` …|\bmore such\b")
OF_MANY_FILES = ("GIT002",)
"""One line of .gitattributes is the place, and it is about all the files that it matches."""
APP = b"import os\n\n\ndef app(environ, start_response):\n    return []\n"
BASE = {
    "requirements.txt": b"gunicorn==21.2.0\n",
    "Procfile": b"web: gunicorn app:app --bind 0.0.0.0:$PORT\n",
    "app.py": APP,
}
# One defect each, on its own line, that says nothing about the other lines.
REQUIREMENTS = (
    "flask=1.0", "requests==", "-e git+git@github.com:a/one.git#egg=one", "two @ /home/me/two",
    "three @ file:///home/me/three", "import os", "pip install four", "five==1.0 six==2.0",
    "./no-such-folder", "-r no-such-file.txt", "python==3.6", "python-apt==2.0", "numpy",
    "pywin32==300", "C:\\wheels\\seven.whl", "eight>=1.0<2.0", "nine == 1..0", "“ten”==1.0",
    "https://me:secret123@example.com/eleven.zip", "sqlite3==1.0", "twelve==1.0 --hash",
    "pandas==2.2.0", "ubuntu-drivers-common==0.0.0", "thirteen==1.0;python_version>3", "==1.0",
    "fourteen => 1.0",
)  # fmt: skip
PROCESSES = (
    "worker:python w.py", "other:x", "three: “quoted”", "four： x", "release: x", "- one",
    "web: gunicorn other:app", "five: y", "five: z", "six: –-flag", "stray line",
)  # fmt: skip


def lines_of(report: Report) -> Counter[tuple[str, str]]:
    """Each finding about a line: its code, and the line's text."""
    found: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        document = report.project.document(finding.at.path)
        if document is not None and finding.at.end:
            span = document.line_span(document.line_column(finding.at.start)[0])
            found[finding.code, document.text[slice(*span)].strip()] += 1
    return found


def report_of(target: str, path: str, lines: list[str]) -> Report:
    files = {**BASE, path: BASE[path] + "".join(f"{line}\n" for line in lines).encode()}
    return check(MemoryTree(files), targets()[target])


@cache
def findings_of_cases() -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """What each rule says of its own cases."""
    return tuple(
        (f"{code}: {case['name']}", report.findings)
        for code in RULES
        for case in load(code, "reported")
        for report in [
            check(CaseTree(case), targets()[case.get("target", default_target())], [RULES[code]])
        ]
    )


def test_no_message_speaks_for_other_places() -> None:
    spoken = [
        (case, finding.message)
        for case, findings in findings_of_cases()
        for finding in findings
        if SPEAKS_FOR_OTHERS.search(finding.message) and finding.code not in OF_MANY_FILES
    ]
    assert not spoken, spoken


def test_one_place_is_reported_once() -> None:
    """Two findings with the same words at one place would be one too many."""
    for case, findings in findings_of_cases():
        places = Counter((f.at, f.message) for f in findings if f.at.end)
        assert not [place for place, number in places.items() if number > 1], case


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=st.lists(st.sampled_from(REQUIREMENTS), max_size=7, unique=True),
    added=st.sampled_from(REQUIREMENTS),
    at=st.integers(0, 7),
)
def test_another_requirement_hides_none(target: str, lines: list[str], added: str, at: int) -> None:
    if added in lines:
        return
    before = report_of(target, "requirements.txt", lines)
    after = report_of(target, "requirements.txt", [*lines[:at], added, *lines[at:]])
    assert not lines_of(before) - lines_of(after)
    gone = set(fingerprints(before)) - set(fingerprints(after))
    assert not gone


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=st.lists(st.sampled_from(PROCESSES), max_size=7, unique=True),
    added=st.sampled_from(PROCESSES),
    at=st.integers(0, 7),
)
def test_another_line_of_the_procfile_hides_none(
    target: str, lines: list[str], added: str, at: int
) -> None:
    """What the command does is another question: of a Procfile that fails, none is started."""
    if added in lines:
        return

    def of_lines(report: Report) -> Counter[tuple[str, str]]:
        found = lines_of(report)
        return Counter({key: n for key, n in found.items() if key[0].startswith("PROC")})

    before = of_lines(report_of(target, "Procfile", lines))
    after = of_lines(report_of(target, "Procfile", [*lines[:at], added, *lines[at:]]))
    assert not before - after


def run(root: Path, *words: str) -> tuple[int, list[str]]:
    """The exit code of the command line, and the lines of requirements.txt with a finding."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()):
        code = cli.main([str(root), "--select", "REQ", "--format", "json", *words])
    if not out.getvalue():
        return code, []
    text = (root / "requirements.txt").read_text().splitlines()
    findings: list[dict[str, Any]] = json.loads(out.getvalue())["roots"][0]["findings"]
    return code, [text[found["line"] - 1].partition("  #")[0] for found in findings]


def write(root: Path, lines: list[str]) -> None:
    (root / "requirements.txt").write_text("".join(f"{line}\n" for line in lines))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("root")
    (folder / "Procfile").write_bytes(BASE["Procfile"])
    (folder / "app.py").write_bytes(APP)
    return folder


FINE = ("numpy", "pandas==2.2.0", "nine == 1..0")
"""What pip takes on the default Python of the target: releases up to 24.0 read `1..0` as well."""
ERRORS = tuple(line for line in REQUIREMENTS if line not in FINE)


@settings(max_examples=25, deadline=None)
@given(
    lines=st.lists(st.sampled_from(ERRORS), min_size=1, max_size=6, unique=True),
    added=st.sampled_from(ERRORS),
    data=st.data(),
)
def test_a_baseline_only_gets_shorter(
    root: Path, lines: list[str], added: str, data: st.DataObject
) -> None:
    """What is known stays known wherever it moves; what is new fails; what is fixed never does."""
    write(root, lines)
    (root / BASELINE).unlink(missing_ok=True)
    assert run(root, "--write-baseline")[0] == 0
    assert run(root) == (0, [])
    moved = ["# a comment", "", *data.draw(st.permutations(lines))]
    write(root, moved)
    assert run(root) == (0, [])
    at = data.draw(st.integers(0, len(moved)))
    write(root, [*moved[:at], added, *moved[at:]])
    code, found = run(root, "--fail-on", "warning")
    assert (code, set(found)) == (1, {added})  # a second one of the same words is new, too
    fixed = data.draw(st.sampled_from(lines))
    fewer = [line for line in moved if line != fixed]
    write(root, fewer)
    assert run(root, "--fail-on", "info", "--select", "INT")[0] == 0


@settings(max_examples=25, deadline=None)
@given(lines=st.lists(st.sampled_from(ERRORS), min_size=2, max_size=6, unique=True), data=st.data())
def test_a_comment_silences_its_own_line_only(
    root: Path, lines: list[str], data: st.DataObject
) -> None:
    (root / BASELINE).unlink(missing_ok=True)
    silenced = data.draw(st.lists(st.sampled_from(lines), unique=True))
    mark = data.draw(st.sampled_from(("pyspec", "pyspec-check")))
    write(root, [f"{x}  # {mark}: ignore[REQ] known" if x in silenced else x for x in lines])
    code, found = run(root, "--fail-on", "warning")  # as a clause that pip ignores, or a password
    assert set(found) == set(lines) - set(silenced)
    assert code == (len(silenced) < len(lines))
