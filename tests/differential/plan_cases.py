"""The plan beside recorded answers of the platform's own code: prints every disagreement.

    python -m tests.differential.plan_cases FOLDER …

A folder holds `cases.jsonl`: one object a line with `files` (path → text) and `expected` (target →
field → answer). Only the fields that are given are compared. Exits with 1 where one differs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from checker.files.tree import MemoryTree
from checker.platform.plan import plan, plan_json
from checker.project.project import Project
from checker.targets import targets


def answers(files: dict[str, str], target: str) -> dict[str, Any]:
    """The fields of one case as the plan has them."""
    tree = MemoryTree({path: text.encode("utf-8") for path, text in files.items()})
    found = plan_json(plan(Project(tree, targets()[target])))
    return {
        "languages": found["recognised"]["languages"],
        "recognised": found["recognised"]["language"] == "Python",
        "package_manager": found["package_manager"],
        "python": found["python"]["effective"],
        "source": found["start"]["source"],
        "command": found["start"]["command"],
        "collectstatic": found["collectstatic"]["runs"],
    }


def main() -> int:
    """The command line."""
    compared = disagreements = 0
    for folder in sys.argv[1:]:
        for line in Path(folder, "cases.jsonl").read_text("utf-8").splitlines():
            case = json.loads(line)
            for target, expected in case["expected"].items():
                found = answers(case["files"], target)
                for field, answer in expected.items():
                    compared += 1
                    if found[field] != answer:
                        disagreements += 1
                        what = f"{case['case']} {target} {field}"
                        print(f"{what}: expected {answer!r}, planned {found[field]!r}")
    print(f"{compared} fields compared, {disagreements} disagreements")
    return 1 if disagreements or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
