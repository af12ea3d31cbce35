"""Hover in runtime.txt and .python-version: what a version is worth on each target."""

from __future__ import annotations

from checker.base.messages import fill
from checker.editor.hover.markdown import code, joined, listed
from checker.editor.hover.text import HoverText
from checker.platform.builder import builder_of
from checker.platform.python_releases import minor, nearest, recommended
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.platform.version_fixes import meant
from checker.platform.version_lines import RUNTIME, leaves_on
from checker.project.project import Project
from checker.targets import end_of_life_dates, targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.runtime import Runtime


_HEAD = "**Python {version}** on {target}"


def in_version_file(project: Project, path: str, offset: int) -> Iterator[HoverText]:
    """What is known of the version that runtime.txt or .python-version names."""
    if path == RUNTIME and not builder_of(project.target).own_words:
        yield from _in_runtime(project, offset)
        return
    document = project.document(path)
    version = meant(document.text) if document is not None and document.complete else ""
    if document is None or not version:
        return
    start = document.text.index(version)
    first, last = document.line_span(document.line_column(start)[0])
    if not first <= offset <= last:
        return
    lines = [
        fill(_HEAD, version=version, target=code(project.target.name)),
        _taken(project, path),
        end_of_life(version),
        _on_others(project, path),
    ]
    yield HoverText(joined(lines), first, last)


def _taken(project: Project, path: str) -> str:
    """What the target makes of the file."""
    target, python = project.target, python_version(project)
    if path not in builder_of(target).version_files and not python.fails:
        return fill("This target does not read {path}: Python {version} is installed.",
                    path=path, version=python.effective)  # fmt: skip
    if python.declared_in != path or python.effective is None:
        return fill("{because}.", because=python.because)
    day = leaves_on(target, python.effective)
    if day:
        return fill("Installed: {version}. It leaves this platform on {day}.",
                    version=python.effective, day=day)  # fmt: skip
    return fill("Installed: {version}.", version=python.effective)


def _on_others(here: Project, path: str) -> str:
    """The same file on the other targets that read it."""
    lines: list[tuple[str, str]] = []
    for target in targets().values():
        if target.name == here.target.name or path not in builder_of(target).version_files:
            continue
        python = python_version(Project(here.tree, target))
        if python.effective is None:
            said = "the build fails" if python.fails else "not known"
        else:
            said = fill("installs {version}", version=python.effective)
        lines.append((target.name, said))
    return listed(lines)


def _in_runtime(project: Project, offset: int) -> Iterator[HoverText]:
    runtime = project.runtime
    if runtime is None or not runtime.stripped.start <= offset <= runtime.stripped.end:
        return
    version = runtime.version
    if not version:
        return
    target = project.target
    lines = [
        fill(_HEAD, version=version, target=code(target.name)),
        _here(runtime, project),
        end_of_life(version),
        _elsewhere(runtime, project),
    ]
    yield HoverText(joined(lines), *runtime.stripped)


def end_of_life(version: str) -> str:
    """Until when a version gets security fixes; empty where that is not known."""
    ends = end_of_life_dates().get(minor(version))
    if ends is None:
        return ""
    if ends.ended:
        said = "Python {version} has had no security fixes since {date}."
        return fill(said, version=minor(version), date=ends.date)
    said = "Python {version} gets security fixes until {date}."
    return fill(said, version=minor(version), date=ends.date)


def _here(runtime: Runtime, project: Project) -> str:
    """What the target makes of the file."""
    target, python = project.target, python_version(project)
    if python.reading is Reading.IGNORED:
        return fill(
            "This target does not read runtime.txt: Python {version} is installed unless another "
            "is chosen in the console.",
            version=target.python_default,
        )
    taken = python.effective
    names = ""
    for known in target.python_recommended:
        name = code(f"python-{known}")
        names = fill("{first} and {second}", first=names, second=name) if names else name
    if taken == runtime.declared:
        if taken in target.python_recommended:
            return "Supported and recommended."
        return fill("Supported. Recommended: {names}.", names=names) if names else "Supported."
    if python.reading is Reading.LOOKED_UP or (taken and taken == runtime.version):
        if runtime.version == taken:
            return fill("Installed: {version}.", version=taken)
        reason = (
            "the file contains more than the bare version, and a newline counts"
            if runtime.version in target.python_supported
            else "it is not in the table of versions"
        )
        return fill("Silently replaced by {version}: {reason}.", version=taken, reason=reason)
    if runtime.version in target.python_supported:
        said = "Supported, but the file has to say {line} alone."
        return fill(said, line=code(f"python-{runtime.version}"))
    near, best = nearest(runtime.version, target)[0], recommended(target)
    one, two = _RECOMMENDED if target.python_recommended else _NEWEST
    return fill(one if near == best else two, near=code(f"python-{near}"),
                best=code(f"python-{best}"))  # fmt: skip


_RECOMMENDED = (
    "Not supported: the build fails. Nearest, and recommended: {near}.",
    "Not supported: the build fails. Nearest: {near}; recommended: {best}.",
)
_NEWEST = (
    "Not supported: the build fails. Nearest, and newest: {near}.",
    "Not supported: the build fails. Nearest: {near}; newest: {best}.",
)
"""If the nearest version is also the one to take, and if that is another one."""


def _elsewhere(runtime: Runtime, here: Project) -> str:
    """The same file on the other editions."""
    lines: list[tuple[str, str]] = []
    for target in targets().values():
        if target.name == here.target.name:
            continue
        python = python_version(Project(here.tree, target))
        if python.reading is Reading.IGNORED:
            said = "does not read runtime.txt"
        elif python.effective is None:
            said = "the build fails" if python.fails else "not known"
        else:
            same = python.effective == runtime.version
            said = fill("supported" if same else "installs {version}", version=python.effective)
        lines.append((target.name, said))
    return listed(lines)
