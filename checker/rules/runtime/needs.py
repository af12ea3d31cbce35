"""When the rules on runtime.txt can have something to say (see `checker.rules.needs`)."""

from __future__ import annotations

from checker.parsers.runtime import Shape
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

_VERSION_FILES = (".python-version", "Pipfile", "pyproject.toml", "setup.cfg", "setup.py")
"""Other files that may name a Python."""


def missing(project: Project) -> bool:
    """The root has no runtime.txt that can be read."""
    return bool(project.tree.read("runtime.txt").problem)


@query
def unusual(project: Project) -> bool:
    """runtime.txt is anything but one version that the target has."""
    runtime = project.runtime
    if runtime is None:
        return False
    plain = runtime.shape is Shape.EXACT and not runtime.odd
    plain = plain and runtime.version in project.target.python_supported
    return not plain or runtime.raw.strip("\n") != f"python-{runtime.version}"


def not_recommended(project: Project) -> bool:
    """runtime.txt names no version that the target recommends."""
    runtime = project.runtime
    return runtime is not None and (
        unusual(project) or runtime.version not in project.target.python_recommended
    )


def not_taken(project: Project) -> bool:
    """There is a runtime.txt, and the target takes another Python than it names."""
    runtime = project.runtime
    python = python_version(project)
    return runtime is not None and (
        python.reading is Reading.IGNORED or python.effective != runtime.version
    )


def other_version(project: Project) -> bool:
    """Another file of the root, or of a folder that is installed, may name a Python."""
    required = project.requirements
    if required is not None and any(each.local or each.url for each in required.installed):
        return True
    return project.has_any_root_file(_VERSION_FILES)
