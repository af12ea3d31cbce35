"""Completion: what is offered, in which order, and that taking it is right."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.base.findings import Severity
from checker.editor.completion.dispatch import completions
from checker.files.tree import MemoryTree
from checker.platform.builder import builder_of
from checker.platform.python_version import python_version
from checker.project.project import Project
from checker.targets import Target, targets
from tests.checking import check
from tests.editor.looking import FLASK, django, offered, typed
from tests.test_hostile import TREES

LOGS = "--log-file - --access-logfile - --error-logfile -"
FASTAPI = {
    "requirements.txt": "fastapi==0.79.0\nuvicorn==0.16.0\n",
    "runtime.txt": "python-3.6.6\n",
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI(title='x')\n",
}


def labels(files: dict[str, str], path: str, marked: str, target: str = "rainbond-5") -> list[str]:
    return [item.label for item in offered(files, path, marked, target)]


def codes(files: dict[str, str], path: str, text: str, target: str) -> list[str]:
    """The errors and warnings that a check of the tree gives."""
    tree = MemoryTree({name: held.encode() for name, held in {**files, path: text}.items()})
    found = check(tree, targets()[target]).findings
    return [finding.code for finding in found if finding.severity >= Severity.WARNING]


@pytest.mark.parametrize("target", targets().values(), ids=lambda target: target.name)
def test_all_versions_of_the_target_the_recommended_ones_first(target: Target) -> None:
    found = offered(FLASK, "runtime.txt", "|", target.name)
    if "runtime.txt" not in builder_of(target).version_files:
        assert found == []
        return
    if builder_of(target).own_words:  # its dialect: `test_each_line_of_a_dialect_is_accepted`
        return
    versions = [item.label.removeprefix("python-") for item in found]
    assert sorted(versions) == sorted(target.python_supported)
    count = len(target.python_recommended)
    assert set(versions[:count]) == set(target.python_recommended)
    newest_first = [[int(n) for n in version.split(".")] for version in versions]
    assert newest_first[:count] == sorted(newest_first[:count], reverse=True)
    assert newest_first[count:] == sorted(newest_first[count:], reverse=True)
    assert [item.preselect for item in found] == [True] + [False] * (len(found) - 1)
    assert ("recommended" in found[0].detail) == bool(count)
    for item in found:
        found_then = codes(FLASK, "runtime.txt", item.text, target.name)
        # That a version leaves the platform one day is no mistake in the file.
        assert not [code for code in found_then if code.startswith("RUN") and code != "RUN009"]


OTHERS = [target for target in targets().values() if builder_of(target).own_words]


@pytest.mark.parametrize("target", OTHERS, ids=lambda target: target.name)
@pytest.mark.parametrize("name", ["runtime.txt", ".python-version"])
def test_each_line_of_a_dialect_is_accepted(target: Target, name: str) -> None:
    files = {path: text for path, text in FLASK.items() if path != "runtime.txt"}
    found = offered(files, name, "|", target.name)
    if name not in builder_of(target).version_files:
        assert found == []
        return
    assert found[0].preselect
    assert any("the default without" in item.detail for item in found)
    for item in found:
        tree = MemoryTree({**{p: t.encode() for p, t in files.items()}, name: item.text.encode()})
        python = python_version(Project(tree, target))
        assert (python.declared_in, python.fails) == (name, False), item.text
        assert python.effective in target.python_supported


@pytest.mark.parametrize(
    ("target", "name", "marked", "first"),
    [
        ("heroku", ".python-version", "|", "3.14"),
        ("heroku", ".python-version", "3.1|", "3.14"),
        ("heroku", ".python-version", "3.12|\n", "3.12\n"),
        ("heroku", ".python-version", "python-3.11|\n", "3.11\n"),
        ("heroku", "runtime.txt", "3.12|", "python-3.12"),
        ("cloudfoundry", "runtime.txt", "|", "python-3.14.x"),
        ("cloudfoundry", "runtime.txt", "python-3.11|", "python-3.11.x"),
        ("digitalocean", ".python-version", "3.9|", "3.9"),
        ("railway", ".python-version", "|", "3.14"),
    ],
)
def test_versions_in_the_dialect_of_the_platform(
    target: str, name: str, marked: str, first: str
) -> None:
    files = {path: text for path, text in FLASK.items() if path != "runtime.txt"}
    assert typed(files, name, marked, target)[0] == first


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("heroku-cnb", "runtime.txt"),
        ("rainbond-6", ".python-version"),
        ("cloudfoundry", ".python-version"),
    ],
)
def test_no_version_for_a_file_that_is_not_read(target: str, name: str) -> None:
    assert offered(FLASK, name, "|", target) == []


def test_what_several_targets_accept() -> None:
    files = {path: text for path, text in FLASK.items() if path != "runtime.txt"}
    held = {path: text.encode() for path, text in files.items()}
    tree = MemoryTree({**held, ".python-version": b""})
    projects = [Project(tree, targets()[name]) for name in ("digitalocean", "heroku", "rainbond-6")]
    found = [item.label for item in completions(projects[0], ".python-version", 0, projects[1:])]
    assert found == ["3.14", "3.13", "3.12", "3.11", "3.10"]
    tree = MemoryTree({**held, "runtime.txt": b""})
    projects = [Project(tree, targets()[name]) for name in ("cloudfoundry", "heroku")]
    found = [item.label for item in completions(projects[0], "runtime.txt", 0, projects[1:])]
    assert {"python-3.14.x", "python-3.14"} <= set(found)


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("3.6|\n", ["python-3.6.6\n", "python-3.6.10\n"]),
        ("python-3.6|", ["python-3.6.6", "python-3.6.10"]),
        ("Python-2|\n", ["python-2.7.17\n", "python-2.7.9\n"]),
        ("pyth|on-3.4\n", ["python-3.6.6\n", "python-2.7.17\n", "python-3.6.10\n"]),
        ("\n  2.7.1|  \n", ["\npython-2.7.17\n"]),
        ("python-9|\r\n", ["python-3.6.6\r\n", "python-2.7.17\r\n", "python-3.6.10\r\n"]),
    ],
)
def test_a_half_typed_version(marked: str, after: list[str]) -> None:
    assert typed(FLASK, "runtime.txt", marked)[: len(after)] == after


def test_a_version_without_its_prefix_is_compared_without_it() -> None:
    assert {item.filter for item in offered(FLASK, "runtime.txt", "3.6|")} == {"3.6.6", "3.6.10"}
    assert offered(FLASK, "runtime.txt", "py|")[0].filter == "python-3.6.6"


def test_where_a_newline_undoes_it_that_is_said() -> None:
    said = [item.documentation for item in offered(FLASK, "runtime.txt", "|", "rainbond-6")]
    assert all(text.startswith("It counts only if no newline") for text in said)


def test_no_version_beside_another_line() -> None:
    assert offered(FLASK, "runtime.txt", "python-3.6.6\n3|") == []


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("|", [f"web: gunicorn app:app {LOGS}", "web: "]),
        ("|\n", [f"web: gunicorn app:app {LOGS}\n", "web: \n"]),
        ("w|", [f"web: gunicorn app:app {LOGS}", "web: "]),
        ("we|\n", [f"web: gunicorn app:app {LOGS}\n", "web: \n"]),
        ("guni|", [f"web: gunicorn app:app {LOGS}"]),
        ("# ours\n|", [f"# ours\nweb: gunicorn app:app {LOGS}", "# ours\nweb: "]),
        ("web:|", [f"web: gunicorn app:app {LOGS}"]),
        ("web: |", [f"web: gunicorn app:app {LOGS}"]),
        ("web: gu|\r\n", [f"web: gunicorn app:app {LOGS}\r\n"]),
        ("|eb: gunicorn x:y\n", ["web: gunicorn x:y\n"]),
        ("x|", []),
        ("web: x\n|", []),
        ("# w|", []),
        ("wor|ker: x", []),
    ],
)
def test_the_web_line(marked: str, after: list[str]) -> None:
    assert typed(FLASK, "Procfile", marked) == after


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("rainbond-5", "web: uvicorn main:app --host 0.0.0.0 --port $PORT"),
        ("rainbond-6", "web: uvicorn main:app --host 0.0.0.0 --port ${_PORT:-5000}"),
        ("rainbond-6-cnb", "web: uvicorn main:app --host 0.0.0.0 --port ${PORT:-${_PORT:-5000}}"),
    ],
)
def test_an_asynchronous_application(target: str, wanted: str) -> None:
    assert typed(FASTAPI, "Procfile", "|", target)[0] == wanted


@pytest.mark.parametrize("target", list(targets()))
@pytest.mark.parametrize("name", ["flask", "fastapi", "django", "nested"])
def test_a_line_that_is_taken_is_right(name: str, target: str) -> None:
    projects = {"flask": FLASK, "fastapi": FASTAPI, "django": django("STATIC_ROOT = 'x'\n")}
    files = projects.get(name) or {
        "requirements.txt": "Django==2.2.28\n",
        "backend/manage.py": django("")["manage.py"],
        "backend/mysite/__init__.py": "",
        "backend/mysite/wsgi.py": "import os\napplication = os\n",
        "backend/mysite/settings.py": "STATIC_ROOT = 'x'\n",
    }
    line = typed(files, "Procfile", "|", target)[0]
    assert "--chdir backend mysite.wsgi" in line or name != "nested"
    found = codes(files, "Procfile", line + "\n", target)
    assert not [code for code in found if code.startswith("PROC")]
    assert not {"CMD002", "CMD004", "CMD005", "CMD007"} & set(found)


def test_nothing_for_what_is_no_python_project() -> None:
    assert typed({"index.html": ""}, "Procfile", "|") == ["web: "]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("web: gunicorn app:app -|", ["--bind", "--workers", "--worker-class", "--threads"]),
        ("web: gunicorn --log|\n", ["--log-file", "--log-level", "--log-config"]),
        ("web: gunicorn -|b 1 app:app\n", ["--bind", "--workers"]),
        ("web: gunicorn app:app -w|", ["-w"]),
        ("web: gunicorn app:app -b 0.0.0.0:80 --bi|", []),
        ("web: gunicorn app:app -b 0.0.0.0:80 --wor|", ["--workers", "--worker-class"]),
        ("web: cd x && gunicorn --chd|", ["--chdir"]),
        ("web: flask run --ho|", ["--host"]),
        ("web: flask --ap|", ["--app"]),
        ("web: python -m uvicorn main:app --por|", ["--port"]),
        ("web: python manage.py runserver --nor|", ["--noreload"]),
        ("web: x\nworker: celery -A app worker --con|", ["--concurrency"]),
        ("web: gunicorn app:app --bind=|", []),
        ("web: nothing-known -|", []),
        ("web: gunicorn -|; x", ["--bind"]),
    ],
)
def test_options(marked: str, wanted: list[str]) -> None:
    found = labels(FLASK, "Procfile", marked)
    assert found[: len(wanted)] == wanted
    if not wanted:
        assert found == []


def test_an_option_s_words() -> None:
    found = {item.label: item for item in offered(FLASK, "Procfile", "web: gunicorn app:app -|")}
    bind = found["--bind"]
    assert bind.detail == "or -b, takes a value"
    assert bind.documentation.startswith("The address to listen on")
    assert list(found)[-1] in ("--daemon", "--reload")
    assert "--help" not in found


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("web: gunicorn |", ["web: gunicorn app:app"]),
        ("web: gunicorn ap| -w 2\n", ["web: gunicorn app:app -w 2\n"]),
        ("web: gunicorn -w 2 |\n", ["web: gunicorn -w 2 app:app\n"]),
        ("web: gunicorn -w |\n", []),
        ("web: gunicorn app:app |\n", []),
        ("web: gunicorn app:app --bind 0.0.0.0:$|", ["web: gunicorn app:app --bind 0.0.0.0:$PORT"]),
        ("web: gunicorn -b :${P| app:app", ["web: gunicorn -b :$PORT app:app"]),
    ],
)
def test_applications_and_the_port(marked: str, after: list[str]) -> None:
    assert typed(FLASK, "Procfile", marked) == after


def test_what_the_command_needs() -> None:
    files = {**FLASK, "Procfile": "web: newrelic-admin run-program gunicorn app:app\n"}
    found = offered(files, "requirements.txt", "Flask==2.0.3\n|")
    assert [item.label for item in found] == ["gunicorn", "newrelic"]
    assert found[0].detail == "needed: the web command starts gunicorn"
    assert found[0].documentation == (
        "Needed: the web command starts `gunicorn`.\n\nReleases before `22.0.0` support Python 3.6."
    )
    assert [item.preselect for item in found] == [True, False]


@pytest.mark.parametrize(
    "line", ["fastapi[standard]==0.112.0", "uvicorn[standard]", "streamlit", "litestar[Standard]"]
)
def test_what_comes_along_is_not_needed(line: str) -> None:
    files = {**FASTAPI, "Procfile": "web: uvicorn main:app\n"}
    assert "uvicorn" not in labels(files, "requirements.txt", f"{line}\n|")


def test_django_that_comes_along_is_not_needed() -> None:
    assert "Django" in labels(django(""), "requirements.txt", "x\n|")
    assert "Django" not in labels(django(""), "requirements.txt", "djangorestframework\n|")


def test_what_the_settings_need() -> None:
    files = django(
        "INSTALLED_APPS = ['django.contrib.staticfiles', 'rest_framework', 'mysite', 'corsheaders',"
        " 'never_heard_of']\n"
        "MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']\n"
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.mysql'}}\n"
        "DEFAULT_FILE_STORAGE = 'storages.backends.s3boto3.S3Boto3Storage'\n"
        "CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache'}}\n"
    )
    found = {
        item.label: item.detail
        for item in offered(files, "requirements.txt", "Django==2.2.28\nmysqlclient\n|\n")
    }
    assert found["djangorestframework"] == "needed: INSTALLED_APPS names rest_framework"
    assert {"django-cors-headers", "whitenoise", "django-storages", "gunicorn"} <= set(found)
    assert "mysqlclient" not in found
    assert not {"mysite", "never-heard-of", "Django"} & set(found)
    again = labels(files, "requirements.txt", "Django==2.2.28\n|")
    assert "mysqlclient" in again


@pytest.mark.parametrize(
    ("marked", "after"),
    [
        ("fla|", "Flask"),
        ("Flask==2.0.3\nGUNI|\n", "Flask==2.0.3\ngunicorn\n"),
        ("psycopg2_b|", "psycopg2-binary"),
        ("djangor|==3.9\n", "djangorestframework==3.9\n"),
    ],
)
def test_known_names(marked: str, after: str) -> None:
    assert after in typed(FLASK, "requirements.txt", marked)


@pytest.mark.parametrize(
    "marked",
    ["flask==|", "flask==1|", "# fl|", "-r |", "flask # g|", "flask; p|", "git+https://x|", "a b|"],
)
def test_no_name_where_none_can_stand(marked: str) -> None:
    assert offered(FLASK, "requirements.txt", marked) == []


def test_nothing_elsewhere() -> None:
    assert offered(FLASK, "app.py", "impo|rt x") == []
    assert offered(FLASK, "other.txt", "fla|") == []
    files = {**FLASK, "requirements.txt": "-r base.txt\n"}
    assert "Flask" in labels(files, "base.txt", "fla|")


def test_what_is_declared_is_not_offered_again() -> None:
    assert "gunicorn" not in labels(FLASK, "requirements.txt", "gunicorn\nguni|")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES, st.sampled_from(sorted(targets())), st.lists(st.integers(-3, 300), max_size=12))
def test_any_place_of_any_tree(files: dict[str, bytes], target: str, offsets: list[int]) -> None:
    report = check(MemoryTree(files), targets()[target], uncertain=True)
    for path in (*files, "nowhere", ""):
        document = report.project.document(path)
        length = len(document.text) if document is not None else 0
        for offset in offsets:
            for item in completions(report.project, path, offset):
                assert 0 <= item.start <= min(max(offset, 0), length) <= item.end <= length
                assert "\n" not in item.text
                assert item.label.isprintable()
