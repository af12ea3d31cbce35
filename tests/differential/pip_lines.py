"""Requirements files line by line: what real pips do with them, and what the tool says of them.

    python -m tests.differential.pip_lines [FOLDER PYTHON=PIP ...] [--show] [--write]

FOLDER keeps what was run, so that a run can go on later; PYTHON is an interpreter and PIP a folder
that holds the package `pip` of one release (`pip install --target PIP pip==20.3.4`). Without them
the outcomes in `pip_outcomes.txt` are compared, which `--write` makes anew.

An outcome is `r` (pip refuses the file: no package would be looked for), `n` (it finds nothing that
fits, in a small index) or `p` (it goes on to download or build). The tool is *wrong* where it
reports a certain error and pip goes on, and *silent* where it reports nothing of a file that pip
refuses; where nothing fits, either answer may be right. Exits with 1 if one is wrong or silent.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from checker.base.findings import Severity
from checker.files.tree import MemoryTree
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check
from tests.differential.pip_forms import AROUND, forms

HERE = Path(__file__).parent
OUTCOMES = HERE / "pip_outcomes.txt"
_FITS_NOT = (
    r"No matching distribution found|Could not find a version that satisfies|ResolutionImpossible|"
    r"dealing-with-dependency-conflicts"
)
_GOES_ON = (
    r"Cloning |git clone|Max retries|NameResolution|Failed to establish|ConnectionError|"
    r"Connection (?:error|broken|to)|THESE PACKAGES DO NOT MATCH|HTTPSConnection|"
    r"NewConnectionError|"
    r"Obtaining |Processing |Collecting .* from |Downloading |Could not install requirement|"
    r"unsupported archive|Cannot unpack|has an invalid wheel|is not a supported wheel|"
    r"metadata-generation|"
    r"Hashes are required|require hashes|required to have hashes|require a hash|"
    r"require-hashes mode|"
    r"assert req.link is not None|Could not connect|connect to x.invalid|Cannot find command|"
    r"when installing build dependencies"
)
_RULES = ("REQ002", "REQ003", "REQ004", "REQ005", "REQ006", "REQ007")
_NO_FOLDER = (
    r"is not installable|should either be a path|does not exist|not a valid editable|"
    r"does not appear to be a Python project|Cannot determine archive format|"
    r"FileNotFoundError: .Errno 2. No such file|setup.py. does not exist|"
    r"No such file or directory: '[^']*setup.py"
)


def kind(code: int, printed: str) -> str:
    """The outcome of one file: `r`, `n` or `p`."""
    if code == 0 or "must give at least one requirement" in printed:
        return "p"
    if "when installing build dependencies" in printed:
        return "p"
    if re.search(_FITS_NOT, printed):
        return "n"
    return "p" if re.search(_GOES_ON, printed) and not re.search(_NO_FOLDER, printed) else "r"


def run(folder: Path, python: str, pip: str) -> str:
    """The release of one pip, having run every form that has not been run with it."""
    release = next(Path(pip).glob("pip-*.dist-info")).name.split("-")[1].removesuffix(".dist")
    version = subprocess.run(
        [python, "-c", "import sys; print('.'.join(map(str, sys.version_info[:2])))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    name = f"{version}-{release}"
    kept = outcomes_of(folder, name)
    around = {path: text.encode().hex() for path, text in AROUND.items()}
    missing = [form for form in forms() if form not in kept]
    if missing:
        given, out = folder / "cases.json", folder / "outcomes.jsonl"
        given = given.with_stem(f"cases-{name}")
        out = out.with_stem(f"outcomes-{name}")
        given.write_text(json.dumps([{**around, "requirements.txt": f.hex()} for f in missing]))
        subprocess.run(
            [python, HERE / "pip_driver.py", given, out], check=True, stdin=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": pip, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        with (folder / f"{name}.jsonl").open("a", encoding="utf-8") as file:
            for form, row in zip(missing, out.read_text("utf-8").splitlines(), strict=True):
                file.write(json.dumps([form.decode("latin-1"), *json.loads(row)]) + "\n")
    return name


def outcomes_of(folder: Path, name: str) -> dict[bytes, tuple[int, str]]:
    """What is kept of one pip: the exit code and the end of what it printed, by form."""
    path = folder / f"{name}.jsonl"
    rows = path.read_text("utf-8").splitlines() if path.exists() else []
    return {row[0].encode("latin-1"): (row[1], row[2]) for row in map(json.loads, rows)}


def ours(form: bytes, python: str, pip: str) -> tuple[bool, bool]:
    """Whether the tool reports a certain error of a form, and whether anything at all."""
    target = targets()["rainbond-5"]._replace(
        pip=pip, python_default=f"{python}.1", python_supported=(f"{python}.1",),
        python_recommended=(f"{python}.1",),
    )  # fmt: skip
    files = {path: text.encode() for path, text in AROUND.items()}
    files |= {"requirements.txt": form, "Procfile": b"web: python -m http.server $PORT\n"}
    files["runtime.txt"] = f"python-{python}.1\n".encode()
    chosen = [RULES[code] for code in (*_RULES, "REQ009")]  # that speaks of keys, not of pip
    found = check(MemoryTree(files), target, chosen, uncertain=True).findings
    error = [f for f in found if f.severity is Severity.ERROR and f.certain and f.code in _RULES]
    return bool(error), bool(found)


def main() -> int:
    """Run what is to be run, compare, and print the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("pips", nargs="*", metavar="PYTHON=PIP")
    parser.add_argument("--show", action="store_true", help="print every difference")
    parser.add_argument("--write", action="store_true", help="write pip_outcomes.txt")
    options = parser.parse_args()
    outcomes: dict[str, dict[bytes, str]] = {}
    said: dict[tuple[str, bytes], str] = {}
    if options.folder is not None:
        for each in options.pips:
            python, _, pip = each.partition("=")
            name = run(options.folder, python, pip)
            kept = outcomes_of(options.folder, name)
            for form in forms():
                code, printed = kept[form]
                outcomes.setdefault(name, {})[form] = kind(code, printed)
                said[name, form] = printed[-160:]
        if options.write:
            write(outcomes)
    else:
        outcomes = stored()
    failed = 0
    for name, results in outcomes.items():
        counts: Counter[str] = Counter()
        python, _, pip = name.partition("-")
        for form, outcome in results.items():
            error, anything = ours(form, python, pip)
            verdict = "right"
            if error and outcome == "p":
                verdict = "wrong"
            elif outcome == "r" and not anything:
                verdict = "silent"
            elif outcome == "r" and not error:
                verdict = "no error"
            elif outcome == "n":
                verdict = "open"
            counts[verdict] += 1
            if options.show and verdict in ("wrong", "silent", "no error"):
                print(f"{verdict:9}{name:12}{form!r:60} {said.get((name, form), '')!r}")
        failed += counts["wrong"] + counts["silent"]
        shown = ", ".join(
            f"{counts[v]} {v}" for v in ("right", "open", "no error", "silent", "wrong")
        )
        print(f"pip {pip} on Python {python}: {shown}")
    return 1 if failed else 0


def write(outcomes: dict[str, dict[bytes, str]]) -> None:
    """Keep the outcomes: a heading with the pips, then a row a form."""
    rows = [" ".join(outcomes)]
    for form in forms():
        letters = "".join(results[form] for results in outcomes.values())
        rows.append(f"{letters} {json.dumps(form.decode('latin-1'))}")
    OUTCOMES.write_text("\n".join(rows) + "\n", "utf-8")


def stored() -> dict[str, dict[bytes, str]]:
    """The outcomes that are kept, by Python and pip."""
    heading, *rows = OUTCOMES.read_text("utf-8").splitlines()
    found: dict[str, dict[bytes, str]] = {name: {} for name in heading.split()}
    for row in rows:
        letters, _, form = row.partition(" ")
        for name, letter in zip(found, letters, strict=True):
            found[name][json.loads(form).encode("latin-1")] = letter
    return found


if __name__ == "__main__":
    sys.exit(main())
