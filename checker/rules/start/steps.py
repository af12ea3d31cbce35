"""The steps before the server: does one of them end the start."""

from __future__ import annotations

from checker.base.findings import Finding, Severity
from checker.base.messages import say, say_then
from checker.rules.registry import rule
from checker.rules.start.shared import in_context
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.processes import Stop

OPTION = "`{shell}` does not have the option `{detail}`"
SYNTAX = "`{shell}` cannot read `{detail}`, which is syntax of bash"
SOURCE = "{detail} is not in git, so it cannot be read here"
NO_NAME = "supervisord replaces `%` in values, and it has no value for `{detail}`"
NO_VARIABLE = "supervisord has no `ENV_{detail}`, because {detail} is not set on this target"
NO_FORMAT = "supervisord replaces `%` in values, and it cannot read `{detail}`"
CUT = "supervisord reads ` {detail}` as the start of a comment, so a quote is not closed"
REFUSED = "it refuses the file and starts nothing"
NOT_STARTED = "it does not start `{shell}`"
SET = "set {detail} in the environment of the app"
DOUBLE = "write `%{detail}`"
NO_BLANK = "remove the blank before `{detail}`"
ENDS = "the script ends with an error, and starts nothing after this line"
SKIPPED = "the command ends with an error, and the server is not started"

_CONFIGURED = {
    "name": (NO_NAME, REFUSED, DOUBLE),
    "variable": (NO_VARIABLE, REFUSED, SET),
    "format": (NO_FORMAT, REFUSED, DOUBLE),
    "comment": (CUT, NOT_STARTED, NO_BLANK),
}
"""What is said of supervisord's file, by the kind of the stop."""


@rule("CMD012")
def script_step_fails(project: Project) -> Iterator[Finding]:
    """A step before the server fails, and the start ends there."""
    start = start_command(project)
    if start is None:
        return
    for stop in start.stops:
        if stop.kind != "daemon":
            yield from in_context(project, start, [_stop(start, stop)])


def _stop(start: StartCommand, stop: Stop) -> Finding:
    at = start.at(stop.start, stop.end)
    if stop.kind in _CONFIGURED:
        found, then, help = _CONFIGURED[stop.kind]
        fields = {"detail": stop.detail, "shell": stop.program}
        message = say_then(found, then, **fields)
        certain = stop.certain
        return Finding("CMD012", message, at, Severity.ERROR, certain=certain,
                       help=say(help, **fields))  # fmt: skip
    template = {"option": OPTION, "syntax": SYNTAX, "source": SOURCE}[stop.kind]
    if stop.kind == "source":
        activate = stop.detail.endswith("/bin/activate")
        help = say(
            "remove the line: the requirements are installed in the Python that is on the PATH"
            if activate
            else "remove the line, or commit the file: `git add -f {path}`",
            path=stop.detail,
        )
    else:
        script = f" {at.path}" if at.path != start.whole.path else ""
        help = say("run it with bash: `bash{script}`", script=script)
    return Finding(
        "CMD012",
        say_then(
            template,
            ENDS if at.path != start.whole.path else SKIPPED,
            detail=stop.detail,
            shell=stop.program or "bash",
        ),
        at,
        Severity.ERROR,
        certain=stop.certain,
        help=help,
    )
