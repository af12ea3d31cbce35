"""Whether collectstatic runs during the build."""

from __future__ import annotations

import pytest

from checker.platform.django_facts import DjangoFacts
from checker.platform.facts import django
from checker.platform.named import named
from checker.platform.plan import plan
from tests.platform.projects import CNB, FIVE, SLUG, of, plan_of

Files = dict[str, "str | bytes"]
OLD = {"runtime.txt": "python-3.8.16"}
MANAGE = {"manage.py": ""}


def runs(target: str, files: Files) -> bool | None:
    return plan_of(target, files).collectstatic.runs


@pytest.mark.parametrize("path", ["manage.py", "src/manage.py", "a/b/manage.py", ".x/manage.py"])
def test_with_a_near_manage_py_and_django(path: str) -> None:
    found = plan_of(SLUG, {"requirements.txt": "Django", path: "", **OLD}).collectstatic
    assert (found.runs, found.succeeds, found.manage_py) == (True, None, path)
    assert found.log == f"$ python {path} collectstatic --noinput"
    assert runs(CNB, {"requirements.txt": "Django", path: ""}) is False


@pytest.mark.parametrize("path", ["a/b/c/manage.py", "manage.PY", "manage.py/x", "Manage.py"])
def test_without_a_near_manage_py(path: str) -> None:
    assert runs(SLUG, {"requirements.txt": "Django", path: "", **OLD}) is False


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"requirements.txt": "django"}, True),
        ({"requirements.txt": "  DJANGO [argon2] >=2 ; python_version > '3' # x"}, True),
        ({"requirements.txt": "django @ https://x/django.zip"}, True),
        ({"requirements.txt": "-e git+https://x/django.git#egg=Django"}, True),
        ({"requirements.txt": "-r a/b.txt", "a/b.txt": "-r ../c.txt", "c.txt": "Django\n"}, True),
        ({"requirements.txt": "--requirement=b.txt\r\n", "b.txt": b"\xef\xbb\xbfdjango"}, True),
        ({"requirements.txt": "-r requirements.txt\n-r missing.txt"}, False),
        ({"requirements.txt": "djangorestframework\n# django\n"}, True),
        ({"requirements.txt": "Django_Heroku"}, True),
        ({"requirements.txt": "django-of-our-own>=2"}, None),
        ({"requirements.txt": "django-of-our-own\ndjango-redis"}, True),
        ({"requirements.txt": "django-environ\nwhitenoise"}, False),
        ({"requirements.txt": "flask # django"}, False),
        ({"requirements.txt": "-c c.txt", "c.txt": "django==2"}, False),
        ({"requirements.txt": "dja\\\nngo"}, True),
        ({"requirements.txt": "-e .", "setup.py": "install_requires=['Django>=2']"}, True),
        (
            {"requirements.txt": ".[x]", "pyproject.toml": "[project]\ndependencies=['django']"},
            True,
        ),
        ({"requirements.txt": "flask", "setup.py": "install_requires=['Django']"}, False),
        ({"setup.py": "install_requires=['Django>=2']"}, True),
        ({"setup.py": "install_requires=['django-x']"}, None),
        ({"pyproject.toml": "[project]\ndependencies=['Django~=4.2']"}, True),
        ({"pyproject.toml": "[tool.poetry.dependencies]\ndjango='*'"}, True),
        ({"pyproject.toml": "[project\n"}, False),
        ({"Pipfile": "[packages]\nDjango = '*'"}, True),
        ({"Pipfile": "[dev-packages]\nDjango = '*'"}, False),
        ({"Pipfile": "[packages]\nflask='*'", "requirements.txt": "django"}, False),
        ({"Pipfile": "[packages", "requirements.txt": "django"}, False),
        ({"Pipfile": "", "Pipfile.lock": '{"default": {"django": {}}}'}, True),
        ({"Pipfile": "[packages]\ndjango='*'", "Pipfile.lock": '{"default": {}}'}, False),
        ({"Pipfile": "[packages]\ndjango='*'", "Pipfile.lock": "{"}, True),
    ],
)
def test_django_is_named(files: Files, expected: bool | None) -> None:
    assert runs(SLUG, {**files, **MANAGE, **OLD}) is expected


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        ("django", False),
        ("django\nsetuptools<82", True),
        ("django\nsetuptools==65.5.0", True),
        ("django\nsetuptools>=40,<=81", True),
        ("django\nsetuptools<82.0", True),
        ("django\nsetuptools<83", False),
        ("django\nsetuptools", False),
        ("django\nsetuptools>=60", False),
    ],
)
def test_python_3_9_gets_a_setuptools_without_pkg_resources(
    requirements: str, expected: bool
) -> None:
    found = plan_of(SLUG, {"requirements.txt": requirements, **MANAGE}).collectstatic
    assert found.runs is expected
    assert ("pkg_resources" in found.because) is not expected


def test_a_file_switches_it_off() -> None:
    files: Files = {"requirements.txt": "django", **MANAGE, **OLD}
    assert runs(SLUG, {**files, ".heroku/collectstatic_disabled": ""}) is False


def test_up_to_5_the_default_is_old_enough() -> None:
    assert runs(FIVE, {"requirements.txt": "django", **MANAGE}) is True


def test_what_is_not_built_as_python_collects_nothing() -> None:
    assert runs(SLUG, {"requirements.txt": "django", **MANAGE, **OLD, "index.php": ""}) is False
    override: Files = {"index.php": "", "rainbondfile": "language: Python\n"}
    assert runs(SLUG, {"requirements.txt": "django", **MANAGE, **OLD, **override}) is True


def test_the_settings_decide_whether_it_succeeds() -> None:
    because = "STATIC_ROOT is not set"
    facts = DjangoFacts(manage_py="manage.py", succeeds=False, because=because)
    project = of(FIVE, {"requirements.txt": "django", **MANAGE})
    project.answers[django.name] = facts
    assert plan(project).collectstatic.succeeds is False
    assert plan(project).collectstatic.because.endswith("; STATIC_ROOT is not set")


def test_names_keep_their_specifier_and_file() -> None:
    files: Files = {
        "requirements.txt": "A_b==1\n-r c.txt\n-c d.txt\nE = 1\n",
        "c.txt": "d>2\n./x\n?\n",
        "d.txt": "f==1\n",
    }
    assert named(of(SLUG, files)) == {
        "a-b": ("==1", "requirements.txt"),
        "e": ("", "requirements.txt"),
        "d": (">2", "c.txt"),
    }
