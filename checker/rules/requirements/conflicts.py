"""Pinned releases that no longer work with what they depend on, or no longer install."""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.findings import Finding, Fold, Location, Severity
from checker.base.messages import listed, say
from checker.data import compiled_data
from checker.data.conflicts import conflicting, conflicts_of
from checker.data.namesakes import namesakes, overwritten
from checker.data.releases import below, numbers
from checker.files.values import Kind
from checker.platform.builder import builder_of
from checker.platform.detection import build_requirements
from checker.platform.python_version import python_version
from checker.rules.registry import rule
from checker.rules.requirements.django_apps import apps_with_rows, old_app
from checker.rules.requirements.one_system import named_in, where_installed
from checker.rules.requirements.shared import in_the_file, old_setuptools, with_index
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.parsers.requirements.values import Requirement
    from checker.project.project import Project

CONFLICT = (
    "{name} {pin} does not work with {dependencies}, and nothing excludes it → it stops with "
    "`{error}`"
)
MODULES = 400
"""Modules that are looked through for a word at the most."""
_SKIPPED = frozenset({".git", "node_modules", "venv", ".venv", "site-packages"})
OVERWRITES = (
    "{name} and {other} both install a module `{module}` → the one that is installed last "
    "overwrites the other, and its imports fail"
)
ANY_CONFLICT = (
    "{name} does not work with {dependencies}, and nothing excludes it → it stops with `{error}`"
)


@rule("REQ013")
def known_conflict(project: Project) -> Iterator[Finding]:
    """A pinned release that fails with the newest release of what it depends on."""
    return with_index(project, "REQ013", _known_conflicts(project))


@cache
def _wanted() -> frozenset[str]:
    """The distributions that the tables have anything about."""
    return frozenset(conflicting() | namesakes())


def _known_conflicts(project: Project) -> Iterator[Finding]:
    """What the table knows."""
    required = build_requirements(project)
    names = frozenset(() if required is None else required.by_name)
    wanted = _wanted()
    if "django" in names:
        wanted = wanted | apps_with_rows()
    met = named_in(project, wanted)
    python = python_version(project).series if met else None  # which matters to these alone
    if python is None:
        return
    told: dict[str, tuple[str, str]] = {}
    for entry, requirement in met:
        found = _refused(project, requirement, python)
        if requirement.normalised not in conflicting():
            found += old_app(project, requirement)
            found += _overwriting(requirement, names)
        at = Location(entry.path, *requirement.span)
        rows = list(_imports(project, requirement, python))
        if rows:
            found.append(_conflict(project, requirement, rows)._replace(fold=_fold(rows, told)))
        yield from where_installed(project, requirement, [each._replace(at=at) for each in found])


def _imports(project: Project, requirement: Requirement, python: str) -> Iterator[dict[str, Any]]:
    """The rows of what this release imports and the newest of its dependencies do not have."""
    for row in conflicts_of("imports", requirement.normalised, requirement.pin, python):
        if (
            not _is_brought(project, row, python)
            and not _stays_below(project, row["dependency"], row["limit"])
            and _is_started(project, row.get("worker", ""))
            and not _is_made_good(project, row.get("unless", ""))
            and _is_used(project, row.get("used", ""))
        ):
            yield row


def _is_made_good(project: Project, unless: str) -> bool:
    """Whether a further distribution is required that brings what the newer release lacks."""
    required = build_requirements(project)
    return bool(unless) and required is not None and bool(required.find(unless))


def _is_used(project: Project, word: str) -> bool:
    """Whether a module of the repository has the word; true for no word, or if there are many."""
    if not word:
        return True
    seen = 0
    for path, kind in project.tree.walk("", 6, _SKIPPED):
        if kind is Kind.FILE and path.endswith(".py"):
            seen += 1
            document = project.document(path)
            if seen > MODULES or (document is not None and word in document.text):
                return True
    return False


def _overwriting(requirement: Requirement, names: frozenset[str]) -> Iterator[Finding]:
    """A distribution beside the one that it is called like the module of."""
    name = requirement.normalised
    other = overwritten(name, names)
    if other:
        yield Finding(
            "REQ013",
            say(OVERWRITES, name=requirement.name, other=other, module=name),
            Location("requirements.txt"),
            Severity.ERROR,
            certain=False,
            help=say(
                "remove `{name}`: {other} is the one with that module", name=name, other=other
            ),
        )


def _stays_below(project: Project, dependency: str, limit: str) -> bool:
    """Whether the build installs an older release of a dependency, or none."""
    whole = project.resolution if project.resolver is not None else None
    if whole is None or not whole.installs:
        return _capped(project, dependency, limit)
    chosen = whole.find(dependency)
    if chosen is None:
        return whole.complete or _capped(project, dependency, limit)
    return below(chosen.version, limit) is True


