"""What Heroku, DigitalOcean, Scalingo, Dokku, Cloud Foundry and Railway make of small roots."""

from __future__ import annotations

from typing import Any

import pytest

from checker.files.tree import MemoryTree
from checker.platform.cloudfoundry.constraint import resolve
from checker.platform.plan import plan, plan_json
from checker.project.project import Project
from checker.targets import targets
from tests.checking import check

PYTHONS = ("3.10.21", "3.11.16", "3.12.14", "3.13.15", "3.14.7")
CLASSIC = ("heroku", "scalingo", "dokku")
OTHERS = (*CLASSIC, "digitalocean", "heroku-cnb", "cloudfoundry", "railway")


def planned(target: str, **files: str) -> dict[str, Any]:
    names = {"requirements": "requirements.txt", "version": ".python-version", "lock": "uv.lock"}
    tree = MemoryTree({names.get(name, name): text.encode() for name, text in files.items()})
    return plan_json(plan(Project(tree, targets()[target])))


@pytest.mark.parametrize("target", OTHERS)
def test_a_sound_root_builds_and_starts(target: str) -> None:
    found = planned(
        target, requirements="gunicorn==23.0.0\n", version="3.13\n", Procfile="web: gunicorn a:a\n"
    )
    assert found["recognised"]["language"] == "Python"
    assert found["package_manager"] == "pip"
    assert found["build"]["succeeds"] is True
    assert found["start"]["command"] == "gunicorn a:a"
    assert found["processes"] == {"web": "gunicorn a:a"}


@pytest.mark.parametrize("target", OTHERS)
def test_a_sound_root_has_no_error(target: str) -> None:
    files = {
        "requirements.txt": b"flask==3.1.0\ngunicorn==23.0.0\n",
        ".python-version": b"3.13\n",
        "Procfile": b"web: gunicorn app:app --bind 0.0.0.0:$PORT\n",
        "app.py": b"from flask import Flask\n\napp = Flask(__name__)\n",
    }
    report = check(MemoryTree(files), targets()[target])
    assert not report.crashes
    assert [each.code for each in report.findings if each.severity.label == "error"] == []


@pytest.mark.parametrize("target", CLASSIC)
def test_two_package_managers_end_the_build(target: str) -> None:
    found = planned(target, requirements="", lock="", version="3.13")
    assert (found["build"]["succeeds"], found["package_manager"]) == (False, None)


def test_the_first_package_manager_is_taken_by_an_older_release() -> None:
    found = planned("digitalocean", requirements="", lock="", version="3.13")
    assert (found["build"]["succeeds"], found["package_manager"]) == (True, "pip")


@pytest.mark.parametrize(
    ("text", "effective"),
    [
        ("3.12\n", "3.12.14"), ("  3.12.3\r\n", "3.12.3"), ("# pinned\n3.13\n", "3.13.15"),
        ("3.9\n", None), ("3.15\n", None), ("python-3.12\n", None), ("3.12\n3.13\n", None),
        ("", None), ("3.12 # pinned\n", None), ("3.012\n", None), ("\u30003.12\n", "3.12.14"),
        ("\u00a03.12\n", None), ("9" * 400 + ".1\n", None),
    ],
)  # fmt: skip
def test_version_file(text: str, effective: str | None) -> None:
    assert planned("heroku", requirements="", version=text)["python"]["effective"] == effective


@pytest.mark.parametrize(("text", "effective"), [("+3.12", "3.12.13"), ("3.012", "3.12.13")])
def test_the_cloud_native_reader_counts_as_rust_does(text: str, effective: str) -> None:
    assert planned("heroku-cnb", requirements="", version=text)["python"]["effective"] == effective


@pytest.mark.parametrize(
    ("procfile", "web"),
    [
        ("web: a b\n", "a b"), ("web:a\n", None), ("web a b\n", "a b"), (" web: a\n", "a"),
        ("web : a\n", ": a"), ("\ufeffweb: a\n", None), ("web: a\nweb: b\n", "b"),
        ("web: a\rworker: b\r", "a"),
    ],
)  # fmt: skip
def test_heroku_reads_lines(procfile: str, web: str | None) -> None:
    assert planned("heroku", requirements="", Procfile=procfile)["processes"].get("web") == web


@pytest.mark.parametrize(
    ("procfile", "processes"),
    [
        ("web:a # c\n", {"web": "a"}), ("web: a\nweb: b\n", None), ("web: # c\n", None),
        ("# c\n", None), ("web= a\n", None), ("https://x: a\n", None),
        ("\ufeffweb: a\n", {"web": "a"}),
    ],
)  # fmt: skip
def test_dokku_checks_each_line(procfile: str, processes: dict[str, str] | None) -> None:
    assert planned("dokku", requirements="", Procfile=procfile)["processes"] == processes


def test_dokku_starts_what_herokuish_finds() -> None:
    assert planned("dokku", requirements="", Procfile="web : a\n")["start"]["command"] is None


