"""Lines of the Procfile that are not `type: command`."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Fold, Location, Severity
from checker.base.messages import say, say_several, say_then
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.parsers.characters import is_invisible
from checker.parsers.procfile import LineKind
from checker.platform.builder import reader_of
from checker.platform.plan import planned_start
from checker.platform.procfile import Outcome, names_web
from checker.platform.procfile_read import procfile_read
from checker.rules.registry import rule
from checker.rules.shared.lfs import is_pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.project.project import Project
    from checker.targets import Target

INDENTED = {
    "indented": "there are spaces before `{type}:`",
    "tabbed": "there is a tab before `{type}:`",
}
"""Blanks before a process."""
FOUND = {
    "conflict": "`{text}` is a git conflict marker",
    "blank": "there is a space between `{type}` and its colon",
    "indented": "there are spaces before `{type}:`",
    "tabbed": "there is a tab before `{type}:`",
    "echoed": "`{text}` is the shell command that writes the line",
    "listed": "`{text}` starts with a list marker",
    "quoted": "the whole line is in quotes (`{text}`)",
    "no colon": "`web` has no colon after it (`{text}`)",
    "copied": "`{text}` is a line of a shell or a web page, not a process",
    "no type": "`{text}` has no process type before it",
}
"""What is wrong with a line, by its form."""
SEVERAL = {
    "conflict": "there are {count} git conflicts, starting with `{text}`",
    "blank": "{count} lines have a space before the colon, starting with `{type}`",
    "indented": "{count} lines have spaces before the process type, starting with `{type}:`",
    "tabbed": "{count} lines have a tab before the process type, starting with `{type}:`",
    "echoed": "{count} lines are the shell command that writes them, starting with `{text}`",
    "listed": "{count} lines start with a list marker, starting with `{text}`",
    "quoted": "{count} whole lines are in quotes, starting with `{text}`",
    "no colon": "{count} times `web` has no colon after it, starting with `{text}`",
    "copied": "{count} lines are of a shell or a web page, starting with `{text}`",
    "no type": "{count} lines have no process type, starting with `{text}`",
}
"""The same of several lines."""
STRIPPED = "it works all the same, because the platform trims the file"
THEN = {
    "yaml": "the builder reads the file as YAML and the build fails",
    "prepended": (
        "the builder prepends `web: `, and the start fails with `{word}: command not found`"
    ),
    "joined": "the builder appends it to the line above, and the start fails",
    "appended": "the builder appends it to the line above",
    "repaired": "this builder prepends `web: `",
    "specified": "the specification asks for `web: ` and the command",
    "lost": "this builder skips the line and finds no `web` process",
    "skipped": "this builder skips the line",
    "no web": "the builder finds no `web` process and starts nothing",
    "never": "the builder reads it as a process that is never started",
    "up to 5.1": "builders up to 5.1 accept it; from 5.2 on the build fails",
    "accepted": "this builder accepts it, because it is not the first line",
}
"""What the builder makes of it."""
CONFLICT = "conflict"
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_MARKER_LINES = 100
"""Lines among which a conflict's first marker is looked for."""
_SHELL_WORDS = frozenset({"heroku", "git", "touch", "cat", "$", ">"})
"""What begins a line that was copied from a page along with the Procfile's own."""
_DOCKER_WORDS = frozenset({"CMD", "RUN", "ENTRYPOINT", "EXPOSE", "FROM", "WORKDIR"})
"""What begins a line of a Dockerfile: no program is called so."""


class Form(NamedTuple):
    """What is wrong with a line, and the text that was meant where that is known."""

    what: str
    """A key of `FOUND`."""
    meant: str | None = None
    safe: bool = False
    web: bool = False
    """Whether it was meant to be the web process."""


