"""JUnit's XML as Jenkins reads it: a suite for each root, a case for each finding.

A failure is what makes the run fail (`--fail-on`), an error a rule that crashed; any other finding
is a case that passes and has an output. A root with nothing to report is one case that passes,
since an empty suite looks like a run that broke.
"""

from __future__ import annotations

from checker.reports.entries import entries
from checker.reports.xml_text import HEAD, escape, tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.check.report import Report
    from checker.reports.entries import Entry
    from checker.reports.output import Output

CRASH = "INT001"


def write_junit(reports: list[tuple[str, Report]], output: Output) -> None:
    """Write one document."""
    found = list(entries(reports))
    output.line(HEAD)
    tests = sum(len(report.findings) or 1 for _, report in reports)
    suites = tag(
        "testsuites",
        name="pyspec-check",
        tests=tests,
        failures=_failures(found),
        errors=_crashes(found),
    )
    output.line(f"{suites}>")
    for prefix, report in reports:
        own = [entry for entry in found if entry.report is report]
        names = ",".join(target.name for target in report.targets)
        name = f"pyspec-check {names} {prefix.rstrip('/') or '.'}"
        suite = tag(
            "testsuite",
            name=name,
            tests=len(own) or 1,
            failures=_failures(own),
            errors=_crashes(own),
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
    return sum(_is_failure(entry) for entry in found)


def _crashes(found: list[Entry]) -> int:
    return sum(entry.finding.code == CRASH for entry in found)


def _is_failure(entry: Entry) -> bool:
    return entry.finding.code != CRASH and entry.report.fails(entry.finding)


def _case(entry: Entry, output: Output) -> None:
    finding = entry.finding
    spot = entry.path + (f":{entry.place[0]}:{entry.place[1]}" if entry.place else "")
    name = f"{finding.code} {entry.rule.name} {spot}"
    output.line(f"    {tag('testcase', name=name, classname=entry.path)}>")
    body = "\n".join(
        escape(line) for line in (f"{spot}: {entry.message}", *finding.help.split("\n")) if line
    )
    element = "error" if finding.code == CRASH else "failure" if _is_failure(entry) else ""
    if element:
        opened = tag(element, type=finding.severity.label, message=entry.message)
        output.line(f"      {opened}>{body}</{element}>")
    else:
        output.line(f"      <system-out>{finding.severity.label}: {body}</system-out>")
    output.line("    </testcase>")
