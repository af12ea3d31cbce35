"""The targets that `server_targets` gives to real servers, and the modules that they name."""

from __future__ import annotations

_WSGI = "    start('200 OK', [('Content-Length', '1')])\n    return [b'x']\n"
_ASGI = (
    "    if scope['type'] != 'http':\n        raise NotImplementedError\n"
    "    await send({'type': 'http.response.start', 'status': 200, 'headers': []})\n"
    "    await send({'type': 'http.response.body', 'body': b'x'})\n"
)
FILES = {
    "wsgi.py": f"def app(environ, start):\n{_WSGI}\n"
    f"def application(environ, start_response):\n{_WSGI.replace('start(', 'start_response(')}\n"
    f"def more(environ, start, last=1):\n{_WSGI}\n"
    f"def spread(*args):\n    environ, start = args\n{_WSGI}"
    "def create_app():\n    return app\n"
    "def configured(config):\n    return app\n"
    "def named(config=None, *, debug=False):\n    return app\n"
    "def none_made():\n    pass\n"
    "def number_made():\n    return 1\n"
    "class box:\n    app = staticmethod(app)\n    make = staticmethod(create_app)\n"
    "class Site:\n    def __call__(self, environ, start):\n        return app(environ, start)\n"
    "class Old:\n    def __init__(self, environ, start):\n        start('200 OK', [])\n"
    "    def __iter__(self):\n        return iter([b'x'])\n"
    "site = Site()\napps = [app]\n"
    "none = None\nnumber = 1\ntext = 'wsgi:app'\nempty = {}\nyes = True\npair = (1, 2)\n"
    "alias = app\nlater = None\n",
    "asgi.py": f"async def app(scope, receive, send):\n{_ASGI}\n"
    f"async def short(scope, receive, send, last=1):\n{_ASGI}\n"
    "async def two(scope, receive):\n    pass\n"
    "async def one(request):\n    pass\n"
    "def create_app():\n    return app\n"
    "async def amake():\n    return app\n"
    "def configured(config):\n    return app\n"
    "class Site:\n    async def __call__(self, scope, receive, send):\n"
    "        await app(scope, receive, send)\n"
    "site = Site()\nnone = None\nnumber = 1\n",
}
"""Modules with applications, factories, and what is neither."""
WSGI_TARGETS = (
    "wsgi:app", "wsgi", "wsgi:", "wsgi:application", "wsgi:missing", "wsgi:more", "wsgi:spread",
    "wsgi:alias", "wsgi:create_app", "wsgi:create_app()", "wsgi:create_app( )", "wsgi:create_app(",
    "wsgi:create_app()()", "wsgi:create_app().wsgi", "wsgi:create_app(1)", "wsgi:missing()",
    "wsgi:configured()", "wsgi:configured('x')", "wsgi:configured(config='x')",
    "wsgi:configured(None)", "wsgi:configured([1, {'a': (2,)}])", "wsgi:configured(x)",
    "wsgi:configured(open('x'))", "wsgi:configured(__name__)", "wsgi:configured(-1)",
    "wsgi:configured(1 + 1)", "wsgi:configured(f'x')", "wsgi:configured('a', 'b')",
    "wsgi:configured(other=1)", "wsgi:configured(*[1])", "wsgi:named()", "wsgi:named('x')",
    "wsgi:named(debug=True)", "wsgi:named('x', True)", "wsgi:named(debug=true)",
    "wsgi:none_made()", "wsgi:number_made()", "wsgi:box.app", "wsgi:box.make()", "wsgi:apps[0]",
    "wsgi:site", "wsgi:Site", "wsgi:Site()", "wsgi:Old", "wsgi:none", "wsgi:number", "wsgi:text",
    "wsgi:empty", "wsgi:yes", "wsgi:pair", "wsgi:later", "wsgi:none()", "wsgi:number()",
    "wsgi:app or 1", "wsgi:(app)", "wsgi: app", "wsgi:app ", "wsgi:2", "wsgi:app:x", "wsgi:my-app",
    "wsgi.app", "wsgi.py:app", "nope:app", "wsgi:'app'",
)  # fmt: skip
ASGI_TARGETS = (
    "asgi:app", "asgi:short", "asgi:two", "asgi:one", "asgi:create_app", "asgi:create_app()",
    "asgi:amake", "asgi:configured", "asgi:site", "asgi:Site", "asgi:none", "asgi:number",
)  # fmt: skip
FLASK_FILES = {
    "wsgi.py": "from flask import Flask\napp = Flask(__name__)\nmine = app\n"
    "def create_app():\n    return app\n"
    "def configured(config):\n    return app\n"
    "def named(config=None, *, debug=False):\n    return app\n"
    "def none_made():\n    pass\n"
    "class box:\n    app = app\n"
    "def function(environ, start):\n    pass\n"
    "none = None\nnumber = 1\ntext = 'x'\n",
    "only.py": "from flask import Flask\ndef create_app():\n    return Flask(__name__)\n",
    "asking.py": "from flask import Flask\ndef create_app(config):\n    return Flask(__name__)\n",
    "two.py": "from flask import Flask\na = Flask(__name__)\nb = Flask(__name__)\n",
    "odd.py": "from flask import Flask\nsite = Flask(__name__)\n",
    "nothing.py": "x = 1\n",
}
FLASK_TARGETS = (
    *(target for target in WSGI_TARGETS if "box" in target or "made" in target),
    "wsgi", "wsgi:app", "wsgi:mine", "wsgi:create_app", "wsgi:create_app()", "wsgi:configured",
    "wsgi:configured()", "wsgi:configured('x')", "wsgi:configured(x)", "wsgi:named(debug=True)",
    "wsgi:named('x', True)", "wsgi:none", "wsgi:number", "wsgi:text", "wsgi:function", "wsgi:",
    "wsgi:missing", "wsgi:create_app().x", "only", "only:create_app", "asking", "two", "two:a",
    "odd", "odd:site", "nothing", "nope", "nope:app", "wsgi.py", "wsgi.py:app",
)  # fmt: skip
FASTAPI_FILES = {
    "main.py": "from fastapi import FastAPI\napp = FastAPI()\nnone = None\n"
    "def create_app():\n    return app\n",
    "odd.py": "from fastapi import FastAPI\nsite = FastAPI()\n",
    "nothing.py": "x = 1\n",
    "pack/__init__.py": "",
    "pack/inner.py": "from fastapi import FastAPI\napp = FastAPI()\n",
}
FASTAPI_ENTRYPOINTS = (
    "main:app", "main", "main:", ":app", "main:missing", "main:none", "nope:app", "pack.inner:app",
    "pack:app", "main.app", "main.py:app", "main:create_app", "main:create_app()", "odd:site",
    "main:app:x", "pack/inner:app", "",
)  # fmt: skip

