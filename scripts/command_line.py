"""The command line as values, read from its own parsers: for completions and the manual page."""

from __future__ import annotations

import argparse
from typing import NamedTuple
from unittest.mock import patch

from checker.base.findings import FAIL_ON
from checker.base.loading import load
from checker.base.messages import ENGLISH, Language
from checker.cli.completion import SHELLS
from checker.cli.fleet_parser import COMMANDS as FLEET
from checker.cli.fleet_parser import fleet_parser
from checker.cli.main import _OVERVIEW, COMMANDS
from checker.reports.formats import COMPARISON, FORMATS
from checker.rules.codes import RULES
from checker.targets import targets

FILES = "files"
"""The kind of a value that is a path."""


class Option(NamedTuple):
    """An option: its spellings, what its value is called, what it may be, what it does."""

    names: tuple[str, ...]
    metavar: str
    values: tuple[str, ...]
    kind: str
    help: str
    several: bool

    @property
    def takes(self) -> bool:
        """Whether a value follows."""
        return bool(self.metavar)


class Command(NamedTuple):
    """A sub-command: its words, what it does, its options, and what its arguments may be."""

    name: str
    help: str
    description: str
    options: tuple[Option, ...]
    arguments: str
    values: tuple[str, ...]


class _Built(Exception):  # noqa: N818  it ends the construction of a parser
    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self.parser = parser


def commands() -> list[Command]:
    """All commands, those of `fleet` as `fleet run` and so on."""
    found = []
    for name in COMMANDS:
        if name == "fleet":
            found.append(Command(name, _summary(name), _summary(name), (), "", tuple(FLEET)))
            found += [
                _command(f"fleet {inner}", says, fleet_parser(inner))
                for inner, says in FLEET.items()
            ]
        else:
            found.append(_command(name, _summary(name), _parser(name)))
    return found


def said_in(found: list[Command], language: Language) -> list[Command]:
    """The same commands, explained in a language; what is typed stays."""
    return [
        command._replace(
            help=_summary(command.name, language)
            if command.name in COMMANDS
            else language.of(command.help),
            options=tuple(each._replace(help=language.of(each.help)) for each in command.options),
        )
        for command in found
    ]


def _parser(name: str) -> argparse.ArgumentParser:
    """The parser that a command makes for itself."""
    module, function = COMMANDS[name]

    def stop(self: argparse.ArgumentParser, *_: object, **__: object) -> None:
        raise _Built(self)

    with patch.object(argparse.ArgumentParser, "parse_args", stop):
        try:
            getattr(load(f"checker.cli.{module}"), function)(["--help"])
        except _Built as built:
            return built.parser
    raise SystemExit(f"the command {name} has no parser")


def _summary(name: str, language: Language = ENGLISH) -> str:
    """What the overview says of a command."""
    for line in language.of(_OVERVIEW).splitlines():
        words = line.split()
        if line.startswith("  ") and words[:1] == [name]:
            return line[21:].strip()
    raise SystemExit(f"the overview has no line for {name}")


def _command(name: str, says: str, parser: argparse.ArgumentParser) -> Command:
    options: list[Option] = []
    arguments = ""
    values: tuple[str, ...] = ()
    for action in parser._actions:
        if action.help == argparse.SUPPRESS:
            continue
        if action.option_strings:
            options.append(_option(action))
        else:
            arguments = str(action.metavar or action.dest)
            values = _values(arguments, action)
    return Command(name, says, parser.description or says, tuple(options), arguments, values)


def _option(action: argparse.Action) -> Option:
    names = tuple(sorted(action.option_strings, key=len, reverse=True))
    several = isinstance(action, argparse._AppendAction)
    if action.nargs == 0:
        return Option(names, "", (), "", action.help or "", several)
    metavar = str(action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper())
    values = _values(names[0], action)
    paths = ("PATH", "FILE", "FOLDER", "FORMAT:PATH")
    kind = FILES if not values and metavar in paths else ""
    return Option(names, metavar, values, kind, action.help or "", several)


def _values(name: str, action: argparse.Action) -> tuple[str, ...]:
    """What a value may be; empty if it may be anything."""
    if action.choices:
        return tuple(map(str, action.choices))
    if name in ("--target", "NAME"):
        return (*targets(), *(("auto", "all") if name == "--target" else ()))
    if name in ("--select", "--ignore", "CODE"):
        return tuple(RULES)
    if name == "SHELL":
        return SHELLS
    if name == "--fail-on":
        return tuple(FAIL_ON)
    if name == "--format":
        says = action.help or ""
        known = (*FORMATS, COMPARISON, "table", "csv")
        if "sarif" in says:
            return (*FORMATS, COMPARISON)
        return tuple(word for word in known if word in says.replace(",", " ").split())
    return ()