@pytest.mark.parametrize(
    ("procfile", "processes"),
    [
        ("web: a\n", {"web": "a"}), ("web:a\n", None), ("web: null\n", {"web": ""}),
        ("web: 'a'\n", {"web": "a"}), ("web: [a]\n", None), ("", {}), ("web: 1\n", {"web": "1"}),
        ("<<: {worker: b}\nweb: a\n", {"worker": "b", "web": "a"}),
    ],
)  # fmt: skip
def test_cloud_foundry_reads_yaml(procfile: str, processes: dict[str, str] | None) -> None:
    assert planned("cloudfoundry", requirements="", Procfile=procfile)["processes"] == processes


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("python-3.12.x", "3.12.14"), ("python-3.12", None), ("python-3", "3.14.7"),
        ("python-~3.12.0", "3.12.14"), (">=3.11.0 <3.13.0", "3.12.14"),
        ("3.12.x || 3.10.x", "3.12.14"),
        (">=3.11,<3.13", "3.12.14"), ("^3.11", "3.14.7"), ("!=3.14.7", "3.13.15"), ("latest", None),
        ("9" * 5000, None), ("x" * 5000, None),
    ],
)  # fmt: skip
def test_constraints(text: str, version: str | None) -> None:
    assert resolve(text, PYTHONS) == version


def test_railway_makes_up_a_command() -> None:
    found = planned("railway", requirements="flask\ngunicorn\n", **{"main.py": "app = 1\n"})
    assert found["start"]["command"] == "gunicorn --bind 0.0.0.0:${PORT:-8000} main:app"
    assert planned("railway", **{"bot.py": ""})["start"]["command"] == "python bot.py"


def test_railway_starts_a_worker_without_web() -> None:
    found = planned("railway", requirements="", Procfile="worker: python w.py\n")
    assert found["start"]["command"] == "python w.py"


def reported(target: str, **files: str) -> dict[str, str]:
    """Each code with its message, of what is certain."""
    names = {"requirements": "requirements.txt", "version": ".python-version"}
    tree = MemoryTree({names.get(name, name): text.encode() for name, text in files.items()})
    report = check(tree, targets()[target])
    assert not report.crashes
    return {each.code: f"{each.severity.label}: {each.message}" for each in report.findings}


DJANGO = {
    "requirements": "Django==5.2.7\ngunicorn==23.0.0\n",
    "version": "3.13\n",
    "Procfile": "web: gunicorn shop.wsgi --bind 0.0.0.0:$PORT\n",
    "manage.py": "import os, sys\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')"
    "\nfrom django.core.management import execute_from_command_line\n"
    "execute_from_command_line(sys.argv)\n",
    "shop/__init__.py": "",
    "shop/wsgi.py": "from django.core.wsgi import get_wsgi_application\n"
    "application = get_wsgi_application()\n",
}
APPS = (
    "INSTALLED_APPS = ['django.contrib.admin', 'django.contrib.auth', 'django.contrib.messages',\n"
    "    'django.contrib.contenttypes', 'django.contrib.sessions', 'django.contrib.staticfiles']\n"
    "STATIC_URL = 's/'\n"
)
NEEDS = f"import os\nSECRET_KEY = os.environ['SECRET_KEY']\nSTATIC_ROOT = 'out'\n{APPS}"


@pytest.mark.parametrize("target", [*OTHERS[:-1]])
def test_the_build_has_the_variables_of_the_application(target: str) -> None:
    found = reported(target, **DJANGO, **{"shop/settings.py": NEEDS})
    assert "DJ009" in reported("rainbond-5.2", **{**DJANGO, "shop/settings.py": NEEDS})
    assert "DJ009" not in found
    assert "DJ019" not in found


@pytest.mark.parametrize("target", CLASSIC)
def test_what_no_variable_changes_is_certain(target: str) -> None:
    found = reported(target, **DJANGO, **{"shop/settings.py": f"SECRET_KEY = 'x'\n{APPS}"})
    assert found["DJ001"].startswith("error: STATIC_ROOT is not set")


@pytest.mark.parametrize(
    ("target", "version", "code"),
    [
        ("heroku", "3.12", ""), ("heroku", "3.13", "REQ013"), ("dokku", "3.10", ""),
        ("heroku-cnb", "3.13", ""), ("railway", "3.13", ""),
    ],
)  # fmt: skip
def test_an_old_setuptools_keeps_pkg_resources(target: str, version: str, code: str) -> None:
    found = reported(
        target, requirements="gunicorn==20.1.0\n", version=version, Procfile="web: gunicorn a:a\n"
    )
    assert ("REQ013" in found) is (code == "REQ013")


@pytest.mark.parametrize("name", ["package.json", "Gemfile", "pom.xml", "go.mod", "composer.json"])
@pytest.mark.parametrize("target", [*CLASSIC, "digitalocean", "heroku-cnb"])
def test_another_language_lacks_no_requirements(target: str, name: str) -> None:
    found = reported(target, **{name: "{}", "Procfile": "web: a\n"})
    assert "REQ001" not in found


