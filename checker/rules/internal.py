"""What the tool itself could not do, as findings: silence would look like a clean bill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Applicability, Finding, Location, Severity
from checker.base.messages import say
from checker.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


@rule("INT001", "rule-failed", Severity.ERROR, cites=("source.in-git",))
def rule_failed(project: Project) -> Iterator[Finding]:
    """A rule failed: this is a bug of pyspec-check, not of the repository.

    Why:
        One broken rule must not hide what the others find, and must not look like a clean run
        either: the run ends with exit code 3. Set `PYSPEC_CHECK_TRACEBACK=1` to see where it
        failed.
    Example:
        the rule PROC003 failed with IndexError: list index out of range
    Use instead:
        Report it, with the file that caused it; `--ignore PROC003` gets on with the work.
    """
    yield from ()  # the engine itself makes this finding


@rule("INT002", "file-not-read", Severity.WARNING, cites=("source.in-git",))
def file_not_read(project: Project) -> Iterator[Finding]:
    """A file that the platform reads was not read, or not to its end.

    Why:
        What was not read was not checked. A file is read up to 4 MiB; the platform reads all of
        it. A file without permission to read is an error here: git and the platform may see it.
    Example:
        a requirements.txt of 100 MB
    Use instead:
        a requirements.txt that lists the packages, and nothing else
    """
    for path, document in sorted(project.documents.items()):
        if document is not None and not document.complete:
            yield Finding(
                "INT002",
                say(
                    "{path} has {size} bytes → only the first {read} were checked, "
                    "the platform reads all of them",
                    path=path,
                    size=f"{document.size:,}",
                    read=f"{len(document.data):,}",
                ),
                Location(path, len(document.text), len(document.text)),
                Severity.WARNING,
                help="keep in it what the platform needs",
            )
    for path, problem in sorted(project.unreadable.items()):
        yield Finding(
            "INT002",
            say("{path} was not checked: {problem}", path=path, problem=problem),
            Location(path),
            Severity.ERROR,
            help=say("make {path} readable for the user that runs this check", path=path),
        )


@rule(
    "INT003",
    "suppression-unused",
    Severity.WARNING,
    cites=("source.in-git",),
    fix=Applicability.SAFE,
)
def suppression_unused(project: Project) -> Iterator[Finding]:
    """A comment `# pyspec: ignore[CODE]` suppresses nothing.

    Why:
        What it was for is gone, or was never there: it would hide the next real finding. It counts
        on the lines that a finding points at, with those that a backslash or a string of several
        lines joins to them, in requirements files, Python and other files that may have comments;
        in Python a text that looks like one is none. Without a code it ignores nothing. In Procfile
        and runtime.txt a comment breaks the build; there `per-file-ignores` in the configuration is
        the way. A comment for a rule that was not run is not judged.
    Example:
        Flask==2.0.3  # pyspec: ignore[REQ006] both are needed
    Use instead:
        Flask==2.0.3
    """
    yield from ()  # the engine makes this finding: it knows what the others found


@rule("INT004", "baseline-outdated", Severity.INFO, cites=("source.in-git",))
def baseline_outdated(project: Project) -> Iterator[Finding]:
    """The baseline lists findings that are no longer there.

    Why:
        They were mended. While they stand in the baseline, the same mistake may come back without
        a word. Nothing is said of entries whose rule did not run, of uncertain ones without
        `--all`, and where the baseline was written for another target.
    Example:
        3 entries of .pyspec-check-baseline.json
    Use instead:
        pyspec-check --write-baseline
    """
    yield from ()  # made where the baseline is applied
