"""What a project's own metadata says that it depends on, as far as that is written down.

`[project]` of pyproject.toml, Poetry's table, setup.cfg and the literals in setup.py's call are
read; nothing is run.
"""

from __future__ import annotations

import ast
import configparser

from checker.parsers.declared import assigned, poetry_specifier
from checker.parsers.locks import table_of, tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from checker.base.text import Document
    from checker.parsers.declared import Parse, Read


def own_dependencies(
    read: Read, parse: Parse, folder: str = "", extras: Iterable[str] = ()
) -> tuple[str, ...] | None:
    """What the project in a folder depends on, as requirements; None if only a build would tell.

    Args:
        read: the document at a path from the root; None if it is no file, or cannot be read.
        parse: the syntax tree (`ast.Module`) of a document; None if there is none.
        folder: its path from the root; empty for the root.
        extras: the extras that are asked for.
    """
    prefix = f"{folder}/" if folder else ""
    pyproject = read(prefix + "pyproject.toml")
    found = tables(pyproject) if pyproject is not None else {}
    if found is None:
        return None
    own, poetry = found.get("project"), table_of(table_of(found, "tool"), "poetry")
    if isinstance(own, dict):
        dynamic = own.get("dynamic") or ()
        if "dependencies" in dynamic or (extras and "optional-dependencies" in dynamic):
            return None
        return _joined(own.get("dependencies", []), own.get("optional-dependencies", {}), extras)
    if poetry:
        return None if extras else _of_poetry(table_of(poetry, "dependencies"))
    return _of_setuptools(read(prefix + "setup.cfg"), read(prefix + "setup.py"), parse, extras)


def _joined(needed: Any, optional: Any, extras: Iterable[str]) -> tuple[str, ...] | None:
    """The dependencies with those of the extras; None unless they are lists of strings."""
    lists = [needed]
    for extra in extras:
        lists += [optional[extra]] if isinstance(optional, dict) and extra in optional else []
    if not all(isinstance(each, list) for each in lists):
        return None
    lines = [line for each in lists for line in each]
    return tuple(lines) if all(isinstance(line, str) for line in lines) else None


def _of_poetry(table: Mapping[str, Any]) -> tuple[str, ...] | None:
    lines = []
    for name, value in table.items():
        more = value if isinstance(value, dict) else {"version": value}
        if name == "python" or more.get("optional") is True:
            continue
        specifier = poetry_specifier(more.get("version"))
        if specifier is None or more.keys() - {"version", "extras"}:
            return None
        extras = more.get("extras")
        lines.append(f"{name}[{','.join(extras)}]{specifier}" if extras else name + specifier)
    return tuple(lines)


def _of_setuptools(
    cfg: Document | None, script: Document | None, parse: Parse, extras: Iterable[str]
) -> tuple[str, ...] | None:
    if cfg is None and script is None:
        return None
    given = _keywords(script, parse) if script is not None else {}
    written = _sections(cfg) if cfg is not None else {}
    if given is None or written is None:
        return None
    needed = given.get("install_requires", written.get("install_requires", []))
    optional = given.get("extras_require", written.get("extras_require", {}))
    return _joined(needed, optional, extras)


def _sections(document: Document) -> dict[str, Any] | None:
    reader = configparser.RawConfigParser()
    try:
        reader.read_string(document.text)
        needed = reader.get("options", "install_requires", fallback="")
        optional = dict(reader.items("options.extras_require")) if reader.has_section(
            "options.extras_require") else {}  # fmt: skip
    except (configparser.Error, ValueError):
        return None
    if any(text.lstrip().startswith("file:") for text in (needed, *optional.values())):
        return None
    return {
        "install_requires": _lines(needed),
        "extras_require": {extra: _lines(text) for extra, text in optional.items()},
    }


def _lines(text: str) -> list[str]:
    found = [line.partition(" #")[0].strip() for line in text.splitlines()]
    return [line for line in found if line and not line.startswith("#")]


def _keywords(document: Document, parse: Parse) -> dict[str, Any] | None:
    """The values of `setup()`'s arguments that matter; None if one is not written there."""
    tree = parse(document)
    if tree is None:
        return None
    named = assigned(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_setup(node.func)]
    if len(calls) != 1 or any(keyword.arg is None for keyword in calls[0].keywords):
        return None
    found = {}
    for keyword in calls[0].keywords:
        if keyword.arg not in ("install_requires", "extras_require"):
            continue
        value = keyword.value
        if isinstance(value, ast.Name) and len(named.get(value.id, ())) == 1:
            value = named[value.id][0]
        try:
            read = ast.literal_eval(value)
        except (ValueError, TypeError, RecursionError, MemoryError):
            return None
        if isinstance(read, str):
            read = _lines(read)
        found[keyword.arg] = list(read) if isinstance(read, (tuple, set)) else read
    return found


def _is_setup(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "setup"
