"""What the build's pip makes of what uv says, where the two differ."""

from __future__ import annotations

from checker.data.pips import newest_pip
from checker.platform.python_version import python_version
from checker.project.resolution import Cause, Trouble
from checker.resolve.words import names_prerelease

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements import Requirement
    from checker.project.project import Project
    from checker.project.resolution import Resolution
    from checker.resolve.inputs import Inputs

_LEGACY = (20, 3)
"""The first pip whose resolver refuses requirements that exclude each other."""
_FILTERED = (26, 0)
"""The first pip that takes a pre-release for a bound that names none if there is nothing else."""
_MANYLINUX = (20, 3)
"""The first pip that knows every wheel for Linux that uv knows."""


def judged(found: Resolution, inputs: Inputs, pip: tuple[int, ...]) -> Resolution:
    """The same as the build's pip would have it, where that differs from uv."""
    troubles = [*found.troubles]
    texts = {each.name: each.version for each in found.distributions}
    for requirement in (each for _, each in inputs.lines):
        exact = [each.version for each in requirement.specifiers if each.operator == "==="]
        chosen = texts.get(requirement.normalised)
        if exact and chosen is not None and exact[0].lower() != chosen.lower():
            troubles.append(
                Trouble(Cause.NO_RELEASE, (requirement,), requirement.normalised, instead=chosen)
            )
    if pip < _FILTERED:
        troubles += _early(texts, [each for _, each in inputs.lines])
    if inputs.hashed and found.installs:
        troubles += _without_hash(found, [each for _, each in inputs.lines])
    if pip < _LEGACY or inputs.python.startswith("2."):
        return _legacy(found, troubles, inputs, pip)
    if not troubles:
        return found
    return found._replace(
        installs=False, troubles=tuple(troubles), distributions=(), complete=False
    )


def _early(chosen: dict[str, str], lines: list[Requirement]) -> list[Trouble]:
    """The requirements with a bound that names no pre-release, where there are only such."""
    troubles = []
    for requirement in lines:
        version = chosen.get(requirement.normalised, "")
        bounds = [each.operator + each.version for each in requirement.specifiers]
        named = any(names_prerelease(bound) for bound in bounds)
        if bounds and not named and names_prerelease(f"=={version}"):
            name = requirement.normalised
            troubles.append(Trouble(Cause.NO_RELEASE, (requirement,), name, instead=version))
    return troubles


def _legacy(
    found: Resolution, troubles: list[Trouble], inputs: Inputs, pip: tuple[int, ...]
) -> Resolution:
    """What a pip makes of it that takes the first release it meets, and never another instead."""
    kept = [each for each in troubles if each.cause is not Cause.CONFLICT or _is_double(each)]
    installs = False if kept else None
    if inputs.python.startswith("2."):  # uv does not know all of its wheels
        kept = [each for each in kept if each.cause is not Cause.NO_FILE]
        installs = False if kept else None
    because = "its pip installs requirements that exclude each other, in its own order"
    if not troubles and pip < _MANYLINUX:
        because = "its pip does not know the wheels of today"
    elif not troubles:
        installs = True
        because = "which releases its pip takes depends on the order in which it meets them"
    return found._replace(
        installs=installs,
        troubles=tuple(kept),
        distributions=(),
        because=because,
        complete=False,
    )


def _is_double(trouble: Trouble) -> bool:
    """Whether one name is asked for twice, which every pip refuses."""
    return len({each.normalised for each in trouble.requirements}) < len(trouble.requirements)


def _without_hash(found: Resolution, lines: list[Requirement]) -> list[Trouble]:
    """The dependencies without a line of their own, where pip asks for a hash on each."""
    hashed = {each.normalised for each in lines if each.hashes}
    by_name = {each.normalised: each for each in lines}
    troubles = []
    for each in found.distributions:
        owners = [by_name[name] for name in each.required_by if name in by_name]
        if each.name not in by_name and each.name not in hashed and owners:
            troubles.append(Trouble(Cause.NO_HASH, (owners[0],), each.name, instead=each.version))
    return troubles


def pip_of(project: Project) -> tuple[int, ...]:
    """The oldest pip that the build may get."""
    if project.target.pip:
        return tuple(map(int, project.target.pip.split(".")))
    python = python_version(project).minor
    return newest_pip(python) if python is not None else _LEGACY
