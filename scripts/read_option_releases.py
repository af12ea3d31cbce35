"""Add to `checker/data/options/*.toml` which release of a program has which option.

`pip install pypi-simple`, then `python -m scripts.read_option_releases WORK PYTHON … [-- NAME …]`:
WORK keeps what was fetched and read, so that it can be stopped and goes on; of the PYTHONs each
release runs on the first that takes it; names are those of the tables. The `--help` of a release of
each minor series is read, with what it depended on at its time; between two that differ, the others
by bisection.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from configparser import ConfigParser
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from packaging.version import Version

from scripts.read_options import OPTIONS, SOURCES, Source, options_of
from scripts.release_dependencies import dependencies
from scripts.release_files import Index, Interpreter, interpreter

SERIES = 16
"""Releases of a program that are read at least."""
SETUPTOOLS = Version("68.0.0")
"""It still has `pkg_resources`, which older programs start with."""
OLDEST = {
    "gunicorn": "18.0", "uvicorn": "0.11.0", "hypercorn": "0.5.0", "daphne": "2.3.0",
    "waitress": "1.0.2", "granian": "0.2.0", "flask": "0.11", "sanic": "19.12.0", "pyramid": "1.6",
    "streamlit": "1.0.0", "celery": "5.0.0", "django": "1.8", "fastapi-cli": "0.0.2",
}  # fmt: skip
"""From which release of a distribution on."""
CHOICES = {
    "gunicorn": "from gunicorn.workers import SUPPORTED_WORKERS as found; "
    "print('@@--worker-class', *found)",
}
"""What prints the values that an option takes, where the help does not list them."""

OLDER_HELP = {"sanic": ("sanic", "--help")}
"""What older releases print their options for."""

RUN = r"""
import json, os, site, sys
paths, module, name, argv, choices = json.loads(sys.argv[1])
for path in paths:
    site.addsitedir(path)
sys.argv = argv
if choices:
    try:
        exec(choices)
    except ImportError:
        pass
    sys.stdout.flush()
try:
    import click
    shown = click.Command.format_help
    def format_help(self, context, formatter):
        for each in self.get_params(context):
            if isinstance(each.type, click.Choice):
                values = [str(getattr(value, "value", value)) for value in each.type.choices]
                print("@@" + max(each.opts, key=len) + " " + " ".join(values))
        return shown(self, context, formatter)
    click.Command.format_help = format_help
except ImportError:
    pass
found = __import__(module, fromlist=[str(name.split(".")[0])])
for part in name.split("."):
    found = getattr(found, part)
