"""What the build installs: the modules that can be imported besides Python's and one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.records import NamedTuple
from checker.data.distributions import TABLE
from checker.data.installed_modules import modules_of
from checker.parsers.requirements import normalise
from checker.platform.builder import builder_of
from checker.platform.django_versions import declared
from checker.project.query import query
from checker.python.models.distributions import ALWAYS, read_distributions
from checker.start.command import start_command

if TYPE_CHECKING:
    from checker.project.project import Project

_ENVIRONMENTS = frozenset({"uv", "poetry", "pipenv", "pdm", "conda", "pipx", "uvx", "hatch"})
"""Programs that may start the command in another environment than the build's."""
_HOOKS = ("bin/pre_compile", "bin/post_compile", "Aptfile")
"""Files of the root that may install more than the requirements say (F53)."""


class Installed(NamedTuple):
    """What the requirements bring."""

    modules: frozenset[str]
    """Top-level modules, those that come along included."""
    names: frozenset[str]
    """The requirements' normalised names."""
    unknown: frozenset[str]
    """Those of which it is not known what they bring along."""
    why: str
    """Why more may be installed than is known; empty if it is all known."""

    def brings(self, top: str) -> bool:
        """Whether a top-level module is, or is likely to be, installed."""
        if top in self.modules or top in ALWAYS:
            return True
        wanted = normalise(top)
        short = wanted.replace("-", "")
        return any(
            name == wanted or (len(short) > 3 and short in name.replace("-", ""))
            for name in self.unknown
        )


@query
def installed(project: Project) -> Installed:
    """What the requirements of a project bring."""
    names, complete = declared(project)
    found = read_distributions(names, complete)
    modules = set(found.modules)
    unknown = {name for name in found.declared if name not in TABLE}
    for name in unknown:
        modules.update(modules_of(name) or ())
    why = ""
    if unknown and not _is_closed(project, unknown):
        why = f"what {min(unknown)} brings along"
    return Installed(
        frozenset(modules), found.declared, frozenset(unknown), _doubt(project, complete) or why
    )


def _is_closed(project: Project, unknown: set[str]) -> bool:
    """Whether the requirements name all that is installed: with hashes, pip wants each named."""
    required = project.requirements
    return (
        required is not None
        and all(each.hashes for each in required.installed)
        and all(modules_of(name) is not None for name in unknown)
    )


def _doubt(project: Project, complete: bool) -> str:
    """Why more may be installed than the requirements say; empty if nothing speaks for that."""
    required = project.requirements
    if required is None:
        return "without a requirements.txt, what is installed"
    if any(each.local or each.url or each.editable for each in required.installed):
        return "what a requirement that is an address or a folder brings"
    odd = any(entry.refusal for entry in required.entries)
    if not complete or odd or any(file.undecodable for file in required.files):
        return "what the requirements bring"
    manager = builder_of(project.target).package_manager(project).value
    if manager != "pip":
        return f"what {manager} installs"
    if any(project.tree.is_file(path) for path in _HOOKS):
        return "what the hooks of the build install"
    start = start_command(project)
    for process in () if start is None else start.processes:
        named = [process.word, *process.wrappers, *filter(None, [process.interpreter])]
        words = [word.value or "" for word in named]
        if any("/" in word for word in words) or not _ENVIRONMENTS.isdisjoint(words):
            return "what the environment of the start command has"
    return ""
