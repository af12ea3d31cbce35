"""`pyspec-check check`, the default: check each root; the exit code says what was found."""

from __future__ import annotations

import os
import sys
import time

from checker.base.errors import UsageError, eprint
from checker.base.messages import AND, fill, listed
from checker.base.own_modules import load_together
from checker.base.text import printable
from checker.base.together import DJANGO_CHECK
from checker.check.pipeline import run_each
from checker.cli.exit_codes import BUG, CLEAN, FOUND
from checker.cli.options import check_options
from checker.cli.place import tell_where
from checker.cli.roots import must_be_somewhere, output_for, settings_for, tell_of_asking
from checker.config.settings import warn_of_unknown
from checker.files.roots import JOURNAL, PLATFORM_FILES
from checker.reports.formats import (
    COMPARISON,
    FOR_PEOPLE,
    destinations,
    must_exist,
    write,
    write_files,
)
from checker.reports.view import GROUPS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from checker.check.report import Report
    from checker.config.settings import Settings

_FEW = 8
"""Roots of which everything is kept until all are reported."""


def main(words: list[str]) -> int:
    """Check each root; the exit code says whether anything was found."""
    options = check_options(words)
    must_be_somewhere()
    if options.format != COMPARISON:
        must_exist(options.format)
    files = destinations(options.output, also=("patch",) if options.diff else ())
    patches = [path for name, path in files if name == "patch"]
    files = [wanted for wanted in files if wanted[0] != "patch"]
    if len(patches) > 1:
        raise UsageError("--output patch:PATH can be used only once")
    warn_of_unknown(options.ignore)
    _tell_of_the_view(options, files)
    roots = settings_for(options)
    if any("manage.py" in found.tree.entries() for found in roots[:1]):
        load_together(DJANGO_CHECK)
    output = output_for(options)
    compared = _compares(roots, options)
    if options.write_baseline:
        if options.fix or options.diff:
            raise UsageError(
                "--write-baseline records findings, --fix removes them: use one of them"
            )
        from checker.cli.write_baseline import write_baselines  # noqa: PLC0415  gate: it needs json

        write_baselines(roots)
        return CLEAN
    begun = time.monotonic()
    if options.fix or options.diff or options.unsafe_fixes:
        from checker.cli.fix import checked_and_fixed  # noqa: PLC0415  gate: it needs difflib

        reports = checked_and_fixed(roots, options, *patches)
    else:
        reports = [(found.prefix, _checked(found, many=len(roots) > _FEW)) for found in roots]
    reports = [
        (prefix, _finished(found, report, options))
        for found, (prefix, report) in zip(roots, reports, strict=True)
    ]
    _tell_of_journals(roots, options)
    tell_of_asking(roots)
    kind = options.format
    if kind in ("full", "concise") and options.statistics:
        kind = "statistics"
    elif compared:
        kind = "comparison"
    if not options.diff:
        write(kind, reports, output)
    write_files(files, reports, output.view)
    if not options.quiet:
        tell_where(roots)
    if options.verbose:
        _tell_how(roots, reports, time.monotonic() - begun)
    return _exit_code(reports)


def _exit_code(reports: list[tuple[str, Report]]) -> int:
    for _, report in reports:
        for crash in report.crashes:
            if os.environ.get("PYSPEC_CHECK_TRACEBACK"):
                sys.stderr.write(crash)
    if any(report.crashes for _, report in reports):
        return BUG
    fails = any(report.fails(finding) for _, report in reports for finding in report.findings)
    return FOUND if fails else CLEAN


def _finished(found: Settings, report: Report, options: argparse.Namespace) -> Report:
    """A report with what only a command line knows."""
    note = found.because
    if found.origin == "default" and not PLATFORM_FILES.keys().isdisjoint(found.tree.entries()):
        from checker.advice.by_files import meant_instead  # noqa: PLC0415  gate: few have any

        note = meant_instead(found.tree, found.target)
    fail_on = "never" if options.exit_zero else found.fail_on
    return report._replace(fail_on=fail_on, note=note)


def _checked(found: Settings, many: bool) -> Report:
    """Check one root; of `many`, only what the report shows is kept."""
    report = _judged(found, run_each(found.requests(), found.tree))
    if many:
        report.forget()
    return report


def _judged(found: Settings, report: Report) -> Report:
    """A report whose fixes say which of the listed targets they break."""
    if not found.lists_several or not any(each.fix for each in report.findings):
        return report
    from checker.fixes.listed_targets import judged_for  # noqa: PLC0415  gate: most name one target

    return judged_for(found, report)


def _compares(roots: list[Settings], options: argparse.Namespace) -> bool:
    """Whether the targets are compared, rather than checked for one report.

    Raises:
        UsageError: for what makes no sense then.
    """
    every = any(found.every for found in roots)
    if every and (options.fix or options.diff or options.unsafe_fixes or options.write_baseline):
        raise UsageError(
            "--fix, --diff and --write-baseline work for the targets of one repository, not for "
            "all; name them with --target"
        )
    if options.format == COMPARISON and all(len(found.targets) == 1 for found in roots):
        raise UsageError(
            fill(
                "--format {comparison} needs several targets: `--target all`", comparison=COMPARISON
            )
        )
    return options.format == COMPARISON or (options.format == "full" and every)


def _tell_of_the_view(options: argparse.Namespace, files: list[tuple[str, str]]) -> None:
    """Say that a format for programs shows all findings, whatever a person asked for."""
    asked = [
        name
        for name, given in (
            ("--max-findings", options.max_findings),
            ("--group-by", options.group_by != GROUPS[0]),
        )
        if given
    ]
    formats = {options.format, *(name for name, _ in files)}
    if asked and not formats & set(FOR_PEOPLE):
        eprint(
            fill(
                "pyspec-check: warning: `{format}` contains all findings: {asked} only "
                "apply to {for_people}",
                format=options.format,
                asked=listed(asked, between=AND),
                for_people=listed(FOR_PEOPLE),
            )
        )


def _tell_of_journals(settings: list[Settings], options: argparse.Namespace) -> None:
    """Say where an earlier fix was killed: this run changes nothing there."""
    if options.fix:
        return
    for prefix in dict.fromkeys(s.prefix for s in settings if JOURNAL in s.tree.entries()):
        eprint(
            fill(
                "pyspec-check: warning: {prefix}: an earlier --fix was interrupted here; "
                "run `pyspec-check --fix` to restore the files",
                prefix=printable(prefix or "."),
            )
        )


def _tell_how(settings: list[Settings], reports: list[tuple[str, Report]], seconds: float) -> None:
    """What was checked, a line for each root and target."""
    for found, (prefix, report) in zip(settings, reports, strict=True):
        config = printable(found.config.path) or "no configuration"
        for part in report.parts or (report,):
            hidden = (
                fill(", {suppressed} suppressed", suppressed=part.suppressed)
                if part.suppressed
                else ""
            )
            eprint(
                fill(
                    "pyspec-check: {prefix}: target {name} ({origin}), {config}, {rules} "
                    "rules, {findings} finding{s}{hidden}",
                    prefix=printable(prefix or "."),
                    name=part.target.name,
                    origin=fill("default") if found.origin == "default" else found.origin,
                    config=config,
                    rules=len(found.rules),
                    findings=len(part.findings),
                    s="s" * (len(part.findings) != 1),
                    hidden=hidden,
                )
            )
    eprint(fill("pyspec-check: {seconds} s", seconds=f"{seconds:.2f}"))
