"""What CMD010 says of a server's command, beside what the real one made of it; and the counts."""

from __future__ import annotations

import shlex
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from checker.files.tree import DirectoryTree
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check
from tests.differential.server_lab import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def said_of(server: str, release: str, words: Sequence[str], files: Mapping[str, str]) -> str:
    """`works`, `fails`, or `unknown`.

    Args:
        server: the program.
        release: the one that is required.
        words: its arguments.
        files: the files of the root.
    """
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for name, text in files.items():
            (root / name).write_text(text)
        (root / "Procfile").write_text(f"web: {shlex.join([server, *words])}\n")
        (root / "requirements.txt").write_text(f"{PROGRAMS[server].distribution}=={release}\n")
        tree, target = DirectoryTree(temporary), targets()["rainbond-6-cnb"]
        report = check(tree, target, [RULES["CMD010"]], uncertain=True)
    assert not report.crashes, report.crashes[0]
    if any(finding.certain for finding in report.findings):
        return "fails"
    return "unknown" if report.findings else "works"


class Counts:
    """Counts what was right, unknown, missed and wrong, and prints the disagreements.

    Args:
        show: whether it prints all.
    """

    def __init__(self, show: bool = False) -> None:
        self._show = show
        self._total: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

    def add(self, what: str, said: str, did: str) -> None:
        """Count one command: what was said of it, and what the server did."""
        judged = "right" if said == did else "missed" if said == "works" else "wrong"
        judged = "unknown" if said == "unknown" else judged
        self._counts[judged] += 1
        if judged != "right" or self._show:
            print(f"{judged:8}{what} said {said}, really {did}")

    def close(self, what: str) -> None:
        """Print the counts since the last time."""
        print(f"{what}, {dict(self._counts)}", flush=True)
        self._total += self._counts
        self._counts.clear()

    def end(self) -> int:
        """Print the counts of all; 1 if anything was wrong, else 0."""
        names = ("right", "unknown", "missed", "wrong")
        print(", ".join(f"{name} {self._total[name]}" for name in names))
        return 1 if self._total["wrong"] else 0
