"""What a pip makes of requirements that takes the first one of each name, and never another.

That is each pip before 20.3, and the last one for Python 2. It goes by the file's order, then by
the order in which dependencies are met. A second bound on a name is not looked at: what the build
gets may not fit together, but it installs.
"""

from __future__ import annotations

from packaging.requirements import Requirement
from packaging.version import Version

from checker.base.records import NamedTuple
from checker.project.resolution import Cause, Trouble
from checker.resolve import words
from checker.resolve.failed import UvError
from checker.resolve.lines import wheel_name
from checker.resolve.pages import wheels_listed
from checker.resolve.tags import takes
from checker.resolve.wanted import (
    UnclearError,
    Wanted,
    bare_of,
    constraints_of,
    held_by,
    lines_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.project.resolution import Distribution
    from checker.resolve.inputs import Inputs
    from checker.resolve.solution import Solution
    from checker.resolve.solving import Solver
    from checker.resolve.wanted import Constraint

SYSTEMS = ("linux2", "linux")
"""What Python 2 calls the system, and what uv writes for `platform_system == "Linux"`."""
_LEVELS = 40
"""How deep dependencies may be."""


class Outcome(NamedTuple):
    """What that pip comes to."""

    distributions: tuple[Distribution, ...]
    troubles: tuple[Trouble, ...]
    hashes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unordered: bool = False
    """Whether the order in which dependencies are read decides which releases these are."""


def legacy(solver: Solver, inputs: Inputs, pip: tuple[int, ...]) -> Outcome:
    """What it installs, or why it stops.

    Args:
        solver: asks, and knows no constraints: here they count otherwise than for uv.
        inputs: what is asked about.
        pip: its version.

    Raises:
        UvError: if the index does not answer, or the order in which it looks decides.
    """
    try:
        return _outcome(solver, inputs, pip, SYSTEMS)
    except UnclearError:
        one, other = (_outcome(solver, inputs, pip, (system,)) for system in SYSTEMS)
        if inputs.hashed or bool(one.troubles) is not bool(other.troubles):
            raise
        return other._replace(unordered=True)


def _outcome(
    solver: Solver, inputs: Inputs, pip: tuple[int, ...], systems: tuple[str, ...]
) -> Outcome:
    environment = solver.metadata.environment()
    level, doubles = lines_of(inputs, environment, pip)
    if doubles:
        return Outcome((), tuple(doubles))
    constraints: dict[str, Constraint] = {}
    for each in constraints_of(inputs, environment):
        constraints.setdefault(each.name, each)
    seen: set[str] = set()
    found: dict[str, Distribution] = {}
    hashes: list[tuple[str, tuple[str, ...]]] = []
    unordered = False
    for _ in range(_LEVELS):
        new, unsure = _first(level, seen)
        solution, troubles = _level(solver, new)
        if solution is None:
            if unsure.intersection(each.name for each in troubles):
                raise UvError("the order in which its pip takes dependencies is not known")
            return Outcome((), tuple(troubles))
        older = solver.inputs.wheels_first and any(d.source for d in solution.distributions or ())
        older = older or _has_newer(solver, new, solution.distributions or ())
        unordered = unordered or bool(unsure) or older
        hashes += solution.hashes
        for chosen in solution.distributions or ():
            found[chosen.name] = chosen._replace(required_by=())
        level = [
            later
            for each in new
            if each.name in found
            for later in _needed(solver, found[each.name], each, constraints, systems)
        ]
        for later in level:
            own = found.get(later.name)
            if own is not None and later.by not in own.required_by:
                found[later.name] = own._replace(required_by=(*own.required_by, later.by))
        if not level:
            return Outcome(tuple(sorted(found.values())), (), tuple(hashes), unordered)
    raise UvError("too much would have to be asked")


def _first(level: Iterable[Wanted], seen: set[str]) -> tuple[list[Wanted], set[str]]:
    """The first mention of each name that has not been seen, and the names with another.

    Those are dependencies of one line that differ: the pips of Python 2 read them from a wheel in
    no order.
    """
    new: dict[str, Wanted] = {}
    unsure = set()
    for each in level:
        if each.name in seen:
            continue
        first = new.setdefault(each.name, each)
        if each.by and first.line is each.line and each[1:] != first._replace(by=each.by)[1:]:
            unsure.add(each.name)
    seen.update(new)
    return list(new.values()), unsure


def _level(solver: Solver, new: list[Wanted]) -> tuple[Solution | None, list[Trouble]]:
    """The releases of new names, or what is in the way."""
    texts = [each.text for each in new]
    solution = _alone(solver, texts)
    if solution.distributions is None:
        troubles = []
        for each in new:
            found = _alone(solver, [each.text])
            if found.distributions is None:
                reason = words.reason(found.error)
                cause = reason.cause if reason is not None else Cause.NO_RELEASE
                if any(name == each.name and not wanted for name, _, wanted in found.capped):
                    cause = Cause.NO_FILE
                wanted = reason.wanted if reason is not None else ""
                because = f"{each.by} needs {each.text}" if each.by else ""
                certain = "`cp27" not in found.error or not (
                    wheel_name(each.line) or _fitting(solver, each.text)
                )
                troubles.append(
                    Trouble(cause, (each.line,), each.name, because, wanted, certain=certain)
                )
        if not troubles:
            raise UvError("uv gives no answer")
        return None, troubles
    chosen = {each.name: each.version for each in solution.distributions}
    troubles = [
        Trouble(Cause.NO_RELEASE, (each.line,), each.name, f"{each.by} needs {each.text}")
        for each in new
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
        over = solver.metadata.over(solution.distributions)
        if not over:
            return solution
        more += [f"{name}!={version}" for name, version, _ in over]


def _fitting(solver: Solver, text: str) -> list[str]:
    """The versions of which an index's page lists a wheel that Python 2 takes, and that fit.

    uv knows no wheel for wide characters, and nothing of what those depend on.
    """
    wanted, inputs = Requirement(text), solver.inputs
    if not inputs.python.startswith("2."):
        return []
    return [
        version
        for version, files in wheels_listed(solver.cache, words.normalised_head(text)).items()
        if wanted.specifier.contains(version)
        and any(takes(file, inputs.python, inputs.libc) for file in files)
    ]


def _has_newer(solver: Solver, new: Iterable[Wanted], found: Iterable[Distribution]) -> bool:
    """Whether a newer release than one of these may fit that uv cannot take."""
    chosen = {each.name: Version(each.version) for each in found if each.version}
    return any(
        Version(version) > chosen[each.name]
        for each in new
        if each.name in chosen
        for version in _fitting(solver, each.text)
    )


def _fetch(solver: Solver, found: Iterable[Distribution]) -> None:
    """See that uv has the metadata of releases: it asks for that before all else."""
    # `==1.0` is a bound that `1.0+local` fits, too
    pins = [f"{d.name}==={d.version}" for d in found if solver.metadata.requires(d) is None]
    if not pins:
        return
    solver.solve(pins)
    for each in (each for each in found if solver.metadata.requires(each) is None):
        solver.solve([f"{each.name}==={each.version}"])


def _needed(
    solver: Solver,
    distribution: Distribution,
    asked: Wanted,
    constraints: dict[str, Constraint],
    systems: tuple[str, ...],
) -> Iterator[Wanted]:
    """What a release depends on.

    Raises:
        UvError: if that is not known.
    """
    environment = solver.metadata.environment()
    requires = solver.metadata.requires(distribution)
    if requires is None and distribution.version:
        raise UvError(f"what {distribution.name} depends on is not known")
    for text in requires or ():
        bare = bare_of(environment, text, asked.extras, systems)
        if bare is None:
            continue
        name = words.normalised_head(bare)
        extras = frozenset(Requirement(bare).extras)
        wanted = Wanted(name, bare, asked.line, distribution.name, extras)
        yield held_by(wanted, constraints[name]) if name in constraints else wanted
