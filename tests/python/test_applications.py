from __future__ import annotations

import pytest

from checker.base.text import Document
from checker.files.tree import MemoryTree
from checker.python.names.applications import MAKERS, Applications
from checker.python.names.hints import hints_at

FLASK = "from flask import Flask\n"
INNER = "    a = Flask(__name__)\n    def f():\n        return 1\n    return a\n"
AGAIN = "    a = Flask(__name__)\n    if x:\n        a = x\n    return a\n"
EITHER = "    if x:\n        return x\n    return Flask(__name__)\n"
FASTAPI = "import fastapi\n"
FILES = {
    "made.py": FLASK + "app = Flask(__name__)\n",
    "shop/__init__.py": "from .web import api\nfrom shop.web import api as second\n",
    "shop/web.py": FASTAPI + "api = fastapi.FastAPI()\n",
    "shop/sub/__init__.py": "from ..web import api\n",
    "loop_a.py": "from loop_b import app\n",
    "loop_b.py": "from loop_a import app\n",
}


def kind(source: str, name: str = "app", called: bool = False) -> str | None:
    files = {**FILES, "m.py": source}

    def read(path: str) -> Document | None:
        return Document(path, files[path].encode()) if path in files else None

    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    found = Applications(tree, ("",), read).kind("m.py", "", name, called)
    return found and found.protocol


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (FLASK + "app = Flask(__name__)", "WSGI"),
        (FASTAPI + "app = fastapi.FastAPI()", "ASGI"),
        ("from fastapi import FastAPI as F\napp = F()", "ASGI"),
        ("import falcon.asgi\napp = falcon.asgi.App()", "ASGI"),
        ("import falcon\napp = falcon.App()", "WSGI"),
        (FLASK + "class Mine(Flask):\n    pass\napp = Mine(__name__)", "WSGI"),
        (FLASK + "class Mine(Flask):\n    def __call__(self): pass\napp = Mine(__name__)", None),
        (FLASK + "def make():\n    return Flask(__name__)\napp = make()", "WSGI"),
        (FLASK + "def make():\n" + INNER + "app = make()", "WSGI"),
        (FLASK + "def make(x):\n" + AGAIN + "app = make()", None),
        (FLASK + "def make(x):\n" + EITHER + "app = make()", None),
        (FLASK + "@x\ndef make():\n    return Flask(__name__)\napp = make()", None),
        (FLASK + "app = Flask(__name__)\napp = wrap(app)", None),
        (FLASK + "app = None\napp = Flask(__name__)", "WSGI"),
        (FLASK + "if x:\n    app = Flask(__name__)", "WSGI"),
        (FLASK + "try:\n    app = Flask(__name__)\nexcept Exception:\n    raise", "WSGI"),
        (FLASK + "app = Flask(__name__)\nif x:\n    app = wrap(app)", None),
        (FLASK + FASTAPI + "app = Flask(__name__)\nif x:\n    app = fastapi.FastAPI()", None),
        (FLASK + "print(app := Flask(__name__))", "WSGI"),
        (FLASK + "app = Flask(__name__)\ndef f():\n    global app\n    app = x\nf()", None),
        (FLASK + "app = Flask(__name__)\ndef f():\n    global app\n    app = x", "WSGI"),
        (FLASK + "app = Flask(__name__)\ndef f():\n    global other\n    other = x", "WSGI"),
        (FLASK + "Flask = x\napp = Flask(__name__)", None),
        ("def app(environ, start_response): pass", "WSGI"),
        ("def app(request): pass", None),
        ("async def app(scope, receive, send): pass", "ASGI"),
        ("async def app(request): pass", None),
        ("app = config.make_wsgi_app()", "WSGI"),
        ("from made import app", "WSGI"),
        ("from shop import api as app", "ASGI"),
        ("from shop import second as app", "ASGI"),
        ("from shop.sub import api as app", "ASGI"),
        ("from loop_a import app", None),
        ("from elsewhere import app", None),
        ("from .elsewhere import app", None),
        ("import made as app", None),
        ("from made import *", "WSGI"),
        ("from made import *\nfrom elsewhere import *", None),
        ("app = 1", None),
        ("globals()['app'] = 1", None),
        ("print 'x'", None),
    ],
)  # fmt: skip
def test_kind(source: str, expected: str | None) -> None:
    assert kind(source) == expected


def test_called() -> None:
    source = FLASK + "def create_app(name=None):\n    app = Flask(__name__)\n    return app\n"
    assert kind(source, "create_app", called=True) == "WSGI"
    assert kind(source, "create_app") is None


def test_each_maker_is_hinted_at() -> None:
    for name, (protocol, _) in MAKERS.items():
        assert hints_at(
            f"from {name.rpartition('.')[0]} import {name.rpartition('.')[2]}", protocol
        )
