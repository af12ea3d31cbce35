"""What a pip makes of requirements that takes the first one of each name, and never another.

That is each pip before 20.3, and the last one for Python 2. It goes by the file's order, then by
the order in which dependencies are met. A second bound on a name is not looked at: what the build
gets may not fit together, but it installs.
"""

from __future__ import annotations

from packaging.requirements import InvalidRequirement, Requirement

from checker.base.records import NamedTuple
from checker.project.resolution import Cause, Trouble
from checker.resolve import words
from checker.resolve.uv import UvError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.parsers.requirements import Requirement as Line
    from checker.project.resolution import Distribution
    from checker.resolve.solving import Solution, Solver

_LEVELS = 40
"""How deep dependencies may be."""


class Wanted(NamedTuple):
    """One name that is asked for."""

    name: str
    text: str
    """As uv reads it, without a marker."""
    line: Line
    """The line because of which."""
    by: str = ""
    """What depends on it, normalised; empty for a line's own."""
    extras: frozenset[str] = frozenset()


class Outcome(NamedTuple):
    """What that pip comes to."""

    distributions: tuple[Distribution, ...]
    troubles: tuple[Trouble, ...]
    hashes: tuple[tuple[str, tuple[str, ...]], ...] = ()


def legacy(solver: Solver) -> Outcome:
    """What it installs, or why it stops.

    Raises:
        UvError: if the index does not answer.
    """
    constraints: dict[str, str] = {}
    for text, constraint in solver.inputs.constraints:
        bare = _bare(solver, text, frozenset())
        if bare is not None and constraints.setdefault(constraint.normalised, bare) != bare:
            raise UvError("several constraints have the same name")
    level = list(_lines(solver, constraints))
    doubles = _doubles(level)
    if doubles:
        return Outcome((), tuple(doubles))
    seen: dict[str, frozenset[str]] = {}
    found: dict[str, Distribution] = {}
    hashes: list[tuple[str, tuple[str, ...]]] = []
    for _ in range(_LEVELS):
        fresh = []
        for each in level:
            asked = seen.get(each.name)
            if asked is None or each.extras - asked:
                fresh.append(each)
                seen[each.name] = (asked or frozenset()) | each.extras
        new = [each for each in fresh if each.name not in found]
        solution, troubles = _level(solver, new)
        if solution is None:
            return Outcome((), tuple(troubles))
        hashes += solution.hashes
        for chosen in solution.distributions or ():
            found[chosen.name] = chosen._replace(required_by=())
        level = [
            later
            for each in fresh
            if each.name in found
            for later in _needed(solver, found[each.name], each, constraints)
        ]
        for later in level:
            own = found.get(later.name)
            if own is not None and later.by not in own.required_by:
                found[later.name] = own._replace(required_by=(*own.required_by, later.by))
        if not level:
            return Outcome(tuple(sorted(found.values())), (), tuple(hashes))
    raise UvError("too much would have to be asked")


def _lines(solver: Solver, constraints: dict[str, str]) -> Iterator[Wanted]:
    for text, each in solver.inputs.lines:
        extras = frozenset(each.extras)
        bare = _bare(solver, text, frozenset())
        if bare is None:
            continue
        name = each.normalised
        if name in constraints:
            asked = f"[{','.join(sorted(extras))}]" if extras else ""
            head = words.head_of(constraints[name])
            bare = head + asked + constraints[name].removeprefix(head)
        yield Wanted(name, bare, each, "", extras)


def _doubles(level: Iterable[Wanted]) -> list[Trouble]:
    """A name that is asked for twice, with other bounds."""
    first: dict[tuple[str, frozenset[str]], Wanted] = {}
    troubles = []
    for each in level:
        before = first.setdefault((each.name, each.extras), each)
        if before.text.replace(" ", "") != each.text.replace(" ", ""):
            troubles.append(Trouble(Cause.CONFLICT, (before.line, each.line), each.name))
    return troubles


def _level(solver: Solver, new: list[Wanted]) -> tuple[Solution | None, list[Trouble]]:
    """The releases of new names, or what is in the way."""
    by_name = {each.name: each for each in new}
    texts = [each.text for each in by_name.values()]
    solution = _alone(solver, texts)
    if solution.distributions is None:
        troubles = []
        for each in by_name.values():
            found = _alone(solver, [each.text])
            if found.distributions is None:
                reason = words.reason(found.error)
                cause = reason.cause if reason is not None else Cause.NO_RELEASE
                wanted = reason.wanted if reason is not None else ""
                because = f"{each.by} needs {each.text}" if each.by else ""
                # uv knows no wheel of Python 2 that is made for wide characters
                certain = "`cp27m" not in found.error
                troubles.append(
                    Trouble(cause, (each.line,), each.name, because, wanted, certain=certain)
                )
        if not troubles:
            raise UvError("uv gives no answer")
        return None, troubles
    chosen = {each.name: each.version for each in solution.distributions}
    troubles = [
        Trouble(Cause.NO_RELEASE, (each.line,), each.name, f"{each.by} needs {each.text}")
        for each in by_name.values()
        if each.by and not solver.inputs.prerelease
        if words.has_bound(each.text) and not words.names_prerelease(each.text)
        if words.names_prerelease(f"=={chosen.get(each.name, '0')}")
    ]
    return (None if troubles else solution), troubles


def _alone(solver: Solver, texts: list[str]) -> Solution:
    """The release of each of these names by itself; what they depend on has been fetched then."""
    more: list[str] = []
    while True:
        solution = solver.solve(texts, more, closed=True)
        if solution.distributions is None:
            pins = [pin for pin in words.yanked_pins(texts, solution.error) if pin not in more]
            if not pins:
                return solution
            more += pins
            continue
        _fetch(solver, solution.distributions)
        over = [each for each in map(solver.over, solution.distributions) if each is not None]
        if not over:
            return solution
        more += [f"{name}!={version}" for name, version, _ in over]


def _fetch(solver: Solver, found: Iterable[Distribution]) -> None:
    """See that uv has the metadata of releases: it asks for that before all else."""
    pins = [f"{d.name}=={d.version}" for d in found if solver.requires(d) is None]
    if not pins:
        return
    solver.solve(pins)
    for each in (each for each in found if solver.requires(each) is None):
        solver.solve([f"{each.name}=={each.version}"])


def _needed(
    solver: Solver, distribution: Distribution, asked: Wanted, constraints: dict[str, str]
) -> Iterator[Wanted]:
    """What a release depends on."""
    for text in solver.requires(distribution) or ():
        bare = _bare(solver, text, asked.extras)
        if bare is None:
            continue
        name = words.normalised_head(bare)
        extras = frozenset(Requirement(bare).extras)
        yield Wanted(name, constraints.get(name, bare), asked.line, distribution.name, extras)


def _bare(solver: Solver, text: str, extras: frozenset[str]) -> str | None:
    """A requirement without its marker; None if that does not hold."""
    try:
        found = Requirement(text)
    except InvalidRequirement:
        return text.partition(" ; ")[0]
    if found.marker is not None:
        environment = solver.environment()
        if not any(
            found.marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras)
        ):
            return None
        found.marker = None
    return str(found)
