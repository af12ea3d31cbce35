"""Versions for runtime.txt: those that the target has, the recommended ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.editor.completion.items import VERSION, Completion
from checker.editor.hover.markdown import joined
from checker.editor.hover.runtime import end_of_life
from checker.platform.builder import builder_of
from checker.platform.python_releases import minor, numbers, recommended
from checker.targets import end_of_life_dates

if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.targets import Target

PREFIX = "python-"
_NEWLINE = "It counts only if no newline ends the file; the console can set it too."


def versions(project: Project, offset: int) -> list[Completion]:
    """The versions; none where the target does not read the file, or it holds another line."""
    target = project.target
    document = project.document("runtime.txt")
    if document is None or "runtime.txt" not in builder_of(target).version_files:
        return []
    start, end = document.line_span(document.line_column(offset)[0])
    text = document.text
    if text[:start].strip() or text[end:].strip():
        return []
    typed = text[start:offset].strip().lower()
    bare = typed.removeprefix(PREFIX)
    ordered = sorted(
        target.python_supported,
        key=lambda version: (version in target.python_recommended, numbers(version)),
        reverse=True,
    )
    fitting = [version for version in ordered if _fits(version, typed, bare)] or ordered
    best = recommended(target)
    untrimmed = not builder_of(target).trims_runtime_txt
    return [
        Completion(
            PREFIX + version,
            PREFIX + version,
            start,
            end,
            VERSION,
            _detail(version, target),
            joined([_NEWLINE * untrimmed, end_of_life(version)]),
            order,
            # Whoever types `3.6` means `python-3.6.6`; what an editor filters by has to begin so.
            filter=PREFIX + version if not typed or typed[0] == "p" else version,
            preselect=version == best and version in fitting,
        )
        for order, version in enumerate(fitting)
    ]


def _fits(version: str, typed: str, bare: str) -> bool:
    whole = PREFIX + version
    return whole.startswith(typed) or version.startswith(bare)


def _detail(version: str, target: Target) -> str:
    words = []
    if version in target.python_recommended:
        words.append("recommended")
    if version == target.python_default:
        words.append("the default without runtime.txt")
    ends = end_of_life_dates().get(minor(version))
    if ends is not None:
        words.append(f"security fixes {'ended' if ends.ended else 'until'} {ends.date}")
    return ", ".join(words)
