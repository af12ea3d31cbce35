"""What is known of a root's Django project, and the files that the platform reads in it."""

from __future__ import annotations

from checker.base.messages import say
from checker.files.values import Kind
from checker.platform.builder import builder_of
from checker.platform.django_facts import DjangoFacts
from checker.platform.manage_py import manage_py
from checker.project.query import query, query_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project


@query
def django(project: Project) -> DjangoFacts:
    """What its Django project comes to in the build; cheap where it has no manage.py."""
    found = manage_py(project)
    if not (found.path or found.too_deep):
        requirements = project.requirements
        return DjangoFacts(
            manage_py_symlink=found.symlink or None,
            because="there is no manage.py in the root or up to two folders below it",
            declared=requirements is not None and bool(requirements.find("django")),
        )
    from checker.platform.django_reading import read  # noqa: PLC0415  gate: Django

    return read(project, found)


def django_with(
    project: Project, settings: str, loaded: frozenset[str] = frozenset()
) -> DjangoFacts:
    """What the project comes to with these settings, of which the start may have others.

    Args:
        project: the project.
        settings: the dotted name of the settings module that the environment names.
        loaded: modules of Python that are loaded, so that own ones of their names are not read.
    """
    facts = django(project)
    same = not settings or facts.settings_module in (settings, None)
    if (same and not loaded) or not facts.manage_py:
        return facts
    return _django_with(project, settings, loaded)


@query_of
def _django_with(project: Project, settings: str, loaded: frozenset[str]) -> DjangoFacts:
    from checker.platform.django_reading import read  # noqa: PLC0415  gate: Django

    return read(project, manage_py(project), settings, loaded)


@query
def needed_files(project: Project) -> tuple[str, ...]:
    """The files on this disk that the platform reads, as far as they are known so far."""
    builder = builder_of(project.target)
    names = ["requirements.txt", "Procfile", "runtime.txt", *builder.version_files]
    if project.requirements is not None:
        names += [file.path for file in project.requirements.files]
    if builder.runs_collectstatic:
        names += [at.path for at in django(project).chain]
    return tuple(
        path for path in dict.fromkeys(names) if project.tree.kind(path) is not Kind.MISSING
    )


def django_facts(project: Project) -> DjangoFacts | None:
    """What is known of the Django project; None where there is no manage.py to run."""
    facts = django(project)
    return facts if facts.manage_py or facts.manage_py_too_deep else None


def settings_verdict(project: Project) -> tuple[bool | None, str]:
    """Whether the Django settings let collectstatic succeed, and why; None if that is not known."""
    facts = django_facts(project)
    if facts is None:
        return None, "its settings were not evaluated"
    return facts.succeeds, say("{because}", because=facts.because)