def _is_brought(project: Project, row: dict[str, Any], python: str) -> bool:
    """Whether the build brings an older release of the dependency, which pip then leaves alone."""
    if row["dependency"] != "setuptools":
        return False
    brought = builder_of(project.target).setuptools(python)
    return brought is None or (bool(brought) and below(brought, row["limit"]) is True)


def bound_beside(project: Project, name: str, python: str) -> str:
    """The release that a distribution must be below of to work with what is pinned; empty: any."""
    limits = [
        row["limit"]
        for _, requirement in named_in(project, conflicting())
        for row in conflicts_of("imports", requirement.normalised, requirement.pin, python)
        if row["dependency"] == name
    ]
    return min(limits, key=lambda limit: numbers(limit) or (), default="")


def _is_started(project: Project, worker: str) -> bool:
    """Whether the command starts a worker, and a requirement brings it; true for no worker."""
    start = start_command(project) if worker else None
    if start is None or project.requirements is None:
        return not worker
    wanted = {each.name for service in start.services for each in service.libraries}
    return worker in wanted and bool(project.requirements.find(worker))


def _fold(rows: list[dict[str, Any]], told: dict[str, tuple[str, str]]) -> Fold:
    """A pin whose bounds an earlier one asks for too is told under that one.

    `told` has for each dependency its lowest bound so far, and the key of the finding that says it.
    """
    key = " ".join(f"{row['dependency']}<{row['limit']}" for row in rows)
    owners = {
        told[row["dependency"]][1]
        for row in rows
        if row["dependency"] in told and not below(row["limit"], told[row["dependency"]][0])
    }
    covered = all(
        row["dependency"] in told and not below(row["limit"], told[row["dependency"]][0])
        for row in rows
    )
    if covered and len(owners) == 1:
        return Fold(owners.pop(), "", under=True)
    told.update({row["dependency"]: (row["limit"], key) for row in rows})
    return Fold(key, "")


def _conflict(project: Project, requirement: Requirement, rows: list[dict[str, Any]]) -> Finding:
    """One finding for all the dependencies of one pin."""
    required = build_requirements(project)
    known = required is not None and required.complete
    whole = project.resolution if project.resolver is not None else None
    asked = whole is not None and bool(whole.installs) and whole.complete
    names = [
        say("{name} {release} and later", name=row["dependency"], release=row["limit"])
        for row in rows
    ]
    others = {each.normalised for each in required.installed} if required is not None else set()
    return Finding(
        "REQ013",
        say(
            CONFLICT if requirement.pin else ANY_CONFLICT,
            name=requirement.name,
            pin=requirement.pin,
            dependencies=listed(names),
            error=rows[0]["error"],
        ),
        Location("requirements.txt"),
        Severity.ERROR,
        asked
        or (
            known
            and not (others - {requirement.normalised}).intersection(
                compiled_data("known-conflicts")["bounding"]
            )
        ),
        _bound_help(project, requirement, rows),
    )


def _bound_help(project: Project, requirement: Requirement, rows: list[dict[str, Any]]) -> str:
    """The lines that keep the dependencies down, or what works with the newest of them."""
    lines = listed(f"`{row['dependency']}<{row['limit']}`" for row in rows)
    file, instead = (
        in_the_file(project),
        next((row["instead"] for row in rows if "instead" in row), ""),
    )
    if instead:
        return say(
            "add {lines} to {file}, or use {instead}", lines=lines, file=file, instead=instead
        )
    return say(
        "add {lines} to {file}, or use {name} {before} or later",
        lines=lines,
        file=file,
        name=requirement.name,
        before=max(
            (row.get("take", row["before"]) for row in rows),
            key=lambda release: numbers(release) or (),
        ),
    )


def _refused(project: Project, requirement: Requirement, python: str) -> list[Finding]:
    """What the newest pip or setuptools does not take, or this Python cannot run."""
    found = []
    for row in conflicts_of("refused", requirement.normalised, requirement.pin, python):
        if old_setuptools(project.target, row["error"]):
            continue
        message = say(
            "{text} {found} → the build fails with `{error}`",
            text=requirement.text,
            found=row.get("found", "is refused by the newest tools"),
            error=row["error"],
        )
        help = row.get("help", "replace it: it has no release that installs")
        if "before" in row and "help" not in row:
            help = say("use {name} {before} or later", name=requirement.name, before=row["before"])
        at = Location("requirements.txt")
        found.append(Finding("REQ013", message, at, Severity.ERROR, help=help))
    return found


def _capped(project: Project, name: str, limit: str) -> bool:
    """Whether anything keeps a distribution below a release; also where that cannot be told."""
    requirements = build_requirements(project)
    if requirements is None:
        return True
    for row in compiled_data("known-conflicts")["bounds"]:
        if row["dependency"] == name and (numbers(row["limit"]) or ()) <= (numbers(limit) or ()):
            for other in requirements.installed:
                pin = other.pin if other.normalised == row["distribution"] else None
                if pin and below(pin, row["before"]) and below(pin, row["since"]) is False:
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
