"""The data file that `scripts.read_importable` writes: ranges of releases with one answer."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.read_importable import Outcome, Runner

Error = tuple[str, str, str]
"""`build`, `import` or `use`; the module or the statement; the error."""


def error_of(outcome: Outcome) -> Error | None:
    """What is wrong with a release; None if nothing is."""
    if outcome.install == "does not build":
        return "build", "", outcome.text
    if outcome.imported != "fails":
        return None
    statement = " " in outcome.module
    what = outcome.module.rpartition("; ")[2] if statement else outcome.module
    return "use" if statement else "import", what, outcome.text


def answers(
    outcomes: dict[str, Outcome], minor: str, minors: list[str]
) -> list[tuple[Version, Outcome]]:
    """What the releases did on one Python, oldest first.

    What an older and a newer Python answer alike, those between them do too.
    """
    at = minors.index(minor)
    found = []
    for release in {key.partition(" ")[0] for key in outcomes}:
        known = [outcomes.get(f"{release} {each}") for each in minors]
        older = next((each for each in known[at::-1] if each), None)
        newer = next((each for each in known[at:] if each), None)
        if older is not None and newer is not None and older.key == newer.key:
            found.append((Version(release), older))
    return sorted(found, key=lambda each: each[0])


def ranges(run: list[tuple[Version, Outcome]], errors: list[Error]) -> str:
    """Ranges of releases: `2.8 2.10.1 0, 2.10.2 3.1.6 ok`; the number is of an error."""
    found: list[list[str]] = []
    before = ""
    for version, outcome in run:
        if "unknown" in (outcome.install, outcome.imported):
            before = ""
            continue
        error = error_of(outcome)
        if error is not None and error not in errors:
            errors.append(error)
        plain = "setuptools" if outcome.setuptools else "ok"
        answer = plain if error is None else str(errors.index(error))
        if answer == before:
            found[-1][1] = str(version)
        else:
            found.append([str(version), str(version), answer])
        before = answer
    return ", ".join(" ".join(each) for each in found)


def table(runner: Runner, names: Iterable[str]) -> str:
    """The data file."""
    pythons = sorted(runner.pythons, key=lambda python: Version(python.full))
    minors = [python.minor for python in pythons]
    lines = [
        "# Which releases of widely pinned distributions run on which Python, as tried:",
        "# installed without dependencies (a wheel if one fits, else built from source by the",
        "# newest pip of that Python), and imported in a process of their own, beside",
        "# what they depend on. Made by scripts/read_importable.py.",
        "# `first last answer`: an answer is `ok`, `setuptools` (only beside that), or the number",
        "# of an error; what lies between was found by bisection.",
        f'date = "{datetime.now(tz=timezone.utc).date().isoformat()}"',
        f"pythons = {json.dumps([python.full for python in pythons])}",
    ]
    for name in sorted(names):
        errors: list[Error] = []
        kept = runner.kept(name)
        by_python = {minor: ranges(answers(kept, minor, minors), errors) for minor in minors}
        if not errors:
            continue
        lines += ["", f"[distribution.{name}]"]
        lines += ["errors = ["]
        lines += [f"  {json.dumps(list(error), ensure_ascii=False)}," for error in errors] + ["]"]
        for text in dict.fromkeys(by_python.values()):
            alike = [minor for minor, each in by_python.items() if each == text]
            if any(char.isdigit() for char in "".join(w.split()[2] for w in text.split(", ") if w)):
                lines.append(f'"{" ".join(alike)}" = "{text}"')
    return "\n".join(lines) + "\n"
