"""What the tool itself could not do, as findings: silence would look like a clean bill."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.platform.facts import django
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project


EVALUATION = (
    "the evaluation of the Django project failed with {failure}; the rules that need it did not run"
)

_GIT_NOT_ASKED = "{problem} → the rules about what git contains found nothing to check"
_GIT_ASKED_IN_PART = "{problem} → part of what git contains was not checked"


@rule("INT001")
def rule_failed(project: Project) -> Iterator[Finding]:
    """A rule failed: this is a bug of pyspec-check, not of the repository."""
    # The engine itself makes this finding of a rule; the Django project is evaluated for many.
    failure = django(project).failure
    if failure:
        yield Finding(
            "INT001",
            say(EVALUATION, failure=failure),
            Location(""),
            Severity.ERROR,
            help="report this with the output of `pyspec-check --version`",
        )


@rule("INT002")
def file_not_read(project: Project) -> Iterator[Finding]:
    """A file that the platform reads was not read, or not to its end."""
    read = project.documents.items()
    cut = {path: each for path, each in read if each is not None and not each.complete}
    for path, document in sorted(cut.items()):
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
    tracked, problem = project.tracked, project.tree.git_problem()
    if problem:
        yield Finding(
            "INT002",
            say(_GIT_NOT_ASKED if tracked is None else _GIT_ASKED_IN_PART, problem=problem),
            Location(""),
            Severity.WARNING,
            help="run `git ls-files` here to see what is the matter with git",
        )


@rule("INT003")
def suppression_unused(project: Project) -> Iterator[Finding]:
    """A comment `# pyspec: ignore[CODE]` suppresses nothing."""
    yield from ()  # the engine makes this finding: it knows what the others found


@rule("INT004")
def baseline_outdated(project: Project) -> Iterator[Finding]:
    """The baseline lists findings that are no longer there."""
    yield from ()  # made where the baseline is applied


@rule("INT005")
def check_incomplete(project: Project) -> Iterator[Finding]:
    """The check used up its time or its memory, and some rules were not run to their end."""
    yield from ()  # the engine makes this finding: it knows what was not run
