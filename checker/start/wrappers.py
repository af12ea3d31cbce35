"""Programs that start another one: what stands before the program that really runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.records import NamedTuple
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, render, value_of

if TYPE_CHECKING:
    from checker.parsers.shell import Word
    from checker.platform.environment import Environment


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


def env_command(
    words: tuple[Word, ...], environment: Environment
) -> tuple[tuple[Word, ...], Environment] | None:
    """What `env` runs, and with which variables."""
    at = 0
    values: dict[str, str | State] = {}
    while at < len(words):
        text = words[at].parts[0].text if words[at].parts else ""
        name, equals, _ = text.partition("=")
        if equals and not text.startswith("-"):
            rendered = render(value_of(words[at], len(name) + 1).parts, environment)
            values[name] = State.PRESENT if UNKNOWN in rendered.text else rendered.text
        elif text in ("-u", "--unset"):
            values |= {word.value or "": State.ABSENT for word in words[at + 1 : at + 2]}
            at += 1
        elif text in ("-i", "-", "--ignore-environment", "-0", "--null"):
            return None
        elif text == "--":
            at += 1
            break
        elif text.startswith("-"):
            return None
        else:
            break
        at += 1
    return (words[at:], environment.with_values(values)) if at < len(words) else None


def wrapped_command(name: str, words: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """The words of the wrapped command; None where this is no wrapping form."""
    wrapper = WRAPPERS[name]
    at, verb_seen, positionals = 0, not wrapper.verb, wrapper.positionals
    while at < len(words):
        value = words[at].value
        if value is None:
            return None
        if value == "--":
            at += 1
            break
        if value.startswith("-") and len(value) > 1:
            takes = value in wrapper.values or (wrapper.all_take_values and "=" not in value)
            at += 2 if takes else 1
            continue
        if not verb_seen:
            if value not in wrapper.verb:
                return None
            verb_seen = True
        elif positionals:
            positionals -= 1
        else:
            break
        at += 1
    return words[at:] if at < len(words) and verb_seen else None
