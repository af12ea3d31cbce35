"""Whether an error that shows after a fix was there before, and only could not be seen.

A fix may not make an error. But what could not be read was not judged either: a Procfile under
another name, a command behind a syntax error. Such an error is told after the fix; it is no reason
to take the fix back. Two things tell it from one that the fix makes: it stands in text that the fix
did not write, and what it is about was not read, or was read as something else, before.
"""

from __future__ import annotations

from checker.base.findings import Location, Severity
from checker.platform.builder import reader_of
from checker.platform.detection import recognised
from checker.platform.plan import plan
from checker.platform.python_releases import is_python_project
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Finding, Fix
    from checker.base.text import Document
    from checker.check.report import Report
    from checker.project.project import Project

_OF_THE_COMMAND = ("CMD", "PY", "IMP")
_OF_THE_PYTHON = ("REQ", "PY", "DJ", "IMP")


def is_revealed(finding: Finding, fixes: list[Fix], before: Report, after: Report) -> bool:
    """Whether an error after some fixes was there before them, unseen."""
    was_read = _was_read_before(finding, before.project, after.project)
    if finding.code.startswith("PLT"):
        was_read = was_read and _installs(before)
    return not was_read and _stood_there(finding, fixes, before.project, after.project)


def _installs(report: Report) -> bool:
    """Whether the build came to install something, which is what platforms object to most."""
    return bool(_required(report.project)) and not any(
        found.severity is Severity.ERROR and found.code.startswith("REQ")
        for found in report.findings
    )


def _was_read_before(finding: Finding, before: Project, after: Project) -> bool:
    """Whether what a finding is about was read before, and as the same."""
    family = finding.code.rstrip("0123456789")
    if recognised(before).language != recognised(after).language:
        return False
    if is_python_project(before) != is_python_project(after):
        return False
    if family == "IMP" and _required(before) != _required(after):
        return False  # what is not installed is not looked into
    if finding.at.path in after.documents and finding.at.path not in before.documents:
        return False
    was, now = before.document(finding.at.path), after.document(finding.at.path)
    if (was is None) != (now is None):
        return False
    if was is not None and now is not None and _form(was) != _form(now):
        return False
    if family in _OF_THE_COMMAND and _command(before) != _command(after):
        return False
    if family == "PROC" and _processes(before) != _processes(after):
        return False
    if family == "PROC" and plan(before).start.fails and _is_cut(before):
        return False  # what is lost counts for nothing in a file that can't be loaded
    if family == "REQ" and not _lines(after, finding.at) <= _lines(
        before, Location(finding.at.path)
    ):
        return False
    if family == "DJ" and plan(before).collectstatic.runs != plan(after).collectstatic.runs:
        return False
    if family not in _OF_THE_PYTHON:
        return True
    had, has = plan(before).python.effective, plan(after).python.effective
    declared = before.runtime.version if before.runtime is not None else ""
    # The Python that was asked for all along is no other one.
    return had is not None and not has == declared != had


def _required(project: Project) -> set[str]:
    found = project.requirements
    return set() if found is None else {each.normalised for each in found.installed}


def _form(document: Document) -> tuple[str, bool]:
    return document.encoding, document.mark


def _command(project: Project) -> str | None:
    found = start_command(project)
    return None if found is None else found.text


def _processes(project: Project) -> list[tuple[str, str]]:
    """What each line of the Procfile is read as."""
    lines = project.procfile.lines if project.procfile is not None else []
    return [(line.kind.value, line.type) for line in lines]


def _is_cut(project: Project) -> bool:
    """Whether the console passes on only the beginning of the Procfile."""
    procfile = project.procfile
    return procfile is not None and reader_of(project.target).cut(procfile) is not None


def _lines(project: Project, at: Location) -> set[str]:
    """The logical lines of a requirements file, as pip gets them: of a place, else all."""
    files = project.requirements.files if project.requirements is not None else ()
    return {
        entry.text
        for file in files
        if file.path == at.path
        for entry in file.entries
        if not at.end or entry.span.start <= at.start <= entry.span.end
    }


def _stood_there(finding: Finding, fixes: list[Fix], before: Project, after: Project) -> bool:
    """Whether the text that a finding points at is none that a fix wrote."""
    path = finding.at.path
    if not any(edit.path == path and edit.text for fix in fixes for edit in fix.edits):
        return True  # they only take out, or are of other files
    source = next(
        (s.path for fix in fixes for s in fix.steps if s.verb == "rename" and s.to == path), path
    )
    was, now = before.document(source), after.document(path)
    if was is None or now is None:
        return False
    start, end = finding.at.start, finding.at.end
    if start == end:  # what stands there up to the end of the line, or before it
        first, last = now.line_span(now.line_column(start)[0])
        start, end = (start, last) if start < last else (first, start)
    shown = now.text[start:end]
    letters = _letters(shown)  # of a word, a fix may have put right a sign
    return letters in _letters(was.text) if letters else shown in was.text


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isalnum())
