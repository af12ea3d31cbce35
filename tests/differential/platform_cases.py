"""Compare plans with what the code of other platforms answered, case by case.

    python -m tests.differential.platform_cases CASES.jsonl [--show]

Each line of the file is a generated repository with the recorded answers; counts are the output.
"""

from __future__ import annotations

import argparse
import base64
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.files.tree import DirectoryTree
from checker.platform.plan import plan, plan_json
from checker.project.project import Project
from checker.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def plan_of(root: Path, target: str) -> dict[str, Any]:
    """The plan of a folder for a target, as the JSON contract gives it."""
    return plan_json(plan(Project(DirectoryTree(str(root)), targets()[target])))


def write(root: Path, case: dict[str, Any]) -> None:
    """Make the repository of a case."""
    for path, content in case["files"].items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        is_text = isinstance(content, str)
        file.write_bytes(content.encode() if is_text else base64.b64decode(content["base64"]))
    for path, to in case.get("symlinks", {}).items():
        (root / path).symlink_to(to)


def build(expected: dict[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What is compared of a build: success, package manager, Python."""
    succeeds = found["build"]["succeeds"]
    yield "build", expected["ok"], succeeds
    if expected["ok"]:
        yield "package manager", expected["package_manager"], found["package_manager"]
        yield "python", expected["python"], found["python"]["effective"]


def comparisons(case: dict[str, Any], root: Path) -> Iterator[tuple[str, str, Any, Any]]:
    """Target, field, recorded, found."""
    expected = case["expected"]
    outside = case.keys() & {"env", "cached_python", "stack"}
    heroku = plan_of(root, "heroku")
    yield "heroku", "detected", expected["detected"], heroku["recognised"]["language"] == "Python"
    for key, target in (("build", "heroku"), ("build_v322", "digitalocean")):
        if key in expected and not outside and "collectstatic" not in expected:
            for field, want, got in build(expected[key], plan_of(root, target)):
                yield target, field, want, got
    if (version := expected.get("heroku_cnb_python_version")) is not None:
        found = plan_of(root, "heroku-cnb")
        want = version[3:] if version.startswith("ok ") else None
        if "runtime.txt" in case["files"]:
            want = None  # which ends the build, whatever the other file says
        yield "heroku-cnb", "python", want, found["python"]["effective"]
    if "collectstatic" in expected and not outside:
        static = expected["collectstatic"]
        ran = static["ran"]
        got = heroku["collectstatic"]
        if "installed" in case or not got["runs"] or "django.py" in case["files"]:
            yield "heroku", "collectstatic", ran is not None, got["runs"]
            yield "heroku", "manage.py", ran and ran[0], got["manage_py"] if got["runs"] else None
    for target, reader in (("heroku", "heroku_cnb_3_2_0_copy_of_codon"), ("dokku", "procfile_util"),
                           ("cloudfoundry", "yaml_v2"), ("railway", "yaml_v2")):  # fmt: skip
        if target == "dokku" and _is_marked(root):
            continue  # the platform's check sees the copy of dos2unix, and was recorded without it
        if reader in expected.get("procfile", ()):
            recorded = expected["procfile"][reader].get("processes")
            yield target, "processes", recorded, plan_of(root, target)["processes"]
    if "procfile" in expected:
        argv = expected["procfile"].get("herokuish", {}).get("argv")
        command = plan_of(root, "dokku")["start"]["command"]
        if plan_of(root, "dokku")["processes"] is not None:
            yield "dokku", "start", bool(argv), bool(command)


def _is_marked(root: Path) -> bool:
    """Whether the Procfile starts with a byte order mark, which dos2unix takes off."""
    file = root / "Procfile"
    marks = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    return file.is_file() and file.read_bytes().startswith(marks)


def compare(cases: Iterable[dict[str, Any]], *, show: bool) -> int:
    """Count agreements and differences, field by field; 1 if there is a difference."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), case)
            for target, field, want, got in comparisons(case, Path(folder)):
                counts[target, field, want == got] += 1
                if want != got and show:
                    print(case["case"], target, field, "recorded", want, "found", got)
    for target, field in dict.fromkeys(key[:2] for key in counts):
        right, wrong = counts[target, field, True], counts[target, field, False]
        print(f"{target:13} {field:16} {right:5} agree {wrong:5} disagree")
    return int(any(not agrees for _, _, agrees in counts))


def main() -> int:
    """Compare a file of cases."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--show", action="store_true", help="print each disagreement")
    arguments = parser.parse_args()
    lines = arguments.cases.read_text("utf-8").split("\n")
    return compare((json.loads(line) for line in lines if line), show=arguments.show)


if __name__ == "__main__":
    raise SystemExit(main())
