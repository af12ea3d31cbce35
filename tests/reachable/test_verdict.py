"""Whether the plan knows what the start imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.files.tree import DirectoryTree
from checker.project.project import Project
from checker.reachable.verdict import whole_plan
from checker.targets import targets

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "requirements.txt": "Django==3.2.25\ngunicorn==20.1.0\nsetuptools==59.6.0\n",
    "Procfile": "web: bash start.sh\n",
    "manage.py": "import os\nimport sys\n\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', "
    "'shop.settings')\nfrom django.core.management import execute_from_command_line\n"
    "execute_from_command_line(sys.argv)\n",
    "shop/__init__.py": "",
    "shop/urls.py": "urlpatterns = []\n",
    "shop/wsgi.py": "import os\nfrom django.core.wsgi import get_wsgi_application\n"
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"
    "application = get_wsgi_application()\n",
    "shop/settings.py": "SECRET_KEY = 'x'\nALLOWED_HOSTS = ['*']\nSTATIC_ROOT = 's'\n"
    "STATIC_URL = '/s/'\nROOT_URLCONF = 'shop.urls'\n"
    "INSTALLED_APPS = ['django.contrib.staticfiles']\n",
}
SERVE = "exec gunicorn shop.wsgi --bind 0.0.0.0:$PORT\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("", True),
        ("export DJANGO_SETTINGS_MODULE=shop.settings\n", True),
        ("export DJANGO_SETTINGS_MODULE=shop.prod\n", False),
        ("export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-shop.prod}\n", False),
        ("export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-shop.settings}\n", True),
        ("DJANGO_SETTINGS_MODULE=${SETTINGS:-shop.prod}\nexport DJANGO_SETTINGS_MODULE\n", None),
        ('export DJANGO_SETTINGS_MODULE="$WHICH_SETTINGS"\n', None),
        ('[ -n "$DJANGO_SETTINGS_MODULE" ] || export DJANGO_SETTINGS_MODULE=shop.prod\n', False),
        ("python manage.py check --settings=shop.prod\nset -e\n", True),
        ("set -e\npython manage.py check --settings=${DJANGO_SETTINGS_MODULE:-shop.prod}\n", False),
        ("set -e\npython manage.py check --settings=$WHICH_SETTINGS\n", None),
    ],
)
def test_settings_of_a_script(tmp_path: Path, script: str, expected: bool | None) -> None:
    for name, text in {**FILES, "start.sh": script + SERVE}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    imports = whole_plan(Project(DirectoryTree(str(tmp_path)), targets()["rainbond-6"])).imports
    assert imports is not None
    assert imports.succeeds is expected, imports.because


UVICORN = "import uvicorn\nfrom fastapi import FastAPI\napp = FastAPI()\nuvicorn.run(app)\n"
HTTP = "from http.server import HTTPServer, BaseHTTPRequestHandler\n"
FLASK = "from flask import Flask\napp = Flask(__name__)\n"


@pytest.mark.parametrize(
    ("command", "app", "own", "expected"),
    [
        ("python app.py", UVICORN, "queue.py", None),
        ("python app.py", UVICORN, "statistics.py", True),
        ("python app.py", UVICORN, "mimetypes.py", False),
        ("python app.py", UVICORN, "wave.py", True),
        ("python app.py", UVICORN, "test.py", True),
        ("python app.py", UVICORN, "time.py", True),
        ("python app.py", UVICORN, "os.py", True),
        ("python app.py", UVICORN, "helpers.py", True),
        ("python app.py", HTTP, "mimetypes.py", None),
        ("python app.py", FLASK, "secrets.py", True),
        ("gunicorn app:app", FLASK, "profile.py", True),
        ("gunicorn app:app", FLASK, "wave.py", True),
        ("gunicorn app:app", FLASK, "queue.py", True),
        ("uvicorn app:app", UVICORN, "cProfile.py", True),
    ],
)
def test_own_module_that_a_request_may_need(
    tmp_path: Path, command: str, app: str, own: str, expected: bool | None
) -> None:
    """What the start does not import, a request may: nothing that starts is promised to answer."""
    requirements = "flask==3.1.0\nfastapi==0.121.0\nuvicorn==0.38.0\ngunicorn==23.0.0\n"
    (tmp_path / "requirements.txt").write_text(requirements, "utf-8")
    (tmp_path / ".python-version").write_text("3.14\n", "utf-8")
    (tmp_path / "Procfile").write_text(f"web: {command}\n", "utf-8")
    (tmp_path / "app.py").write_text(app, "utf-8")
    (tmp_path / own).write_text("", "utf-8")
    imports = whole_plan(Project(DirectoryTree(str(tmp_path)), targets()["heroku"])).imports
    assert imports is not None
    assert imports.succeeds is expected, imports.because


@pytest.mark.parametrize(
    ("command", "call", "expected"),
    [
        ("celery -A work worker", "app.autodiscover_tasks(['shop'])\n", None),
        ("celery -A work worker", "", True),
        ("python -m celery -A work worker", "app.autodiscover_tasks(['shop'])\n", True),
        ("PYTHONPATH=. celery -A work worker", "app.autodiscover_tasks(['shop'])\n", True),
    ],
)
def test_packages_that_celery_searches(
    tmp_path: Path, command: str, call: str, expected: bool | None
) -> None:
    """The folder is on the path only while celery imports the application."""
    (tmp_path / "requirements.txt").write_text("celery==5.3.6\n", "utf-8")
    (tmp_path / "Procfile").write_text(f"web: {command}\n", "utf-8")
    made = "from celery import Celery\napp = Celery('x', broker='memory://')\n"
    (tmp_path / "work.py").write_text(made + call, "utf-8")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/__init__.py").write_text("", "utf-8")
    (tmp_path / "shop/tasks.py").write_text("", "utf-8")
    project = Project(DirectoryTree(str(tmp_path)), targets()["rainbond-6-cnb"])
    imports = whole_plan(project).imports
    assert imports is not None
    assert imports.succeeds is expected, imports.because


RUNNERS = {
    "newrelic-admin gunicorn app:app": False,
    "newrelic-admin run-program gunicorn app:app": True,
    "poetry run gunicorn app:app": False,
    "python -m shop_server": False,
    "python -m honcho start -f Procfile.dev": False,
    "honcho run gunicorn gone:app": False,
    "just serve": True,
    "just": True,
    "just broken": False,
    "invoke serve": True,
    "invoke broken": False,
    "invoke computed": None,
    "supervisord -n -c supervisord.conf": False,
    "pdm run broken": None,
    "poe broken": False,
}


@pytest.mark.parametrize(("command", "expected"), RUNNERS.items())
def test_runners(tmp_path: Path, command: str, expected: bool | None) -> None:
    """All but `pdm` were started for real."""
    tasks = (
        "from invoke import task\n\n\n@task\ndef serve(c):\n    c.run('gunicorn app:app')\n\n\n"
        "@task\ndef broken(c):\n    'Serve.'\n    c.run('gunicorn gone:app', pty=True)\n\n\n"
        "@task\ndef computed(c):\n    c.run('gunicorn ' + NAME)\n"
    )
    files = {
        "requirements.txt": "flask\ngunicorn\nnewrelic\npoetry\nhoncho\ninvoke\nsupervisor\n"
        "pdm\npoethepoet\nrust-just\n",
        "Procfile": f"web: {command}\n",
        "app.py": FLASK,
        "Procfile.dev": "web: gunicorn gone:app\n",
        "justfile": "# how to serve\nserve:\n    @gunicorn app:app\n\nbroken: # it\n"
        "    gunicorn gone:app\n",
        "tasks.py": tasks,
        "supervisord.conf": "[supervisord]\nnodaemon=true\n[program:web]\n"
        "command=bash -c 'exec gunicorn gone:app -b 0.0.0.0:%(ENV_PORT)s'\n",
    }
    if command.startswith(("pdm", "poe")) and not command.startswith("poetry"):
        files["pyproject.toml"] = (
            "[tool.poe.tasks]\nbroken = 'gunicorn gone:app'\n"
            "[tool.pdm.scripts]\nbroken = {call = 'shop:serve'}\n"
        )
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    imports = whole_plan(Project(DirectoryTree(str(tmp_path)), targets()["rainbond-6"])).imports
    assert imports is not None
    assert imports.succeeds is expected, imports.because
