"""How often the reading of Django projects agrees with what real Django did.

    python -m tests.differential.measure FOLDER [--show] [CASE …]

FOLDER holds `NNN/` (a project), `NNN.json` (what it is about) and `expected.jsonl` (one object a
row: `case`, `django`, `python`, `env`, `manage_py`, `ok`, `settings`). Prints the numbers of right,
unknown and wrong rows, and exits with 1 where one is wrong.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from checker.data.django_defaults import default_of
from checker.django.evaluation import Outcome, evaluate
from checker.files.tree import DirectoryTree
from checker.python.models.distributions import read_distributions


def versions(text: str) -> tuple[int, int]:
    major, minor, *_ = text.split(".")
    return int(major), int(minor)


def reading(folder: Path, row: dict[str, Any]) -> Outcome:
    """What the tool says of one row."""
    requirements = (folder / row["case"] / "requirements.txt").read_text("utf-8").split("\n")
    names = [line.split("=")[0].split("<")[0].split(">")[0].strip() for line in requirements]
    declared = [name for name in names if name and not name.startswith(("#", "-"))]
    return evaluate(
        DirectoryTree(str(folder / row["case"])),
        row["manage_py"] or "manage.py",
        django=versions(row["django"]),
        django_full=row["django"],
        python=versions(row["python"]),
        python_full=row["python"],
        environment={"PATH": None, "HOME": None, **row["env"]},
        distributions=read_distributions(
            declared, True, versions(row["django"]), versions(row["python"])
        ),
    )


def judge(outcome: Outcome, row: dict[str, Any]) -> tuple[str, str]:
    """`right`, `unknown` or `wrong`, and why."""
    if outcome.succeeds is not None and outcome.succeeds != row["ok"]:
        return "wrong", f"says {outcome.succeeds}: {outcome.because} | real: {row['message']}"
    for name, real in row["settings"].items():
        found = outcome.settings.get(name)
        if found is None:
            if outcome.settings_read and default_of(name, versions(row["django"])) != real:
                return "wrong", f"{name} is unset, real: {real!r}"
        elif found.state == "known" and found.value != real:
            return "wrong", f"{name} is {found.value!r}, real: {real!r}"
    if outcome.succeeds is None:
        return "unknown", f"{outcome.because} | real: {row['ok']} {row['message']}"
    return "right", ""


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    wanted = {name for name in arguments[1:] if not name.startswith("-")}
    counts: Counter[str] = Counter()
    settings: Counter[str] = Counter()
    for line in (folder / "expected.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["ok"] is None or (wanted and row["case"] not in wanted):
            continue
        outcome = reading(folder, row)
        verdict, why = judge(outcome, row)
        counts[verdict] += 1
        for name in row["settings"]:
            found = outcome.settings.get(name)
            settings["known" if found is None or found.state == "known" else "unknown"] += 1
        if verdict != "right" or "--show" in arguments:
            label = f"{row['case']} {row.get('name', '')} {row['django']} {row['python']}"
            print(f"{verdict:8}{label}: {why or outcome.because}")
    total = sum(counts.values()) or 1
    for kind in ("right", "unknown", "wrong"):
        print(f"{kind:8}{counts[kind]:6}  {100 * counts[kind] / total:5.1f} %")
    print(f"settings: {settings['known']} known, {settings['unknown']} unknown")
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
