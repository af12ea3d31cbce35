r"""Small trees described in TOML, and what the rules must say of them.

`tests/rules/CODE.toml` holds `[[reported]]` and `[[near-miss]]` tables:

    name = "no space after the colon"
    target = "rainbond-6"            # optional; the default target otherwise
    files.Procfile = "web:x\n"       # text, written as UTF-8
    files."requirements.txt" = { latin1 = "\u00ff\u00fe" }  # any bytes, as Latin-1
    tracked = ["Procfile"]           # optional: what git holds (then the root is a checkout)
    expect = ["Procfile:1:5: CODE error message", "…"]      # only for `reported`

The expected lines are the concise lines of that rule alone, uncertain ones with ` (uncertain)`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from checker.engine import check
from checker.reports.concise import line
from checker.rules import load_rules
from checker.targets import default_target, targets
from checker.tree import MemoryTree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RULES = Path(__file__).parent / "rules"


class CaseTree(MemoryTree):
    """A tree in memory that says what git holds of it."""

    def __init__(self, files: dict[str, bytes], tracked: list[str] | None = None) -> None:
        super().__init__(files)
        self._tracked = tracked

    def tracked(self) -> dict[str, str] | None:
        return None if self._tracked is None else dict.fromkeys(self._tracked, "100644")


def load(code: str, kind: str) -> list[dict[str, Any]]:
    """The cases of one rule; `kind` is `reported` or `near-miss`."""
    path = RULES / f"{code}.toml"
    if not path.exists():
        return []
    found: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8")).get(kind, [])
    return found


def tree_of(case: dict[str, Any]) -> CaseTree:
    """The tree that a case describes."""
    files = {
        path: text.encode("utf-8") if isinstance(text, str) else text["latin1"].encode("latin-1")
        for path, text in case["files"].items()
    }
    return CaseTree(files, case.get("tracked"))


def lines_of(code: str, case: dict[str, Any]) -> list[str]:
    """The concise lines that one rule gives for a case, uncertain ones marked."""
    target = targets()[case.get("target", default_target())]
    report = check(tree_of(case), target, [load_rules()[code]], uncertain=True)
    assert not report.crashes, report.crashes[0]
    return [
        line(report, finding) + ("" if finding.certain else " (uncertain)")
        for finding in report.findings
        if finding.code == code
    ]
