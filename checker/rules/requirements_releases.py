"""Pinned releases that the target's Python does not take, or that no longer work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.model import Finding, Location, Severity
from checker.rules import rule, say
from checker.rules.requirements_systems import named, where_installed
from checker.rules.tables import below, numbers
from checker.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements.values import Requirement
    from checker.project import Project


_SINGLE = 3
"""Requirements of one file that are reported one by one; more are one finding."""
_SHOWN = 11
"""Of those, the places that are shown, the finding's own among them."""


def _effective(project: Project) -> str | None:
    """The minor version of the Python that runs: `3.6`."""
    effective: str | None = project.plan.python.effective
    parts = (effective or "").split(".")
    return ".".join(parts[:2]) if len(parts) >= 2 and numbers(".".join(parts[:2])) else None


@rule(
    "REQ013",
    "requirements-known-conflict",
    Severity.ERROR,
    cites=("compile.install", "source.runs-locally", "F34", "F35"),
)
def known_conflict(project: Project) -> Iterator[Finding]:
    """A pinned release that fails with the newest release of what it depends on.

    Why:
        An old pin whose dependencies are free takes their newest releases at every build, and some
        of those have removed what it imports: Flask up to 1.1.2 with Jinja2 3.1, Flask 2.0 to 2.2.4
        with Werkzeug 3, gunicorn up to 20.1 with setuptools 82. It worked when it was written, and
        the next build fails to start. Others (celery before 5.2.1, sources with `use_2to3`) are
        refused by the newest pip or setuptools, or are for Python 2 alone, as `wsgiref`, which an
        old `pip freeze` names. A small table of what is often met, dated 2026-11-22.

        What the newest release is depends on the Python: on 3.6 pip takes Jinja2 3.0 and nothing
        breaks, so it is not reported there. A pin or an upper bound on the dependency is enough.

    Example:
        Flask==2.0.3        (and no line for Werkzeug)

    Use instead:
        Flask==2.0.3
        Werkzeug<3
    """
    python = _effective(project)
    requirements = project.requirements
    if python is None or requirements is None:
        return
    conflicts = shipped("known-conflicts")
    seen: set[tuple[str, str]] = set()
    for entry, requirement in named(project):
        found: list[Finding] = []
        pin = requirement.pin
        at = Location(entry.path, *requirement.span)
        for row in conflicts["imports"]:
            if not _is_old(row, requirement.normalised, pin, python):
                continue
            key = (row["distribution"], row["dependency"])
            if key in seen or _capped(project, row["dependency"], row["limit"]):
                continue
            seen.add(key)
            message = say(
                "{name} {pin} does not work with {dependency} {limit}, which nothing excludes "
                "→ it stops with `{error}`",
                name=requirement.name,
                pin=pin,
                dependency=row["dependency"],
                limit=f"{row['limit']} and later",
                error=row["error"],
            )
            help = say(
                "add a line `{dependency}<{limit}`, or take {name} {before} or later",
                dependency=row["dependency"],
                limit=row["limit"],
                name=requirement.name,
                before=row["before"],
            )
            known = requirements.complete
            found.append(Finding("REQ013", message, at, Severity.ERROR, known, help))
        for row in conflicts["refused"]:
            if not _is_old(row, requirement.normalised, pin, python):
                continue
            message = say(
                "{text} {found} → the build fails with `{error}`",
                text=requirement.text,
                found=row.get("found", "is refused by the newest tools"),
                error=row["error"],
            )
            help = row.get("help", "replace it: it has no release that installs")
            if "before" in row and "help" not in row:
                help = say(
                    "take {name} {before} or later", name=requirement.name, before=row["before"]
                )
            found.append(Finding("REQ013", message, at, Severity.ERROR, help=help))
        yield from where_installed(project, requirement, found)


def _is_old(row: dict[str, Any], name: str, pin: str | None, python: str) -> bool:
    """Whether a row of the table is about this requirement on this Python."""
    if name != row["distribution"] or below(python, row["python"]) is not False:
        return False
    if "before" not in row:
        return True
    if pin is None or below(pin, row["before"]) is not True:
        return False
    return "since" not in row or below(pin, row["since"]) is False


def _capped(project: Project, name: str, limit: str) -> bool:
    """Whether anything keeps a distribution below a release; also where that cannot be told."""
    requirements = project.requirements
    if requirements is None:
        return True
    for entry in requirements.entries:
        found = entry.requirement
        if found is None:
            if entry.refusal is not None and name in entry.text.lower():
                return True
            continue
        if found.normalised != name:
            continue
        if found.url or found.local:
            return True
        for clause in found.specifiers:
            version = clause.version.removesuffix(".*")
            lower = below(version, limit)
            if clause.operator in ("==", "===") and lower is not False:
                return True
            if clause.operator in ("<", "<=") and (lower is not False or version == limit):
                return True
            if clause.operator == "~=":
                parts = (numbers(version) or ())[: max(version.count("."), 1)]
                bumped = ".".join(map(str, (*parts[:-1], parts[-1] + 1))) if parts else ""
                if not bumped or below(limit, bumped) is not True:
                    return True
    return False