def test_what_only_other_systems_need_is_not_certain() -> None:
    found = reported(
        "heroku",
        version="3.13",
        Procfile="web: gunicorn a:a\n",
        **{"poetry.lock": '[[package]]\nname = "pywin32"\nversion = "306"\n', "pyproject.toml": ""},
    )
    assert "REQ008" not in found


@pytest.mark.parametrize(
    ("target", "port", "severity"),
    [
        ("heroku", "5000", "error"), ("heroku-cnb", "8080", "error"), ("scalingo", "80", "error"),
        ("dokku", "5000", ""), ("dokku", "8080", "warning"), ("digitalocean", "8080", ""),
        ("cloudfoundry", "5000", "warning"), ("railway", "5000", ""), ("heroku", "$PORT", ""),
    ],
)  # fmt: skip
def test_a_port_that_is_written_down(target: str, port: str, severity: str) -> None:
    found = reported(
        target,
        requirements="gunicorn==23.0.0\n",
        version="3.13",
        Procfile=f"web: gunicorn a:app --bind 0.0.0.0:{port}\n",
        **{"a.py": "def app(environ, start_response):\n    return []\n"},
    )
    assert found.get("CMD004", "").partition(":")[0] == severity


@pytest.mark.parametrize("name", ["my-worker", "w_1", "w" * 25])
def test_scalingo_documents_the_names_of_processes(name: str) -> None:
    files = {"requirements": "flask==3.1.0\n", "version": "3.13"}
    found = reported("scalingo", **files, Procfile=f"web: a\n{name}: b\n")
    assert found["PROC002"].startswith(f"warning: `{name}` is not a process type")
    assert "PROC002" not in reported("heroku", **files, Procfile=f"web: a\n{name}: b\n")


def test_a_blank_before_the_colon_starts_nothing() -> None:
    files = {"requirements": "flask==3.1.0\n", "version": "3.13"}
    assert reported("heroku", **files, Procfile="web : a\n")["PROC002"].startswith("error")
    assert "PROC002" not in reported("cloudfoundry", **files, Procfile="web : a\n")


@pytest.mark.parametrize("target", ["heroku", "heroku-cnb", "digitalocean", "railway"])
def test_another_file_asks_for_another_python(target: str) -> None:
    files = {"requirements": "flask==3.1.0\n", "Procfile": "web: a\n"}
    project = {"pyproject.toml": "[project]\nname = 'x'\nrequires-python = '>=3.14'\n"}
    found = reported(target, **files, **project, version="3.13\n")
    assert "the platform goes by .python-version and installs 3.13" in found["RUN008"]
    assert "RUN008" not in reported(target, **files, **project, version="3.14\n")


def test_a_default_that_leaves_is_reported() -> None:
    """Of a target of one's own, whose default is such a version."""
    old = targets()["heroku"]._replace(python_default="3.10.21")
    tree = MemoryTree({"requirements.txt": b"flask==3.1.0\n", "Procfile": b"web: a\n"})
    found = {each.code: each.message for each in check(tree, old).findings}
    assert found["RUN009"] == "Python 3.10, the default, leaves this platform on 2027-01-06"


def test_a_lock_that_is_not_json_ends_the_build_on_heroku() -> None:
    files = {"Pipfile": "[packages]\n", "Pipfile.lock": "[]", "Procfile": "web: a\n"}
    assert reported("heroku", **files)["REQ016"].endswith("→ the build fails")
    assert planned("heroku", **files)["build"]["succeeds"] is False


def test_an_include_is_read_to_the_end_of_its_line_on_cloud_foundry() -> None:
    files = {"requirements": "-r base.txt  # all\n", "base.txt": "flask==3.1.0\n"}
    found = reported("cloudfoundry", **files, **{"runtime.txt": "python-3.13.x"})
    assert found["REQ005"].startswith("error: `-r base.txt  # all` is read to the end of the line")
    assert planned("cloudfoundry", **files)["build"]["succeeds"] is False


@pytest.mark.parametrize(
    ("command", "prints"),
    [
        ("a b", True), ("a && b", True), ("a; b", True), ("a &", True), ("a 2> b", True),
        ("$X", True), ("a # b", True), ("a '' b", True), ("{a}", True), ("a || b", True),
        ("'a", False), ("a | b", False), ("> a", False), ("a > b", False), ("a>b c", False),
        ("; a", False), ("& a", False), ("(a)", False), ("a)", False), ("''", False), ("|", False),
    ],
)  # fmt: skip
def test_dokku_starts_what_echo_prints(command: str, prints: bool) -> None:
    """Each was given to `eval echo` of bash, in an empty folder."""
    found = planned("dokku", requirements="", version="3.13", Procfile=f"web: {command}\n")
    assert (found["start"]["command"] is not None) is prints
    if not prints:
        files = {"requirements": "flask==3.1.0\n", "version": "3.13"}
        told = reported("dokku", **files, Procfile=f"web: {command}\n")
        assert told["PLT004"].startswith("error")
