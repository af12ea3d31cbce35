"""The configuration: where it is found, and its strict reading.

`pyspec-check.toml`, or `[tool.pyspec-check]` in `pyproject.toml`. The nearest one, from the root
upwards to the top of the git checkout, is the only one: nothing merges. The command line is above.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from checker.base.errors import PlacedError, UsageError
from checker.base.records import NamedTuple
from checker.base.text import Document, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.base.toml import Path
    from checker.files.tree import Tree
    from checker.targets import Target

OWN_FILE = "pyspec-check.toml"
SHARED_FILE = "pyproject.toml"
_TABLE = ("tool", "pyspec-check")
_WIDTH = 100
"""Code points of a line that an error shows."""


class Config(NamedTuple):
    """One configuration as it was read; what it does not set has the defaults."""

    path: str = ""
    """The file, as an error names it; empty where there is none."""
    base: str = ""
    """The checked root's path from the folder of the file: empty, or ends in `/`."""
    target: str | None = None
    targets: Mapping[str, Target] = {}
    """Ours and the user's own; empty where there are only ours."""
    own_targets: Mapping[str, Any] = {}
    """The user's own as they are written."""
    roots: tuple[str, ...] = ()
    """Folders below the file's, normalised; `.` for the file's own."""
    select: tuple[str, ...] = ()
    ignore: Mapping[str, str] = {}
    """Codes, prefixes or names, each with its reason (which may be empty)."""
    per_file_ignores: Mapping[str, Mapping[str, str]] = {}
    severity: Mapping[str, str] = {}
    fail_on: str | None = None
    exclude: tuple[str, ...] = ()
    lines: Mapping[str, int] = {}
    """The 1-based line of each key that is set."""
    warnings: tuple[PlacedError, ...] = ()
    """Mistakes that a check can live with."""
    missing_roots: Mapping[str, str] = {}
    """For each of `roots` what is told where it is no folder."""


def find_config(tree: Tree, root: str | None, folder: str = "") -> Config:
    """The configuration for a root.

    Args:
        tree: the files of the root, or of one above it.
        root: where the tree lies on disk, for looking above it; None: nothing is above.
        folder: the root within the tree.

    Raises:
        UsageError: for a mistake in it.
    """
    inner, base = folder + "/" if folder else "", ""
    while True:
        found = _read(tree, inner, inner, base)
        if found is not None:
            return found
        if not inner:
            break
        inner, _, name = inner[:-1].rpartition("/")
        inner, base = inner + "/" if inner else "", f"{name}/{base}"
    if root is not None:
        from checker.files.tree import DirectoryTree

        for above in folders_above(root):
            here = os.path.realpath(root)
            shown = os.path.relpath(above, here).replace(os.sep, "/") + "/"
            below = os.path.relpath(here, above).replace(os.sep, "/") + "/" + base
            found = _read(DirectoryTree(above), "", shown, below)
            if found is not None:
                return found
    return Config()


def folders_above(root: str) -> list[str]:
    """The folders above a root up to the top of its checkout; outside of one there are none."""
    found: list[str] = []
    here = os.path.realpath(root)
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            return []
        here = above
        found.append(here)
    return found


def _read(tree: Tree, folder: str, shown: str, base: str) -> Config | None:
    """The configuration in one folder of a tree; None where there is none."""
    own = tree.read(folder + OWN_FILE)
    shared = tree.read(folder + SHARED_FILE)
    if not own.problem:
        found = _parse(own.decoded(shown + OWN_FILE), (), base)
        if found is not None and b"\n[tool.pyspec-check" in b"\n" + shared.data:
            text = shared.decoded(shown + SHARED_FILE).text
            at = ("\n" + text).find("\n[tool.pyspec-check")
            words = f"its [tool.pyspec-check] does not count beside {OWN_FILE}"
            told = f"{visible(shown)}{SHARED_FILE}: {words}"
            warning = PlacedError(told, shown + SHARED_FILE, at, at + 1, words)
            found = found._replace(warnings=(*found.warnings, warning))
        return found
    if own.problem != "missing":
        raise UsageError(f"cannot read {visible(shown)}{OWN_FILE}: {own.problem}")
    if shared.problem or b"pyspec" not in shared.data.lower():
        return None  # and `tomllib` need not be imported
    return _parse(shared.decoded(shown + SHARED_FILE), _TABLE, base)


def _parse(document: Document, table: Path, base: str) -> Config | None:
    """The table of a document; None where it has no such table."""
    from checker.base.toml import parse_toml

    if document.encoding != "utf-8" or document.undecodable is not None:
        at = document.undecodable or 0
        raise mistake(document, at, at + 1, "this is not UTF-8")
    if not document.complete:
        end = len(document.text)
        raise mistake(document, end, end, f"the file is larger than {len(document.data):,} bytes")
    try:
        values: Any = parse_toml(document.text)
    except ValueError as error:
        at, words = _toml_error(document, str(error))
        raise mistake(document, at, at + 1, words) from error
    except RecursionError:
        raise mistake(document, 0, 0, "arrays or tables lie too deep within each other") from None
    for name in table:
        tables = values if isinstance(values, dict) else {}
        values = tables.get(name)
        if values is None:
            if name == _TABLE[-1]:
                _must_not_be_misspelt(document, tables)
            return None
    from checker.config.parse import Reader

    return Reader(document, table).config(values, base)


def _must_not_be_misspelt(document: Document, tables: Mapping[str, Any]) -> None:
    """Refuse a table whose name differs from ours in case and dashes only."""
    name = _TABLE[-1]
    for other in tables:
        if other.lower().replace("_", "").replace("-", "") == name.replace("-", ""):
            from checker.base.toml import place_of, places

            start, end = place_of(places(document.text), (*_TABLE[:-1], other)).key
            words = f"unknown table `tool.{visible(other, 80)}`; did you mean `tool.{name}`?"
            raise mistake(document, start, end, words)


def _toml_error(document: Document, message: str) -> tuple[int, str]:
    """The offset and the words of a parser's message, `… (at line 1, column 5)`."""
    import re

    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", message)
    if not found:
        return 0, visible(message, _WIDTH)
    words = visible(found[1], _WIDTH)
    if found[2] is None:
        return len(document.text), words
    line = min(int(found[2]), len(document.starts))
    return document.starts[line - 1] + int(found[3]) - 1, words


def mistake(document: Document, start: int, end: int, words: str, more: str = "") -> PlacedError:
    """The error for a place of the configuration: file, line, column, the line with carets."""
    line, column = document.line_column(start)
    first, last = document.line_span(line)
    end = min(max(end, start + 1), last)
    before = visible(document.text[first:start])
    if len(before) > _WIDTH // 2:
        before = "…" + before[-_WIDTH // 2 :]
    marked = visible(document.text[start:end])
    shown = f"{before}{marked}{visible(document.text[end:last])}"[:_WIDTH]
    carets = "^" * max(1, min(len(marked), _WIDTH - len(before)))
    margin = " " * len(str(line))
    lines = [
        f"{visible(document.path)}:{line}:{column}: {words}",
        f" {line} | {shown}",
        f" {margin} | {' ' * len(before)}{carets}",
    ]
    told = "\n".join([*lines, more] if more else lines)
    return PlacedError(
        told, document.path, start, max(end, start), f"{words}; {more}" if more else words
    )
