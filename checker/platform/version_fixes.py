"""Fixes of the files that ask for a Python: one line, as the platform of the target reads it."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, FileStep, Fix
from checker.base.messages import say, say_whole
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

_NUMBER = r"(?:0|[1-9][0-9]{0,2})"
_MEANT = re.compile(
    rf"(?i)[\"']?(?:c?python)?[-_ \t=v]*([23]\.{_NUMBER}(?:\.{_NUMBER})?)(?:\.(?:x|\*))?[\"']?;?"
)
"""A version as people write it, when they mean that one and no range."""
_INVISIBLE = dict.fromkeys((0xA0, 0x200B, 0xFEFF, 0x3000), " ")


def meant(text: str) -> str:
    """The one version that the text of a version file means: `3.12` or `3.12.4`; else empty."""
    lines = (re.split(r"(?:^|\s)#", line)[0] for line in text.translate(_INVISIBLE).splitlines())
    found = {line.strip() for line in lines if line.strip()}
    match = _MEANT.fullmatch(found.pop()) if len(found) == 1 else None
    return match[1] if match else ""


def meant_in(project: Project, path: str) -> str:
    """The same of a file of the root; empty if it is not there."""
    document = project.document(path)
    return meant(document.text) if document is not None and document.complete else ""


def created(path: str, line: str, level: Applicability = Applicability.SAFE) -> Fix:
    """A version file that is not there yet."""
    title = say("create {path} with {line}", path=path, line=line)
    return Fix(title, level, (Edit(path, 0, 0, line + "\n"),), (FileStep("create", path),))


def rewritten(
    project: Project, path: str, line: str, level: Applicability = Applicability.SAFE
) -> Fix | None:
    """A version file with this line and nothing else; None if it can't be changed."""
    document = project.document(path)
    if document is None or not document.complete:
        return None
    plain = document.encoding == "utf-8" and not document.mark
    steps = () if plain else (FileStep("reencode", path),)
    edit = Edit(path, 0, len(document.text), line + "\n")
    return Fix(say_whole("write `{line}` in {path}", line=line, path=path), level, (edit,), steps)


def moved(
    project: Project, old: str, new: str, line: str, level: Applicability = Applicability.SAFE
) -> Fix | None:
    """The line in another file in place of this one; None if that one is there already."""
    if project.tree.kind(new) is not Kind.MISSING or project.tree.kind(old) is not Kind.FILE:
        return None
    title = say_whole("write `{line}` in {new} and delete {old}", line=line, new=new, old=old)
    steps = (FileStep("create", new), FileStep("delete", old))
    return Fix(title, level, (Edit(new, 0, 0, line + "\n"),), steps)


def renamed(project: Project, old: str, new: str) -> Fix | None:
    """The file under the name that is read; None if there is such a file already."""
    if project.tree.kind(new) is not Kind.MISSING or project.tree.kind(old) is not Kind.FILE:
        return None
    title = say_whole("rename {old} to {new}", old=f"`{old}`", new=new)
    return Fix(title, Applicability.SAFE, steps=(FileStep("rename", old, new),))
