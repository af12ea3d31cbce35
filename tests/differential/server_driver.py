"""Run real servers on small applications, each in a process of its own: start, load, one request.

Reads JSON from standard input: a list of `{"server", "arguments", "root", "python_path"}`. Writes a
list of outcomes: `works`, `mismatch` (it loads, and a request ends in an error) or `fails`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import Any

MISMATCH, FAILS = 2, 1


def gunicorn(arguments: list[str]) -> int:
    """`gunicorn --check-config …`, then a request as its worker would hand it on."""
    from importlib import import_module

    application = import_module("gunicorn.app.wsgiapp").WSGIApplication
    loaded: list[Any] = []
    real = application.load

    def load(self: Any) -> Any:
        loaded.append(real(self))
        return loaded[-1]

    application.load = load
    sys.argv = ["gunicorn", "--check-config", *arguments]
    try:
        application("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
    except SystemExit as stop:
        if stop.code:
            return FAILS
    return wsgi_request(loaded[-1])


def wsgi_request(application: Any) -> int:
    from wsgiref.util import setup_testing_defaults

    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    started: list[Any] = []
    try:
        body = application(environ, lambda *given: started.append(given))
        list(body)
    except TypeError:
        return MISMATCH
    return 0 if started else MISMATCH


def uvicorn(arguments: list[str]) -> int:
    """The real command line up to the point where it would serve, then a request."""
    from uvicorn import Config
    from uvicorn import main as module

    main = sys.modules["uvicorn.main"]
    seen: dict[str, Any] = {}

    def run(app: Any, **options: Any) -> None:
        if options.get("app_dir") is not None:
            sys.path.insert(0, options["app_dir"])
        seen["config"] = Config(app, factory=options["factory"], interface=options["interface"])
        seen["config"].load()

    main.run = run  # type: ignore[attr-defined]
    try:
        module.main(arguments, standalone_mode=False)
    except SystemExit as stop:
        if stop.code:
            return FAILS
    return asgi_request(seen["config"].loaded_app)


def asgi_request(application: Any) -> int:
    started: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        started.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": "/", "raw_path": b"/", "query_string": b"", "root_path": "",
        "headers": [], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2), "state": {},
    }  # fmt: skip
    try:
        asyncio.run(application(scope, receive, send))
    except (TypeError, AttributeError):
        return MISMATCH
    return 0 if started else MISMATCH


def flask(arguments: list[str]) -> int:
    """`flask … routes` loads the application as `flask … run` does."""
    from flask.cli import main

    sys.argv = ["flask", *arguments, "routes"]
    try:
        main()
    except SystemExit as stop:
        return FAILS if stop.code else 0
    return 0


SERVERS = {"gunicorn": gunicorn, "uvicorn": uvicorn, "flask": flask}


def outcome(case: dict[str, Any]) -> str:
    """Run one case in a child process."""
    child = os.fork()
    if child == 0:
        code = FAILS
        try:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            os.chdir(case["root"])
            sys.path[:] = [path for path in sys.path if path not in ("", os.getcwd())]
            sys.path[1:1] = case["python_path"]
            code = SERVERS[case["server"]](case["arguments"])
        except BaseException:  # whatever it is, the server would not have started
            code = FAILS
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {0: "works", MISMATCH: "mismatch"}.get(status, "fails")


if __name__ == "__main__":
    for name in ("gunicorn.app.wsgiapp", "uvicorn", "flask", "fastapi"):
        try:
            __import__(name)
        except ImportError:
            continue
    print(json.dumps([outcome(case) for case in json.load(sys.stdin)]))
