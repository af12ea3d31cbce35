"""Imports that end with an error when the process starts."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_then
from checker.reachable.failing import Why, failing
from checker.reachable.plausible import looks_own
from checker.rules.django.shared import problems
from checker.rules.registry import rule
from checker.rules.source.shared import (
    THEN,
    consequence,
    fields_of,
    line_in,
    related,
    severity_of,
)
from checker.rules.start.installed import adding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.project.project import Project
    from checker.reachable.failing import Failing
    from checker.reachable.values import ReachableFile

FOUND = {
    "missing": "`{parent}` has no module `{missing}`",
    "elsewhere": "`{top}` is not on the import path: the repository has it as {found}",
    "not installed": "no requirement installs `{top}`",
    "nowhere": "the repository has no module `{top}`, and no requirement installs it",
    "maybe": "no requirement is known to install `{top}`, and {because} is not known",
    "not in git": "{found} is not in git",
    "ignored": "{found} is not in git: the pattern `{pattern}` in {source} line {line} ignores it",
    "ignored outside": "{found} is not in git: {source} line {line} ignores it",
}
"""What was found, by what is the matter."""
HELP = {
    "missing": "create the module `{name}`, or correct the name (upper and lower case count)",
    "elsewhere": "import it by its full name, or add its folder to PYTHONPATH",
    "add some": "add the package that has `{top}` to requirements.txt, or correct the name",
    "own": "add the module `{top}` to the repository, or correct the name",
    "own ignored": "`git add --force {file}`: {source} line {line} ignores it; or correct the name",
    "not in git": "`git add {found}`, and commit it",
    "ignored": "remove that pattern, or `git add --force {found}`; then commit it",
}
"""What to do about it."""
NO_NAME = "{found} does not define `{absent}`"
DEFINE = "define `{absent}` in {found}, or correct the name (upper and lower case count)"
NO_PART = "nothing imports `{name}.{absent}`: `import {name}` alone does not"
IMPORT_PART = "write `import {name}.{absent}`"
CIRCLE = "{found} imports this module before it defines `{absent}`"
OPEN = "import it in {found} below `{absent}`, or move `{absent}` into a module of its own"
RELATIVE = "`{name}` is a relative import, and {path} is not started as a part of a package"
FULL = "import the module by its full name, without the dots"
_KINDS = ("module-not-found", "import-error", "settings-import-error")
"""Problems of the settings of which the rules on collectstatic speak."""


@rule("IMP001")
def import_not_found(project: Project) -> Iterator[Finding]:
    """A started module imports a module that the repository does not have."""
    for each in failing_for(project, Why.NOT_FOUND):
        kind = "elsewhere" if each.found else "missing"
        yield finding_of(project, "IMP001", each, FOUND[kind], HELP[kind])
    for each in failing_for(project, Why.RELATIVE):
        yield finding_of(project, "IMP001", each, RELATIVE, FULL, error="ImportError")
    for each in failing_for(project, Why.CIRCLE):
        yield finding_of(project, "IMP001", each, CIRCLE, OPEN, error="ImportError")
    for each in failing_for(project, Why.NO_NAME):
        dotted = each.doubt.attribute or each.doubt.names == ("*",)
        error = "AttributeError" if dotted else "ImportError"
        message = NO_PART if each.doubt.part else NO_NAME
        advice = IMPORT_PART if each.doubt.part else DEFINE
        yield finding_of(project, "IMP001", each, message, advice, error=error)


@rule("IMP002")
def import_not_installed(project: Project) -> Iterator[Finding]:
    """A started module imports a package that no requirement installs."""
    for each in failing_for(project, Why.NOT_INSTALLED):
        top = each.doubt.name.partition(".")[0]
        own = not each.distribution and looks_own(top)
        kind = "maybe" if each.because else "nowhere" if own else "not installed"
        if each.distribution:
            advice = adding(project, each.distribution)
            yield finding_of(project, "IMP002", each, FOUND[kind], "{advice}", advice=advice)
            continue
        fields: dict[str, Any] = {}
        if own:
            fields = _ignored_name(project, top)
        advice = ("own ignored" if fields else "own") if own else "add some"
        yield finding_of(project, "IMP002", each, FOUND[kind], HELP[advice], **fields)


def _ignored_name(project: Project, top: str) -> dict[str, Any]:
    """The pattern that would ignore a file of a module's name, with the file; empty without one."""
    for file in (f"{top}.py", f"{top}/__init__.py"):
        source, line, pattern = project.tree.ignored([file]).get(file, ("", 0, ""))
        if source:
            return {"file": file, "source": source, "line": line, "pattern": pattern}
    return {}


@rule("IMP003")
def import_not_in_git(project: Project) -> Iterator[Finding]:
    """A started module imports a file that is on this disk but not in git."""
    all_of = list(failing_for(project, Why.NOT_IN_GIT))
    patterns = project.tree.ignored([each.found for each in all_of]) if all_of else {}
    for each in all_of:
        source, line, pattern = patterns.get(each.found, ("", 0, ""))
        kind = "not in git" if not source else "ignored" if pattern else "ignored outside"
        advice = "ignored" if source else kind
        fields: dict[str, Any] = {"source": source, "line": line, "pattern": pattern}
        yield finding_of(project, "IMP003", each, FOUND[kind], HELP[advice], **fields)


def failing_for(project: Project, why: Why) -> Iterator[Failing]:
    """The imports that fail for that reason, those left out of which another rule speaks."""
    found = [each for each in failing(project) if each.why is why]
    found.sort(key=lambda each: (each.doubt.some, each.file.request or each.doubt.request))
    told = {problem.at.path for _, problem in problems(project, *_KINDS)} if found else set()
    once = {
        (_place(project, each), each.found or each.doubt.name): each for each in reversed(found)
    }
    return (each for (at, _), each in reversed(once.items()) if at.path not in told)


def _place(project: Project, each: Failing) -> Location:
    """The import, or what names the module."""
    path = each.doubt.steps[-1].path if each.doubt.steps else each.file.document.path
    document = project.document(path)
    return Location(path) if document is None else line_in(document, each.doubt.line)


def finding_of(
    project: Project,
    code: str,
    each: Failing,
    found: str,
    help: str,
    *,
    error: str = "ModuleNotFoundError",
    **more: object,
) -> Finding:
    """A failing import as a finding.

    Args:
        project: the project.
        code: the rule's.
        each: the import.
        found: the template of what was found.
        help: the template of what to do about it.
        error: what Python raises.
        more: further fields of the templates.
    """
    doubt = each.doubt
    file: ReachableFile = each.file._replace(
        request=each.file.request or doubt.request, way=(*each.file.way, *doubt.steps[:-1])
    )
    name = doubt.name
    fields: dict[str, object] = {
        **more, **fields_of(project, file, error), "name": name, "top": name.partition(".")[0],
        "found": each.found, "parent": doubt.module.parent, "missing": doubt.module.missing,
        "absent": doubt.absent, "because": each.because, "distribution": each.distribution,
    }  # fmt: skip
    return Finding(
        code,
        say_then(found, THEN["some" if doubt.some else consequence(file)], **fields),
        _place(project, each),
        Severity.WARNING if doubt.some else severity_of(file),
        certain=each.certain,
        help=say(help, **fields),
        related=related(project, file),
    )
