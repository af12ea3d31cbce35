"""What the build is asked to install: the requirements of a root, whatever file lists them."""

from __future__ import annotations

from posixpath import normpath

from checker.base.messages import say
from checker.base.text import Document
from checker.files.values import Kind
from checker.parsers.locks import Locked, table_of, tables
from checker.parsers.requirements import Reach
from checker.platform.detection import build_requirements, dependencies
from checker.platform.locked import as_requirements
from checker.platform.specifiers import is_in_range
from checker.project.resolution import Resolution
from checker.resolve.asked import AskedFor
from checker.resolve.pips import EDITABLE, is_legacy, pip_of
from checker.resolve.words import head_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.parsers.requirements import Entry, Requirement, Requirements
    from checker.platform.values import Dependencies
    from checker.project.project import Project
    from checker.resolve.setup_scripts import Script

LOCK_FILES = ("poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock")
"""The lock files that a platform installs from."""
_STANDARD = (3, 7)
"""The first Python with a setuptools that reads `[project]`, and installs it as editable."""


_PROJECTS = ("setup.py", "pyproject.toml")
"""What makes a folder one that pip installs."""


def asked_for(project: Project, python: str) -> AskedFor | str | Resolution:
    """What is asked for; why that is not known, in words; or why nothing is installed at all."""
    source = dependencies(project)
    if source.path == "." and source.tool == "pip":
        return _project(project, python)
    found = build_requirements(project)
    if source.path == "requirements.txt" and source.tool == "pip" and found is not None:
        return _files(project, found, python)
    return _listed(project, source, found, python)


def _listed(
    project: Project, source: Dependencies, found: Requirements | None, python: str
) -> AskedFor | str | Resolution:
    """What a Pipfile or a lock file lists."""
    if source.tool and found is not None and source.path == "Pipfile":
        from checker.resolve.locked.reading import of_pipfile  # noqa: PLC0415  gate: Pipfiles

        return of_pipfile(project, found)
    if source.tool and source.path in LOCK_FILES:
        from checker.resolve.locked.reading import of_lock  # noqa: PLC0415  gate: lock files

        return of_lock(project, source, found, python)
    if source.tool:
        template = "{tool} installs what {path} lists, and not what pip would choose"
        return say(template, tool=source.tool, path=source.path)
    return "the build installs no requirements.txt"


def _project(project: Project, python: str) -> AskedFor | str | Resolution:
    """The root's own project, installed as `-e .`."""
    if _refuses(project, "", python):
        return Resolution(False, because="the project does not support the Python of the build")
    needed = _own(project, "", (), python)
    if needed is None:
        return "only a build of the project would tell what it depends on"
    for name in ("pyproject.toml", "setup.cfg", "setup.py"):
        document = project.document(name)
        if document is not None:
            rows = [Locked(_name(line), line) for line in needed]
            script = _script(project, "", python)
            unsure = bool(script.fails) or script.unsure
            installed = as_requirements(document, rows).installed
            return AskedFor(installed, builds=script.wants or ("setuptools",), unsure=unsure)
    return "there is no project"


def _files(project: Project, found: Requirements, python: str) -> AskedFor | str | Resolution:
    if any(each.reach is Reach.MISSING for each in found.includes):
        return Resolution(False, because="a file that it includes is not there")
    if any(each.reach is Reach.CYCLE for each in found.includes):
        return Resolution(False, because="a file includes itself, and every pip stops at that")
    if not all(each.reach is Reach.READ for each in found.includes):
        return "not all files that it includes can be read"
    if any(file.undecodable or not file.complete for file in found.files):
        return "the file cannot be read to its end"
    pip = pip_of(project)
    kept: list[Requirement] = []
    own: list[Requirement] = []
    unknown: list[Requirement] = []
    builds: list[str] = []
    unsure = False
    for entry in _ordered(found):
        requirement = entry.requirement
        if entry.refusal is not None and entry.refusal.pips.refuse(pip):
            if not entry.refusal.certain:
                return "a variable of the build decides what a line says"
            return Resolution(False, because=entry.refusal.message)
        if requirement is None and entry.refusal is not None and not entry.options:
            return "only an old pip reads a line, and how is not known"
        if requirement is None:
            continue
        if entry.variables:
            unknown.append(requirement)
            continue
        if requirement.constraint and requirement.extras and not is_legacy(python, pip):
            return Resolution(False, because="a constraint has extras, which pip refuses")
        folder = _folder(requirement)
        missing = _missing(project, folder) if folder is not None else ""
        if missing and not requirement.marker:
            return Resolution(False, because=missing)
        if folder is None or project.tree.resolve(folder or ".") is None:
            kept.append(requirement)
            continue
        old = pip < EDITABLE or (_short(python) < _STANDARD and _is_setuptools(project, folder))
        if requirement.editable and old and not _has_setup(project, folder):
            return Resolution(False, because="its pip needs a setup.py for `-e`")
        if _refuses(project, folder, python):
            return Resolution(
                False, because="a project of the repository does not support the Python"
            )
        own.append(requirement)
        script = _script(project, folder, python)
        unsure = unsure or bool(script.fails) or script.unsure
        builds += script.wants or ("setuptools",)
        needed = _own(project, folder, requirement.extras, python)
        if needed is None:
            unknown.append(requirement)
        else:
            kept += _at(requirement, needed)
    return AskedFor(tuple(kept), found.files, tuple(own), tuple(unknown), tuple(builds), unsure)


