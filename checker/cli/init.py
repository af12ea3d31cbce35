"""`pyspec-check init`: write what a root lacks, after showing it."""

from __future__ import annotations

from checker.base.errors import UsageError
from checker.cli.check_parser import root_parser
from checker.cli.exit_codes import CLEAN, FOUND
from checker.cli.nothing_here import not_meant
from checker.cli.options import completed
from checker.cli.place import has_project, note
from checker.cli.roots import settings_for
from checker.init.command import initialise


def main(words: list[str]) -> int:
    """Write what is missing, after showing it; 1 where it was only shown."""
    parser = root_parser(
        "init",
        "Create the missing files: requirements.txt, Procfile, runtime.txt. Shows the changes "
        "first, and asks before writing if run in a terminal. Exit code 0: nothing is missing or "
        "everything was written; 1: it was only shown.",
        compares=False,
    )
    parser.add_argument("--yes", "-y", action="store_true", help="write without asking")
    parser.add_argument(
        "--diff",
        action="store_true",
        help="print the changes as a patch for `git apply`, and write nothing",
    )
    options = parser.parse_args(words)
    if options.yes and options.diff:
        raise UsageError("--yes and --diff can't be combined: --yes writes, --diff only shows")
    settings = settings_for(completed(options))
    begun = []
    for each in settings:
        if has_project(each) or not (command := not_meant(each)):
            begun.append(each)
        else:
            note(each, command)
    done = initialise(begun, yes=options.yes, diff=options.diff) if begun else True
    return CLEAN if done else FOUND
