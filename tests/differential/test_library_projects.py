"""Settings that use libraries, read and run: those kinds whose library is installed."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from checker.files.tree import MemoryTree
from tests.differential.libraries import DISTRIBUTIONS, OUTCOMES, compare, reading
from tests.differential.library_projects import projects

if TYPE_CHECKING:
    from pathlib import Path

KINDS = projects()
MODULES = {
    "environ": "environ", "environ.Path": "environ", "environs": "environs",
    "decouple": "decouple", "split_settings": "split_settings", "pydantic": "pydantic_settings",
    "dynaconf": "dynaconf", "configurations": "configurations",
    "dj-database-url": "dj_database_url",
}  # fmt: skip
KNOWN = [kind for kind in KINDS if "not modelled" not in kind]


def recorded() -> tuple[str, str, dict[str, list[str]]]:
    """The release of Django and of Python, and what happened to the cases of each kind."""
    head, *sections = OUTCOMES.read_text("utf-8").split("\n=== ")
    words = head.replace(",", "").split()
    found = {}
    for section in sections:
        kind, *lines = section.rstrip("\n").split("\n")
        found[kind] = lines
    return words[words.index("Django") + 1], words[words.index("Python") + 1], found


@pytest.mark.parametrize("kind", KNOWN)
def test_agrees_with_what_was_recorded(kind: str) -> None:
    django, python, found = recorded()
    assert len(found[kind]) == len(KINDS[kind])
    unknown = 0
    for (lines, files), happened in zip(KINDS[kind], found[kind], strict=True):
        tree = MemoryTree({name: text.encode() for name, text in files.items()})
        outcome = reading(kind, tree, django, python)
        unknown += outcome.succeeds is None
        assert outcome.succeeds in (None, happened == "ok"), lines
    assert unknown <= 0.05 * len(KINDS[kind]) + 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")
@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="written down for Python 3.11")
@pytest.mark.parametrize("kind", KNOWN)
def test_agrees_with_what_runs(kind: str, tmp_path: Path) -> None:
    module = MODULES.get(kind)
    if find_spec("django") is None or (module and find_spec(module) is None):
        pytest.skip(f"{DISTRIBUTIONS.get(kind, 'Django')} is not installed")
    sample = KINDS[kind][:: 1 if kind != "standard library" else 10]
    rows = compare(sys.executable, {kind: sample}, tmp_path)[kind]
    assert not [row for row in rows if row[0] == "wrong"]
    assert sum(row[0] == "unknown" for row in rows) <= 0.05 * len(rows) + 1
