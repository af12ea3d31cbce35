"""`plan --format json`: the document is what its schema says, for every kind of plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from checker.base.spans import Span
from checker.check.outcome import judged_plan
from checker.parsers.requirements import Requirement
from checker.project.project import Project
from checker.project.resolution import Cause, Resolution, Trouble
from checker.reports.plan_document import plan_document
from checker.rules.requirements.resolved import CODES
from checker.targets import targets
from tests.cases import CaseTree, load

if TYPE_CHECKING:
    from collections.abc import Mapping

TOP = Path(__file__).parent.parent.parent
SCHEMA = json.loads((TOP / "docs" / "plan.schema.json").read_text("utf-8"))
ROOTS: dict[str, Mapping[str, str]] = {
    "nothing": {},
    "flask": {
        "requirements.txt": "flask\n",
        "Procfile": "web: sh run.sh\n",
        "run.sh": "gunicorn a\n",
    },
    "a script that is not there": {"requirements.txt": "", "Procfile": "web: sh run.sh\n"},
    "a Procfile that no platform reads": {"requirements.txt": "", "Procfile": "web: [a\n"},
    "another language": {"pom.xml": "", "requirements.txt": ""},
    "an unknown Python": {"requirements.txt": "", "runtime.txt": "python-9.9.9\n"},
}


def strict(schema: Any) -> Any:
    """The same, in which no object may have further fields."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: strict(each) for name, each in schema.items()}
    if (
        "properties" in found
        and "required" in found
        and found.get("description") != "Why it is decided so."
    ):
        found["unevaluatedProperties"] = False
    return found


def assert_described(document: dict[str, Any]) -> None:
    jsonschema.validate(json.loads(json.dumps(document)), strict(SCHEMA))


def document_of(project: Project) -> dict[str, Any]:
    found = plan_document([(project, judged_plan(project))])
    assert_described(found)
    return dict(found["roots"][0])


@pytest.mark.parametrize("name", ROOTS)
def test_the_schema_describes_the_plan_of_each_target(name: str) -> None:
    for target in targets().values():
        found = document_of(Project(CaseTree({"files": ROOTS[name]}), target))
        assert "installation" not in found


@pytest.mark.parametrize("code", ["DJ001", "DJ005"])
def test_the_schema_describes_settings(code: str) -> None:
    seen = 0
    for case in load(code, "reported")[:6]:
        target = targets()[case.get("target", "rainbond-6")]
        seen += document_of(Project(CaseTree(case), target))["django"] is not None
    assert seen


def test_the_schema_names_each_cause() -> None:
    causes = SCHEMA["$defs"]["problem"]["properties"]["cause"]["enum"]
    assert causes == [each.name.lower() for each in Cause]
    assert set(CODES) == set(Cause)


def requirement(text: str, name: str, start: int, **more: Any) -> Requirement:
    return Requirement("requirements.txt", text, Span(start, start + len(text)), name, **more)


def installation(resolution: Resolution, text: str) -> dict[str, Any]:
    tree = CaseTree({"files": {"requirements.txt": text, "Procfile": "web: python a.py\n"}})
    project = Project(tree, targets()["rainbond-6-cnb"], lambda _: resolution)
    return dict(document_of(project)["installation"])


def test_each_problem_is_in_the_document_with_its_lines() -> None:
    frame = requirement("frame==2.0", "frame", 0)
    six = requirement("six==1.15.0", "six", 11)
    bound = requirement("six<1.16", "six", 11, constraint=True)
    told = [
        Trouble(Cause.CONFLICT, (frame, six), "six", "part 2.0 needs six>=1.16", instead="1.16.0"),
        Trouble(Cause.CONFLICT, (six, six._replace(text="six==1")), "six"),
        Trouble(Cause.CONFLICT, (frame,), "frame", constraints=(bound,)),
        Trouble(Cause.NO_PYTHON, (frame,), "frame", wanted=">=3.99"),
        Trouble(Cause.NO_FILE, (frame,), "part", certain=False),
    ]
    text = "frame==2.0\nsix==1.15.0\n"
    found = installation(Resolution(False, troubles=tuple(told), complete=False), text)
    assert found["succeeds"] is False
    problems = found["problems"]
    assert [each["code"] for each in problems] == ["REQ013", "REQ006", "REQ013", "REQ014", "REQ014"]
    assert [each["certain"] for each in problems] == [True, True, True, True, False]
    first = problems[0]
    assert first["requirements"] == [
        {"path": "requirements.txt", "line": 1, "text": "frame==2.0"},
        {"path": "requirements.txt", "line": 2, "text": "six==1.15.0"},
    ]
    assert "cannot be installed together (part 2.0 needs six>=1.16)" in first["because"]
    assert "{last}" in first["because_id"]
    assert first["because_fields"]["last"] == "six==1.15.0"
    assert problems[2]["constraints"] == [
        {"path": "requirements.txt", "line": 2, "text": "six<1.16"}
    ]
    assert problems[4]["name"] == "part"


def test_what_no_index_knows_is_named() -> None:
    folder = requirement("./lib", "", 0, local="./lib")
    found = installation(Resolution(None, because="why", left_out=(folder,)), "./lib\n")
    assert found["left_out"] == [{"path": "requirements.txt", "line": 1, "text": "./lib"}]
    assert (found["succeeds"], found["problems"], found["because"]) == (None, [], "why")
