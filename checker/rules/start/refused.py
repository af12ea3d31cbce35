"""What a server refuses: it reads its command line, prints an error and ends."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import listed, say
from checker.base.spelling import closest
from checker.data import compiled_data
from checker.data.option_releases import has_option, has_value, refused_number, refused_workers
from checker.rules.registry import rule
from checker.rules.start.bind_help import bind_help
from checker.rules.start.needs import WITH_COMMANDS
from checker.rules.start.setting_values import refused_settings
from checker.rules.start.shared import in_context
from checker.start.command import start_command
from checker.start.options import misshapen
from checker.start.servers.addresses import (
    BAD_HOST,
    BAD_PORT,
    NO_ADDRESS,
    NO_PORT,
    NUMBER_AS_HOST,
    PORT_RANGE,
)
from checker.start.servers.release import (
    Release,
    installed_release,
    newest_for,
    only_requirement,
)
from checker.start.servers.service import rendered
from checker.start.servers.table import LONG_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.options import Given, NotKnown
    from checker.start.servers.service import Bind, Service

REFUSED = {
    NO_PORT: "the address has no port after the colon → {server} does not start",
    BAD_PORT: "`{part}` is not a port number → {server} does not start",
    PORT_RANGE: "port {part} is not between 0 and 65535 → {server} does not start",
    NUMBER_AS_HOST: "{server} reads `{part}` as a host, not as a port → it does not start",
    BAD_HOST: "`{part}` is not an address that {server} can listen on → it does not start",
    NO_ADDRESS: "{server} needs an address before the port → it does not start",
}
"""A message for each reason of `checker.start.servers.addresses`."""
_SETTLED = "20.0"
"""Of an unknown release, only what all have since then is judged."""
SUB_COMMANDS = frozenset({"flask-run", "celery-worker", "fastapi-run", "streamlit-run"})
"""The tables of sub-commands, each called as its program and the sub-command."""
_WITH_TABLE = frozenset({"flask", "celery"})
"""Programs of those that have a table of their own options."""
NO_OPTION = "{release} has no option `{option}` → it prints an error and does not start"
HYPHEN = "{server} reads `{option}` as the option `{short}`, which it lacks → it does not start"
WORKER_CLASS = ("-k", "--worker-class")
"""What counts where gunicorn's configuration file has `worker_class`, too."""
ONE_HYPHEN = frozenset({"streamlit", "uvicorn", "flask", "fastapi", "granian"})
"""Programs that no option of one letter makes take such a word: they ask click."""
PLACE = "`{option}` is an option of `{program}`, not of its sub-command → it does not start"
AMBIGUOUS = "`{option}` may be any of {options} for {release} → it does not start"
NUMBER = {
    "int": "`{value}` for `{option}` is not a whole number → {program} does not start",
    "empty": "`{option}` has an empty value → {program} does not start",
    "float": "`{value}` for `{option}` is not a number → {program} does not start",
    "low": "`{option}` must not be {value} → {program} does not start",
    "high": "`{value}` is too large for `{option}` → {program} does not start",
}
"""By what `checker.data.option_releases` says."""
VALUE_MISSING = "`{option}` has no value → {program} prints an error and does not start"
VALUE_TOO_MANY = "`{option}` takes no value → {program} prints an error and does not start"
WRITE_VALUE = "write a value after `{option}`"
WRITE_ALONE = "write `{option}` alone"
NOT_WORKERS = "WEB_CONCURRENCY is `{value}`, which is not a whole number → {program} does not start"
NO_EQUALS = "`{option} {value}` sets no value: gunicorn takes NAME=VALUE and does not start"
NO_VALUE = "{release} has no `{value}` for `{option}` → it does not start"


