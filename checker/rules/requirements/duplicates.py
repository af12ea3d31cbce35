"""Distributions that are required more than once."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Applicability, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.platform.python_version import python_version
from checker.rules.registry import rule
from checker.rules.requirements.shared import (
    applies,
    masked,
    possible_pips,
    quoted,
    readable_files,
    requirements_of,
    without_line,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.requirements import Entry, Requirement, RequirementsFile
    from checker.project.project import Project


_RELEASE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,9}")


@rule("REQ006")
def duplicate(project: Project) -> Iterator[Finding]:
    """The same distribution is required twice."""
    if project.requirements is None:
        return
    seen: dict[str, list[tuple[RequirementsFile, Entry, Requirement]]] = {}
    for file in readable_files(project):
        if file.constraint:
            continue
        for entry, requirement in requirements_of(file):
            if not requirement.name or "${" in requirement.text:
                continue
            earlier = seen.setdefault(requirement.normalised, [])
            for _, _, before in earlier[:20]:
                finding = _of_pair(project, file, entry, before, requirement)
                if finding is not None:
                    yield finding
                    break
            earlier.append((file, entry, requirement))


def _of_pair(
    project: Project, file: RequirementsFile, entry: Entry, first: Requirement, second: Requirement
) -> Finding | None:
    same_marker = "".join(first.marker.split()) == "".join(second.marker.split())
    if same_marker:
        if applies(first, project.target) is False:
            return None
    elif not (applies(first, project.target) and applies(second, project.target)):
        return None
    severity, fix = Severity.ERROR, None
    if first.url or second.url or first.local or second.local:
        if not _different_addresses(first, second):
            return None
        template = "`{second}` and `{first}` are two sources for one name → pip cannot satisfy both"
        advice = "keep one of the two lines"
    elif _contradict(first, second):
        template = (
            "`{second}` contradicts `{first}` → no version satisfies both, so the build fails"
        )
        advice = "keep one of the two lines"
    elif set(first.extras) != set(second.extras):
        return None
    elif _clauses(first) == _clauses(second):
        template = "`{second}` repeats `{first}` → it changes nothing"
        advice = "delete one of the two lines"
        severity = Severity.INFO
        safe = same_marker and first.hashes == second.hashes and not _has_comment(file, entry)
        applicability = Applicability.SAFE if safe else Applicability.UNSAFE
        fix = Fix("delete the line", applicability, (without_line(file.document, entry),))
    else:
        template = "`{second}` requires the same as `{first}` → both conditions apply"
        advice = "write one line with both conditions"
        severity = Severity.INFO
    if severity is Severity.INFO and _uses_the_old_resolver(project) and first.text != second.text:
        severity = Severity.ERROR
        template = "`{second}` and `{first}` name the same → pip stops with `Double requirement`"
    return Finding(
        "REQ006",
        say(template, first=quoted(first.text), second=quoted(second.text)),
        Location(file.path, *second.span),
        severity,
        help=advice,
        related=((Location(first.path, *first.span), "first required here"),),
        fix=fix,
    )


def _uses_the_old_resolver(project: Project) -> bool:
    """Whether the pip of the build takes a name once only: before 20.3, and on Python 2."""
    python = python_version(project).minor
    if python is not None and python[0] == 2:
        return True
    return all(pip < (20, 3) for pip in possible_pips(project))


def _clauses(requirement: Requirement) -> set[str]:
    return {f"{clause.operator}{clause.version.lower()}" for clause in requirement.specifiers}


def _has_comment(file: RequirementsFile, entry: Entry) -> bool:
    """Whether the last physical line of an entry goes on after it."""
    line, _ = file.document.line_column(max(entry.span.start, entry.span.end - 1))
    end = file.document.line_span(line)[1]
    return bool(file.document.text[entry.span.end : end].strip())


def _contradict(first: Requirement, second: Requirement) -> bool:
    """Whether a pin of one lies outside what the other allows."""
    if _clauses(first) == _clauses(second):
        return False
    pins = [(first.pin, second), (second.pin, first)]
    if not any(pin for pin, _ in pins):
        return False
    for pin, other in pins:
        if pin is None:
            continue
        allowed = _allows(other, pin)
        if allowed is not True:
            return allowed is False
    return False


def _allows(requirement: Requirement, pin: str) -> bool | None:
    """Whether the clauses of a requirement allow a version; None where one is not a version."""
    if [clause.operator for clause in requirement.specifiers] == ["=="]:
        version = requirement.specifiers[0].version
        if _RELEASE.fullmatch(version) and _RELEASE.fullmatch(pin):
            return _numbers(version) == _numbers(pin)
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415  gate: most are pins
    from packaging.version import InvalidVersion  # noqa: PLC0415  gate: the same

    clauses = ",".join(f"{clause.operator}{clause.version}" for clause in requirement.specifiers)
    try:
        return SpecifierSet(clauses).contains(pin, prereleases=True)
    except (InvalidSpecifier, InvalidVersion):
        return None


def _numbers(release: str) -> list[int]:
    """The numbers of a release, without zeros at its end, which change nothing."""
    numbers = [int(number) for number in release.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return numbers


def _different_addresses(first: Requirement, second: Requirement) -> bool:
    """Whether both name an address, and not the same one."""
    if not (first.url and second.url):
        return False
    one, other = (masked(r.url).partition("#")[0].rstrip("/") for r in (first, second))
    return one != other
