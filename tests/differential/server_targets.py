"""What real servers make of `module:name`, beside the verdicts of CMD002, CMD003 and CMD007.

    python -m tests.differential.server_targets WORK [SERVER[==RELEASE] …] [--show]

Starts each release of each server once for each form of a target, asks it once, and compares with
what the command says for a requirements.txt that pins that release. WORK keeps the installed
releases. Prints the disagreements, and counts for each release; exits with 1 if one is wrong.
"""

from __future__ import annotations

import shlex
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from checker.files.tree import DirectoryTree
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check
from tests.differential.server_lab import PROGRAMS, chosen, free_port, install, start, together
from tests.differential.server_target_cases import Case, cases

if TYPE_CHECKING:
    from collections.abc import Callable

CHOSEN = [RULES[code] for code in ("CMD002", "CMD003", "CMD007", "CMD010")]


def real(case: Case, installed: Path) -> str:
    """What the server does."""
    port = free_port()
    listen = [word.format(port=port) for word in PROGRAMS[case.server].listen]
    environment = dict(word.split("=", 1) for word in case.words if word.startswith("FLASK_APP="))
    words = [word for word in case.words if not word.startswith("FLASK_APP=")]
    at = case.before - len(case.words) + len(words) if case.before else 0
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        write(root, case.files)
        arguments = [*words[:at], *listen, *words[at:]]
        return start(
            case.server, installed, arguments, root, ask=port, environment=environment
        ).said


def ours(case: Case, release: str) -> str:
    """What the rules say: `fails`, `mismatch`, `works`; `unknown` if they are not certain."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        write(root, case.files)
        first = [word for word in case.words if word.startswith("FLASK_APP=")]
        words = [word for word in case.words if word not in first]
        at = case.before - len(first) if case.before else 0
        listen = [word.format(port=5000) for word in PROGRAMS[case.server].listen]
        command = shlex.join([case.server, *words[:at], *listen, *words[at:]])
        command = " ".join([*(shlex.join([word]) for word in first), command])
        (root / "Procfile").write_text(f"web: {command}\n")
        pins = [f"{PROGRAMS[case.server].distribution}=={release}\n", "fastapi\nflask\n"]
        (root / "requirements.txt").write_text("".join(pins))
        report = check(
            DirectoryTree(temporary), targets()["rainbond-6-cnb"], CHOSEN, uncertain=True
        )
    assert not report.crashes, report.crashes[0]
    late = [f for f in report.findings if "request" in f.message]
    for findings, verdict in (([f for f in report.findings if f not in late], "fails"),
                              (late, "mismatch")):  # fmt: skip
        if any(finding.certain for finding in findings):
            return verdict
    return "unknown" if report.findings else "works"


def write(root: Path, files: dict[str, str]) -> None:
    """Write a root."""
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)


def verdict(said: str, did: str) -> str:
    """`right`, `unknown`, `missed` (it fails, and nothing is said) or `wrong`.

    A server that ends and one that answers nothing both serve nobody: which of them it is, is
    `near`.
    """
    did = "fails" if did == "silent" else did
    if said == did:
        return "right"
    if said == "unknown":
        return "unknown"
    if said == "works":
        return "missed"
    return "wrong" if did == "works" else "near"


def main(words: list[str]) -> int:
    """Run and print."""
    show = "--show" in words
    work, *names = [word for word in words if not word.startswith("--")]
    total: Counter[str] = Counter()
    for server, release in chosen(names):
        installed = install(Path(work).resolve(), server, release)
        listed = cases(server, release)

        def task(case: Case, installed: Path = installed) -> Callable[[], str]:
            return lambda: real(case, installed)

        counts: Counter[str] = Counter()
        for case, did in zip(listed, together([task(case) for case in listed]), strict=True):
            said = ours(case, release)
            judged = verdict(said, did)
            counts[judged] += 1
            if judged != "right" or show:
                more = case.files.get("pyproject.toml", "").replace("\n", " ")
                print(f"{judged:8}{server} {release}: {shlex.join(case.words)} {more}| "
                      f"said {said}, really {did}", flush=True)  # fmt: skip
        total += counts
        print(f"{server} {release}: {len(listed)} targets, {dict(counts)}", flush=True)
    print(", ".join(f"{name} {total[name]}" for name in ("right", "near", "unknown", "missed",
                                                         "wrong")))  # fmt: skip
    return 1 if total["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
