"""`pyspec-check config`: the effective settings of each root, and where each comes from."""

from __future__ import annotations

from checker.cli.check_parser import add_choice, add_source, root_parser
from checker.cli.exit_codes import CLEAN
from checker.cli.options import completed
from checker.cli.roots import output_for, settings_for
from checker.reports.configuration import write_configuration


def main(words: list[str]) -> int:
    """Show what a check would be done with, and where each value is from."""
    parser = root_parser("config", "Show the effective settings and where each comes from.")
    add_choice(parser)
    add_source(parser)
    options = completed(parser.parse_args(words))
    found = settings_for(options)
    write_configuration(found, output_for(options))
    return CLEAN
