"""Whether requirements.txt is there, and what the platform makes of a root without it."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import listed, say, say_then
from checker.data.stdlib import is_standard_somewhere
from checker.files.values import Kind
from checker.parsers.declared import declared
from checker.parsers.locks import tables
from checker.parsers.poetry import poetry_module
from checker.platform.builder import builder_of
from checker.platform.detection import dependencies
from checker.python.names.imports import imports_in_text
from checker.python.syntax.parse import host_tree
from checker.rules.registry import rule
from checker.rules.requirements.misnamed import NAME, is_certain, misnamed_files
from checker.rules.requirements.shared import needs_setup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

_SKIPPED = frozenset(
    {
        *(".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", "env", ".env", "virtualenv"),
        *("node_modules", "bower_components", "__pycache__", "site-packages"),
        *("vendor", "dist", "build"),
    }
)
_PARTS = ("requirements/prod.txt", "requirements/production.txt", "requirements/base.txt")
"""Where projects keep the requirements of what they deploy."""
DEPENDENCIES = "write the dependencies of pyproject.toml into a requirements.txt"
OTHER_FILES = {
    "Pipfile": "write one with `pipenv requirements > requirements.txt`",
    "poetry.lock": "write one with `poetry export -o requirements.txt`",
    "uv.lock": "write one with `uv export -o requirements.txt`",
    "pdm.lock": "write one with `pdm export -o requirements.txt`",
    "environment.yml": "write one with `pip list --format=freeze > requirements.txt`",
    "pyproject.toml": "write a requirements.txt with the line `.`",
    "setup.py": "write a requirements.txt with the line `-e .`",
}
"""Files that hold the dependencies elsewhere, and how to make a requirements.txt of them."""
NO_PACKAGE = (
    "requirements.txt is missing, and the project has no module `{module}` that could be installed"
)
POETRY_STOPS = "Poetry stops with `No file/folder found for package` and the build fails"
PIP_STOPS = "`pip install -e .` stops with `No file/folder found for package` and the build fails"
POETRY_CORE = "poetry.core.masonry.api"
NOT_SPECIFIED = "the specification asks for it, although the builders accept {name}"
NOT_PYTHON = "the platform does not recognise a Python project"
NONE_OF = "requirements.txt is missing, and so are {others}"
BY_ANOTHER = "the build does not read it, {other} makes it a Python project"


@rule("REQ001")
def missing(project: Project) -> Iterator[Finding]:
    """There is no requirements.txt in the root."""
    tree = project.tree
    kind = tree.kind(NAME)
    if kind in (Kind.FILE, Kind.LINK):
        return  # of a link that leads nowhere GIT003 tells
    if kind is Kind.OTHER:
        yield _missing(
            project,
            "requirements.txt is a {kind}, which git cannot store",
            help_="replace it with a file",
            kind=kind.value,
        )
        return
    if kind is Kind.DIRECTORY:
        yield _missing(
            project,
            "requirements.txt is a folder",
            help_="rename the folder to `requirements` and write a file requirements.txt, "
            "`-r requirements/…` in it",
        )
        return
    misnamed = misnamed_files(project)
    if misnamed:
        certain = len(misnamed) == 1 and is_certain(misnamed[0])
        applicability = Applicability.SAFE if certain else Applicability.UNSAFE
        step = FileStep("rename", misnamed[0], NAME)
        yield _missing(
            project,
            "`{name}` is not read, the name must be exactly `requirements.txt`",
            path=misnamed[0],
            help_="rename it to `requirements.txt`",
            fix=Fix("rename it to requirements.txt", applicability, (), (step,)),
            name=misnamed[0],
        )
        return
    other = _recognised_otherwise(project)
    if other is not None:
        yield from other
        return
    below = _below(project)
    if below:
        folder = below[0].rpartition("/")[0]
        yield _missing(
            project,
            "requirements.txt is in `{folder}`, not in the root",
            help_="put `?dir={folder}` at the end of the repository's address on the platform, or "
            "move the project to the root",
            related=tuple((Location(path), "one is here") for path in below[:5]),
            folder=folder,
        )
        return
    yield _nowhere(project)


def _missing(
    project: Project,
    template: str,
    *,
    help_: str,
    path: str = NAME,
    fix: Fix | None = None,
    related: tuple[tuple[Location, str], ...] = (),
    **fields: str,
) -> Finding:
    """The finding, with what the platform makes of a root without the file."""
    others = _others(project)
    severity = Severity.WARNING if others else Severity.ERROR
    then = BY_ANOTHER if others else NOT_PYTHON
    if fields.get("name") in project.target.also_recognised_by:
        severity, then = Severity.ERROR, NOT_SPECIFIED
    return Finding(
        "REQ001",
        say_then(
            template,
            then,
            other=others[0] if others else "",
            **fields,
        ),
        Location(path),
        severity,
        help=say(help_, **fields),
        related=related,
        fix=fix,
    )


def _others(project: Project) -> list[str]:
    """What else in the root makes it a Python project for the target."""
    return [
        name
        for name in project.target.recognised_by
        if name != NAME and project.has_root_file(name)
    ]


def _recognised_otherwise(project: Project) -> list[Finding] | None:
    """What the target builds from instead of requirements.txt; None where from nothing."""
    others = _others(project)
    if not others:
        return None
    if not builder_of(project.target).installs_the_root:
        source = dependencies(project)
        if source.tool == "poetry":
            return list(_without_a_package(project, POETRY_STOPS))
        if source.tool in ("pipenv", "conda"):
            return []
        needed = source.certain and _needs_something(project)
        return [
            _instead(
                "requirements.txt is missing → {other} makes it a Python project, but nothing is "
                "installed from it",
                others[0],
                Severity.ERROR if needed else Severity.WARNING,
                "write a requirements.txt with the line `.`",
                _created(".\n"),
            )
        ]
    if "Pipfile" in others:
        return [
            _instead(
                "requirements.txt is missing → pipenv 2018.5.18 installs what {other} lists",
                "Pipfile",
                Severity.INFO,
                "write one with `pipenv requirements > requirements.txt` to install with pip",
            )
        ]
    if "setup.py" in others:
        return [
            _instead(
                "requirements.txt is missing → the build installs the project itself, as {other} "
                "says: `pip install -e .`",
                "setup.py",
                Severity.INFO,
                "write a requirements.txt with the line `-e .`",
                _created("-e .\n"),
            )
        ]
    backend = (tables(project.document("pyproject.toml")) or {}).get("build-system")
    if isinstance(backend, dict) and backend.get("build-backend") == POETRY_CORE:
        found = list(_without_a_package(project, PIP_STOPS))
        if found:
            return found
    return [
        _instead(
            "requirements.txt is missing → from 6.7 on {other} makes it a Python project and `pip "
            "install -e .` is run; before 6.7 it is not recognised",
            "pyproject.toml",
            Severity.WARNING,
            "write what the project needs into a requirements.txt",
        )
    ]


def _without_a_package(project: Project, then: str) -> Iterator[Finding]:
    """Poetry and its backend want a module that is called as the project is."""
    wanted = poetry_module(tables(project.document("pyproject.toml")) or {})
    places = [f"{at}{wanted}{ending}" for at in ("", "src/") for ending in (".py", "")]
    if not wanted or any(project.tree.kind(place) is not Kind.MISSING for place in places):
        return
    yield Finding(
        "REQ001",
        say_then(NO_PACKAGE, then, module=wanted),
        Location(NAME),
        Severity.ERROR,
        help="write a requirements.txt, or `package-mode = false` below [tool.poetry]",
        related=((Location("pyproject.toml"), "this file is installed instead"),),
    )


def _instead(
    template: str, other: str, severity: Severity, help_: str, fix: Fix | None = None
) -> Finding:
    return Finding(
        "REQ001", say(template, other=other), Location(NAME), severity, help=help_, fix=fix
    )


def _created(text: str) -> Fix:
    title = "create requirements.txt" if text else "create an empty requirements.txt"
    edits = (Edit(NAME, 0, 0, text),) if text else ()
    return Fix(title, Applicability.UNSAFE, edits, (FileStep("create", NAME),))


def _needs_something(project: Project) -> bool:
    """Whether the project names a distribution to install, or a module of the root imports one."""
    return bool(declared(project.document, host_tree)) or _imports_others(project, but="setup.py")


def _below(project: Project) -> list[str]:
    """Files called requirements.txt one or two folders down."""
    return [
        path
        for path, kind in project.tree.walk(depth=3, skip=_SKIPPED)
        if kind is Kind.FILE and path.endswith("/" + NAME)
    ]


def _nowhere(project: Project) -> Finding:
    tree = project.tree
    if not any(not name.startswith(".") for name in tree.entries()):
        return _missing(
            project,
            "the folder is empty except for dotfiles",
            help_="check the folder, or write a requirements.txt",
        )
    part = next((path for path in _PARTS if tree.is_file(path)), "")
    if part:
        return _missing(
            project,
            "requirements.txt is missing, {part} is not read",
            help_="write a requirements.txt with the line `-r {part}`",
            fix=_created(f"-r {part}\n"),
            part=part,
        )
    for name, help_ in OTHER_FILES.items():
        if project.has_root_file(name):
            held = {"pyproject.toml": ".\n", "setup.py": "-e .\n"}.get(name)
            useless = name == "pyproject.toml" and needs_setup(project)
            return _missing(
                project,
                "requirements.txt is missing, {name} alone is not enough",
                help_=DEPENDENCIES if useless else help_,
                fix=_created(held) if held and not useless else None,
                name=name,
            )
    return _missing(
        project,
        NONE_OF if len(project.target.recognised_by) > 1 else "requirements.txt is missing",
        help_="write one with `pip freeze > requirements.txt`, or run `pyspec-check init`, which "
        "looks at the imports; without dependencies, create an empty file",
        fix=None if _imports_others(project) else _created(""),
        others=listed(name for name in project.target.recognised_by if name != NAME),
    )


def _imports_others(project: Project, but: str = "") -> bool:
    """Whether a module of the root seems to import what has to be installed."""
    tree = project.tree
    for name, kind in tree.entries().items():
        is_module = kind is Kind.FILE and name.endswith(".py") and name != but
        document = project.document(name) if is_module else None
        for each in imports_in_text(document.text) if document is not None else ():
            top = each.module.partition(".")[0]
            own = tree.is_file(f"{top}.py") or tree.is_directory(top)
            if top and not each.level and not own and not is_standard_somewhere(top):
                return True
    return False
