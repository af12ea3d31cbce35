"""What real servers make of options and settings, beside the verdicts of CMD010.

    python -m tests.differential.server_options WORK [SERVER[==RELEASE] …] [--sample] [--show]

Starts each release of each server once for each option with values that it may refuse, and once
for each of gunicorn's settings in a configuration file; compares with what the command says for a
requirements.txt that pins that release. WORK keeps the installed releases. Prints the
disagreements, and counts for each release; exits with 1 if one is wrong.
"""

from __future__ import annotations

import shlex
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from checker.data import compiled_data
from tests.differential.server_lab import PROGRAMS, chosen, free_port, install, start, together
from tests.differential.server_verdicts import Counts, said_of

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = ("two", "-1", "1.5", "99999", " 3", "0x10", "")
SETTINGS = ("8000", "-1", "1.5", "'x'", "'8'", "''", "True", "None", "['x']", "[1]", "{}", "()")
CHOSEN = (
    "workers", "timeout", "bind", "daemon", "threads", "proc_name", "reload", "loglevel", "backlog",
    "keepalive", "max_requests", "accesslog", "preload_app", "raw_env", "worker_connections",
)  # fmt: skip
"""Settings of gunicorn that are tried."""
APPLICATIONS = {
    "app.py": "def app(environ, start):\n    start('200 OK', [])\n    return [b'']\n",
    "asgi.py": "async def app(scope, receive, send):\n    pass\n",
    "site1.py": "from flask import Flask\napp = Flask(__name__)\n",
    "main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
}
TARGETS = {
    "gunicorn": ((), ("app:app",)), "uvicorn": ((), ("asgi:app",)), "daphne": ((), ("asgi:app",)),
    "hypercorn": ((), ("asgi:app",)), "waitress-serve": ((), ("app:app",)),
    "granian": (("--interface", "asgi"), ("asgi:app",)), "flask": (("run",), ()),
    "fastapi": (("run", "main.py"), ()),
}  # fmt: skip
LEFT_OUT = frozenset({
    "--fd", "-D", "--daemon", "--user", "--group", "-u", "-g", "--cert-reqs", "--ssl-version",
    "--ssl-cert-reqs", "--umask", "-m", "--control-socket-mode",
})  # fmt: skip
"""What depends on the machine, or changes the process so that nothing more can be seen."""


class Case:
    """One command, or one file."""

    def __init__(self, words: tuple[str, ...], configuration: str = "") -> None:
        self.words, self.configuration = words, configuration


def cases(server: str, release: str) -> list[Case]:
    """What is tried of a server: each option that takes a number, with each value."""
    program = {"flask": "flask-run", "fastapi": "fastapi-run"}.get(server, server)
    kinds = dict(word.split("=") for word in compiled_data(program).get("types", "").split())
    listed = [
        Case((f"{option}={value}",))
        for option in sorted(kinds)
        if option.startswith("--") and option not in LEFT_OUT
        for value in VALUES
    ]
    if server == "gunicorn":
        listed += [
            Case((), f"{name} = {value}\n") for name in CHOSEN for value in SETTINGS
            if (name, value) != ("daemon", "True")
        ]  # fmt: skip
    return listed


def _words(server: str, case: Case, port: int) -> list[str]:
    before, after = TARGETS[server]
    listen = [word.format(port=port) for word in PROGRAMS[server].listen]
    if any(word.startswith("--port=") for word in case.words):
        listen = []
    if case.configuration.startswith("bind"):
        listen = []
    return [*before, *listen, *case.words, *after]


def files_of(case: Case) -> dict[str, str]:
    """The files of a root."""
    return APPLICATIONS | ({"gunicorn.conf.py": case.configuration} if case.configuration else {})


def write(root: Path, case: Case) -> None:
    """Write a root."""
    for name, text in files_of(case).items():
        (root / name).write_text(text)


def real(server: str, case: Case, installed: Path) -> str:
    """`works` or `fails`."""
    with tempfile.TemporaryDirectory() as temporary:
        write(Path(temporary), case)
        words = _words(server, case, free_port())
        variables = {"FLASK_APP": "site1"}
        did = start(server, installed, words, Path(temporary), environment=variables, seconds=25)
    # One that neither ends nor listens did not refuse what it was told.
    return "fails" if did.said == "fails" else "works"


def ours(server: str, case: Case, release: str) -> str:
    """`works`, `fails`, or `unknown`."""
    return said_of(server, release, _words(server, case, 5000), files_of(case))


def main(words: list[str]) -> int:
    """Run and print."""
    work, *names = [word for word in words if not word.startswith("--")]
    counts = Counts(show="--show" in words)
    for server, release in chosen(names):
        installed = install(Path(work).resolve(), server, release)
        listed = cases(server, release)
        listed = listed[::9] if "--sample" in words else listed

        def task(
            case: Case, server: str = server, installed: Path = installed
        ) -> Callable[[], str]:
            return lambda: real(server, case, installed)

        for case, did in zip(listed, together([task(case) for case in listed]), strict=True):
            what = shlex.join(case.words) or case.configuration.strip()
            counts.add(f"{server} {release}: {what} |", ours(server, case, release), did)
        counts.close(f"{server} {release}: {len(listed)} values")
    return counts.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
