"""Parsers of command lines whose mistakes are one line with what was probably meant."""

from __future__ import annotations

import argparse
import sys

from checker.base import regex as re
from checker.base.errors import UsageError, spoken
from checker.base.messages import ENGLISH, fill, listed, say
from checker.base.spelling import closest
from checker.base.text import is_wide, printable
from checker.reports.output import width_of
from checker.reports.styled import Text, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NEAR = 0.8
"""How like an option a word must be to be taken for it, from 0 to 1."""

_BY_MEANING = {
    "--output-format": "use `--format NAME`",
    "--output-file": "use `--output FORMAT:PATH`",
    "--extend-select": "use `--select CODE`",
    "--extend-ignore": "use `--ignore CODE`",
    "--no-cache": "set PYSPEC_CHECK_NO_CACHE=1 to keep nothing between runs",
    "--show-settings": "use `pyspec-check config`",
    "--show-files": "use `pyspec-check config`",
    "--fix-only": "use `--fix --quiet`",
    "--show-fixes": "use `--diff`",
    "--add-noqa": "use `--write-baseline`",
    "--baseline": "use `--write-baseline`",
    "--ignore-noqa": "use `--no-ignores`",
    "--min-severity": "use `--fail-on SEVERITY`",
    "--exit-non-zero-on-fix": "what remains after `--fix` is in the exit code",
    "--silent": "use `--quiet`",
    "--watch": "use `pyspec-check lsp` in an editor",
    "--offline": "leave it out: it never uses the network",
    "--rule": "use `pyspec-check explain CODE`",
    "--per-file-ignores": "set `per-file-ignores` in pyspec-check.toml",
    "--exclude": "set `exclude` in pyspec-check.toml",
    "--extend-exclude": "set `exclude` in pyspec-check.toml",
    "--disable-noqa": "use `--no-ignores`",
    "--no-inline-config": "use `--no-ignores`",
    "--no-eslintrc": "use `--isolated`",
    "--no-config-lookup": "use `--isolated`",
    "--max-warnings": "use `--fail-on warning`",
    "--fix-dry-run": "use `--diff`",
    "--print-config": "use `pyspec-check config`",
    "--stdin-display-name": "use `--stdin-filename PATH`",
    "--count": "use `--statistics`",
    "--init": "use `pyspec-check init`",
    "--jobs": "leave it out: a check needs one process",
    "--report-unused-disable-directives": "leave it out: INT003 reports them",
}
"""Options that other linters have under these names, and what does the same here."""


_MISTAKES = (
    "argument {option}: expected one argument",
    "argument {option}: expected at least one argument",
    "argument {option}: ignored explicit argument {word}",
    "argument {option}: not allowed with argument {other}",
    "argument {option}: invalid choice: {word} (choose from {known})",
    "argument {option}: invalid {kind} value: {word}",
    "argument {option}: expected {number} arguments",
    "one of the arguments {names} is required",
    "the following arguments are required: {names}",
)
"""What argparse says of a command line."""


def _recognised(message: str) -> str:
    """What argparse says, as a sentence that can be said in another language."""
    for template in _MISTAKES:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(template))
        found = re.fullmatch(pattern, message)
        if found:
            fields = found.groupdict()
            if "known" in fields:
                fields["known"] = listed(fields["known"].split(", "))
            return say(template, **fields)
    return printable(message, 300)


class Parser(argparse.ArgumentParser):
    """argparse, raising a `UsageError` of one line instead of printing its usage."""

    elsewhere: tuple[str, ...] = ()
    """Options of `check` that this command does not have."""
    by_meaning: dict[str, str] = _BY_MEANING
    """Options that other programs have, and what does the same here."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Raise what is wrong.

        Raises:
            UsageError: always.
        """
        prefix = "unrecognized arguments: "
        if not message.startswith(prefix):
            raise UsageError(_recognised(message))
        word = message[len(prefix) :].split(maxsplit=1)[0]
        raise UsageError(
            fill("unknown option `{word}`; {hint}", word=printable(word, 80), hint=self._hint(word))
        )

    def _hint(self, word: str) -> str:
        name = word.partition("=")[0]
        if name in self.elsewhere:
            return fill(
                "it is an option of `pyspec-check check`; see `{prog} --help`", prog=self.prog
            )
        if name in self.by_meaning:
            return self.by_meaning[name]
        near = closest(name, list(self._option_string_actions), NEAR)
        return (
            fill("did you mean `{near}`?", near=near)
            if near
            else fill("see `{prog} --help`", prog=self.prog)
        )

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write, where argparse would say nothing of a stream that is full or closed."""
        (file or sys.stdout).write(message)

    def format_help(self) -> str:
        """The help, in the language of the command line."""
        language = spoken()
        if language is not ENGLISH:
            self.description = language.of(self.description or "")
            for group in (self._positionals, self._optionals):
                group.title = language.of(group.title or "")
            for action in self._actions:
                action.help = action.help and language.of(action.help)
        shown = super().format_help()
        for group in (self._positionals, self._optionals):
            heading = language.say("{name}: ", name=group.title).rstrip()
            shown = shown.replace(f"\n{group.title}:\n", f"\n{heading}\n", 1)
        return shown

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """A value that is `--` is one: before Python 3.13 argparse takes it away and fails."""
        if action.option_strings and action.nargs is None and arg_strings == ["--"]:
            arg_strings = ["--", "--"] if sys.version_info < (3, 13) else arg_strings
        return super()._get_values(action, arg_strings)


class _Formatter(argparse.HelpFormatter):
    """argparse's own asks `shutil` for the width, whose import costs more than the rest."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=width_of(sys.stdout) - 2)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The first lines; `usage: ` is ours to translate."""
        super().add_usage(usage, actions, groups, prefix or spoken().of("usage: "))

    def _split_lines(self, text: str, width: int) -> list[str]:
        if not is_wide(text):
            return super()._split_lines(text, width)
        return [line.plain for line in wrapped(Text(text), width)]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if not is_wide(text):
            return super()._fill_text(text, width, indent)
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))


def command_parser(command: str, description: str) -> Parser:
    """The parser of a sub-command, with no options but `--help`."""
    return Parser(
        prog=fill("pyspec-check {command}", command=command),
        description=description,
        allow_abbrev=False,
        formatter_class=_Formatter,
    )


def add_number(parser: Parser, option: str, help: str) -> None:
    """An option that counts something, from 1 on; 0 is what it is where it is not given."""
    parser.add_argument(option, metavar="N", type=_whole_number(option), default=0, help=help)


def _whole_number(option: str) -> Callable[[str], int]:
    """What reads the value of an option that counts something.

    Args:
        option: as it is typed; the mistake names it.
    """

    def read(word: str) -> int:
        if not word.isascii() or not word.isdigit() or len(word) > 9 or int(word) == 0:
            raise UsageError(
                fill(
                    "{option}: `{word}` is not a whole number from 1 on",
                    option=option,
                    word=printable(word, 40),
                )
            )
        return int(word)

    return read


def add_looks(parser: Parser) -> None:
    """The options that every command that prints has."""
    parser.add_argument(
        "--language",
        metavar="CODE",
        help="the language to print in: en or zh (default: that of the terminal)",
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours; auto: on a terminal, NO_COLOR and FORCE_COLOR respected",
    )
