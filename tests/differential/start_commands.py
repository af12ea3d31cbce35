"""Small projects that are started in many ways: other servers, scripts, runners, Python files.

Each command is tried with a project that starts, and with projects of which an import fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.start_projects import BASES, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Files = dict[str, str]

CELERY = """\
from celery import Celery
from shop.views import page

app = Celery("app", broker="memory://", backend="cache+memory://"{options})


@app.task
def job():
    return page()
"""
ASGI = """\
import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proj.settings")
application = get_asgi_application()
"""
DJANGO_CELERY = """\
import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proj.settings")
app = Celery("proj", broker="memory://")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
"""
MAIN = 'if __name__ == "__main__":\n    '
SERVING = {
    "app.run": ("app.py", 'app.run(host="0.0.0.0", port=int(os.environ["PORT"]))', "flask"),
    "waitress.serve": ("serve.py", 'waitress.serve(app, port=os.environ["PORT"])', "flask"),
    "gevent": ("serve.py", 'WSGIServer(("0.0.0.0", int(os.environ["PORT"])), app).serve_forever()',
               "flask"),
    "wsgiref": ("serve.py", 'make_server("", int(os.environ["PORT"]), app).serve_forever()',
                "flask"),
    "uvicorn.run": ("serve.py", 'uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]))',
                    "fastapi"),
    "uvicorn.run of a string": (
        "serve.py", 'uvicorn.run("app:app", host="0.0.0.0", port=int(os.environ["PORT"]))',
        "fastapi"),
    "uvicorn.run of a missing string": (
        "serve.py", 'uvicorn.run("main:app", host="0.0.0.0", port=int(os.environ["PORT"]))',
        "fastapi"),
    "granian.Granian": (
        "serve.py", 'Granian("app:app", address="0.0.0.0", port=int(os.environ["PORT"]), '
        'interface="asgi").serve()', "fastapi"),
    "granian.Granian of a missing string": (
        "serve.py", 'Granian("main:app", address="0.0.0.0", port=int(os.environ["PORT"]), '
        'interface="asgi").serve()', "fastapi"),
    "hypercorn.run": (
        "serve.py", 'config = Config()\n    config.bind = ["0.0.0.0:" + os.environ["PORT"]]\n'
        '    config.application_path = "app:app"\n    run(config)', "fastapi"),
    "hypercorn.run of a missing string": (
        "serve.py", 'config = Config()\n    config.bind = ["0.0.0.0:" + os.environ["PORT"]]\n'
        '    config.application_path = "main:app"\n    run(config)', "fastapi"),
    "uvicorn.Server": (
        "serve.py", 'uvicorn.Server(uvicorn.Config("app:app", host="0.0.0.0", port=int('
        'os.environ["PORT"]))).run()', "fastapi"),
}  # fmt: skip
"""Of each way to serve in Python the file, the statement and the framework."""
HEADS = {
    "waitress": "import os\nimport waitress\nfrom app import app\n\n",
    "gevent": "import os\nfrom gevent.pywsgi import WSGIServer\nfrom app import app\n\n",
    "wsgiref": "import os\nfrom wsgiref.simple_server import make_server\nfrom app import app\n\n",
    "uvicorn.run": "import os\nimport uvicorn\nfrom app import app\n\n",
    "uvicorn": "import os\nimport uvicorn\n\n",
    "granian": "import os\nfrom granian import Granian\n\n",
    "hypercorn": "import os\nfrom hypercorn.config import Config\n"
    "from hypercorn.run import run\n\n",
}
COMMANDS = {
    "flask": {
        "gunicorn": "gunicorn app:app -b 0.0.0.0:$PORT",
        "python -m gunicorn": "python -m gunicorn app:app -b 0.0.0.0:$PORT",
        "waitress": "waitress-serve --port=$PORT app:app",
        "python -m waitress": "python -m waitress --port=$PORT app:app",
        "waitress, dotted": "waitress-serve --port=$PORT shop.gone:app",
        "flask run": "FLASK_APP=app flask run -h 0.0.0.0 -p $PORT",
        "python -m flask": "FLASK_APP=app.py python -m flask run -h 0.0.0.0 -p $PORT",
        "gevent": "gunicorn -k gevent app:app -b 0.0.0.0:$PORT",
        "hypercorn": "hypercorn app:app -b 0.0.0.0:$PORT",
    },
    "fastapi": {
        "uvicorn": "uvicorn app:app --host 0.0.0.0 --port $PORT",
        "python -m uvicorn": "python -m uvicorn app:app --host 0.0.0.0 --port $PORT",
        "worker": "gunicorn -k uvicorn.workers.UvicornWorker app:app -b 0.0.0.0:$PORT",
        "hypercorn": "hypercorn app:app --bind 0.0.0.0:$PORT",
        "daphne": "daphne -b 0.0.0.0 -p $PORT app:app",
        "granian": "granian --interface asgi --host 0.0.0.0 --port $PORT app:app",
        "app-dir": "uvicorn --app-dir . app:app --host 0.0.0.0 --port $PORT",
        "wrong app-dir": "uvicorn --app-dir shop app:app --host 0.0.0.0 --port $PORT",
    },
    "django": {
        "gunicorn": "gunicorn proj.wsgi -b 0.0.0.0:$PORT",
        "uvicorn": "uvicorn proj.asgi:application --host 0.0.0.0 --port $PORT",
        "daphne": "daphne -b 0.0.0.0 -p $PORT proj.asgi:application",
        "waitress": "waitress-serve --port=$PORT proj.wsgi:application",
        "hypercorn": "hypercorn proj.asgi:application --bind 0.0.0.0:$PORT",
        "runserver": "python manage.py runserver 0.0.0.0:$PORT --noreload",
        "settings": "DJANGO_SETTINGS_MODULE=proj.settings gunicorn proj.wsgi -b 0.0.0.0:$PORT",
        "settings gone": "DJANGO_SETTINGS_MODULE=proj.prod gunicorn proj.wsgi -b 0.0.0.0:$PORT",
        "--env": "gunicorn --env DJANGO_SETTINGS_MODULE=proj.prod proj.wsgi -b 0.0.0.0:$PORT",
    },
}
SERVE = {
    "flask": "gunicorn app:app -b 0.0.0.0:$PORT",
    "fastapi": "uvicorn app:app --host 0.0.0.0 --port $PORT",
    "django": "gunicorn proj.wsgi -b 0.0.0.0:$PORT",
}
SCRIPTS = {
    "plain": "#!/bin/bash\n{serve}\n",
    "exec": "#!/bin/sh\nset -e\nexec {serve}\n",
    "strict": "#!/usr/bin/env bash\nset -euo pipefail\necho starting\nexec {serve}\n",
    "folder": '#!/bin/bash\ncd "$(dirname "$0")"\n{serve}\n',
    "cd": "#!/bin/bash\ncd shop && cd .. && {serve}\n",
    "cd away": "#!/bin/bash\ncd shop\nexec {serve}\n",
    "function": "#!/bin/bash\nrun() {{\n  {serve}\n}}\nrun\n",
    "if": '#!/bin/bash\nif [ -n "$HOME" ]; then\n  {serve}\nelse\n  exit 1\nfi\n',
    "or": "#!/bin/bash\nfalse || {serve}\n",
    "and": "#!/bin/bash\ntrue && {serve}\n",
    "export": "#!/bin/bash\nexport MODE=production\n{serve}\n",
    "default": "#!/bin/bash\nPORT=${{PORT:-8000}}\n{serve}\n",
    "background": "#!/bin/bash\n{serve} &\nwait\n",
    "trap": "#!/bin/bash\ntrap 'exit 0' TERM\n{serve}\n",
    "here": "#!/bin/bash\ncat > /tmp/start-note <<EOF\nhello\nEOF\nexec {serve}\n",
    "case": '#!/bin/bash\ncase "${{MODE:-web}}" in\n  web) exec {serve} ;;\n  *) exit 1 ;;\nesac\n',
    "variable": '#!/bin/bash\nSERVE="{serve}"\nexec $SERVE\n',
    "source": "#!/bin/bash\nsource ./env.sh\nexec {serve}\n",
    "other script": "#!/bin/bash\nexec bash inner.sh\n",
    "path": "#!/bin/bash\nexport PYTHONPATH=shop\nexec {serve}\n",
    "python -c": '#!/bin/bash\npython -c "import app"\nexec {serve}\n',
    "loop": "#!/bin/bash\nfor i in 1 2; do echo $i; done\nexec {serve}\n",
    "CRLF": "{serve}",
}
RUNNERS = {
    "bash -c": 'bash -c "{serve}"',
    "sh -c": "sh -c '{serve}'",
    "exec": "exec {serve}",
    "env": "env MODE=1 {serve}",
    "nohup": "nohup {serve}",
    "timeout": "timeout 600 {serve}",
    "nice": "nice -n 5 {serve}",
    "chain": "echo a && {serve}",
    "semicolon": "echo a; {serve}",
    "python first": 'python -c "import sys" && {serve}',
    "honcho": "honcho -f Procfile.dev start",
    "supervisord": "supervisord -n -c supervisord.conf",
    "make": "make serve",
    "assigned": "MODE=1 OTHER=2 {serve}",
}
BROKEN: dict[str, Callable[[Files], None]] = {
    "works": lambda files: files.update({}),
    "imports nothing there": lambda files: _first(files, "import missing_thing\n"),
    "guarded": lambda files: _first(
        files, "try:\n    import redis\nexcept ImportError:\n    x=1\n"
    ),
    "view": lambda files: files.update({"shop/views.py": "from .gone import x\n"}),
    "own random": lambda files: files.update({"random.py": "x = 1\n"}),
    "own html": lambda files: files.update({"html.py": "x = 1\n"}),
    "own secrets": lambda files: files.update({"secrets.py": "x = 1\n"}),
    "own email": lambda files: files.update({"email.py": "x = 1\n"}),
    "own uuid": lambda files: files.update({"uuid.py": "x = 1\n"}),
    "own code": lambda files: files.update({"code.py": "x = 1\n"}),
    "own token": lambda files: files.update({"token.py": "x = 1\n"}),
    "own logging": lambda files: files.update({"logging/__init__.py": "x = 1\n"}),
    "own calendar": lambda files: files.update({"calendar.py": "x = 1\n"}),
    "own queue": lambda files: files.update({"queue.py": "x = 1\n"}),
}
"""What is done to a project; of those after the fourth, each server has two or more."""


def _first(files: Files, text: str) -> None:
    top = "proj/settings.py" if "proj/settings.py" in files else "app.py"
    files[top] = text + files[top]


def base(framework: str) -> Files:
    """The files of a framework's project."""
    files = dict(BASES[framework][0])
    if framework == "django":
        files["proj/asgi.py"] = ASGI
    return files


