"""Whether the `web` process comes first."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.platform.builder import reader_of
from checker.platform.procfile import opens_mapping
from checker.platform.procfile_read import procfile_read
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.project.project import Project


@rule("PROC010")
def web_not_first(project: Project) -> Iterator[Finding]:
    """The Procfile starts with a process other than `web`."""
    procfile, target = procfile_read(project), project.target
    if procfile is None or not reader_of(target).rewrites or not procfile.lines:
        return
    first, webs = procfile.first, procfile.of_type("web")
    if (
        first is None
        or not first.regular
        or first.type == "web"
        or not webs
        or not opens_mapping(first.text)
    ):
        return
    yield Finding(
        "PROC010",
        say(
            "the Procfile starts with `{type}:` → the builder prepends `web: `, which breaks the "
            "build",
            type=first.type,
        ),
        Location("Procfile", *first.type_span),
        Severity.ERROR,
        help=say("move line {line}, `web:`, to the top", line=webs[0].number),
        related=((Location("Procfile", *webs[0].type_span), "the web process"),),
        fix=_moved_to_top(procfile, webs) if len(webs) == 1 else None,
    )


def _moved_to_top(procfile: Procfile, webs: tuple[Line, ...]) -> Fix | None:
    """Move the line of `web`, where it is a whole by itself."""
    web, text = webs[0], procfile.document.text
    below = procfile.lines[web.number] if web.number < len(procfile.lines) else None
    if not web.regular or web.continued or procfile.lines[web.number - 2].continued:
        return None
    if below is not None and below.indent.end > below.indent.start:
        return None
    if below is not None:
        removed = Edit("Procfile", web.span.start, below.span.start, "")
    else:
        removed = Edit("Procfile", procfile.lines[web.number - 2].span.end, web.span.end, "")
    end_of_line = text[procfile.lines[0].span.end : procfile.lines[1].span.start]
    added = Edit("Procfile", 0, 0, web.text + end_of_line)
    return Fix("move the `web` line to the top", Applicability.SAFE, (added, removed))