@rule(
    "REQ014",
    "requirements-python-mismatch",
    Severity.ERROR,
    cites=("compile.install", "runtime.default", "F27", "F33", "F34"),
)
def python_mismatch(project: Project) -> Iterator[Finding]:
    """A release that is asked for does not support the Python that the platform runs.

    Why:
        Each release says which Pythons it supports, and pip passes over the others: `No matching
        distribution found for Django==4.2.7` on Python 3.6. The Python is the one that this target
        takes for this repository (see `pyspec-check plan`): 3.6.6 by the specification where
        runtime.txt names none, 3.14 on the cloud native build.

        Known are some forty widely used distributions, from the package index of 2026-11-22; others
        are not judged, and neither are pre-releases and lines whose marker does not hold. Of a
        range its lower bound is judged: where that needs more, so do all releases after it.

    Example:
        Django==4.2.7        (runtime.txt: python-3.6.6)

    Use instead:
        Django==3.2.25
    """
    mismatches = list(_mismatches(project))
    for path in dict.fromkeys(finding.at.path for finding in mismatches):
        own = [finding for finding in mismatches if finding.at.path == path]
        certain = [finding for finding in own if finding.certain]
        if len(certain) <= _SINGLE:
            yield from own
            continue
        # A whole file that is written for another Python is one matter, not forty.
        yield _together(project, certain)
        yield from (finding for finding in own if not finding.certain)


def _together(project: Project, findings: list[Finding]) -> Finding:
    """One finding for the requirements of one file, at the first of them."""
    names = [finding.message.partition(" needs ")[0] for finding in findings]
    first = findings[0]
    return first._replace(
        message=say(
            "{count} requirements do not support Python {python}, which this target runs "
            "({names} and {more} more) → pip finds no such releases and the build fails",
            count=len(findings),
            python=project.plan.python.effective,
            names=", ".join(names[:_SINGLE]),
            more=len(findings) - _SINGLE,
        ),
        help="declare the Python that they are written for, or choose the target that has it",
        related=tuple((finding.at, finding.message) for finding in findings[1:_SHOWN]),
    )


def _mismatches(project: Project) -> Iterator[Finding]:
    """Each pinned release that the target's Python does not take."""
    python = _effective(project)
    if python is None:
        return
    known: dict[str, str] | None = None
    for entry, requirement in named(project):
        pin = requirement.pin
        lowest = pin or _lowest(requirement)
        if lowest is None or numbers(lowest) is None:
            continue
        known = known if known is not None else shipped("requires-python")["distribution"]
        steps = known.get(requirement.normalised)
        needs = _needs(steps, lowest) if steps else None
        if needs is None or steps is None:
            continue
        low, high = needs
        if low and below(python, low):
            wanted = f"{low} or later"
        elif pin and high and below(python, high) is False:
            wanted = f"older than {high}"
        else:
            continue
        newest = _newest(steps, python) if low and below(python, low) else ""
        message = say(
            "{release} needs Python {wanted}, and this target runs {python} "
            "→ pip finds no such release for it and the build fails",
            release=f"{requirement.name} {pin or f'from {lowest} on'}",
            wanted=wanted,
            python=project.plan.python.effective,
        )
        help = "take a newer release, or another Python"
        if newest:
            help = say("take a release before {newest}, or another Python", newest=newest)
        at = Location(entry.path, *requirement.span)
        found = [Finding("REQ014", message, at, Severity.ERROR, help=help)]
        yield from where_installed(project, requirement, found)


def _lowest(requirement: Requirement) -> str | None:
    """The release that all others of a range come after; None where nothing bounds it below."""
    bounds = [
        clause.version.removesuffix(".*")
        for clause in requirement.specifiers
        if clause.operator in (">=", ">", "~=", "==")
    ]
    return max((b for b in bounds if numbers(b)), key=lambda b: numbers(b) or (), default=None)


def _needs(steps: str, pin: str) -> tuple[str, str] | None:
    """The lowest Python of a release, and the first one that is too high."""
    found = None
    for step in steps.split(" "):
        release, low, high = step.split(",")
        if below(pin, release.partition(".post")[0]) is not False:
            break
        found = low, high
    return found


def _newest(steps: str, python: str) -> str:
    """The first release that needs more than this Python."""
    for step in steps.split(" "):
        release, low, _ = step.split(",")
        if low and below(python, low):
            return release
    return ""