def _made(project: Project, broken: str) -> Project:
    """A project with the files of its framework, and something done to it."""
    files = {**base(project.framework), **project.files}
    BROKEN[broken](files)
    name = f"{project.framework} by {project.name}, {broken}"
    return project._replace(name=name, files=files)


def commands() -> Iterator[Project]:
    """Servers, and files of Python that serve."""
    for framework, rows in COMMANDS.items():
        for name, command in rows.items():
            for broken in BROKEN:
                yield _made(Project(name, framework, {}, command), broken)
    for name, (path, statement, framework) in SERVING.items():
        for broken in BROKEN:
            head = HEADS.get(name) or HEADS.get(name.partition(".")[0]) or HEADS.get("uvicorn", "")
            body = BASES["flask"][0]["app.py"] if path == "app.py" else head
            if path == "app.py":
                body = "import os\n" + body + "\n\n"
            text = body + MAIN + statement + "\n"
            kind = name.partition(".")[0]
            made = Project(name, framework, {path: text}, f"python {path}", kind)
            yield _made(made, broken)


def scripts() -> Iterator[Project]:
    """Shell scripts of several forms, and runners."""
    for framework, serve in SERVE.items():
        for name, text in SCRIPTS.items():
            for broken in ("works", "imports nothing there", "view"):
                script = text.format(serve=serve)
                files = {"start.sh": script, "env.sh": "export MODE=1\n",
                         "inner.sh": f"exec {serve}\n"}  # fmt: skip
                if name == "CRLF":
                    files["start.sh"] = f"#!/bin/bash\r\nexec {serve}\r\n"
                made = Project(f"script, {name}", framework, files, "bash start.sh", serve)
                yield _made(made, broken)
        for name, text in RUNNERS.items():
            for broken in ("works", "view"):
                launch = serve.replace("$PORT", "%(ENV_PORT)s")
                files = {
                    "Procfile.dev": f"web: {serve}\n",
                    "supervisord.conf": "[supervisord]\nnodaemon=true\n[program:web]\n"
                    f"command={launch}\n",
                    "Makefile": "serve:\n\t" + serve.replace("$", "$$") + "\n",
                }
                command = text.format(serve=serve)
                made = Project(f"runner, {name}", framework, files, command, name)
                yield _made(made, broken)


