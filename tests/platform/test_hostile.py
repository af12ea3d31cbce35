"""The plan and its rules end on texts that are made to be slow: what is not linear would not."""

from __future__ import annotations

import pytest

from checker.files.tree import MemoryTree
from checker.platform.plan import plan
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check

CHOSEN = [RULES[code] for code in ("PROC009", "GIT007", "DJ018")]
N = 300_000
SLOW = {
    "blanks in a command": b"web: a" + b" " * N + b"b",
    "blank lines": b"\n" * N,
    "nested lists": b"web: " + b"[" * N,
    "nested lists in reach": b"web: " + b"[" * 100_000,
    "keys": b"web: x y z w\n" + b"a: b: c\n" * 15_000,
    "commas": b"web: {" + b"a, " * 40_000,
    "quotes": b"web: " + b"'" * N,
    "colons": b"web: " + b":" * N,
    "tabs": b"web: a" + b"\n\t" * 60_000,
    "words": b"a" * N,
    "settings": b"a.settings " * (N // 11),
    "runs": b"settings" * (N // 8),
    "equals": b"app:\n" * (N // 5),
    "needles": b"Flask(__name__)=\n" * (N // 17),
    "comments": b"# " * (N // 2),
    "hyphens": b"a" + b"-" * N,
    "inclusions": b"-r requirements.txt\n" * 10_000,
    "NULs": b"\0" * N,
}
FILES = ("Procfile", "manage.py", "app.py", "requirements.txt", "setup.py", "Pipfile")


@pytest.mark.parametrize("name", SLOW)
def test_it_ends(name: str) -> None:
    for path in FILES:
        files = {"requirements.txt": b"flask django", "manage.py": b"a.settings", path: SLOW[name]}
        for target in ("rainbond-6", "rainbond-6-cnb"):
            report = check(MemoryTree(files), targets()[target], CHOSEN)
            assert plan(report.project).target == target
