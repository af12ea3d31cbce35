"""Binds a rule's row to its function, and loads that when it is to run.

Adding a rule is writing a row in `codes`, its function in the module that the row names, and its
page in `pages`.
"""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.loading import load
from checker.platform.builder import builder_of
from checker.platform.objections import own_problems
from checker.project.query import query
from checker.rules.codes import RULES
from checker.rules.needs import NEEDS, NOTHING_KEPT, WITH_INDEX

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from checker.base.findings import Finding, Location
    from checker.project.project import Project
    from checker.project.query import Query

    Needs = Mapping[str, Callable[[Project], bool]]
    Check = Callable[[Project], Iterator[Finding]]

FUNCTIONS: dict[str, Check] = {}
"""The functions that are loaded, by code."""
_COMPLETED = {"PROC001": "procfile.missing"}
"""Rules that know what to write where a builder only knows that something is missing."""


def rule(code: str) -> Callable[[Check], Check]:
    """Bind the decorated function to the row of `code`.

    Raises:
        ValueError: there is no such row, or it has a function already.
    """

    def bind(check: Check) -> Check:
        if code not in RULES or code in FUNCTIONS:
            raise ValueError(f"{code} has no row, or two functions")
        FUNCTIONS[code] = check
        return check

    return bind


def needs_alone(project: Project) -> Needs:
    """What tells by a row's `needs` whether a rule may find anything; empty where nothing does."""
    return {} if _unfounded(project) is None else NEEDS


@query
def _unfounded(project: Project) -> frozenset[str] | None:
    """The rules whose facts do not hold on the platform; None if more than that is to be asked."""
    if project.notes_questions or project.resolver is not None or own_problems(project):
        return None
    return builder_of(project.target).own_words


@cache
def findings_of(code: str) -> Query[Project, tuple[Finding, ...]]:
    """All that a rule and the platform's own builder find in a project, each thing once.

    Where `needs_alone` tells whether the rule may find anything, that is not asked here once more.
    """

    def found(project: Project) -> tuple[Finding, ...]:
        unfounded = _unfounded(project)
        if unfounded is None:
            return _with_own(code, project)
        return () if code in unfounded else tuple(_function(code)(project))

    return query(found, code)


def _with_own(code: str, project: Project) -> tuple[Finding, ...]:
    """What a rule finds if it needs to run, and what the builder finds that is reported as it."""
    is_own = code in builder_of(project.target).own_words
    if not own_problems(project) or code.startswith("PLT"):
        return () if is_own else _if_needed(code, project)
    own = list(own_findings(code, project))
    if own and code in _COMPLETED:
        module = load(f"checker.rules.{_COMPLETED[code]}")
        own = [module.completed(each, project) for each in own]
    if is_own:
        return tuple(own)
    found = _if_needed(code, project)
    if not own:
        return found
    # The builder knows best what becomes of a place that it objects to.
    return (*(each for each in found if not any(_is_same(each.at, one.at) for one in own)), *own)


def _if_needed(code: str, project: Project) -> tuple[Finding, ...]:
    return tuple(_function(code)(project)) if _need(RULES[code].needs)(project) else ()


@cache
def _need(name: str) -> Callable[[Project], bool]:
    """What answers a need: a query, so that the rules that have it rest on its answer only."""

    def met(project: Project) -> bool:
        return (NEEDS if project.resolver is None else WITH_INDEX)[name](project)

    return met if name in NOTHING_KEPT else query(met, f"need: {name}")


def _function(code: str) -> Check:
    """The function of a rule; it is imported now if it was not."""
    if code not in FUNCTIONS:
        load(f"checker.rules.{RULES[code].module}")
    return FUNCTIONS[code]


def _is_same(one: Location, other: Location) -> bool:
    """Whether two places overlap; a file as a whole overlaps with each of its places."""
    if one.path != other.path:
        return False
    whole = not one.end or not other.end
    return whole or (one.start <= other.end and other.start <= one.end)


def own_findings(code: str, project: Project) -> Iterator[Finding]:
    """What the platform's own builder finds that is reported as this rule."""
    return (each.finding for each in own_problems(project) if each.finding.code == code)


def load_all() -> dict[str, Check]:
    """Every rule's function, by code; all modules are imported now."""
    for row in RULES.values():
        load(f"checker.rules.{row.module}")
    return FUNCTIONS
