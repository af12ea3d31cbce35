"""Equal findings of one file are told together, in reports for people and nowhere else."""

from __future__ import annotations

import json
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from checker.check.fingerprint import fingerprints
from checker.files.tree import MemoryTree
from checker.reports.folding import LEAST, folded
from checker.reports.formats.full import write_full
from checker.reports.formats.json_report import write_json
from checker.reports.formats.markdown import write_markdown
from checker.reports.output import Output
from checker.targets import default_target, targets
from tests.checking import check

TARGET = targets()[default_target()]
LINES = ["a=1", "b=2", "flask==1.0", "c @ file:///x/c", "d @ file:///x/d", "jinja2", "# e", "f=3"]


def report(lines: list[str]):  # type: ignore[no-untyped-def]
    files = {
        "requirements.txt": "".join(f"{line}\n" for line in lines).encode(),
        "Procfile": b"web: gunicorn app:app\n",
        "runtime.txt": b"python-3.6.6",
        "app.py": b"app = object()\n",
    }
    return check(MemoryTree(files), TARGET)


def test_reports_for_people_say_how_many() -> None:
    found = report([f"lib{number}=1.0" for number in range(20)])
    for write in (write_full, write_markdown):
        stream = StringIO()
        write([("", found)], Output(stream, color="never"))
        text = " ".join(stream.getvalue().replace("&#61;", "=").split())
        assert "20 lines use" in text
        assert "lib7=1.0" not in text
    stream = StringIO()
    write_full([("", found)], Output(stream, color="never"))
    assert "and 14 more" in stream.getvalue()


def test_other_formats_show_each() -> None:
    stream = StringIO()
    write_json([("", report([f"lib{number}=1.0" for number in range(20)]))], Output(stream))
    findings = json.loads(stream.getvalue())["roots"][0]["findings"]
    assert sum(finding["code"] == "REQ002" for finding in findings) == 20


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_nothing_is_lost(lines: list[str]) -> None:
    findings = report(lines).findings
    shown = folded(findings)
    assert sum(1 + len(each.others) for each in shown) == len(findings)
    assert [each.number for each in shown] == sorted(each.number for each in shown)
    assert all(not each.others or len(each.others) + 1 >= LEAST for each in shown)
    for each in shown:
        assert "{" not in each.finding.message


@given(st.lists(st.sampled_from(LINES), max_size=8), st.sampled_from(LINES), st.integers(0, 8))
def test_one_finding_is_one_place(lines: list[str], added: str, at: int) -> None:
    """Every broken line is a finding of its own, whatever stands beside it."""
    before = report(lines)
    after = report([*lines[:at], added, *lines[at:]])
    broken = [line for line in lines if line.count("=") == 1 or "file:" in line]
    places = [f.at for f in before.findings if f.code in ("REQ002", "REQ004")]
    assert len(places) == len(set(places)) == len(broken)
    known, now = set(fingerprints(before)), fingerprints(after)
    new = [f for f, mark in zip(after.findings, now, strict=True) if mark not in known]
    own = [f for f in new if f.code in ("REQ002", "REQ004")]
    is_broken = added.count("=") == 1 or "file:" in added
    assert len(own) == is_broken, "the known lines stay known, the new one is new"
    gone = known - set(now)
    assert not {f for f, mark in zip(before.findings, fingerprints(before), strict=True)
                if mark in gone and f.code in ("REQ002", "REQ004")}  # fmt: skip


def test_many_files_too_new_are_one_finding_at_the_cause() -> None:
    names = ["a", "b", "c", "d", "e", "f"]
    files = {
        "requirements.txt": b"gunicorn==20.1.0\n",
        "Procfile": b"web: gunicorn app:app\n",
        "runtime.txt": b"python-3.6.6\n",
        "app.py": "".join(f"import {name}\n" for name in names).encode() + b"app = object()\n",
        **{f"{name}.py": b"if (n := 1): pass\n" for name in names},
    }
    found = check(MemoryTree(files), TARGET, uncertain=True)
    own = [finding for finding in found.findings if finding.code == "PY001"]
    assert [finding.at.path for finding in own if finding.at.path == "runtime.txt"]
    assert len(own) == len(names) + 1, "each file is a finding of its own beside the cause"
    assert own[-1].message.startswith("6 files need a newer Python than 3.6.6")
    shown = [each for each in folded(found.findings) if each.finding.code == "PY001"]
    assert [(each.finding.at.path, len(each.others)) for each in shown] == [("runtime.txt", 6)]
    # Without the cause, as where its file is left out, each stands for itself.
    rest = [finding for finding in own if finding.at.path != "runtime.txt"]
    assert len(folded(rest)) == len(names)
