"""The servers that are understood: of each, what matters of its options."""

from __future__ import annotations

from checker.base.records import NamedTuple

WSGI, ASGI, RSGI = "WSGI", "ASGI", "RSGI"
INTERFACES = {"wsgi": WSGI, "asgi": ASGI, "asginl": ASGI, "rsgi": RSGI}
"""The protocol that each value of `--interface` stands for."""


class Server(NamedTuple):
    """A program, and the options (whole names) that say what it does here."""

    table: str
    """Its options: one of the files in `tables/`."""
    name: str = ""
    """What it is called, where that is not the program's name."""
    verbs: tuple[str, ...] = ()
    """The sub-commands that serve."""
    verb_table: str = ""
    """The options behind the sub-command."""
    default: str = ""
    """The attribute that it takes where none is named; empty where one has to be."""
    protocol: str = ""
    """`WSGI`, `ASGI`, `RSGI` or `any`; empty where it is not known."""
    host: tuple[str, ...] = ()
    port: tuple[str, ...] = ()
    bind: tuple[str, ...] = ()
    """Options that give host and port together, as often as one likes."""
    splits: bool = False
    """Whether such an option may hold several addresses with blanks between."""
    address: tuple[str, str] = ("127.0.0.1", "8000")
    """Where it listens if nothing says so."""
    elsewhere: tuple[str, ...] = ()
    """Options that make it listen on something that is no such address: a socket, a descriptor."""
    folder: tuple[str, ...] = ()
    """The folder from which it imports."""
    enters: bool = False
    """Whether it goes into that folder, and does not start where there is none."""
    keeps: bool = False
    """Whether it imports from where it was started, too."""
    path: tuple[str, ...] = ()
    """More folders, separated by commas, before that one."""
    factory: tuple[str, ...] = ()
    """Flags that make it call what is named."""
    reload: tuple[str, ...] = ()
    daemon: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Options that name a file without which it does not start."""
    libraries: tuple[str, ...] = ()
    """Options whose value may need a distribution of its own: see `LIBRARIES`."""
    variables: str = ""
    """What the variables that stand for its options begin with."""
    advice: str = ""
    """What to type to bind everything."""
    expression: bool = False
    """Whether the attribute may be a call, `create_app()`."""
    dotted: bool = True
    """Whether the attribute may have dots, `app.server`."""
    special: str = ""
    """The module with what only it does: its function `read` has the last word."""


LONG_NAMES = {"-k": "--worker-class", "-P": "--pool", "-O": "--optimization"}
"""The long names of the short options whose values are listed."""
_HOST_PORT = "--host 0.0.0.0 --port {port}"

SERVERS = {
    "gunicorn": Server(
        "gunicorn",
        default="application",
        bind=("-b", "--bind"),
        folder=("--chdir",),
        enters=True,
        keeps=True,
        path=("--pythonpath",),
        reload=("--reload",),
        daemon=("-D", "--daemon"),
        files=(
            *("-c", "--config", "--log-config", "--log-config-json", "--paste", "--paster"),
            *("--certfile", "--keyfile"),
        ),
        libraries=("-k", "--worker-class"),
        advice="--bind 0.0.0.0:{port}",
        expression=True,
        dotted=False,
        special="gunicorn",
    ),
    "uvicorn": Server(
        "uvicorn",
        protocol=ASGI,
        host=("--host",),
        port=("--port",),
        elsewhere=("--uds", "--fd"),
        folder=("--app-dir",),
        factory=("--factory",),
        reload=("--reload",),
        files=("--log-config", "--env-file", "--ssl-keyfile", "--ssl-certfile"),
        libraries=("--loop",),
        variables="UVICORN_",
        advice=_HOST_PORT,
        special="uvicorn",
    ),
    "hypercorn": Server(
        "hypercorn",
        default="app",
        protocol="any",
        bind=("-b", "--bind", "--insecure-bind"),
        reload=("--reload",),
        files=("-c", "--config", "--certfile", "--keyfile", "--ca-certs"),
        libraries=("-k", "--worker-class"),
        advice="--bind 0.0.0.0:{port}",
        expression=True,
        special="hypercorn",
    ),
    "daphne": Server(
        "daphne",
        protocol=ASGI,
        host=("-b", "--bind"),
        port=("-p", "--port"),
        elsewhere=("-u", "--unix-socket", "--fd", "-e", "--endpoint"),
        advice="-b 0.0.0.0 -p {port}",
    ),
    "granian": Server(
        "granian",
        default="app",
        protocol=RSGI,
        host=("--host",),
        port=("--port",),
        elsewhere=("--uds",),
        folder=("--working-dir",),
        enters=True,
        keeps=True,
        factory=("--factory",),
        reload=("--reload",),
        files=("--env-files", "--log-config"),
        libraries=("--loop",),
        variables="GRANIAN_",
        advice=_HOST_PORT,
        special="granian",
    ),
    "waitress-serve": Server(
        "waitress-serve",
        protocol=WSGI,
        host=("--host",),
        port=("--port",),
        bind=("--listen",),
        splits=True,
        address=("0.0.0.0", "8080"),  # noqa: S104
        elsewhere=("--unix-socket",),
        factory=("--call",),
        advice="--host=0.0.0.0 --port={port}",
        special="waitress",
    ),
    "flask": Server(
        "flask",
        verbs=("run",),
        verb_table="flask-run",
        protocol=WSGI,
        host=("-h", "--host"),
        port=("-p", "--port"),
        address=("127.0.0.1", "5000"),
        reload=("--reload",),
        variables="FLASK_",
        advice=_HOST_PORT,
        expression=True,
        dotted=False,
        special="flask",
    ),
    "fastapi": Server(
        "fastapi-run",
        verbs=("run", "dev"),
        verb_table="fastapi-run",
        protocol=ASGI,
        host=("--host",),
        port=("--port",),
        address=("0.0.0.0", "8000"),  # noqa: S104
        reload=("--reload",),
        advice=_HOST_PORT,
        special="fastapi",
    ),
    "manage.py": Server(
        "runserver",
        name="runserver",
        verbs=("runserver",),
        verb_table="runserver",
        advice="0.0.0.0:{port}",
        special="runserver",
    ),
    "streamlit": Server(
        "streamlit-run",
        verbs=("run",),
        verb_table="streamlit-run",
        host=("--server.address",),
        port=("--server.port",),
        address=("0.0.0.0", "8501"),  # noqa: S104
        variables="STREAMLIT_",
        advice="--server.address 0.0.0.0 --server.port {port}",
        special="streamlit",
    ),
    "sanic": Server(
        "sanic",
        host=("-H", "--host"),
        port=("-p", "--port"),
        elsewhere=("-u", "--unix"),
        factory=("--factory",),
        reload=("-r", "--reload", "--auto-reload", "-d", "--dev"),
        daemon=("-D", "--daemon"),
        advice=_HOST_PORT,
        expression=True,
        special="sanic",
    ),
    "uwsgi": Server(
        "uwsgi",
        default="application",
        protocol=WSGI,
        bind=("--http", "--http-socket", "--http11-socket"),
        elsewhere=("-s", "--socket", "--uwsgi-socket", "--https", "--https-socket", "--mount"),
        folder=("--chdir",),
        enters=True,
        reload=("--py-autoreload", "--py-auto-reload", "--python-autoreload"),
        daemon=("-d", "--daemonize", "--daemonize2"),
        advice="--http 0.0.0.0:{port}",
        expression=True,
        special="uwsgi",
    ),
    "pserve": Server("pserve", protocol=WSGI, reload=("--reload",), special="paste"),
    "celery": Server(
        "celery",
        folder=("--workdir",),
        enters=True,
        libraries=("-P", "--pool"),
        special="celery",
    ),
}
"""By the program's name."""

