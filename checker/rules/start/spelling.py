"""How the application is written in the web command: what no module could mend."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.platform.detection import required

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.servers.service import Application, Service


BRACKET = "`(`"
"""What stops the reading of a command at a bracket."""


def unquoted(start: StartCommand) -> Iterator[Finding]:
    """`gunicorn app:create_app()`: the bracket belongs to the shell."""
    for stop in (gap.at for gap in start.gaps if gap.why == BRACKET):
        text, index = start.text_at(stop)
        line = text.rfind("\n", 0, index) + 1
        found = re.search(r"(?<![\w:.\"'])[\w.]+:\w+\($", text[line : index + 1])
        if found is None:
            continue
        target = re.match(r"[\w.:]+\([^()\n]*\)?", text[line + found.start() :])
        name = target[0] if target else found[0]
        at = stop - len(found[0]) + 1
        yield Finding(
            "CMD003",
            say(
                "`{target}` is not quoted → the shell stops at the bracket with "
                "`syntax error` and starts nothing",
                target=name,
            ),
            start.at(at, at + len(name)),
            Severity.ERROR,
            help=say('write `"{target}"`', target=name if name.endswith(")") else name + ")"),
        )


def dotted(
    project: Project, start: StartCommand, service: Service, application: Application
) -> Iterator[Finding]:
    """gunicorn from 20.0 on takes a name or a call, and no dots."""
    pins = required(project, "gunicorn")
    version = pins[0].pin if len(pins) == 1 else None
    major = version.partition(".")[0] if version else ""
    if major.isdigit() and int(major) < 20:
        return
    target = project.target
    certain = major.isdigit() or all(v >= "3.5" or v[:3] == "3.1" for v in target.python_supported)
    yield Finding(
        "CMD003",
        say(
            "`{attribute}` contains a dot → gunicorn 20 and later accepts only a plain name or a "
            "call and does not start",
            attribute=application.attribute,
        ),
        start.place(application),
        Severity.ERROR,
        certain=certain and service.certain and not service.process.conditional,
        help=say(
            "bind it in the module (`server = {attribute}`) and write `{module}:server`",
            attribute=application.attribute,
            module=application.module,
        ),
    )