@rule("PROC002")
def invalid_line(project: Project) -> Iterator[Finding]:
    """A line of the Procfile is not `type: command`."""
    procfile, target = procfile_read(project), project.target
    if procfile is None or is_pointer(procfile.document):
        return
    if finding := _trimmed(procfile):
        yield finding
    for line in procfile.content:
        form = form_of(line, procfile)
        if form is None or (form.what == CONFLICT and not line.command.startswith("<<<<<<<")):
            continue  # of a conflict, its first marker stands for it
        judged = _judgement(line, form, procfile, target)
        if judged is None:
            continue
        severity, then = judged
        if then == "yaml" and not planned_start(project).fails:
            if line is not procfile.first or not reader_of(target).rewrites:
                continue  # an odd form of YAML: the end of the document, a key behind `?`
            then = "prepended"
        fields = {
            "text": printable(line.command, 60),
            "type": line.type or "web",
            "word": line.text.split(None, 1)[0],
        }
        yield Finding(
            "PROC002",
            say_then(FOUND[form.what], THEN[then], **fields),
            Location("Procfile", line.span.start, line.command_span.end),
            severity,
            help=_help(form, _is_indented(line)),
            fix=_fix(line, form, procfile),
            fold=Fold(f"{form.what} {then}", say_several(SEVERAL[form.what], THEN[then], **fields)),
        )


def _trimmed(procfile: Procfile) -> Finding | None:
    """The blanks before the first process, where the platform takes them off."""
    first, text, start = procfile.first, procfile.document.text, procfile.kept.start
    begin = text.rfind("\n", 0, start) + 1
    blanks = text[begin:start]
    if (
        first is None
        or not blanks
        or not first.regular
        or first.type != "web"
        or blanks.strip(" \t")
    ):
        return None
    what = "tabbed" if "\t" in blanks else "indented"
    meant = say("write `{meant}`", meant=f"{first.type}: {first.command}".rstrip())
    return Finding(
        "PROC002",
        say_then(INDENTED[what], STRIPPED, type=first.type),
        Location("Procfile", begin, first.command_span.end),
        Severity.WARNING,
        help=meant,
        fix=Fix("delete the blanks", Applicability.SAFE, (Edit("Procfile", begin, start, ""),)),
    )


def form_of(line: Line, procfile: Procfile) -> Form | None:
    """What is wrong with a line's form; None where nothing is, or where another rule says it."""
    if line.kind is LineKind.PROCESS:
        around = line.text[: line.colon.start - line.span.start]
        if line.regular or line.full_width or any(is_invisible(char) for char in around):
            return None
        meant = f"{line.type}: {line.command}".rstrip()
        if line.before_colon.end > line.before_colon.start:
            what = "blank"
        else:
            what = (
                "tabbed" if "\t" in line.text[: line.indent.end - line.span.start] else "indented"
            )
        return Form(what, meant, safe=True, web=line.type == "web")
    if line.kind is not LineKind.INVALID or not line.command:
        return None
    return _form_of_text(line, procfile)


def _form_of_text(line: Line, procfile: Procfile) -> Form:
    text = line.command
    if text.startswith(_MARKERS) and any(
        other.command.startswith("<<<<<<<") for other in procfile.content[:_MARKER_LINES]
    ):
        return Form(CONFLICT)
    echoed = re.match(
        r"(?:\$ ?)?echo +([\"']?)(web: ?[^\"'>]+?)\1 *>>? *\"?Procfile\"?$", text[:1000]
    )
    if echoed is not None:
        return Form("echoed", echoed[2], True, True)
    within = re.fullmatch(r"[\"'“”‘’`]+(web: ?[^\"'“”‘’`]+?)[\"'“”‘’`]+", text[:1000])
    listed = re.fullmatch(r"(?:[-*+]|\d+[.)]) +(web: ?\S.*)", text[:1000])
    if listed is not None:
        alone = len(procfile.content) == 1
        return Form("listed", listed[1], alone, True)
    if within is not None:
        return Form("quoted", within[1], True, True)
    if names_web(line):
        command = text[3:].lstrip(" \t=;,.|>-")
        return Form("no colon", f"web: {command}", bool(command), True)
    if text.startswith("```") or text.split(None, 1)[0] in _SHELL_WORDS or text in ("EOF", "EOL"):
        return Form("copied", "")
    first = procfile.content[0].number == line.number
    if first and not procfile.of_type("web"):
        alone = all(other.kind is LineKind.PROCESS for other in procfile.content[1:])
        meant = f"web: {text}" if _may_be_command(text) else None
        return Form("no type", meant, alone, True)
    return Form("no type")


