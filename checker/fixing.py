"""`--fix`, `--diff` and `init`: fixes for each root, told on standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from checker.errors import UsageError, tell
from checker.fixes.loop import fix_all, is_fixable
from checker.text import visible
from checker.tree import DirectoryTree

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from checker.engine import Report
    from checker.fixes.loop import Outcome
    from checker.model import Finding
    from checker.settings import Settings
    from checker.tree import Tree

_MISSING = ("REQ001", "PROC001", "RUN001")
"""The rules whose fixes write a file that is missing."""


def checked_and_fixed(
    settings: list[Settings], options: argparse.Namespace
) -> list[tuple[str, Report]]:
    """The reports after the fixes are written; with `--diff`, those before, and the patch.

    Raises:
        UsageError: where there is nothing that could be written to, or writing fails.
    """
    if not (options.fix or options.diff):
        raise UsageError("--unsafe-fixes goes with --fix or --diff")
    if options.fix and options.diff:
        raise UsageError("--fix writes, --diff only shows: one of them")
    if options.fix and (options.staged or options.rev is not None or options.stdin_filename):
        raise UsageError("--fix changes the files on disk, and those are not checked here; --diff")

    def wanted(finding: Finding) -> bool:
        return is_fixable(finding.fix, options.unsafe_fixes)

    outcomes = [
        (found, _outcome(found, options.all, wanted))
        for found in settings
    ]  # fmt: skip
    if options.diff:
        _show(outcomes)
        return [(found.prefix, outcome.before) for found, outcome in outcomes]
    for found, outcome in outcomes:
        _write(found, outcome)
    for found, outcome in outcomes:
        _tell(found, outcome, options.quiet)
    return [(found.prefix, outcome.after) for found, outcome in outcomes]


def write_missing(settings: list[Settings], yes: bool) -> None:
    """Write the files that a root lacks, after showing them and, on a terminal, asking.

    Raises:
        UsageError: where nobody can be asked and nobody said yes, or writing fails.
    """

    def wanted(finding: Finding) -> bool:
        return finding.code in _MISSING and is_fixable(finding.fix, unsafe=True)

    outcomes = [(found, _outcome(found, False, wanted)) for found in settings]
    if not any(outcome.applied for _, outcome in outcomes):
        sys.stdout.write("nothing is missing that could be written for certain\n")
        for found, outcome in outcomes:
            _tell(found, outcome, quiet=False)
        return
    _show(outcomes)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("nothing is written: say --yes to write this")
        sys.stderr.write("write this? [y/N] ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            sys.stderr.write("nothing is written\n")
            return
    for found, outcome in outcomes:
        _write(found, outcome)
        _tell(found, outcome, quiet=False)


def _outcome(settings: Settings, uncertain: bool, wanted: Callable[[Finding], bool]) -> Outcome:
    def check(tree: Tree) -> Report:
        return settings.check(uncertain, tree)

    return fix_all(settings.tree, check, wanted)


def _show(outcomes: list[tuple[Settings, Outcome]]) -> None:
    from checker.fixes.patch import patch
    from checker.reports.entries import from_here

    sys.stdout.flush()
    for settings, outcome in outcomes:
        prefix = from_here(settings.prefix)
        if os.path.isabs(prefix) or prefix.startswith("../"):
            prefix = ""  # a patch stays below the folder that it is applied in
        data = patch(outcome.tree, prefix)
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            sys.stdout.write(data.decode("utf-8", "surrogateescape"))


def _write(settings: Settings, outcome: Outcome) -> None:
    from checker.fixes.disk import write

    if outcome.tree.files and isinstance(settings.tree, DirectoryTree):
        write(outcome.tree, settings.tree.root)


def _tell(settings: Settings, outcome: Outcome, quiet: bool) -> None:
    """What was fixed and what was not, a line each."""
    if not quiet:
        for finding in outcome.applied:
            title = finding.fix.title if finding.fix else ""
            path = visible(settings.prefix + finding.at.path)
            tell(f"fixed {path}: {visible(title)} ({finding.code})")
    for finding, why in outcome.refused:
        path = visible(settings.prefix + finding.at.path)
        tell(f"not fixed {path}: {finding.code}: {visible(why, 200)}")
