"""The start command that the platform guesses for the cloud native build."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.platform.cnb.generate import _assigns, _defines, guess
from checker.platform.rainbond.package_manager import package_manager
from tests.platform.projects import CNB, of, plan_of

APP = "app = 1\n"


def command(requirements: str, **files: str | bytes) -> str | None:
    """The command for a project; in names `__` stands for `/`."""
    held: dict[str, str | bytes] = {"requirements.txt": requirements}
    held |= {path.replace("__/", "/"): data for path, data in files.items()}
    project = of(CNB, held)
    found = guess(project, package_manager(project).value)
    return None if found is None else found.command


@pytest.mark.parametrize(
    ("files", "manager"),
    [
        (["environment.yml", "Pipfile"], "conda"),
        (["environment.yaml"], "conda"),
        (["conda.yml"], "conda"),
        (["conda.yaml"], "conda"),
        (["Pipfile", "pyproject.toml"], "pipenv"),
        (["pyproject.toml"], "pip"),
        (["requirements.txt"], "pip"),
        ([], "pip"),
    ],
)
def test_package_managers(files: list[str], manager: str) -> None:
    assert package_manager(of(CNB, dict.fromkeys(files, ""))).value == manager


def test_poetry_is_a_table_of_its_own() -> None:
    assert package_manager(of(CNB, {"pyproject.toml": "[tool.poetry]\n"})).value == "poetry"
    assert package_manager(of(CNB, {"pyproject.toml": "[tool.poetry.scripts]\n"})).value == "pip"


@pytest.mark.parametrize(
    ("scripts", "expected"),
    [
        ("\nserve = 'a:b'\nother = 'c:d'\n", "poetry run serve"),
        ("\n\n# c\n  serve-it.x='a:b'\n", "poetry run serve-it.x"),
        ("\n'quoted' = 'a:b'\nplain = 'c:d'\n", "poetry run plain"),
        (" # serve = 'on the same line'\n", None),
        ("\n[other]\nserve = 'a:b'\n", None),
        ("\r\nserve = 'a:b'\r\n", "poetry run serve"),
        ("", None),
    ],
)
def test_the_first_poetry_script(scripts: str, expected: str | None) -> None:
    text = "[tool.poetry]\nname = 'x'\n[tool.poetry.scripts]" + scripts
    assert command("", **{"pyproject.toml": text}) == expected


def test_manage_py_in_the_root() -> None:
    assert command("", **{"manage.py": ""}) == "python manage.py runserver 0.0.0.0:$_PORT"
    assert command("django", **{"src/manage.py": ""}) is None


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"production.ini": "", "development.ini": ""}, "pserve development.ini"),
        ({"production.ini": "%(port)s", "a.ini": ""}, "pserve production.ini port=$_PORT"),
        ({"b.ini": "%(HTTP_PORT)s %(port)s", "c.ini": ""}, "pserve b.ini http_port=$_PORT"),
        ({".a.ini": "", "b.ini": ""}, "pserve .a.ini"),
        ({"conf/a.ini": ""}, None),
    ],
)
def test_pyramid(files: dict[str, str], expected: str | None) -> None:
    assert command("Pyramid==2", **files) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"web/server.py": "import AioHTTP"}, "python web/server.py"),
        ({"main.py": "web.run_app(x)"}, "python main.py"),
        ({"main.py": "aiohttp", "app.py": "aiohttp"}, "python app.py"),
        ({"main.py": "def create_app():\n"}, None),
        ({"wsgi.py": "aiohttp"}, None),
    ],
)
def test_aiohttp(files: dict[str, str], expected: str | None) -> None:
    assert command("aiohttp", **files) == expected


@pytest.mark.parametrize(
    ("requirements", "files", "expected"),
    [
        ("quart", {"asgi.py": "QUART\n" + APP}, "hypercorn --bind 0.0.0.0:$_PORT asgi:app"),
        ("quart", {"asgi.py": APP}, None),
        ("sanic", {"app.py": "sanic\n" + APP}, "sanic app:app --host=0.0.0.0 --port=$_PORT"),
        (
            "sanic",
            {"run.py": "sanic\nasync  def get_app ():\n"},
            "sanic run:get_app --factory --host=0.0.0.0 --port=$_PORT",
        ),
        ("sanic", {"run.py": "sanic\n  def get_app():\n"}, None),
        ("uvicorn", {"api.py": "asgi_app=1"}, "uvicorn api:asgi_app --host 0.0.0.0 --port $_PORT"),
        ("uvicorn", {"wsgi.py": APP}, None),
        ("uvicorn\ngunicorn", {"wsgi.py": APP}, "gunicorn wsgi:app --bind 0.0.0.0:$_PORT"),
        ("gunicorn", {"wsgi.py": APP + "application = 2"}, None),
        ("# we left Flask", {"main.py": "create_app"}, None),
        ("flask", {"index.py": "import flask"}, None),
        ("requests", {"app.py": APP}, None),
    ],
)
def test_frameworks(requirements: str, files: dict[str, str], expected: str | None) -> None:
    if expected is None and requirements == "gunicorn":
        expected = "gunicorn wsgi:application --bind 0.0.0.0:$_PORT"
    if expected is None and "Flask" in requirements:
        expected = "flask --app main run --host 0.0.0.0 --port $_PORT"
    assert command(requirements, **files) == expected


def test_a_dependency_may_stand_in_any_dependency_file() -> None:
    assert command("", Pipfile="UVICORN", **{"app.py": APP}) is not None
    assert command("", **{"pyproject.toml": "gunicorn", "app.py": APP}) is not None
    assert command("", **{"setup.py": "gunicorn", "app.py": APP}) is None
    assert command("guni\0corn", **{"app.py": APP}) is None


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("app.py", "app"),
        ("src/app.py", "app"),
        ("src/src/app.py", "src.app"),
        ("pkg/__init__.py", "pkg"),
        ("src/__init__.py", "__init__"),
        ("__init__.py", "__init__"),
        ("my app/app.py", "my app.app"),
        ("a/b/c/d/e/app.py", "a.b.c.d.e.app"),
        ("a/b/c/d/e/f/app.py", None),
        ("tests/app.py", None),
        ("TEST/app.py", None),
        ("pkg/dist/app.py", None),
        ("venv/app.py", None),
        (".x/app.py", None),
        ("x.EGG-INFO/app.py", None),
        ("env/app.py", "env.app"),
        ("hello.py", None),
        ("App.py", None),
    ],
)
def test_entry_points(path: str, module: str | None) -> None:
    expected = None if module is None else f"gunicorn {module}:app --bind 0.0.0.0:$_PORT"
    assert command("gunicorn", **{path: APP}) == expected


def test_the_name_decides_before_the_depth() -> None:
    files = {"a/wsgi.py": APP, "b/wsgi.py": APP, "app.py": APP}
    assert command("gunicorn", **files) == "gunicorn a.wsgi:app --bind 0.0.0.0:$_PORT"
    nearer = {"z/wsgi.py": APP, "a/b/wsgi.py": APP}
    assert command("gunicorn", **nearer) == "gunicorn z.wsgi:app --bind 0.0.0.0:$_PORT"


def test_an_environment_that_git_does_not_hold_is_not_searched() -> None:
    files: dict[str, str | bytes] = {"requirements.txt": "gunicorn", "env/x/app.py": APP}
    held = of(CNB, files, ["requirements.txt"])
    assert guess(held, "pip") is None


@pytest.mark.parametrize(
    ("text", "assigned"),
    [
        ("app = 1", True),
        ("app=1", True),
        ("app == 1", True),
        ("app: Flask = 1", True),
        ("app : Flask\n\nother = 1", True),
        ("app\n\n= 1", True),
        ("app:=1", False),
        ("app: =1", True),
        ("app:", False),
        (" app = 1", False),
        ("application = 1", False),
        ("app.x = 1", False),
        ("x\rapp = 1", False),
        ("x\r\napp = 1", True),
        ("app\v= 1", False),
        ("app\f= 1", True),
        ("app, x = 1, 2", False),
    ],
)
def test_assignments(text: str, assigned: bool) -> None:
    assert _assigns(text.encode(), "app") == assigned


@given(st.text("ap:= \n\tx", max_size=12).map(lambda t: t.replace("p", "app")))
def test_assignments_are_those_of_the_regular_expression(text: str) -> None:
    pattern = rb"(?m)^app(?:[ \t\n\f\r]*:[ \t\n\f\r]*[^=]+)?[ \t\n\f\r]*="
    assert _assigns(text.encode(), "app") == bool(re.search(pattern, text.encode()))


def test_functions() -> None:
    assert _defines(b"x\nasync \t\ndef\ncreate_app\n(", "create_app")
    assert not _defines(b"x; def create_app(", "create_app")
    assert not _defines(b"def create_app_(", "create_app")


def test_time_is_linear() -> None:
    _assigns(b"app:\n" * 200_000, "app")
    _assigns(b"app:" + b" " * 1_000_000, "app")
    _assigns(b"app" + b" " * 1_000_000, "app")
    _defines(b"async " * 200_000, "x")


def test_the_guess_goes_through_the_procfile() -> None:
    start = plan_of(CNB, {"requirements.txt": "flask", "a b/app.py": "import flask"}).start
    assert start.command == "flask --app a b.app run --host 0.0.0.0 --port $_PORT"
    assert (start.source, start.at[0].path) == ("generated", "a b/app.py")
    assert start.procfile == b"web: " + start.command.encode() + b"\n"
