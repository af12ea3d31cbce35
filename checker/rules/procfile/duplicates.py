"""Process types that the Procfile has more than once."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Finding, Fix, Fold, Location, Severity
from checker.base.messages import say_several, say_then
from checker.platform.builder import reader_of
from checker.platform.procfile import Duplicates
from checker.platform.procfile_read import procfile_read
from checker.rules.procfile.invalid_lines import CONFLICT, form_of
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line
    from checker.project.project import Project

SEVERAL = "{count} lines `{name}:` are above the one in line {last}, which is the last"


THEN = {
    Duplicates.LAST_WINS: "line {last} wins and this one is never started",
    Duplicates.FIRST_WINS: "the first line wins and line {last} is never started",
    Duplicates.UNDEFINED: "only one of them is kept, and it is not defined which",
    Duplicates.BUILD_FAILS: "the build fails",
}
"""What follows from two lines for `web`."""


@rule("PROC006")
def duplicate_process(project: Project) -> Iterator[Finding]:
    """A process type is in the Procfile more than once."""
    procfile, target = procfile_read(project), project.target
    if procfile is None or len(procfile.processes) < 2:
        return
    forms = (form_of(line, procfile) for line in procfile.content)
    if any(form is not None and form.what == CONFLICT for form in forms):
        return  # both sides of a merge conflict: that is reported
    groups: dict[str, list[Line]] = {}
    for line in procfile.processes:
        groups.setdefault(line.type, []).append(line)
    for name, lines in groups.items():
        if len(lines) < 2:
            continue
        last = lines[-1]
        same = all(line.command == last.command for line in lines)
        then = THEN[reader_of(target).duplicates]
        if name != "web":
            then = "none of them is started"
        elif same:
            then = "the commands are the same, so it makes no difference"
        for line in lines[:-1]:
            end = procfile.lines[line.number].span.start  # a later line of this type exists
            yield Finding(
                "PROC006",
                say_then(
                    "`{name}:` is here and in line {last}",
                    then,
                    name=name,
                    last=last.number,
                ),
                Location("Procfile", *line.type_span),
                Severity.WARNING if name == "web" and not same else Severity.INFO,
                help="keep one of the lines",
                related=((Location("Procfile", *last.type_span), "the last one"),),
                fix=None
                if line.continued
                else Fix(
                    "delete the line",
                    Applicability.UNSAFE,
                    (Edit("Procfile", line.span.start, end, ""),),
                ),
                fold=Fold(name, say_several(SEVERAL, name=name, last=last.number)),
            )
