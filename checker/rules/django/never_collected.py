"""Static files that no build collects."""

from __future__ import annotations

from checker.advice.procfile import proposal
from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_whole
from checker.platform.builder import builder_of
from checker.platform.detection import recognised
from checker.platform.django_facts import UNSET
from checker.platform.django_named import brought_by, names_django
from checker.platform.facts import django
from checker.platform.manage_py import manage_py
from checker.platform.plan import planned_collectstatic, planned_start
from checker.platform.python_version import python_version
from checker.rules.django.shared import place_words
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.django_facts import DjangoFacts
    from checker.project.project import Project

NEVER = "this target never runs collectstatic, so STATIC_ROOT stays empty"
NEVER_UNSET = "this target never runs collectstatic, and STATIC_ROOT is not set"
WRITE = "write `web: python {manage} collectstatic --noinput && {command}`"
FIRST_SET = (
    "set `STATIC_ROOT = 'staticfiles'` in the settings, then write "
    "`web: python {manage} collectstatic --noinput && {command}`"
)
FIRST_CORRECT = (
    "correct {first} first, which ends collectstatic, then write "
    "`web: python {manage} collectstatic --noinput && {command}`"
)

NO_APP = "`django.contrib.staticfiles` is not in INSTALLED_APPS → no static files are collected"
ADD_APP = "add `'django.contrib.staticfiles'` to INSTALLED_APPS if the project has static files"


@rule("DJ018")
def collectstatic_never_runs(project: Project) -> Iterator[Finding]:
    """Django's static files are not collected by the build, and nothing says so."""
    if builder_of(project.target).runs_collectstatic and not planned_collectstatic(project).skipped:
        return
    manage = manage_py(project).path if recognised(project).is_python else ""
    if not manage:
        return
    start = planned_start(project)
    if start.command is not None and _collects(project, start.command):
        return
    facts = django(project)
    installed = next((x for x in facts.problems if x.kind == "staticfiles-not-installed"), None)
    if installed is not None and installed.certain:
        yield Finding("DJ018", NO_APP, Location(manage), Severity.INFO, help=ADD_APP)
        return
    if planned_collectstatic(project).skipped:
        yield _skipped(project, manage)
        return
    if not names_django(project)[0] and not brought_by(project):
        return
    command = start.command or "gunicorn …"
    if not project.has_root_file("Procfile"):
        command = proposal(project).line.removeprefix("web: ") or command
    first = _first(project, facts)
    # Settings that cannot be imported say nothing of STATIC_ROOT.
    unset = not first and facts.setting("STATIC_ROOT").state == UNSET
    yield Finding(
        "DJ018",
        NEVER_UNSET if unset else NEVER,
        _web_command(project) or Location(manage),
        Severity.WARNING,
        help=say_whole(
            FIRST_SET if unset else FIRST_CORRECT if first else WRITE,
            manage=manage,
            command=command,
            first=first,
        ),
    )


def _first(project: Project, facts: DjangoFacts) -> str:
    """Where the error is that ends the command; empty if none is known to end it."""
    fatal = [each for each in facts.problems if each.fatal and each.kind != "static-root-unset"]
    return place_words(project, fatal[0].at) if facts.succeeds is False and fatal else ""


def _skipped(project: Project, manage: str) -> Finding:
    template = (
        "Python {version} gets a setuptools without pkg_resources → the builder skips collectstatic"
    )
    return Finding(
        "DJ018",
        say(template, version=python_version(project).effective),
        Location(manage),
        Severity.WARNING,
        help=_older_setuptools(project),
    )


def _older_setuptools(project: Project) -> str:
    """Where a requirement has to stand for pip to heed it (F36, F37)."""
    if project.has_root_file("Pipfile"):
        return 'write `setuptools = "<82"` in [packages] of the Pipfile'
    required = project.requirements.find("setuptools") if project.requirements else ()
    if required and not required[0].pin:
        return say(
            "write `setuptools<82` instead of `{text}` in requirements.txt", text=required[0].text
        )
    if project.has_root_file("requirements.txt"):
        return "add `setuptools<82` to requirements.txt"
    own = "pyproject.toml" if project.has_root_file("pyproject.toml") else "setup.py"
    return say("add `setuptools<82` to the dependencies in {own}", own=own)


def _web_command(project: Project) -> Location | None:
    """Where the Procfile's last web command stands."""
    document = project.document("Procfile")
    found = list(re.finditer(r"(?m)^web:[ \t]*([^\r\n]*)", document.text)) if document else []
    return Location("Procfile", found[-1].start(1), found[-1].end(1)) if found else None


def _collects(project: Project, command: str) -> bool:
    """Whether the command, or a file of the repository that it names, speaks of collectstatic."""
    if "collectstatic" in command:
        return True
    for word in command.replace(";", " ").replace("&", " ").split():
        document = (
            project.document(word.strip("'\"")) if project.tree.is_file(word.strip("'\"")) else None
        )
        if document is not None and "collectstatic" in document.text:
            return True
    return False
