"""Other languages beside Python."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.platform.builder import builder_of
from checker.platform.detection import recognised
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.values import Recognised
    from checker.project.project import Project


@rule("GIT007")
def language_shadowed(project: Project) -> Iterator[Finding]:
    """Another language is detected beside Python."""
    found = recognised(project)
    if not found.by:
        return
    if found.override:
        if found.override != "Python" and found.override.lower() == "python":
            own = "the rainbondfile says `language: {name}` → the platform accepts only `Python`"
            project.document("rainbondfile")  # a comment in it may say that this is meant
            yield _finding(project, "rainbondfile", say(own, name=found.override), Severity.ERROR)
        return
    if found.shadowed_by is not None:
        yield _shadowed(project, found)
        return
    node = dict(found.evidence).get("Node.js")
    if node:
        template = (
            "{path} is detected beside {by} → Python is not analysed, and the version of Node.js "
            "may be used for Python"
        )
        yield _finding(project, node, say(template, path=node, by=found.by[0]), Severity.WARNING)
        return
    if not builder_of(project.target).guesses_beside_others and not found.is_python_alone:
        if project.has_root_file("Procfile"):
            return
        path = next(path for language, path in found.evidence if language != "Python")
        template = "{path} is detected beside {by} → the platform looks for no start command"
        message = say(template, path=path, by=found.by[0])
        yield _finding(project, path, message, Severity.WARNING, "add a Procfile")


def _shadowed(project: Project, found: Recognised) -> Finding:
    path = found.shadowed_by or ""
    if found.language == "dockerfile":
        template = "{path} is found first → it is built, and {by} and the Procfile are ignored"
        return _finding(
            project,
            path,
            say(template, path=path, by=found.by[0], language=found.language),
            Severity.WARNING,
        )
    template = "{path} makes it {language}, which comes before Python → it is not built as Python"
    message = say(template, path=path, language=found.language, by=found.by[0])
    return _finding(project, path, message, Severity.ERROR)


def _finding(
    project: Project, path: str, message: str, severity: Severity, help: str = ""
) -> Finding:
    return Finding(
        "GIT007",
        message,
        Location(path),
        severity,
        help=help or builder_of(project.target).terms.build_as_python,
    )
