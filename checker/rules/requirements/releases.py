"""Releases that the target's Python does not take."""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.findings import Finding, Fold, Location, Severity
from checker.base.messages import say, say_several
from checker.base.records import NamedTuple
from checker.data import compiled_data
from checker.data.releases import below, numbers
from checker.platform.builder import builder_of
from checker.platform.python_releases import minor, nearest
from checker.platform.python_version import python_version
from checker.rules.registry import rule
from checker.rules.requirements.importable import unusable
from checker.rules.requirements.one_system import named, named_in, wheels, where_installed
from checker.rules.requirements.wheelless import wheelless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements.values import Entry, Requirement
    from checker.project.project import Project


WHEEL = (
    "{file} is a wheel for another Python than {python}, which this target runs → pip stops with "
    "`is not a supported wheel on this platform`"
)
PINNED = (
    "{name} {release} needs Python {wanted}, but this target runs {python} → pip finds no such "
    "release for it and the build fails"
)
RANGE = (
    "{name} from {release} on needs Python {wanted}, but this target runs {python} → pip finds no "
    "such release for it and the build fails"
)
HELP = {
    "any": "use another release; no Python of this target takes all requirements",
    "before": "use a release before {newest}; no Python of this target takes all requirements",
    "any, or Python": "use another release, or another Python: {python}",
    "before, or Python": "use a release before {newest}, or another Python: {python}",
}
"""What to do."""
SEVERAL = (
    "{count} requirements do not support Python {python}, which this target runs, starting with "
    "{name} {release} → pip finds no such releases and the build fails"
)


@rule("REQ014")
def python_mismatch(project: Project) -> Iterator[Finding]:
    """A release that is asked for does not support the Python that the platform runs."""
    yield from _wheels(project)
    if project.resolver is None:
        yield from _mismatches(project)
        yield from unusable(project, python_version(project).series)
        yield from wheelless(project)
        return
    from checker.rules.requirements.built import built  # noqa: PLC0415  gate: seldom allowed
    from checker.rules.requirements.resolved import resolved  # noqa: PLC0415  gate: seldom allowed

    # The index knows better than the table which Pythons a release supports.
    answer = project.resolution
    told = [] if answer is not None and answer.installs else list(_mismatches(project))
    yield from told
    yield from unusable(project, python_version(project).series)
    yield from resolved(project, "REQ014", told)
    yield from built(project)


def _wheels(project: Project) -> Iterator[Finding]:
    """Wheels for another Python, by their own name."""
    now = numbers(python_version(project).series or "")
    if now is None:
        return
    for entry, requirement, wheel in wheels(project):
        if any(_fits(tag, now, "abi3" in wheel.abis) for tag in wheel.pythons):
            continue
        message = say(WHEEL, file=wheel.file, python=python_version(project).effective)
        at = Location(entry.path, *requirement.span)
        help = "write `name==version`, or the address of a wheel for this Python"
        yield from where_installed(
            project, requirement, [Finding("REQ014", message, at, Severity.ERROR, help=help)]
        )


def _fits(tag: str, now: tuple[int, ...], stable: bool) -> bool:
    """Whether a Python tag is of this Python; also where that is not known."""
    digits = tag[2:]
    if tag[:2] not in ("py", "cp") or not digits.isdigit():
        return tag[:2] not in ("pp", "jy", "ip")
    made = (int(digits[0]), *([int(digits[1:])] if len(digits) > 1 else []))
    if tag[:2] == "py" or stable or len(made) == 1:
        return made[0] == now[0] and made <= now
    return made == now


def _mismatches(project: Project) -> Iterator[Finding]:
    """Each pinned release that the target's Python does not take."""
    python = python_version(project).series
    if python is None:
        return
    other: str | None = None
    for each in _refused(project, python):
        if other is None:
            other = _other_python(project)
        fields = {"name": each.requirement.name, "release": each.release, "wanted": each.wanted}
        now = python_version(project).effective
        message = say(PINNED if each.requirement.pin else RANGE, python=now, **fields)
        kind = "before" if each.newest else "any"
        help = say(
            HELP[f"{kind}, or Python" if other else kind],
            newest=each.newest,
            python=say(builder_of(project.target).terms.choose_python, version=other),
        )
        at = Location(each.entry.path, *each.requirement.span)
        fold = Fold("mismatch", say_several(SEVERAL, python=now, **fields))
        found = [Finding("REQ014", message, at, Severity.ERROR, help=help, fold=fold)]
        yield from where_installed(project, each.requirement, found)


class _Refused(NamedTuple):
    """A requirement whose releases a Python does not take."""

    entry: Entry
    requirement: Requirement
    release: str
    wanted: str
    """The Pythons that it takes, in words."""
    newest: str
    """The first release that needs a later one; empty if it needs an older one."""


def _refused(project: Project, python: str) -> Iterator[_Refused]:
    """What a Python does not take of the requirements, whatever their markers say."""
    if not named(project):
        return
    known: dict[str, str] = compiled_data("requires-python")["distribution"]
    for entry, requirement in named_in(project, known.keys()):
        pin = requirement.pin
        lowest = pin or _lowest(requirement)
        if lowest is None or numbers(lowest) is None:
            continue
        steps = known.get(requirement.normalised)
        needs = _needs(steps, lowest, not pin) if steps else None
        if needs is None or steps is None:
            continue
        low, high = needs
        if low and below(python, low):
            wanted, newest = say("{low} or later", low=low), _newest(steps, python)
        elif pin and high and below(python, high) is False:
            wanted, newest = say("older than {high}", high=high), ""
        else:
            continue
        yield _Refused(entry, requirement, lowest, wanted, newest)


def _other_python(project: Project) -> str:
    """The target's nearest Python that takes all requirements; empty if it has none."""
    now = python_version(project).effective or ""
    judged: dict[str, bool] = {}
    for version in nearest(now, project.target):
        short = minor(version)
        if short not in judged:
            judged[short] = next(_refused(project, short), None) is None
        if judged[short]:
            return version
    return ""


def _lowest(requirement: Requirement) -> str | None:
    """The release that all others of a range come after; None where nothing bounds it below."""
    bounds = [
        clause.version.removesuffix(".*")
        for clause in requirement.specifiers
        if clause.operator in (">=", ">", "~=", "==")
    ]
    return max((b for b in bounds if numbers(b)), key=lambda b: numbers(b) or (), default=None)


@lru_cache(5000)
def _needs(steps: str, release: str, later: bool) -> tuple[str, str] | None:
    """The lowest Python of a release (or of all `later` ones too), and the first too high."""
    found: tuple[str, str] | None = None
    for step in steps.split(" "):
        first, low, high = step.split(",")
        base, post, _ = first.partition(".post")
        if below(release, base) is False and not (post and numbers(release) == numbers(base)):
            found = low, high
        elif found is None or not later:
            break
        elif not low or below(low, found[0]):
            found = low, ""
    return found


def _newest(steps: str, python: str) -> str:
    """The first release that needs more than this Python."""
    for step in steps.split(" "):
        release, low, _ = step.split(",")
        if low and below(python, low):
            return release
    return ""
