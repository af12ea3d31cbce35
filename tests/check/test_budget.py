"""A check's budget: what is past it is not judged, and everybody is told."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from checker.base import budget as budgets
from checker.base.budget import UNLIMITED, Budget, BudgetSpentError
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.check.baseline import apply, entries_of
from checker.check.pipeline import run
from checker.check.request import Request
from checker.cli.main import main
from checker.files.tree import MemoryTree, Tree
from checker.fixes.loop import fix_all
from checker.project.incremental import QueryCache
from checker.project.query import query
from checker.rules.codes import RULES
from checker.rules.registry import load_all
from checker.targets import default_target, targets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checker.check.report import Report
    from checker.project.project import Project

TARGET = targets()[default_target()]
FILES = {
    "requirements.txt": b"Flask==2.0.3\ngunicorn==20.1.0\nFlask==2.0.3\n",
    "Procfile": b"web:gunicorn app:app\n",
    "runtime.txt": b"python-3.6.6\n",
}


def test_a_budget_without_limits_never_ends() -> None:
    for _ in range(100):
        UNLIMITED.charge(1_000_000)
    assert not UNLIMITED.expired()


def test_time_is_charged_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [5.0]
    monkeypatch.setattr(time, "process_time", lambda: now[0])
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    budget = Budget(seconds=10)
    budget.charge(5_000_000)
    now[0] = 15.0
    budget.charge()  # the clock is not looked at for each step
    with pytest.raises(BudgetSpentError, match="10 s of CPU"):
        budget.charge(10_000)
    now[0] = 0.0
    with pytest.raises(BudgetSpentError):  # what is spent stays so
        budget.charge()


def test_what_is_too_much_for_what_is_left_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "process_time", lambda: 3.0)
    budget = Budget(seconds=10)
    budget.charge(9_000_000)
    with pytest.raises(BudgetSpentError, match="10 s of CPU"):
        budget.charge(11_000_000)
    assert budget.refused
    assert not budget.expired()
    budget.charge(9_000_000)  # smaller work is still done


def test_memory_is_counted_from_a_moment_after_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    now, held = [0.0], [100_000_000]
    monkeypatch.setattr(time, "process_time", lambda: now[0])
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(budgets, "_peak", lambda: held[0])
    budget = Budget(megabytes=50)
    assert not budget.expired()
    now[0], held[0] = 1.0, 120_000_000
    assert not budget.expired()
    held[0] = 169_000_000
    assert not budget.expired()
    held[0] = 171_000_000
    assert budget.expired()
    assert budget.why == "50 MB of memory"


def test_the_system_tells_how_much_memory_is_held() -> None:
    assert 5_000_000 < budgets._peak() < 100_000_000_000


@pytest.fixture
def greedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule, PROC002, that works until its budget is spent."""

    def endless(project: Project) -> Iterator[Finding]:
        while True:
            project.tree.budget.charge(100)
        yield from ()

    monkeypatch.setitem(load_all(), "PROC002", endless)


def request(*codes: str, seconds: float = 0.05) -> Request:
    rules = tuple(RULES[code] for code in codes) if codes else tuple(RULES.values())
    return Request(TARGET, rules, seconds=seconds)


@pytest.mark.usefixtures("greedy")
def test_what_was_judged_before_stays_and_the_rest_is_named() -> None:
    report = run(request("REQ006", "PROC002", "PROC003", "INT005"), MemoryTree(FILES))
    assert report.not_judged == ("PROC002", "PROC003")
    told = {finding.code: finding for finding in report.findings}
    assert set(told) == {"REQ006", "INT005"}
    assert told["INT005"].severity is Severity.INFO
    assert "0.05 s of CPU" in told["INT005"].message
    assert "PROC002, PROC003" in told["INT005"].message


def test_looking_into_a_tree_is_charged() -> None:
    tree = MemoryTree({f"d{i}/{j}.py": b"x" * 1000 for i in range(50) for j in range(50)})
    tree.budget = Budget(seconds=1)
    assert not tree.budget.expired()
    tree.budget.why = "x"  # as if it were used up
    with pytest.raises(BudgetSpentError):
        list(map(tree.read, [path for path, _ in tree.walk()]))


