"""`init`: shows what a root lacks and where it is from, and writes it when it is told to."""

from __future__ import annotations

import sys

from checker.base.errors import UsageError, eprint, spoken
from checker.base.findings import Severity
from checker.base.messages import AND, appended, fill, listed, say, say_whole
from checker.base.records import NamedTuple
from checker.check.pipeline import run_each
from checker.files.values import Kind
from checker.fixes.editing import Proposal
from checker.fixes.loop import fix_all, is_fixable
from checker.fixes.write import show, write
from checker.init.requirements import NAME, Requirements, missing_requirements
from checker.init.version_files import version_lines, with_a_python

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.config.settings import Settings
    from checker.files.tree import Tree
    from checker.fixes.loop import Outcome

_MISSING = {"REQ001": NAME, "PROC001": "Procfile", "RUN001": "runtime.txt"}
"""The rules whose fixes write a file that is missing."""


class NewFiles(NamedTuple):
    """What one root gets."""

    settings: Settings
    outcome: Outcome
    requirements: Requirements | None


def initialise(settings: list[Settings], *, yes: bool, diff: bool) -> bool:
    """Show what is missing; write it with `yes`, or when somebody at a terminal says so.

    What is said goes to standard error, the patch to standard output.

    Returns:
        Whether nothing that could be written is left unwritten.

    Raises:
        UsageError: where writing fails.
    """
    found = [_new_files(each) for each in settings]
    for each in found:
        if len(found) > 1:
            eprint(say("{root}:", root=each.settings.prefix.rstrip("/") or "."))
        for line in _account(each):
            eprint(appended("  " * (len(found) > 1), say_whole("{line}", line=line)))
    if not any(each.outcome.tree.files for each in found):
        missing = any(f.code in _MISSING for each in found for f in each.outcome.after.findings)
        eprint("nothing was created" if missing else "nothing to create: no file is missing")
        return True
    sys.stderr.flush()
    show([(each.settings, each.outcome) for each in found])
    if not yes:
        if diff:
            return False
        if sys.stdin is None or not sys.stdin.isatty():
            eprint("nothing was written; run `pyspec-check init --yes` to write this")
            return False
        sys.stderr.write(spoken().of("write this? [y/N] "))
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            eprint("nothing was written")
            return False
    for each in found:
        write(each.settings, each.outcome)
        names = [name for name, data in sorted(each.outcome.tree.files.items()) if data is not None]
        if names:
            shown = listed(each.settings.prefix + name for name in names)
            add = "; add them to git" if each.settings.tree.tracked() else ""
            eprint(
                fill(
                    "wrote {shown}{add}{remaining}",
                    shown=shown,
                    add=add,
                    remaining=_remaining(each.outcome.after),
                )
            )
    return True


def _new_files(settings: Settings) -> NewFiles:
    if settings.every:
        raise UsageError(
            "init works for the targets of one repository, not for all; name them with --target"
        )
    requests = [request._replace(baseline=False) for request in settings.requests()]

    def check(tree: Tree) -> Report:
        return run_each(requests, tree)

    def missing(finding: Finding) -> bool:
        return finding.code in _MISSING and is_fixable(finding.fix, unsafe=True)

    def server(finding: Finding) -> bool:
        return finding.code == "CMD001" and is_fixable(finding.fix, unsafe=True)

    before = check(settings.tree)
    requirements = missing_requirements(before)
    begun = Proposal(settings.tree)
    if requirements is not None:
        begun = Proposal(settings.tree, {NAME: requirements.text.encode()})
    outcome = fix_all(settings.tree, check, missing, begun)
    if settings.tree.kind(NAME) is Kind.MISSING:
        # What an old Procfile starts is to be in the new file too.
        more = fix_all(settings.tree, check, server, outcome.tree)
        outcome = more._replace(
            applied=(*outcome.applied, *more.applied), refused=(*outcome.refused, *more.refused)
        )
    outcome = with_a_python(settings, check, outcome)
    return NewFiles(settings, outcome._replace(before=before), requirements)


