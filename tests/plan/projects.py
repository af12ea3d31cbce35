"""Small projects in memory for the tests of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.project import Project
from checker.targets import targets
from tests.cases import CaseTree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.plan.values import Plan

SLUG, CNB, FIVE, FIVE_1 = "rainbond-6", "rainbond-6-cnb", "rainbond-5", "rainbond-5.1"


def project(
    target: str, *empty: str, tracked: list[str] | None = None, **files: str | bytes
) -> Project:
    """A project: `empty` names files without content, `files` has `__` for `/` and `_` for `.`."""
    held = dict.fromkeys(empty, b"")
    for name, data in files.items():
        path = name if name in ("Procfile", "Pipfile") else name.replace("__", "/")
        path = path if path in ("Procfile", "Pipfile") else ".".join(path.rsplit("_", 1))
        held[path] = data.encode() if isinstance(data, str) else data
    return Project(CaseTree(held, tracked), targets()[target])


def of(target: str, files: Mapping[str, str | bytes], tracked: list[str] | None = None) -> Project:
    """A project of exactly these files."""
    held = {p: d.encode() if isinstance(d, str) else d for p, d in files.items()}
    return Project(CaseTree(held, tracked), targets()[target])


def plan_of(target: str, files: Mapping[str, str | bytes]) -> Plan:
    """The plan for exactly these files."""
    return of(target, files).plan
