"""Where the reading of the repository's modules begins: what the start and the build run."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.data.stdlib import is_standard_somewhere
from checker.platform.builder import builder_of
from checker.platform.environment import State
from checker.platform.facts import django
from checker.platform.plan import collectstatic_runs
from checker.project.query import query
from checker.python.names.resolve_module import State as ModuleState
from checker.python.names.resolve_module import find_module
from checker.reachable.certainty import has_standard_names
from checker.reachable.text_facts import SETTINGS
from checker.start.command import other_commands, start_command
from checker.start.environment import UNKNOWN, render
from checker.start.processes import join
from checker.start.servers.service import python_path, rendered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Location
    from checker.parsers.shell import Part
    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.processes import Process
    from checker.start.servers.service import Service

_MANAGED = frozenset({"manage.py", "django-admin"})
_CHECKING = frozenset({"runserver", "migrate", "check", "createsuperuser", "loaddata"})
"""Commands of Django whose system checks import the URLs."""


class EntryPoint(NamedTuple):
    """A module or script that something starts."""

    name: str
    """Dotted; empty for a script."""
    path: str
    """The script's path; empty for a module."""
    paths: tuple[str | None, ...]
    """Where modules are looked for."""
    at: Location | None
    """What names it."""
    certain: bool
    build: bool = False
    """Whether the build runs it, and not the start."""
    program: str = ""
    """What fails where it is not the start as a whole: `celery`, or a process type."""
    alone: bool = False
    """Whether the application, or its deployment, ends with that program."""
    settings: str = ""
    """The settings module that the command's environment names; empty where it names none."""
    settings_at: Location | None = None
    """Where the command, or a configuration file, names them."""
    settings_unknown: bool = False
    """Whether the command's environment, or an option, names others that are not known."""
    command: str = ""
    """Django's command, `migrate` of `manage.py migrate`; or `celery`."""
    factory: str = ""
    """The function of the module that is called to get the application."""
    request: bool = False
    """Whether the server stays up without it, and answers with errors."""
    loaded: frozenset[str] = frozenset()
    """Own modules in whose place the server has loaded Python's before it imports anything."""
    unsure: frozenset[str] = frozenset()
    """Own modules of which it is not known whether the server has loaded Python's."""
    behind: bool = False
    """Whether the folders are searched last, behind what is installed."""

    @property
    def checks(self) -> bool:
        """Whether it runs Django's system checks, which import the URLs."""
        return self.command in _CHECKING


@query
def entry_points(project: Project) -> tuple[EntryPoint, ...]:
    """What the start command and the build start."""
    found: list[EntryPoint] = []
    start = start_command(project)
    if start is not None:
        for service in start.services:
            found += _served(project, start, service)
        for process in start.processes:
            found += _run(project, start, process)
    for other in other_commands(project):
        within = [each for service in other.services for each in _served(project, other, service)]
        within += [each for process in other.processes for each in _run(project, other, process)]
        found += [
            each._replace(program=each.program or f"`{other.type}`", alone=other.alone)
            for each in within
        ]
    if builder_of(project.target).runs_collectstatic and collectstatic_runs(project) is not False:
        manage = django(project).manage_py
        if manage:
            folder = manage.rpartition("/")[0]
            build = EntryPoint(
                "", manage, (folder,), None, True, build=True, command="collectstatic"
            )
            found.append(build)
            settings = django(project).settings_module
            if settings:
                named = django(project).settings_module_at
                found.append(build._replace(name=settings, path="", at=named))
    return tuple(found)


def _served(project: Project, start: StartCommand, service: Service) -> Iterator[EntryPoint]:
    """The application of a server or of celery, and gunicorn's configuration."""
    process, application = service.process, service.application
    certain = service.certain and not process.conditional and not process.disturbed
    settings, settings_at = _settings(start, process, service)
    unknown = UNKNOWN in settings
    if service.name == "gunicorn":
        at = start.at(process.word.start, process.word.end)
        name, path, paths = _configuration(project, service)
        if name or path:
            yield EntryPoint(name, path, paths, at, certain)
    if application is None:
        return
    found = EntryPoint("", "", service.paths, start.place(application), certain)
    late = service.process.program == "waitress-serve" and not process.module
    loaded, unsure = _loaded(project, service)
    found = found._replace(
        request=service.survives,
        settings="" if unknown else settings,
        settings_at=settings_at,
        settings_unknown=unknown,
        loaded=loaded,
        unsure=unsure,
        behind=late and process.directory not in python_path(process.environment),
    )
    if application.path:
        directory = service.paths[0] if service.paths else None
        path = join(directory, application.path, process.environment.home) or ""
        yield found._replace(path=path)
    elif application.module and service.name.startswith("celery"):
        program = "" if process.last else "celery"
        found = found._replace(name=application.module, program=program, command="celery")
        # Its sub-module is imported where the package itself has no application.
        yield from (found, found._replace(name=f"{application.module}.celery", certain=False))
    elif application.module:
        call = application.attribute.partition("(")[0]
        made = call if service.factory or call != application.attribute else ""
        yield found._replace(name=application.module, factory=made)


