"""A rainbondfile that is ignored, or whose settings fail the build."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_then
from checker.platform.builder import builder_of
from checker.platform.plan import plan
from checker.platform.rainbond.rainbondfile import NAME, rainbondfile
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

VOID = (
    "the rainbondfile is not valid YAML, or a value has the wrong type → the platform ignores all "
    "of it"
)
LANGUAGE = (
    "the rainbondfile says `language: {name}` → the platform knows no such language and the build "
    "fails"
)
FAILS = "`{variable}` in the rainbondfile replaces {file}"
NOTHING = "nothing is started; the container exits with 0, again and again"
PYTHON = "{why}"
BUILD = "the build fails: {why}"


@rule("GIT008")
def rainbondfile_wrong(project: Project) -> Iterator[Finding]:
    """The rainbondfile is ignored, or a setting in it fails the build."""
    found = rainbondfile(project)
    document = project.document(NAME)
    if document is None:
        return
    if found.void:
        yield Finding(
            "GIT008",
            VOID,
            Location(NAME),
            Severity.WARNING,
            help="write `port` as a number, `ports` and `services` as lists, `envs` as a mapping",
        )
        return
    if found.language == "no":
        yield Finding(
            "GIT008",
            say(LANGUAGE, name=found.language),
            Location(NAME),
            Severity.ERROR,
            help="write `language: Python`, or delete the line",
        )
        return
    builder, decided = builder_of(project.target), plan(project)
    if builder.replaced_by(project, "runtime.txt") and decided.python.fails:
        yield _replacing(project, "runtime.txt", PYTHON, decided.python.because)
    if builder.replaced_by(project, "Procfile") and decided.start.command is None:
        fails = decided.start.fails
        why = decided.start.problem or decided.start.because
        yield _replacing(project, "Procfile", BUILD if fails else NOTHING, why)


def _replacing(project: Project, name: str, then: str, why: str) -> Finding:
    """A build variable that takes the place of a file, and does not work."""
    names = ("BUILD_PROCFILE",) if name == "Procfile" else (
        "BUILD_" + (project.target.custom_runtimes or "RUNTIMES"), "BUILD_RUNTIMES",
    )  # fmt: skip
    variable = next((each for each in names if each in rainbondfile(project).envs), names[-1])
    document = project.document(NAME)
    at = document.text.find(variable) if document is not None else -1
    place = Location(NAME, at, at + len(variable)) if at >= 0 else Location(NAME)
    return Finding(
        "GIT008",
        say_then(FAILS, then, variable=variable, file=name, why=why),
        place,
        Severity.ERROR,
        help=say("delete the variable, so that {file} is used", file=name),
    )