SETTINGS = {
    "gunicorn": {
        "accesslog": "--access-logfile",
        "bind": "--bind",
        "chdir": "--chdir",
        "daemon": "--daemon",
        "errorlog": "--error-logfile",
        "logconfig": "--log-config",
        "logconfig_json": "--log-config-json",
        "paste": "--paste",
        "pidfile": "--pid",
        "pythonpath": "--pythonpath",
        "raw_env": "--env",
        "reload": "--reload",
        "threads": "--threads",
        "worker_class": "--worker-class",
        "worker_connections": "--worker-connections",
        "worker_tmp_dir": "--worker-tmp-dir",
        "workers": "--workers",
        "wsgi_app": "wsgi_app",  # there is no option for it
    },
    "hypercorn": {
        "bind": "--bind",
        "insecure_bind": "--insecure-bind",
        "read_timeout": "--read-timeout",
        "use_reloader": "--reload",
        "worker_class": "--worker-class",
        "workers": "--workers",
    },
}
"""The settings of a server's own configuration file, each with the option that it stands for."""

LIBRARIES = {
    "gunicorn": {
        **dict.fromkeys(("gevent", "gevent_wsgi", "gevent_pywsgi"), "gevent"),
        "gunicorn.workers.ggevent": "gevent",
        "eventlet": "eventlet",
        "gunicorn.workers.geventlet": "eventlet",
        "tornado": "tornado",
        "gunicorn.workers.gtornado": "tornado",
        "uvicorn.workers": "uvicorn",
        "uvicorn_worker": "uvicorn-worker",
        "meinheld.gmeinheld": "meinheld",
        "egg:meinheld#gunicorn_worker": "meinheld",
    },
    "uvicorn": {"uvloop": "uvloop"},
    "hypercorn": {"uvloop": "uvloop", "trio": "trio"},
    "granian": {"uvloop": "uvloop"},
    "celery": {"gevent": "gevent", "eventlet": "eventlet"},
}
"""The values (of a class: its module) that need a distribution: its key in `programs.toml`."""
