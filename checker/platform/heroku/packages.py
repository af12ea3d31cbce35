"""What installs the dependencies: exactly one of four files decides (H3, DO2)."""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import AND, listed, say
from checker.platform.detection import package_manager as chosen
from checker.platform.files import is_regular
from checker.platform.heroku.hooks import built_tree
from checker.platform.values import Dependencies, PackageManager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

MANAGERS = {
    "Pipfile.lock": "pipenv",
    "requirements.txt": "pip",
    "poetry.lock": "poetry",
    "uv.lock": "uv",
}
"""The files that are looked for, in order, each with what installs it."""


def files_found(project: Project) -> tuple[str, ...]:
    """Those of the target's files that the root has."""
    names, tree = project.target.options["managers"], built_tree(project)
    return tuple(name for name in names if is_regular(tree, name))


def package_manager(project: Project) -> PackageManager:
    """The one that is taken, or why the build ends."""
    options, found, tree = project.target.options, files_found(project), built_tree(project)
    names = options["managers"]
    at = tuple(Location(name) for name in found)
    if "Pipfile.lock" in names and "Pipfile.lock" not in found:
        if is_regular(tree, "Pipfile"):
            because = "there is a Pipfile without Pipfile.lock: the build fails"
            return PackageManager("", because, (Location("Pipfile"),), fails=True)
    if not found and is_regular(tree, "setup.py") and options["setup_py"] != "ignored":
        at = (Location("setup.py"),)
        if options["setup_py"] == "installed":
            return PackageManager("pip", "setup.py alone is installed as `-e .`", at)
        because = "there is only a setup.py, which is not installed any more: the build fails"
        return PackageManager("", because, at, fails=True)
    if not found:
        because = say("there is none of {names}: the build fails", names=listed(names))
        return PackageManager("", because, (Location("requirements.txt"),), fails=True)
    if len(found) > 1 and options["several"] == "build fails":
        because = say("there are {names}: the build fails", names=listed(found, between=AND))
        return PackageManager("", because, at, fails=True)
    return PackageManager(MANAGERS[found[0]], say("{path} is in the root", path=found[0]), at[:1])


def dependencies(project: Project) -> Dependencies:
    """The file that is installed."""
    manager = chosen(project)
    if manager.fails:
        return Dependencies("", "", manager.because, manager.at)
    found = files_found(project)
    path = found[0] if found else "."
    return Dependencies(manager.value, path, manager.because, manager.at)