def workers() -> Iterator[Project]:
    """Workers of Celery, which serve no page."""
    celery = {
        "works": (CELERY.format(options=""), {}),
        "include": (CELERY.format(options=', include=["shop.tools"]'), {}),
        "include gone": (CELERY.format(options=', include=["shop.gone"]'), {}),
        "include, not installed": (CELERY.format(options=', include=["redis_tasks"]'), {}),
        "imports": (CELERY.format(options="") + 'app.conf.imports = ("shop.gone",)\n', {}),
        "autodiscover": (CELERY.format(options="") + 'app.autodiscover_tasks(["shop"])\n', {}),
        "autodiscover, broken": (
            CELERY.format(options="") + 'app.autodiscover_tasks(["shop"])\n',
            {"shop/tasks.py": "import missing_thing\n"}),
        "autodiscover, named": (
            CELERY.format(options="") + 'app.autodiscover_tasks(["shop"], related_name="jobs")\n',
            {"shop/jobs.py": "from .gone import x\n"}),
        "missing": ("import missing_thing\n" + CELERY.format(options=""), {}),
    }  # fmt: skip
    for name, (text, more) in celery.items():
        for command in (
            "celery -A app worker -P solo -l info",
            "celery --app=app:app worker --pool=solo -l info",
        ):
            files = {**BASES["flask"][0], "app.py": text, **more}
            yield Project(f"celery {name}, {command}", "celery", files, command, "celery")
    tasks = {
        "works": {},
        "tasks": {"orders/tasks.py": "from celery import shared_task\n"},
        "tasks, broken": {"orders/tasks.py": "import missing_thing\n"},
        "models, broken": {"orders/models.py": "import missing_thing\n"},
        "settings, broken": {"proj/settings.py": "import missing_thing\n"},
    }
    for name, more in tasks.items():
        files = {**base("django"), "proj/celery.py": DJANGO_CELERY,
                 "proj/__init__.py": "from .celery import app\n", **more}  # fmt: skip
        command = "celery -A proj worker -P solo -l info"
        yield Project(f"celery with Django, {name}", "celery-django", files, command, "celery")


def started() -> Iterator[Project]:
    """All of them."""
    yield from commands()
    yield from scripts()
    yield from workers()
