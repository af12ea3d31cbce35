"""How reports name targets: those that were checked, and those that a finding holds for."""

from __future__ import annotations

from checker.base.messages import ENGLISH, Language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Finding
    from checker.check.report import Report

_NAMED = 4
"""Targets that are listed even if they are all that were checked."""
_EXCEPTED = 2
"""Targets that are named as those for which something does not hold."""


def checked_against(report: Report, language: Language = ENGLISH) -> str:
    """The targets of a report: one with its title, several by name, many as a number."""
    if not report.parts:
        title = language.of(report.target.title)
        return language.say("{name} ({title})", name=report.target.name, title=title)
    names = [target.name for target in report.targets]
    if len(names) <= _NAMED:
        return language.between.join(names)
    return language.say("{count} targets", count=len(names))


def held_for(report: Report, finding: Finding, language: Language = ENGLISH) -> str:
    """The targets that a finding holds for; empty if only one was checked."""
    every = [target.name for target in report.targets]
    if len(every) == 1 or not finding.targets:
        return ""
    others = [name for name in every if name not in finding.targets]
    if len(every) > _NAMED and not others:
        return language.say("all {count} targets", count=len(every))
    if len(every) > 2 * _NAMED and len(others) <= _EXCEPTED:
        if len(others) == 1:
            return language.say("all targets but {target}", target=others[0])
        return language.say(
            "all targets but {first} and {second}", first=others[0], second=others[1]
        )
    return language.between.join(finding.targets)


def message_of(report: Report, finding: Finding, language: Language = ENGLISH) -> str:
    """What a finding says, with the targets that it holds for if several were checked."""
    names = held_for(report, finding, language)
    return f"{finding.message} [{names}]" if names else finding.message
