"""`collectstatic` in the command, which asks a question that nobody answers."""

from __future__ import annotations

from checker.base.findings import Applicability, Edit, Finding, Fix, Severity
from checker.base.messages import say_then
from checker.platform.builder import builder_of
from checker.platform.facts import django
from checker.platform.plan import collectstatic_runs
from checker.rules.registry import rule
from checker.start.command import PROCFILE, start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

FOUND = "`collectstatic` without `--noinput` asks before it overwrites files"
THEN = {
    "stops": "STATIC_ROOT has files, nobody answers, and the start stops with `EOFError`",
    "fails": "STATIC_ROOT has files, nobody answers, and it stops with `EOFError`",
    "may": "it stops with `EOFError` as soon as STATIC_ROOT has files",
}
HELP = "write `collectstatic --noinput`"
_PROGRAMS = frozenset({"manage.py", "django-admin"})


@rule("DJ020")
def collectstatic_asks(project: Project) -> Iterator[Finding]:
    """The web command runs collectstatic without `--noinput`, and no terminal is there."""
    start = start_command(project)
    for process in () if start is None else start.processes:
        words = [word.value for word in process.arguments]
        if process.program not in _PROGRAMS or words[:1] != ["collectstatic"]:
            continue
        if None in words or any(_answers(word or "") for word in words) or process.piped:
            continue
        if start is None or "<" in start.text:  # an answer may come from there
            continue
        filled = _is_filled(project)
        kind = "may" if not filled else "stops" if process.needed or process.last else "fails"
        name = process.arguments[0]
        at, fix = start.at(name.start, name.end), None
        if at.path != PROCFILE or start.offset >= 0:
            edit = Edit(at.path, at.end, at.end, " --noinput")
            fix = Fix("add `--noinput`", Applicability.SAFE, (edit,))
        finding = Finding(
            "DJ020",
            say_then(FOUND, THEN[kind]),
            at,
            Severity.ERROR if kind == "stops" else Severity.WARNING,
            certain=not process.conditional and not process.disturbed,
            help=HELP,
            fix=fix,
        )
        chain = start.chain(at.path)
        yield finding._replace(related=chain) if chain else finding


def _answers(word: str) -> bool:
    """Whether an option makes it ask nothing; argparse takes beginnings of a name."""
    full = len(word) >= 5 and ("--noinput".startswith(word) or "--no-input".startswith(word))
    return full or word in ("-n", "--dry-run", "-h", "--help")


def _is_filled(project: Project) -> bool:
    """Whether STATIC_ROOT has files when the command runs: the build's, or some of git."""
    built = builder_of(project.target).runs_collectstatic
    if built and collectstatic_runs(project) is not False and django(project).succeeds:
        return True
    root = django(project).setting("STATIC_ROOT").value
    if not isinstance(root, str) or not root.startswith("{root}/"):
        return False
    folder = root.removeprefix("{root}/").rstrip("/") + "/"
    tracked = project.tracked
    return bool(tracked) and any(path.startswith(folder) for path in tracked or ())
