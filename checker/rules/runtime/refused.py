"""Projects that the build installs and that refuse its Python."""

from __future__ import annotations

from posixpath import normpath

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.parsers.python_requires import python_required
from checker.platform.builder import builder_of
from checker.platform.detection import build_requirements, dependencies
from checker.platform.python_releases import numbers
from checker.platform.python_version import python_version
from checker.platform.specifiers import is_in_range
from checker.python.syntax.parse import host_tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.python_requires import PythonRequired
    from checker.project.project import Project

IMPLIED = (
    "{what} in {path} is `{value}`, but the build runs Python {python} → `pip install -e .` "
    "refuses the project (`requires a different Python`) and the build fails"
)
WRITTEN = (
    "{what} in {path} is `{value}`, but the build runs Python {python} → pip refuses `{line}` of "
    "{file} (`requires a different Python`) and the build fails"
)
POETRY = (
    "{what} in {path} is `{value}`, but the build runs Python {python} → Poetry stops with "
    "`Poetry was unable to find a compatible version` and the build fails"
)
UV = (
    "{what} in {path} is `{value}`, but the build runs Python {python} → uv stops with "
    "`incompatible with the project's Python requirement` and the build fails"
)
_FOLDER = re.compile(r"(?:file:)?(\.[^\[#;]*|[\w][\w./-]*/[^\[#;]*)(?:\[[^\]]*\])?(?:#.*)?")


def refused_projects(project: Project) -> Iterator[Finding]:
    """Each project in the repository that the build installs, and that excludes its Python."""
    python = python_version(project).effective
    if python is None or numbers(python) is None:
        return
    source = dependencies(project)
    if source.tool == "poetry":
        yield from _finding(project, "", POETRY, {})
    elif source.tool == "uv":
        yield from _finding(project, "", UV, {})
    elif source.path == ".":
        yield from _finding(project, "", IMPLIED, {})
    elif source.path == "requirements.txt":
        required = build_requirements(project)
        for each in required.installed if required is not None else ():
            folder = _folder(each.local or each.url)
            if folder is None or each.marker or "${" in each.text:
                continue
            fields = {"line": each.text, "file": each.path}
            if each.editable:
                fields["line"] = f"-e {each.text}"
            yield from _finding(project, folder, WRITTEN, fields)


def _folder(local: str) -> str | None:
    """The folder from the root, empty for the root itself; None where it is none of its own."""
    found = _FOLDER.fullmatch(local.strip()) or (re.fullmatch(r"(\.)", local))
    if found is None or "://" in local:
        return None
    path = normpath(found[1])
    return None if path.startswith(("..", "/")) else path.removeprefix(".")


def _finding(
    project: Project, folder: str, template: str, fields: dict[str, str]
) -> Iterator[Finding]:
    python = python_version(project).effective or ""
    found = python_required(project.document, host_tree, folder)
    if found is None or is_in_range(found.specifier, python):
        return
    if found.standard and (numbers(python) or ()) < (3, 7):
        return  # no build backend that Python 3.6 gets reads `[project]`
    start, end = found.span
    yield Finding(
        "RUN008",
        say(
            template,
            what=found.what,
            path=found.document.path,
            value=found.value,
            python=python,
            **fields,
        ),
        Location(found.document.path, start, end) if end else Location(found.document.path),
        Severity.ERROR,
        help=_help(project, found, python),
    )


def _help(project: Project, found: PythonRequired, python: str) -> str:
    target = project.target
    fitting = [each for each in target.python_supported if is_in_range(found.specifier, each)]
    if not fitting:
        return say("write the program for {python}: this target has no such Python", python=python)
    fitting.sort(key=lambda known: (known in target.python_recommended, numbers(known)))
    return say(builder_of(target).terms.choose_python, version=fitting[-1])
