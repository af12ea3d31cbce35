"""Small projects that are started for real: a base of each framework, changed once or twice.

A change is a function that edits the files. Nothing here is taken from anybody.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Files = dict[str, str]
    Change = Callable[[Files, str], None]

HELPERS = "import os\n\nVALUE = os.sep\n\n\ndef helper():\n    return VALUE\n"
FLASK = """\
from flask import Flask
from shop.views import page

app = Flask(__name__)
value = 1


@app.route("/")
def index():
    return page()
"""
FASTAPI = """\
from fastapi import FastAPI
from shop.views import page

app = FastAPI()
value = 1


@app.get("/")
def index():
    return {"page": page()}
"""
SETTINGS = """\
from pathlib import Path

from shop.views import page

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = page()
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "orders"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "orders.gate.Gate"]
ROOT_URLCONF = "proj.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db"}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
value = 1
"""
GATE = """\
class Gate:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
"""
URLS = """\
from django.http import HttpResponse
from django.urls import include, path


def index(request):
    return HttpResponse("x")


urlpatterns = [path("", index), path("orders/", include("orders.urls"))]
"""
MANAGE = """\
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proj.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
"""
WSGI = """\
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proj.settings")
application = get_wsgi_application()
"""
COMMON = {
    "helpers.py": HELPERS, "shop/__init__.py": "", "shop/tools.py": "TOOL = 1\n",
    "shop/views.py": "import helpers\n\n\ndef page():\n    return 'x' + helpers.helper()\n",
    "space/one.py": "ONE = 1\n", "lib/extra.py": "EXTRA = 1\n",
}  # fmt: skip
BASES = {
    "flask": ({**COMMON, "app.py": FLASK}, "gunicorn app:app", "app.py"),
    "fastapi": ({**COMMON, "app.py": FASTAPI}, "uvicorn app:app --host 0.0.0.0 --port $PORT",
                "app.py"),
    "django": ({**COMMON, "proj/__init__.py": "", "proj/settings.py": SETTINGS,
                "proj/urls.py": URLS, "proj/wsgi.py": WSGI, "manage.py": MANAGE,
                "orders/__init__.py": "", "orders/gate.py": GATE, "orders/urls.py":
                "urlpatterns = []\n", "orders/models.py": "from django.db import models\n"},
               "gunicorn proj.wsgi", "proj/settings.py"),
}  # fmt: skip
"""Of each framework the files, the command and the file that the start imports first."""


class Project(NamedTuple):
    """A project to start."""

    name: str
    framework: str
    files: dict[str, str]
    command: str
    needs: str = ""
    """Words that name the further packages that its requirements have."""


def first(text: str) -> Change:
    """Put a text at the top of the file that is imported first."""

    def change(files: Files, top: str) -> None:
        files[top] = text + files[top]

    return change


def put(path: str, text: str, line: str = "") -> Change:
    """Write a file, and a line at the top of the file that is imported first."""

    def change(files: Files, top: str) -> None:
        files[path] = text
        files[top] = line + files[top]

    return change


def swap(path: str, old: str, new: str) -> Change:
    """Replace a text in a file that has it."""

    def change(files: Files, top: str) -> None:
        assert old in files[path], (path, old)
        files[path] = files[path].replace(old, new)

    return change


def drop(path: str) -> Change:
    """Remove a file."""

    def change(files: Files, top: str) -> None:
        del files[path]

    return change


def append(path: str, text: str) -> Change:
    """Add a text at the end of a file."""

    def change(files: Files, top: str) -> None:
        files[path] += text

    return change


LINES = {
    "nothing": "",
    "missing": "import missing_thing\n",
    "missing name of a package": "from shop import nothing_here\n",
    "missing submodule": "import shop.nothing_here\n",
    "deep submodule": "from shop.deep.down import x\n",
    "submodule of a module": "import helpers.sub\n",
    "there": "from shop import tools\nfrom shop.tools import TOOL\n",
    "case of a folder": "from Shop import tools\n",
    "case of a module": "from shop.Tools import TOOL\n",
    "case of a name": "from shop.tools import Tool\n",
    "guarded": "try:\n    import requests\nexcept ImportError:\n    requests = None\n",
    "guarded by its subclass": "try:\n    import requests\nexcept ModuleNotFoundError:\n    pass\n",
    "guarded by all": "try:\n    import requests\nexcept:\n    pass\n",
    "guarded by several": "try:\n    import requests\nexcept (OSError, ImportError):\n    pass\n",
    "guarded by another": "try:\n    import requests\nexcept ValueError:\n    pass\n",
    "guarded with a fallback": "try:\n    import json\nexcept ImportError:\n    import requests\n",
    "finally": "try:\n    import requests\nfinally:\n    pass\n",
    "suppressed": "import contextlib\nwith contextlib.suppress(ImportError):\n  import redis\n",
    "in a function": "def f():\n    import requests\n",
    "in a called function": "def f():\n    import requests\nx = f()\n",
    "in a function with a return": "def f():\n    if f:\n        return\n    import redis\nf()\n",
    "type checking": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import requests\n",
    "if false": "if False:\n    import requests\n",
    "if true": "if True:\n    import requests\n",
    "version": "import sys\nif sys.version_info < (3,):\n    import requests\n",
    "main": "if __name__ == '__main__':\n    import requests\n",
    "in a class": "class A:\n    import requests\n",
    "in a lambda": "f = lambda: __import__('requests')\n",
    "not installed": "import requests\n",
    "not installed, below": "import yaml.nodes\n",
    "not installed, from": "from redis import Redis\n",
    "missing name of a module": "from helpers import gone\n",
    "star": "from helpers import *\n",
    "star of a missing module": "from shop.nothing_here import *\n",
    "import_module, missing": "import importlib\nimportlib.import_module('shop.nothing')\n",
    "import_module, there": "import importlib\nX = importlib.import_module('shop.tools')\n",
    "import_module, name": "from importlib import import_module\nimport_module('nothing_here')\n",
    "__import__": "__import__('nothing_here')\n",
    "namespace": "import space.one\nfrom space import one\n",
    "namespace, missing": "import space.two\n",
    "namespace, name": "from space import two\n",
    "path": "import sys\nsys.path.append('lib')\nimport extra\n",
    "no package": "from . import helpers\n",
    "standard library": "import json, os.path, xml.dom.minidom, concurrent.futures\n",
    "gone from 3.13": "import cgi\n",
    "gone from 3.12": "import distutils.util\n",
    "new in 3.9": "import zoneinfo\n",
    "new in 3.11": "import tomllib\n",
    "name of the library": "from functools import cache\n",
    "in a text": "X = '''\nimport requests\n'''\n",
}
CHANGES: dict[str, Change] = {
    **{name: first(line) for name, line in LINES.items()},
    "circle": put("ring.py", "from {top} import value\n", "import ring\n"),
    "circle of modules": put("ring.py", "import {top}\n", "import ring\n"),
    "circle in a function": put("ring.py", "def f():\n    from {top} import value\n",
                                "import ring\n"),
    "circle of others": put("ring.py", "from ring2 import two\none = 1\n", "import ring\n"),
    "syntax": append("helpers.py", "def broken(:\n"),
    "missing in a view": swap("shop/views.py", "import helpers\n",
                              "import helpers\nimport missing_thing\n"),
    "relative": swap("shop/views.py", "import helpers\n", "import helpers\nfrom . import tools\n"),
    "relative, missing": swap("shop/views.py", "import helpers\n",
                              "import helpers\nfrom .models import db\n"),
    "relative, too far": swap("shop/views.py", "import helpers\n",
                              "import helpers\nfrom .. import helpers\n"),
    "helpers gone": drop("helpers.py"),
    "no package file": drop("shop/__init__.py"),
    "getattr": put("magic.py", "def __getattr__(name):\n    return 1\n",
                   "from magic import anything\n"),
    "globals": put("magic.py", "globals()['anything'] = 1\n", "from magic import anything\n"),
    "star of stars": put("magic.py", "from shop.tools import *\n", "from magic import TOOL\n"),
    "star without": put("magic.py", "from shop.tools import *\n", "from magic import TOOLS\n"),
    "own random": put("random.py", "print(1)\n"),
    "own gunicorn": put("gunicorn.py", "bind = 1\n"),
    "own uvicorn": put("uvicorn.py", "x = 1\n"),
    "own email": put("email.py", "x = 1\n"),
    "own flask": put("flask.py", "x = 1\n"),
    "own fastapi": put("fastapi.py", "x = 1\n"),
    "own name of nobody": put("statistics2.py", "x = 1\n", "import statistics2\n"),
    "own logging folder": put("logging/__init__.py", "x = 1\n"),
    "own calendars": put("calendars.py", "x = 1\n", "from calendars import x\n"),
}  # fmt: skip
FLASK_CHANGES: dict[str, Change] = {
    "escape": first("from flask import escape\n"),
    "flask.ext": first("from flask.ext import login\n"),
    "contrib": first("from werkzeug.contrib.fixers import ProxyFix\n"),
    "secure_filename": first("from werkzeug import secure_filename\n"),
    "Markup": first("from jinja2 import Markup\n"),
    "json": first("from flask import json, jsonify, Blueprint\n"),
    "config": append("app.py", "app.config.from_object('settings.Production')\n"),
    "config of a module": append("app.py", "app.config.from_object('shop.tools')\n"),
    "blueprint": put("blue.py", "from flask import Blueprint\nbp = Blueprint('b', __name__)\n",
                     "from blue import bp\n"),
}  # fmt: skip
FASTAPI_CHANGES: dict[str, Change] = {
    "settings": first("from pydantic import BaseSettings\n"),
    "validator": first("from pydantic import field_validator\n"),
    "form": append("app.py", "from fastapi import Form\n\n\n@app.post('/')\n"
                   "def form(x: str = Form(...)):\n    return x\n"),
    "email": append("app.py", "from pydantic import BaseModel, EmailStr\n\n\n"
                    "class U(BaseModel):\n    email: EmailStr\n"),
    "graphql": first("from starlette.graphql import GraphQLApp\n"),
    "router": put("routes.py", "from fastapi import APIRouter\nfrom shop.gone import x\n",
                  "import routes\n"),
}  # fmt: skip
DJANGO_CHANGES: dict[str, Change] = {
    "settings": swap("proj/wsgi.py", "proj.settings", "proj.production"),
    "settings of manage.py alone": swap("manage.py", "proj.settings", "proj.other"),
    "app": swap("proj/settings.py", '"orders"]', '"orders", "gone"]'),
    "app config": swap("proj/settings.py", '"orders"]', '"orders.apps.OrdersConfig"]'),
    "installed app": swap("proj/settings.py", '"orders"]', '"orders", "rest_framework"]'),
    "models": append("orders/models.py", "import gone\n"),
    "models, name": append("orders/models.py", "from orders.gate import Door\n"),
    "model": append("orders/models.py", "class A(models.Model):\n    pass\n"),
    "image": append("orders/models.py", "class A(models.Model):\n    x = models.ImageField()\n"),
    "apps": put("orders/apps.py", "import gone\n"),
    "admin": put("orders/admin.py", "import gone\n"),
    "middleware": swap("proj/settings.py", "orders.gate.Gate", "orders.door.Gate"),
    "middleware class": swap("proj/settings.py", "orders.gate.Gate", "orders.gate.Door"),
    "middleware installed": swap("proj/settings.py", "orders.gate.Gate", "corsheaders.x.Gate"),
    "urls": swap("proj/settings.py", "proj.urls", "proj.url"),
    "include": swap("proj/urls.py", "orders.urls", "orders.url"),
    "views": append("proj/urls.py", "import gone\n"),
    "ugettext": append("orders/models.py",
                       "from django.utils.translation import ugettext_lazy\n"),
    "url": append("proj/urls.py", "from django.conf.urls import url\n"),
    "postgres": swap("proj/settings.py", "db.backends.sqlite3", "db.backends.postgresql"),
    "user": append("proj/settings.py", 'AUTH_USER_MODEL = "orders.User"\n'),
    "backend": append("proj/settings.py", 'AUTHENTICATION_BACKENDS = ["gone.Backend"]\n'),
    "sessions": append("proj/settings.py", 'SESSION_ENGINE = "gone.sessions"\n'),
    "sessions used": append("proj/settings.py", 'SESSION_ENGINE = "gone.sessions"\nMIDDLEWARE += '
                            '["django.contrib.sessions.middleware.SessionMiddleware"]\n'),
    "logging": append("proj/settings.py", 'LOGGING = {"version": 1, "handlers": {"a": '
                      '{"class": "gone.Handler"}}, "root": {"handlers": ["a"]}}\n'),
    "exception": append("proj/settings.py", 'raise ValueError("no")\n'),
    "environment": append("proj/settings.py", 'import os\nX = os.environ["UNHEARD_OF"]\n'),
}  # fmt: skip
OWN = {"flask": FLASK_CHANGES, "fastapi": FASTAPI_CHANGES, "django": DJANGO_CHANGES}


def projects(pairs: int = 30, seed: int = 1) -> Iterator[Project]:
    """All projects: each change alone, and for each framework some pairs of changes."""
    chance = random.Random(seed)
    for framework, (files, command, top) in BASES.items():
        changes = {**CHANGES, **{f"{framework}: {k}": v for k, v in OWN[framework].items()}}
        names = [(name,) for name in changes]
        names += [tuple(chance.sample(list(changes), 2)) for _ in range(pairs)]  # type: ignore[misc]
        for chosen in names:
            made = dict(files)
            try:
                for name in chosen:
                    changes[name](made, top)
            except (AssertionError, KeyError):
                continue  # the first one took away what the second one changes
            dotted = top.removesuffix(".py").replace("/", ".")
            made = {path: text.replace("{top}", dotted) for path, text in made.items()}
            made.setdefault("ring2.py", "from ring import one\ntwo = 1\n")
            yield Project(f"{framework} {' + '.join(chosen)}", framework, made, command)
