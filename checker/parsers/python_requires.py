"""Which Python a project says it needs, where pip reads it: `Requires-Python` of its metadata.

Nothing is run: what setup.py works out is not known.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.base.spans import Span
from checker.parsers.declared import poetry_specifier
from checker.parsers.locks import table_of, tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.parsers.declared import Parse, Read


class PythonRequired(NamedTuple):
    """One statement of a project about its Python."""

    document: Document
    span: Span
    """The value's place; empty where it was not found again."""
    what: str
    """What it is called there: `requires-python`."""
    value: str
    specifier: str
    """The value as a specifier."""
    standard: bool = False
    """It stands in `[project]`, which old build backends do not read."""


def python_required(read: Read, parse: Parse, folder: str = "") -> PythonRequired | None:
    """What the metadata of the project in a folder says of its Python; None if that is unknown.

    `read` gives the document at a path from the root, `parse` a document's `ast.Module`; None if
    there is none.
    """
    prefix = f"{folder}/" if folder else ""
    pyproject = read(prefix + "pyproject.toml")
    found = tables(pyproject) or {}
    own, poetry = found.get("project"), table_of(table_of(found, "tool"), "poetry")
    if pyproject is not None and isinstance(own, dict):
        value = own.get("requires-python")
        if not isinstance(value, str):
            return None
        return _at(pyproject, "requires-python", value, value)._replace(standard=True)
    if pyproject is not None and poetry:
        value = table_of(poetry, "dependencies").get("python")
        specifier = poetry_specifier(value)
        if not isinstance(value, str) or specifier is None:
            return None
        return _at(pyproject, "python", value, specifier)
    return _setup_py(read(prefix + "setup.py"), parse) or _setup_cfg(read(prefix + "setup.cfg"))


def _at(document: Document, what: str, value: str, specifier: str) -> PythonRequired:
    """The statement with its place: the value behind its name."""
    pattern = rf"(?<![\w-]){re.escape(what)}[\"']?[ \t]*=\s*[\"']{{0,3}}({re.escape(value)})"
    place = re.search(pattern, document.text)
    span = Span(*place.span(1)) if place else Span(0, 0)
    return PythonRequired(document, span, what, value, specifier)


def _setup_cfg(document: Document | None) -> PythonRequired | None:
    if document is None or "python_requires" not in document.text:
        return None
    import configparser  # noqa: PLC0415  gate: for setup.cfg

    reader = configparser.RawConfigParser()
    try:
        reader.read_string(document.text)
        value = reader.get("options", "python_requires", fallback="").strip()
    except (configparser.Error, ValueError):
        return None
    return _at(document, "python_requires", value, value) if value else None


def _setup_py(document: Document | None, parse: Parse) -> PythonRequired | None:
    """The text that `setup()` is called with."""
    if document is None or "python_requires" not in document.text:
        return None
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    tree = parse(document)
    for node in ast.walk(tree) if tree is not None else ():
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            given = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
            if keyword.arg == "python_requires" and isinstance(given, str):
                return _at(document, "python_requires", given, given)
    return None
