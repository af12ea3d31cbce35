"""`pyspec-check fleet`: check thousands of repositories into a database, and ask it."""

from __future__ import annotations

import os
import sys

from checker.base.errors import UsageError, spoken, unknown
from checker.cli.exit_codes import BUG, CLEAN, FOUND, INTERRUPTED
from checker.cli.fleet_parser import COMMANDS, fleet_parser
from checker.cli.options import completed, overrides_of
from checker.config.settings import settings_with, warn_of_unknown
from checker.config.values import Config
from checker.files.tree import MemoryTree
from checker.reports.output import Output

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from checker.config.overrides import Overrides

_OVERVIEW = """\
usage: pyspec-check fleet COMMAND [--help]

Checks thousands of repositories into one database, and says which break, on what, and what to do.

commands:
  run LIST           check every repository of a list, or below a folder
  top                the rules that most repositories break
  breaks             what one target accepts and another does not (--from, --to)
  unknown            the roots whose outcome is not known, and why
  failed             the repositories that were not checked, and why
  diff               what changed between two runs
  query SQL          ask the database itself
  report FILE        write a page for a browser

All of them use fleet.duckdb, or the file that --store names.
"""
_NEEDS = "`pyspec-check fleet` needs more packages: pip install 'pyspec-check[fleet]'"


def main(words: list[str]) -> int:
    """Run one command of the fleet; the exit code of `run` says whether anything fails.

    Raises:
        SystemExit: after the help.
        UsageError: for a mistake, or where the extra is not installed.
    """
    if not words or words[0] in ("-h", "--help", "help"):
        sys.stdout.write(spoken().of(_OVERVIEW))
        raise SystemExit(CLEAN)  # as argparse does after the help of the other commands
    name = words[0]
    if name not in COMMANDS:
        raise unknown("command of fleet", name, list(COMMANDS))
    options = fleet_parser(name).parse_args(words[1:])
    asked = _asked(options) if name == "run" else None
    try:
        from checker.fleet import commands  # noqa: PLC0415  gate: an extra, which most do not have
    except ModuleNotFoundError as error:
        raise UsageError(_NEEDS) from error
    if asked is None:
        commands.answer(name, options, Output(sys.stdout, color=options.color, language=spoken()))
        return CLEAN
    ran = commands.run(options, asked)
    if ran.interrupted:
        return INTERRUPTED
    if ran.crashed:
        return BUG
    return FOUND if ran.fails and not options.exit_zero else CLEAN


def _asked(options: argparse.Namespace) -> Overrides:
    """What counts above the configurations of the repositories.

    Raises:
        UsageError: for a mistake in it, which is told once and not for each of them.
    """
    asked = overrides_of(completed(options))
    if asked.config:
        asked = asked._replace(config=os.path.abspath(asked.config))
    warn_of_unknown(asked.ignore)
    settings_with(asked, "", MemoryTree({}), Config())
    return asked