def _may_be_command(text: str) -> bool:
    """Whether a line can be a command as it stands, and is no process in other marks."""
    begins = re.match(r"\$?[./\w](?!.*\b(?:web|worker|release)[\"']? ?:)", text[:1000])
    return begins is not None and text.split(None, 1)[0] not in _DOCKER_WORDS


def _judgement(
    line: Line, form: Form, procfile: Procfile, target: Target
) -> tuple[Severity, str] | None:
    """How bad a line of a wrong form is for the target, and what follows, a key of `THEN`."""
    reader = reader_of(target)
    result = reader.outcome(line, procfile)
    conflict = (
        form.what == CONFLICT and reader_of(target).is_yaml
    )  # its `=======` is nothing to YAML
    if result is Outcome.BUILD_FAILS or conflict:
        return Severity.ERROR, "yaml"
    if result is Outcome.START_FAILS:
        if reader.rewrites and line is procfile.first:
            return Severity.ERROR, "prepended"
        return Severity.ERROR, "joined"
    if result is Outcome.FOLDED:
        return Severity.WARNING, "appended"
    if result is Outcome.REPAIRED:
        if not reader_of(target).is_specified:
            return Severity.INFO, "repaired"
        return Severity.ERROR, "specified"
    if result is Outcome.IGNORED:
        lost = form.web and not any(web.regular and web.command for web in procfile.of_type("web"))
        if lost:
            return Severity.ERROR, "lost"
        if line.kind is LineKind.PROCESS:
            return None  # of what is never started, nothing is lost
        return Severity.WARNING, "skipped"
    if line.kind is not LineKind.PROCESS:
        if form.web:
            return Severity.ERROR, "no web"
        return Severity.INFO, "never"
    if line.type != "web":
        return None
    if line is procfile.first:
        return Severity.WARNING, "up to 5.1"
    return Severity.INFO, "accepted"


def _help(form: Form, indented: bool) -> str:
    if form.meant:
        return say("write `{meant}`", meant=form.meant)
    if form.meant == "":
        return "delete the line"
    if form.what == CONFLICT:
        return "keep one side of the conflict and delete its markers"
    if indented:
        return "write it at the end of the line above"
    return "write `type: command`, start the line with `#`, or delete it"


def _fix(line: Line, form: Form, procfile: Procfile) -> Fix | None:
    if form.meant is None:
        above = procfile.lines[line.number - 2] if line.number > 1 else None
        if above is None or above.kind is not LineKind.PROCESS or not _is_indented(line):
            return None
        joined = Edit("Procfile", above.command_span.end, line.indent.end, " ")
        if re.fullmatch(r"[|>][-+0-9]{0,2}", above.command):  # YAML's mark of a block
            joined = Edit("Procfile", above.command_span.start, line.indent.end, "")
        return Fix("join it to the line above", Applicability.SAFE, (joined,))
    if not form.meant:
        end = line.span.end
        if line.number < len(procfile.lines):
            end = procfile.lines[line.number].span.start
        edit = Edit("Procfile", line.span.start, end, "")
        return Fix("delete the line", Applicability.UNSAFE, (edit,))
    edit = Edit("Procfile", line.span.start, line.command_span.end, form.meant)
    return Fix(
        say("write `{meant}`", meant=form.meant),
        Applicability.SAFE if form.safe else Applicability.UNSAFE,
        (edit,),
    )


def _is_indented(line: Line) -> bool:
    return line.indent.end > line.indent.start
