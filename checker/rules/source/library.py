"""Imports of what the effective Python's standard library does not have."""

from __future__ import annotations

from checker.base.findings import Finding, Fold
from checker.base.messages import say, say_then
from checker.data.releases import below
from checker.data.stdlib import absent_module, absent_name
from checker.platform.builder import builder_of
from checker.platform.detection import build_requirements, dependencies
from checker.platform.python_version import python_version
from checker.python.names.resolve_module import State, find_module
from checker.reachable.certainty import may_be_installed
from checker.reachable.sources import python_of, python_sources
from checker.rules.django.shared import problems
from checker.rules.registry import rule
from checker.rules.source.shared import (
    MANY,
    THEN,
    cause_at,
    consequence,
    declare,
    dotted,
    fields_of,
    line_of,
    related,
    severity_of,
)
from checker.rules.start.installed import adding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.data.stdlib import Absent
    from checker.project.project import Project
    from checker.python.names.imported import Import
    from checker.reachable.values import ReachableFile

FOUND = {
    "system": "`{name}` is only in Python for {which}, but Linux runs {path}",
    "new": "`{name}` came with Python {which}, but Python {version} runs {path}",
    "Python 2": "`{name}` is only in Python 2, but Python {version} runs {path}",
    "gone": "`{name}` was removed after Python {which}, but Python {version} runs {path}",
}
WORDS = {
    "system": "`{name}` is only in Python for {which}",
    "new": "`{name}` came with Python {which}, but this is Python {version}",
    "Python 2": "`{name}` is only in Python 2, but this is Python {version}",
    "gone": "`{name}` was removed after Python {which}, but this is Python {version}",
}
"""The same for a rule that says itself what runs."""
TOGETHER = {
    "system": "{count} files import what Python has only on another system, starting with {path}",
    "new": "{count} files import what is newer than Python {version}, starting with {path}",
    "Python 2": "{count} files import modules of Python 2, but Python {version} runs them, "
    "starting with {path}",
    "gone": "{count} files import what Python {version} no longer has, starting with {path}",
}
"""The same of many files, at their common cause: the Python that is installed."""
GUARD = 'import it below `if sys.platform == "{platform}":`'
HELP = {
    "instead": "import from `{module}` instead",
    "instead or": "import from `{module}` instead, or {other}",
    "import": "import what Python {version} has",
    "import or": "import what Python {version} has, or {other}",
    "write": "write `{written}` instead",
    "write or": "write `{written}` instead, or {other}",
    "package": "{adding}",
    "package or": "{adding}, or {other}",
}
RAISED = "require `{package}>={least}`"
_BACKPORTED = frozenset(
    {"dataclasses", "contextvars", "typing", "enum", "concurrent", "ipaddress", "pathlib", "queue",
     "configparser", "selectors", "statistics", "asyncio", "builtins", "html", "http", "xmlrpc",
     "socketserver", "reprlib", "copyreg", "tkinter", "secrets", "tracemalloc", "distutils",
     "winreg", "graphlib"}
)  # fmt: skip
"""Modules that a distribution which is not named may bring: as a backport, or setuptools does."""
_STANDS_IN = "60"
"""The first release of setuptools whose distutils is used by default (tried: 70.3.0, 84.2.1)."""
_INSTALLS = ("install_aliases", "sys.modules", "meta_path", "monkeypatch", "setdefaultencoding")
"""Words of a text that may put modules where none are."""


@rule("PY002")
def module_not_in_python(project: Project) -> Iterator[Finding]:
    """A module that is started imports what its Python's standard library does not have."""
    sources = [each for each in python_sources(project) if each.reading.imports]
    python = python_of(project)
    if python is None or not sources:
        return
    kinds = ("module-not-found", "import-error", "settings-import-error")
    told = {problem.at.path for _, problem in problems(project, *kinds)}
    patched = any(word in each.document.text for each in sources for word in _INSTALLS)
    moved = any("sys.path" in each.document.text for each in sources)

    def doubted(top: str) -> bool:
        return patched or (moved and _elsewhere(project, top))

    found: dict[str, list[tuple[ReachableFile, Absent, Finding]]] = {}
    for each in sources:
        if each.document.path in told:
            continue
        for imported in each.reading.imports:
            absent = _absent(imported, python)
            if absent is not None and not imported.guarded:
                for finding in _finding(project, each, imported, absent, doubted):
                    found.setdefault(_kind(absent), []).append((each, absent, finding))
    for kind, findings in found.items():
        many = len({each.document.path for each, _, _ in findings}) >= MANY
        if many:
            yield _cause(project, kind, findings)
        for _, _, finding in findings:
            yield finding._replace(fold=Fold(kind, "", under=True)) if many else finding


def _kind(absent: Absent) -> str:
    """Why a Python does not have it: a key of `FOUND`."""
    if absent.system:
        return "system"
    if absent.since is not None:
        return "new"
    return "Python 2" if absent.until == (2, 7) else "gone"


