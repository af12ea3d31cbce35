"""The space after a process type's colon."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Finding, Fix, Fold, Location, Severity
from checker.base.messages import say_several, say_then, say_whole
from checker.parsers.characters import is_invisible
from checker.platform.builder import reader_of
from checker.platform.plan import planned_start
from checker.platform.procfile import Outcome
from checker.platform.procfile_read import procfile_read
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

SEVERAL = "{count} lines have no space after the colon, starting with `{type}:`"


@rule("PROC003")
def missing_space_after_colon(project: Project) -> Iterator[Finding]:
    """There is no space between a process type's colon and its command."""
    procfile, target = procfile_read(project), project.target
    if procfile is None or not reader_of(target).is_yaml:
        return
    for line in procfile.processes:
        if not line.regular or not line.command or line.gap.end > line.gap.start:
            continue
        if is_invisible(line.command[0]):
            continue  # typography says it
        result = reader_of(target).outcome(line, procfile)
        if result is Outcome.START_FAILS:
            # Another type that begins the file: with `web: ` before it, it is no key.
            severity, then = Severity.INFO, "the builder does not read the line as a process"
        elif result is Outcome.REPAIRED:
            if not reader_of(target).is_specified:
                severity, then = Severity.INFO, "this builder inserts it"
            else:
                severity, then = Severity.ERROR, "the specification asks for one"
        elif reader_of(target).rewrites:
            severity = Severity.ERROR
            then = "the builder inserts one only in a first line `web:`, so the build fails"
        else:
            severity, then = Severity.ERROR, "the builder finds no process and the build fails"
            if not planned_start(project).fails:  # a key of YAML, with another colon behind it
                then = "the builder does not read the line as this process"
        at = line.colon.end
        yield Finding(
            "PROC003",
            say_then("there is no space after `{type}:`", then, type=line.type),
            Location("Procfile", at, at),
            severity,
            help=say_whole(
                "start the file with `web:`, then write `{type}: {command}`"
                if result is Outcome.START_FAILS
                else "write `{type}: {command}`",
                type=line.type,
                command=line.command,
            ),
            # With a space the first line would be a key behind the builder's own `web: `: worse.
            fix=None
            if result is Outcome.START_FAILS
            else Fix("insert a space", Applicability.SAFE, (Edit("Procfile", at, at, " "),)),
            fold=Fold(then, say_several(SEVERAL, then, type=line.type)),
        )
