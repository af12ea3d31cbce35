"""Small projects in memory for the tests of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.files.tree import MemoryTree
from checker.platform.builder import builder_of
from checker.platform.django_facts import DjangoFacts
from checker.platform.facts import django
from checker.platform.plan import plan
from checker.project.project import Project
from checker.targets import targets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.platform.environment import Environment
    from checker.platform.values import Plan

SLUG, CNB, FIVE, FIVE_1 = "rainbond-6", "rainbond-6-cnb", "rainbond-5", "rainbond-5.1"


class Tree(MemoryTree):
    """A tree that says what git holds of it."""

    def __init__(self, files: Mapping[str, bytes], held: list[str] | None) -> None:
        super().__init__(files)
        self._held = held

    def tracked(self) -> dict[str, str] | None:
        return None if self._held is None else dict.fromkeys(self._held, "100644")


def project(target: str, *empty: str, tracked: list[str] | None = None) -> Project:
    """A project of files without content."""
    return of(target, dict.fromkeys(empty, b""), tracked)


def of(target: str, files: Mapping[str, str | bytes], tracked: list[str] | None = None) -> Project:
    """A project of exactly these files, whose Django settings are not looked at."""
    held = {p: d.encode() if isinstance(d, str) else d for p, d in files.items()}
    found = Project(Tree(held, tracked), targets()[target])
    found.answers[django.name] = DjangoFacts()
    return found


def plan_of(target: str, files: Mapping[str, str | bytes]) -> Plan:
    """The plan for exactly these files."""
    return plan(of(target, files))


def environment(target: str) -> Environment:
    """What the web command of an empty root sees."""
    return builder_of(targets()[target]).environment(of(target, {}))
