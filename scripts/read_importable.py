"""Make `checker/data/releases/importable.toml` by running: which release imports on which Python.

`pip install pypi-simple`, then `python -m scripts.read_importable WORK PYTHON … [-- NAME …]`: WORK
is a folder that keeps all that was fetched, built and run, so that it can be stopped and goes on;
each PYTHON is an interpreter; names (or `name==release`, one more release to run) narrow it down.
`--newest` leaves the other Pythons than the first for later, and `--write` only writes the table.

Each release is installed without its dependencies (a wheel if one fits, else built from source by
the newest pip of that Python), and its modules are imported in a process of their own. What they
miss of other distributions is added, of that time and then of today; only an error that comes from
the release's own code, or from what the standard library does not have, is a verdict. Between two
releases that differ the others are tried by bisection.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from packaging.version import Version

from scripts.build_errors import tidy
from scripts.import_probe import PROBE, is_there, modules_of, standard_modules, tops
from scripts.importable_names import DISTRIBUTIONS, HEAVY, MODULES, OPTIONAL, STATEMENTS
from scripts.importable_table import table
from scripts.release_dependencies import dependencies
from scripts.release_files import Built, Index, Interpreter, interpreter

TABLE = Path(__file__).parent.parent / "checker" / "data" / "releases" / "importable.toml"
BUILD_SECONDS = 90
SHORT_SECONDS = 40
"""For what takes long to compile: only what fails before that is told."""
IMPORT_SECONDS = 60
SERIES = 5
"""Releases of one distribution that are tried at least, evenly over its minor series."""
UNTIL = ("2019-12-01", "2021-11-15", "2023-08-15", "")
"""Dates: dependencies are tried as they were then (after `collections.Mapping` was left, before
names of Jinja2, Werkzeug and MarkupSafe were, before Werkzeug 3), as they are today, and four
months after the release itself."""


class Outcome(NamedTuple):
    """What one release did on one Python."""

    install: str
    """`wheel`, `builds`, `does not build`, `unknown`."""
    imported: str = ""
    """`imports`, `fails`, `unknown`; empty if there is nothing to import."""
    text: str = ""
    module: str = ""
    setuptools: bool = False
    """Only with setuptools beside it."""

    @property
    def key(self) -> tuple[str, ...]:
        """What two releases must share to be of one range."""
        if self.install == "does not build" or self.imported == "fails":
            return (self.install if not self.imported else "fails", self.text, self.module)
        return (self.install if self.install == "unknown" else self.imported, str(self.setuptools))


class Runner:
    """Runs releases, and keeps what they did."""

    def __init__(self, work: Path, pythons: list[Interpreter]) -> None:
        self.work, self.pythons = work, pythons
        self.index = Index(work)
        self.standard = standard_modules(work, pythons)
        (work / "results").mkdir(exist_ok=True)
        self.results: dict[str, dict[str, Outcome]] = {}

    def kept(self, name: str) -> dict[str, Outcome]:
        """What was run of a distribution: by `release python`."""
        if name not in self.results:
            path = self.work / "results" / f"{name}.json"
            data = json.loads(path.read_text()) if path.exists() else {}
            self.results[name] = {
                key: found
                for key, found in ((key, Outcome(*value)) for key, value in data.items())
                # Builds are kept; what was made of an error is thought over again.
                if "unknown" not in (found.install, found.imported)
            }
        return self.results[name]

    def outcome(self, name: str, version: Version, python: Interpreter) -> Outcome:
        """What a release does on a Python, run now if it was not before."""
        kept = self.kept(name)
        key = f"{version} {python.minor}"
        if key not in kept:
            kept[key] = found = self._run(name, version, python)
            path = self.work / "results" / f"{name}.json"
            path.write_text(json.dumps(kept, indent=0, sort_keys=True))
            print(f"{name} {version} on {python.minor}: {' '.join(map(str, found))}", flush=True)
        return kept[key]

    def _run(self, name: str, version: Version, python: Interpreter) -> Outcome:
        built = self.index.built(
            name, version, python, SHORT_SECONDS if name in HEAVY else BUILD_SECONDS
        )
        if built.folder is None:
            compiled = name in OPTIONAL and built.text.startswith("error: ")
            return Outcome("unknown" if compiled else built.how, "", built.text)
        modules = MODULES.get(name) or modules_of(built.folder, name)
        modules = [module for module in modules if is_there(built.folder, module)]
        if not modules:
            return Outcome(built.how, "unknown", "no module")
        statement = STATEMENTS.get(name, "")
        said = self._import(python, built.folder, [], modules, statement)
        found = self._judge(said, built, None)
        if found is not None:
            return found
        uploaded = self.index.uploaded(name, version)
        tried: list[dict[str, Any]] = []
        soon = (date.fromisoformat(uploaded) + timedelta(120)).isoformat()
        for until in (*(each for each in UNTIL if not each or each > soon), soon):
            others = dependencies(self.index, built.folder, name, python, until)
            for setuptools in (False, True):
                beside = [*others, self.index.tools(python)] if setuptools else others
                said = self._import(python, built.folder, beside, modules, statement)
                found = self._judge(said, built, beside)
                if found is not None:
                    return found._replace(setuptools=setuptools)
                if not re.search(r"pkg_resources|setuptools|distutils", said["text"]):
                    break
            tried.append(said)
            if not others:
                break
        texts = [f"{each['type']}: {tidy(each['text'])}" for each in tried]
        owners = {owner for each in tried for owner in each["owners"]}
        ended = said["type"] not in ("ImportError", "ModuleNotFoundError", "Timeout", "Crash")
        own = ended and owners and "other" not in owners
        # In what it depends on, the newest ones that it takes among it: it is the same to the user.
        gone = self._about(said).partition(".")[0] in self.standard and not said["syntax"]
        if len(set(texts)) == 1 and (own or (gone and len(texts) > 2)):
            return Outcome(built.how, "fails", texts[0], said["module"])
        return Outcome(built.how, "unknown", texts[-1], said["module"])

    def _import(
        self,
        python: Interpreter,
        own: Path,
        others: list[Path],
        modules: list[str],
        statement: str,
    ) -> dict[str, Any]:
        """What the import ended with: `type` is empty if it succeeded."""
        asked = json.dumps([str(own), [str(path) for path in others], modules, statement])
        empty = self.work / "home" / "empty"
        empty.mkdir(exist_ok=True)
        nothing = {"type": "", "text": "", "owners": [], "module": "", "syntax": "", "line": ""}
        try:
            done = subprocess.run(
                [python.path, "-E", "-s", "-S", "-B", "-c", PROBE, asked],
                capture_output=True, text=True, errors="replace", check=False, cwd=empty,
                timeout=IMPORT_SECONDS, stdin=subprocess.DEVNULL,
                env={"PATH": "/usr/bin:/bin", "HOME": str(empty), "LC_ALL": "C.UTF-8"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {**nothing, "type": "Timeout"}
        _, marked, last = done.stdout.rpartition("\n@@")
        if not marked:
            return {**nothing, "type": "Crash", "text": done.stderr[-200:]}
        return {**nothing, **(json.loads(last) or {})}

    def _judge(
        self, said: dict[str, Any], built: Built, others: list[Path] | None
    ) -> Outcome | None:
        """The verdict; None if the error may come from another distribution, or from its absence.

        `others` is None while the dependencies were not yet added.
        """
        kind, text = said["type"], said["text"]
        if not kind:
            return Outcome(built.how, "imports")
        named = f"re.{kind}" if kind in ("error", "PatternError") else kind
        fails = Outcome(built.how, "fails", f"{named}: {tidy(text)}", said["module"])
        if said["syntax"]:
            return fails if said["syntax"] == "own" else None
        if "other" in said["owners"] or not said["owners"]:
            return None
        if kind == "AttributeError":
            found = re.search(r"module '([\w.]+)' has no attribute", text)
            return fails if found and found[1].partition(".")[0] in self.standard else None
        about = self._about(said).partition(".")[0]
        if kind not in ("ImportError", "ModuleNotFoundError"):
            # What the standard library refuses from its own code: `re.compile`, `dataclass`.
            return fails if others is not None and said["owners"][-1] == "python" else None
        if not about:
            return None
        if re.search("shared object|undefined symbol|GLIBC", text):
            return None
        assert built.folder is not None
        if about not in self.standard:
            own = about in tops(built.folder) and others is not None
            return fails if own and not any(about in tops(path) for path in others or []) else None
        if "No module named" in text:  # a dependency may give it back
            with_tools = any(path.parent.name == "tools" for path in others or [])
            return fails if others is not None and (about != "distutils" or with_tools) else None
        return fails

    def _about(self, said: dict[str, Any]) -> str:
        """The module that an ImportError is about; empty if it does not tell."""
        found = re.search(r"No module named '?([\w.]+)'?", said["text"]) or re.search(
            r"from '([\w.]+)'", said["text"]
        )
        if found is None and said["text"].startswith("cannot import name"):
            found = re.search(r"from\s+([\w.]+)\s+import", said["line"])
        return found[1] if found else ""

    def explore(self, name: str, floor: str, extra: list[Version], newest: bool) -> None:
        """Run a distribution: on the first Python evenly, on the others what was not good there.

        What a newer Python imports, an older one that takes it does too, but for what its own
        `Requires-Python` says; so the first one is the newest.
        """
        first = self.pythons[0]
        releases = self._releases(name, floor, first)
        starts = {version.release[:2]: at for at, version in reversed([*enumerate(releases)])}
        ends = sorted({*starts.values(), *([0, len(releases) - 1] if releases else [])})
        step = max(1, -(-len(ends) // SERIES))
        chosen = {releases[at] for at in (*ends[::step], *ends[-1:])}
        self._between(name, first, releases, {*chosen, *extra})
        run = [v for v in releases if f"{v} {first.minor}" in self.kept(name)]
        keys = [self.outcome(name, version, first).key for version in run]
        good = [self.outcome(name, version, first).imported == "imports" for version in run]
        alike = [at and keys[at] == keys[at - 1] for at in range(len(run))]
        wanted = {
            version
            for at, version in enumerate(run)
            if (not alike[at] if good[at] else not (alike[at] and [*alike, False][at + 1]))
        }
        for version in () if newest else sorted({*wanted, *extra}):
            self._across(name, version)

    def _across(self, name: str, version: Version) -> None:
        """Run one release on the oldest and the newest Python 3, and between two answers."""
        pythons = sorted(
            (p for p in self.pythons if p.minor != "2.7" and self.index.file_for(name, version, p)),
            key=lambda python: Version(python.full),
        )
        pairs = [(0, len(pythons) - 1)] if pythons else []
        while pairs:
            low, high = pairs.pop(0)
            first, last = (self.outcome(name, version, pythons[at]) for at in (low, high))
            if high - low > 1 and first.key != last.key:
                middle = (low + high) // 2
                pairs += [(low, middle), (middle, high)]

    def _releases(self, name: str, floor: str, python: Interpreter) -> list[Version]:
        """The releases that pip may take on a Python, from one on."""
        return [
            version
            for version in self.index.releases(name)
            if version >= Version(floor) and self.index.file_for(name, version, python)
        ]

    def _between(
        self, name: str, python: Interpreter, releases: list[Version], points: set[Version]
    ) -> None:
        """Run some releases, and by bisection what lies between two answers."""
        at_first = sorted(releases.index(version) for version in points if version in releases)
        for at in at_first:
            self.outcome(name, releases[at], python)
        budget = 4 * SERIES
        pairs = list(pairwise(at_first))
        while pairs and budget:
            low, high = pairs.pop(0)
            first, second = (self.outcome(name, releases[at], python) for at in (low, high))
            if high - low > 1 and first.key != second.key and _sources(first, second):
                middle = (low + high) // 2
                self.outcome(name, releases[middle], python)
                budget -= 1
                pairs += [(low, middle), (middle, high)]


def _sources(*outcomes: Outcome) -> bool:
    """Whether it is worth while to look between two releases: at most one of them is unknown."""
    return sum("unknown" in (each.install, each.imported) for each in outcomes) < 2


def main(arguments: list[str]) -> None:
    """Run what is not yet run, and write the table."""
    work = Path(arguments[0]).resolve()
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    given = [each for each in arguments[1:cut] if not each.startswith("--")]
    runner = Runner(work, [interpreter(path) for path in given])
    extra: dict[str, list[Version]] = {}
    for text in arguments[cut + 1 :]:
        name, _, release = text.partition("==")
        extra.setdefault(name, []).extend([Version(release)] if release else [])
    for name in () if "--write" in arguments else extra or DISTRIBUTIONS:
        runner.explore(
            name, DISTRIBUTIONS.get(name, "0"), extra.get(name, []), "--newest" in arguments
        )
    TABLE.write_text(table(runner, DISTRIBUTIONS), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
