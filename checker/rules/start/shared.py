"""What all findings about the web command have in common."""

from __future__ import annotations

from checker.base.findings import Severity
from checker.base.messages import say_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.base.findings import Finding
    from checker.project.project import Project
    from checker.start.command import StartCommand

GENERATED = "without a Procfile the platform starts `{command}`: {message}"
ADVICE = "create a Procfile with the right command in the root: {help}"


def in_context(
    project: Project, start: StartCommand, findings: Iterable[Finding]
) -> Iterator[Finding]:
    """The findings; where the platform made the command up, they show it: it is in no file.

    None of them holds where the Procfile is there under a wrong name: it has to be renamed, and
    PROC001 says so.
    """
    if start.generated:
        from checker.rules.shared.misnamed_files import (  # noqa: PLC0415  gate: no Procfile
            PROCFILE_NAMES,
            misspelt,
        )

        if misspelt(project, "Procfile", PROCFILE_NAMES) is not None:
            return
    for finding in findings:
        if not start.alone and finding.severity is Severity.ERROR:
            finding = finding._replace(severity=Severity.WARNING)  # noqa: PLW2901
        paths = dict.fromkeys([finding.at.path, *(at.path for at, _ in finding.related)])
        chain = next(filter(None, map(start.chain, paths)), ())
        if chain:
            finding = finding._replace(related=(*chain, *finding.related))  # noqa: PLW2901
        if not start.generated:
            yield finding
            continue
        fixed_by_file = finding.fix is not None or finding.at.path != start.whole.path
        yield finding._replace(
            message=say_whole(GENERATED, command=start.text[:120], message=finding.message),
            help=finding.help if fixed_by_file else say_whole(ADVICE, help=finding.help),
        )
