"""The options of the sub-commands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from checker.base.errors import UsageError, closest
from checker.base.text import visible
from checker.config.overrides import LONGEST_TIMEOUT, Overrides

if TYPE_CHECKING:
    import argparse


def version() -> str:
    """`pyspec-check 0.1.0 (targets as of 2026-08-21)`."""
    from checker import __version__
    from checker.targets import as_of

    return f"pyspec-check {__version__} (targets as of {as_of()})"


def command_parser(command: str, description: str) -> argparse.ArgumentParser:
    """A parser whose mistakes are `UsageError`s of one line, with a did-you-mean for options."""
    import argparse

    class Parser(argparse.ArgumentParser):
        """argparse, raising instead of printing its usage."""

        def error(self, message: str) -> None:  # type: ignore[override]
            prefix = "unrecognized arguments: "
            if message.startswith(prefix):
                word = message[len(prefix) :].split(maxsplit=1)[0]
                near = closest(word, list(self._option_string_actions))
                hint = f"did you mean `{near}`?" if near else f"see `{self.prog} --help`"
                raise UsageError(f"unknown option `{visible(word, 80)}`; {hint}")
            raise UsageError(visible(message, 300))

        def _print_message(self, message: str, file: Any = None) -> None:
            """Argparse says nothing where this cannot be written."""
            (file or sys.stdout).write(message)

        def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
            """A value that is `--` is one: before Python 3.13 argparse takes it away and fails."""
            if action.option_strings and action.nargs is None and arg_strings == ["--"]:
                arg_strings = ["--", "--"] if sys.version_info < (3, 13) else arg_strings
            return super()._get_values(action, arg_strings)

    class Formatter(argparse.HelpFormatter):
        """argparse's own asks `shutil` for the width, whose import costs more than the rest."""

        def __init__(self, prog: str) -> None:
            from checker.reports.output import width_of

            super().__init__(prog, max_help_position=26, width=width_of(sys.stdout) - 2)

    return Parser(
        prog=f"pyspec-check {command}",
        description=description,
        allow_abbrev=False,
        formatter_class=Formatter,
    )


def add_color(parser: argparse.ArgumentParser) -> None:
    """The option that every command that prints has."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours; auto: on a terminal, NO_COLOR and FORCE_COLOR respected",
    )


NO_OPTIONS: dict[str, object] = {
    "target": None, "format": "full", "output": (), "select": (), "ignore": (), "fail_on": None,
    "timeout": None, "all": False, "stdin_filename": None, "fix": False, "unsafe_fixes": False,
    "diff": False,
    "write_baseline": False, "staged": False, "rev": None, "statistics": False, "quiet": False,
    "color": "auto",
}  # fmt: skip
"""What `check` is asked for where no option is given; a test holds it beside the parser's."""


def check_options(words: list[str]) -> argparse.Namespace:
    """The options of `check`; without one on the line, argparse is not even imported.

    Raises:
        UsageError: for a mistake in them.
    """
    if any(word.startswith("-") for word in words):
        return check_parser().parse_args(words)
    from types import SimpleNamespace

    return SimpleNamespace(paths=words, **NO_OPTIONS)  # type: ignore[return-value]


def overrides_of(options: argparse.Namespace) -> Overrides:
    """What a command line asks for beside any configuration."""
    return Overrides(
        target=options.target or "",
        select=tuple(options.select),
        ignore=tuple(options.ignore),
        fail_on=options.fail_on or "",
        timeout=options.timeout,
        all=options.all,
    )


def _seconds(word: str) -> float:
    """A number of seconds that may be a limit.

    Raises:
        UsageError: where it is none.
    """
    try:
        value = float(word)
    except ValueError:
        value = -1
    if not 0 <= value <= LONGEST_TIMEOUT:
        shown = visible(word, 40)
        raise UsageError(f"--timeout: `{shown}` is not a number of seconds (0: no limit)")
    return int(value) if value.is_integer() else value


def check_parser(
    command: str = "check", says: str = "Check each root against an edition of the platform."
) -> argparse.ArgumentParser:
    """The options of `check`, which other commands on a root share."""
    from checker.base.findings import FAIL_ON
    from checker.targets import default_target

    parser = command_parser(command, says)
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="*", help="a root, or a file: the root that holds it")
    add(
        "--target",
        metavar="NAME",
        help=f"the platform's edition (default: {default_target()}; "
        "`pyspec-check targets` lists them); several with commas, or `all`, are compared",
    )
    add(
        "--format",
        metavar="NAME",
        default="full",
        help="full (default), concise, json, jsonl, sarif, github, gitlab, azure, junit, "
        "checkstyle, rdjson or markdown",
    )
    add(
        "--output",
        metavar="FORMAT:PATH",
        action="append",
        default=[],
        help="write a report in this format to this file too; repeatable",
    )
    add(
        "--select",
        metavar="CODE",
        action="append",
        default=[],
        help="only rules with this code, prefix or name; repeatable, or with commas",
    )
    add("--ignore", metavar="CODE", action="append", default=[], help="not these rules")
    add(
        "--fail-on",
        choices=FAIL_ON,
        help="the least severity that makes the exit code 1 (default: error)",
    )
    add(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        help="the CPU time that the check of one root may take (default: 10; 0: no limit); "
        "what was not checked is reported",
    )
    add("--all", action="store_true", help="show uncertain findings too")
    add(
        "--stdin-filename",
        metavar="PATH",
        help="take this file's text from standard input (an editor's unsaved buffer); "
        "with --fix the fixed text goes to standard output, and the report to standard error",
    )
    add("--fix", action="store_true", help="apply the safe fixes, then report what remains")
    add("--unsafe-fixes", action="store_true", help="with --fix or --diff: the unsafe ones too")
    add("--diff", action="store_true", help="show what --fix would do, as `git apply` takes it")
    add("--write-baseline", action="store_true", help="take what is found now as known")
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--staged", action="store_true", help="check what git will commit, not the files on disk"
    )
    source.add_argument(
        "--rev", metavar="REV", help="check what git holds at REV; in a bare repository too"
    )
    add("--statistics", action="store_true", help="a count for each rule instead of findings")
    add("--quiet", "-q", action="store_true", help="findings only; nothing for a clean run")
    add("--version", "-V", action="version", version=version(), help="show the version")
    add_color(parser)
    return parser
