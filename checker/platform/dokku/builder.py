"""Dokku's herokuish builder (D1–D9)."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Location, Severity
from checker.base.messages import say
from checker.platform.dokku.procfile import Reader, is_echoed, started
from checker.platform.files import content
from checker.platform.heroku import builder as classic
from checker.platform.problems import problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.problems import Problem
    from checker.platform.values import Recognised, Start
    from checker.project.project import Project
    from checker.targets import Target

_BUILTINS = frozenset((
    *("cd", "exec", "export", "source", ".", "set", "unset", "ulimit", "umask", "eval", "trap"),
    *("if", "for", "while", "case", "(", "{"),
))  # fmt: skip
_ASSIGNMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=")
_OPERATOR = re.compile(r"&&|\|\||[;|&<>](?=\s|$|\S)")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|\$\([^)]*\)|\\.""")
_SPLIT = re.compile(r"""'[^']*\s[^']*'|"[^"]*\s[^"]*\"""")


SCRIPT = "put the command into a script and write `web: bash start.sh`"


class Builder(classic.Builder):
    """See `checker.platform.builder.Builder`."""

    is_shell = False

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self.procfile = Reader()

    def start(self, project: Project, recognised: Recognised, manager: str) -> Start:
        """Both readers have to find `web`: the check's copy, and the file itself (D3, D4)."""
        found = super().start(project, recognised, manager)
        data = content(project.tree, "Procfile")
        if data is None or found.fails or not found.command:
            return found
        command = started(data, "web")
        if command is None:
            because = "herokuish does not find `web` in Procfile: nothing is started"
            log = "Proc entrypoint web does not exist"
            return found._replace(command=None, source="none", because=because, log=log)
        command = command.split(" #")[0].strip(" \t")
        if command and not is_echoed(command):
            because = (
                "herokuish expands `web` with `echo`, which prints nothing: nothing is started"
            )
            return found._replace(command=None, source="none", because=because)
        because = "`web` in Procfile, whose words are executed without a shell"
        return found._replace(command=command or None, because=because)

    def steps(self, project: Project) -> Iterator[Problem]:
        """Heroku's, and what becomes of the command."""
        yield from super().steps(project)
        if project.procfile is not None:
            yield from self._command(project)

    def _command(self, project: Project) -> Iterator[Problem]:
        data = content(project.tree, "Procfile") or b""
        checked = self.procfile.processes(data)
        if checked.problem or not checked.web:
            return
        procfile = project.procfile
        lines = () if procfile is None else procfile.of_type("web")
        at = Location("Procfile", *lines[0].command_span) if lines else Location("Procfile")
        command = started(data, "web")
        if command is None:
            yield problem(
                "PROC002",
                "herokuish reads the file as it is and finds no `web` → nothing is started",
                at,
                "write `web:` at the start of the line, save as UTF-8 without a mark",
            )
        elif command.endswith("\r"):
            yield problem(
                "PROC004",
                "the line ends in CR LF → the last word of the command gets a carriage return",
                Location("Procfile", at.end, at.end),
                "save the Procfile with line feeds only",
            )
        elif lines and (word := not_found(command)):
            yield problem(
                "PLT004",
                say("no shell runs the command → `{word}: not found`", word=word),
                at,
                SCRIPT,
            )
        elif lines and _OPERATOR.search(_QUOTED.sub("", command)):
            yield problem(
                "PLT004",
                "no shell runs the command → what follows `;`, `&&` or `|` is not run as written",
                at,
                SCRIPT,
            )
        elif lines and not is_echoed(command):
            yield problem(
                "PLT004",
                "no shell runs the command, and `echo` prints nothing of it → nothing is started",
                at,
                SCRIPT,
            )
        elif lines and _SPLIT.search(command):
            yield problem(
                "PLT004",
                "no shell runs the command → quotes are lost, and their content is split at blanks",
                at,
                SCRIPT,
                Severity.WARNING,
            )


def not_found(command: str) -> str:
    """The first word, if only a shell knows it: a builtin or an assignment (D5)."""
    word = next(iter(command.split()), "")
    return word if word in _BUILTINS or _ASSIGNMENT.match(word) else ""
