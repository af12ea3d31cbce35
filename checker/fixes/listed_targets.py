"""Fixes judged for all targets of a root: those that are checked, and those beside them."""

from __future__ import annotations

from checker.check.pipeline import run
from checker.fixes.elsewhere import judged, spoiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Fix
    from checker.check.report import Report
    from checker.config.settings import Settings
    from checker.files.tree import Tree
    from checker.fixes.elsewhere import Check


def judged_for(settings: Settings, report: Report) -> Report:
    """A report whose fixes say which of the listed targets they break."""
    check = _check(settings)
    return judged(report, settings.tree, check, _beside(settings, check))


def spoiled_for(settings: Settings, report: Report) -> dict[Fix, str]:
    """The fixes that break a target which the configuration lists beside the one checked."""
    check = _check(settings)
    before = {settings.target.name: report, **_beside(settings, check)}
    return spoiled(report.findings, settings.tree, check, before)


def _check(settings: Settings) -> Check:
    known = {target.name: target for target in (*settings.targets, *settings.beside)}

    def check(name: str, tree: Tree) -> Report:
        return run(settings._replace(targets=(known[name],)).request(), tree)

    return check


def _beside(settings: Settings, check: Check) -> dict[str, Report]:
    return {target.name: check(target.name, settings.tree) for target in settings.beside}
