"""runtime.txt as a file: whether there is one, and whether what it says reaches the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.base.text import visible
from checker.files.tree import Kind
from checker.platform.builder import builder_of
from checker.platform.python_releases import is_python_project, minor, recommended
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.rules.registry import rule
from checker.rules.runtime.form import proposal
from checker.rules.shared.near_names import near_name
from checker.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.targets import Target

_ALSO = frozenset({"runtime", "runtimes", "runtimes.txt", "runtime.text", "run-time.txt"})


@rule("RUN001")
def runtime_missing(project: Project) -> Iterator[Finding]:
    """The root has no runtime.txt, so the platform's default Python is taken."""
    target, builder = project.target, builder_of(project.target)
    content = project.tree.read("runtime.txt")
    if not builder.reads_runtime_txt or not content.problem:
        return
    default = _default(target)
    proposed = f"python-{recommended(target)}"
    kind = project.tree.kind("runtime.txt")
    if kind in (Kind.FILE, Kind.LINK):
        return  # GIT003 tells of a link that leads nowhere, INT002 of a file that cannot be read
    if kind is not Kind.MISSING:
        yield Finding(
            "RUN001",
            say(
                "runtime.txt is a {kind} → the platform takes {default}",
                kind=kind.value,
                default=default,
            ),
            Location("runtime.txt"),
            Severity.WARNING,
            help=say("make it a file with the line `{version}`", version=proposed),
        )
        return
    near = near_name(project, "runtime.txt", _ALSO)
    if near is not None and not near.moved:
        yield Finding(
            "RUN001",
            say(
                "the file is not named `runtime.txt` → the platform does not read it and takes "
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
    yield Finding(
        "RUN001",
        say(
            "there is no runtime.txt in the root, only {path} → the platform takes {default}"
            if near
            else "there is no runtime.txt in the root → the platform takes {default}",
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


def _default(target: Target) -> str:
    """The Python without runtime.txt, by the specification and by the versions that differ."""
    words = f"python-{target.python_default}"
    ranges: dict[str, list[str]] = {}
    for name in target.versions:
        version = targets()[name]
        if version.python_default != target.python_default:
            ranges.setdefault(version.python_default, []).append(version.title)
    if not ranges:
        return words
    others = (
        f"python-{python} on {titles[0].partition(' – ')[0]} – {titles[-1].rpartition(' – ')[2]}"
        for python, titles in ranges.items()
    )
    return f"{words} by the specification, " + " and ".join(others)


@rule("RUN006")
def silently_replaced(project: Project) -> Iterator[Finding]:
    """runtime.txt equals no row of the platform's version table, so another Python is installed."""
    runtime, target = project.runtime, project.target
    python = python_version(project)
    if runtime is None or python.reading is not Reading.LOOKED_UP:
        return
    if runtime.version == python.effective:
        return
    version, certain = proposal(runtime, target)
    text, span = runtime.document.text, runtime.stripped
    shown = (span.start, span.end)
    if runtime.document.encoding != "utf-8":
        cause, shown = "runtime.txt is UTF-16 or UTF-32", (0, 0)
    elif span.start == span.end:
        cause, shown = "runtime.txt holds no version", (0, 0)
    elif text[span.start : span.end] == f"python-{version}":
        cause, shown = "`{found}` holds more than `python-{version}`", (0, len(text))
    else:
        cause = "`{found}` is not in the table of versions"
    yield Finding(
        "RUN006",
        say(
            f"{cause} → python-{{taken}} is installed instead, without a word",
            found=visible(runtime.raw, 60),
            version=version,
            taken=python.effective,
        ),
        Location("runtime.txt", *shown),
        Severity.WARNING,
        help=say(
            "write `python-{version}` without a newline at the end (an editor may add it again), "
            "or set the version in the console",
            version=version,
        ),
        fix=Fix(
            say("write `python-{version}` and nothing else", version=version),
            Applicability.SAFE if certain and runtime.version else Applicability.UNSAFE,
            (Edit("runtime.txt", 0, len(text), f"python-{version}"),),
            (FileStep("reencode", "runtime.txt", "utf-8"),)
            if runtime.document.mark or runtime.document.encoding != "utf-8"
            else (),
        ),
    )


@rule("RUN007")
def runtime_ignored(project: Project) -> Iterator[Finding]:
    """The target does not read runtime.txt."""
    runtime, target = project.runtime, project.target
    if runtime is None or python_version(project).reading is not Reading.IGNORED:
        return
    said = minor(runtime.version) if runtime.version else ""
    same = said == minor(target.python_default)
    if said in target.python_supported:
        advice = say("choose Python {version} in the console", version=said)
    else:
        offered = f"{target.python_supported[0]} to {target.python_supported[-1]}"
        advice = say("choose one of Python {offered} in the console", offered=offered)
    yield Finding(
        "RUN007",
        say(
            "runtime.txt is not read by this builder → Python {default} is installed unless "
            "another is chosen in the console",
            default=target.python_default,
        ),
        Location("runtime.txt", *runtime.stripped),
        Severity.INFO if same else Severity.WARNING,
        help=advice,
    )
