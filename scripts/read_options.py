"""Make `checker/data/options/*.toml` from the `--help` of the real programs.

`python -m scripts.read_options` asks every program that is installed (they are the extra `servers`)
and writes its table; a test compares the tables with whatever is installed when it runs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

OPTIONS = Path(__file__).parent.parent / "checker" / "data" / "options"


class Source(NamedTuple):
    """Where the options of one program come from."""

    program: str
    distribution: str
    syntax: str
    """All but `click` take an unambiguous beginning of a long option; `getopt_long` is C's."""
    help: tuple[str, ...]
    """The command whose output lists the options."""
    older: str = ""
    """Options of earlier releases that take a value and are gone now."""
    older_flags: str = ""


SOURCES = (
    Source(
        "gunicorn",
        "gunicorn",
        "argparse",
        ("gunicorn", "--help"),
        older="--settings",
        older_flags="--debug",
    ),
    Source("uvicorn", "uvicorn", "click", ("uvicorn", "--help"), older_flags="--debug"),
    Source("hypercorn", "hypercorn", "argparse", ("hypercorn", "--help")),
    Source(
        "daphne",
        "daphne",
        "argparse",
        ("daphne", "--help"),
        older="--ws-protocol --threads",
    ),
    Source("waitress-serve", "waitress", "getopt", ("waitress-serve", "--help")),
    Source(
        "granian",
        "granian",
        "click",
        ("granian", "--help"),
        older="--threads --threading-mode",
        older_flags="--opt --no-opt",
    ),
    Source(
        "flask-run",
        "flask",
        "click",
        ("flask", "run", "--help"),
        older_flags="--eager-loading --lazy-loading",
    ),
    Source("flask", "flask", "click", ("flask", "--help")),
    Source("sanic", "sanic", "argparse", ("sanic", "help", "--full"), older_flags="--module -m"),
    Source(
        "pserve",
        "pyramid",
        "argparse",
        ("pserve", "--help"),
        older="--pid-file --log-file --user --group",
        older_flags="--daemon --monitor-restart",
    ),
    Source("streamlit-run", "streamlit", "click", ("streamlit", "run", "--help")),
    Source("celery", "celery", "click", ("celery", "--help")),
    Source("celery-worker", "celery", "click", ("celery", "worker", "--help"), older="--app -A"),
    Source("runserver", "django", "argparse", ("django-admin", "runserver", "--help")),
    Source("fastapi-run", "fastapi-cli", "click", ("fastapi", "run", "--help")),
    Source("uwsgi", "uwsgi", "getopt_long", ("uwsgi", "--help"), older="--json"),
)

_LINE = re.compile(r"^ {1,8}(-\S.*)$", re.MULTILINE)
_METAVAR = re.compile(r"(?:\[[^\]]*\]|[A-Z][A-Z0-9_:]*|<[^>]*>|\{[^}]*\}|[a-z]+:[a-z]+)")


def options_of(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The options in a `--help`: those with a value, those without, those that may have one."""
    values: set[str] = set()
    flags: set[str] = set()
    optional: set[str] = set()
    for found in _LINE.finditer(text):
        spec = re.split(r"\s{2,}", found[1])[0]
        names = re.findall(r"(?<![\w-])--?(?:\[no-\])?[A-Za-z0-9][\w.-]*", spec)
        rest = re.sub(r"(?<![\w-])--?(?:\[no-\])?[A-Za-z0-9][\w.-]*", "", spec).strip(" ,/=")
        names = [n.replace("[no-]", no) for n in names for no in ("", "no-")[: 1 + ("[no-]" in n)]]
        if not rest:
            flags.update(names)
        elif _METAVAR.match(rest.replace(",", " ").split()[0].strip("=")) or "=" in spec:
            (optional if rest.startswith("[") and "|" not in rest else values).update(names)
        else:
            flags.update(names)
    return frozenset(values), frozenset(flags - values), frozenset(optional - values)


def help_of(source: Source) -> str | None:
    """What the installed program prints; None where it is not installed."""
    folder = Path(sys.executable).parent
    if not (folder / source.help[0]).exists():
        return None
    done = subprocess.run(
        [folder / source.help[0], *source.help[1:]],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "TYPER_USE_RICH": "0"},
    )
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", done.stdout)


def probed(
    text: str, wanted: frozenset[str] | None = None
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What uWSGI has: its `--help` does not say which take a value, so the program is asked.

    It stops at the first option that it does not know: behind an option that takes a value, that
    is the second one. Some options act at once; they are asked what they miss.
    """
    names = [
        name
        for line in text.splitlines()
        if line.startswith("    -")
        for name in line.split()[0].split("|")
    ]
    kinds: dict[str, set[str]] = {"value": set(), "flag": set(), "optional": set()}
    for name in names:
        if wanted is None or name in wanted:
            kinds[_kind(name)].add(name)
    return frozenset(kinds["value"]), frozenset(kinds["flag"]), frozenset(kinds["optional"])


def _kind(name: str) -> str:
    said = _uwsgi(name, "--no-such-a", "--no-such-b")
    if "no-such-b" in said and "no-such-a'" not in said:
        return "value"
    if "no-such-a'" not in said:
        return "value" if "requires an argument" in _uwsgi(name) else "flag"
    if name.startswith("--") and "doesn't allow" not in _uwsgi(f"{name}=1", "--no-such-a"):
        return "optional"
    return "flag"


def _uwsgi(*arguments: str) -> str:
    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [Path(sys.executable).parent / "uwsgi", *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            cwd=folder,
            stdin=subprocess.DEVNULL,
        )
    return done.stdout + done.stderr


def table(source: Source, text: str) -> str:
    """The data file of one program."""
    values, flags, optional = (probed if source.program == "uwsgi" else options_of)(text)
    older = set(source.older.split()) - values - flags - optional
    older_flags = set(source.older_flags.split()) - values - flags - optional
    today = datetime.now(tz=timezone.utc).date().isoformat()

    def names(title: str, found: set[str] | frozenset[str]) -> str:
        return f'{title} = """{" ".join(sorted(found))}"""\n'

    return (
        f"# Made by scripts/read_options.py from `{' '.join(source.help)}`.\n"
        f'distribution = "{source.distribution}"\nversion = "{version(source.distribution)}"\n'
        f'date = "{today}"\nsyntax = "{source.syntax}"\n'
        + names("values", values | older)
        + names("flags", flags | older_flags)
        + names("optional", optional)
    )


def releases_part(text: str) -> tuple[str, str]:
    """A data file in two: what is made here, and what other scripts add."""
    at = text.find("\n# Made by scripts/read_option_types.py")
    at = text.find("\n# Made by scripts/read_option_releases.py") if at < 0 else at
    return (text, "") if at < 0 else (text[:at], text[at:])


def main() -> None:
    """Write the tables of all programs that are installed."""
    for source in SOURCES:
        text = help_of(source)
        if text is not None:
            path = OPTIONS / f"{source.program}.toml"
            kept = releases_part(path.read_text("utf-8"))[1] if path.exists() else ""
            path.write_text(table(source, text) + kept, "utf-8")
            print(source.program)


if __name__ == "__main__":
    main()