@rule("CMD010")
def server_refuses_argument(project: Project) -> Iterator[Finding]:
    """The server refuses its command line."""
    start = start_command(project)
    if start is None:
        return
    for service in start.services:
        found = list(_settings(project, service))
        yield from found
        places = [finding.at for finding in found]
        binds = [bind for bind in service.binds or () if not _is_within(bind, places)]
        yield from in_context(project, start, _addresses(project, start, service, binds))
        yield from in_context(project, start, _options(project, start, service))
        if service.name != "gunicorn" or service.application is None:
            from checker.rules.start.refused_words import (  # noqa: PLC0415  gate: unusual
                refused_words,
            )

            release = _release(project, "uvicorn") if service.name == "uvicorn" else None
            yield from in_context(project, start, refused_words(start, service, release))
    serving = [service.process for service in start.services]
    for process in start.processes:
        if process.program in WITH_COMMANDS and process not in serving:
            from checker.rules.start.refused_words import (  # noqa: PLC0415  gate: these programs
                refused_command,
            )

            def about(word: NotKnown) -> tuple[str, str]:
                release = _release(project, word.table)
                return _about(word, release) if release else ("", "")

            yield from in_context(project, start, refused_command(project, start, process, about))


def _settings(project: Project, service: Service) -> Iterator[Finding]:
    """Values in the configuration file that are not what their settings take."""
    if service.configured is not None:
        release = _release(project, "gunicorn")
        version = release.version if release is not None else _SETTLED
        yield from refused_settings(service, version)


def _is_within(bind: Bind, places: list[Location]) -> bool:
    """Whether an address stands in what is refused already."""
    return any(at.path == bind.file and at.start <= bind.start < at.end for at in places)


def _options(project: Project, start: StartCommand, service: Service) -> Iterator[Finding]:
    """Options that the installed release does not have, and values that they do not take."""
    arguments = service.arguments
    if arguments is None:
        return
    certain = not service.process.conditional and not service.process.disturbed
    for given in arguments.all("-e", "--env") if service.name == "gunicorn" else ():
        text = rendered(given, service.process.environment)
        if text and "=" not in text:
            at = start.place(given)
            yield Finding("CMD010", say(NO_EQUALS, option=given.written, value=text), at,
                          Severity.ERROR, certain=certain,
                          help=say("write `{value}=VALUE`", value=text))  # fmt: skip
    for word in arguments.not_known:
        release = _release(project, word.table)
        message, advice = _about(word, release) if release else _one_hyphen(word, service)
        if message:
            at = start.at(word.start, word.end)
            yield Finding("CMD010", message, at, Severity.ERROR, certain=certain, help=advice)
    concurrency = service.process.environment.get("WEB_CONCURRENCY")
    if isinstance(concurrency, str) and refused_workers(service.name, concurrency):
        called = service.process.word
        message = say(NOT_WORKERS, value=concurrency, program=service.name)
        at = start.at(called.start, called.end)
        yield Finding("CMD010", message, at, Severity.ERROR, certain=certain,
                      help="set WEB_CONCURRENCY to a number")  # fmt: skip
    for given in arguments.options:
        wrong, advice = _number(given, service.name)
        if not wrong and arguments.certain:
            wrong, advice = _shape(given, service.name)
        if wrong:
            at = start.place(given)
            yield Finding("CMD010", wrong, at, Severity.ERROR, certain=certain, help=advice)
            continue
        if service.name == "gunicorn" and given is arguments.last(*WORKER_CLASS) and given.file:
            given = given._replace(table="gunicorn", source="")  # noqa: PLW2901  as if typed
        release = _release(project, given.table) if given.table and not given.source else None
        message = _about_value(given, release) if release else ""
        if message and release:
            advice, at = _choices(given, release), start.place(given)
            yield Finding("CMD010", message, at, Severity.ERROR, certain=certain, help=advice)


def _release(project: Project, table: str) -> Release | None:
    """The installed release of a table's program; None if it, or what it has, is not known."""
    known = compiled_data(table)
    if "releases" not in known:
        return None
    found = installed_release(project, known["distribution"], known["version"])
    if found is None and table == "fastapi-run" and only_requirement(project, "fastapi"):
        # `fastapi[standard]` brings it, in the newest release that there is for the Python.
        newest = newest_for(project, known["distribution"], known["version"])
        found = Release(newest, "fastapi") if newest else None
    return found


def _one_hyphen(word: NotKnown, service: Service) -> tuple[str, str]:
    """What is wrong with a long option that has one hyphen; empty if it is none."""
    if not word.meant or service.process.program not in ONE_HYPHEN:
        return "", ""
    message = say(HYPHEN, option=word.meant[1:], short=word.typed, server=service.name)
    return message, say("write `{option}`", option=word.meant)


