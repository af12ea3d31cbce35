"""Imports that end with an error when the process starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location
from checker.base.messages import say, say_then
from checker.reachable.failing import Why, failing
from checker.rules.django.shared import problems
from checker.rules.registry import rule
from checker.rules.source.shared import consequence, line_in, related, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.reachable.failing import Failing
    from checker.reachable.values import Reached

_KINDS = ("module-not-found", "import-error", "settings-import-error")
"""Problems of the settings of which the rules on collectstatic speak."""


@rule("IMP001")
def module_not_found(project: Project) -> Iterator[Finding]:
    """A started module imports a module that the repository does not have."""
    for each in _of(project, Why.NOT_FOUND):
        if each.found:
            found = "`{top}` is not on the import path, the repository has it as {found}"
            help = say(
                "import it by its full name, or add the folder of {found} to PYTHONPATH",
                found=each.found,
            )
        else:
            found = "`{parent}` has no module `{missing}`"
            help = say(
                "create the module `{name}`, or correct the import (upper and lower case count)",
                name=each.doubt.name,
            )
        yield _finding(project, "IMP001", each, found, help)


@rule("IMP002")
def import_not_installed(project: Project) -> Iterator[Finding]:
    """A started module imports a package that no requirement installs."""
    for each in _of(project, Why.NOT_INSTALLED):
        found = "no requirement installs `{top}`"
        if each.because:
            found = "no requirement is known to install `{top}` ({because} is not known)"
        help = say(
            "add {distribution} to requirements.txt" if each.distribution
            else "add the distribution that has `{top}` to requirements.txt, or correct the name",
            distribution=each.distribution,
            top=each.doubt.name.partition(".")[0],
        )  # fmt: skip
        yield _finding(project, "IMP002", each, found, help)


@rule("IMP003")
def module_not_in_git(project: Project) -> Iterator[Finding]:
    """A started module imports a file that is on this disk but not in git."""
    all_of = list(_of(project, Why.NOT_IN_GIT))
    patterns = project.tree.ignored([each.found for each in all_of]) if all_of else {}
    for each in all_of:
        found, help = (
            "{found} is not in git",
            say("`git add {path}`, and commit it", path=each.found),
        )
        source, line, pattern = patterns.get(each.found, ("", 0, ""))
        if source:
            found = (
                "{found} is not in git: the pattern `{pattern}` in {source} line {line} ignores it"
                if pattern
                else "{found} is not in git: {source} line {line} ignores it"
            )
            help = say(
                "remove that pattern, or `git add --force {path}`; then commit it", path=each.found
            )
        fields = {"source": source, "line": line, "pattern": pattern}
        yield _finding(project, "IMP003", each, found, help, **fields)


def _of(project: Project, why: Why) -> Iterator[Failing]:
    """The imports that fail for that reason, those left out of which another rule speaks."""
    found = [each for each in failing(project) if each.why is why]
    told = {problem.at.path for _, problem in problems(project, *_KINDS)} if found else set()
    return (each for each in found if _place(project, each).path not in told)


def _place(project: Project, each: Failing) -> Location:
    """The import, or what names the module."""
    path = each.doubt.steps[-1].path if each.doubt.steps else each.file.document.path
    document = project.document(path)
    return Location(path) if document is None else line_in(document, each.doubt.line)


def finding_of(
    project: Project, code: str, each: Failing, message: str, error: str, help: str
) -> Finding:
    """A failing import as a finding; `message` is what was found and `error` what it ends with."""
    file: Reached = each.file._replace(
        request=each.file.request or each.doubt.request,
        way=(*each.file.way, *each.doubt.steps[:-1]),
    )
    return Finding(
        code,
        say_then("{found}", "{then}", found=message, then=consequence(file, error)),
        _place(project, each),
        severity_of(file),
        certain=each.certain,
        help=help,
        related=related(project, file),
    )


def _finding(
    project: Project, code: str, each: Failing, found: str, help: str, **fields: object
) -> Finding:
    doubt = each.doubt
    message = say(
        found,
        top=doubt.name.partition(".")[0],
        found=each.found,
        parent=doubt.module.parent,
        missing=doubt.module.missing,
        because=each.because,
        **fields,
    )
    return finding_of(project, code, each, message, "ModuleNotFoundError", help)
