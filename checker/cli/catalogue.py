"""`pyspec-check rules`, `explain` and `targets`: what there is, and what it means."""

from __future__ import annotations

import sys

from checker.base.errors import spoken, unknown
from checker.cli.exit_codes import CLEAN
from checker.cli.parser import add_looks, command_parser
from checker.config.locate import find_config
from checker.files.tree import DirectoryTree
from checker.reports import catalogue
from checker.reports.coverage import write_coverage
from checker.reports.output import Output
from checker.rules.codes import RULES
from checker.rules.selection import matching
from checker.targets import as_of
from checker.targets import targets as own_targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def _output(options: argparse.Namespace) -> Output:
    return Output(sys.stdout, color=options.color, language=spoken())


def rules(words: list[str]) -> int:
    """List the rules."""
    parser = command_parser("rules", "List the rules.")
    parser.add_argument("--format", default="table", metavar="NAME", help="table or json")
    add_looks(parser)
    options = parser.parse_args(words)
    output = _output(options)
    if options.format == "json":
        catalogue.write_rules_json(RULES, output)
    elif options.format == "table":
        catalogue.write_rules(RULES, output)
    else:
        raise unknown("format", options.format, ["table", "json"])
    return CLEAN


def explain(words: list[str]) -> int:
    """Show the pages of rules."""
    parser = command_parser("explain", "Show the page of a rule.")
    parser.add_argument("rule", metavar="CODE", nargs="+", help="a code, a code prefix or a name")
    add_looks(parser)
    options = parser.parse_args(words)
    output = _output(options)
    for word in options.rule:
        found = matching(RULES, [word])
        if not found:
            names = [*RULES, *(rule.name for rule in RULES.values())]
            raise unknown("rule", word, names, "pyspec-check rules")
        catalogue.write_pages(found, output)
    return CLEAN


def targets(words: list[str]) -> int:
    """Show the editions of the platform, or all of one with the clauses' coverage."""
    parser = command_parser("targets", "Show the platforms and editions to check against.")
    parser.add_argument("name", metavar="NAME", nargs="?", help="show everything about this one")
    add_looks(parser)
    options = parser.parse_args(words)
    # Those that the configuration here defines can be asked for by `--target` too.
    known = find_config(DirectoryTree("."), ".").targets or own_targets()
    output = _output(options)
    if options.name is None:
        catalogue.write_targets(known, output)
        dated = "as of {date}; `pyspec-check targets NAME` shows one in full"
        output.line(output.say(dated, date=as_of()))
    elif options.name in known:
        catalogue.write_target(known[options.name], output)
        output.line()
        write_coverage(output)
    else:
        raise unknown("target", options.name, list(known))
    return CLEAN
