"""What a server refuses: it reads its command line, prints an error and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.errors import closest
from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.data import shipped
from checker.data.option_releases import has_option, has_value, varies
from checker.rules.registry import rule
from checker.rules.start.port import bind_option
from checker.rules.start.shared import in_context
from checker.start.command import start_command
from checker.start.servers.addresses import (
    BAD_HOST,
    BAD_PORT,
    NO_ADDRESS,
    NO_PORT,
    NUMBER_AS_HOST,
    PORT_RANGE,
)
from checker.start.servers.release import installed_release
from checker.start.servers.table import LONG_NAMES, SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.options import Given, NotKnown
    from checker.start.servers.release import Release
    from checker.start.servers.service import Bind, Service

REFUSED = {
    NO_PORT: "the address has no port after the colon → {server} does not start",
    BAD_PORT: "`{part}` is not a port number → {server} does not start",
    PORT_RANGE: "port {part} is not between 0 and 65535 → {server} does not start",
    NUMBER_AS_HOST: "{server} takes `{part}` for a host, not for a port → it does not start",
    BAD_HOST: "`{part}` is not an address that {server} can listen on → it does not start",
    NO_ADDRESS: "{server} needs an address before the port → it does not start",
}
"""A message for each reason of `checker.start.servers.addresses`."""
NO_OPTION = "{release} has no option `{option}` → it prints an error and does not start"
PLACE = "`{option}` is an option of `{program}`, not of its sub-command → it does not start"
AMBIGUOUS = "`{option}` may be any of {options} for {release} → it does not start"
NO_VALUE = "{release} has no `{value}` for `{option}` → it does not start"


@rule("CMD010")
def server_refuses_argument(project: Project) -> Iterator[Finding]:
    """The server refuses its command line."""
    start = start_command(project)
    if start is None:
        return
    for service in start.services:
        yield from in_context(project, start, _addresses(project, start, service))
        yield from in_context(project, start, _options(project, start, service))


def table_names(service: Service) -> list[str]:
    """The tables of options of a program and its sub-command."""
    server = SERVERS.get(service.process.program)
    if server is None:
        return []
    return [server.table, *([server.verb_table] if server.verb_table else [])]


def _options(project: Project, start: StartCommand, service: Service) -> Iterator[Finding]:
    """Options that the installed release does not have, and values that they do not take."""
    arguments = service.arguments
    if arguments is None or not (arguments.not_known or arguments.options):
        return
    tables = table_names(service)
    if not tables or not all("releases" in shipped(name) for name in tables):
        return  # it is not known which releases have what
    known = shipped(tables[0])
    release = installed_release(project, known["distribution"], known["version"])
    if release is None:
        return
    certain = not service.process.conditional and not service.process.disturbed
    for word in arguments.not_known:
        message, advice = _about(word, tables, release)
        if message:
            at = start.at(word.start, word.end)
            yield Finding("CMD010", message, at, Severity.ERROR, certain=certain, help=advice)
    for given in arguments.options:
        message = "" if given.source or given.file else _about_value(given, tables, release)
        if message:
            advice = _choices(given, tables, release)
            yield Finding(
                "CMD010", message, start.place(given), Severity.ERROR, certain=certain, help=advice
            )


def _about(word: NotKnown, tables: list[str], release: Release) -> tuple[str, str]:
    """What is wrong with a word that is not an option, and what to type; empty if that is open."""
    if has_option(word.table, word.typed, release.version) is not False:
        return "", ""
    if word.candidates:
        begun = [o for o in word.candidates if has_option(word.table, o, release.version)]
        if len(begun) < 2:
            return "", ""
        options = ", ".join(begun)
        message = say(AMBIGUOUS, release=release.shown, option=word.typed, options=options)
        return message, "write the whole name of the option"
    if any(has_option(name, word.typed, release.version) for name in tables):
        message = say(PLACE, option=word.typed, program=tables[0])
        return message, say("write it behind `{program}`", program=tables[0])
    message = say(NO_OPTION, release=release.shown, option=word.typed)
    near = closest(word.typed, sorted(_names(tables, release)))
    return message, say("write `{option}`", option=near) if near else "remove the option"


def _about_value(given: Given, tables: list[str], release: Release) -> str:
    """What is wrong with an option that some release has; empty if nothing is, or that is open."""
    varying = any(varies(name, given.name) for name in tables)  # else it is another table's
    if varying and {has_option(name, given.name, release.version) for name in tables} == {False}:
        return say(NO_OPTION, release=release.shown, option=given.name)
    value = given.value.literal if given.value is not None else None
    if value is None or not value.replace("-", "").replace("_", "").isalnum():
        return ""  # a path of something to import, or what only the start knows
    spellings = (value, value.lower(), value.upper())
    name = LONG_NAMES.get(given.name, given.name)
    for table in tables:
        if {has_value(table, name, each, release.version) for each in spellings} == {False}:
            return say(NO_VALUE, release=release.shown, option=given.name, value=value)
    return ""


def _choices(given: Given, tables: list[str], release: Release) -> str:
    """What to type in the place of a value that is not taken."""
    name = LONG_NAMES.get(given.name, given.name)
    words = [
        word.partition("=")[0]
        for table in tables
        for word in shipped(table)["releases"].get("choices", {}).get(name, "").split()[2:]
    ]
    taken = [w for w in words if any(has_value(t, name, w, release.version) for t in tables)]
    if not taken:
        return "remove the option, or require a release that has it"
    return say("use one of {values}", values=", ".join(taken))


def _names(tables: list[str], release: Release) -> set[str]:
    """The options that a release has."""
    found = {
        option
        for name in tables
        for key in ("values", "flags", "optional")
        for option in shipped(name)[key].split()
    }
    return {o for o in found if any(has_option(t, o, release.version) for t in tables)}


def _addresses(project: Project, start: StartCommand, service: Service) -> Iterator[Finding]:
    for bind in service.binds or ():
        if bind.kind == "refused":
            yield _address(project, start, service, bind)


def _address(project: Project, start: StartCommand, service: Service, bind: Bind) -> Finding:
    return Finding(
        "CMD010",
        say(REFUSED[bind.reason], server=service.name, part=bind.part),
        start.place(bind),
        Severity.ERROR,
        certain=service.certain and not service.process.conditional,
        help=say("write `{option}`", option=bind_option(project, service, bind)),
    )
