"""Other files that name a Python version, beside the one that the platform installs."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import fill, say
from checker.base.records import NamedTuple
from checker.base.toml import parse_toml
from checker.platform.builder import builder_of
from checker.platform.python_releases import minor, nearest, numbers
from checker.platform.python_version import python_version
from checker.platform.specifiers import is_in_range
from checker.rules.registry import rule
from checker.rules.runtime.refused import refused_projects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.base.text import Document
    from checker.project.project import Project

VERSION_FILE = ".python-version"
BESIDE = "{what} asks for Python {value} → the platform goes by {file} and installs {version}"


class _Claim(NamedTuple):
    """A version, or a range of them, that a file of the root asks for."""

    what: str
    value: str
    at: Location
    is_range: bool = False


@rule("RUN008")
def python_version_conflict(project: Project) -> Iterator[Finding]:
    """Another file of the root asks for a Python that the platform will not install."""
    refused = list(refused_projects(project))
    yield from refused
    told = {finding.at.path for finding in refused}
    for finding in _conflicts(project):
        if finding.at.path not in told:
            yield finding


def _conflicts(project: Project) -> Iterator[Finding]:
    """Files that the platform does not read, or does not go by."""
    target, runtime = project.target, project.runtime
    builder, python = builder_of(target), python_version(project)
    read = builder.version_files
    reads = bool(read)
    if VERSION_FILE in builder.version_files:
        version, message = python.effective or "", builder.terms.version_file_ignored
        read = (*read, python.declared_in)
        if python.declared_in:
            message = BESIDE
    elif not reads:
        version, message = target.python_default, builder.terms.version_file_ignored
    elif runtime is not None:
        version = runtime.version
        message = (
            "{what} asks for Python {value} → the platform reads only runtime.txt, which names "
            "{version}"
        )
    elif project.has_root_file("runtime.txt"):
        return
    else:
        version, message = target.python_default, builder.terms.version_file_ignored
    if not version:
        return
    severity = Severity.WARNING if reads else Severity.INFO
    for claim in _claims(project):
        if claim.at.path in read:
            continue  # the platform goes by it, or by another one of its kind
        if claim.is_range:
            agrees = is_in_range(claim.value, version)
        else:
            agrees = minor(claim.value) == minor(version)
        if agrees:
            continue
        yield Finding(
            "RUN008",
            say(
                message,
                what=claim.what,
                value=claim.value,
                version=version,
                file=python.declared_in,
            ),
            claim.at,
            severity,
            help=_help(project, claim, version),
        )


def _help(project: Project, claim: _Claim, version: str) -> str:
    """How to get what is asked for, where the target has it."""
    target = project.target
    if claim.is_range:
        fitting = [known for known in target.python_supported if is_in_range(claim.value, known)]
        fitting.sort(key=lambda known: (known in target.python_recommended, numbers(known)))
        fitting = fitting[-1:]
    else:
        asked = minor(claim.value)
        fitting = [known for known in nearest(claim.value, target) if minor(known) == asked]
    if not fitting:
        return say(
            "write the program for {version}: this target has no such Python", version=version
        )
    return say(builder_of(target).terms.choose_python, version=fitting[0])


def _claims(project: Project) -> Iterator[_Claim]:
    for path, read in (
        (".python-version", _from_python_version),
        ("Pipfile", _from_pipfile),
        ("pyproject.toml", _from_pyproject),
    ):
        document = project.document(path) if project.has_root_file(path) else None
        claim = None if document is None else read(document)
        if claim is not None:
            yield claim


def _from_python_version(document: Document) -> _Claim | None:
    pattern = r"(?m)^[ \t]*(?:c?python-)?([0-9]{1,3}\.[0-9]{1,3}(?:\.[0-9]{1,4})?)[ \t]*\r?$"
    lines = [line for line in document.text[:4096].split("\n") if line.strip()]
    lines = [line for line in lines if not line.lstrip().startswith("#")]
    found = re.search(pattern, document.text[:4096])
    if found is None or len(lines) != 1:  # several versions: pyenv offers them all
        return None
    return _Claim(".python-version", found[1], _place(document, found.start(1), found[1]))


def _from_pipfile(document: Document) -> _Claim | None:
    if "python_" not in document.text:
        return None
    requires = _toml(document).get("requires")
    if not isinstance(requires, dict):
        return None
    value = requires.get("python_full_version", requires.get("python_version"))
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,4}){1,2}", value):
        return None
    start = document.text.find(value, document.text.find("[requires]"))
    return _Claim(fill("the Pipfile"), value, _place(document, start, value))


def _from_pyproject(document: Document) -> _Claim | None:
    if "requires-python" not in document.text:
        return None
    project = _toml(document).get("project")
    value = project.get("requires-python") if isinstance(project, dict) else None
    if not isinstance(value, str):
        return None
    start = document.text.find(value, document.text.find("requires-python"))
    return _Claim(
        fill("requires-python in pyproject.toml"), value, _place(document, start, value), True
    )


def _place(document: Document, start: int, value: str) -> Location:
    return (
        Location(document.path, start, start + len(value))
        if start >= 0
        else Location(document.path)
    )


def _toml(document: Document) -> dict[str, Any]:
    """The file's tables; empty where it is no TOML."""
    try:
        return parse_toml(document.text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return {}