def _loaded(project: Project, service: Service) -> tuple[frozenset[str], frozenset[str]]:
    """The own modules that the application does not get, as the server has loaded Python's.

    The second set has those of which that is not known.
    """
    if not has_standard_names(project, service.paths):
        return frozenset(), frozenset()
    from checker.reachable.loaded import loaded_names  # noqa: PLC0415  gate: own `random.py`

    return loaded_names(project, service)


def _configuration(project: Project, service: Service) -> tuple[str, str, tuple[str | None, ...]]:
    """Gunicorn's configuration: a module or a path, and where it looks for modules."""
    process, arguments = service.process, service.arguments
    home, paths = process.environment.home, python_path(process.environment)
    given = None if arguments is None else arguments.last("-c", "--config")
    if given is None:
        path = join(process.directory, "gunicorn.conf.py", home)
        return "", path if path and project.document(path) is not None else "", paths
    text = rendered(given, process.environment) or ""
    if text.startswith("python:"):
        return text.removeprefix("python:"), "", service.paths
    path = join(process.directory, text.removeprefix("file:"), home) if text else ""
    return "", path or "", paths


def _run(project: Project, start: StartCommand, process: Process) -> Iterator[EntryPoint]:
    """`python FILE` and `python -m NAME` of the start command."""
    extra = python_path(process.environment)
    settings, settings_at = _settings(start, process)
    certain = not process.conditional and not process.disturbed
    if not process.python:
        return
    at = start.at(process.word.start, process.word.end)
    found = EntryPoint(
        process.path, "", (process.directory, *extra), at, certain,
        settings="" if UNKNOWN in settings else settings, settings_at=settings_at,
        settings_unknown=UNKNOWN in settings, program=process.program if process.aside else "",
    )  # fmt: skip
    if process.module:
        if _is_own(project, found):
            yield found
        return
    path = join(process.directory, process.path, process.environment.home)
    if path and (path.endswith(".py") or process.shebang):
        command = process.arguments[0].value or "" if process.arguments else ""
        folder = path.rpartition("/")[0]
        yield found._replace(name="", path=path, paths=(folder, *extra), command=command)


def _is_own(project: Project, found: EntryPoint) -> bool:
    """Whether a module that is run may be the repository's, or Python's, and not a package's."""
    top = found.name.partition(".")[0]
    own = find_module(project.tree, top, found.paths, project.document)
    if own.state is not ModuleState.MISSING or is_standard_somewhere(top):
        return True
    from checker.reachable.installed import installed  # noqa: PLC0415  gate: `python -m NAME`

    return not installed(project).brings(top)


def _settings(
    start: StartCommand, process: Process, service: Service | None = None
) -> tuple[str, Location | None]:
    """The settings module that a process is told by its environment or an option, and where.

    `UNKNOWN` stands in it for what is not known.
    """
    told = dict(process.environment.items()).get(SETTINGS, State.ABSENT)
    text = told if isinstance(told, str) else "" if told is State.ABSENT else UNKNOWN
    at = start.at(process.word.start, process.word.end)
    if process.command is not None:
        for each in process.command.assignments:
            if each.name == SETTINGS:
                at = start.at(each.start, each.end)
    arguments = None if service is None else service.arguments
    if service is not None and arguments is not None and service.name == "gunicorn":
        for given in arguments.all("-e", "--env"):
            value = "" if given.value is None else _text(given.value.parts, process)
            name, equals, value = value.partition("=")
            if name == SETTINGS and equals:
                text, at = value, start.place(given)
    if process.program in _MANAGED:
        words = [(_text(word.parts, process), word) for word in process.arguments]
        for index, (value, word) in enumerate(words):
            option, equals, given_text = value.partition("=")
            if option == "--settings" and (equals or index + 1 < len(words)):
                text = given_text if equals else words[index + 1][0]
                at = start.at(word.start, word.end)
    return text, at if text else None


def _text(parts: tuple[Part, ...], process: Process) -> str:
    return render(parts, process.environment).text
