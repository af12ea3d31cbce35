"""Small projects and commands for the servers that read files, and for celery's `-A`."""

from __future__ import annotations

FLASK = "from flask import Flask\n"
APP = FLASK + "app = Flask(__name__)\n"
CELERY = "from celery import Celery\n"
INI = "[server:main]\nuse = egg:waitress#main\nlisten = 127.0.0.1:0\n"

FILES = {
    "made.py": APP,
    "pack/__init__.py": "",
    "pack/inner.py": APP,
    "src/sole.py": APP,
    "bare/inner.py": APP,
    "made_asgi.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    "fapi/__init__.py": "",
    "fapi/main.py": "from fastapi import FastAPI\napi = FastAPI()\n",
    "made_sanic.py": "from sanic import Sanic\napp = Sanic('made')\nother = app\n",
    "sanic_factory.py": "from sanic import Sanic\ndef create_app():\n    return Sanic('made')\n",
    "factory.py": FLASK + "def create_app():\n    return Flask(__name__)\n",
    "named.py": FLASK + "application = Flask(__name__)\n",
    "wsgi.py": FLASK + "application = Flask(__name__)\n",
    # gunicorn's and hypercorn's configuration
    "conf/good.py": "workers = 1\n",
    "conf/app.py": "wsgi_app = 'made:app'\n",
    "conf/bad.py": "wsgi_app = 'nope:app'\n",
    "conf/name.py": "wsgi_app = 'made:missing'\n",
    "conf/chdir.py": "chdir = 'src'\n",
    "conf/computed.py": "import os\nchdir = os.path.join(os.getcwd(), 'src')\n",
    "settings.py": "wsgi_app = 'made:app'\n",
    "hyper.toml": "workers = 1\n",
    "hyper.py": "workers = 1\n",
    # PasteDeploy
    "paster.py": FLASK + "def main(conf, **more):\n    return Flask(__name__)\n",
    "good.ini": "[app:main]\npaste.app_factory = paster:main\n" + INI,
    "call.ini": "[app:main]\nuse = call:paster:main\n" + INI,
    "module.ini": "[app:main]\npaste.app_factory = nope:main\n" + INI,
    "name.ini": "[app:main]\npaste.app_factory = paster:missing\n" + INI,
    "pipe.ini": "[pipeline:main]\npipeline = web\n[app:web]\n"
    "paste.app_factory = paster:main\n" + INI,
    "badpipe.ini": "[pipeline:main]\npipeline = web\n[app:web]\n"
    "paste.app_factory = paster:nothing\n" + INI,
    "other.ini": "[app:web]\npaste.app_factory = paster:main\n" + INI,
    "named.ini": "[DEFAULT]\nwhere = paster\n[app:main]\n"
    "paste.app_factory = %(where)s:main\n" + INI,
    "port.ini": "[app:main]\npaste.app_factory = paster:main\n"
    + INI.replace("127.0.0.1:0", "127.0.0.1:%(http_port)s"),
    # uWSGI
    "u/good.ini": "[uwsgi]\nmodule = made:app\n",
    "u/quiet.ini": "# nothing\n[uwsgi]\n; wsgi = nope\nwsgi = made\ncallable = app\n",
    "u/module.ini": "[uwsgi]\nmodule = nope:app\n",
    "u/name.ini": "[uwsgi]\nmodule = made\n",
    "u/file.ini": "[uwsgi]\nwsgi-file = src/sole.py\ncallable = app\n",
    "u/nofile.ini": "[uwsgi]\nwsgi-file = src/none.py\ncallable = app\n",
    "u/chdir.ini": "[uwsgi]\nchdir = src\nmodule = sole:app\n",
    "u/chdir2.ini": "[uwsgi]\nchdir2 = src\nmodule = sole:app\n",
    "u/here.ini": "[uwsgi]\nbase = %d../src\nchdir = %(base)\nmodule = sole:app\n",
    "u/path.ini": "[uwsgi]\npythonpath = src\nmodule = sole:app\n",
    "u/twice.ini": "[uwsgi]\nmodule = nope:app\nmodule = made:app\n",
    "u/section.ini": "[uwsgi]\nmodule = nope:app\n[live]\nmodule = made:app\n",
    "u/if.ini": "[uwsgi]\nif-env = NOT_SET\nmodule = nope:app\nendif =\nmodule = made:app\n",
    "u/call.ini": "[uwsgi]\nmodule = factory:create_app()\n",
    # celery
    "proj/__init__.py": "",
    "proj/celery.py": CELERY + "app = Celery('proj')\n",
    "tasks.py": CELERY + "app = Celery('tasks')\n",
    "cel.py": CELERY + "celery = Celery('cel')\n",
    "odd.py": CELERY + "worker = Celery('odd')\n",
    "none.py": "x = 1\n",
    "dj/__init__.py": "from .celery import app as celery_app\n__all__ = ('celery_app',)\n",
    "dj/celery.py": CELERY + "app = Celery('dj')\n",
    "whole/__init__.py": CELERY + "app = Celery('whole')\n",
    "sub/__init__.py": "",
    "sub/work.py": CELERY + "app = Celery('sub')\n",
    "modcel.py": "import celery\nx = 1\n",
    "modinst.py": "import celery\nworker = celery.Celery('modinst')\n",
    "makes.py": CELERY + "def make():\n    return Celery('makes')\nqueue = make()\n",
    "broken/__init__.py": "",
    "broken/celery.py": "x = 1\n",
    "nspace/celery.py": CELERY + "app = Celery('nspace')\n",
    "nsbad/other.py": "x = 1\n",
    "redir/__init__.py": "from tasks import app\n",
    "relapp/__init__.py": "from . import app\n",
    "relapp/app.py": "x = 1\n",
    "stars.py": "from tasks import *\n",
    "maybe.py": "from none import x as app_of_mine\n",
}
_WSGI = (
    "made:app", "Made:app", "pack.inner:app", "pack:app", "src.sole:app", "sole:app",
    "bare.inner:app", "nope:app", "made.nope:app", "made:missing", "named:application",
    "named:app", "pack.nope:app",
)  # fmt: skip
_CELERY = (
    "proj", "proj.celery", "proj.celery:app", "proj:app", "proj.celery.app", "proj.nope", "tasks",
    "tasks:app", "tasks.app", "tasks:celery", "tasks:nope", "cel", "cel.celery", "cel:celery",
    "odd", "odd:worker", "odd.worker", "none", "none:app", "none:x", "dj", "dj.celery",
    "dj:celery_app", "dj.celery_app", "whole", "whole:app", "whole.app", "sub", "sub.work",
    "sub.work:app", "sub.work.app", "sub:work", "modcel", "modinst", "makes", "makes:queue",
    "broken", "broken.celery", "nspace", "nspace.celery", "nspace.celery:app", "nsbad", "nope",
    "nope.celery", "Proj", "redir", "redir:app", "relapp", "stars", "stars:app", "maybe",
    "proj.celery:nope", "tasks.nope", "dj.tasks",
)  # fmt: skip
COMMANDS = (
    *(f"hypercorn {place}" for place in _WSGI),
    *(
        f"hypercorn {place}"
        for place in (
            "made", "named", "made_asgi", "asgi:made_asgi:app", "wsgi:made:app", "src/sole:app",
            "src/sole.py:app", "src/nope.py:app", "made.py:app", "'factory:create_app()'",
            "-c hyper.toml made:app", "-c nope.toml made:app", "-c file:hyper.py made:app",
            "-c file:nope.py made:app", "-c python:hyper made:app", "--workers 1 nope:app",
        )
    ),
    *(f"waitress-serve --listen=127.0.0.1:0 {place}" for place in _WSGI),
    "waitress-serve --call factory:create_app",
    "waitress-serve --call factory:missing",
    "waitress-serve factory:create_app",
    "waitress-serve --threads=4 nope:app",
    "waitress-serve --no-ipv6 made:app",
    *(
        f"daphne {place}"
        for place in (
            "made_asgi:app", "-p 0 made_asgi:app", "nope:app", "made_asgi:nope", "made_asgi",
            "made_asgi.app:x", "-b 0.0.0.0 -p 0 Made_asgi:app",
        )
    ),
    *(
        f"sanic {place}"
        for place in (
            "made_sanic:app", "made_sanic.app", "made_sanic", "made_sanic:other", "made_sanic.nope",
            "made_sanic:nope", "nope:app", "nope.app", "nope", "sanic_factory:create_app --factory",
            "sanic_factory:create_app", "'sanic_factory:create_app()'", "sanic_factory",
            "sanic_factory.create_app", "Made_sanic.app",
        )
    ),
    *(f"granian --interface=wsgi {place}" for place in _WSGI),
    *(
        f"granian --interface=wsgi {place}"
        for place in (
            "made", "named", "src/sole:app", "src/sole.py:app", "src/none.py:app", "pack/inner:app",
            "pack/inner.py", "made.py:app", "factory:create_app --factory", "pack/nope:app",
        )
    ),
    *(
        f"fastapi run {rest} --port=0"
        for rest in (
            "", "made_asgi.py", "nope.py", "made_asgi.py --app=app", "made_asgi.py --app=other",
            "fapi/main.py", "fapi/main.py --app=api", "fapi/none.py", "fapi", "Made_asgi.py",
        )
    ),
    *(f"celery -A {name} worker" for name in _CELERY),
    "celery --app=tasks worker",
    "celery --app nope worker",
    "celery --workdir=sub -A work worker",
    "celery --workdir=sub -A nowork worker",
    *(
        f"pserve {name}.ini"
        for name in (
            "good", "call", "module", "name", "pipe", "badpipe", "other", "named", "none", "Good",
        )
    ),
    "pserve port.ini http_port=0",
    "pserve other.ini#web --server-name main",
    *(
        f"gunicorn --paste {name}.ini"
        for name in ("good", "call", "module", "name", "pipe", "none")
    ),
    "gunicorn --paste other.ini#web",
    *(
        f"gunicorn -c {name}"
        for name in (
            "conf/good.py made:app", "conf/none.py made:app", "conf/app.py", "conf/bad.py",
            "conf/bad.py made:app", "conf/name.py", "conf/chdir.py sole:app",
            "conf/chdir.py made:app", "conf/computed.py sole:app",
            "conf/computed.py made:app", "file:conf/app.py", "file:conf/none.py made:app",
            "python:settings", "python:conf.app", "python:conf.bad",
            "conf/chdir.py --chdir pack inner:app",
            "conf/chdir.py --chdir pack sole:app",
        )
    ),
    *(f"uwsgi --http-socket 127.0.0.1:0 --module {place}" for place in _WSGI),
    *(f"uwsgi --http-socket 127.0.0.1:0 --ini u/{name}.ini" for name in (
        "good", "quiet", "module", "name", "file", "nofile", "chdir", "chdir2", "here", "path",
        "twice", "section", "section.ini:live", "if", "call", "none",
    ) if name != "section.ini:live"),
    *(
        f"uwsgi --http-socket 127.0.0.1:0 {rest}"
        for rest in (
            "--ini u/section.ini:live", "u/good.ini", "u/module.ini", "u/none.ini", "-w made:app",
            "-w wsgi", "--wsgi wsgi --master -p 2", "--wsgi-file made.py --callable app",
            "--wsgi-file made.py", "--wsgi-file none_such.py", "--chdir src -w sole:app",
            "--chdir=src -w made:app", "--pp src --module sole:app", "--pythonpath src -w sole",
            "-w nope:app --ini u/good.ini", "--ini u/good.ini -w nope:app",
            "-w nope:app u/good.ini",
            "-w 'factory:create_app()'", "-w named --callable application",
            "-w named --callable app", "--chdir2 src -w sole:app",
            "-w 'made:app' -M --vacuum --die-on-term",
            "--static-map /static=static -w nope:app", "-w named:application --callable nope",
        )
    ),
)  # fmt: skip
