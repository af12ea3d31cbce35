"""The file that asks for a Python, as the target reads it: one that the code runs on."""

from __future__ import annotations

from checker.base.findings import Severity
from checker.files.values import Kind
from checker.fixes.editing import Proposal, RefusedError, apply
from checker.fixes.elsewhere import first_new
from checker.platform.builder import builder_of
from checker.platform.detection import recognised
from checker.platform.plan import plan
from checker.platform.python_releases import best_of_minor, minor, numbers
from checker.platform.version_fixes import created
from checker.project.project import Project

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.check.report import Report
    from checker.config.settings import Settings
    from checker.files.tree import Tree
    from checker.fixes.loop import Outcome
    from checker.targets import Target

    Check = Callable[[Tree], Report]

RUNTIME, VERSION_FILE = "runtime.txt", ".python-version"
_OF_THE_PYTHON = ("REQ014", "RUN008")


def with_a_python(settings: Settings, check: Check, outcome: Outcome) -> Outcome:
    """The outcome with a version file for each target, whose Python the code runs on.

    Args:
        settings: those of the root.
        check: runs the rules of all its targets over a tree.
        outcome: what was made so far; the rules of some targets have asked for the file already.
    """
    for target in settings.targets:
        outcome = _with_default(target, check, outcome)
    for name in (RUNTIME, VERSION_FILE):
        made = outcome.tree.files.get(name)
        if made is not None and settings.tree.kind(name) is Kind.MISSING:
            outcome = _that_fits(settings, name, check, outcome)
    return outcome


def _with_default(target: Target, check: Check, outcome: Outcome) -> Outcome:
    """With a .python-version that names today's default, if no file that is read names any."""
    files, project = builder_of(target).version_files, Project(outcome.tree, target)
    if files[:1] != (VERSION_FILE,) or not recognised(project).is_python:
        return outcome
    if plan(project).python.declared_in or any(project.has_root_file(name) for name in files):
        return outcome
    try:
        tree = apply(outcome.tree, [created(VERSION_FILE, minor(target.python_default))])
    except RefusedError:
        return outcome
    after = check(tree)
    before = outcome.after
    parts = zip(before.parts or (before,), after.parts or (after,), strict=True)
    if any(first_new(was, now) is not None for was, now in parts):
        return outcome
    return outcome._replace(tree=tree, after=after)


def _that_fits(settings: Settings, name: str, check: Check, outcome: Outcome) -> Outcome:
    """With another version in a new file, if the sources need another."""
    made = outcome.tree.files[name] or b""
    against = _against_its_python(outcome.after)
    readers = [t for t in settings.targets if name in builder_of(t).version_files]
    for target in readers if against > (0, 0) else ():
        for version in _one_of_each_minor(target):
            line = f"python-{version}" if name == RUNTIME else minor(version)
            text = line + ("\n" if made.endswith(b"\n") else "")
            files = {**outcome.tree.files, name: text.encode()}
            tree = Proposal(outcome.tree.below, files, outcome.tree.renamed)
            after = check(tree)
            if _against_its_python(after) < against:
                outcome = outcome._replace(tree=tree, after=after)
                against = _against_its_python(after)
    return outcome


def _against_its_python(report: Report) -> tuple[int, int]:
    """How many errors, and how many other findings, say that the sources need another Python."""
    found = [f for f in report.findings if f.code.startswith("PY") or f.code in _OF_THE_PYTHON]
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    return errors, len(found) - errors


def _one_of_each_minor(target: Target) -> list[str]:
    """The best version of each minor that a target has, the newest first."""
    found: dict[str, str] = {}
    for version in sorted(target.python_supported, key=numbers, reverse=True):
        found.setdefault(minor(version), best_of_minor(version, target)[0])
    return list(found.values())


def version_lines(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """The version files that were made, each with its line."""
    for name in (RUNTIME, VERSION_FILE):
        made = outcome.tree.files.get(name)
        if made is not None and outcome.tree.below.kind(name) is Kind.MISSING:
            yield name, made.decode("utf-8", "replace").strip()
