"""Comments that suppress, and those that have nothing to suppress."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine import check
from checker.fixes.loop import fix_all, is_fixable
from checker.reports.concise import line
from checker.reports.summary import clean
from checker.rules import load_rules
from checker.targets import targets
from checker.tree import MemoryTree

REST = {"Procfile": b"web: gunicorn app:app\n", "runtime.txt": b"python-3.6.6\n", "app.py": b""}
ONLY = ("REQ006", "REQ011", "RUN002", "INT003")


def lines(requirements: str, *codes: str, **files: bytes) -> list[str]:
    tree = MemoryTree({**REST, "requirements.txt": requirements.encode(), **files})
    rules = [load_rules()[code] for code in codes or ONLY]
    report = check(tree, targets()["rainbond-5"], rules, uncertain=True)
    return [" ".join(line(report, found).split(" ")[:2]) for found in report.findings]


TWICE = "a==1\na==2"


def test_a_comment_on_any_line_of_a_finding_suppresses_it() -> None:
    assert lines(TWICE, "REQ006") == ["requirements.txt:2:1: REQ006"]
    assert lines("a==1\na==2  # pyspec: ignore[REQ006] both") == []
    assert lines("a==1 # pyspec: ignore[REQ006] the first is meant\na==2") == []
    assert lines("a==1\na==2 #pyspec: ignore[RUN, requirements-duplicate]", "REQ006") == []
    assert lines("\r\na==1\r\na==2\t# pyspec: ignore[REQ]\r\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "a==1\na==2\n# pyspec: ignore[REQ006]\n",
        "# pyspec: ignore[REQ006]\na==1\na==2\n",
        "a==1\na==2 # pyspec: ignore[REQ011]\n",
        "a==1\na==2 # pyspec: ignore[]\n",
        "a==1\na==2 # pyspec: ignore[REQ0066]\n",
    ],
)
def test_elsewhere_or_for_another_rule_it_is_unused(text: str) -> None:
    found = [words.split()[1] for words in lines(text)]
    assert sorted(found) == ["INT003", "REQ006"]


@pytest.mark.parametrize(
    "text",
    [
        "a==1\na==2 # pyspec: ignore\n",
        "a==1\na==2 # noqa # Pyspec: ignore[REQ006]\n",
        "a==1\na==2 #x# pyspec: ignore[REQ006]\n",
    ],
)
def test_near_misses_are_plain_comments(text: str) -> None:
    assert [words.split()[1] for words in lines(text)] == ["REQ006"]


def test_a_comment_for_a_rule_that_did_not_run_is_not_judged() -> None:
    assert lines("a==1 # pyspec: ignore[REQ006]\n", "REQ011", "INT003") == []
    assert lines("a==1 # pyspec: ignore[REQ]\n", "REQ006", "INT003") == []


def test_where_a_comment_breaks_the_build_it_does_not_count() -> None:
    tree = MemoryTree({**REST, "runtime.txt": b"Python-3.6.6 # pyspec: ignore[RUN002]\n"})
    rules = [load_rules()[code] for code in ONLY]
    found = check(tree, targets()["rainbond-5"], rules).findings
    assert sorted(finding.code for finding in found) == ["INT003", "RUN002"]
    [told] = [finding for finding in found if finding.code == "INT003"]
    assert 'per-file-ignores = { "runtime.txt" = { RUN002 = "the reason" } }' in told.help


def test_what_is_suppressed_is_counted() -> None:
    tree = MemoryTree({"requirements.txt": b"a==1\na==2 # pyspec: ignore[REQ006]\n"})
    report = check(tree, targets()["rainbond-5"], [load_rules()["REQ006"]])
    assert (report.findings, report.suppressed) == ((), 1)
    assert clean("", report).endswith("; 1 suppressed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a==1  # pyspec: ignore[REQ006] x\r\nb==1\r\n", "a==1\r\nb==1\r\n"),
        ("a==1\n  # pyspec: ignore[REQ006]\nb==1\n", "a==1\nb==1\n"),
        ("# pyspec: ignore[REQ006]", ""),
    ],
)
def test_the_fix_takes_out_the_comment_only(text: str, expected: str) -> None:
    outcome = fix_all(
        MemoryTree({"requirements.txt": text.encode()}),
        lambda tree: check(tree, targets()["rainbond-5"]),
        lambda f: f.code == "INT003" and is_fixable(f.fix, unsafe=False),
    )
    assert outcome.tree.read("requirements.txt").data == expected.encode()


@given(st.text("# pysec:ignor[]RQ06,\n\r\t=a"))
def test_any_text(text: str) -> None:
    lines(f"a==1 # pyspec: ignore[{text}\n{text}")
