"""Why nothing fits: the fewest lines that cannot be installed, and what would resolve it."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.project.resolution import Cause, Trouble
from checker.resolve import words
from checker.resolve.failed import UvError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.parsers.requirements import Requirement
    from checker.resolve.solution import Solution
    from checker.resolve.solving import Solver

_MOST = 12
"""Troubles of one root that are looked for, one after the other."""
_SECONDS = 15
"""How long is looked for more than one trouble."""
_TOGETHER = 4
"""Questions that are asked at the same time."""
_NARROWED = 14
"""Lines that are left out one by one; of more, halves are tried first."""
_KNOWN = ("setuptools", "pip", "six", "requests")
"""What every index of Python packages has: where none is found, the index is at fault."""


class Explained(NamedTuple):
    """What stands against an installation."""

    troubles: tuple[Trouble, ...]
    rest: Solution | None
    """What comes of the lines that are left when the troubles are resolved; None if not known."""


def explained(solver: Solver, first: Solution) -> Explained:
    """The troubles of lines that do not fit together, each by itself.

    Args:
        solver: asks about them.
        first: what came of all of them.

    Raises:
        UvError: if the index stops answering before the first trouble is known.
    """
    lines = list(solver.inputs.lines)
    troubles: list[Trouble] = []
    cores: list[list[str]] = []
    solution = first
    ends = solver.uv.left() - _SECONDS
    is_there = False
    eased: set[int] = set()
    while solution.distributions is None and len(troubles) < _MOST:
        if troubles and solver.uv.left() < ends:
            return Explained(_confirmed(solver, troubles, cores), None)
        try:
            core, last = _core(solver, [text for text, _ in lines], solution)
            trouble, spoiler = _trouble(solver, [lines[at] for at in core], last)
        except UvError:
            if not troubles and solver.uv.left():
                raise
            found = _confirmed(solver, troubles, cores)
            return Explained(found or _named_in(solver, first), None)
        again = next((at for at in core if id(lines[at][1]) in eased), None)
        if again is None:
            troubles.append(trouble)
            cores.append([lines[at][0] for at in core])
        at = core[spoiler] if again is None else again
        requirement = lines[at][1]
        if trouble.instead and again is None:
            lines[at] = (_named(requirement), requirement)
            eased.add(id(requirement))
        else:
            del lines[at]  # if it is not as it was written, nothing is told of it
        texts = [text for text, _ in lines]
        is_there = is_there or trouble.cause not in (Cause.NO_NAME, Cause.NO_RELEASE)
        try:
            solution = solver.by_known(texts) if is_there else solver.solve(texts)
        except UvError:
            if not is_there:
                raise
            return Explained(_confirmed(solver, troubles, cores), None)
        if not is_there and not solution.distributions and not _has_anything(solver):
            raise UvError("the package index has none of the usual names")
        is_there = True
    rest = solution if solution.distributions is not None else None
    return Explained(_confirmed(solver, troubles, cores), rest)


def _confirmed(
    solver: Solver, troubles: Sequence[Trouble], cores: Sequence[Sequence[str]]
) -> tuple[Trouble, ...]:
    """The first trouble, of which the index has told, and those later ones that it confirms."""
    kept: dict[int, Trouble] = dict(enumerate(troubles))

    def confirm(at: int) -> None:
        try:
            if solver.solve(cores[at]).distributions is not None:
                del kept[at]
        except UvError:
            del kept[at]

    for first in range(1, len(troubles), _TOGETHER):
        from threading import Thread  # noqa: PLC0415  gate: more than one trouble

        together = range(first, min(first + _TOGETHER, len(troubles)))
        threads = [Thread(target=confirm, args=(at,)) for at in together]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    return tuple(kept[at] for at in sorted(kept))


def _named_in(solver: Solver, solution: Solution) -> tuple[Trouble, ...]:
    """What uv's words alone tell of the lines, if there is no time to find the fewest."""
    named = words.named_in(solution.error)
    found = tuple(each for _, each in solver.inputs.lines if each.normalised in named)
    because = words.chain(solution.error, named)
    last = found or tuple(each for _, each in solver.inputs.lines[-1:])
    return (Trouble(Cause.CONFLICT, last, last[-1].normalised, because, certain=bool(found)),)


def _has_anything(solver: Solver) -> bool:
    """Whether the index has what every index has."""
    if "--no-index" in solver.inputs.options:
        return True
    return any(solver.solve([name]).distributions is not None for name in _KNOWN)


