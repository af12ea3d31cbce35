"""Which of a target's Pythons a program can run on: what other rules say with each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Severity
from checker.platform.python_releases import minor
from checker.platform.python_version import python_version
from checker.project.project import Project
from checker.rules.registry import run

if TYPE_CHECKING:
    from collections.abc import Iterable

_JUDGES = ("REQ014", "PY001", "PY002", "PY003")
"""The rules on what a Python does not take: releases, syntax, the standard library."""


def first_fitting(project: Project, versions: Iterable[str]) -> str:
    """The first of some versions that nothing speaks against for certain; empty if there is none.

    Each minor version is judged once, so this is for where a finding is certain already.
    """
    judged: dict[str, bool] = {}
    for version in versions:
        if minor(version) not in judged:
            judged[minor(version)] = _fits(_with(project, version))
        if judged[minor(version)]:
            return version
    return ""


def is_fitting(project: Project) -> bool:
    """Whether nothing speaks against the Python that runs now."""
    return _fits(project)


def _with(project: Project, version: str) -> Project:
    """The same root, as if this Python ran it."""
    other = Project(project.tree, project.target)
    known = python_version(project)
    other.answers[python_version.name] = known._replace(effective=version, fails=False)
    return other


def _fits(project: Project) -> bool:
    found = (finding for code in _JUDGES for finding in run(code, project))
    return not any(each.certain and each.severity is Severity.ERROR for each in found)
