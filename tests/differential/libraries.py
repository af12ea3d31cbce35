"""How often the reading of settings that use libraries agrees with what Django really does.

    python -m tests.differential.libraries PYTHON [--show] [KIND …]

PYTHON is the interpreter of an environment with Django and the libraries that `DISTRIBUTIONS`
names. Each project of `library_projects.txt` is written to a folder of its own, read, and run.
Prints right, unknown and wrong per kind, and exits with 1 if one is wrong.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from checker.django.evaluation import evaluate
from checker.files.tree import DirectoryTree
from checker.python.models.distributions import read_distributions
from tests.differential.library_projects import Project, projects
from tests.differential.measure import judge, versions

RUNNER = Path(__file__).with_name("run_django.py")
DISTRIBUTIONS = {
    "environ": "django-environ", "environ.Path": "django-environ", "environs": "environs",
    "decouple": "python-decouple", "split_settings": "django-split-settings",
    "pydantic": "pydantic-settings", "dynaconf": "dynaconf",
    "configurations": "django-configurations",
}  # fmt: skip
_ASK = (
    "import django, json, sys; print(json.dumps([django.__version__, "
    "'.'.join(map(str, sys.version_info[:3]))]))"
)


Row = tuple[str, str, str]
"""The verdict, the reason, and the lines of a case."""


def compare(python: str, kinds: dict[str, list[Project]], base: Path) -> dict[str, list[Row]]:
    """By kind the verdict, the reason and the lines of each project."""
    asked = subprocess.run([python, "-c", _ASK], capture_output=True, text=True, check=True)
    django, own = json.loads(asked.stdout)
    found: dict[str, list[Row]] = {}
    for kind, cases in kinds.items():
        folders: list[Path] = []
        outcomes: list[Any] = []
        names = ["django", *filter(None, [DISTRIBUTIONS.get(kind, "")])]
        for number, (_, files) in enumerate(cases):
            folder = base / kind.replace("*", "star").replace(" ", "-") / str(number)
            for name, text in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, "utf-8")
            folders.append(folder)
            outcomes.append(evaluate(
                DirectoryTree(str(folder)), "manage.py", django=versions(django),
                django_full=django, python=versions(own), python_full=own,
                environment={"PATH": None, "HOME": None},
                distributions=read_distributions(names, True, versions(django), versions(own)),
            ))  # fmt: skip
        fresh = ["--fresh"] if kind == "dynaconf" else []
        command = [python, str(RUNNER), *fresh, *map(str, folders)]
        real = subprocess.run(command, capture_output=True, text=True, check=True)
        for outcome, line, (lines, _) in zip(
            outcomes, real.stdout.splitlines(), cases, strict=True
        ):
            row = json.loads(line)
            if row["error"]:
                row["settings"] = {}  # the module may have been read again after it failed
            verdict, why = judge(outcome, {**row, "django": django, "message": row["error"]})
            found.setdefault(kind, []).append((verdict, why, lines))
    return found


def main(arguments: list[str]) -> int:
    """Compare and print."""
    wanted = [name for name in arguments[1:] if not name.startswith("-")]
    kinds = {kind: cases for kind, cases in projects().items() if not wanted or kind in wanted}
    with tempfile.TemporaryDirectory() as folder:
        found = compare(arguments[0], kinds, Path(folder))
    counts: Counter[str] = Counter()
    for kind, rows in found.items():
        here = Counter(verdict for verdict, _, _ in rows)
        counts += here
        for verdict, why, lines in rows:
            if verdict != "right" or "--show" in arguments:
                print(f"{verdict:8}{kind}: {lines!r}\n        {why}")
        print(f"{kind:16}", *(f"{name} {here[name]:4}" for name in ("right", "unknown", "wrong")))
    total = sum(counts.values()) or 1
    for name in ("right", "unknown", "wrong"):
        print(f"{name:8}{counts[name]:6}  {100 * counts[name] / total:5.1f} %")
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