def _cause(
    project: Project, kind: str, found: list[tuple[ReachableFile, Absent, Finding]]
) -> Finding:
    """One finding at what many files have in common: the Python that is installed."""
    first = found[0][0]
    newest = max((absent.since for _, absent, _ in found if absent.since), default=None)
    oldest = min((absent.until for _, absent, _ in found if absent.until), default=None)
    other = declare(project, newest, oldest)
    fields = fields_of(project, first, "ModuleNotFoundError")
    return Finding(
        "PY002",
        say_then(
            TOGETHER[kind],
            THEN[consequence(first)],
            count=len({each.document.path for each, _, _ in found}),
            **fields,
        ),
        cause_at(project),
        max(finding.severity for _, _, finding in found),
        certain=any(finding.certain for _, _, finding in found),
        help=other or say(HELP["import"], version=fields["version"]),
        fold=Fold(kind, ""),
    )


def _absent(imported: Import, python: tuple[int, int]) -> Absent | None:
    if imported.level or imported.called or not imported.module:
        return None
    found = absent_module(imported.module, python)
    if found is not None:
        return found
    names = (absent_name(imported.module, name, python) for name in imported.names)
    return next((name for name in names if name is not None), None)


def _finding(
    project: Project,
    each: ReachableFile,
    imported: Import,
    absent: Absent,
    doubted: Callable[[str], bool],
) -> Iterator[Finding]:
    python = python_of(project) or (3, 0)
    top = imported.module.partition(".")[0]
    here = each.document.path.rpartition("/")[0]
    paths = [*each.paths, ""] + ([here] if python[0] == 2 or not each.package else [])
    if find_module(project.tree, top, paths, project.document).state is not State.MISSING:
        return
    installed = may_be_installed(project, top)
    if installed is None or _backport(project, top):
        return
    if top == "distutils" and _has_setuptools(project):
        return
    certain = each.certain and imported.certain and not installed
    certain = certain and not doubted(top)
    error = "ImportError"
    if len(absent.name) <= len(imported.module):  # the module, not a name of it
        error = "ModuleNotFoundError" if python >= (3, 6) else "ImportError"
        certain = certain and top not in _BACKPORTED
    version = python_version(project).effective or ""
    kind, which = _kind(absent), _which(absent)
    yield Finding(
        "PY002",
        say_then(
            FOUND[kind],
            THEN[consequence(each)],
            name=absent.name,
            which=which,
            **fields_of(project, each, error),
        ),
        line_of(each, imported.line),
        severity_of(each),
        certain=certain,
        help=_help(project, absent, version),
        related=related(project, each),
    )


def absent_words(project: Project, absent: Absent) -> tuple[str, str]:
    """What was found and what to do about it, for another rule that speaks of the import."""
    version, kind = python_version(project).effective or "", _kind(absent)
    found = say(WORDS[kind], name=absent.name, which=_which(absent), version=version)
    return found, _help(project, absent, version)


def _which(absent: Absent) -> str:
    """The system, or the version of Python, that has it."""
    if absent.since is not None:
        return dotted(absent.since) if absent.since > (3, 0) else "3"
    return absent.system or dotted(absent.until or ())


def _elsewhere(project: Project, top: str) -> bool:
    """Whether a folder that the program may add to `sys.path` has a module of that name."""
    names = (path.rpartition("/")[2] for path, _ in project.tree.walk())
    return any(name in (top, top + ".py") for name in names)


def _backport(project: Project, top: str) -> bool:
    """Whether a required distribution is a backport of the module, by its name."""
    requirements = build_requirements(project)
    short = top.lower().rstrip("2")
    names = [] if requirements is None else [each.normalised for each in requirements.installed]
    return any(
        name in ("future", "futures", "python-future") or (len(short) > 1 and short in name)
        for name in names
    )


def _has_setuptools(project: Project) -> bool:
    """Whether a setuptools is installed that stands in for distutils, by a .pth file."""
    required = build_requirements(project)
    found = () if required is None else required.find("setuptools")
    if found:
        return found[0].pin is None or below(found[0].pin, _STANDS_IN) is not True
    series = python_version(project).series
    if series is None or dependencies(project).tool != "pip":
        return False
    brought = builder_of(project.target).setuptools(series)
    return bool(brought) and below(brought or "", _STANDS_IN) is False


def _help(project: Project, absent: Absent, version: str) -> str:
    if absent.system:
        platform = {"Windows": "win32", "macOS": "darwin"}[absent.system]
        return say(GUARD, platform=platform)
    from checker.data.stdlib.successors import (  # noqa: PLC0415  gate: a finding
        brought_by,
        moved_to,
        written_now,
    )

    other = declare(project, absent.since, absent.until)
    gone = absent.until is not None
    module, written = moved_to(absent.name), written_now(absent.name)
    package = brought_by(absent.name)
    kind = "write" if written else "instead" if module else "package" if package else "import"
    return say(
        HELP[(kind if gone else "import") + (" or" if other else "")],
        module=module,
        written=written,
        adding=_adding(project, package) if kind == "package" else "",
        version=version,
        other=other,
    )


def _adding(project: Project, package: str) -> str:
    """How a package is installed that brings the module; the line for it that is there may not."""
    required = build_requirements(project)
    if package == "setuptools" and required is not None and required.find(package):
        return say(RAISED, package=package, least=_STANDS_IN)
    return adding(project, package)
