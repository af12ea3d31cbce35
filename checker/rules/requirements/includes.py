"""Whether the files that requirements.txt includes are there for the build."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.files.values import Kind
from checker.parsers.requirements import Pips, Reach
from checker.platform.detection import installs_requirements_txt
from checker.rules.registry import rule
from checker.rules.requirements.shared import pips_in_words, quoted, severity_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Include
    from checker.project.project import Project


NEWER = Pips(first=(21,))
"""They do not open a relative `file:` address."""

MISSING = "`{path}` is not in the repository → pip stops and the build fails"
RENAME = "write `{near}`"
COMMIT = "commit the file, or delete the line"


@rule("REQ005")
def include_missing(project: Project) -> Iterator[Finding]:
    """A file that requirements.txt includes is not there for the build."""
    if project.requirements is None or not installs_requirements_txt(project):
        return
    for include in project.requirements.includes:
        finding = _of_include(project, include)
        if finding is not None:
            yield finding


def _of_include(project: Project, include: Include) -> Finding | None:
    at = Location(include.entry.path, *include.option.value_span)
    shown = quoted(include.option.value if ":" in include.option.value else include.path)
    severity, certain, fix = Severity.ERROR, True, None
    template, advice = "", ""
    if include.reach is Reach.MISSING:
        kind = project.tree.kind(include.path) if include.path else Kind.DIRECTORY
        if kind is Kind.FILE or project.tree.unseen(include.path):
            return None  # it cannot be read here; that is no fault of the repository
        if kind is Kind.DIRECTORY:
            template = "`{path}` is a folder → pip cannot open it and the build fails"
            advice = "name a file in it"
        else:
            near = _near(project, include)
            if near:
                fix = Fix("name the file that is there", Applicability.UNSAFE, (
                    Edit(at.path, at.start, at.end, near),
                ))  # fmt: skip
            return Finding(
                "REQ005",
                say(MISSING, path=shown),
                at,
                severity,
                help=say(RENAME if near else COMMIT, near=near),
                fix=fix,
            )
    elif include.reach is Reach.OUTSIDE and re.match(r"file:[^/]", include.option.value):
        template = "`{path}` is a relative `file:` address → {pips} cannot open it and stops"
        advice = "write the path without `file:`"
        found = severity_for(NEWER, project)
        if found is None:
            return None
        severity = found
    elif include.reach is Reach.OUTSIDE:
        template = "`{path}` is outside the repository → the build does not have it and fails"
        advice = "commit the file below the root and name it relative to this file"
    elif include.reach is Reach.CYCLE:
        template = "`{path}` includes itself → pip loops and fails"
        advice = "delete the line"
    elif include.reach is Reach.TOO_MANY:
        template = "`{path}` and what it includes was not read: too many files are included"
        advice = "include fewer files"
        severity, certain = Severity.WARNING, False
    elif include.reach is Reach.UNKNOWN:
        template = "`{path}` depends on a variable → pip stops if the build does not set it"
        advice = "write the path itself"
        severity, certain = Severity.WARNING, False
    if not template:
        return None
    return Finding(
        "REQ005",
        say(template, path=shown, pips=pips_in_words(NEWER, project)),
        at,
        severity,
        certain,
        help=say(advice),
        fix=fix,
    )


def _near(project: Project, include: Include) -> str:
    """What would name an existing file: another case, or a path from the root; empty if none."""
    written, document = "", project.document(include.entry.path)
    if document is not None:
        written = document.text[slice(*include.option.value_span)]
    if "\\" in written:  # pip takes the backslash for an escape, also on Windows
        meant = written.replace("\\", "/")
        path = normpath(join(dirname(include.entry.path), meant))
        return meant if project.tree.is_file(path) else ""
    folder = dirname(include.path)
    name = include.path.rpartition("/")[2]
    for other, kind in project.tree.entries(folder).items():
        if kind is Kind.FILE and other.casefold() == name.casefold():
            return include.option.value[: -len(name)] + other
    here = dirname(include.entry.path)
    if here and project.tree.is_file(normpath(include.option.value)):
        return "../" * (here.count("/") + 1) + normpath(include.option.value)
    return ""
