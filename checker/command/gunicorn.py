"""gunicorn's options: command line, over `GUNICORN_CMD_ARGS`, over `gunicorn.conf.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.command.environment import HOLE, State, render, value_of
from checker.command.options import read_arguments
from checker.command.processes import join
from checker.command.services import (
    ASGI,
    WSGI,
    Application,
    Bind,
    Service,
    python_path,
    rendered,
    tcp,
)
from checker.command.services import target as target_of

if TYPE_CHECKING:
    from checker.command.options import Arguments
    from checker.command.processes import Process
    from checker.command.services import Read

_WORKERS = {
    **dict.fromkeys(
        ("sync", "gthread", "gevent", "gevent_wsgi", "gevent_pywsgi", "eventlet"), WSGI
    ),
    "egg:meinheld#gunicorn_worker": WSGI,
    "meinheld.gmeinheld.MeinheldWorker": WSGI,
    "asgi": ASGI,
}
_ASGI_WORKERS = ("uvicorn.workers.Uvicorn", "uvicorn_worker.Uvicorn")


def read_gunicorn(process: Process, read: Read) -> Service:
    """What gunicorn is told."""
    environment = process.environment
    arguments = read_arguments("gunicorn", process.arguments, environment)
    certain = arguments.certain
    extra, extra_known = _from_variable(process)
    certain = certain and extra_known
    paste = arguments.last("--paste", "--paster")
    config_given = arguments.last("-c", "--config")
    config_path, config = _configuration(process, arguments, read)
    unknown_config = (config is None and config_path != "") or not extra_known

    def setting(name: str, *options: str) -> str | None:
        """The value that counts; HOLE where it is not known, None where nothing sets it."""
        given = arguments.last(*options) or (extra.last(*options) if extra else None)
        if given is not None:
            return rendered(given, environment) or HOLE
        if unknown_config:
            return HOLE
        found = (config or {}).get(name)
        return found[0] if isinstance(found, list) and found else found  # type: ignore[return-value]

    chdir = setting("chdir", "--chdir")
    start = process.directory
    directory = start if chdir is None else join(start, chdir, environment.home)
    worker = setting("worker_class", "-k", "--worker-class") or "sync"
    protocol = ASGI if worker.startswith(_ASGI_WORKERS) else _WORKERS.get(worker, "")

    extra_paths = setting("pythonpath", "--pythonpath")
    paths: list[str | None] = [directory, start]
    if extra_paths is not None:
        paths[:0] = [join(directory, part, environment.home) for part in extra_paths.split(",")]
    paths.extend(python_path(environment))

    application = None
    if arguments.positionals and paste is None:
        application = target_of(value_of(arguments.positionals[0]), environment, "application")
    elif paste is None and config and isinstance(config.get("wsgi_app"), str):
        application = _configured(str(config["wsgi_app"]), process, config_path)

    return Service(
        "gunicorn",
        process,
        application,
        protocol,
        None if paste is not None else _binds(process, arguments, extra, config, unknown_config),
        tuple(paths),
        reload=arguments.last("--reload"),
        daemon=arguments.last("-D", "--daemon"),
        certain=certain and (config_given is None or config_path != HOLE),
        host_option="--bind 0.0.0.0:{port}",
        arguments=arguments,
        expression=True,
        dotted=False,
    )


def _from_variable(process: Process) -> tuple[Arguments | None, bool]:
    """The options of `GUNICORN_CMD_ARGS`, and whether they are known."""
    value = process.environment.get("GUNICORN_CMD_ARGS")
    if not isinstance(value, str):
        # A variable that the platform may set is not expected to: only a mentioned one is unknown.
        return None, value is not State.PRESENT
    from checker.parsers.shell import parse_shell

    script = parse_shell(value)
    if len(script.commands) != 1 or script.problem:
        return None, not value.strip()
    extra = read_arguments("gunicorn", script.commands[0].words, process.environment)
    return extra, extra.certain


def _configuration(
    process: Process, arguments: Arguments, read: Read
) -> tuple[str, dict[str, str | list[str]] | None]:
    """The configuration file (empty: none; HOLE: not known) and what it sets."""
    given = arguments.last("-c", "--config")
    if given is None:
        if process.directory is None:
            return HOLE, None
        path: str | None = join(process.directory, "gunicorn.conf.py", process.environment.home)
        if path is None or read(path) is None:
            return "", {}
    else:
        text = rendered(given, process.environment)
        if text is None or text.startswith("python:"):
            return HOLE, None
        path = join(process.directory, text.removeprefix("file:"), process.environment.home)
    document = read(path) if path is not None else None
    if document is None or path is None:
        return HOLE, None
    from checker.command.gunicorn_conf import settings_of

    return path, settings_of(document.text)


def _configured(text: str, process: Process, path: str) -> Application | None:
    """The application that the configuration file names."""
    if HOLE in text:
        return None
    module, colon, attribute = text.partition(":")
    word = process.word
    return Application(
        text,
        module,
        attribute if colon else "application",
        word.start,
        word.end,
        bool(colon),
        "",
        path,
    )


def _binds(
    process: Process,
    arguments: Arguments,
    extra: Arguments | None,
    config: dict[str, str | list[str]] | None,
    unknown_config: bool,
) -> tuple[Bind, ...] | None:
    environment = process.environment
    word = process.word
    given = arguments.all("-b", "--bind")
    if given:
        return tuple(
            tcp(render(each.value.parts, environment), each.value.start, each.value.end, "8000")
            for each in given
            if each.value is not None
        )
    for each in extra.all("-b", "--bind") if extra else []:
        if each.value is not None:
            address = render(each.value.parts, environment)
            return (tcp(address, word.start, word.end, "8000", "GUNICORN_CMD_ARGS"),)
    if unknown_config or config is None:
        return None
    found = config.get("bind")
    if found is not None:
        if found == HOLE:
            return None
        texts = found if isinstance(found, list) else found.split(",")
        return tuple(
            tcp(text.strip(), word.start, word.end, "8000", "gunicorn.conf.py") for text in texts
        )
    port = environment.get("PORT")
    if port is State.ABSENT:
        return (Bind("127.0.0.1", "8000", word.start, word.end, default=True),)
    if port is State.MAYBE:
        return None
    text = port if isinstance(port, str) else HOLE
    return (Bind("0.0.0.0", text, word.start, word.end, default=True),)  # noqa: S104
