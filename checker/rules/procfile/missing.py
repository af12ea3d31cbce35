"""Whether there is a Procfile under the right name, and what happens without one."""

from __future__ import annotations

from checker.advice.procfile import proposal
from checker.base import regex as re
from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say, say_then, say_whole
from checker.base.records import NamedTuple
from checker.files.values import Kind
from checker.platform.builder import builder_of
from checker.platform.detection import dependencies
from checker.platform.plan import planned_start
from checker.platform.python_releases import is_python_project
from checker.rules.registry import findings_of, rule
from checker.rules.shared.misnamed_files import PROCFILE_NAMES, misnamed_file
from checker.rules.start.installed import added_requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.rules.shared.misnamed_files import MisnamedFile

MISSING = "there is no Procfile in the root"
ELSEWHERE = "there is no Procfile in the root, only {near}"
WITHOUT = {
    "nothing": "{command}",
    "starts": "the platform starts `{command}`",
    "fails": "the platform starts `{command}`, which fails",
}
"""What the platform does without one."""
CREATE = "create a Procfile with a line `web: ` and the command that serves"
CREATE_LINE = "create a Procfile with the line `{line}`"
CREATE_AND_ADD = "create a Procfile with the line `{line}`, and add {name} to {file}"
TITLE = "create a Procfile with `{line}`"
TITLE_AND_ADD = "create a Procfile with `{line}`, and add {name} to requirements.txt"
_OF_COMMANDS = ("CMD001", "CMD002", "CMD003", "CMD007")
"""The rules that say why a command starts nothing."""


class Generated(NamedTuple):
    """What the platform makes of a repository that has no Procfile."""

    does: str
    """What the platform does: a key of `WITHOUT`."""
    command: str
    """What it starts, or why it starts nothing."""
    severity: Severity
    proposal: str
    """The Procfile's line that would work, as far as a look at the tree can tell."""
    needs: str = ""
    """What has to be added to the requirements for it, where no other rule says so."""
    server: str = ""
    """The same, whoever says so."""


def generated(project: Project) -> Generated:
    """The command that the target generates for a root without a Procfile (F24–F26), judged."""
    start, would = planned_start(project), proposal(project)
    if start.command is None:
        return Generated("nothing", start.because, Severity.ERROR, *would)
    fails = [finding.code for finding in _failures(project)]
    if fails:
        needs = "" if "CMD001" in fails else would.needs
        line = would.line
        if not line and set(fails) == {"CMD001"}:
            line = _written(project, start.command)
        return Generated("fails", start.command, Severity.ERROR, line, needs, would.needs)
    development = " runserver " in start.command or start.command.startswith("flask ")
    if development and would.line:
        return Generated("starts", start.command, Severity.WARNING, *would)
    return Generated("starts", start.command, Severity.WARNING, _written(project, start.command))


def _written(project: Project, command: str) -> str:
    """A generated command as a line of a Procfile, the port as it is to be typed."""
    return "web: " + command.replace("$_PORT", builder_of(project.target).port_expression)


def _failures(project: Project) -> Iterator[Finding]:
    """What the rules on commands say of the generated one: each its own cause."""
    for code in _OF_COMMANDS:
        for finding in findings_of(code)(project):
            if finding.certain and finding.severity is Severity.ERROR:
                yield finding


@rule("PROC001")
def procfile_missing(project: Project) -> Iterator[Finding]:
    """The root has no file named `Procfile`."""
    content = project.tree.read("Procfile")
    if not content.problem or builder_of(project.target).replaced_by(project, "Procfile"):
        return
    kind = project.tree.kind("Procfile")
    if kind in (Kind.FILE, Kind.LINK):
        return  # GIT003 tells of a link that leads nowhere, INT002 of a file that cannot be read
    if kind is not Kind.MISSING:
        yield Finding(
            "PROC001",
            say(
                "`Procfile` is a {kind}, not a file → the platform finds no Procfile",
                kind=kind.value,
            ),
            Location("Procfile"),
            Severity.ERROR,
            help="replace it with a file with the line `web: ` and the command that serves",
        )
        return
    near = misnamed_file(project, "Procfile", PROCFILE_NAMES)
    if near is not None and not near.moved:
        yield Finding(
            "PROC001",
            "the file is not named `Procfile` → the platform does not read it",
            Location(near.path),
            Severity.ERROR,
            help="rename it to `Procfile`",
            fix=_renamed(project, near),
        )
        return
    if not is_python_project(project):
        return
    would = generated(project)
    line, needs = would.proposal, would.needs or would.server
    yield Finding(
        "PROC001",
        say_then(
            ELSEWHERE if near else MISSING,
            WITHOUT[would.does],
            near=near.path if near else "",
            command=would.command,
        ),
        Location("Procfile"),
        would.severity,
        help=say_whole(
            CREATE if not line else CREATE_AND_ADD if would.needs else CREATE_LINE,
            line=line,
            name=would.needs,
            file=_list_of(project),
        ),
        fix=_created(project, line, needs),
    )


def completed(finding: Finding, project: Project) -> Finding:
    """What a platform's builder says of a missing Procfile, with what to write."""
    if finding.at.path != "Procfile" or project.tree.kind("Procfile") is not Kind.MISSING:
        return finding
    near = misnamed_file(project, "Procfile", PROCFILE_NAMES)
    if near is not None and not near.moved:
        help_ = say("rename {path} to `Procfile`", path=f"`{near.path}`")
        return finding._replace(help=help_, fix=_renamed(project, near))
    line, needs = proposal(project)
    if not line:
        return finding
    return finding._replace(
        help=say_whole(
            CREATE_AND_ADD if needs else CREATE_LINE,
            line=line,
            name=needs,
            file=_list_of(project),
        ),
        fix=_created(project, line, needs),
    )


def _list_of(project: Project) -> str:
    """The file that lists what is installed."""
    return "Pipfile" if dependencies(project).tool == "pipenv" else "requirements.txt"


def _renamed(project: Project, near: MisnamedFile) -> Fix | None:
    """The file under its right name; safe if it plainly is a Procfile."""
    if project.tree.kind(near.path) is not Kind.FILE:
        return None
    document = project.document(near.path)
    holds_web = document is not None and re.search(r"(?m)^web: ?\S", document.text) is not None
    return Fix(
        say("rename {path} to Procfile", path=near.path),
        Applicability.SAFE if near.certain or holds_web else Applicability.UNSAFE,
        steps=(FileStep("rename", near.path, "Procfile"),),
    )


def _created(project: Project, line: str, needs: str) -> Fix | None:
    """A Procfile with one line, and what that needs in the requirements."""
    added = added_requirement(project, needs) if needs else ()
    if not line or bool(needs) != bool(added):
        return None
    return Fix(
        say(TITLE_AND_ADD if needs else TITLE, line=line, name=needs),
        Applicability.UNSAFE,
        (Edit("Procfile", 0, 0, line + "\n"), *added),
        (FileStep("create", "Procfile"),),
    )
