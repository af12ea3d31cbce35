"""Paths of the settings that are joined from parts, one of which is absolute."""

from __future__ import annotations

import ast
import posixpath

from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.platform.django_facts import KNOWN
from checker.python.syntax.host import module_tree
from checker.rules.django.needs import reading
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.project.project import Project


@rule("DJ013")
def static_absolute_join(project: Project) -> Iterator[Finding]:
    """A part of a joined path begins with a slash, so what stands before it is dropped."""
    facts = reading(project)
    if facts is None:
        return
    joined: dict[str, list[tuple[int, int, str]]] = {}
    for name in ("STATIC_ROOT", "STATICFILES_DIRS", "MEDIA_ROOT"):
        setting = facts.setting(name)
        values = _paths(setting.value) if setting.state == KNOWN else []
        outside = [value for value in values if value.startswith("/")]
        if not outside:
            continue
        for path in dict.fromkeys(at.path for at in facts.chain):
            if path not in joined:
                joined[path] = list(_absolute_parts(project, path))
            for start, end, part in joined[path]:
                folder = posixpath.normpath(part)
                if not any(f"{value}/".startswith(f"{folder}/") for value in outside):
                    continue
                place = Location(path, start, end)
                yield Finding(
                    "DJ013",
                    say(
                        "{part} starts with `/` → what precedes it is dropped, so "
                        "{name} is {folder}, "
                        "outside the project",
                        part=repr(part),
                        name=name,
                        folder=folder,
                    ),
                    place,
                    Severity.WARNING,
                    help=say("write {part}", part=repr(part.lstrip("/"))),
                    fix=_without_slash(project, place, part),
                )


def _paths(value: object) -> list[str]:
    """The paths of a setting: itself, or its entries with or without a prefix."""
    entries = value if isinstance(value, list) else [value]
    paths = [entry[-1] if isinstance(entry, list) and entry else entry for entry in entries]
    return [posixpath.normpath(path) for path in paths if isinstance(path, str) and path]


def _absolute_parts(project: Project, path: str) -> Iterator[tuple[int, int, str]]:
    """Text constants that begin with a slash and are joined to what stands before them."""
    document = project.document(path)
    if document is None or not document.complete:
        return
    module = module_tree(document.text)
    if module is None:
        return
    for node in ast.walk(module):
        parts: list[ast.expr] = []
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            parts = [node.right]
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in ("os.path.join", "path.join", "join", "Path", "pathlib.Path"):
                parts = node.args[1:]
            elif called.endswith(".joinpath"):
                parts = node.args
        for part in parts:
            value = part.value if isinstance(part, ast.Constant) else None
            if isinstance(value, str) and value.startswith("/") and value.strip("/"):
                start = _offset(document, part.lineno, part.col_offset)
                end = _offset(document, part.end_lineno or 0, part.end_col_offset or 0)
                yield start, end, value


def _offset(document: Document, line: int, column: int) -> int:
    """A place of `ast`, whose columns are bytes, as an offset in code points."""
    start, end = document.line_span(line)
    head = document.text[start:end].encode("utf-8", "surrogateescape")[:column]
    return start + len(head.decode("utf-8", "surrogateescape"))


def _without_slash(project: Project, at: Location, part: str) -> Fix | None:
    """Remove the slashes at the beginning of a text constant that is written as it reads."""
    document = project.document(at.path)
    text = document.text[at.start : at.end] if document is not None else ""
    found = text.find(part)
    if found < 1 or text[found - 1] not in "\"'":
        return None
    slashes = len(part) - len(part.lstrip("/"))
    edit = Edit(at.path, at.start + found, at.start + found + slashes, "")
    return Fix("remove the slash", Applicability.SAFE, (edit,))
