"""What several rules about requirements.txt ask: does it apply, which pips, what may be shown."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import lru_cache
from checker.base.findings import Edit, Severity
from checker.base.messages import say
from checker.data.pips import newest_pip
from checker.data.releases import below
from checker.parsers.requirements import ALL_PIPS, Pips
from checker.parsers.requirements.syntax import VCS, VCS_SCHEMES
from checker.platform.detection import build_requirements, dependencies, installs_requirements_txt
from checker.platform.python_releases import minor
from checker.platform.python_version import python_version
from checker.project.query import query
from checker.rules.shared.lfs import is_pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.base.findings import Finding
    from checker.base.text import Document
    from checker.parsers.requirements import Entry, Requirement, RequirementsFile
    from checker.project.project import Project
    from checker.targets import Target

SCP = (
    r"(?:git\+)?(?P<user>[\w.-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+):(?P<path>[^\s#@;\"'/][^\s#@;\"']*)"
)
"""An address as git and scp write it; pip does not know this form."""


SETUP_PIPS = Pips(last=(9, 0, 3))
"""They know no pyproject.toml."""
UBUNTU = r"[\w.-]+==[\w.+~-]*(?:ubuntu|dfsg)"
"""A pin of a version that Debian or Ubuntu made; the newest pip refuses most of them."""

_SETUPTOOLS = (("'Feature'", "46"), ("use_2to3", "58"))
"""Words of a build's error, and the release of setuptools that brought it. A setup.py beside which
there is no pyproject.toml runs with the builder's own."""


def old_setuptools(target: Target, error: str) -> bool:
    """Whether a target's own setuptools is older than the one that brought an error of a build."""
    since = next((release for words, release in _SETUPTOOLS if words in error), "")
    return bool(since and target.setuptools and below(target.setuptools, since))


def is_scp(text: str) -> bool:
    """Whether a text is `user@host:path`, rather than `name @ address`."""
    return re.match(SCP, text) is not None and "://" not in text


def has_scheme(requirement: Requirement) -> bool:
    """Whether its address starts with a scheme that pip can fetch from."""
    scheme = requirement.url.partition(":")[0].lower()
    return scheme in VCS_SCHEMES or scheme in ("http", "https", "ftp", "file", *VCS)


def relative_file(url: str) -> str:
    """The path of a `file:` address that is relative to the root; empty for any other."""
    found = re.match(r"file:(?!/)([^#?]+)", url, re.IGNORECASE)
    return found[1] if found and not re.match(r"[A-Za-z]:", found[1]) else ""


def masked(text: str) -> str:
    """The text with what stands for a user and a password in any address shown as `***`."""
    if "@" not in text:
        return text
    # A password may hold a slash; digits before one are a port.
    return re.sub(r"(:/+|//)(?:[^/@\s:]*:(?!\d+/)[^@\s]*|[^/@\s]*)@", r"\1***@", text)


@query
def readable_files(project: Project) -> tuple[RequirementsFile, ...]:
    """The requirements files that pip reads and can decode, and git holds."""
    return installed_files(project) if installs_requirements_txt(project) else ()


@query
def installed_files(project: Project) -> tuple[RequirementsFile, ...]:
    """The files that the build installs from and that can be read: a lock file among them."""
    found = build_requirements(project)
    return tuple(
        file
        for file in (() if found is None else found.files)
        if not file.undecodable and not is_pointer(file.document)
    )


def in_the_file(project: Project) -> str:
    """Where a requirement is to be written, for a message: the Pipfile, or requirements.txt."""
    return "Pipfile" if dependencies(project).tool == "pipenv" else "requirements.txt"


def requirements_of(file: RequirementsFile) -> Iterator[tuple[Entry, Requirement]]:
    """The lines of one file that ask for something."""
    for entry in file.entries:
        if entry.requirement is not None:
            yield entry, entry.requirement


def applies(requirement: Requirement, target: Target) -> bool | None:
    """Whether its marker holds in a build of that target; None where it depends.

    The platform is Linux; the Python is any that the target supports, the processor either of two.
    """
    if not requirement.marker:
        return True
    return _holds(requirement.marker, target.python_supported)


