"""What an editor shows of the place under the pointer: Markdown, and the range that it is about."""

from __future__ import annotations

from checker.base.messages import ENGLISH, Language, fill
from checker.editor.completion.releases import date, releases_for, verdict
from checker.editor.hover.markdown import beside, block, code, joined
from checker.editor.hover.procfile import in_procfile
from checker.editor.hover.runtime import in_version_file
from checker.editor.hover.settings import in_settings
from checker.editor.hover.text import HoverText
from checker.platform.python_releases import minor
from checker.platform.python_version import python_version
from checker.platform.version_lines import RUNTIME, VERSION_FILE
from checker.rules.codes import RULES
from checker.rules.page import page_of, page_url, summary_of, unwrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.parsers.requirements.values import Requirement
    from checker.project.project import Project
    from checker.rules.codes import Rule

_FINDINGS = 3
"""Findings at one place whose pages are shown."""


def hover(
    project: Project, report: Report, path: str, offset: int, language: Language = ENGLISH
) -> HoverText | None:
    """What is known of a place; None where there is nothing to say.

    Args:
        project: the facts that the report rests on; nothing is evaluated that it did not need.
        report: what was found.
        path: the file, from the root.
        offset: the place, in code points.
        language: what is shown is said in it.
    """
    document = project.document(path)
    offset = max(0, min(offset, len(document.text) if document is not None else 0))
    projects = [part.project for part in report.parts] or [project]
    facts = list(dict.fromkeys(fact for each in projects for fact in _facts(each, path, offset)))
    # What is about the smallest place comes first; the page of a finding on much more is cut.
    least = min((part.end - part.start for part in facts), default=-1)
    parts = [*_findings(report, path, offset, least, language), *facts]
    if not parts:
        return None
    parts.sort(key=lambda part: part.end - part.start)
    markdown = language.of(joined([part.markdown for part in parts]))
    return HoverText(markdown, parts[0].start, parts[0].end)


def _facts(project: Project, path: str, offset: int) -> Iterator[HoverText]:
    if path == "Procfile":
        yield from in_procfile(project, offset)
    elif path in (RUNTIME, VERSION_FILE):
        yield from in_version_file(project, path, offset)
    elif path.endswith(".py"):
        yield from in_settings(project, path, offset)
    else:
        yield from _in_requirements(project, path, offset)


def _findings(
    report: Report, path: str, offset: int, least: int, language: Language
) -> Iterator[HoverText]:
    seen: set[str] = set()
    for finding in report.findings:
        at = finding.at
        if at.path == path and at.start <= offset <= at.end and finding.code not in seen:
            rule = RULES.get(finding.code)
            if rule is not None and len(seen) < _FINDINGS:
                seen.add(finding.code)
                whole = least < 0 or at.end - at.start <= least
                yield HoverText(_page(rule, finding, report, whole, language), at.start, at.end)


def _page(rule: Rule, finding: Finding, report: Report, whole: bool, language: Language) -> str:
    """The rule's page, short: what is wrong, why, what to write, and where there is more."""
    page = page_of(rule.code, language) if whole else summary_of(rule.code, language)
    head = language.say(
        "**{code}** {name} ({severity}, {targets})"
        if finding.certain
        else "**{code}** {name} ({severity}, uncertain, {targets})",
        code=rule.code,
        name=rule.name,
        severity=language.of(finding.severity.label),
        targets=language.between.join(map(code, finding.targets or (report.target.name,))),
    )
    return joined(
        [
            head,
            summary_of(rule.code, language),
            unwrapped(_section(page, "Why:", "Example:").partition("\n\n")[0].splitlines()),
            _instead(page, language),
            language.say("[All about {code}]({url})", code=rule.code, url=page_url(rule.code)),
        ]
    )


def _instead(page: str, language: Language) -> str:
    lines = _section(page, "Use instead:", "").splitlines()
    return f"{language.of('Use instead:')}\n\n{block(lines)}" if lines else ""


def _section(page: str, heading: str, following: str) -> str:
    """A section of a page, unindented."""
    _, _, rest = page.partition(f"\n{heading}\n")
    body = rest.partition(f"\n{following}\n")[0] if following else rest
    return "\n".join(line.removeprefix("    ") for line in body.splitlines()).strip("\n")


def _in_requirements(project: Project, path: str, offset: int) -> Iterator[HoverText]:
    requirements = project.requirements
    if requirements is None or not project.knows(python_version.name):
        return
    for file in requirements.files:
        if file.path != path:
            continue
        for entry in file.entries:
            if entry.span.start <= offset <= entry.span.end and entry.requirement is not None:
                said = _requirement(project, entry.requirement)
                if said:
                    yield HoverText(said, *(entry.requirement.name_span or entry.requirement.span))
                return


def _requirement(project: Project, requirement: Requirement) -> str:
    """What the table of releases says of a requirement; empty where it says nothing."""
    python = python_version(project).effective
    known = releases_for(requirement.normalised, python) if python else ""
    if not python or not known:
        return ""
    head = fill("**{name}** on Python {version}, which {target} runs", name=code(requirement.name),
                version=minor(python), target=code(project.target.name))  # fmt: skip
    said = beside([verdict(requirement, python), known])
    return joined([head, fill("{said} (Package index of {date})", said=said, date=date())])