@pytest.mark.usefixtures("greedy")
def test_a_report_can_be_written_after_its_budget() -> None:
    tree = MemoryTree(FILES)
    report = run(request("REQ006", "PROC002"), tree)
    assert report.place(Location("runtime.txt", 0, 3)) == (1, 1, 1, 4)
    assert tree.read("app.py").problem == "missing"


@pytest.mark.usefixtures("greedy")
def test_the_command_line_says_so_and_the_exit_code_is_that_of_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    words = [str(tmp_path), "--format", "json", "--select", "PROC001,PROC002,RUN,INT"]
    assert main([*words, "--timeout", "0.05"]) == 0
    [root] = json.loads(capsys.readouterr().out)["roots"]
    assert root["not_judged"][0] == "PROC002"
    assert [finding["code"] for finding in root["findings"]] == ["INT005"]
    assert main([*words, "--timeout", "0.05", "--fail-on", "info"]) == 1
    capsys.readouterr()
    (tmp_path / "pyspec-check.toml").write_text('timeout = 0.05\nseverity = { INT005 = "error" }\n')
    assert main(words) == 1
    assert main(["config", str(tmp_path)]) == 0
    assert "timeout = 0.05 " in capsys.readouterr().out


@pytest.mark.usefixtures("greedy")
def test_neither_a_baseline_nor_a_comment_is_called_idle() -> None:
    before = run(request("PROC003", seconds=0), MemoryTree(FILES))
    comment = b"Flask==2.0.3  # pyspec: ignore[PROC002]\n"
    report = run(
        request("PROC002", "PROC003", "INT003", "INT004"),
        MemoryTree({**FILES, "requirements.txt": comment}),
    )
    assert report.findings == ()
    known = entries_of(before)
    assert known
    ran = {code for code in ("PROC002", "PROC003", "INT004") if code not in report.not_judged}
    from checker.check.baseline import Baseline

    assert apply(report, Baseline(known), ran, uncertain=False).findings == ()


def test_a_fix_is_not_kept_where_nobody_could_check_it() -> None:
    fix = Fix("write it anew", Applicability.SAFE, (Edit("Procfile", 3, 4, ": "),))
    finding = Finding("PROC003", "x", Location("Procfile", 3, 4), Severity.ERROR, fix=fix)
    whole = run(request("PROC001"), MemoryTree(FILES))

    def check(tree: Tree) -> Report:
        if tree.read("Procfile").data == FILES["Procfile"]:
            return whole._replace(findings=(finding,))
        return whole._replace(findings=(), not_judged=("PROC003",))

    outcome = fix_all(MemoryTree(FILES), check, lambda _: True)
    assert outcome.applied == ()
    assert [refusal.why for refusal in outcome.refused] == ["the check afterwards did not finish"]


def test_what_was_found_with_the_last_of_a_budget_is_not_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    @query
    def guess(project: Project) -> str:
        try:
            for _ in range(1_000_000 if not asked else 1):
                project.tree.budget.charge(100)
        except BudgetSpentError:
            asked.append("unknown")
        else:
            asked.append("known")
        return asked[-1]

    def rule(project: Project) -> Iterator[Finding]:
        yield Finding("PROC002", guess(project), Location("Procfile"), Severity.ERROR)

    monkeypatch.setitem(load_all(), "PROC002", rule)
    cache, tree = QueryCache(), MemoryTree(FILES)
    seen = [[f.message for f in run(request("PROC002"), tree, cache).findings] for _ in range(3)]
    assert seen == [["unknown"], ["known"], ["known"]]
    assert asked == ["unknown", "known"]


@pytest.mark.parametrize(
    "text",
    [
        "a==1 # pyspec: ignore[" + ",".join(f"X{i}" for i in range(50_000)) + "]\n",
        "a==1 # pyspec: ignore[" + ",".join(f"REQ{i:03}" for i in range(50_000)) + "]\n",
        "a==1 # pyspec: ignore[" + "ALL," * 50_000 + "]\n",
    ],
)
def test_a_comment_with_very_many_codes_is_soon_read(text: str) -> None:
    budget = Budget(seconds=3)
    report = run(
        request("REQ001", "INT003", seconds=0), MemoryTree({"requirements.txt": text.encode()})
    )
    assert not budget.expired()
    assert len(report.findings) < 100