def applies_on(requirement: Requirement, version: str) -> bool | None:
    """Whether its marker holds on Linux with that Python; None where the processor decides."""
    return _holds(requirement.marker, (version,)) if requirement.marker else True


@lru_cache(maxsize=1024)
def _holds(text: str, versions: tuple[str, ...]) -> bool | None:
    import warnings  # noqa: PLC0415  gate: plain pins have no markers

    from packaging.markers import (  # noqa: PLC0415  gate: plain pins have no markers
        Marker,
        UndefinedComparison,
        UndefinedEnvironmentName,
    )

    answers = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        marker = Marker(text)
        for version in versions:
            for machine in ("x86_64", "aarch64"):
                short = minor(version)
                environment = {
                    "python_version": short,
                    "python_full_version": version if version.count(".") == 2 else f"{short}.0",
                    "implementation_version": version,
                    "implementation_name": "cpython",
                    "platform_python_implementation": "CPython",
                    "os_name": "posix",
                    "sys_platform": "linux2" if short == "2.7" else "linux",
                    "platform_system": "Linux",
                    "platform_machine": machine,
                    "extra": "",
                }
                try:
                    answers.add(marker.evaluate(environment))
                except (UndefinedComparison, UndefinedEnvironmentName, ValueError):
                    return None
    return answers.pop() if len(answers) == 1 else None


def severity_for(pips: Pips, project: Project) -> Severity | None:
    """How bad a refusal by some pips is; None if no pip that the build may get refuses.

    An error if every pip that the build may get refuses; a warning if one of them does.
    """
    if pips == ALL_PIPS:
        return Severity.ERROR
    answers = {pips.refuse(pip) for pip in possible_pips(project)}
    if answers == {True}:
        return Severity.ERROR
    return Severity.WARNING if True in answers else None


def possible_pips(project: Project) -> tuple[tuple[int, ...], ...]:
    """The releases of pip that the build may get: the platform's, or the newest for its Python."""
    if project.target.pip:
        return (tuple(map(int, project.target.pip.split("."))),)
    python = python_version(project).minor
    if python is not None:
        return (newest_pip(python),)
    versions = [version.split(".")[:2] for version in project.target.python_supported]
    return tuple({newest_pip((int(major), int(minor))) for major, minor in versions})


def needs_setup(project: Project) -> bool:
    """Whether the build's pip installs no folder that has pyproject.toml alone (RH11)."""
    return all(SETUP_PIPS.refuse(pip) for pip in possible_pips(project))


def pips_in_words(pips: Pips, project: Project) -> str:
    """Who refuses, for a message: the pip of the build, or a range of pips."""
    found = possible_pips(project)
    if len(found) == 1:
        python = None if project.target.pip else python_version(project).minor
        pip = ".".join(map(str, found[0]))
        if python is None:
            return say("pip {pip}", pip=pip)
        shown = ".".join(map(str, python))
        return say("pip {pip} (for Python {python})", pip=pip, python=shown)
    if pips.first and not pips.last:
        return say("pip {first} and later", first=".".join(map(str, pips.first)))
    return say("pip {last} and earlier", last=".".join(map(str, pips.last)))


def without_line(document: Document, entry: Entry) -> Edit:
    """The edit that removes a logical line with its comment and line end."""
    first, _ = document.line_column(entry.span.start)
    last, _ = document.line_column(max(entry.span.start, entry.span.end - 1))
    start = document.starts[first - 1]
    if last < len(document.starts):
        return Edit(document.path, start, document.starts[last], "")
    # The last line has no line end: the one before it goes.
    start = document.line_span(first - 1)[1] if first > 1 else 0
    return Edit(document.path, start, len(document.text), "")


def quoted(text: str, limit: int = 60) -> str:
    """A text of the repository for a message: credentials masked, cut to a readable length."""
    text = masked(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def with_index(project: Project, code: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """What a rule finds, and what the package index says besides if somebody allowed to ask it."""
    if project.resolver is None:
        yield from found
        return
    from checker.rules.requirements.resolved import resolved  # noqa: PLC0415  gate: seldom allowed

    told = list(found)
    yield from told
    yield from resolved(project, code, told)
