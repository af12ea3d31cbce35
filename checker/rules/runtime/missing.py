"""Whether there is a runtime.txt under the right name."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say, say_whole
from checker.files.values import Kind
from checker.platform.builder import builder_of
from checker.platform.python_releases import (
    default_words,
    is_python_project,
    minor,
    nearest,
    recommended,
)
from checker.rules.registry import rule
from checker.rules.runtime.fitting import first_fitting, is_fitting
from checker.rules.shared.misnamed_files import misnamed_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

_ALSO = frozenset({"runtime", "runtimes", "runtimes.txt", "runtime.text", "run-time.txt"})


@rule("RUN001")
def runtime_missing(project: Project) -> Iterator[Finding]:
    """The root has no runtime.txt, so the platform's default Python is used."""
    target, builder = project.target, builder_of(project.target)
    content = project.tree.read("runtime.txt")
    if "runtime.txt" not in builder.version_files or not content.problem:
        return
    if builder.replaced_by(project, "runtime.txt"):
        return
    default = default_words(target)
    kind = project.tree.kind("runtime.txt")
    if kind in (Kind.FILE, Kind.LINK):
        return  # GIT003 tells of a link that leads nowhere, INT002 of a file that cannot be read
    if kind is not Kind.MISSING:
        yield Finding(
            "RUN001",
            say_whole(
                "runtime.txt is a {kind}, not a file → the platform uses {default}",
                kind=kind.value,
                default=default,
            ),
            Location("runtime.txt"),
            Severity.WARNING,
            help=say(
                "replace it with a file with the line `{version}`", version=_proposed(project)
            ),
        )
        return
    near = misnamed_file(project, "runtime.txt", _ALSO)
    if near is not None and not near.moved:
        yield Finding(
            "RUN001",
            say_whole(
                "the file is not named `runtime.txt` → the platform does not read it and uses "
                "{default}",
                default=default,
            ),
            Location(near.path),
            Severity.WARNING,
            help="rename it to `runtime.txt`",
            fix=Fix(
                say("rename {path} to runtime.txt", path=near.path),
                Applicability.SAFE if near.certain else Applicability.UNSAFE,
                steps=(FileStep("rename", near.path, "runtime.txt"),),
            ),
        )
        return
    if not is_python_project(project):
        return
    proposed = _proposed(project)
    yield Finding(
        "RUN001",
        say_whole(
            "there is no runtime.txt in the root, only {path} → the platform uses {default}"
            if near
            else "there is no runtime.txt in the root → the platform uses {default}",
            path=near.path if near else "",
            default=default,
        ),
        Location("runtime.txt"),
        Severity.WARNING,
        help=say("create runtime.txt with the line `{version}`", version=proposed),
        fix=Fix(
            say("create runtime.txt with `{version}`", version=proposed),
            Applicability.UNSAFE,
            # Where it is looked up untrimmed, a final newline would undo it (F28).
            (Edit("runtime.txt", 0, 0, proposed + "\n" * builder.trims_runtime_txt),),
            (FileStep("create", "runtime.txt"),),
        ),
    )


def _proposed(project: Project) -> str:
    """`python-X.Y.Z`: the recommended one, or the nearest to it that the program runs on."""
    target = project.target
    wanted = recommended(target)
    if minor(wanted) != minor(target.python_default) or not is_fitting(project):
        wanted = first_fitting(project, nearest(wanted, target)) or wanted
    return f"python-{wanted}"
