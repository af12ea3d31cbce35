"""Source that the effective Python cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.platform.plan import plan
from checker.reachable.sources import python_sources
from checker.rules.registry import rule
from checker.rules.source.shared import consequence, declare, dotted, line_of, related, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.python.syntax.refusal import Refusal
    from checker.reachable.reachable import Reached


@rule("PY001")
def syntax_too_new(project: Project) -> Iterator[Finding]:
    """A module that is started has syntax that the platform's Python does not read."""
    for each, refusal in _refused(project):
        if refusal.kind.name != "PYTHON_2":
            yield _finding(project, each, refusal)


@rule("PY003")
def python_2_source(project: Project) -> Iterator[Finding]:
    """A module that is started is written for Python 2, and the platform runs Python 3."""
    for each, refusal in _refused(project):
        if refusal.kind.name == "PYTHON_2":
            version = plan(project).python.effective or ""
            older = declare(project, (2, 7), (2, 7))
            yield Finding(
                "PY003",
                say(
                    "{what} is Python 2, and Python {version} runs {path} → {then}",
                    what=refusal.what,
                    version=version,
                    path=each.document.path,
                    then=consequence(each, "SyntaxError"),
                ),
                line_of(each, refusal.line),
                severity_of(each),
                certain=each.certain and refusal.certain,
                help="convert the file to Python 3" + (f", or {older}" if older else ""),
                related=related(project, each),
            )


def _refused(project: Project) -> Iterator[tuple[Reached, Refusal]]:
    """The files that are refused, those left out that DJ011 speaks of."""
    sources = [each for each in python_sources(project) if each.reading.refusal is not None]
    if not sources:
        return
    from checker.rules.django.shared import problems

    told = {problem.at.path for _, problem in problems(project, "syntax-error")}
    for each in sources:
        refusal = each.reading.refusal
        if refusal is not None and each.document.path not in told:
            yield each, refusal


def _finding(project: Project, each: Reached, refusal: Refusal) -> Finding:
    version = plan(project).python.effective or ""
    then = consequence(each, "SyntaxError")
    severity, certain = severity_of(each), each.certain and refusal.certain
    path, kind = each.document.path, refusal.kind.name
    if kind == "NEWER" and refusal.since is not None:
        message = say(
            "{what} needs Python {since}, and Python {version} runs {path} → {then}",
            what=refusal.what,
            since="3" if refusal.since == (3, 4) else dotted(refusal.since),
            version=version,
            path=path,
            then=then,
        )
        newer = declare(project, refusal.reads or refusal.since, None)
        advice = say("write it for Python {version}", version=version)
        help = f"{newer}, or {advice}" if newer else advice
    elif kind == "OLDER" and refusal.since is not None:
        message = say(
            "Python {version} does not read this line of {path} any more, Python {last} did → "
            "{then}",
            version=version,
            path=path,
            last=dotted(refusal.since),
            then=then,
        )
        help = say("write it for Python {version}", version=version)
    elif kind == "UNREADABLE":
        message = say(
            "whether Python {version} reads {path} is not known: {why}",
            version=version,
            path=path,
            why=refusal.what,
        )
        help = say("try it with Python {version}", version=version)
        severity = Severity.INFO
    else:
        message = say(
            "Python {version} cannot read {path}: {why} → {then}",
            version=version,
            path=path,
            why=refusal.what,
            then=then,
        )
        help = "correct the line"
    at = line_of(each, refusal.line)
    return Finding("PY001", message, at, severity, certain, help, related(project, each))
