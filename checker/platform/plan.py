"""Assemble the plan from the decisions, and give it as the JSON contract says."""

from __future__ import annotations

from checker.platform.builder import builder_of
from checker.platform.detection import dependencies, package_manager, recognised
from checker.platform.facts import django_facts
from checker.platform.python_version import python_version
from checker.platform.values import Build, Plan
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.platform.django_facts import DjangoFacts
    from checker.platform.values import (
        Collectstatic,
        Obstacle,
        PythonVersion,
        Recognised,
        Start,
        Started,
    )
    from checker.project.project import Project


@query
def planned_start(project: Project) -> Start:
    """The command that the target starts."""
    languages = recognised(project)
    return builder_of(project.target).start(project, languages, package_manager(project).value)


@query
def planned_collectstatic(project: Project) -> Collectstatic:
    """Whether the build collects static files, as the builder decides."""
    return builder_of(project.target).collectstatic(
        project, recognised(project), python_version(project)
    )


@query
def collectstatic_runs(project: Project) -> bool | None:
    """Whether the build runs collectstatic, whatever comes of it; None where it is not known."""
    return planned_collectstatic(project).runs


@query
def plan(project: Project) -> Plan:
    """What the target will do with the project; pure, and nothing of the repository is run."""
    builder, languages = builder_of(project.target), recognised(project)
    manager = package_manager(project)
    python = python_version(project)
    static = planned_collectstatic(project)
    facts = django_facts(project)
    if static.succeeds is None and facts is not None:
        # The verdict is on the repository, whether or not this target runs the command.
        static = static._replace(succeeds=facts.succeeds)
    start = planned_start(project)
    return Plan(
        project.target.name,
        project.tree.label,
        languages,
        manager,
        python,
        start,
        static,
        builder.port(),
        builder.package_index(),
        dependencies(project),
        facts,
        _build(languages, python, start, builder.obstacles(project, manager, python)),
    )


def _build(
    languages: Recognised, python: PythonVersion, start: Start, obstacles: Iterator[Obstacle]
) -> Build:
    """What the build comes to, the installation of packages aside."""
    if not languages.is_python:
        nothing = None if languages.override or languages.language else False
        return Build(nothing, languages.because, languages.at)
    first = next(obstacles, None)
    if first is not None:
        return Build(False if first.certain else None, first.because, first.at, first.log)
    if start.fails:
        return Build(False, start.because, start.at, start.log)
    if python.effective is None:
        return Build(None, python.because, python.at, python.log)
    return Build(True, "nothing ends it but the installation of a package")


def plan_json(decided: Plan) -> dict[str, Any]:
    """One root's plan for one target, as `plan --format json` gives it."""
    recognised, python, begin = decided.recognised, decided.python, decided.start
    document: dict[str, Any] = {
        "target": decided.target,
        "root": decided.root,
        "recognised": {
            "language": recognised.language,
            "languages": list(recognised.languages),
            "by": list(recognised.by),
            "shadowed_by": recognised.shadowed_by,
            "override": recognised.override or None,
            "because": recognised.because,
        },
        "package_manager": decided.package_manager.value or None,
        "dependencies": {
            "tool": decided.dependencies.tool or None,
            "file": decided.dependencies.path or None,
            "because": decided.dependencies.because,
        },
        "python": {
            "declared": python.declared or None,
            "declared_in": python.declared_in or None,
            "effective": python.effective,
            "because": python.because,
        },
        "start": {
            "command": begin.command if begin.certain else None,
            "source": begin.source,
            "because": begin.because,
            "build_fails": begin.fails if begin.certain else None,
        },
        "build": {"succeeds": decided.build.succeeds, "because": decided.build.because},
        "processes": None if begin.fails else dict(begin.processes),
        "collectstatic": {
            "runs": decided.collectstatic.runs,
            "succeeds": decided.collectstatic.succeeds,
            "manage_py": decided.collectstatic.manage_py or None,
            "because": decided.collectstatic.because,
        },
        "port": {"variable": decided.port.value, "because": decided.port.because},
        "index": {
            "url": decided.package_index.value or None,
            "because": decided.package_index.because,
        },
        "django": _django_json(decided.django),
    }
    if decided.started is not None:
        document["started"] = [_started_json(each) for each in decided.started]
        document["unfollowed"] = [
            {"path": each.at.path, "line": each.line, "because": each.because}
            for each in decided.unfollowed
        ]
    if decided.imports is not None:
        document["imports"] = {
            "succeeds": decided.imports.succeeds,
            "because": decided.imports.because,
        }
    return document


def _started_json(each: Started) -> dict[str, Any]:
    return {
        "words": each.words,
        "path": each.at.path,
        "line": each.line,
        "through": [
            {"path": call.at.path, "line": call.line, "words": call.words} for call in each.through
        ],
        "runners": list(each.runners),
        "directory": each.directory,
        "server": each.server or None,
        "listens": list(each.listens),
        "conditional": each.conditional,
    }


SETTINGS = (
    *("STATIC_ROOT", "STATIC_URL", "STATICFILES_DIRS", "STATICFILES_STORAGE", "STORAGES"),
    *("MEDIA_ROOT", "MEDIA_URL", "INSTALLED_APPS", "DEBUG"),
)
"""The settings that the plan shows: those that collecting static files goes by."""


def _django_json(facts: DjangoFacts | None) -> dict[str, Any] | None:
    if facts is None:
        return None
    shown = {}
    for name in SETTINGS:
        setting = facts.setting(name)
        shown[name] = {
            "state": setting.state,
            "value": setting.value,
            "path": setting.path or None,
            "line": setting.line,
            "because": setting.because,
        }
    return {"settings_module": facts.settings_module, "settings": shown}
