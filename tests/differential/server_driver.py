"""Run real servers on small applications, each in a process of its own: start, load, one request.

Reads JSON from standard input: a list of `{"server", "arguments", "root", "python_path"}`. Writes a
list of outcomes: `works`, `mismatch` (it loads, and a request ends in an error) or `fails`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from importlib import import_module
from typing import Any

MISMATCH, FAILS = 2, 1


def gunicorn(arguments: list[str]) -> int:
    """`gunicorn --check-config …`, then a request as its worker would hand it on."""
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


def hypercorn(arguments: list[str]) -> int:
    """The real command line up to its workers, each of which loads the application."""
    program: Any = import_module("hypercorn.__main__")
    seen: list[Any] = []
    program.run = seen.append
    program.main(arguments)
    import_module("hypercorn.utils").load_application(
        seen[0].application_path, seen[0].wsgi_max_body_size
    )
    return 0


def waitress(arguments: list[str]) -> int:
    run = import_module("waitress.runner").run
    seen: list[Any] = []
    if run(["waitress-serve", *arguments], _serve=lambda app, **_: seen.append(app)):
        return FAILS
    return wsgi_request(seen[0])


def daphne(arguments: list[str]) -> int:
    cli: Any = import_module("daphne.cli")
    seen: list[Any] = []

    class Server:
        abort_start = False

        def __init__(self, application: Any, **_: Any) -> None:
            seen.append(application)

        def run(self) -> None:
            """Nothing is served."""

    cli.CommandLineInterface.server_class = Server
    cli.CommandLineInterface().run(arguments)
    return asgi_request(getattr(seen[0], "app", seen[0]))


def sanic(arguments: list[str]) -> int:
    factory = "--factory" in arguments
    (module,) = (each for each in arguments if not each.startswith("-"))
    loader = import_module("sanic.worker.loader").AppLoader(module, as_factory=factory)
    return 0 if isinstance(loader.load(), import_module("sanic").Sanic) else FAILS


def granian(arguments: list[str]) -> int:
    load_target = import_module("granian._internal").load_target
    factory = "--factory" in arguments
    (target,) = (each for each in arguments if ":" in each or each[0] != "-")
    loaded = load_target(target, None, factory)
    return wsgi_request(loaded) if callable(loaded) else FAILS


def celery(arguments: list[str]) -> int:
    """`celery … report` loads the application as `celery … worker` does."""
    program = import_module("celery.bin.celery").celery
    program.main([*arguments[:-1], "report"], standalone_mode=False)
    return 0


def pserve(arguments: list[str]) -> int:
    seen: list[Any] = []
    server: Any = import_module("waitress")
    server.serve_paste = lambda app, *_, **__: seen.append(app)
    import_module("pyramid.scripts.pserve").PServeCommand(["pserve", *arguments], quiet=True).run()
    return wsgi_request(seen[0])


def fastapi(arguments: list[str]) -> int:
    """What `fastapi run` finds before it hands over to uvicorn."""
    from pathlib import Path

    path, name = None, None
    for each in arguments[1:]:
        if each.startswith("--app="):
            name = each.removeprefix("--app=")
        elif not each.startswith("-"):
            path = Path(each)
    import_module("fastapi_cli.discover").get_import_data(path=path, app_name=name)
    return 0


def uwsgi(arguments: list[str]) -> int:
    """With `--need-app` it stops where it would answer every request with an error."""
    import subprocess
    from pathlib import Path

    program = Path(sys.executable).parent / "uwsgi"
    more = ["--need-app", "--no-server", "--virtualenv", sys.prefix]
    path = [":".join(sys.path[1:2])] if sys.path[1:2] == [os.getcwd()] else []
    environment = {**os.environ, "PYTHONPATH": path[0] if path else "", "PORT": "0"}
    done = subprocess.run([program, *arguments, *more], check=False, timeout=30, env=environment)
    return FAILS if done.returncode else 0


SERVERS = {
    "gunicorn": gunicorn,
    "uvicorn": uvicorn,
    "flask": flask,
    "hypercorn": hypercorn,
    "waitress-serve": waitress,
    "daphne": daphne,
    "sanic": sanic,
    "granian": granian,
    "celery": celery,
    "pserve": pserve,
    "fastapi": fastapi,
    "uwsgi": uwsgi,
}


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
    cases = json.load(sys.stdin)
    modules = {"gunicorn": "gunicorn.app.wsgiapp", "waitress-serve": "waitress"}
    modules |= {"daphne": "daphne.cli", "celery": "celery.bin.celery", "uwsgi": "json"}
    modules |= {"pserve": "pyramid.scripts.pserve", "sanic": "sanic.worker.loader"}
    modules |= {"hypercorn": "hypercorn.__main__"}
    for name in ("flask", "fastapi", *{case["server"] for case in cases}):
        try:
            __import__(modules.get(name, name))
        except ImportError:
            continue
    print(json.dumps([outcome(case) for case in cases]))
