"""What is wrong with a Procfile that a platform reads as YAML in Go (C5, RW4)."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Fix, Location
from checker.base.messages import say
from checker.platform.files import content
from checker.platform.heroku.process_problems import processes
from checker.platform.problems import failure
from checker.platform.procfile import lacks_space

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.interface import Builder
    from checker.platform.problems import Problem
    from checker.project.project import Project


def yaml_processes(builder: Builder, project: Project) -> Iterator[Problem]:
    """A Procfile in YAML: the line that the blank is missing in, else that it is no mapping."""
    procfile = project.procfile
    found = builder.procfile.processes(content(project.tree, "Procfile") or b"")
    if procfile is None or not found.problem:
        yield from processes(builder, project)
        return
    missing = [line for line in procfile.processes if lacks_space(line)]
    edits = (Edit("Procfile", line.colon.end, line.colon.end, " ") for line in missing)
    if missing:
        first = missing[0]
        yield failure(
            "PROC003",
            say(
                "there is no space after `{type}:` → the file is not YAML, the build fails",
                type=first.type,
            ),
            Location("Procfile", first.colon.end, first.colon.end),
            say("write `{type}: {command}`", type=first.type, command=first.command),
            Fix("insert a space", Applicability.SAFE, tuple(edits)),
        )
        return
    yield failure(
        "PROC009",
        say("the Procfile is read as YAML: {problem} → the build fails", problem=found.shown),
        Location("Procfile"),
        "write one line `type: command` for each process, with quotes around the command",
    )
