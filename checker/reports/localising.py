"""Reports in another language: the sentences of each finding, all else as it is."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Finding
    from checker.base.messages import Language
    from checker.check.report import Report


def localised(report: Report, language: Language) -> Report:
    """A report that says in a language what it says in English."""
    return report._replace(
        findings=tuple(localised_finding(each, language) for each in report.findings),
        parts=tuple(localised(part, language) for part in report.parts),
    )


def localised_finding(finding: Finding, language: Language) -> Finding:
    """A finding whose message, help, related places, fix and fold are in a language."""
    fix, fold = finding.fix, finding.fold
    return finding._replace(
        message=language.of(finding.message),
        help=language.of(finding.help),
        related=tuple((at, language.of(words)) for at, words in finding.related),
        fix=fix and fix._replace(title=language.of(fix.title)),
        fold=fold and fold._replace(several=language.of(fold.several)),
    )
