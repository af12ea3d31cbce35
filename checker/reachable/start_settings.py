"""What is wrong with the settings that the start imports, where no build has met it before."""

from __future__ import annotations

from checker.platform.builder import builder_of
from checker.platform.environment import State
from checker.platform.facts import django, django_with
from checker.platform.plan import collectstatic_runs
from checker.project.query import query
from checker.python.names.resolve_module import find_module
from checker.reachable.entry_points import entry_points
from checker.reachable.failing import failing
from checker.reachable.named_settings import named_in
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.django_facts import DjangoFacts, Problem
    from checker.project.project import Project
    from checker.reachable.entry_points import EntryPoint

KINDS = frozenset(
    {"environment-variable-missing", "settings-module-unset", "settings-import-error",
     "import-error", "app-not-found", "settings-invalid", "database-driver-missing"}
)  # fmt: skip
"""Problems that end `django.setup()` as they end collectstatic; other rules speak of the rest."""
_ANYWHERE = frozenset({"settings-import-error", "settings-invalid", "import-error"})
"""What a variable anywhere in the settings may bring about."""
_ENVIRONMENT = ("environ", "getenv", "env(", "env.", "config(")
"""Words of a text that asks the environment."""
_LAZY = (3, 2)
"""From which Django on an empty SECRET_KEY is an error only when it is used."""


@query
def start_problems(project: Project) -> tuple[tuple[DjangoFacts, Problem], ...]:
    """The problems of the settings that end the start; none if the build runs collectstatic."""
    if builder_of(project.target).runs_collectstatic and (collectstatic_runs(project) is not False):
        return ()
    return met_by_start(project)


@query
def facts_of_start(project: Project) -> DjangoFacts | None:
    """What the settings come to that the start imports; None if that is not known."""
    if not django(project).manage_py:
        return None
    found = (_facts_of(project, each) for each in entry_points(project))
    return next((facts for facts in found if facts is not None), None)


@query
def met_by_start(project: Project) -> tuple[tuple[DjangoFacts, Problem], ...]:
    """The problems of the settings that end the start, whether or not the build met them before."""
    facts = facts_of_start(project)
    if facts is None:
        return ()
    told = {each.file.document.path for each in failing(project)}
    told |= {step.path for each in failing(project) for step in each.doubt.steps}
    return tuple(
        (facts, problem._replace(certain=problem.certain and _is_certain(project, facts, problem)))
        for problem in facts.problems
        if (problem.kind in KINDS or _is_of_django(project, problem))
        and problem.fatal
        and problem.at.path not in told
        and _holds(project, facts, problem)
    )


def _is_of_django(project: Project, problem: Problem) -> bool:
    """Whether it is a module that an app of Django itself imports: `django.contrib.postgres`."""
    if problem.kind != "module-not-found":
        return False
    document = project.document(problem.at.path)
    text = "" if document is None else document.text[problem.at.start : problem.at.end]
    return "django.contrib.postgres" in text or "django.contrib.gis" in text


def _facts_of(project: Project, entry_point: EntryPoint) -> DjangoFacts | None:
    """What the settings come to that a started file names; None if it names none."""
    if entry_point.build or not entry_point.certain or entry_point.program:
        return None
    if entry_point.settings_unknown:
        return None
    path = entry_point.path
    if entry_point.name:
        found = find_module(project.tree, entry_point.name, entry_point.paths, project.document)
        path = found.path
    document = project.document(path) if path else None
    if document is None or not ("_application" in document.text or path.endswith("manage.py")):
        return None
    named = named_in(document, entry_point.settings)
    if len(named) != 1:
        return None
    facts = django_with(project, named[0], entry_point.loaded)
    return facts if facts.settings_module == named[0] else None


def _is_certain(project: Project, facts: DjangoFacts, problem: Problem) -> bool:
    """Whether no variable of the environment can make it good; the start may have more of them."""
    if problem.kind == "environment-variable-missing":
        return False
    paths = {problem.at.path, *(at.path for at in facts.chain[1:])}  # without manage.py
    if problem.kind in ("database-driver-missing", "app-not-found"):
        paths = {problem.at.path}
    for path in paths:
        document = project.document(path)
        text = "" if document is None else document.text
        if document is not None and paths == {path} and problem.kind not in _ANYWHERE:
            start = document.line_span(document.line_column(problem.at.start)[0])[0]
            if text[start : start + 1].isspace():
                return False  # a condition decides
            text = text[problem.at.start : problem.at.end]
        if any(word in text for word in _ENVIRONMENT):
            return False
    return True


def _holds(project: Project, facts: DjangoFacts, problem: Problem) -> bool:
    """Whether it happens at the start too, with the variables that are set there."""
    variable, start = problem.fields.get("variable", ""), start_command(project)
    set_here = None if start is None else start.environment.get(variable)
    if variable and set_here not in (None, State.ABSENT, State.MAYBE):
        return False
    version = facts.django_version.version
    lazy = version is None or version >= _LAZY
    return not (lazy and problem.fields.get("setting") == "SECRET_KEY")
