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


_SETTINGS = "SECRET_KEY = 'x'\nSTATIC_ROOT = 'public'\nINSTALLED_APPS = {apps}\n"
_APPS = _SETTINGS.format(apps=["django.contrib.staticfiles"])
_PROJECT = {
    "requirements.txt": "Django==2.2.28\n", "runtime.txt": "python-3.6.6\n",
    "Procfile": "web: gunicorn shop.wsgi\n", "shop/__init__.py": "", "shop/settings.py": _APPS,
    "manage.py": MANAGE + "import sys\nfrom django.core.management import "
    "execute_from_command_line\nexecute_from_command_line(sys.argv)\n",
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "settings", "help"),
    [
        (
            "DJ019",
            "import os\nif not os.getenv('DATABASE_URL'):\n"
            "    raise RuntimeError('DATABASE_URL is not set')\n",
            "set DATABASE_URL as a build variable, or make shop/settings.py run without it",
        ),
        (
            "DJ019",
            "raise RuntimeError('DATABASE_URL is not set')\n",
            "make the settings importable with nothing but the requirements",
        ),
        (
            "DJ019",
            _APPS + "import os\nSECRET_KEY = os.environ.get('SHOP_KEY', '')\n",
            "set SHOP_KEY as a build variable, or give it a default that Django accepts",
        ),
        (
            "DJ019",
            _APPS + "SECRET_KEY = ''\n",
            "write a value that Django accepts",
        ),
        (
            "DJ019",
            _APPS + "from .local_settings import *\n",
            "add the module to git, or import it only if it is there",
        ),
        (
            "DJ019",
            _APPS + "import environ\n",
            "add a line `django-environ` to requirements.txt",
        ),
        (
            "DJ008",
            _SETTINGS.format(apps=[]),
            "add `'django.contrib.staticfiles'` to INSTALLED_APPS, or set "
            "BUILD_DISABLE_COLLECTSTATIC=1 on the platform",
        ),
    ],
)
def test_what_to_do_about_settings(code: str, settings: str, help: str) -> None:
    found = helps("rainbond-5.6", code, {**_PROJECT, "shop/settings.py": settings})
    assert found == [help]


def test_an_empty_package_of_settings() -> None:
    files = {path: text for path, text in _PROJECT.items() if path != "shop/settings.py"}
    files |= {"shop/settings/__init__.py": "# see production\n", "shop/settings/base.py": _APPS}
    files["requirements.txt"] = "Django==3.2.25\n"
    (found,) = helps("heroku", "DJ008", files)
    assert found == (
        "set DJANGO_SETTINGS_MODULE to the module with the settings, such as `shop.settings.base`"
    )
