"""From what the reading of a Django project found to findings: shared by the DJ rules.

The reading (`checker.django`) says what collectstatic would meet; a rule chooses the kinds that it
speaks of and puts them into the user's words.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say_whole
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.python.interpreter.values import ABOVE, ROOT
from checker.rules.django.needs import reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Fix
    from checker.platform.django_facts import DjangoFacts, Problem
    from checker.project.project import Project


class Words(NamedTuple):
    """What a rule says of one problem."""

    found: str
    """What was found."""
    help: str
    """What to write instead."""
    fix: Fix | None = None
    whole: bool = False
    """Whether the exception's own words say more than its name."""


THEN = {
    "warns": "{found} → the build goes on",
    "fails": "{found} → collectstatic fails and the build stops",
    "may fail": "{found} → collectstatic may fail, and then the build stops",
    "stops": "{found} → the start stops",
    "may stop": "{found} → the start may stop",
    "stops with": "{found} → the start stops ({error})",
    "may stop with": "{found} → the start may stop ({error})",
    "fails with": "{found} → collectstatic fails and the build stops ({error})",
    "may fail with": "{found} → collectstatic may fail, and then the build stops ({error})",
}
"""What follows from a problem."""


_INSTALLED = re.compile(r" \(/usr/lib/python[^)]*\)")
"""Where Python says that it found a module; the platform has it in a folder of its own."""


def problems(project: Project, *kinds: str) -> Iterator[tuple[DjangoFacts, Problem]]:
    """The problems of these kinds that the build, or else the start, meets, in that order."""
    facts = reading(project)
    if facts is not None:
        for problem in facts.problems:
            if problem.kind in kinds:
                yield facts, problem
        return
    from checker.reachable import start_settings  # noqa: PLC0415  gate: without collectstatic

    yield from (each for each in start_settings.start_problems(project) if each[1].kind in kinds)


def finding(
    project: Project,
    code: str,
    facts: DjangoFacts,
    problem: Problem,
    words: Words,
    *,
    at: Location | None = None,
) -> Finding:
    """One problem as a finding: an error where the command fails because of it.

    `at` is where the user has to write, where that is another place than the problem's own.
    """
    if at is not None:
        problem = problem._replace(at=at, chain=(*facts.chain[:-1], at))
    certain = problem.certain and facts.declared
    ends = ("fails", "may fail") if reading(project) is not None else ("stops", "may stop")
    then = "warns" if not problem.fatal else ends[0] if certain else ends[1]
    error = _error(problem, words.whole) if problem.fatal else ""
    if error:
        then += " with"
    return Finding(
        code,
        say_whole(THEN[then], found=words.found, error=error),
        problem.at,
        Severity.ERROR if problem.fatal else Severity.WARNING,
        certain=certain,
        help=words.help,
        related=tuple((at, "on the way from manage.py") for at in _way(facts, problem)),
        fix=words.fix,
    )


def _error(problem: Problem, whole: bool) -> str:
    """What Django prints: the number of a check, the name of an exception, or all of it."""
    lines = plain(problem.message).rstrip(".").split("\n")
    first, rest = lines[0], [each for each in lines[1:] if not each.startswith(" ")]
    text = printable(f"{first}: {', '.join(rest)}" if rest else first, 160)
    check = re.search(r"\((\w+\.[EW]\d+)\)", text)
    if check is not None and not whole:
        return check[1]
    name = text.partition(":")[0]
    return name if name.isidentifier() and not whole else text


def _way(facts: DjangoFacts, problem: Problem) -> list[Location]:
    """The places between manage.py and a problem, without the packages' own files."""
    return [
        at
        for at in problem.chain or facts.chain
        if at.path != problem.at.path and not at.path.endswith("__init__.py")
    ]


def plain(text: str) -> str:
    """A text of the reading with paths below the root as the repository has them."""
    for root, above in (
        (ROOT, ABOVE),
        (printable(ROOT), printable(ABOVE)),
    ):  # as they are, and as repr
        text = text.replace(f"{root}/", "").replace(root, ".").replace(above, "…")
    text = _INSTALLED.sub("", text.replace("{root}/", "").replace("{root}", "."))
    return text.replace("PurePosixPath", "PosixPath")


def asks_environment(project: Project, at: Location | None) -> bool:
    """Whether what stands at a place asks the environment for a value."""
    document = project.document(at.path) if at is not None else None
    if at is None or document is None:
        return False
    text = document.text[at.start : at.end]
    return any(word in text for word in ("environ", "getenv", "env(", "config("))


def place_words(project: Project, at: Location) -> str:
    """`mysite/base.py:12`; only the path where the file does not exist."""
    document = project.document(at.path)
    if document is None or not document.text:
        return at.path
    return f"{at.path}:{document.line_column(at.start)[0]}"
