"""Processes that the platform never starts."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Fold, Location, Severity
from checker.base.messages import say, say_several, say_whole
from checker.platform.builder import builder_of
from checker.platform.procfile import Release
from checker.platform.procfile_read import procfile_read
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

UNUSED = "`{name}` will not run → the platform starts only `web`"
SEVERAL = "{count} processes will not run, starting with `{name}` → the platform starts only `web`"


@rule("PROC011")
def unused_process(project: Project) -> Iterator[Finding]:
    """The Procfile has processes that the platform never starts."""
    procfile = procfile_read(project)
    webs = () if procfile is None else procfile.of_type("web")
    if procfile is None or not webs:
        return
    starts = {"web"} if builder_of(project.target).release is Release.NEVER else {"web", "release"}
    unused = [line for line in procfile.processes if line.type.lower() not in starts]
    unused = [line for line in unused if line.command]
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
    for line in unused:
        yield Finding(
            "PROC011",
            say(UNUSED, name=line.type),
            Location("Procfile", *line.type_span),
            Severity.INFO,
            help="create a separate component for each process that you need",
            fold=Fold("unused", say_several(SEVERAL, name=line.type)),
        )


def _migrates(command: str) -> bool:
    return re.search(r"\bmigrate\b|db ?upgrade|alembic upgrade", command) is not None