def _ordered(found: Requirements) -> Iterator[Entry]:
    """The entries of all files in the order in which pip comes to them; each file once."""
    files = {file.path: file for file in found.files}
    targets = {id(include.entry): include.path for include in found.includes}
    first = next(iter(files), "")
    stack = [iter(files.pop(first).entries)] if files else []
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
            continue
        yield entry
        inner = files.pop(targets.get(id(entry), ""), None)
        if inner is not None:
            stack.append(iter(inner.entries))


def _at(requirement: Requirement, needed: Iterable[str]) -> list[Requirement]:
    """What a project needs, as requirements at the line that names the project."""
    rows = [Locked(_name(line), line) for line in needed]
    document = Document(requirement.path, "\n".join(needed).encode())
    return [
        each._replace(path=requirement.path, span=requirement.span, name_span=requirement.span)
        for each in as_requirements(document, rows).installed
    ]


def _missing(project: Project, folder: str) -> str:
    """Why no pip installs a folder of the repository; empty if one may, or that is not known."""
    tree = project.tree
    found = tree.resolve(folder) if folder else ""
    if found is None:
        # a build may bring the folders of submodules
        return "" if tree.is_file(".gitmodules") else "a folder that a line names is not there"
    if tree.kind(found) is not Kind.DIRECTORY:
        return ""
    if any(tree.is_file(f"{found}/{name}".lstrip("/")) for name in _PROJECTS):
        return ""
    return "a folder that a line names is not a project"


def _folder(requirement: Requirement) -> str | None:
    """The folder of the repository that a line names, from the root; None if it is another."""
    local = requirement.local.removeprefix("file:")
    if not local or "://" in local or local.startswith("/"):
        return None
    path = normpath(local)
    if path.startswith("..") or path.endswith((".whl", ".gz", ".zip")):
        return None
    return "" if path == "." else path


def _refuses(project: Project, folder: str, python: str) -> bool:
    """Whether the metadata of a project of the repository excludes the Python."""
    from checker.parsers.python_requires import python_required  # noqa: PLC0415  gate: it reads setup.py
    from checker.python.syntax.parse import host_tree  # noqa: PLC0415  gate: the same

    found = python_required(project.document, host_tree, folder)
    if found is None or is_in_range(found.specifier, python):
        return False
    return not found.standard or _short(python) >= _STANDARD


def _short(python: str) -> tuple[int, ...]:
    return tuple(int(part) for part in python.split(".")[:2])


def _has_setup(project: Project, folder: str) -> bool:
    return project.tree.is_file(f"{folder}/setup.py".lstrip("/"))


def _is_setuptools(project: Project, folder: str) -> bool:
    found = tables(project.document(f"{folder}/pyproject.toml".lstrip("/"))) or {}
    backend = table_of(found, "build-system").get("build-backend", "setuptools")
    return str(backend).startswith("setuptools")


def _own(
    project: Project, folder: str, extras: Iterable[str], python: str
) -> tuple[str, ...] | None:
    """What a project of the repository depends on; None if only a build would tell."""
    from checker.parsers.own_metadata import own_dependencies  # noqa: PLC0415  gate: it reads setup.py
    from checker.python.syntax.parse import host_tree  # noqa: PLC0415  gate: the same

    if _short(python) >= _STANDARD:
        return own_dependencies(project.document, host_tree, folder, extras)
    path = f"{folder}/pyproject.toml".lstrip("/")
    if not _is_setuptools(project, folder):
        return None
    found = own_dependencies(
        lambda other: None if other == path else project.document(other), host_tree, folder, extras
    )
    return () if found is None and not _has_setup(project, folder) else found


def _script(project: Project, folder: str, python: str) -> Script:
    """What the build of a project of the repository comes to."""
    from checker.resolve.builds import look  # noqa: PLC0415  gate: it reads setup.py

    def inside(path: str) -> str:
        return f"{folder}/{path}".lstrip("/")

    def lies(name: str) -> bool:
        if name.startswith("/") or ".." in name:
            return True  # not looked at
        found = (project.tree.resolve(inside(path)) for path in (name, f"{name}.py", f"src/{name}"))
        return any(each is not None for each in found)

    return look(lambda path: project.document(inside(path)), lies, python)


def _name(line: str) -> str:
    return head_of(line) or line
