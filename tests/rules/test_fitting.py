"""The Python that fits best is found without trying those that cannot be better."""

from __future__ import annotations

import pytest

from checker.files.tree import MemoryTree
from checker.platform.python_releases import nearest
from checker.project.project import Project
from checker.rules.runtime import fitting
from checker.targets import targets

TARGET = targets()["rainbond-6"]
PINS = b"Flask==2.0.3\ngunicorn==20.1.0\n"


def tried(
    monkeypatch: pytest.MonkeyPatch,
    requirements: bytes,
    app: bytes = b"app = None\n",
    near: str = "3.6.6",
) -> tuple[str, list[str]]:
    """What is chosen for a root that asks for a Python, and the ones that were tried."""
    found: list[str] = []
    make = fitting._Supposed.__init__

    def noted(self: fitting._Supposed, *given: object) -> None:
        found.append(str(given[1]))
        make(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(fitting._Supposed, "__init__", noted)
    files = {
        "requirements.txt": requirements,
        "Procfile": b"web: gunicorn app:app\n",
        "runtime.txt": f"python-{near}".encode(),
        "app.py": app,
    }
    project = Project(MemoryTree(files), TARGET)
    return fitting.first_fitting(project, nearest(near, TARGET)), found


def test_the_first_one_without_errors_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tried(monkeypatch, PINS) == ("3.6.15", ["3.6.15"])


@pytest.mark.parametrize("lines", [b"os path\n", b"os path\n===\n"])
def test_lines_that_every_pip_refuses_speak_for_no_other_python(
    monkeypatch: pytest.MonkeyPatch, lines: bytes
) -> None:
    assert tried(monkeypatch, PINS + lines) == ("3.6.15", ["3.6.15"])


def test_others_are_tried_if_an_error_depends_on_the_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Flask 2.0.3 fails with the newest Werkzeug, which Python 3.7 and earlier do not get.
    version, found = tried(monkeypatch, PINS + b"os path\n", near="3.8.1")
    assert (version, found[0]) == ("3.7.16", "3.8.16")


def test_one_that_does_not_read_the_sources_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    version, found = tried(monkeypatch, b"gunicorn==20.1.0\nos path\n", b"app = (x := None)\n")
    assert version.startswith("3.8.")
    assert found == [version]
