"""The command that is proposed for the applications that the modules of a repository hold."""

from __future__ import annotations

import time

import pytest

from checker.advice.serving import LOGS, serving
from tests.platform.projects import CNB, FIVE, SLUG, of

FLASK = "from flask import Flask\n\napp = Flask(__name__)\n"
FASTAPI = "from fastapi import FastAPI\n\napp = FastAPI()\n"
FACTORY = "from flask import Flask\n\n\ndef create_app({}):\n    app = Flask('x')\n    return app\n"


def line(files: dict[str, str], target: str = FIVE, requirements: str = "") -> str:
    return serving(of(target, {"requirements.txt": requirements, **files})).line


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"app.py": FLASK}, "gunicorn app:app"),
        ({"a/b/web.py": FLASK}, "gunicorn a.b.web:app"),
        ({"shop/__init__.py": FLASK}, "gunicorn shop:app"),
        ({"wsgi.py": "from shop import app as application\n", "shop/__init__.py": FLASK},
         "gunicorn wsgi:application"),
        ({"x.py": FLASK, "wsgi.py": FLASK}, "gunicorn wsgi:app"),
        ({"x/main.py": FLASK, "y.py": FLASK}, "gunicorn y:app"),
        ({"app.py": FLASK + "zoo = Flask(__name__)\n"}, "gunicorn app:app"),
        ({"app.py": FACTORY.format("")}, "gunicorn 'app:create_app()'"),
        ({"app.py": FACTORY.format("config=None, *, x=1")}, "gunicorn 'app:create_app()'"),
        ({"app.py": FACTORY.format(""), "deep/web.py": FLASK}, "gunicorn deep.web:app"),
        ({"app.py": "def app(environ, start_response):\n    return []\n"}, "gunicorn app:app"),
        ({"back/app.py": "import models\n" + FLASK, "back/models.py": ""},
         "gunicorn --chdir back app:app"),
        ({"src/a/app.py": "import a.b\n" + FLASK, "src/a/b.py": "", "src/a/__init__.py": ""},
         "gunicorn --chdir src a.app:app"),
    ],
)  # fmt: skip
def test_wsgi(files: dict[str, str], expected: str) -> None:
    assert line(files) == f"web: {expected} {LOGS}"
    assert line(files, SLUG) == f"web: {expected} {LOGS}"
    bound = f"web: {expected} --bind 0.0.0.0:${{PORT:-${{_PORT:-5000}}}} {LOGS}"
    assert line(files, CNB) == bound


@pytest.mark.parametrize(
    ("files", "requirements", "expected"),
    [
        ({"main.py": FASTAPI}, "", "uvicorn main:app --host 0.0.0.0 --port {}"),
        ({"main.py": FASTAPI}, "hypercorn", "hypercorn main:app --bind 0.0.0.0:{}"),
        ({"main.py": FASTAPI}, "hypercorn\nuvicorn", "uvicorn main:app --host 0.0.0.0 --port {}"),
        ({"main.py": FASTAPI.replace("app =", "def create_app(): return")}, "",
         "uvicorn main:create_app --factory --host 0.0.0.0 --port {}"),
        ({"b/main.py": "import db\n" + FASTAPI, "b/db.py": ""}, "",
         "uvicorn main:app --app-dir b --host 0.0.0.0 --port {}"),
        ({"app.py": "import streamlit as st\n"}, "",
         "streamlit run app.py --server.address 0.0.0.0 --server.port {}"),
        ({"x.py": "import streamlit\n", "main.py": "import streamlit\n"}, "",
         "streamlit run main.py --server.address 0.0.0.0 --server.port {}"),
    ],
)  # fmt: skip
def test_others(files: dict[str, str], requirements: str, expected: str) -> None:
    for target, port in (
        (FIVE, "$PORT"),
        (SLUG, "${_PORT:-5000}"),
        (CNB, "${PORT:-${_PORT:-5000}}"),
    ):
        assert line(files, target, requirements) == "web: " + expected.format(port)


@pytest.mark.parametrize(
    "files",
    [
        {"tests/app.py": FLASK}, {"docs/app.py": FLASK}, {"test_app.py": FLASK},
        {"venv/lib/app.py": FLASK}, {"a-b.py": FLASK}, {"a b/app.py": FLASK}, {"é.py": FLASK},
        {"app.py": FACTORY.format("config")}, {"app.py": FLASK.replace("app =", "_app =")},
        {"app.py": "if x:\n    app = Flask()\n"}, {"app.py": "from gone import app\n"},
        {"app.py": "print 'x'\n" + FLASK}, {"app.py": "class App: pass\napp = App()\n"},
        {"a.py": "import streamlit\n", "b.py": "import streamlit\n"}, {},
        {"app.py": "from app import app\n"}, {"a/b/c/d/app.py": FLASK},
    ],
)  # fmt: skip
def test_nothing_certain(files: dict[str, str]) -> None:
    assert serving(of(FIVE, {"requirements.txt": "", **files})) == ("", "")


def test_what_it_needs() -> None:
    assert serving(of(FIVE, {"requirements.txt": "", "a.py": FLASK})).needs == "gunicorn"
    assert serving(of(FIVE, {"requirements.txt": "Gunicorn", "a.py": FLASK})).needs == ""
    assert serving(of(FIVE, {"requirements.txt": "", "main.py": FASTAPI})).needs == "uvicorn"


def test_many_modules_are_looked_at_in_time() -> None:
    files = {f"a{n}/m.py": f"from a{n - 1}.m import app\n" + "x = 1\n" * 500 for n in range(2000)}
    before = time.perf_counter()
    serving(of(FIVE, {"requirements.txt": "", **files}))
    assert time.perf_counter() - before < 20
