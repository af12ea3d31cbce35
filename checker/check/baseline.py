"""The baseline: findings of an old repository that are known, by what survives moved lines."""

from __future__ import annotations

import json
from collections import Counter

from checker.base.errors import UsageError
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import and_more, fill, say, say_whole
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.check.fingerprint import fingerprints
from checker.check.report import Known, Unmatched
from checker.check.request import BASELINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from typing import Any

    from checker.check.report import Report
    from checker.files.tree import Tree

_VERSION = 1


class Baseline(NamedTuple):
    """A root's known findings."""

    entries: list[Known]
    target: str = ""
    """The target that they were found with, several with commas; empty if the file does not say."""


def read(tree: Tree) -> Baseline:
    """A root's baseline.

    Raises:
        UsageError: where it is no baseline of ours; it names the place.
    """
    content = tree.read(BASELINE)
    if content.problem:
        raise UsageError(
            fill("cannot read {baseline}: {problem}", baseline=BASELINE, problem=content.problem)
        )
    if content.size > len(content.data):
        raise _no_baseline(
            "", fill("it is larger than {data} bytes", data=f"{len(content.data):,}")
        )
    try:
        values: Any = json.loads(content.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.data.count(b"\n", 0, error.start) + 1
        raise _no_baseline(f":{line}", "this is not UTF-8") from error
    except json.JSONDecodeError as error:
        words = error.msg.removesuffix(" at").removesuffix(" starting")  # the place stands before
        raise _no_baseline(f":{error.lineno}:{error.colno}", words) from error
    except (RecursionError, ValueError) as error:  # too deep, or a number of too many digits
        raise _no_baseline("", "it is not valid JSON") from error
    if not isinstance(values, dict) or "version" not in values:
        raise _no_baseline("", "it has no `version`")
    if values["version"] != _VERSION or isinstance(values["version"], bool):
        shown = printable(json.dumps(values["version"]), 20)
        raise UsageError(
            fill("{baseline}: version {shown} is unknown", baseline=BASELINE, shown=shown)
        )
    entries = values.get("findings")
    if not isinstance(entries, list):
        raise _no_baseline("", "`findings` is not an array")
    target = values.get("target", "")
    return Baseline(
        [_entry(number, entry) for number, entry in enumerate(entries)],
        target if isinstance(target, str) else "",
    )


def _entry(number: int, entry: Any) -> Known:
    texts = [entry.get(key) for key in ("fingerprint", "code")] if isinstance(entry, dict) else [0]
    if not all(isinstance(text, str) for text in texts):
        words = "has no `fingerprint` and `code` that are strings"
        raise _no_baseline(f": findings[{number}]", words)
    return Known(
        entry["fingerprint"],
        entry["code"],
        str(entry.get("path", "")),
        str(entry.get("message", "")),
        entry.get("certain") is not False,
    )


def _no_baseline(place: str, why: str) -> UsageError:
    return UsageError(
        say_whole(
            "{baseline}{place}: {why}; write it anew with --write-baseline",
            baseline=BASELINE,
            place=place,
            why=why,
        )
    )


def apply(report: Report, known: Baseline, ran: AbstractSet[str], uncertain: bool) -> Report:
    """A report without the known findings; entries that are gone are one finding (INT004).

    Args:
        report: what was found.
        known: the baseline.
        ran: the codes of the rules that ran; of others nothing is gone.
        uncertain: whether uncertain findings are in the report.
    """
    left = Counter(entry.fingerprint for entry in known.entries)
    kept: list[Finding] = []
    for finding, mark in zip(report.findings, fingerprints(report), strict=True):
        if left[mark] > 0 and not finding.code.startswith("INT"):
            left[mark] -= 1
        else:
            kept.append(finding)
    taken = len(report.findings) - len(kept)
    gone = [
        entry
        for entry in known.entries
        if left[entry.fingerprint] > 0 and entry.code in ran and (entry.certain or uncertain)
    ]
    if "," in known.target and "INT004" in ran:  # what is gone for one may be there for another
        names = tuple(known.target.split(","))
        report = report._replace(unmatched=Unmatched(names, tuple(gone)))
    elif gone and "INT004" in ran and known.target in ("", report.target.name):
        kept.append(outdated(gone))
    return report._replace(findings=tuple(kept), suppressed=report.suppressed + taken)


_GONE = (
    "{number} baseline entries no longer match ({shown}); remove them, or the problems can return "
    "unnoticed"
)
_GONE_ONE = (
    "1 baseline entry no longer matches ({shown}); remove it, or the problem can return unnoticed"
)


def outdated(gone: list[Known]) -> Finding:
    """What is reported of entries that nothing matches any more."""
    named = list(
        dict.fromkeys(fill("{code} in {path}", code=entry.code, path=entry.path) for entry in gone)
    )
    shown = and_more(named, 3)
    return Finding(
        "INT004",
        say(_GONE if len(gone) > 1 else _GONE_ONE, number=len(gone), shown=shown),
        Location(BASELINE),
        Severity.INFO,
        help="`pyspec-check --write-baseline`",
    )


def entries_of(report: Report) -> list[Known]:
    """What a baseline of the report's findings lists; what the tool says of itself is not in it."""
    return [
        Known(mark, finding.code, finding.at.path, finding.message, finding.certain)
        for finding, mark in zip(report.findings, fingerprints(report), strict=True)
        if not finding.code.startswith("INT")
    ]


def text_of(entries: list[Known], target: str) -> str:
    """The file: an entry a line, sorted, so that its changes are easy to read and to merge."""
    lines = []
    for entry in sorted(entries, key=lambda e: (e.path, e.code, e.fingerprint, e.message)):
        values: dict[str, object] = {
            "path": entry.path,
            "code": entry.code,
            "fingerprint": entry.fingerprint,
            "message": entry.message,
        }
        lines.append(json.dumps(values if entry.certain else {**values, "certain": False}))
    head = f'{{"version": {_VERSION}, "target": {json.dumps(target)}, "findings": [\n'
    return head + ("  " + ",\n  ".join(lines) + "\n" if lines else "") + "]}\n"
