"""The plan as people and programs read it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from checker.platform.plan import plan_json
from checker.reachable.verdict import whole_plan
from checker.reports.compared import compared_plans
from checker.reports.decisions import decisions
from checker.reports.output import Output
from checker.reports.plan import write_plan
from checker.reports.plan_document import plan_document
from checker.reports.plan_table import write_plan_table
from checker.targets import targets
from tests.platform.projects import CNB, FIVE, SLUG, of, plan_of

FILES: dict[str, str | bytes] = {
    "requirements.txt": "Django==2.2\ngunicorn\n",
    "runtime.txt": "python-3.6.6\n",
    "manage.py": "import os\n'site.settings'\n",
}


def shown(target: str, files: dict[str, str | bytes], encoding: str = "utf-8") -> str:
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding=encoding, errors="backslashreplace")
    write_plan([("shop/", of(target, files))], Output(stream))
    stream.flush()
    return buffer.getvalue().decode(encoding)


def test_each_decision_has_its_cause_its_place_and_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    assert shown(SLUG, FILES).splitlines() == [
        "shop on rainbond-6 (Rainbond 6.x, slug builder)",
        "├── recognised: Python",
        "│   ├── requirements.txt is in the root",
        "│   └── at   shop/requirements.txt:1",
        "├── package manager: pip",
        "│   ├── requirements.txt",
        "│   └── at   shop/requirements.txt:1",
        "├── Python: 3.6.15 (declared: python-3.6.6)",
        "│   ├── runtime.txt equals no row of the version table: silently replaced by the table's "
        "default",
        "│   ├── at   shop/runtime.txt:1",
        "│   └── log  Detection Python runtime python-3.6.15",
        "├── package index: https://mirrors.aliyun.com/pypi/simple/",
        "│   └── unless PIP_INDEX_URL names another",
        "├── collectstatic: runs",
        "│   ├── manage.py is found and requirements.txt names Django; its settings were not "
        "evaluated",
        "│   ├── at   shop/manage.py:1",
        "│   └── log  $ python manage.py collectstatic --noinput",
        "├── start: gunicorn site.wsgi --max-requests=5000 --workers=4 --log-file - "
        "--access-logfile - --error-logfile",
        "│   -",
        "│   ├── generated from the words `….settings` in manage.py",
        "│   ├── at   shop/manage.py:1",
        "│   └── log  Procfile declares types -> web",
        "├── start: imports: fails",
        "│   ├── `site.wsgi` is not found in the repository",
        "│   └── at   shop/manage.py:1",
        "└── port variable: _PORT",
        "    └── the lowest port of the component; the image also sets PORT=5000",
    ]


APP = {
    "requirements.txt": "flask\ngunicorn\n",
    "Procfile": "web: gunicorn app:app\n",
    "app.py": "from flask import Flask\nimport one\napp = Flask(__name__)\n",
    "one.py": "import json\n",
}


@pytest.mark.parametrize(
    ("files", "succeeds", "because"),
    [
        ({}, True, "the repository, Python or a requirement has each imported module"),
        ({"one.py": "import yaml\n"}, False,
         "one.py line 1 imports `yaml`, which no requirement installs"),
        ({"one.py": "import two.three\n", "two/__init__.py": ""}, False,
         "one.py line 1 imports `two.three`, which is not found"),
        ({"random.py": ""}, False,
         "random.py is imported instead of the module `random` that gunicorn needs"),
        ({"one.py": "print 'x'\n"}, False, "one.py line 1: a `print` statement"),
        ({"one.py": "import yaml\n", "requirements.txt": "flask\ngunicorn\nunknown-thing\n"},
         None, "(what unknown-thing brings along is not known)"),
        ({"Procfile": "web: gunicorn other:app\n"}, False, "`other` is not found"),
        ({"Procfile": "web: serve-all\n"}, None, "what the command imports is not understood"),
    ],
)  # fmt: skip
def test_imports_of_the_start(files: dict[str, str], succeeds: bool | None, because: str) -> None:
    decided = whole_plan(of(FIVE, {**APP, **files}))
    assert decided.imports is not None
    assert because in decided.imports.because
    assert decided.imports.succeeds is succeeds
    found = plan_json(decided)["imports"]
    assert found == {"succeeds": succeeds, "because": decided.imports.because}
    value = {True: "succeeds", False: "fails", None: "not known"}[succeeds]
    assert f"start: imports: {value}" in shown(FIVE, {**APP, **files})


def test_a_missing_file_is_said_to_be_missing() -> None:
    assert "at   shop/runtime.txt (missing)" in shown(FIVE, {"requirements.txt": ""})


def test_what_is_not_python_ends_early() -> None:
    text = shown(SLUG, {"requirements.txt": "", "index.php": ""})
    assert "recognised: PHP (detected too: Python)" in text
    assert "start" not in text
    assert "nothing is recognised" in shown(FIVE, {"a.py": ""})


def test_the_place_of_a_yaml_problem_is_that_in_the_repository() -> None:
    start = plan_of(SLUG, {"requirements.txt": "", "Procfile": "# é\nweb: a\nx: b: c\n"}).start
    assert start.at[0].start == 4 + 7 + 4
    assert plan_of(FIVE, {"requirements.txt": "", "Procfile": "web:a: b\n"}).start.at[0].start == 5
    broken = plan_of(SLUG, {"requirements.txt": "", "Procfile": "\ufeffweb: a\n"}).start
    assert broken.at[0].start == 3


def test_hostile_text_is_shown_escaped() -> None:
    hostile = "web: [bold]x[/] \x1b[31m:smile: \u202e\u200b\u0007\n"
    files: dict[str, str | bytes] = {
        "requirements.txt": "",
        "Procfile": hostile,
        "runtime.txt": hostile,
        "rainbondfile": "language: Python\n",
    }
    for target in targets():
        text = shown(target, files)
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "[bold]x[/] \\x1b[31m:smile: \\u202e" in shown(CNB, files)


def test_ascii_only() -> None:
    text = shown(SLUG, {"requirements.txt": ""}, "ascii")
    assert "+-- recognised: Python" in text
    assert "\\u" not in text


def test_several_roots_are_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    stream = io.StringIO()
    project = of(FIVE, {"requirements.txt": ""})
    write_plan([("a/", project), ("b/", project)], Output(stream))
    assert "\n\nb on rainbond-5" in stream.getvalue()


def test_the_document() -> None:
    plans = [plan_of(target, FILES) for target in targets()]
    found = plan_document((of(each.target, FILES), each) for each in plans)
    assert found["version"] == 1
    assert [root["target"] for root in found["roots"]] == list(targets())
    assert _without_ids(found["roots"][0]) == plan_json(plans[0])
    json.dumps(found)


def _without_ids(value: Any) -> Any:
    """The values without what the reasons were filled from."""
    if not isinstance(value, dict):
        return value
    ids = {"because_id", "because_fields"}
    return {name: _without_ids(each) for name, each in value.items() if name not in ids}


def test_the_table_of_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    plans = [plan_of(SLUG, FILES), plan_of(CNB, FILES), plan_of(FIVE, {"a.py": ""})]
    found = {each.name: each for each in compared_plans(plans)}
    assert list(found["recognised"].values.values()) == [
        "Python",
        "Python",
        "nothing is recognised",
    ]
    assert list(found["collectstatic"].values.values()) == ["runs", "does not run", ""]
    stream = io.StringIO()
    write_plan_table("shop", plans, Output(stream), ["2 errors", "none", "1 info"])
    lines = stream.getvalue().splitlines()
    assert lines[0] == "shop on 3 targets"
    rows = {line.split()[0]: line for line in reversed(lines) if line.strip()}
    assert "2 errors" in rows[SLUG]
    assert "1 info" in rows[FIVE]
    assert all(len(line) <= 120 for line in lines)


def test_values_say_what_fails() -> None:
    def value(name: str, files: dict[str, str | bytes], target: str = FIVE) -> tuple[str, bool]:
        plan = plan_of(target, {"requirements.txt": "django", **files})
        return next((d.value, d.good) for d in decisions(plan) if d.name == name)

    assert value("start", {"Procfile": "Web: a"}) == ("the build fails", False)
    assert value("start", {}) == ("nothing", False)
    assert value("Python", {"runtime.txt": "3"}) == ("the build fails (declared: 3)", False)
    assert value("Python", {"runtime.txt": "python-3.6.6"})[1] is True
    assert value("Python", {}) == ("3.6.6", True)
    assert value("collectstatic", {"manage.py": ""}) == ("runs", True)
    assert value("collectstatic", {}) == ("does not run", True)
    assert value("collectstatic", {"manage.py": ""}, CNB) == ("does not run", True)
    assert value("package index", {}, CNB)[0] == "PyPI"
