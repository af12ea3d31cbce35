"""Real releases of servers: installed once into a folder, started, asked once, and stopped.

Helper of the runners `server_targets` and `server_options`. A server runs with
`python -S` and its own folder on `PYTHONPATH`, so that nothing else that is installed is seen.
Linux only (`/proc`).
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_OLD_TOOLS = "setuptools<70"
"""With `pkg_resources`, which older releases start with."""


class Program(NamedTuple):
    """One server, and its releases to try."""

    distribution: str
    start: str
    """`module:function`, what its console script calls."""
    listen: tuple[str, ...]
    """Options that make it listen on 127.0.0.1 and `{port}`."""
    releases: dict[str, tuple[str, ...]]
    """Each release with what has to be installed beside it."""


PROGRAMS = {
    "gunicorn": Program(
        "gunicorn", "gunicorn.app.wsgiapp:run", ("--bind", "127.0.0.1:{port}"),
        {"19.9.0": (_OLD_TOOLS,), "20.0.4": (_OLD_TOOLS,), "20.1.0": (_OLD_TOOLS,), "21.2.0": (),
         "23.0.0": (), "25.3.0": (), "27.0.1": ()},
    ),
    "uvicorn": Program(
        "uvicorn", "uvicorn.main:main", ("--host", "127.0.0.1", "--port", "{port}"),
        {"0.17.6": (), "0.23.2": (), "0.34.0": (), "0.54.0": ()},
    ),
    "hypercorn": Program(
        "hypercorn", "hypercorn.__main__:main", ("--bind", "127.0.0.1:{port}"),
        {"0.13.2": (), "0.14.4": (), "0.16.0": (), "0.18.0": ()},
    ),
    "waitress-serve": Program(
        "waitress", "waitress.runner:run", ("--listen=127.0.0.1:{port}",),
        {"1.4.4": (), "2.1.2": (), "3.0.2": ()},
    ),
    "daphne": Program(
        "daphne", "daphne.cli:CommandLineInterface.entrypoint", ("-b", "127.0.0.1", "-p", "{port}"),
        {"3.0.2": (_OLD_TOOLS,), "4.0.0": (), "4.2.3": ()},
    ),
    "granian": Program(
        "granian", "granian.cli:entrypoint", ("--host", "127.0.0.1", "--port", "{port}"),
        {"1.0.2": (), "1.6.4": (), "2.8.9": ()},
    ),
    "flask": Program(
        "flask", "flask.cli:main", ("--host", "127.0.0.1", "--port", "{port}"),
        {"1.1.4": ("markupsafe<2.1", "werkzeug<2", "jinja2<3"), "2.0.3": ("werkzeug<2.1",),
         "2.3.3": (), "3.1.3": ()},
    ),
    "fastapi": Program(
        "fastapi-cli", "fastapi_cli.cli:main", ("--host", "127.0.0.1", "--port", "{port}"),
        {"0.0.5": ("fastapi==0.115.0", "uvicorn"), "0.0.20": ("fastapi", "uvicorn"),
         "0.0.34": ("fastapi", "uvicorn")},
    ),
}  # fmt: skip

RUN = """
import importlib, os, sys
module, _, names = sys.argv.pop(1).partition(":")
sys.argv[0] = sys.argv.pop(1)
found = importlib.import_module(module)
for name in names.split("."):
    found = getattr(found, name)
sys.exit(found())
"""
SECONDS = 15
"""What a server has to start, or to end."""


def install(work: Path, server: str, release: str) -> Path:
    """The folder of a release, installed by pip now if it was not before."""
    program = PROGRAMS[server]
    folder = work / f"{program.distribution}-{release}"
    done = folder / ".done"
    if not done.exists():
        command = [sys.executable, "-m", "pip", "install", "-qq", "--no-compile", "--target"]
        wanted = [f"{program.distribution}=={release}", *program.releases.get(release, ())]
        subprocess.run([*command, str(folder), *wanted], check=True)
        done.touch()
    return folder


def family(process: int) -> list[int]:
    """A process and its descendants."""
    found = [process]
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return found
    return found + [each for child in children for each in family(int(child))]


def listening(process: int) -> list[str]:
    """The ports that a process and its descendants listen on, and `unix` for a Unix socket."""
    inodes: set[str] = set()
    for each in family(process):
        folder = Path(f"/proc/{each}/fd")
        try:
            links = [os.readlink(path) for path in folder.iterdir()]
        except OSError:
            continue
        inodes.update(link[8:-1] for link in links if link.startswith("socket:["))
    found: list[str] = []
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == "0A" and words[9] in inodes:
                found.append(str(int(words[1].rpartition(":")[2], 16)))
    for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
        words = line.split()
        if words[6] in inodes and words[5] == "01" and words[3] == "00010000":
            found.append("unix")
    return found


class Outcome(NamedTuple):
    """What a server did."""

    said: str
    """`works`, `mismatch` (it listens, and a request ends in an error), `fails` (it ends),
    `silent` (it neither ends nor listens)."""
    places: list[str]
    """Where it listened."""
    text: str
    """The last lines that it printed."""


def start(
    server: str, installed: Path, arguments: Iterable[str], folder: Path, *,
    environment: dict[str, str] | None = None, ask: int | None = None, seconds: float = SECONDS,
) -> Outcome:  # fmt: skip
    """Start a server in `folder`; ask it on the port `ask` if that is given, then stop it."""
    command = [sys.executable, "-S", "-W", "ignore", "-c", RUN, PROGRAMS[server].start, server]
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed), "HOME": str(folder)}
    variables |= {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8", **(environment or {})}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [*command, *arguments], cwd=folder, start_new_session=True, env=variables,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            said, places = _watched(process, ask, seconds)
        finally:
            with contextlib.suppress(ProcessLookupError):  # it has ended, and was waited for
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        output.seek(0)
        return Outcome(said, places, output.read()[-600:].decode("utf-8", "replace"))


def _watched(
    process: subprocess.Popen[bytes], ask: int | None, seconds: float
) -> tuple[str, list[str]]:
    end = time.monotonic() + seconds
    places: list[str] = []
    while time.monotonic() < end and process.poll() is None:
        places = listening(process.pid)
        if places:
            break
        time.sleep(0.1)
    if not places:
        return ("fails" if process.poll() is not None else "silent"), []
    said = "works" if ask is None else "mismatch"
    for _ in range(8 if ask is not None else 3):  # a server with workers may yet stop
        time.sleep(0.25)
        if process.poll() is not None:
            return "fails", []
        if ask is not None and _answers(ask):
            return "works", places
    return said, places


def _answers(port: int) -> bool:
    """Whether a request has an answer that is no server error."""
    try:
        with socket.create_connection(("127.0.0.1", port), 2) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            head = connection.recv(64)
    except OSError:
        return False
    words = head.split()
    return len(words) > 1 and words[0].startswith(b"HTTP/") and words[1] < b"500"


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def together(tasks: list[Callable[[], str]]) -> list[str]:
    """Run tasks three at a time: they mostly wait."""
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(lambda task: task(), tasks))


def chosen(words: list[str]) -> list[tuple[str, str]]:
    """Servers and releases of the command line: `gunicorn`, `gunicorn==21.2.0`; all without."""
    found = []
    for word in words or list(PROGRAMS):
        server, _, release = word.partition("==")
        found += [(server, each) for each in ([release] if release else PROGRAMS[server].releases)]
    return found
