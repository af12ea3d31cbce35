"""JUnit's XML as Jenkins reads it: a suite for each root, a case for each finding.

An error or a warning is a failure; an info is a case that passes and has something to say. A root
with nothing to report is one case that passes, since an empty suite looks like a run that broke.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Severity
from checker.reports.entries import entries
from checker.reports.xml_text import HEAD, escape, tag

if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.entries import Entry
    from checker.reports.output import Output


def write_junit(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one document."""
    found = list(entries(reports))
    output.line(HEAD)
    tests = sum(len(report.findings) or 1 for _, report in reports)
    output.line(
        tag("testsuites", name="pyspec-check", tests=tests, failures=_failures(found), errors=0)
        + ">"
    )
    for prefix, report in reports:
        own = [entry for entry in found if entry.report is report]
        name = f"pyspec-check {report.target.name} {prefix.rstrip('/') or '.'}"
        suite = tag(
            "testsuite",
            name=name,
            tests=len(own) or 1,
            failures=_failures(own),
            errors=0,
            skipped=0,
        )
        output.line(f"  {suite}>")
        for entry in own:
            _case(entry, output)
        if not own:
            output.line(f"    {tag('testcase', name='nothing to report', classname=name)}/>")
        output.line("  </testsuite>")
    output.line("</testsuites>")


def _failures(found: list[Entry]) -> int:
    return sum(entry.finding.severity > Severity.INFO for entry in found)


def _case(entry: Entry, output: Output) -> None:
    finding = entry.finding
    spot = entry.path + (f":{entry.place[0]}:{entry.place[1]}" if entry.place else "")
    name = f"{finding.code} {entry.rule.name} {spot}"
    output.line(f"    {tag('testcase', name=name, classname=entry.path)}>")
    body = "\n".join(
        escape(line) for line in (f"{spot}: {finding.message}", *finding.help.split("\n")) if line
    )
    if finding.severity is Severity.INFO:
        output.line(f"      <system-out>{body}</system-out>")
    else:
        failure = tag("failure", type=finding.severity.label, message=finding.message)
        output.line(f"      {failure}>{body}</failure>")
    output.line("    </testcase>")