FASTAPI_TABLES = ("[tool.fastapi]\nentrypoint = 1\n", "[tool.fastapi]\n", "[tool.fastapi\n")
FASTAPI_COMMANDS = (
    "run main.py", "run nothing.py", "run odd.py", "run main.py --app missing", "run nope.py",
    "run main.py --app none", "run main", "run pack", "run -e main", "run -e main:app",
    "run -e nope:app", "run -e main:missing", "run -e main:app main.py",
)  # fmt: skip
_CALLED = ("create_app", "configured", "none", "create_app()")
MORE = {
    "uvicorn": (
        *(f"--factory {module}:{name}" for module in ("asgi", "wsgi") for name in _CALLED),
        "--factory asgi:missing", "--factory asgi:amake", "--factory asgi:app",
        *(f"--interface wsgi {each}" for each in WSGI_TARGETS[:8]),
        "--interface asgi3 asgi:app", "--interface asgi3 wsgi:app",
    ),
    "granian": (
        *(f"--interface {kind} {each}" for kind in ("wsgi", "asgi") for each in (
            *WSGI_TARGETS[:9], "wsgi:none", "wsgi:number", *ASGI_TARGETS)),
        *(f"--interface wsgi --factory wsgi:{name}" for name in _CALLED),
    ),
    "waitress-serve": (
        *(f"--call wsgi:{name}" for name in (*_CALLED, "app", "none_made", "missing")),
    ),
    "hypercorn": (
        *(f"{mode}:{each}" for mode in ("wsgi", "asgi", "rsgi") for each in (
            "wsgi:app", "asgi:app")),
    ),
    "gunicorn": (
        *(f"-k asgi {each}" for each in (
            "wsgi:app", "wsgi:create_app()", "wsgi:application", "wsgi:site", *ASGI_TARGETS)),
    ),
}  # fmt: skip
"""More commands of each server; the last ones are gunicorn's from 24.0 on."""


class Case:
    """One command, in a root of its own."""

    def __init__(
        self, server: str, words: tuple[str, ...], files: dict[str, str], before: int = 0
    ) -> None:
        self.server, self.words, self.files = server, words, files
        self.before = before
        """How many of the words stand before the options that say where it listens."""


def cases(server: str, release: str) -> list[Case]:
    """The commands of a server."""
    if server == "flask":
        newer = release >= "2.2"
        words = [("--app", each, "run") if newer else ("run",) for each in FLASK_TARGETS]
        found = [Case(server, each, FLASK_FILES, len(each)) for each in words]
        if not newer:
            for case, target in zip(found, FLASK_TARGETS, strict=True):
                case.words, case.before = (f"FLASK_APP={target}", "run"), 2
        return found
    if server == "fastapi":
        found = []
        texts = [f'[tool.fastapi]\nentrypoint = "{each}"\n' for each in FASTAPI_ENTRYPOINTS]
        for text in (*texts, *FASTAPI_TABLES):
            files = {**FASTAPI_FILES, "pyproject.toml": text}
            found.append(Case(server, ("run",), files, 1))
        for line in FASTAPI_COMMANDS:
            parts = tuple(line.split())
            found.append(Case(server, parts, FASTAPI_FILES, len(parts)))
        return found
    listed: list[tuple[str, ...]] = [(each,) for each in (*WSGI_TARGETS, *ASGI_TARGETS)]
    if server != "gunicorn" or release >= "24":
        listed += [tuple(line.split(" ")) for line in MORE.get(server, ())]
    return [Case(server, words, FILES) for words in listed]
