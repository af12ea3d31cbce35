"""How often the reading of settings that use libraries agrees with what Django really does.

    python -m tests.differential.libraries PYTHON [--show | --record] [KIND …]

PYTHON is the interpreter of an environment with Django and the libraries that `DISTRIBUTIONS`
names. Each project of `library_projects.txt` is written to a folder of its own, read, and run.
Prints right, unknown and wrong per kind, and exits with 1 if one is wrong. With `--record`, what
really happened is written to `library_outcomes.txt`, where a test that needs no library finds it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from checker.django.evaluation import Outcome, evaluate
from checker.files.tree import DirectoryTree, Tree
from checker.python.models.distributions import read_distributions
from tests.differential.library_projects import Project, projects
from tests.differential.measure import judge, versions

OUTCOMES = Path(__file__).with_name("library_outcomes.txt")
RUNNER = Path(__file__).with_name("run_django.py")
DISTRIBUTIONS = {
    "environ": "django-environ", "environ.Path": "django-environ", "environs": "environs",
    "decouple": "python-decouple", "split_settings": "django-split-settings",
    "pydantic": "pydantic-settings", "dynaconf": "dynaconf",
    "configurations": "django-configurations", "dj-database-url": "dj-database-url",
    "environ, not modelled": "django-environ", "environs, not modelled": "environs",
}  # fmt: skip
_ASK = (
    "import django, json, sys; print(json.dumps([django.__version__, "
    "'.'.join(map(str, sys.version_info[:3]))]))"
)


Row = tuple[str, str, str, str]
"""The verdict, the reason, the lines of a case, and what happened: an exception, or `ok`."""


def compare(python: str, kinds: dict[str, list[Project]], base: Path) -> dict[str, list[Row]]:
    """By kind the verdict, the reason and the lines of each project."""
    asked = subprocess.run([python, "-c", _ASK], capture_output=True, text=True, check=True)
    django, own = json.loads(asked.stdout)
    found: dict[str, list[Row]] = {}
    for kind, cases in kinds.items():
        folders = []
        for number, (_, files) in enumerate(cases):
            folder = base / kind.replace("*", "star").replace(" ", "-") / str(number)
            for name, text in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, "utf-8")
            folders.append(folder)
        outcomes = [reading(kind, DirectoryTree(str(folder)), django, own) for folder in folders]
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
            happened = row["error"].partition(":")[0] or ("ok" if row["ok"] else "exit")
            found.setdefault(kind, []).append((verdict, why, lines, happened))
    return found


def reading(kind: str, tree: Tree, django: str, python: str) -> Outcome:
    """What the tool says of a project of a kind."""
    names = ["django", *filter(None, [DISTRIBUTIONS.get(kind, "")])]
    pair, own = versions(django), versions(python)
    return evaluate(
        tree, "manage.py", django=pair, django_full=django, python=own, python_full=python,
        environment={"PATH": None, "HOME": None},
        distributions=read_distributions(names, True, pair, own),
    )  # fmt: skip


def record(found: dict[str, list[Row]], django: str, python: str) -> str:
    """The outcomes as text: a line for each case, in order."""
    lines = [
        f"# What happened, with Django {django} on Python {python}: in the order of the cases."
    ]
    for kind, rows in found.items():
        lines += [f"=== {kind}", *(happened for _, _, _, happened in rows)]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Compare and print."""
    wanted = [name for name in arguments[1:] if not name.startswith("-")]
    kinds = {kind: cases for kind, cases in projects().items() if not wanted or kind in wanted}
    with tempfile.TemporaryDirectory() as folder:
        found = compare(arguments[0], kinds, Path(folder))
    if "--record" in arguments:
        asked = subprocess.run([arguments[0], "-c", _ASK], capture_output=True, check=True)
        OUTCOMES.write_text(record(found, *json.loads(asked.stdout)), "utf-8")
    counts: Counter[str] = Counter()
    for kind, rows in found.items():
        here = Counter(verdict for verdict, *_ in rows)
        counts += here
        for verdict, why, lines, _ in rows:
            if verdict != "right" or "--show" in arguments:
                print(f"{verdict:8}{kind}: {lines!r}\n        {why}")
        print(f"{kind:16}", *(f"{name} {here[name]:4}" for name in ("right", "unknown", "wrong")))
    total = sum(counts.values()) or 1
    for name in ("right", "unknown", "wrong"):
        print(f"{name:8}{counts[name]:6}  {100 * counts[name] / total:5.1f} %")
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
