"""Which of a target's Pythons a program can run on: what other rules say with each of them."""

from __future__ import annotations

from checker.base.findings import Severity
from checker.parsers.requirements import ALL_PIPS
from checker.platform.facts import django
from checker.platform.plan import collectstatic_runs
from checker.platform.python_releases import minor, numbers
from checker.platform.python_version import python_version
from checker.project.project import Project
from checker.python.syntax.parse import parse
from checker.python.syntax.syntax_error import Kind
from checker.reachable.sources import python_of, python_sources, reads_plainly
from checker.rules.codes import RULES
from checker.rules.registry import findings_of, needs_alone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from checker.base.findings import Finding
    from checker.base.text import Document
    from checker.project.query import Key

_RELEASES = ("REQ014",)
_SOURCES = ("PY001", "PY002", "PY003")
"""The rules on what a Python does not take: releases; syntax and the standard library."""
_ALSO = ("REQ002", "REQ013")
"""Rules whose findings depend on the Python, or on its pip, and may have other cures."""


def first_fitting(project: Project, versions: Iterable[str], no_worse: bool = False) -> str:
    """The version that least speaks against, the first of equals; empty if none fits.

    Each minor version is judged once, so this is for where a finding is certain already.

    Args:
        project: the root.
        versions: the versions to choose from, the best first.
        no_worse: whether one that brings other errors than now is no choice.
    """
    limit = _errors(project, _ALSO) + 1 if no_worse else None
    best = ""
    free = dict(project.answers)
    for each in (Project.tracked, Project.requirements, Project.procfile, Project.runtime):
        free[each.name] = each(project)
    alike = _alike(project)
    known, asked = _errors(project, alike), [code for code in _ALSO if code not in alike]
    seen: set[str] = set()
    oldest, old = _needed(project), _of_python_2(project)
    for version in versions:
        if minor(version) in seen or numbers(version)[:2] < oldest:
            continue
        seen.add(minor(version))
        if any(_refuses(version, data) for data in old):
            continue
        other = _Supposed(project, version, free)
        errors = known + _errors(other, asked)
        if (limit is None or errors < limit) and _is_fitting(other, project):
            best, limit = version, errors
        other.resting.clear()  # they refer to it, and would keep it
        if limit == known:
            break  # no Python has fewer
    free.clear()
    return best


def _alike(project: Project) -> tuple[str, ...]:
    """Those of `_ALSO` that find as many errors with every Python, and its pip."""
    required = project.requirements
    entries = () if required is None else required.entries
    refusals = (entry.refusal for entry in entries if entry.refusal is not None)
    if project.resolver is None and all(each.pips == ALL_PIPS for each in refusals):
        return ("REQ002",)
    return ()


def is_fitting(project: Project) -> bool:
    """Whether nothing speaks against the Python that runs now."""
    return not any(map(_is_error, _found(project, (*_RELEASES, *_SOURCES))))


def _is_fitting(other: Project, project: Project) -> bool:
    """The same of another Python; what the project's own one reads need not be followed again."""
    if any(map(_is_error, _found(other, _RELEASES))):
        return False
    python = python_of(other)
    same = not django(project).manage_py or collectstatic_runs(other) == collectstatic_runs(project)
    if python is not None and same and reads_plainly(project, python):
        return True
    return not any(map(_is_error, _found(other, _SOURCES)))


def _needed(project: Project) -> tuple[int, ...]:
    """The Python that the syntax of the sources asks for: no earlier one need read them again."""
    refusals = (each.reading.syntax_error for each in python_sources(project) if each.certain)
    found = (each for each in refusals if each is not None and each.certain)
    return max(
        (each.since for each in found if each.kind is Kind.NEWER and each.since is not None),
        default=(),
    )


def _of_python_2(project: Project) -> list[bytes]:
    """The sources that are certainly Python 2's: a newer Python hardly ever reads one of them."""
    refusals = ((each, each.reading.syntax_error) for each in python_sources(project))
    return [
        each.document.data
        for each, found in refusals
        if each.certain and found is not None and found.certain and found.kind is Kind.PYTHON_2
    ]


def _refuses(version: str, data: bytes) -> bool:
    """Whether a Python 3 refuses such a source, which is told sooner than why it does."""
    python = numbers(version)
    if python[0] != 3:
        return False
    if python < _RESPELT and b"async" not in data and b"await" not in data:
        return True  # what is Python 2's alone is so for all of these
    return bool(parse(data, (python[0], python[1])).error)


_RESPELT = (3, 14)
"""The first Python 3 that reads `except A, B:`, as no other one does."""


class _Supposed(Project):
    """The same root, as if another Python ran it.

    What does not rest on the Python is worked out once for all that are tried.

    Args:
        project: the root.
        version: the Python.
        free: the answers so far that do not rest on the Python, by the query's key.
    """

    def __init__(self, project: Project, version: str, free: dict[Key, Any]) -> None:
        super().__init__(project.tree, project.target)
        known = python_version(project)
        self.resting[python_version.name] = known._replace(effective=version, fails=False)
        self.answers = free
        self._of = project

    def document(self, path: str) -> Document | None:
        return self._of.document(path)


def _found(project: Project, codes: Iterable[str]) -> Iterator[Finding]:
    needs = needs_alone(project)
    for code in codes:
        if not needs or needs[RULES[code].needs](project):
            yield from findings_of(code)(project)


def _is_error(finding: Finding, certain: bool = True) -> bool:
    return finding.severity is Severity.ERROR and (finding.certain or not certain)


def _errors(project: Project, codes: Iterable[str]) -> int:
    """How many errors, certain or not, these rules find."""
    return sum(_is_error(finding, certain=False) for finding in _found(project, codes))
