"""What a help tells to type: whole, and in the file that the platform reads."""

from __future__ import annotations

import pytest

from checker.files.tree import MemoryTree
from checker.targets import targets
from tests.checking import check

CNB, SLUG, FIVE = "rainbond-6-cnb", "rainbond-6", "rainbond-5"
MANAGE = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"
LONG = "gunicorn shop.wsgi --bind 0.0.0.0:$PORT " + "--access-logfile - --error-logfile - " * 5


def helps(target: str, code: str, files: dict[str, str]) -> list[str]:
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    report = check(tree, targets()[target])
    return [finding.help for finding in report.findings if finding.code == code]


def test_a_long_command_is_not_cut() -> None:
    procfile = (
        f"web: {LONG}\nrelease: python manage.py migrate --noinput --settings shop.settings\n"
    )
    (found,) = helps(FIVE, "PROC011", {"requirements.txt": "", "Procfile": procfile})
    migrate = "python manage.py migrate --noinput --settings shop.settings"
    assert found == f"write `web: {migrate} && {LONG.strip()}`"


def test_an_absurd_command_is_cut() -> None:
    procfile = f"web: {LONG * 100}\nrelease: python manage.py migrate\n"
    (found,) = helps(FIVE, "PROC011", {"requirements.txt": "", "Procfile": procfile})
    assert len(found) < 1200


def test_collectstatic_is_put_before_what_would_serve() -> None:
    """And not before the development server that the platform would choose."""
    files = {"manage.py": MANAGE, "shop/wsgi.py": "", "requirements.txt": "django\ngunicorn\n"}
    (found,) = helps(CNB, "DJ018", files)
    assert found.startswith("write `web: python manage.py collectstatic --noinput && gunicorn shop")
    assert "runserver" not in found


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"requirements.txt": "django\n"}, "add `setuptools<82` to requirements.txt"),
        ({"Pipfile": '[packages]\ndjango = "*"\n'}, "in [packages] of the Pipfile"),
        (
            {"pyproject.toml": '[project]\nname = "shop"\ndependencies = ["django"]\n'},
            "add `setuptools<82` to the dependencies in pyproject.toml",
        ),
        (
            {"setup.py": "from setuptools import setup\nsetup(install_requires=['django'])\n"},
            "add `setuptools<82` to the dependencies in setup.py",
        ),
    ],
)
def test_setuptools_is_required_where_pip_looks(files: dict[str, str], where: str) -> None:
    (found,) = helps(SLUG, "DJ018", {**files, "manage.py": MANAGE})
    assert found.endswith(where)


def test_setuptools_in_setup_py_is_heeded() -> None:
    setup = "from setuptools import setup\nsetup(install_requires=['django', 'setuptools<82'])\n"
    assert not helps(SLUG, "DJ018", {"setup.py": setup, "manage.py": MANAGE})


@pytest.mark.parametrize(
    ("target", "asked", "expected"),
    [
        (CNB, "3.11.0", "choose Python 3.11 in the console"),
        (CNB, "3.7", "write the program for 3.14: this target has no such Python"),
        (SLUG, "3.7.3", "write `python-3.7.16` into runtime.txt"),
        (FIVE, "2.7.12", "write `python-2.7.17` into runtime.txt"),
        (FIVE, "3.12", "write the program for 3.6.6: this target has no such Python"),
    ],
)
def test_the_python_that_is_asked_for_is_named(target: str, asked: str, expected: str) -> None:
    assert helps(target, "RUN008", {"requirements.txt": "", ".python-version": asked}) == [expected]


@pytest.mark.parametrize(
    ("target", "asked", "expected"),
    [
        (CNB, ">=3.11,<3.14", "choose Python 3.13 in the console"),
        (SLUG, "<3.9", "write `python-3.8.16` into runtime.txt"),
        (FIVE, "<3.6", "write `python-2.7.17` into runtime.txt"),
    ],
)
def test_a_python_of_the_range_is_named(target: str, asked: str, expected: str) -> None:
    project = f'[project]\nname = "shop"\nrequires-python = "{asked}"\n'
    files = {"requirements.txt": "", "pyproject.toml": project}
    assert helps(target, "RUN008", files) == [expected]


@pytest.mark.parametrize(
    ("asked", "first"), [("2.7.10", "2.7.17"), ("3.5.1", "3.5.7"), ("3.6.9", "3.6.10")]
)
def test_of_one_minor_a_later_patch_is_proposed(asked: str, first: str) -> None:
    files = {"requirements.txt": "", "runtime.txt": f"python-{asked}\n"}
    (found,) = helps(FIVE, "RUN003", files)
    assert found.startswith(f"write the nearest supported one, `python-{first}`")
