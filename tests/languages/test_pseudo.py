"""Nothing bypasses the catalogue: in a language with other letters no English is left but code."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from checker.check.outcome import judged_plan
from checker.project.project import Project
from checker.reports.formats import FOR_PEOPLE, write
from checker.reports.localising import localised
from checker.reports.output import Output
from checker.reports.plan import decisions
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, django_project, load
from tests.checking import check
from tests.languages.pseudo import PSEUDO, english_in, instead_of_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.check.report import Report


@pytest.fixture(autouse=True)
def _pseudo() -> Iterator[None]:
    with instead_of_chinese():
        yield


@pytest.mark.parametrize("code", RULES)
def test_findings(code: str) -> None:
    left = {}
    for case in load(code, "reported"):
        target = targets()[case.get("target", default_target())]
        report = check(CaseTree(case), target, uncertain=True)
        for text in _said(localised(report, PSEUDO)):
            if english_in(text, _written(case)):
                left[text] = english_in(text, _written(case))
    assert not left


@pytest.mark.parametrize("code", RULES)
def test_plans(code: str) -> None:
    left = {}
    for case in [*load(code, "reported"), *load(code, "near-miss")][::4]:
        target = targets()[case.get("target", default_target())]
        for decision in decisions(judged_plan(Project(CaseTree(case), target))):
            name, value, because = map(PSEUDO.of, decision[:3])
            # What is started is code, unless something is said of it.
            said = "" if decision.name.startswith("start") and value == decision.value else value
            for text in (name, said, because):
                if english_in(text, _written(case)):
                    left[text] = english_in(text, _written(case))
    assert not left


@pytest.mark.parametrize("kind", [*FOR_PEOPLE, "comparison", "statistics"])
def test_reports(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words around the findings: heads, counts, asides."""
    monkeypatch.setenv("COLUMNS", "1000")
    names = ("rainbond-5", "rainbond-6-cnb", "heroku") if kind == "comparison" else ("rainbond-5",)
    left = {}
    for code in list(RULES)[::5]:
        for case in load(code, "reported")[:2]:
            reports = [("", check(CaseTree(case), targets()[name])) for name in names]
            stream = StringIO()
            write(kind, reports, Output(stream, color="never", language=PSEUDO))
            known = _written(case) + "".join(
                decision.value
                for _, report in reports
                for decision in decisions(judged_plan(report.project))
            )
            if kind == "concise":  # what editors recognise a line by
                known += "error warning info"
            for line in stream.getvalue().splitlines():
                if english_in(line, known) and not _is_excerpt(line):
                    left[line] = english_in(line, known)
    assert not left


def _said(report: Report) -> Iterator[str]:
    for each in report.findings:
        yield from (each.message, each.help, *(words for _, words in each.related))
        yield each.fix.title if each.fix else ""
        yield each.fold.several if each.fold else ""


def _written(case: dict[str, Any]) -> str:
    """What the repository itself contains: names and text that may be quoted."""
    files = {**(django_project(case["settings"]) if "settings" in case else {})}
    files.update(case.get("files", {}))
    return "\n".join([*files, *map(str, files.values()), *case.get("tracked", ())])


def _is_excerpt(line: str) -> bool:
    return line.lstrip().lstrip("0123456789 ").startswith(("|", "│"))
