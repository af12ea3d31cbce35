"""How often the tool says the right thing of failures that people reported.

    python -m tests.differential.report_cases CASES.jsonl [--show]

Each line is one small repository: `id`, `target`, `files` (path to text), `untracked` (paths that
git does not hold), `expect` and `path`: `error` (a certain error at `path`), `any` (a finding at
`path`) or `clean` (no certain error at all); `*` stands for any path. `right` says in words what is
true. Prints what each kind comes to and every case that is missed; exits with 1 if one is.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any


def repository(folder: Path, case: dict[str, Any]) -> None:
    """Write the case as a git repository; what is untracked lies there but is not added."""
    for name, text in case["files"].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    git = ["git", "-C", str(folder), "-c", "core.excludesFile=/dev/null"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    held = [name for name in case["files"] if name not in case["untracked"]]
    subprocess.run([*git, "add", "--force", "--", *held], check=True)


def findings(folder: Path, target: str) -> list[dict[str, Any]]:
    """What the command reports, uncertain findings too."""
    done = subprocess.run(
        ["pyspec-check", "check", "--all", "--format", "json", "--target", target, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)["roots"][0]["findings"]
    return found


def is_right(case: dict[str, Any], found: list[dict[str, Any]]) -> bool:
    """Whether what was expected of the case is there."""
    errors = [each for each in found if each["severity"] == "error" and each["certain"]]
    if case["expect"] == "clean":
        return not errors
    among = errors if case["expect"] == "error" else found
    return any(case["path"] in ("*", each["path"]) for each in among)


def main() -> int:
    """Check every case and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--show", action="store_true", help="print the findings of every case")
    options = parser.parse_args()
    counts: Counter[tuple[str, bool]] = Counter()
    for line in filter(None, options.cases.read_text("utf-8").split("\n")):
        case = json.loads(line)
        with tempfile.TemporaryDirectory() as temporary:
            repository(Path(temporary), case)
            found = findings(Path(temporary), case["target"])
        right = is_right(case, found)
        counts[case["expect"], right] += 1
        if not right or options.show:
            wanted = f"{case['expect']} at {case['path'] or '(nowhere)'}"
            print(f"{'right ' if right else 'missed'} {case['id']}: {wanted}: {case['right']}")
            for each in found:
                where = f"{each['path']}:{each['line']}"
                print(f"       {where} {each['code']} {each['severity']} {each['message'][:150]}")
    for kind in ("error", "any", "clean"):
        print(f"{kind:6}{counts[kind, True]:4} right{counts[kind, False]:4} missed")
    missed = sum(number for (_, right), number in counts.items() if not right)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
