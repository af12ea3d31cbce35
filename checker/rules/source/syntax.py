"""Source that the effective Python cannot read."""

from __future__ import annotations

from checker.base.findings import Finding, Fold, Severity
from checker.base.messages import say, say_then
from checker.reachable.sources import python_sources
from checker.rules.django.shared import problems
from checker.rules.registry import rule
from checker.rules.source.shared import (
    MANY,
    THEN,
    cause_at,
    consequence,
    declare,
    dotted,
    fields_of,
    line_of,
    related,
    severity_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.python.syntax.syntax_error import InvalidSyntax
    from checker.reachable.values import ReachableFile

FOUND = {
    "NEWER": "{what} needs Python {since}, but Python {version} runs {path}",
    "OLDER": "Python {version} no longer reads this line of {path}, Python {last} did",
    "UNREADABLE": "it is unknown whether Python {version} can read {path}: {why}",
    "OTHER": "Python {version} cannot read {path}: {why}",
    "PYTHON_2": "{what} is Python 2, but Python {version} runs {path}",
}
"""What a refusal says, by its kind."""
TOGETHER = {
    "NEWER": "{count} files need a newer Python than {version}, starting with {path}",
    "PYTHON_2": "{count} files are Python 2, but Python {version} runs them, starting with {path}",
}
"""The same at their common cause: the Python that is installed."""
WRITE_FOR = "write it for Python {version}"


@rule("PY001")
def syntax_too_new(project: Project) -> Iterator[Finding]:
    """A module that is started has syntax that the platform's Python does not read."""
    refused = [pair for pair in _refused(project) if pair[1].kind.name != "PYTHON_2"]
    newer = [pair for pair in refused if pair[1].kind.name == "NEWER"]
    yield from _cause(project, "PY001", newer)
    for each, syntax_error in refused:
        yield _finding(project, each, syntax_error, together=len(newer) >= MANY)


@rule("PY003")
def python_2_source(project: Project) -> Iterator[Finding]:
    """A module that is started is written for Python 2, and the platform runs Python 3."""
    refused = [pair for pair in _refused(project) if pair[1].kind.name == "PYTHON_2"]
    yield from _cause(project, "PY003", refused)
    older = declare(project, (2, 7), (2, 7))
    for each, syntax_error in refused:
        yield Finding(
            "PY003",
            say_then(
                FOUND["PYTHON_2"],
                THEN[consequence(each)],
                what=syntax_error.what,
                **fields_of(project, each, "SyntaxError"),
            ),
            line_of(each, syntax_error.line),
            severity_of(each),
            certain=each.certain and syntax_error.certain,
            help=say(CONVERT_OR if older else CONVERT, other=older),
            related=related(project, each),
            fold=_effect("PYTHON_2") if len(refused) >= MANY else None,
        )


CONVERT = "convert the file to Python 3"
CONVERT_OR = "convert the file to Python 3, or {other}"
EITHER = "{newer}, or write it for Python {version}"


def _effect(kind: str) -> Fold:
    return Fold(kind, "", under=True)


def _cause(
    project: Project, code: str, refused: list[tuple[ReachableFile, InvalidSyntax]]
) -> Iterator[Finding]:
    """One finding at what many files have in common: the Python that is installed."""
    if len(refused) < MANY:
        return
    first, syntax_error = refused[0]
    kind = syntax_error.kind.name
    needed = (found.reads or found.since for _, found in refused)
    known = [version for version in needed if version is not None]
    if kind == "PYTHON_2":
        other = declare(project, (2, 7), (2, 7))
        help = say(CONVERT_OR if other else CONVERT, other=other)
    else:
        other = declare(project, max(known, default=None), None)
        version = fields_of(project, first, "")["version"]
        help = say(EITHER if other else WRITE_FOR, newer=other, version=version)
    yield Finding(
        code,
        say_then(
            TOGETHER[kind],
            THEN[consequence(first)],
            count=len(refused),
            **fields_of(project, first, "SyntaxError"),
        ),
        cause_at(project),
        max(severity_of(each) for each, _ in refused),
        certain=any(each.certain and found.certain for each, found in refused),
        help=help,
        fold=Fold(kind, ""),
    )


def _refused(project: Project) -> Iterator[tuple[ReachableFile, InvalidSyntax]]:
    """The files that are refused, those left out that DJ011 speaks of."""
    sources = [each for each in python_sources(project) if each.reading.syntax_error is not None]
    if not sources:
        return
    reported = {problem.at.path for _, problem in problems(project, "syntax-error")}
    for each in sources:
        syntax_error = each.reading.syntax_error
        if syntax_error is not None and each.document.path not in reported:
            yield each, syntax_error


def _finding(
    project: Project, each: ReachableFile, syntax_error: InvalidSyntax, together: bool
) -> Finding:
    fields = fields_of(project, each, "SyntaxError")
    severity, certain = severity_of(each), each.certain and syntax_error.certain
    kind = syntax_error.kind.name
    if kind not in FOUND or (kind in ("NEWER", "OLDER") and syntax_error.since is None):
        kind = "OTHER"
    since = syntax_error.since or (0, 0)
    fields |= {
        "what": syntax_error.what,
        "why": syntax_error.what,
        "since": "3" if since == (3, 4) else dotted(since),
        "last": dotted(since),
    }
    help = "correct the line"
    if kind in ("NEWER", "OLDER"):
        newer = declare(project, syntax_error.reads or since, None) if kind == "NEWER" else ""
        help = say(EITHER if newer else WRITE_FOR, newer=newer, version=fields["version"])
    if kind == "UNREADABLE":
        message, severity = say(FOUND["UNREADABLE"], **fields), Severity.INFO
        help = say("try it with Python {version}", version=fields["version"])
    else:
        message = say_then(FOUND[kind], THEN[consequence(each)], **fields)
    return Finding(
        "PY001",
        message,
        line_of(each, syntax_error.line),
        severity,
        certain,
        help,
        related(project, each),
        fold=_effect("NEWER") if together and kind == "NEWER" else None,
    )
