"""What a help tells to type: whole, and in the file that the platform reads."""

from __future__ import annotations

import pytest

from checker.engine import check
from checker.targets import targets
from checker.tree import MemoryTree

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
        ({"requirements.txt": "django\n"}, "`setuptools<82` in requirements.txt"),
        ({"Pipfile": '[packages]\ndjango = "*"\n'}, "in [packages] of the Pipfile"),
        (
            {"pyproject.toml": '[project]\nname = "shop"\ndependencies = ["django"]\n'},
            "`setuptools<82` among the dependencies in pyproject.toml",
        ),
        (
            {"setup.py": "from setuptools import setup\nsetup(install_requires=['django'])\n"},
            "`setuptools<82` among the dependencies in setup.py",
        ),
    ],
)
def test_setuptools_is_required_where_pip_looks(files: dict[str, str], where: str) -> None:
    (found,) = helps(SLUG, "DJ018", {**files, "manage.py": MANAGE})
    assert found.endswith(where)


def test_setuptools_in_setup_py_is_heeded() -> None:
    setup = "from setuptools import setup\nsetup(install_requires=['django', 'setuptools<82'])\n"
    assert not helps(SLUG, "DJ018", {"setup.py": setup, "manage.py": MANAGE})
