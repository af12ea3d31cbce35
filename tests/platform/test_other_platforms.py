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
