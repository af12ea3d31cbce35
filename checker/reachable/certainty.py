"""What may make a module, a file or a folder that the repository does not hold."""

from __future__ import annotations

from checker.data.stdlib import is_standard_somewhere
from checker.platform.detection import build_requirements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.files.tree import Tree
    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.processes import Process

_OWN = frozenset({"wsgi", "asgi", "main", "server", "core", "config", "project", "application"})
"""Modules of one's own: `uwsgi` and `asgiref` do not bring them, in spite of their names."""


def may_be_installed(project: Project, top: str) -> bool | None:
    """Whether an installed distribution may bring the module `top`.

    None: very likely, one is called like it. True: it cannot be excluded.
    """
    wanted = top.lower().replace("_", "").replace("-", "")
    unusual = len(wanted) > 3 and wanted not in _OWN
    requirements = build_requirements(project)
    names = [] if requirements is None else [each.normalised for each in requirements.installed]
    for name in names:
        plain = name.replace("-", "")
        if plain and (wanted == plain or (unusual and wanted in plain)):
            return None
    for path in ("Pipfile", "pyproject.toml", "setup.py", "setup.cfg"):
        document = project.document(path) if project.has_root_file(path) else None
        if document is not None and _mentions(document.text.lower(), top.lower()):
            return True
    if requirements is None or any(file.undecodable for file in requirements.files):
        return True
    if not requirements.complete:
        return True
    return any(each.local or each.url or each.editable for each in requirements.installed)


def _mentions(text: str, top: str) -> bool:
    """Whether a file of packages names a module, elsewhere than as the application to start."""
    return top in text and any(
        top in line.replace(f"{top}:", "") and not line.lstrip().startswith("entrypoint")
        for line in text.split("\n")
    )


def may_rely(project: Project, start: StartCommand, process: Process) -> bool:
    """Whether nothing may have made the file, or the folder, before the process is started."""
    if process.conditional or process.disturbed or _has_hooks(project):
        return False
    before = start.processes[: start.processes.index(process)]
    return not any(each.makes_files for each in before)


def _has_hooks(project: Project) -> bool:
    """Whether the build runs scripts of the repository, which may make files (F53)."""
    return any(project.tree.is_file(f"bin/{name}") for name in ("pre_compile", "post_compile"))


def held(project: Project, path: str) -> bool:
    """Whether git holds a file, itself or in a submodule; true if git is not asked."""
    tracked = project.tracked
    if tracked is None or path in tracked:
        return True
    return project.tree.resolve(path) in tracked or bool(project.tree.in_submodule(path))


def has_standard_names(project: Project, folders: tuple[str | None, ...]) -> bool:
    """Whether a folder has a module that is called like one of Python's own."""
    return any(_has_some(project.tree, at) for at in dict.fromkeys(folders) if at is not None)


def _has_some(tree: Tree, folder: str) -> bool:
    """The same of one folder, looked through once."""

    def look() -> bool:
        resolved = tree.resolve(folder) if folder else ""
        names = [] if resolved is None else [n.removesuffix(".py") for n in tree.entries(resolved)]
        return any(map(is_standard_somewhere, names))

    return tree.once(("standard_names", folder), look)
