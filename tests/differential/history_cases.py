"""The plan beside what the real code of Rainbond 5, by version, did with repositories.

    python -m tests.differential.history_cases FILE …

A file holds one object a line: `case`, `files` (path → text, or `{"hex": …}`) and `expected`
(version → answers). Prints every disagreement and a count for each version and field; exits with 1
where there is one.
"""

from __future__ import annotations

import collections
import json
import sys
from pathlib import Path
from typing import Any

from checker.files.tree import MemoryTree
from checker.platform.plan import plan
from checker.project.project import Project
from checker.targets import targets

VERSIONS = {
    "5.1": "rainbond-5.1",
    "5.5": "rainbond-5.2",
    "5.8.1": "rainbond-5.6",
    "5.17.2": "rainbond-5.14",
}
"""The version that was run, and the target that it is of."""


def files_of(case: dict[str, Any]) -> dict[str, bytes]:
    """The files of a case as bytes."""
    return {
        path: bytes.fromhex(body["hex"]) if isinstance(body, dict) else body.encode()
        for path, body in case["files"].items()
    }


def answers(tree: MemoryTree, target: str) -> dict[str, Any]:
    """The fields of one case as the plan has them."""
    found = plan(Project(tree, targets()[target]))
    python = found.python
    in_list = python.effective is not None
    return {
        "languages": languages_of(found.recognised),
        "recognised": found.recognised.is_python,
        "fails": found.start.fails,
        "command": found.start.command,
        "source": found.start.source,
        "collectstatic": found.collectstatic.runs,
        "python": python.effective,
        "python_ok": "yes" if in_list else "refused" if is_refused(found, target) else "unknown",
    }


def languages_of(found: Any) -> list[str]:
    """What the console is told: a rainbondfile's `language` takes the place of what is detected."""
    if found.override:
        return [] if found.override == "no" else [found.override]
    return list(found.languages)


def is_refused(found: Any, target: str) -> bool:
    """Whether the builder itself refuses the version, whatever its mirror has."""
    message = targets()[target].python_refused_message
    return bool(message) and found.python.log == message


def expected_of(recorded: dict[str, Any]) -> dict[str, Any]:
    """What is compared: nothing that comes after the build has failed, or for another language."""
    found = {"languages": recorded["languages"], "recognised": recorded["recognised"]}
    if not recorded["recognised"]:
        return found
    if recorded["source"] is None and not recorded["rewrite_panics"]:
        return found  # it was not run: a variable cannot hold a NUL
    found["fails"] = bool(recorded["rewrite_panics"] or recorded["build_fails_at_yaml"])
    if not recorded["rewrite_panics"]:
        found["source"] = recorded["source"]
        found["command"] = recorded["start_command"]
        found["collectstatic"] = recorded["collectstatic_runs"]
        if recorded["python_ok"] is not None:
            found["python_ok"] = recorded["python_ok"]
            if recorded["python_ok"] == "yes":
                found["python"] = recorded["python_name"].removeprefix("python-")
    return found


def main() -> int:
    """The command line."""
    compared: collections.Counter[str] = collections.Counter()
    wrong: collections.Counter[str] = collections.Counter()
    for file in sys.argv[1:]:
        for line in Path(file).read_text("utf-8").split("\n"):
            if not line:
                continue
            case = json.loads(line)
            tree = MemoryTree(files_of(case))
            for version, recorded in case["expected"].items():
                found = answers(tree, VERSIONS[version])
                for field, answer in expected_of(recorded).items():
                    compared[field] += 1
                    if found[field] != answer:
                        wrong[field] += 1
                        what = f"{case['case']} {version} {field}"
                        print(f"{what}: expected {answer!r}, planned {found[field]!r}")
    for field, count in compared.items():
        print(f"{field}: {count} compared, {wrong[field]} disagreements")
    print(f"{compared.total()} fields compared, {wrong.total()} disagreements")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
