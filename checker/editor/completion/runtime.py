"""Versions for runtime.txt and .python-version: those that the target has, the best ones first."""

from __future__ import annotations

from checker.base.messages import fill
from checker.editor.completion.items import VERSION, Completion
from checker.editor.hover.markdown import joined
from checker.editor.hover.runtime import end_of_life
from checker.platform.builder import builder_of
from checker.platform.python_releases import minor
from checker.platform.version_lines import PREFIX, RUNTIME, leaves_on, version_lines
from checker.targets import end_of_life_dates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.targets import Target

_NEWLINE = "It counts only if no newline ends the file; the console can set it too."


def versions(project: Project, path: str, offset: int) -> list[Completion]:
    """The versions; none if the target does not read the file, or it contains another line.

    Args:
        project: the root, for one target.
        path: runtime.txt or .python-version.
        offset: the caret, in code points.
    """
    target = project.target
    document = project.document(path)
    lines = version_lines(target, path)
    if document is None or not lines:
        return []
    start, end = document.line_span(document.line_column(offset)[0])
    text = document.text
    if text[:start].strip() or text[end:].strip():
        return []
    typed = text[start:offset].strip().lower()
    bare = typed.removeprefix(PREFIX)
    fitting = [line for line in lines if _fits(line, typed, bare)] or lines
    untrimmed = path == RUNTIME and not builder_of(target).trims_runtime_txt
    return [
        Completion(
            line,
            line,
            start,
            end,
            VERSION,
            _detail(_version(line), target, path),
            joined([_NEWLINE * untrimmed, end_of_life(_version(line))]),
            order,
            filter=_filter(line, typed),
            preselect=line == lines[0] and line in fitting,
        )
        for order, line in enumerate(fitting)
    ]


def _version(line: str) -> str:
    return line.removeprefix(PREFIX).removesuffix(".x")


def _fits(line: str, typed: str, bare: str) -> bool:
    return line.startswith(typed) or _version(line).startswith(bare)


def _filter(line: str, typed: str) -> str:
    """What an editor filters by, which has to begin as what is typed.

    Whoever types `3.6` in runtime.txt means `python-3.6.6`, and `python-3` means 3.12 where only
    the number is read.
    """
    version = _version(line)
    return PREFIX + version if typed[:1] in ("", "p") and (typed or PREFIX in line) else version


def _detail(version: str, target: Target, path: str) -> str:
    words = []
    if version in target.python_recommended:
        words.append(fill("recommended"))
    if version in (target.python_default, minor(target.python_default)):
        words.append(fill("the default without {path}", path=path))
    if day := leaves_on(target, version):
        words.append(fill("leaves {platform} on {day}", platform=target.platform, day=day))
    ends = end_of_life_dates().get(minor(version))
    if ends is not None:
        said = "security fixes ended {date}" if ends.ended else "security fixes until {date}"
        words.append(fill(said, date=ends.date))
    found = ""
    for word in words:
        found = fill("{first}, {second}", first=found, second=word) if found else word
    return found
