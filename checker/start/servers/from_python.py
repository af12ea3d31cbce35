"""Servers that a Python file starts by a call: what they listen on, and how it is passed."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.platform.environment import State
from checker.start.environment import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.environment import Environment

_HOST_PORT = 'pass `host="0.0.0.0"` and `port=int(os.environ.get("{name}", 5000))`'
_PAIR = 'pass the address `("0.0.0.0", int(os.environ.get("{name}", 5000)))`'
_LISTEN = 'write `listen(int(os.environ.get("{name}", 5000)))`'
_GRADIO = 'pass `server_name="0.0.0.0"` and `server_port=int(os.environ.get("{name}", 5000))`'


class Listening(NamedTuple):
    """One call that listens."""

    server: str
    arguments: tuple[str, ...]
    """The names of what is passed by position; `address` is host and port in one."""
    hosts: tuple[str, str]
    """The variable that gives the host where none is passed, and the default."""
    ports: tuple[str, str]
    """The same of the port."""
    elsewhere: frozenset[str] = frozenset({"uds", "fd", "sock", "sockets", "path", "unix_socket"})
    """Arguments by which it listens on something else, or that are not understood."""
    advice: str = _HOST_PORT
    nested: str = ""
    """What makes its configuration: `uvicorn.Config`."""

    def host(self, environment: Environment) -> str:
        """The host where none is passed."""
        return _default(self.hosts, environment)

    def port(self, environment: Environment) -> str:
        """The port where none is passed."""
        return _default(self.ports, environment)


def _default(given: tuple[str, str], environment: Environment) -> str:
    variable, default = given
    if not variable:
        return default
    value = environment.get(variable)
    if isinstance(value, str):
        return value or default
    if value is State.MAYBE:  # the platform is not expected to set what nobody mentions
        return UNKNOWN if variable in dict(environment.items()) else default
    return default if value is State.ABSENT else UNKNOWN


_LOCAL = ("", "127.0.0.1")
_ALL = ("", "0.0.0.0")  # noqa: S104

CALLS: dict[str, Listening] = {
    "uvicorn.run": Listening("uvicorn", ("app", "host", "port"), _LOCAL, ("", "8000")),
    "uvicorn.Server": Listening(
        "uvicorn", ("config",), _LOCAL, ("", "8000"), nested="uvicorn.Config"
    ),
    "waitress.serve": Listening(
        "waitress", ("app",), _ALL, ("", "8080"),
        frozenset({"unix_socket", "sockets"}),
    ),
    "aiohttp.web.run_app": Listening("aiohttp", ("app",), _ALL, ("", "8080")),
    "bottle.run": Listening("bottle", ("app", "server", "host", "port"), _LOCAL, ("", "8080")),
    "werkzeug.serving.run_simple": Listening("werkzeug", ("host", "port"), _LOCAL, ("", "5000")),
    "wsgiref.simple_server.make_server": Listening(
        "wsgiref", ("host", "port"), _LOCAL, ("", ""), advice=_PAIR
    ),
    "nicegui.ui.run": Listening("nicegui", ("root", "host", "port"), _ALL, ("", "8080")),
    **{
        name: Listening(name.partition(".")[0], ("address",), _ALL, ("", ""), advice=_PAIR)
        for name in (
            "http.server.HTTPServer", "http.server.ThreadingHTTPServer",
            "socketserver.TCPServer", "socketserver.ThreadingTCPServer",
            "gevent.pywsgi.WSGIServer", "gevent.wsgi.WSGIServer",
            "cheroot.wsgi.Server", "cheroot.wsgi.WSGIServer", "eventlet.wsgi.server",
        )
    },
}  # fmt: skip
"""Functions and classes that listen, by the name they are imported from."""

CLASSES: dict[str, Listening] = {
    "flask.Flask.run": Listening("flask", ("host", "port", "debug"), _LOCAL, ("", "5000")),
    "flask_socketio.SocketIO.run": Listening(
        "flask_socketio", ("app", "host", "port"), _LOCAL, ("", "5000")
    ),
    "quart.Quart.run": Listening("quart", ("host", "port", "debug"), _LOCAL, ("", "5000")),
    "sanic.Sanic.run": Listening("sanic", ("host", "port"), _LOCAL, ("", "8000")),
    "bottle.Bottle.run": Listening("bottle", (), _LOCAL, ("", "8080")),
    "robyn.Robyn.start": Listening(
        "robyn", ("host", "port"), ("ROBYN_HOST", "127.0.0.1"), ("ROBYN_PORT", "8080")
    ),
    "tornado.web.Application.listen": Listening(
        "tornado", ("port", "host"), ("", ""), ("", ""), advice=_LISTEN
    ),
    "tornado.httpserver.HTTPServer.listen": Listening(
        "tornado", ("port", "host"), ("", ""), ("", ""), advice=_LISTEN
    ),
    **dict.fromkeys(
        ("dash.Dash.run", "dash.Dash.run_server"),
        Listening("dash", ("host", "port"), ("HOST", "127.0.0.1"), ("PORT", "8050")),
    ),
    **dict.fromkeys(
        (f"gradio.{name}.launch" for name in ("Blocks", "Interface", "ChatInterface",
                                              "TabbedInterface")),
        Listening("gradio", (), ("GRADIO_SERVER_NAME", "127.0.0.1"),
                  ("GRADIO_SERVER_PORT", "7860"), advice=_GRADIO),
    ),
}  # fmt: skip
"""Methods that listen, by the class and the name."""

NAMES = {"server_name": "host", "server_port": "port", "hostname": "host", "listen": "address"}
"""What an argument is called by some, and what it is."""
HARMLESS = frozenset({"asyncio", "subprocess", "trio", "anyio", "unittest", "pytest", "schedule"})
"""Modules whose `run` starts no server."""
WORDS = (".run(", "run(", "serve", ".listen(", ".launch(", "Server(", ".start(", "run_app(",
         "run_simple(", "run_server(")  # fmt: skip
"""One of these stands in every file that starts a server by a call."""
