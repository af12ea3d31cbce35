"""When the rules on sources and imports can have something to say (see `checker.rules.needs`)."""

from __future__ import annotations

from checker.data.stdlib import is_standard_somewhere
from checker.reachable.sources import followed, python_sources, uses_options
from checker.rules.requirements.needs import names_of
from checker.start.command import start_command
from checker.start.servers.service import python_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project


def sources_suspected(project: Project) -> bool:
    """A module that is started has words that its Python may not know."""
    return bool(python_sources(project))


def doubtful(project: Project) -> bool:
    """A module that is started imports what is not plainly there."""
    return any(each.doubts for each in followed(project).files)


def names_of_packages(project: Project) -> bool:
    """A module that is found first is called like one of Python's or of a requirement."""
    if doubtful(project):
        return True
    names, begin = set(names_of(project)), start_command(project)
    folders = {""}
    for each in () if begin is None else begin.processes:
        folders.update(filter(None, (each.directory, *python_path(each.environment))))
    entries = (name.removesuffix(".py") for at in folders for name in project.tree.entries(at))
    return any(top in names or is_standard_somewhere(top) for top in entries)


def optional_packages(project: Project) -> bool:
    """A module speaks of what needs a further package, where a requirement has such uses."""
    return uses_options(project) and sources_suspected(project)
