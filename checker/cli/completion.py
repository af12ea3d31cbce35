"""`pyspec-check completion`: what a shell needs to complete the command line."""

from __future__ import annotations

import sys

from checker.base.errors import spoken, unknown
from checker.cli.exit_codes import CLEAN
from checker.cli.parser import command_parser
from checker.data import text_table

SHELLS = ("bash", "fish", "zsh")
_EXPLAINING = ("fish", "zsh")
"""Those that show what an option does, so that there is a script for each language."""


def main(words: list[str]) -> int:
    """Print the completion script of a shell.

    Raises:
        UsageError: for a shell that there is none for.
    """
    parser = command_parser("completion", "Print the completion script of a shell.")
    parser.add_argument("shell", metavar="SHELL", help="bash, zsh or fish")
    shell = parser.parse_args(words).shell
    if shell not in SHELLS:
        raise unknown("shell", shell, list(SHELLS))
    code = spoken().code
    ending = f"{code}.txt" if code != "en" and shell in _EXPLAINING else "txt"
    sys.stdout.write(text_table(f"completion/{shell}.{ending}").lstrip("\n"))
    return CLEAN
