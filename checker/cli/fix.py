"""`--fix` and `--diff`: fixes for each root, told on standard error."""

from __future__ import annotations

from checker.base.errors import UsageError, eprint
from checker.base.messages import fill, listed
from checker.base.text import printable
from checker.check.pipeline import run_each
from checker.files.overlay import OverlayTree
from checker.files.tree import DirectoryTree
from checker.fixes.journal import recover
from checker.fixes.listed_targets import spoiled_for
from checker.fixes.loop import Refusal, fix_all, is_fixable
from checker.fixes.write import give_back, show, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from checker.base.findings import Finding, Fix
    from checker.check.report import Report
    from checker.config.settings import Settings
    from checker.files.tree import Tree
    from checker.fixes.loop import Outcome


def checked_and_fixed(
    settings: list[Settings], options: argparse.Namespace, patch: str = ""
) -> list[tuple[str, Report]]:
    """A report of each root after the fixes are written; with `--diff` before, and the patch.

    Args:
        settings: of each root.
        options: the command line.
        patch: the file that the patch is written to; empty, it goes to standard output.

    Raises:
        UsageError: where there is nothing that could be written to, or writing fails.
    """
    if not (options.fix or options.diff):
        raise UsageError("--unsafe-fixes needs --fix or --diff")
    if options.fix and options.diff:
        raise UsageError("--fix and --diff can't be combined: --fix writes, --diff only shows")
    if options.fix and (options.staged or options.rev is not None):
        source = "--staged" if options.staged else "--rev"
        raise UsageError(
            fill(
                "--fix changes the files on disk, and {source} checks what is in git; "
                "--diff shows the fixes as a patch",
                source=source,
            )
        )
    given = _given(settings) if options.fix and options.stdin_filename else None

    def wanted(finding: Finding) -> bool:
        if given is not None and not _is_of_one_file(finding.fix, given):
            return False
        return is_fixable(finding.fix, options.unsafe_fixes)

    if options.diff:
        outcomes = [(found, _outcome(found, wanted, options.unsafe_fixes)) for found in settings]
        show(outcomes, patch)
        return [(found.prefix, outcome.before) for found, outcome in outcomes]
    reports: list[tuple[str, Report]] = []
    for found in settings:
        # One root may lie in another: each is read as the one before it has left it.
        now = found
        if isinstance(found.tree, DirectoryTree):
            for line in recover(found.tree.root):
                eprint(
                    fill(
                        "pyspec-check: {prefix}: {line}",
                        prefix=printable(found.prefix or "."),
                        line=line,
                    )
                )
            now = found._replace(tree=DirectoryTree(found.tree.root, stored=True))
        outcome = _outcome(now, wanted, options.unsafe_fixes)
        if given is not None:
            give_back(outcome.tree.read(given).data)
        write(now, outcome)
        _tell(now, outcome, options.quiet)
        reports.append((found.prefix, outcome.after))
    return reports


def _given(settings: list[Settings]) -> str:
    """The path of the file whose text came from standard input."""
    tree = settings[0].tree
    return next(iter(tree.overlaid)) if isinstance(tree, OverlayTree) else ""


def _is_of_one_file(fix: Fix | None, path: str) -> bool:
    """Whether a fix changes the text of this file and nothing else."""
    if fix is None:
        return False
    steps = all(step.path == path and step.verb == "reencode" for step in fix.steps)
    return steps and all(edit.path == path for edit in fix.edits)


def _outcome(settings: Settings, wanted: Callable[[Finding], bool], unsafe: bool) -> Outcome:
    def check(tree: Tree) -> Report:
        return run_each(settings.requests(), tree)

    if unsafe or not settings.beside:
        return fix_all(settings.tree, check, wanted)
    # A fix is not safe if it breaks a target that the configuration lists and nobody asked about.
    broken = spoiled_for(settings, check(settings.tree))
    outcome = fix_all(settings.tree, check, lambda f: f.fix not in broken and wanted(f))
    refused = [
        Refusal(f, fill("{broken}; `--unsafe-fixes` applies it", broken=broken[f.fix]))
        for f in outcome.before.findings
        if f.fix in broken and wanted(f)
    ]
    return outcome._replace(refused=(*outcome.refused, *refused))


def _tell(settings: Settings, outcome: Outcome, quiet: bool) -> None:
    """What was fixed and what was not, a line each."""
    if not quiet:
        for finding in outcome.applied:
            title = finding.fix.title if finding.fix else ""
            paths = listed(settings.prefix + path for path in _changed(finding))
            eprint(
                fill(
                    "fixed {paths}: {title} ({code})",
                    paths=paths,
                    title=title,
                    code=finding.code,
                )
            )
    for finding, why in outcome.refused:
        path = printable(settings.prefix + finding.at.path)
        eprint(
            fill(
                "not fixed {path}: {code}: {why}",
                path=path,
                code=finding.code,
                why=why,
            )
        )


def _changed(finding: Finding) -> list[str]:
    """The files that a finding's fix changes, which need not be the one that it is told in."""
    if finding.fix is None:
        return [finding.at.path]
    steps, edits = finding.fix.steps, finding.fix.edits
    return list(dict.fromkeys([step.path for step in steps] + [edit.path for edit in edits]))
