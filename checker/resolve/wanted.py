"""What lines and constraints ask for, to a pip that goes by their order."""

from __future__ import annotations

from packaging.utils import canonicalize_version

from checker.base.records import NamedTuple
from checker.project.resolution import Cause, Trouble
from checker.resolve import words
from checker.resolve.dependency import parsed
from checker.resolve.failed import UvError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Requirement as Line
    from checker.resolve.inputs import Inputs

_CANONICAL = (20, 3)
"""The first pip for which `==1.15` and `==1.15.0` are the same."""


class UnclearError(UvError):
    """What a marker says cannot be told from what uv keeps of it."""


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


class Constraint(NamedTuple):
    """A bound on a name, wherever it is asked for."""

    name: str
    text: str
    extras: frozenset[str]
    line: Line
    ahead: int
    """How many lines stand before it."""


def constraints_of(inputs: Inputs, environment: dict[str, str]) -> Iterator[Constraint]:
    """The constraints that hold, in the order in which they are read."""
    pairs = zip(inputs.constraints, inputs.ahead, strict=True)
    for (text, line), ahead in pairs:
        bare = bare_of(environment, text, frozenset())
        if bare is not None:
            yield Constraint(line.normalised, bare, frozenset(line.extras), line, ahead)


def lines_of(
    inputs: Inputs, environment: dict[str, str], pip: tuple[int, ...]
) -> tuple[list[Wanted], list[Trouble]]:
    """What the lines want, first mentions only, and what is asked for twice, with other bounds."""
    pending = list(constraints_of(inputs, environment))
    constraints: dict[str, Constraint] = {}
    first: dict[str, Wanted] = {}
    troubles = []

    def constrain(upto: int) -> None:
        while pending and pending[0].ahead <= upto:
            each = pending.pop(0)
            before = first.get(each.name)
            if before is None:
                constraints.setdefault(each.name, each)
            elif each.name not in constraints and _differ(before, each.line, each.extras, pip):
                cause, lines = Cause.CONFLICT, (before.line,)
                troubles.append(Trouble(cause, lines, each.name, constraints=(each.line,)))

    for at, (text, line) in enumerate(inputs.lines):
        constrain(at)
        extras = frozenset(line.extras)
        bare = bare_of(environment, text, frozenset())
        if bare is None:
            continue
        name = line.normalised
        held = constraints.get(name)
        before = first.get(name)
        if before is None:
            wanted = Wanted(name, bare, line, "", extras)
            first[name] = wanted if held is None else held_by(wanted, held)
        elif held is None and _differ(before, line, extras, pip):
            troubles.append(Trouble(Cause.CONFLICT, (before.line, line), name))
    constrain(len(inputs.lines))
    return list(first.values()), troubles


def held_by(wanted: Wanted, constraint: Constraint) -> Wanted:
    """What is wanted as a constraint has it: its bound counts instead, its extras as well."""
    extras = wanted.extras | constraint.extras
    asked = f"[{','.join(sorted(extras))}]" if extras else ""
    head = words.head_of(constraint.text)
    bound = constraint.text.removeprefix(head)
    if bound.startswith("["):
        bound = bound.partition("]")[2]
    return wanted._replace(text=head + asked + bound, extras=extras)


def _differ(before: Wanted, line: Line, extras: frozenset[str], pip: tuple[int, ...]) -> bool:
    """Whether a line asks for the same with another bound than one before it."""
    return before.extras == extras and _bounds(before.line, pip) != _bounds(line, pip)


def _bounds(line: Line, pip: tuple[int, ...]) -> set[tuple[str, str]]:
    return {
        (each.operator, canonicalize_version(each.version) if pip >= _CANONICAL else each.version)
        for each in line.specifiers
    }


def bare_of(
    environment: dict[str, str], text: str, extras: frozenset[str], systems: tuple[str, ...] = ()
) -> str | None:
    """A requirement without its marker; None if that does not hold.

    Raises:
        UnclearError: if it holds for one name of the system that the Python may give and not for
            the other: uv keeps `platform_system == "Linux"` as `sys_platform == "linux"`.
    """
    found = parsed(text)
    if found is None:
        return text.partition(" ; ")[0]
    if found.marker is not None:
        two = environment["sys_platform"] == "linux2"
        holds = {
            any(
                found.marker.evaluate({**environment, "sys_platform": system, "extra": extra})
                for extra in ("", *extras)
            )
            for system in (systems if two and systems else (environment["sys_platform"],))
        }
        if len(holds) > 1:
            raise UnclearError(f"whether `{text}` is needed on Python 2 is not known")
        if holds == {False}:
            return None
        found.marker = None
    return str(found)
