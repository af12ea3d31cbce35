"""From a project to its `DjangoFacts`: versions, environment, distributions, the reading itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.django.facts import DjangoFacts, Problem, Setting, Version
from checker.model import Location

if TYPE_CHECKING:
    from checker.django.evaluation import Outcome
    from checker.project import Project
    from checker.python.values import Place


def read(project: Project) -> DjangoFacts:
    """The facts of a project; nothing is evaluated where it has no manage.py."""
    from checker.django.finding import find_manage_py

    found = find_manage_py(project.tree)
    path = found.path or found.too_deep
    if path is None:
        return DjangoFacts(
            manage_py_symlink=found.symlink, because="there is no manage.py",
        )  # fmt: skip
    from checker.django.evaluation import evaluate
    from checker.django.versions import builder_variable, declared, django_of, python_of

    names, complete = declared(project)
    django, django_full = django_of(project)
    python, python_full = python_of(project)
    from checker.python.distributions import read_distributions

    outcome = evaluate(
        project.tree,
        path,
        django=django.version or (4, 2),
        django_full=django_full,
        python=python.version or (3, 9),
        python_full=python_full,
        environment=dict.fromkeys(("PATH", "HOME")),
        distributions=read_distributions(names, complete),
        unsure=builder_variable,
    )
    return facts_of(project, outcome)._replace_found(  # type: ignore[attr-defined,no-any-return]
        found, django, python, "django" in names
    )


def location(project: Project, place: Place | None) -> Location | None:
    """A place of the interpreter in offsets of the decoded text."""
    if place is None:
        return None
    document = project.document(place.path)
    if document is None:
        return Location(place.path)
    start = _offset(document, place.line, place.column)
    end = _offset(document, place.end_line, place.end_column) if place.end_line else start
    return Location(place.path, start, max(start, end))


def _offset(document: object, line: int, column: int) -> int:
    from checker.text import Document

    assert isinstance(document, Document)
    if line < 1 or line > len(document.starts):
        return 0
    start, end = document.line_span(line)
    text = document.text[start:end]
    if text.isascii():
        return start + min(column, len(text))
    head = text.encode("utf-8", "surrogateescape")[:column]
    return start + len(head.decode("utf-8", "ignore"))


def facts_of(project: Project, outcome: Outcome) -> DjangoFacts:
    """An outcome in the terms of the rest of the tool."""
    settings: dict[str, Setting] = {}
    for name, value in outcome.settings.items():
        at = location(project, value.place)
        line = value.place.line if value.place else None
        settings[name] = Setting(name, value.state, value.value, at, line, value.because)
    problems: list[Problem] = []
    for note in outcome.notes:
        chain = tuple(
            spot for spot in (location(project, p) for p in note.chain) if spot is not None
        )
        at = location(project, note.place) or Location("manage.py")
        problems.append(
            Problem(note.kind, at, note.message, outcome.certain, note.fatal, note.fields, chain)
        )
    return DjangoFacts(
        settings=settings,
        settings_read=outcome.settings_read,
        settings_module=outcome.module,
        succeeds=outcome.succeeds,
        because=outcome.because,
        problems=tuple(problems),
    )


__all__ = ["Version"]
