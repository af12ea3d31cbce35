"""The baseline: findings of an old repository that are known, by what survives moved lines."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING, Any

from checker.errors import UsageError, tell
from checker.fingerprint import fingerprints
from checker.model import Finding, Location, Severity
from checker.records import NamedTuple
from checker.rules import say
from checker.settings import BASELINE
from checker.text import visible
from checker.tree import DirectoryTree

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from checker.engine import Report
    from checker.settings import Settings
    from checker.tree import Tree

_VERSION = 1


class Known(NamedTuple):
    """One entry."""

    fingerprint: str
    code: str


def read(tree: Tree) -> list[Known]:
    """The entries of a root's baseline.

    Raises:
        UsageError: where it is no baseline of ours.
    """
    content = tree.read(BASELINE)
    if content.problem:
        raise UsageError(f"{BASELINE}: {content.problem}")
    try:
        values: Any = json.loads(content.data)
        if values["version"] != _VERSION:
            raise UsageError(
                f"{BASELINE}: version {visible(str(values['version']), 20)} is unknown"
            )
        return [Known(str(e["fingerprint"]), str(e["code"])) for e in values["findings"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            f"{BASELINE} is no baseline; write it anew with --write-baseline"
        ) from error


def apply(report: Report, known: list[Known], ran: AbstractSet[str]) -> Report:
    """A report without the known findings; entries that are gone are one finding (INT004)."""
    left = Counter(entry.fingerprint for entry in known)
    kept: list[Finding] = []
    for finding, mark in zip(report.findings, fingerprints(report), strict=True):
        if left[mark] > 0 and not finding.code.startswith("INT"):
            left[mark] -= 1
        else:
            kept.append(finding)
    taken = len(report.findings) - len(kept)
    gone = sum(left[entry.fingerprint] > 0 and entry.code in ran for entry in known)
    if gone and "INT004" in ran:
        plural = "entries are" if gone > 1 else "entry is"
        kept.append(
            Finding(
                "INT004",
                say(
                    "{gone} {plural} gone → the same may come back unseen", gone=gone, plural=plural
                ),
                Location(BASELINE),
                Severity.INFO,
                help="`pyspec-check --write-baseline`",
            )
        )
    return report._replace(findings=tuple(kept), suppressed=report.suppressed + taken)


def write_baselines(settings: list[Settings], uncertain: bool) -> None:
    """Write what is found now into each root's baseline.

    Raises:
        UsageError: where a root is not on disk, or can't be written to.
    """
    from checker.writing import write_atomically

    for found in settings:
        if not isinstance(found.tree, DirectoryTree):
            raise UsageError("--write-baseline writes to a folder; check one")
        report = found.check(uncertain, baseline=False)
        path = os.path.join(found.tree.root, BASELINE)
        try:
            write_atomically(path, _text(report).encode("ascii"))
        except OSError as error:
            why = error.strerror or "unknown error"
            raise UsageError(f"cannot write `{visible(path)}`: {why}") from error
        number = sum(not f.code.startswith("INT") for f in report.findings)
        tell(f"{visible(found.prefix + BASELINE)}: {number} known finding{'s' * (number != 1)}")


def _text(report: Report) -> str:
    """The file: an entry a line, sorted, so that its changes are easy to read and to merge."""
    entries = sorted(
        (finding.at.path, finding.code, mark, finding.message)
        for finding, mark in zip(report.findings, fingerprints(report), strict=True)
        if not finding.code.startswith("INT")
    )
    lines = [
        json.dumps({"path": path, "code": code, "fingerprint": mark, "message": message})
        for path, code, mark, message in entries
    ]
    body = ",\n  ".join(lines)
    return f'{{"version": {_VERSION}, "findings": [\n  {body}\n]}}\n'