def _about(word: NotKnown, release: Release) -> tuple[str, str]:
    """What is wrong with a word that is not an option, and what to type; empty if that is open."""
    if has_option(word.table, word.typed, release.version) is not False:
        return "", ""
    if word.candidates:
        begun = [o for o in word.candidates if has_option(word.table, o, release.version)]
        if len(begun) < 2:
            return "", ""
        options = listed(begun)
        message = say(AMBIGUOUS, release=release.shown, option=word.typed, options=options)
        return message, "write the whole name of the option"
    program = word.table.partition("-")[0]
    if (
        word.table in SUB_COMMANDS
        and program in _WITH_TABLE
        and has_option(program, word.typed, release.version)
    ):
        message = say(PLACE, option=word.typed, program=program)
        return message, say("write it behind `{program}`", program=program)
    message = say(NO_OPTION, release=release.shown, option=word.typed)
    near = closest(word.typed, _names(word.table, release))
    return message, say("write `{option}`", option=near) if near else "remove the option"


def _number(given: Given, program: str) -> tuple[str, str]:
    """What is wrong with an option that takes a number, and what to do; empty if nothing is."""
    value = given.value.literal if given.value is not None and given.table else None
    kind = refused_number(given.table, given.name, value)
    if not kind:
        return "", ""
    kind = "empty" if value == "" else kind
    advice = say("write a number after `{option}`", option=given.name)
    if given.source:
        advice = say("set {variable} to a number", variable=given.source)
    return say(NUMBER[kind], option=given.name, value=value, program=program), advice


def _shape(given: Given, program: str) -> tuple[str, str]:
    """What is wrong with an option without its value, or with one too many."""
    wrong = misshapen(given)
    if not wrong:
        return "", ""
    advice = WRITE_VALUE if wrong == "missing" else WRITE_ALONE
    message = VALUE_MISSING if wrong == "missing" else VALUE_TOO_MANY
    return say(message, option=given.name, program=program), say(advice, option=given.name)


def _about_value(given: Given, release: Release) -> str:
    """What is wrong with an option that some release has; empty if nothing is, or that is open."""
    if has_option(given.table, given.name, release.version) is False:
        return say(NO_OPTION, release=release.shown, option=given.name)
    value = given.value.literal if given.value is not None else None
    if value is None or not value.replace("-", "").replace("_", "").isalnum():
        return ""  # a path of something to import, or what only the start knows
    name = LONG_NAMES.get(given.name, given.name)
    spellings = (value, value.lower(), value.upper())
    if given.name in WORKER_CLASS:
        spellings = (value,) * 3  # a class is imported by its name as it is written
    if {has_value(given.table, name, each, release.version) for each in spellings} == {False}:
        return say(NO_VALUE, release=release.shown, option=given.written, value=value)
    return ""


def _choices(given: Given, release: Release) -> str:
    """What to type in the place of a value that is not taken."""
    name = LONG_NAMES.get(given.name, given.name)
    choices = compiled_data(given.table)["releases"].get("choices", {}).get(name, "")
    words = [word.partition("=")[0] for word in choices.split()[2:]]
    taken = [word for word in words if has_value(given.table, name, word, release.version)]
    if not taken:
        return "remove the option, or require a release that has it"
    return say("use one of {values}", values=listed(taken))


def _names(table: str, release: Release) -> list[str]:
    """The options that a release has."""
    found = {
        o for key in ("values", "flags", "optional") for o in compiled_data(table)[key].split()
    }
    return sorted(o for o in found if has_option(table, o, release.version) is not False)


def _addresses(
    project: Project, start: StartCommand, service: Service, binds: list[Bind]
) -> Iterator[Finding]:
    for bind in binds:
        if bind.kind == "refused":
            yield _address(project, start, service, bind)


def _address(project: Project, start: StartCommand, service: Service, bind: Bind) -> Finding:
    return Finding(
        "CMD010",
        say(REFUSED[bind.reason], server=service.name, part=bind.part),
        start.place(bind),
        Severity.ERROR,
        certain=service.certain and not service.process.conditional,
        help=bind_help(project, service, bind),
    )
