"""The rainbondfile as the platform's Go code reads it: whole, or not at all (F14, F51).

A wrong type anywhere makes all of it void, `language` included. A variable of `envs` whose name
begins with `BUILD_` is one of the build.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.platform.files import content
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.project.project import Project

NAME = "rainbondfile"


class Rainbondfile(NamedTuple):
    """What it says."""

    language: str = ""
    """What is built, whatever detection says; empty where it says nothing."""
    envs: Mapping[str, str] = {}
    """Variables of the component, those of the build by their names with `BUILD_`."""
    void: bool = False
    """Whether a wrong type or mistake anywhere makes the platform ignore all of it."""


@query
def rainbondfile(project: Project) -> Rainbondfile:
    """The root's rainbondfile; empty where there is none, or where it is void."""
    data = content(project.tree, NAME)
    if not data:
        return Rainbondfile()
    from checker.platform.rainbond.rainbondfile_yaml import read  # noqa: PLC0415  gate: PyYAML

    found = read(data, nested_envs=project.target.rainbondfile_envs != "strings")
    return Rainbondfile(void=True) if found is None else Rainbondfile(*found)


def build_variable(project: Project, name: str) -> str | None:
    """A variable of the build that the rainbondfile sets; None where it does not."""
    return rainbondfile(project).envs.get("BUILD_" + name)
