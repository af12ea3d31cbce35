"""What Heroku's reader of the Procfile and its relatives do not take as it was meant (H14, H15)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Fix, Location, Severity
from checker.base.messages import say
from checker.parsers.procfile import LineKind
from checker.platform.files import content, is_regular
from checker.platform.heroku.hooks import built_tree
from checker.platform.problems import failure, problem
from checker.platform.procfile import Duplicates, lacks_space, names_web

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.platform.interface import Builder
    from checker.platform.problems import Problem
    from checker.project.project import Project

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def processes(builder: Builder, project: Project) -> Iterator[Problem]:
    """The Procfile."""
    procfile = project.procfile
    if procfile is None:
        written = is_regular(built_tree(project), "Procfile")
        if builder.target.options.get("procfile_required", True) and not written:
            yield problem(
                "PROC001",
                "there is no Procfile → nothing is started",
                Location("Procfile"),
                "create a Procfile with a line `web: COMMAND`",
            )
        return
    data = content(built_tree(project), "Procfile") or b""
    reader = builder.procfile
    found = reader.processes(data)
    if found.problem:
        again = found.code == "PROC006"
        refused = failure(
            found.code,
            say("{problem} → the build fails", problem=found.problem),
            _line_at(procfile, found.line),
            "remove one of the two lines" if again else "write `type: command` on each line",
        )
        certain = found.certain
        yield refused._replace(finding=refused.finding._replace(certain=certain))
        return
    for line in procfile.lines:
        if line.kind not in (LineKind.COMMENT, LineKind.BLANK):
            yield from _line(builder, procfile, line)
    seen: dict[str, Line] = {}
    for line in procfile.processes:
        if line.type in seen and reader.duplicates is Duplicates.LAST_WINS and line.command:
            yield problem(
                "PROC006",
                say("`{type}` is defined again → this line replaces the first", type=line.type),
                Location("Procfile", *line.type_span),
                "remove one of the two lines",
                WARNING,
            )
        seen[line.type] = line
    names = dict(found.commands)
    yield from _names(builder, procfile, names)
    if "web" not in names and not any(lacks_space(line) for line in procfile.of_type("web")):
        # An application that answers no requests, a bot for example, has workers alone.
        yield problem(
            "PROC005",
            "Procfile has no process `web` → requests are not answered",
            Location("Procfile"),
            "add a line `web: COMMAND`, unless the application only has workers",
            WARNING if names else ERROR,
        )
    elif "web" not in names:
        return
    elif not names["web"].strip():
        yield problem(
            "PROC013",
            "`web` has no command → nothing is started",
            Location("Procfile"),
            "write the command after `web: `",
        )


def _names(builder: Builder, procfile: Procfile, names: dict[str, str]) -> Iterator[Problem]:
    """Process types that the platform's documentation does not allow (SC2)."""
    allowed = builder.target.options.get("process_name", "")
    for name in names if allowed else ():
        lines = procfile.of_type(name)
        if not re.fullmatch(allowed, name):
            yield problem(
                "PROC002",
                say(
                    "`{name}` is not a process type of this platform: letters and digits, at most "
                    "24 characters",
                    name=name,
                ),
                Location("Procfile", *lines[0].type_span) if lines else Location("Procfile"),
                "rename the process type",
                WARNING,
            )


def _line(builder: Builder, procfile: Procfile, line: Line) -> Iterator[Problem]:
    """One line that gives no process, or one that does nothing."""
    text = procfile.document.text[line.span.start : line.span.end]
    found = builder.procfile.processes(text.encode("utf-8", "surrogateescape")).commands
    if found and found[0][1].split()[:1] == [":"]:
        # The shell's `:` does nothing, whatever its arguments are.
        name, command = found[0]
        meant = command.partition(":")[2].strip()
        yield problem(
            "PROC002",
            say("there is a space between `{type}` and its colon → nothing is started", type=name),
            Location("Procfile", *line.span),
            say("write `{type}: {command}`", type=name, command=meant),
            ERROR if name == "web" else WARNING,
        )
    if found:
        return
    if lacks_space(line):
        at = line.colon.end
        yield problem(
            "PROC003",
            say("there is no space after `{type}:` → the line is ignored", type=line.type),
            Location("Procfile", at, at),
            say("write `{type}: {command}`", type=line.type, command=line.command),
            ERROR if line.type == "web" else WARNING,
            fix=Fix("insert a space", Applicability.SAFE, (Edit("Procfile", at, at, " "),)),
        )
        return
    if line.regular and not line.command:
        yield problem(
            "PROC013",
            say("`{type}` has no command → it is not started", type=line.type),
            Location("Procfile", *line.type_span),
            "write a command after the colon",
            ERROR if line.type == "web" else WARNING,
        )
        return
    serious = line.type.lower() == "web" or names_web(line)
    yield problem(
        "PROC002",
        say("`{text}` is not `type: command` → the line is ignored", text=text.strip()),
        Location("Procfile", *line.span),
        "write `type: command`, or remove the line",
        ERROR if serious else WARNING,
    )


def _line_at(procfile: Procfile, number: int) -> Location:
    """The 0-based line of a problem."""
    if number < len(procfile.lines):
        return Location("Procfile", *procfile.lines[number].span)
    return Location("Procfile")
