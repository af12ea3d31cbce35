"""What a command on roots is asked for; a line without options needs no parser."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from checker.config.overrides import Overrides

if TYPE_CHECKING:
    import argparse

NO_OPTIONS: dict[str, object] = {
    "target": (), "format": "full", "output": (), "select": (), "ignore": (), "fail_on": None,
    "timeout": None, "all": False, "stdin_filename": None, "fix": False, "unsafe_fixes": False,
    "diff": False, "write_baseline": False, "staged": False, "rev": None, "statistics": False,
    "quiet": False, "verbose": False, "exit_zero": False, "config": None, "isolated": False,
    "no_ignores": False, "color": "auto", "group_by": "file", "max_findings": 0,
}  # fmt: skip
"""What `check` is asked for where no option is given; a test holds it beside the parser's."""


def check_options(words: list[str]) -> argparse.Namespace:
    """The options of `check`; without one on the line, argparse is not even imported.

    Raises:
        UsageError: for a mistake in them.
    """
    if any(word.startswith("-") for word in words):
        from checker.cli.check_parser import check_parser  # noqa: PLC0415  gate: it needs argparse

        return check_parser().parse_args(words)
    return SimpleNamespace(paths=words, **NO_OPTIONS)  # type: ignore[return-value]


def completed(options: argparse.Namespace) -> argparse.Namespace:
    """The options of another command, with those of `check` that it does not have as not given."""
    return SimpleNamespace(**{**NO_OPTIONS, **vars(options)})  # type: ignore[return-value]


def overrides_of(options: argparse.Namespace) -> Overrides:
    """What a command line asks for beside any configuration."""
    return Overrides(
        target=",".join(options.target),
        select=tuple(options.select),
        ignore=tuple(options.ignore),
        fail_on=options.fail_on or "",
        timeout=options.timeout,
        all=options.all,
        config=options.config,
        isolated=options.isolated,
        no_ignores=options.no_ignores,
    )
