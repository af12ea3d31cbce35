"""Programs that start another one: what stands before the program that really runs."""

from __future__ import annotations

from checker.records import NamedTuple


class Wrapper(NamedTuple):
    """How the words before the wrapped command look."""

    verb: tuple[str, ...] = ()
    """The sub-command that wraps (`run`), any of these; empty where the program itself does."""
    values: tuple[str, ...] = ()
    """Options that take a value in the following word."""
    positionals: int = 0
    """Words of its own before the command (`timeout 30 …`)."""
    all_take_values: bool = False
    """Whether each long option is followed by a value."""


WRAPPERS: dict[str, Wrapper] = {
    "exec": Wrapper(values=("-a",)),
    "command": Wrapper(),
    "nohup": Wrapper(),
    "setsid": Wrapper(),
    "time": Wrapper(),
    "nice": Wrapper(values=("-n", "--adjustment")),
    "ionice": Wrapper(values=("-c", "-n", "--class", "--classdata")),
    "stdbuf": Wrapper(values=("-i", "-o", "-e")),
    "timeout": Wrapper(values=("-k", "-s", "--kill-after", "--signal"), positionals=1),
    "tini": Wrapper(values=("-p", "-e")),
    "dumb-init": Wrapper(values=("-r", "--rewrite")),
    "newrelic-admin": Wrapper(verb=("run-program",)),
    "ddtrace-run": Wrapper(),
    "opentelemetry-instrument": Wrapper(all_take_values=True),
    "poetry": Wrapper(verb=("run",), values=("-C", "--directory", "-P", "--project")),
    "pipenv": Wrapper(verb=("run",)),
    "pdm": Wrapper(verb=("run",), values=("-p", "--project")),
    "uv": Wrapper(
        verb=("run",),
        values=("--directory", "--project", "--extra", "--group", "--with", "-p", "--python"),
    ),
    "dotenv": Wrapper(verb=("run",), values=("-f", "--file")),
    "doppler": Wrapper(verb=("run",), values=("-p", "-c", "--project", "--config")),
}
"""The wrappers that are looked through, by name."""

MODULES = {
    "gunicorn": "gunicorn",
    "uvicorn": "uvicorn",
    "hypercorn": "hypercorn",
    "daphne": "daphne",
    "granian": "granian",
    "flask": "flask",
    "sanic": "sanic",
    "celery": "celery",
    "streamlit": "streamlit",
    "waitress": "waitress-serve",
    "ddtrace": "ddtrace-run",
}
"""What `python -m NAME` runs, where it is one of the programs that are understood."""
