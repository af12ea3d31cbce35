"""The whole plan, and its JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.findings import Location
from checker.platform.django_facts import KNOWN, DjangoFacts, Setting
from checker.platform.facts import django
from checker.platform.plan import plan, plan_json
from checker.targets import targets
from tests.platform.projects import CNB, FIVE, SLUG, of, plan_of


def test_the_json_contract() -> None:
    plan = plan_of(
        SLUG,
        {
            "requirements.txt": "Django==2.2\ngunicorn",
            "runtime.txt": "python-3.6.6\n",
            "manage.py": "'site.settings'",
        },
    )
    found = plan_json(plan)
    assert found == {
        "target": "rainbond-6",
        "root": ".",
        "recognised": {
            "language": "Python",
            "languages": ["Python"],
            "by": ["requirements.txt"],
            "shadowed_by": None,
            "override": None,
            "because": "requirements.txt is in the root",
        },
        "package_manager": "pip",
        "dependencies": {
            "tool": "pip",
            "file": "requirements.txt",
            "because": "requirements.txt is in the root",
        },
        "python": {
            "declared": "python-3.6.6",
            "declared_in": "runtime.txt",
            "effective": "3.6.15",
            "because": "runtime.txt equals no row of the version table: silently replaced by the "
            "table's default",
        },
        "start": {
            "command": "gunicorn site.wsgi --max-requests=5000 --workers=4 --log-file - "
            "--access-logfile - --error-logfile -",
            "source": "generated",
            "because": "generated from the words `….settings` in manage.py",
            "build_fails": False,
        },
        "build": {
            "succeeds": True,
            "because": "nothing ends it but the installation of a package",
        },
        "processes": {
            "web": "gunicorn site.wsgi --max-requests=5000 --workers=4 --log-file - "
            "--access-logfile - --error-logfile -"
        },
        "collectstatic": {
            "runs": True,
            "succeeds": None,
            "manage_py": "manage.py",
            "because": "manage.py is found and requirements.txt names Django; its settings were "
            "not evaluated",
        },
        "port": {
            "variable": "_PORT",
            "because": "the lowest port of the component; the image also sets PORT=5000",
        },
        "index": {
            "url": "https://mirrors.aliyun.com/pypi/simple/",
            "because": "unless PIP_INDEX_URL names another",
        },
        "django": None,
    }


@pytest.mark.parametrize(
    ("files", "succeeds", "because"),
    [
        ({"requirements.txt": "x"}, True, "nothing ends it"),
        ({"requirements.txt": "x", "runtime.txt": "3.6"}, False, "the builder has no 3.6"),
        ({"requirements.txt": "x", "Procfile": "web: [a"}, False, "the build fails"),
        ({"README.md": ""}, False, ""),
        ({"requirements.txt": "x", "pom.xml": ""}, None, "Java"),
    ],
)
def test_what_the_build_comes_to(
    files: dict[str, str], succeeds: bool | None, because: str
) -> None:
    build = plan_of(FIVE, files).build
    assert build.succeeds is succeeds
    assert because in build.because


def test_processes_are_those_that_the_reader_gives() -> None:
    files = {"requirements.txt": "", "Procfile": "web: a\nworker: 'b'\nweb: c\n"}
    assert plan_json(plan_of(SLUG, files))["processes"] == {"web": "c", "worker": "b"}
    assert plan_json(plan_of(CNB, files))["processes"] == {"web": "c", "worker": "'b'"}
    assert plan_json(plan_of(SLUG, {**files, "Procfile": "web: [a"}))["processes"] is None


def test_port_and_index_by_target() -> None:
    five, cnb = (plan_of(target, {"requirements.txt": ""}) for target in (FIVE, CNB))
    assert (five.port.value, cnb.port.value) == ("PORT", "_PORT")
    assert "nothing sets PORT" in cnb.port.because
    assert "tuna" in five.package_index.value
    assert plan_json(cnb)["index"]["url"] is None


def test_the_settings_are_written_as_they_are_known() -> None:
    root = Setting("STATIC_ROOT", KNOWN, "{root}/static", Location("site.py", 3, 9), 2)
    facts = DjangoFacts(
        manage_py="manage.py",
        settings_module="site",
        settings={"STATIC_ROOT": root},
        succeeds=True,
    )
    project = of(FIVE, {"requirements.txt": "django", "manage.py": ""})
    project.answers[django.name] = facts
    found = plan_json(plan(project))
    assert found["collectstatic"]["succeeds"] is True
    assert found["django"]["settings_module"] == "site"
    assert found["django"]["settings"]["STATIC_ROOT"] == {
        "state": "known",
        "value": "{root}/static",
        "path": "site.py",
        "line": 2,
        "because": "",
    }
    assert found["django"]["settings"]["DEBUG"]["state"] == "unknown"


@pytest.mark.parametrize("target", list(targets()))
@given(
    files=st.dictionaries(
        st.sampled_from(
            (
                *("requirements.txt", "Procfile", "runtime.txt", "manage.py", "app.py", "Pipfile"),
                *("pyproject.toml", "rainbondfile", "index.php", "a/wsgi.py", "setup.py", "x.ini"),
            )
        ),
        st.binary(max_size=40) | st.sampled_from([b"gunicorn", b"pyramid\ndjango", b"app = 1"]),
    )
)
def test_any_files_give_a_plan_that_is_json(target: str, files: dict[str, str | bytes]) -> None:
    json.loads(json.dumps(plan_json(plan(of(target, files)))))
