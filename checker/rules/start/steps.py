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
FOUND = {
    "name": "supervisord replaces `%` in values, and it has no value for `{detail}`",
    "variable": "supervisord has no `ENV_{detail}`, because {detail} is not set on this target",
    "format": "supervisord replaces `%` in values, and it cannot read `{detail}`",
    "comment": "supervisord reads ` {detail}` as the start of a comment, so a quote is not closed",
}
THEN = {
    "name": "it refuses the file and starts nothing",
    "variable": "it refuses the file and starts nothing",
    "format": "it refuses the file and starts nothing",
    "comment": "it does not start `{shell}`",
}
HELP = {
    "name": "write `%{detail}`",
    "variable": "set {detail} in the environment of the app",
    "format": "write `%{detail}`",
    "comment": "remove the blank before `{detail}`",
}
"""What is said of supervisord's file, by the kind of the stop."""
ENDS = "the script ends with an error, and starts nothing after this line"
SKIPPED = "the command ends with an error, and the server is not started"


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
    if stop.kind in FOUND:
        return Finding(
            "CMD012",
            say_then(FOUND[stop.kind], THEN[stop.kind], detail=stop.detail, shell=stop.program),
            at,
            Severity.ERROR,
            certain=stop.certain,
            help=say(HELP[stop.kind], detail=stop.detail),
        )
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
