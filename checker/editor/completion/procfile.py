"""What can be typed in a Procfile: the `web` line, a server's command, its options, the port."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import fill
from checker.editor.completion.applications import servable
from checker.editor.completion.items import APPLICATION, OPTION, PROCESS, VARIABLE, Completion
from checker.editor.session.procfile_at import (
    command_of,
    meaning,
    names_of,
    option_help,
    options_of,
    text_of,
)
from checker.parsers.procfile import LineKind
from checker.platform.builder import builder_of
from checker.platform.python_releases import is_python_project
from checker.start.options import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.editor.completion.applications import Servable
    from checker.editor.session.procfile_at import Options
    from checker.parsers.procfile import Line, Procfile
    from checker.project.project import Project
    from checker.start.command import StartCommand

_USELESS = frozenset({"--help", "--version", "--check-config", "--print-config", "-h", "-v", "-V"})
"""What serves nothing."""
_UNWISE = frozenset({"--daemon", "--reload", "--debug", "--debugger", "--detach", "-D", "--dev"})
"""What is not for a platform: offered last, with the reason."""
_SERVERS = ("gunicorn", "uvicorn", "hypercorn", "daphne", "granian", "waitress-serve")
_OTHER, _LAST = 1_000, 2_000
"""Where options without a text come, and unwise ones; the others as their texts are ordered."""


def in_procfile(project: Project, offset: int) -> list[Completion]:
    """What can be typed at a place of the Procfile."""
    procfile = project.procfile
    if procfile is None:
        return []
    document = procfile.document
    number = document.line_column(offset)[0]
    line = procfile.lines[number - 1] if number <= len(procfile.lines) else None
    if line is not None and line.kind is LineKind.PROCESS and offset >= line.colon.end:
        return _in_command(project, line, offset) if offset <= line.span.end else []
    return _lines(project, procfile, line, offset)


def _lines(
    project: Project, procfile: Procfile, line: Line | None, offset: int
) -> list[Completion]:
    """A whole line, where none is or the beginning of one stands; the type alone before a colon."""
    text = procfile.document.text
    start, end = (line.indent.end, line.span.end) if line is not None else (offset, offset)
    typed = text[start:offset]
    if typed.strip() != typed or (line is not None and offset < start):
        return []
    if any(other is not line for other in procfile.of_type("web")):
        return []
    if line is not None and line.kind is LineKind.PROCESS:
        if not "web".startswith(typed.lower()):
            return []
        return [_process("web", start, line.type_span.end)]
    if text[offset:end].strip():
        return []
    found = [
        Completion(
            f"web: {app.command}",
            f"web: {app.command}",
            start,
            end,
            PROCESS,
            app.what,
            order=order,
            filter=app.command if app.command.startswith(typed) and typed else "",
            preselect=order == 0,
        )
        for order, app in enumerate(_applications(project))
        if f"web: {app.command}".startswith(typed) or app.command.startswith(typed)
    ]
    if "web:".startswith(typed.lower()):
        found.append(_process("web: ", start, end)._replace(order=len(found)))
    return found


def _process(text: str, start: int, end: int) -> Completion:
    return Completion(text.strip(), text, start, end, PROCESS, "the process that is started")


def _applications(project: Project) -> list[Servable]:
    return servable(project) if is_python_project(project) else []


def _in_command(project: Project, line: Line, offset: int) -> list[Completion]:
    command = command_of(project, line)
    text = project.procfile.document.text if project.procfile is not None else ""
    head = text[line.colon.end : offset].lstrip(" \t")
    if command is None or not re.search(r"\s", head):
        return _commands(project, line, offset, head) if line.type == "web" else []
    typed = re.split(r"[\s;&|]", head)[-1]
    if "$" in typed:
        return _variables(project, command, offset, typed)
    for process in reversed(command.processes):
        if process.word.end < offset - len(typed) + (not typed):
            parts = [part for part in options_of(process) if part.start < offset]
            if not parts or (process.command is not None and process.command.end < offset - 1):
                return []
            return _in_arguments(project, parts[-1], text, offset, typed)
    return []


def _commands(project: Project, line: Line, offset: int, typed: str) -> list[Completion]:
    """Whole commands, where nothing but the first word's beginning stands."""
    if len(line.command.split(maxsplit=1)) > 1 or offset < line.command_span.end:
        return []
    start = offset - len(typed)
    # The specification wants a space after the colon.
    blank = "" if start > line.colon.end else " "
    return [
        Completion(
            app.command,
            blank + app.command,
            start,
            line.span.end,
            APPLICATION,
            app.what,
            order=order,
            filter=blank + app.command,
            preselect=order == 0,
        )
        for order, app in enumerate(_applications(project))
        if app.command.startswith(typed)
    ]


def _variables(
    project: Project, command: StartCommand, offset: int, typed: str
) -> list[Completion]:
    """The port, as this target gives it."""
    begun = typed[typed.rindex("$") :]
    target = project.target
    text = builder_of(target).port_expression
    if not re.fullmatch(r"\$\{?_?[A-Z]*", begun):
        return []
    said = meaning(target.port_variable, command.environment, project)
    start = offset - len(begun)
    return [
        Completion(
            text, text, start, offset, VARIABLE, "the component's port", said, filter=begun + text
        )
    ]


def _in_arguments(
    project: Project, options: Options, text: str, offset: int, typed: str
) -> list[Completion]:
    start = offset - len(typed)
    before = [word for word in options.words if word.end <= start]
    after = next((word for word in options.words if word.start <= start < word.end), None)
    end = max(offset, after.end) if after is not None and after.start == start else offset
    last = before[-1].raw if before else ""
    if last.startswith("-") and "=" not in last and last in table(options.program).values:
        return []
    if typed.startswith("-"):
        return [] if "=" in text[start:end] else _options(options, start, end, typed)
    positionals = [word for word in options.positionals if word.start != start]
    if options.process.program not in _SERVERS or positionals:
        return []
    return [
        Completion(app.target, app.target, start, end, APPLICATION, app.what, order=order)
        for order, app in enumerate(_applications(project))
        if app.target.startswith(typed) and app.target
    ]


def _options(options: Options, start: int, end: int, typed: str) -> list[Completion]:
    """The options that are not given yet."""
    known = table(options.program)
    given = {
        name
        for option in options.given
        if not option.start <= start < option.end
        for name in names_of(options.program, option.name)
    }
    short = len(typed) == 2 and typed != "--"
    explained = {name: order for order, name in enumerate(option_help().get(options.program, ()))}
    found: list[Completion] = []
    for name in sorted(known.values | known.flags | known.optional):
        if not name.startswith(typed) or name in given or name in _USELESS:
            continue
        if len(name) == 2 and not short:
            continue
        said = text_of(options.program, name)
        names = names_of(options.program, name)
        order = _LAST if name in _UNWISE else explained.get(names[0], _OTHER)
        others = [other for other in names if other != name]
        detail = "takes a value" if name in known.values else ""
        if others:
            said_so = "or {names}, takes a value" if detail else "or {names}"
            detail = fill(said_so, names=" ".join(others))
        found.append(Completion(name, name, start, end, OPTION, detail, said, order))
    return found
