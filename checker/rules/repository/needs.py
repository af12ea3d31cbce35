"""When the rules on what git holds can have something to say (see `checker.rules.needs`)."""

from __future__ import annotations

from checker.files.values import Kind
from checker.platform.detection import recognised
from checker.platform.facts import needed_files
from checker.rules.shared.lfs import is_pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

_ROOT_FILES = ("requirements.txt", "Procfile", "runtime.txt")


def in_git(project: Project) -> bool:
    """Git says what it holds of the root."""
    return project.tracked is not None


def needed_not_in_git(project: Project) -> bool:
    """Git may not hold a file that the platform reads."""
    tracked = project.tracked
    return tracked is not None and any(path not in tracked for path in needed_files(project))


def links(project: Project) -> bool:
    """One of the platform's files is a symbolic link, here or in git."""
    tracked = project.tracked or {}
    return any(
        project.tree.kind(path) is Kind.LINK or tracked.get(path) == "120000"
        for path in _ROOT_FILES
    )


def lfs(project: Project) -> bool:
    """Git has attributes, or a file that the platform reads is a pointer of Git LFS."""
    if ".gitattributes" in (project.tracked or ()):
        return True
    return any(is_pointer(project.document(path)) for path in needed_files(project))


def virtualenv_in_git(project: Project) -> bool:
    """Git holds a path as virtual environments have them."""
    return any(
        "/site-packages/" in path or path.endswith("/pyvenv.cfg") for path in project.tracked or ()
    )


def submodules(project: Project) -> bool:
    """The root has a file .gitmodules."""
    return project.tree.kind(".gitmodules") is not Kind.MISSING


def rainbondfile(project: Project) -> bool:
    """The root has a rainbondfile."""
    return project.tree.kind("rainbondfile") is not Kind.MISSING


def other_languages(project: Project) -> bool:
    """Detection names something beside Python, or is overruled."""
    found = recognised(project)
    return bool(found.override or found.shadowed_by or not found.is_python_alone)