def _account(new: NewFiles) -> Iterator[str]:
    """What is written and where it is from, and what is not and why."""
    requirements, outcome = new.requirements, new.outcome
    if requirements is not None:
        yield from _of_requirements(requirements)
    written = dict(version_lines(outcome))
    for finding in outcome.applied:
        fix = finding.fix
        if fix is None:
            continue
        path = _path(finding)
        line = written.pop(path, "") if finding.code == "RUN001" else ""
        if line and line not in fix.title:
            yield fill(
                "{path}: create it with `{line}`, which the code needs", path=path, line=line
            )
        else:
            yield fill("{path}: {title}", path=path, title=fix.title)
    for path, line in written.items():
        yield fill("{path}: create it with `{line}`", path=path, line=line)
    for finding, why in outcome.refused:
        yield fill("not written {path}: {why}", path=_path(finding), why=why)
    refused = {finding.code for finding, _ in outcome.refused}
    for finding in outcome.after.findings:
        if finding.code in _MISSING and finding.code not in refused:
            yield fill(
                "not written {missing}: {message}; {help}",
                missing=_MISSING[finding.code],
                message=finding.message,
                help=finding.help,
            )
            if finding.code == "REQ001" and finding.related:
                folder = finding.related[0][0].path.rpartition("/")[0]
                yield fill(
                    "  `pyspec-check init {prefix}{folder}` looks there",
                    prefix=new.settings.prefix,
                    folder=folder,
                )


def _path(finding: Finding) -> str:
    """The file that a finding's fix makes, or would be about."""
    steps = finding.fix.steps if finding.fix is not None else ()
    return next((step.to or step.path for step in steps), _MISSING.get(finding.code, NAME))


def _of_requirements(requirements: Requirements) -> Iterator[str]:
    source = requirements.source
    if source is not None:
        yield fill(
            "{name}: what {path} declares in {where}",
            name=NAME,
            path=source.path,
            where=source.where,
        )
        for shown in source.left_out:
            yield fill("  left out: {shown} ({name} has no form for it)", shown=shown, name=NAME)
        for each in requirements.questions:
            yield (
                fill(
                    "  question: {path}:{line} imports {module}, which {path_2} does not declare",
                    path=each.path,
                    line=each.line,
                    module=each.module,
                    path_2=source.path,
                )
            )
        return
    if not requirements.lines:
        yield fill(
            "{name}: empty, because no module imports a package that has to be installed", name=NAME
        )
    else:
        yield fill("{name}: the packages that the code imports, without versions", name=NAME)
    width = max((len(line) for line in requirements.lines), default=0)
    for each in requirements.needed:
        if each.distribution in requirements.lines and not each.optional:
            yield fill(
                "  {distribution}  {path}:{line} uses {module}",
                distribution=f"{each.distribution:{width}}",
                path=each.path,
                line=each.line,
                module=each.module,
            )
    for each in requirements.questions:
        if each.optional:
            why = "which is optional there; add it if you need it"
        else:
            why = "and it is unknown which package contains it; add that package"
        name = each.distribution or each.module
        yield fill(
            "  question: {path}:{line} imports {name}, {why}",
            path=each.path,
            line=each.line,
            name=name,
            why=why,
        )
    for path in requirements.unread:
        yield fill(
            "  question: {path} cannot be parsed; only its well-known imports were found", path=path
        )
    if requirements.more:
        yield "  question: the repository has more modules than were read; check the rest yourself"


def _remaining(report: Report) -> str:
    """How a check comes out now, as the end of a sentence."""
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    if not errors and not warnings:
        return ""
    counts = [
        fill(template, count=number, s="s" * (number > 1))
        for number, template in ((errors, "{count} error{s}"), (warnings, "{count} warning{s}"))
        if number
    ]
    return fill("; `pyspec-check` still finds {counts}", counts=listed(counts, last=AND))
