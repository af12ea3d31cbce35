"""Processes that the platform never starts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_whole
from checker.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


@rule("PROC011")
def unused_process(project: Project) -> Iterator[Finding]:
    """The Procfile has processes that the platform never starts."""
    procfile = project.procfile
    webs = () if procfile is None else procfile.of_type("web")
    if procfile is None or not webs:
        return
    unused = [line for line in procfile.processes if line.type.lower() != "web" and line.command]
    migrating = [line for line in unused if line.type == "release" and _migrates(line.command)]
    web = webs[-1].command
    # A script may do anything: it is not looked into.
    if migrating and not _migrates(web) and not re.match(r"(?:ba)?sh |\./|bin/|make ", web):
        release = migrating[-1]
        unused.remove(release)
        yield Finding(
            "PROC011",
            say("`release:` migrates the database → the platform never runs it"),
            Location("Procfile", *release.type_span),
            Severity.WARNING,
            help=say_whole("write `web: {release} && {web}`", release=release.command, web=web),
        )
    if not unused:
        return
    names = list(dict.fromkeys(line.type for line in unused))
    yield Finding(
        "PROC011",
        say(
            "{names} will not run → the platform starts only `web`",
            names=", ".join(f"`{name}`" for name in names[:6]) + (" …" if len(names) > 6 else ""),
        ),
        Location("Procfile", *unused[0].type_span),
        Severity.INFO,
        help="create a separate component for each process that you need",
        related=tuple(
            (Location("Procfile", *line.type_span), "is not started either")
            for line in unused[1:10]
        ),
    )


def _migrates(command: str) -> bool:
    return re.search(r"\bmigrate\b|db ?upgrade|alembic upgrade", command) is not None
