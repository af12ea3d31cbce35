"""Programs that start another one: what stands before the program that really runs."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.platform.environment import State
from checker.start.environment import UNKNOWN, render, value_of
from checker.start.expansion import frozen

TYPE_CHECKING = False
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
    dashes: bool = False
    """Whether only `--` begins the command: `chamber exec service -- gunicorn …`."""
    variables: bool = False
    """Whether `NAME=value` may stand before the command: `sudo A=1 gunicorn …`."""
    isolated: bool = False
    """Whether the program runs in an environment of its own, without the requirements."""
    manager: bool = False
    """Whether it is a package manager, whose environment the platform does not make."""


_UV = (
    *("--directory", "--project", "--extra", "--group", "--with", "-p", "--python", "--env-file"),
    *("--with-requirements", "--with-editable", "--no-extra", "--no-group", "--only-group"),
    *("--package", "--index", "--default-index", "-i", "--index-url", "--extra-index-url", "-f"),
    *("--config-file", "--cache-dir", "--color", "--link-mode", "--resolution", "--prerelease"),
)
WRAPPERS: dict[str, Wrapper] = {
    "exec": Wrapper(values=("-a",)),
    "command": Wrapper(),
    "builtin": Wrapper(),
    "nohup": Wrapper(),
    "setsid": Wrapper(),
    "time": Wrapper(values=("-o", "-f", "--output", "--format")),
    "nice": Wrapper(values=("-n", "--adjustment")),
    "ionice": Wrapper(values=("-c", "-n", "--class", "--classdata")),
    "chrt": Wrapper(positionals=1),
    "taskset": Wrapper(positionals=1),
    "stdbuf": Wrapper(values=("-i", "-o", "-e")),
    "unbuffer": Wrapper(),
    "timeout": Wrapper(values=("-k", "-s", "--kill-after", "--signal"), positionals=1),
    "sudo": Wrapper(
        values=("-u", "-g", "-C", "-D", "-h", "-p", "-R", "-r", "-T", "-t", "-U", "--user",
                "--group", "--chdir", "--host", "--prompt"),
        variables=True,
    ),
    "gosu": Wrapper(positionals=1),
    "su-exec": Wrapper(positionals=1),
    "setpriv": Wrapper(),
    "runuser": Wrapper(values=("-u", "-g", "-G", "--user", "--group"), dashes=True),
    "chpst": Wrapper(values=("-u", "-U", "-e", "-/", "-n", "-m", "-o", "-l", "-L")),
    "s6-setuidgid": Wrapper(positionals=1),
    "with-contenv": Wrapper(),
    "xvfb-run": Wrapper(values=("-n", "-s", "-e", "-f", "-p", "-w", "--server-num",
                                "--server-args")),
    "tini": Wrapper(values=("-p", "-e")),
    "tini-static": Wrapper(values=("-p", "-e")),
    "catatonit": Wrapper(),
    "dumb-init": Wrapper(values=("-r", "--rewrite")),
    "newrelic-admin": Wrapper(verb=("run-program", "run-python")),
    "ddtrace-run": Wrapper(),
    "opentelemetry-instrument": Wrapper(all_take_values=True),
    "elasticapm-run": Wrapper(),
    "scout-apm": Wrapper(verb=("run",)),
    "jemalloc.sh": Wrapper(),
    "poetry": Wrapper(verb=("run",), values=("-C", "--directory", "-P", "--project"), manager=True),
    "pipenv": Wrapper(verb=("run",), values=("--python",), manager=True),
    "pdm": Wrapper(verb=("run",), values=("-p", "--project", "-s", "--site-packages"),
                   manager=True),
    "uv": Wrapper(verb=("run",), values=_UV, manager=True),
    "uvx": Wrapper(values=(*_UV, "--from"), isolated=True, manager=True),
    "pipx": Wrapper(verb=("run",), values=("--spec", "--python", "--index-url", "--pip-args"),
                    isolated=True, manager=True),
    "rye": Wrapper(verb=("run",), values=("--pyproject",), manager=True),
    "hatch": Wrapper(verb=("run",), values=("-e", "--env", "-p", "--project"), manager=True),
    "pixi": Wrapper(verb=("run",), values=("-e", "--environment", "--manifest-path"), manager=True),
    "conda": Wrapper(verb=("run",), values=("-n", "--name", "-p", "--prefix", "--cwd"),
                     manager=True),
    "micromamba": Wrapper(verb=("run",), values=("-n", "--name", "-p", "--prefix"), manager=True),
    "honcho": Wrapper(verb=("run",), values=("-e", "--env", "-d", "--app-root", "-f",
                                             "--procfile")),
    "dotenv": Wrapper(verb=("run",), values=("-f", "--file", "-q", "--quote", "-e", "--export")),
    "doppler": Wrapper(
        verb=("run",),
        values=("-p", "-c", "-t", "--project", "--config", "--token", "--mount", "--fallback",
                "--scope", "--config-dir", "--name-transformer", "--mount-format"),
    ),
    "chamber": Wrapper(verb=("exec",), dashes=True),
    "aws-vault": Wrapper(verb=("exec",), dashes=True),
    "infisical": Wrapper(verb=("run",), dashes=True),
    "op": Wrapper(verb=("run",), dashes=True),
    "berglas": Wrapper(verb=("exec",), dashes=True),
    "teller": Wrapper(verb=("run",), dashes=True),
    "phase": Wrapper(verb=("run",)),
    "envconsul": Wrapper(values=("-prefix", "-config", "-secret", "-consul-addr", "-log-level")),
    "vault-env": Wrapper(),
    "dockerize": Wrapper(values=("-wait", "-timeout", "-wait-retry-interval", "-template",
                                 "-stdout", "-stderr", "-delims", "-wait-http-header")),
    "wait-for-it": Wrapper(dashes=True),
    "bin/start-pgbouncer": Wrapper(),
    "bin/start-pgbouncer-stunnel": Wrapper(),
    "bin/start-stunnel": Wrapper(),
    "bin/start-nginx": Wrapper(),
    "bin/start-nginx-solo": Wrapper(),
    "bin/qgsocksify": Wrapper(),
    "bin/qgtunnel": Wrapper(),
    "bin/proximo": Wrapper(),
}  # fmt: skip
"""The wrappers that are looked through, by name; by path where a buildpack of Heroku puts them."""

DROPPED = frozenset({"builtin"})
"""Words that change nothing."""

INERT = frozenset({"honcho", "dotenv", "poetry", "uv"})
"""Wrappers that load nothing into the wrapped program, and are in Python themselves, or may be."""
PLAIN = frozenset(
    {"exec", "command", "nohup", "setsid", "time", "nice", "ionice", "chrt", "taskset", "stdbuf",
     "unbuffer", "timeout", "sudo", "gosu", "su-exec", "setpriv", "runuser", "chpst",
     "s6-setuidgid", "tini", "tini-static", "catatonit", "dumb-init"}
)  # fmt: skip
"""Wrappers that run no Python: what the wrapped program loads is what it loads alone."""

MODULES = {
    "gunicorn": "gunicorn",
    "gunicorn.app.wsgiapp": "gunicorn",
    "uvicorn": "uvicorn",
    "hypercorn": "hypercorn",
    "daphne": "daphne",
    "granian": "granian",
    "flask": "flask",
    "fastapi": "fastapi",
    "sanic": "sanic",
    "celery": "celery",
    "streamlit": "streamlit",
    "waitress": "waitress-serve",
    "ddtrace": "ddtrace-run",
    "dotenv": "dotenv",
    "honcho": "honcho",
    "supervisor.supervisord": "supervisord",
    "invoke": "invoke",
    "poethepoet": "poe",
    "taskipy": "task",
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
    if at >= len(words):
        return None
    return frozen(words[at:], values, environment), environment.with_values(values)


def given_variables(
    words: tuple[Word, ...], environment: Environment
) -> tuple[tuple[Word, ...], Environment]:
    """`A=1 gunicorn …` behind a wrapper that takes it: the command, and what it sees."""
    values: dict[str, str | State] = {}
    while words:
        name, equals, _ = (words[0].parts[0].text if words[0].parts else "").partition("=")
        if not equals or not name.isidentifier():
            break
        rendered = render(value_of(words[0], len(name) + 1).parts, environment)
        values[name] = State.PRESENT if UNKNOWN in rendered.text else rendered.text
        words = words[1:]
    return frozen(words, values, environment), environment.with_values(values)


def wrapped_command(wrapper: Wrapper, words: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """The words of the wrapped command; None where this is no wrapping form."""
    at, verb_seen, positionals = 0, not wrapper.verb, wrapper.positionals
    while at < len(words):
        value = words[at].value
        if value is None:
            if wrapper.dashes:
                at += 1
                continue
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
        elif not wrapper.dashes:
            break
        at += 1
    return words[at:] if at < len(words) and verb_seen else None
