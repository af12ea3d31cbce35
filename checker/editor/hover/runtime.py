"""Hover in runtime.txt and .python-version: what a version is worth on each target."""

from __future__ import annotations

from checker.base.text import printable
from checker.editor.hover.markdown import code, joined
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
        f"**Python {version}** on {code(project.target.name)}",
        _taken(project, path),
        end_of_life(version),
        _on_others(project, path),
    ]
    yield HoverText(joined(lines), first, last)


def _taken(project: Project, path: str) -> str:
    """What the target makes of the file."""
    target, python = project.target, python_version(project)
    if path not in builder_of(target).version_files and not python.fails:
        return f"This target does not read {path}: Python {python.effective} is installed."
    if python.declared_in != path or python.effective is None:
        return f"{printable(python.because, 200)}."
    day = leaves_on(target, python.effective)
    leaves = f" It leaves this platform on {day}." if day else ""
    return f"Installed: {python.effective}.{leaves}"


def _on_others(here: Project, path: str) -> str:
    """The same file on the other targets that read it."""
    lines = []
    for target in targets().values():
        if target.name == here.target.name or path not in builder_of(target).version_files:
            continue
        python = python_version(Project(here.tree, target))
        if python.effective is None:
            said = "the build fails" if python.fails else "not known"
        else:
            said = f"installs {python.effective}"
        lines.append(f"- {code(target.name)}: {said}")
    return "\n".join(lines)


def _in_runtime(project: Project, offset: int) -> Iterator[HoverText]:
    runtime = project.runtime
    if runtime is None or not runtime.stripped.start <= offset <= runtime.stripped.end:
        return
    version = runtime.version
    if not version:
        return
    target = project.target
    lines = [
        f"**Python {version}** on {code(target.name)}",
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
        return f"Python {minor(version)} has had no security fixes since {ends.date}."
    return f"Python {minor(version)} gets security fixes until {ends.date}."


def _here(runtime: Runtime, project: Project) -> str:
    """What the target makes of the file."""
    target, python = project.target, python_version(project)
    if python.reading is Reading.IGNORED:
        return (
            f"This target does not read runtime.txt: Python {target.python_default} is installed "
            "unless another is chosen in the console."
        )
    taken = python.effective
    names = " and ".join(code(f"python-{known}") for known in target.python_recommended)
    if taken == runtime.declared:
        if taken in target.python_recommended:
            return "Supported and recommended."
        return "Supported." + (f" Recommended: {names}." if names else "")
    if python.reading is Reading.LOOKED_UP or (taken and taken == runtime.version):
        if runtime.version == taken:
            return f"Installed: {taken}."
        reason = (
            "the file contains more than the bare version, and a newline counts"
            if runtime.version in target.python_supported
            else "it is not in the table of versions"
        )
        return f"Silently replaced by {taken}: {reason}."
    if runtime.version in target.python_supported:
        return f"Supported, but the file has to say {code(f'python-{runtime.version}')} alone."
    near, best = nearest(runtime.version, target)[0], recommended(target)
    word = "recommended" if target.python_recommended else "newest"
    if near == best:
        return f"Not supported: the build fails. Nearest, and {word}: {code(f'python-{near}')}."
    return (
        f"Not supported: the build fails. Nearest: {code(f'python-{near}')}; "
        f"{word}: {code(f'python-{best}')}."
    )


def _elsewhere(runtime: Runtime, here: Project) -> str:
    """The same file on the other editions."""
    lines = []
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
            said = "supported" if same else f"installs {python.effective}"
        lines.append(f"- {code(target.name)}: {said}")
    return "\n".join(lines)
