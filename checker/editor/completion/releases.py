"""Which releases of a distribution are for a Python, in words: the table that REQ014 rests on."""

from __future__ import annotations

from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.data import compiled_data
from checker.data.releases import below, numbers
from checker.editor.hover.markdown import code
from checker.platform.python_releases import minor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements.values import Requirement


class Step(NamedTuple):
    """From a release on, which Pythons are supported."""

    release: str
    low: str
    """The lowest one; empty where there is none."""
    high: str
    """The first one that is too high; empty where there is none."""

    def takes(self, python: str) -> bool:
        """Whether a Python is one of them."""
        too_low = bool(self.low) and below(python, self.low) is True
        return not too_low and not (self.high and below(python, self.high) is False)


def steps_of(name: str) -> list[Step]:
    """The steps of a distribution by its normalised name, the oldest first; none if not listed."""
    written: str = compiled_data("requires-python")["distribution"].get(name, "")
    return [Step(*step.split(",")) for step in written.split(" ")] if written else []


def date() -> str:
    """When the package index was read."""
    read: str = compiled_data("requires-python")["date"]
    return read


def releases_for(name: str, python: str) -> str:
    """Which releases of a distribution support a Python; empty for one that is not listed."""
    steps = steps_of(name)
    if not steps:
        return ""
    short = minor(python)
    beyond = next((step for step in steps if step.low and below(short, step.low)), None)
    if beyond is None:
        said = "Its newest release supports Python {version}."
        return fill(said, version=short) if steps[-1].takes(short) else ""
    if beyond is steps[0]:
        return fill("No release supports Python {version}.", version=short)
    said = "Releases before {release} support Python {version}."
    return fill(said, release=code(beyond.release), version=short)


def verdict(requirement: Requirement, python: str) -> str:
    """What a pin, or the lower bound of a range, needs; empty where nothing is known of it."""
    asked = requirement.pin or _lowest(requirement)
    if asked is None or numbers(asked) is None:
        return ""
    steps = list(_from(steps_of(requirement.normalised), asked))
    if not steps or not (steps[0].low or steps[0].high):
        return ""
    own = steps[0]
    wanted = _BOTH if own.low and own.high else _LOWEST if own.low else _HIGHEST
    wanted = fill(wanted, low=own.low, high=own.high)
    judged = steps[:1] if requirement.pin else steps
    fails = not any(step.takes(minor(python)) for step in judged)
    said = "{release} needs Python {wanted}: pip finds no such release, and the build fails."
    return fill(said if fails else "{release} needs Python {wanted}.", release=code(asked),
                wanted=wanted)  # fmt: skip


_BOTH, _LOWEST, _HIGHEST = (
    "{low} or later and older than {high}",
    "{low} or later",
    "older than {high}",
)


def _from(steps: list[Step], release: str) -> Iterator[Step]:
    """The step that a release belongs to, and all later ones."""
    at = -1
    for index, step in enumerate(steps):
        if below(release, step.release.partition(".post")[0]) is not False:
            break
        at = index
    if at >= 0:
        yield from steps[at:]


def _lowest(requirement: Requirement) -> str | None:
    """The lower bound of a range; None where it has none."""
    bounds = [
        clause.version.removesuffix(".*")
        for clause in requirement.specifiers
        if clause.operator in (">=", ">", "~=", "==") and numbers(clause.version.removesuffix(".*"))
    ]
    return max(bounds, key=lambda bound: numbers(bound) or (), default=None)
