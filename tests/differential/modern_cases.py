"""How often the reading of modern Django projects agrees with what real Django did.

    python -m tests.differential.modern_cases CASES.jsonl [--show] [KIND …]

Each line is one project: `name`, `kind` (the library or idiom), `django`, `python`, `files` (path
to text), `ok` (whether collectstatic succeeded), `error`, `settings`. Prints right, unknown and
wrong per kind, and exits with 1 if one is wrong.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from checker.django.evaluation import Outcome, evaluate
from checker.files.tree import MemoryTree
from checker.python.models.distributions import read_distributions
from tests.differential.measure import judge, versions


def declared(text: str) -> list[str]:
    """The names that a plain requirements file requires."""
    return [line.split("=")[0].strip() for line in text.split("\n") if line[:1].isalnum()]


def reading(case: dict[str, Any]) -> Outcome:
    """What the tool says of one project."""
    django, python = versions(case["django"]), versions(case["python"])
    names = declared(case["files"].get("requirements.txt", ""))
    return evaluate(
        MemoryTree({name: text.encode() for name, text in case["files"].items()}),
        "manage.py",
        django=django,
        django_full=case["django"],
        python=python,
        python_full=case["python"],
        environment={"PATH": None, "HOME": None, **case.get("env", {})},
        distributions=read_distributions(names, True, django, python),
    )


def main(arguments: list[str]) -> int:
    """Read every case and print."""
    wanted = {name for name in arguments[1:] if not name.startswith("-")}
    counts: Counter[tuple[str, str]] = Counter()
    for line in filter(None, Path(arguments[0]).read_text("utf-8").split("\n")):
        case = json.loads(line)
        if wanted and not {case["kind"], case["name"]} & wanted:
            continue
        verdict, why = judge(reading(case), {**case, "message": case["error"]})
        counts[case["kind"], verdict] += 1
        if verdict != "right" or "--show" in arguments:
            print(f"{verdict:8}{case['name']} {case['django']}: {why}"[:260])
    verdicts = ("right", "unknown", "wrong")
    for kind in sorted({kind for kind, _ in counts}):
        print(f"{kind:24}", *(f"{verdict} {counts[kind, verdict]:4}" for verdict in verdicts))
    total = sum(counts.values()) or 1
    for verdict in verdicts:
        number = sum(each for (_, one), each in counts.items() if one == verdict)
        print(f"{verdict:8}{number:6}  {100 * number / total:5.1f} %")
    return 1 if any(verdict == "wrong" for _, verdict in counts) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
