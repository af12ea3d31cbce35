"""From a project to its `DjangoFacts`: versions, environment, distributions, the reading itself."""

from __future__ import annotations

from checker.base.findings import Location
from checker.django.evaluation import evaluate
from checker.platform.builder import builder_of
from checker.platform.django_facts import DjangoFacts, Problem, Setting
from checker.platform.django_versions import (
    any_variable,
    builder_variable,
    daphne_checks,
    declared,
    django_of,
    python_of,
    python_with,
)
from checker.python.models.distributions import brings_django, read_distributions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.django.evaluation import Outcome
    from checker.platform.manage_py import ManagePy
    from checker.project.project import Project
    from checker.python.interpreter.values import Place


def read(
    project: Project, found: ManagePy, settings: str = "", loaded: frozenset[str] = frozenset()
) -> DjangoFacts:
    """The facts of a project that has a manage.py.

    `settings` is what the environment has as DJANGO_SETTINGS_MODULE; empty if it has none.
    `loaded` are modules of Python that the server has loaded, whatever the repository has.
    """
    path = found.path or found.too_deep
    names, complete = declared(project)
    python, python_full = python_of(project)
    django, django_full = django_of(project, python.version)
    python, python_full = python_with(django, python, python_full)

    builder = builder_of(project.target)
    if builder.setuptools(".".join(map(str, python.version or (3, 9)))) != "":
        names = [*names, "setuptools"]  # the build has one, or may have
    environment: dict[str, str | None] = dict.fromkeys(("PATH", "HOME"))
    if settings:
        environment["DJANGO_SETTINGS_MODULE"] = settings

    unsure = any_variable if builder.has_config_vars else builder_variable
    late = daphne_checks(project, python.version)
    given = (
        path,
        django.version,
        django_full,
        python.version,
        python_full,
        late,
        names,
        complete,
    )

    def outcome_of(project: Project) -> Outcome:
        tree = project.tree
        # Targets with the same versions read the same: of several, the first one does it for all.
        key = (*given[:-2], tuple(names), complete, settings, loaded, unsure)
        return tree.once(
            ("collectstatic", key),
            lambda: evaluate(
                tree,
                path,
                django=django.version or (4, 2),
                django_full=django_full,
                python=python.version or (3, 9),
                python_full=python_full,
                environment=environment,
                distributions=read_distributions(names, complete, django.version, python.version),
                unsure=unsure,
                loaded=loaded,
                daphne_checks=late,
            ),
        )

    name = " ".join(["collectstatic", settings, *sorted(loaded)]).rstrip()
    outcome = project.query_with(name, outcome_of, given)
    named_at = location(project, outcome.module_place)
    chain = [named_at] if named_at is not None else [Location(path)]
    chain += [Location(source) for source in outcome.sources]
    return DjangoFacts(
        manage_py=found.path or None,
        manage_py_too_deep=found.too_deep or None,
        manage_py_symlink=found.symlink or None,
        django_version=django,
        python_version=python,
        settings_module=outcome.module,
        settings_module_at=named_at,
        chain=tuple(chain),
        settings=_settings(project, outcome),
        settings_read=outcome.settings_read,
        succeeds=outcome.succeeds,
        because=outcome.because,
        problems=_problems(project, outcome, path),
        declared="django" in names or bool(brings_django(names)),
        failure=outcome.failure,
    )


def location(project: Project, place: Place | None) -> Location | None:
    """A place of the interpreter in offsets of the decoded text."""
    if place is None or not place.path:
        return None
    document = project.document(place.path)
    if document is None:
        return Location(place.path)
    start = _offset(document, place.line, place.column)
    end = _offset(document, place.end_line, place.end_column) if place.end_line else start
    return Location(place.path, start, max(start, end))


def _offset(document: Document, line: int, column: int) -> int:
    if line < 1 or line > len(document.starts):
        return 0
    start, end = document.line_span(line)
    text = document.text[start:end]
    if text.isascii():
        return start + min(column, len(text))
    head = text.encode("utf-8", "surrogateescape")[:column]
    return start + len(head.decode("utf-8", "ignore"))


def _settings(project: Project, outcome: Outcome) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for name, value in outcome.settings.items():
        at = location(project, value.place)
        line = value.place.line if value.place and at else None
        settings[name] = Setting(name, value.state, value.value, at, line, value.because)
    return settings


def _problems(project: Project, outcome: Outcome, manage_py: str) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    for note in outcome.notes:
        spots = (location(project, place) for place in note.chain)
        chain = tuple(spot for spot in spots if spot is not None)
        at = location(project, note.place) or Location(manage_py)
        problems.append(
            Problem(note.kind, at, note.message, outcome.certain, note.fatal, note.fields, chain)
        )
    return tuple(problems)
