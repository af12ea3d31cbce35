"""waitress, `flask run`, `manage.py runserver`, streamlit, sanic and uWSGI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.command.environment import HOLE, Value, render, value_of
from checker.command.options import Arguments, Given, read_arguments
from checker.command.processes import join
from checker.command.services import (
    WSGI,
    Application,
    Bind,
    Service,
    host_and_port,
    python_path,
    rendered,
    target,
    tcp,
)

if TYPE_CHECKING:
    from checker.command.processes import Process
    from checker.parsers.shell import Word

UWSGI_VALUES = {
    **dict.fromkeys(("--http", "--http-socket", "--http11-socket"), "http"),
    **dict.fromkeys(("--socket", "-s", "--uwsgi-socket", "--https"), "socket"),
    **dict.fromkeys(("--module", "-w", "--wsgi"), "module"),
    **dict.fromkeys(("--wsgi-file", "--file"), "file"),
    "--callable": "callable",
    **dict.fromkeys(("--chdir", "--chdir2"), "chdir"),
    **dict.fromkeys(("--pythonpath", "--python-path", "--pp"), "path"),
    **dict.fromkeys(
        ("--ini", "--ini-paste", "--yaml", "--yml", "--xml", "--json", "--paste", "-x"), "config"
    ),
    **dict.fromkeys(("--daemonize", "-d", "--daemonize2"), "daemon"),
    **dict.fromkeys(("--processes", "-p", "--workers", "--threads", "--env", "--mount"), "other"),
    **dict.fromkeys(("--uid", "--gid", "--buffer-size", "-b", "--harakiri"), "other"),
    **dict.fromkeys(("--static-map", "--virtualenv", "-H", "--home", "--plugin"), "other"),
}
"""uWSGI's options that take a value and matter here, with what they are for: its `--help` does not
say which of its options take one, so the others are passed over."""


def read(process: Process) -> Service | None:
    """What one of them is told; None where it is started as something that serves nothing."""
    readers = {
        "waitress-serve": _waitress,
        "flask": _flask,
        "manage.py": _runserver,
        "streamlit": _streamlit,
        "sanic": _sanic,
        "uwsgi": _uwsgi,
    }
    return readers[process.program](process)


def _waitress(process: Process) -> Service:
    environment, word = process.environment, process.word
    arguments = read_arguments("waitress-serve", process.arguments, environment)
    application = None
    if arguments.positionals:
        application = target(value_of(arguments.positionals[0]), environment, "")
        if application is not None and not application.explicit:
            application = None  # `module.attribute`: where one ends is not written
    listens = arguments.all("--listen")
    binds: tuple[Bind, ...] | None = (
        host_and_port(
            arguments.last("--host"),
            arguments.last("--port"),
            environment,
            ("0.0.0.0", "8080"),  # noqa: S104
            (word.start, word.end),
        ),
    )
    if listens:
        binds = tuple(
            tcp(render(each.value.parts, environment), each.value.start, each.value.end, "8080")
            for each in listens
            if each.value is not None
        )
    if arguments.last("--unix-socket"):
        binds = None
    return Service(
        "waitress-serve",
        process,
        application,
        WSGI,
        binds,
        (process.directory, *python_path(environment)),
        factory=arguments.last("--call") is not None,
        certain=arguments.certain,
        host_option="--host=0.0.0.0 --port={port}",
        arguments=arguments,
    )


def _flask(process: Process) -> Service | None:
    environment, word = process.environment, process.word
    before = read_arguments("flask", process.arguments, environment, first_only=True)
    if not before.positionals or before.positionals[0].value != "run":
        return None
    arguments = read_arguments("flask-run", before.positionals[1:], environment)
    given = before.last("-A", "--app")
    application = None
    text = rendered(given, environment) if given else environment.text("FLASK_APP")
    if text:
        module, colon, attribute = text.partition(":")
        at = given.value if given is not None and given.value is not None else word
        path = module if module.endswith(".py") else ""
        application = Application(
            text,
            module.removesuffix(".py").replace("/", ".").lstrip(".") if path else module,
            attribute,
            at.start,
            at.end,
            bool(colon),
            path,
        )
        if "/" in text and not path:
            application = None
    bind = host_and_port(
        arguments.last("-h", "--host"),
        arguments.last("-p", "--port"),
        environment,
        ("127.0.0.1", "5000"),
        (word.start, word.end),
    )
    variables = ("FLASK_RUN_HOST", "FLASK_RUN_PORT")
    known = not any(environment.text(name) is not None for name in variables)
    return Service(
        "flask",
        process,
        application,
        WSGI,
        (bind,) if known else None,
        (process.directory, *python_path(environment)),
        reload=arguments.last("--reload"),
        certain=before.certain and arguments.certain,
        host_option="--host 0.0.0.0 --port {port}",
        arguments=arguments,
        expression=True,
        dotted=False,
    )


def _runserver(process: Process) -> Service | None:
    environment, word = process.environment, process.word
    if not process.arguments or process.arguments[0].value != "runserver":
        return None
    arguments = read_arguments("runserver", process.arguments[1:], environment)
    verb = process.arguments[0]
    bind = Bind("127.0.0.1", "8000", word.start, verb.end, default=True)
    if arguments.positionals:
        at = arguments.positionals[0]
        text = render(at.parts, environment).text
        if text.isdigit() or text == HOLE:
            bind = Bind("127.0.0.1", text, at.start, at.end)
        else:
            bind = tcp(text, at.start, at.end, "8000")
            bind = bind._replace(host="0.0.0.0") if bind.host == "0" else bind  # noqa: S104
    return Service(
        "runserver",
        process,
        None,
        "",
        (bind,),
        (),
        certain=arguments.certain,
        host_option="0.0.0.0:{port}",
        arguments=arguments,
    )


def _streamlit(process: Process) -> Service | None:
    environment, word = process.environment, process.word
    if not process.arguments or process.arguments[0].value != "run":
        return None
    arguments = read_arguments("streamlit-run", process.arguments[1:], environment)
    bind = host_and_port(
        arguments.last("--server.address"),
        arguments.last("--server.port"),
        environment,
        ("0.0.0.0", "8501"),  # noqa: S104
        (word.start, word.end),
    )
    application = None
    if arguments.positionals:
        file = arguments.positionals[0]
        name = render(file.parts, environment).text
        if HOLE not in name and "://" not in name and name:
            application = Application(name, "", "", file.start, file.end, False, name)
    return Service(
        "streamlit",
        process,
        application,
        "",
        (bind,),
        (process.directory,),
        certain=arguments.certain,
        host_option="--server.address 0.0.0.0 --server.port {port}",
        arguments=arguments,
    )


def _sanic(process: Process) -> Service:
    environment, word = process.environment, process.word
    arguments = read_arguments("sanic", process.arguments, environment)
    application = None
    if arguments.positionals:
        application = target(value_of(arguments.positionals[0]), environment, "")
        if application is not None and (not application.explicit or "/" in application.module):
            application = None
    bind = host_and_port(
        arguments.last("-H", "--host"),
        arguments.last("-p", "--port"),
        environment,
        ("127.0.0.1", "8000"),
        (word.start, word.end),
    )
    return Service(
        "sanic",
        process,
        application,
        "",
        None if arguments.last("-u", "--unix") else (bind,),
        (process.directory, *python_path(environment)),
        factory=arguments.last("--factory") is not None,
        reload=arguments.last("-r", "--reload", "--auto-reload", "-d", "--dev"),
        daemon=arguments.last("-D", "--daemon"),
        certain=arguments.certain,
        host_option="--host 0.0.0.0 --port {port}",
        arguments=arguments,
        expression=True,
    )


def _uwsgi(process: Process) -> Service:
    environment = process.environment
    given = _uwsgi_options(process.arguments)
    by_use: dict[str, list[Given]] = {}
    for each in given:
        by_use.setdefault(UWSGI_VALUES[each.name], []).append(each)

    def one(use: str) -> Given | None:
        return by_use[use][-1] if use in by_use else None

    configured = "config" in by_use or any(
        (word.value or "").endswith((".ini", ".yaml", ".yml", ".xml", ".json"))
        for word in process.arguments
    )
    directory = process.directory
    if (chdir := one("chdir")) is not None:
        directory = join(directory, rendered(chdir, environment) or HOLE, environment.home)
    paths: list[str | None] = [directory]
    paths.extend(
        join(directory, rendered(each, environment) or HOLE, environment.home)
        for each in by_use.get("path", [])
    )
    paths.extend(python_path(environment))

    attribute = rendered(one("callable"), environment) or ""
    application = None
    if (module := one("module")) is not None:
        application = target(module.value, environment, attribute or "application")
    elif (file := one("file")) is not None and file.value is not None:
        name = rendered(file, environment)
        if name:
            at = file.value
            application = Application(
                name, "", attribute or "application", at.start, at.end, bool(attribute), name
            )
    binds: tuple[Bind, ...] | None = None
    if "http" in by_use and "socket" not in by_use and not configured:
        binds = tuple(
            tcp(render(each.value.parts, environment), each.value.start, each.value.end, "")
            for each in by_use["http"]
            if each.value is not None
        )
    return Service(
        "uwsgi",
        process,
        None if configured else application,
        WSGI if not configured else "",
        binds,
        tuple(paths),
        daemon=one("daemon"),
        certain="other" not in by_use or not configured,
        host_option="--http 0.0.0.0:{port}",
        arguments=Arguments(tuple(given), (), True),
        expression=True,
    )


def _uwsgi_options(words: tuple[Word, ...]) -> list[Given]:
    found: list[Given] = []
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        text = word.parts[0].text if word.parts else ""
        name, equals, _ = text.partition("=")
        if name not in UWSGI_VALUES:
            continue
        if equals:
            found.append(Given(name, value_of(word, len(name) + 1), word.start, word.end))
        elif at < len(words):
            value: Value = value_of(words[at])
            found.append(Given(name, value, word.start, words[at].end))
            at += 1
    return found
