"""One JSON document a line, one line a finding: for `jq`, log collectors and streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.reports.formats.json_report import document, dumped

if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.output import Output


def write_jsonl(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write each finding as in the JSON contract, with its target and its root before it."""
    whole = document(reports)
    for root in whole["roots"]:
        for finding in root["findings"]:
            line = {"target": whole["target"], "root": root["root"], **finding}
            output.line(dumped(line, indent=None))
