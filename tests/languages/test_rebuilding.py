"""JSON has what it takes to say each sentence in another language: its template and its fields."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from checker.check.outcome import judged_plan
from checker.fixes.elsewhere import judged
from checker.languages import language
from checker.project.project import Project
from checker.reports.compared import comparison_json
from checker.reports.decisions import decisions
from checker.reports.formats.json_report import document
from checker.reports.identity import sentence_of
from checker.reports.localising import localised
from checker.reports.plan_document import plan_document
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, load
from tests.checking import check
from tests.languages.pseudo import PSEUDO, english_in
from tests.languages.test_pseudo import _written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.check.report import Report
    from checker.files.tree import Tree

CHINESE = language("zh")


def plain(template: str, fields: dict[str, Any]) -> str:
    """A template filled as anybody would fill it who reads the JSON."""
    filled = {
        name: plain(value["message_id"], value["fields"]) if isinstance(value, dict) else value
        for name, value in fields.items()
    }
    return template.format(**filled) if fields else template


def sentences(finding: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each sentence of a finding: the text, its template and its fields."""
    yield finding["message"], finding["message_id"], finding["fields"]
    yield finding["help"], finding["help_id"], finding["help_fields"]
    for each in finding["related"]:
        yield each["message"], each["message_id"], each["fields"]
    if finding["fix"]:
        fix = finding["fix"]
        yield fix["title"], fix["title_id"], fix["title_fields"]


def said(report: Report) -> list[str]:
    """The same of a report itself."""
    found = []
    for each in report.findings:
        found += [each.message, each.help, *(words for _, words in each.related)]
        found += [each.fix.title] if each.fix else []
    return found


@pytest.mark.parametrize("code", RULES)
def test_every_sentence_can_be_rebuilt(code: str) -> None:
    for case in load(code, "reported")[::3]:
        target = targets()[case.get("target", default_target())]
        _compare(check(CaseTree(case), target, uncertain=True), _written(case))


@pytest.mark.parametrize("code", list(RULES)[::12])
def test_so_can_those_of_several_targets(code: str) -> None:
    for case in load(code, "reported")[:2]:
        tree = CaseTree(case)
        names = ("rainbond-5", "rainbond-6-cnb", "heroku")

        def again(name: str, tree: Tree) -> Report:
            return check(tree, targets()[name])

        beside = {name: again(name, tree) for name in names}
        for name in names:
            _compare(judged(beside[name], tree, again, beside), _written(case))


@pytest.mark.parametrize("code", list(RULES)[::3])
def test_every_reason_of_a_plan_can_be_rebuilt(code: str) -> None:
    for case in load(code, "reported")[:2]:
        target = targets()[case.get("target", default_target())]
        project = Project(CaseTree(case), target)
        decided = judged_plan(project)
        spoken = {each.because: each.because for each in decisions(decided)}
        (root,) = json.loads(json.dumps(plan_document([(project, decided)])))["roots"]
        found = list(reasons(root))
        assert len(found) > 5
        for text, template, fields in found:
            assert plain(template, fields) == text
            sentence = sentence_of(text, template, fields)
            assert not english_in(PSEUDO.of(sentence), _written(case)), text
            if text in spoken:
                assert CHINESE.of(sentence) == CHINESE.of(spoken[text])
        assert spoken.keys() & {text for text, _, _ in found}


def test_a_process_may_be_called_because() -> None:
    case = {"files": {"Procfile": "because: python a.py\n", "requirements.txt": ""}}
    project = Project(CaseTree(case), targets()["heroku"])
    (root,) = plan_document([(project, judged_plan(project))])["roots"]
    assert root["processes"] == {"because": "python a.py"}


def reasons(value: object) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each reason of a plan: the text, its template and its fields."""
    if isinstance(value, list):
        for each in value:
            yield from reasons(each)
    if isinstance(value, dict):
        if "because" in value:
            yield value["because"], value["because_id"], value["because_fields"]
        for name, each in value.items():
            if name not in {"because_fields", "processes"}:
                yield from reasons(each)


def test_so_can_what_several_targets_are_compared_by() -> None:
    case = load("DJ001", "reported")[0]
    tree = CaseTree(case)
    compared = comparison_json([check(tree, targets()[name]) for name in ("rainbond-5", "heroku")])
    values = [
        (value, each["sentences"][name])
        for each in compared["decisions"]
        for name, value in each["values"].items()
    ]
    values += [
        (each["message"], each)
        for found in compared["findings"]
        for each in found["targets"].values()
        if each
    ]
    assert len(values) > 10
    for text, told in values:
        assert plain(told["message_id"], told["fields"]) == text
        sentence = sentence_of(text, told["message_id"], told["fields"])
        assert not english_in(PSEUDO.of(sentence), _written(case)), text


def _compare(report: Report, names: str) -> None:
    (root,) = json.loads(json.dumps(document([("", report)])))["roots"]
    found = [each for finding in root["findings"] for each in sentences(finding)]
    chinese = said(localised(report, CHINESE))
    assert len(found) == len(chinese)
    for (text, template, fields), wanted in zip(found, chinese, strict=True):
        assert plain(template, fields) == text
        sentence = sentence_of(text, template, fields)
        assert CHINESE.of(sentence) == wanted
        assert not english_in(PSEUDO.of(sentence), names), text