def _core(solver: Solver, lines: Sequence[str], solution: Solution) -> tuple[list[int], Solution]:
    """The numbers of a smallest set of lines that do not fit together, and uv's words on it."""
    named = words.named_in(solution.error)
    core = [at for at, line in enumerate(lines) if words.normalised_head(line) in named]
    last = solution
    if len(core) == 1 and words.reason(solution.error) is not None:
        return core, last  # uv's reasons name all lines that they rest on
    if 0 < len(core) < len(lines):
        last = solver.by_known([lines[at] for at in core])
    if not core or last.distributions is not None:
        core, last = list(range(len(lines))), solution
    while len(core) > _NARROWED:
        size = len(core) // 2
        for part in (core[:size], core[size:]):
            found = solver.by_known([lines[at] for at in part])
            if found.distributions is None:
                core, last = part, found
                break
        else:
            break
    for at in list(core):
        if len(core) == 1:
            break
        without = [other for other in core if other != at]
        found = solver.by_known([lines[other] for other in without])
        if found.distributions is None:
            core, last = without, found
    return core, last


def _trouble(
    solver: Solver, core: Sequence[tuple[str, Requirement]], last: Solution
) -> tuple[Trouble, int]:
    """What the lines of a core come to, and the number of the one to change."""
    reason = words.reason(last.error)
    requirements = [requirement for _, requirement in core]
    capped = {name: wanted for name, _, wanted in last.capped}
    for requirement in requirements:
        if requirement.normalised in capped:
            reason = words.Reason(
                Cause.NO_PYTHON, requirement.normalised, requirement.pin or "",
                capped[requirement.normalised],
            )  # fmt: skip
    because = words.chain(last.error, [each.normalised for each in requirements])
    spoiler, instead = len(core) - 1, ""
    for at in reversed(range(len(core))):
        if reason is not None and reason[:2] == (Cause.NO_NAME, requirements[at].normalised):
            break
        others = [text for number, (text, _) in enumerate(core) if number != at]
        instead = _nearest(solver, others, requirements[at])
        found = solver.by_known([*others, _named(requirements[at])]) if not instead else None
        if found is None or found.distributions is not None:
            spoiler = at
            instead = instead or _release(found, requirements[at])
            break
    constraints = _constraints(solver, last) if reason is None or len(core) > 1 else ()
    ordered = [*requirements[:spoiler], *requirements[spoiler + 1 :], requirements[spoiler]]
    if reason is None or len(core) > 1:
        cause, name, wanted = Cause.CONFLICT, requirements[spoiler].normalised, ""
    else:
        cause, name, wanted = reason.cause, reason.name, reason.wanted
    return Trouble(
        cause, tuple(ordered), name, because, wanted, instead, constraints=constraints
    ), spoiler


def _constraints(solver: Solver, last: Solution) -> tuple[Requirement, ...]:
    """The constraints of which uv speaks."""
    named = words.named_in(last.error)
    return tuple(each for _, each in solver.inputs.constraints if each.normalised in named)


def _release(solution: Solution | None, requirement: Requirement) -> str:
    """The release of a requirement in a solution; empty if it is not in it."""
    found = solution.distributions if solution is not None else None
    return next((d.version for d in found or () if d.name == requirement.normalised), "")


def _nearest(solver: Solver, others: Sequence[str], requirement: Requirement) -> str:
    """The first release from a pin on that can be installed, as a wheel if there is one.

    Only asked for if all other lines are pinned: each of them would be taken in its lowest release.
    """
    pin = requirement.pin
    if pin is None or any("==" not in other for other in others):
        return ""
    base, _, local = pin.partition("+")
    if local:
        found = solver.by_known([*others, _named(requirement, f"=={base}")])
        if found.distributions is not None:
            return _release(found, requirement)
    binary = f"--only-binary {requirement.name}"
    is_binary = not {binary, "--only-binary :all:"}.isdisjoint(solver.inputs.options)
    for more in ([],) if is_binary else ([binary], []):
        line = _named(requirement, f">={base}")
        found = solver.by_known([*more, *others, line], lowest=True)
        if found.distributions is not None:
            return _release(found, requirement)
    return ""


def _named(requirement: Requirement, bound: str = "") -> str:
    """The requirement as it would be with another bound, or with none."""
    extras = f"[{','.join(requirement.extras)}]" if requirement.extras else ""
    marker = f" ; {requirement.marker}" if requirement.marker else ""
    return f"{requirement.name}{extras}{bound}{marker}"
