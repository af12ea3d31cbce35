"""One JSON document a line, one line a finding: for `jq`, log collectors and streams."""

from __future__ import annotations

from checker.reports.formats.json_report import findings_of, on_one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.check.report import Report
    from checker.reports.output import Output


def write_jsonl(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write each finding as in the JSON contract, with its target and its root before it.

    With several targets, what is the same for some of them is one line; its `targets` names them.
    """
    for _, _, line in lines_of(reports):
        output.line(line)


def lines_of(reports: list[tuple[str, Report]]) -> Iterator[tuple[Report, dict[str, Any], str]]:
    """Each finding's report, the finding as plain values, and its line."""
    names = {report.target.name for _, report in reports}
    is_one = len(names) == 1 and not any(report.parts for _, report in reports)
    for _, report in reports:
        head = {
            "target": report.target.name if is_one else None,
            "root": report.project.tree.label,
        }
        for finding in findings_of(report):
            yield report, finding, on_one_line({**head, **finding})