sys.exit(found())
"""


class Read(NamedTuple):
    """What the help of one release lists."""

    options: frozenset[str]
    choices: dict[str, frozenset[str]]


class Reader:
    """Reads the help of releases, and keeps it."""

    def __init__(self, work: Path, pythons: list[Interpreter]) -> None:
        self.work, self.pythons = work, pythons
        self.index = Index(work)
        (work / "help").mkdir(exist_ok=True)

    def read(self, source: Source, version: Version) -> Read | None:
        """The options of a release; None if it does not run here."""
        kept = self.work / "help" / f"{source.program}-{version}.txt"
        if not kept.exists():
            kept.write_text(self._help(source, version))
            print(f"{source.program} {version}: {len(kept.read_text())}", flush=True)
        text = kept.read_text()
        if source.syntax == "click":  # above them stand examples
            printed = "\n".join(re.findall(r"(?m)^@@.*$", text))
            text = printed + re.sub(r"(?s)\A.*?^[^\n]*Options:$", "", text, flags=re.MULTILINE)
        options = frozenset().union(*options_of(text))
        choices = choices_of(text, listed=source.syntax == "argparse")
        return Read(options, choices) if len(options) > 1 else None

    def _help(self, source: Source, version: Version) -> str:
        name = source.distribution
        uploaded = date.fromisoformat(self.index.uploaded(name, version))
        for python in self.pythons:
            if self.index.file_for(name, version, python) is None:
                continue
            own = self.index.built(name, version, python, 90).folder
            if own is None:
                continue
            for until in ((uploaded + timedelta(120)).isoformat(), ""):
                others = dependencies(self.index, own, name, python, until, build=False)
                for asked in (source.help, OLDER_HELP.get(source.program)):
                    text = self._run(source, own, others, python, asked) if asked else ""
                    if len(frozenset().union(*options_of(text))) > 1:
                        return text
        return ""

    def _run(
        self, source: Source, own: Path, others: list[Path], python: Interpreter,
        asked: tuple[str, ...],
    ) -> str:  # fmt: skip
        entries = ConfigParser(delimiters=["="])
        for path in own.glob("*.dist-info/entry_points.txt"):
            entries.read_string(path.read_text())
        scripts = entries["console_scripts"] if entries.has_section("console_scripts") else {}
        target = scripts.get(source.help[0], "") or STARTED.get(source.help[0], "")
        if not target:
            return ""
        module, _, name = target.partition("[")[0].strip().partition(":")
        tools = self.index.built("setuptools", SETUPTOOLS, python, 90).folder
        paths = [str(path) for path in (own, *others, tools) if path]
        choices = CHOICES.get(source.program, "")
        empty = self.work / "home" / "empty"
        empty.mkdir(exist_ok=True)
        try:
            done = subprocess.run(
                [python.path, "-E", "-s", "-S", "-B", "-W", "ignore", "-c", RUN,
                 json.dumps([paths, module.strip(), name.strip(), asked, choices])],
                capture_output=True, text=True, check=False, timeout=90, cwd=empty,
                stdin=subprocess.DEVNULL, errors="replace",
                env={"PATH": os.environ["PATH"], "HOME": str(empty), "LC_ALL": "C.UTF-8",
                     "LANG": "C.UTF-8", "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb",
                     "TYPER_USE_RICH": "0"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return ""
        return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", done.stdout)

    def all(self, source: Source) -> dict[Version, Read]:
        """The releases that were read, oldest first."""
        oldest = Version(OLDEST[source.distribution])
        releases = [
            version
            for version in self.index.releases(source.distribution)
            if version >= oldest
            and any(self.index.file_for(source.distribution, version, p) for p in self.pythons)
        ]
        starts = {version.release[:2]: at for at, version in reversed([*enumerate(releases)])}
        ends = sorted({0, len(releases) - 1, *starts.values()})
        step = max(1, -(-len(ends) // SERIES))
        points = sorted({*ends[::step], ends[-1]})
        found: dict[Version, Read] = {}

        def read(at: int) -> Read | None:
            known = self.read(source, releases[at])
            if known is not None:
                found[releases[at]] = known
            return known

        pairs = list(pairwise(points))
        while pairs:
            low, high = pairs.pop(0)
            if read(low) != read(high) and high - low > 1:
                middle = (low + high) // 2
                pairs += [(low, middle), (middle, high)]
        return dict(sorted(found.items()))


MARK = "\n# Made by scripts/read_option_releases.py"
"""What this script adds begins with it."""
STARTED = {
    "sanic": "sanic.__main__:main",
    "django-admin": "django.core.management:execute_from_command_line",
}
"""What a program starts with in releases that install no script for it."""


_LISTED = re.compile(
    r"(?m)^ {1,8}(?:-\w(?: \S+)?,\s+)?(--[\w-]+)[ =]+"
    r"\{([\w,.-]+)\}"
)


def choices_of(text: str, *, listed: bool) -> dict[str, frozenset[str]]:
    """The values that options take: those printed beside the help, and those it lists: `{a,b}`.

    What click's help lists (`[a|b]`) may be some of them only, so its types are asked.
    """
    found: dict[str, frozenset[str]] = {}
    for match in _LISTED.finditer(text) if listed else ():
        found.setdefault(match[1], frozenset(match[2].split(",")))
    for match in re.finditer(r"(?m)^@@(--[\w-]+) (.+)$", text):
        found[match[1]] = frozenset(match[2].split())
    return found


def spans(read: dict[Version, frozenset[str]]) -> dict[str, tuple[str, str]]:
    """The first and the last release that has each name; empty where the read ones end."""
    releases = list(read)
    found: dict[str, tuple[str, str]] = {}
    for name in sorted(frozenset().union(*read.values())):
        having = [version for version in releases if name in read[version]]
        first = "" if having[0] == releases[0] else having[0].base_version
        found[name] = first, "" if having[-1] == releases[-1] else having[-1].base_version
    return found


def part(read: dict[Version, Read], table: str) -> str:
    """The tables about releases of a data file; of what no help lists nothing is known."""
    options = spans({version: each.options for version, each in read.items()})
    names = re.findall(r"(?<=[ \"])--?[^\s\"]+", table.partition("\nvalues = ")[2])
    options.update({name: ("", "?") for name in sorted(names) if name not in options})

    def listed(title: str, which: int) -> str:
        words = [f"{name}={each[which]}" for name, each in options.items() if each[which]]
        return f'{title} = """{" ".join(words)}"""\n'

    text = (
        "\n# Made by scripts/read_option_releases.py: the first and the last release that has an\n"
        "# option, of those from the oldest to the newest; what is not named is in all of them,\n"
        "# and of what is marked with `?` (it is in no help) it is not known.\n"
        f'[releases]\noldest = "{next(iter(read))}"\nnewest = "{list(read)[-1]}"\n'
        + listed("first", 0)
        + listed("last", 1)
    )
    choices = sorted({option for each in read.values() for option in each.choices})
    lines = []
    for option in choices:
        having = {v: each.choices[option] for v, each in read.items() if option in each.choices}
        words = [f"{value}={first}:{last}" for value, (first, last) in spans(having).items()]
        lines.append(f'{option} = "{next(iter(having))} {list(having)[-1]} {" ".join(words)}"\n')
    head = (
        "\n# Where the values are told: oldest, newest, then each value with its first and last.\n"
    )
    return text + (head + "[releases.choices]\n" + "".join(lines) if lines else "")


def main(arguments: list[str]) -> None:
    """Read what was not read yet, and write the tables."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    reader = Reader(Path(arguments[0]).resolve(), [interpreter(path) for path in arguments[1:cut]])
    for source in SOURCES:
        wanted = arguments[cut + 1 :] or [source.program]
        if source.program in wanted and source.distribution in OLDEST:
            read = reader.all(source)
            if len(read) < 2:
                print(f"{source.program}: no help could be read")
                continue
            path = OPTIONS / f"{source.program}.toml"
            own = path.read_text("utf-8").partition(MARK)[0]
            path.write_text(own + part(read, own), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
