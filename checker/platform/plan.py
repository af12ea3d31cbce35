"""Assemble the plan from the decisions, and give it as the JSON contract says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.base.findings import Location
from checker.base.messages import say
from checker.platform.cnb.generate import package_manager
from checker.platform.collectstatic import collectstatic, django_facts
from checker.platform.detection import recognised
from checker.platform.python_version import python_version
from checker.platform.slug.procfile import start
from checker.platform.values import PackageManager, Plan, Setting
from checker.project.query import query

if TYPE_CHECKING:
    from checker.platform.django_facts import DjangoFacts
    from checker.project.project import Project

SLUG_INDEX = "https://mirrors.aliyun.com/pypi/simple/"
"""The index of the slug builder as it is now (F34), where the edition's text names no other."""


@query
def plan(project: Project) -> Plan:
    """What the target will do with the project; pure, and nothing of the repository is run."""
    languages = recognised(project)
    manager, found = package_manager(project)
    python = python_version(project, languages)
    static = collectstatic(project, languages, python)
    facts = django_facts(project)
    if static.succeeds is None and facts is not None:
        # The verdict is on the repository, whether or not this target runs the command.
        static = static._replace(succeeds=facts.succeeds)
    return Plan(
        project.target.name,
        project.tree.label,
        languages,
        PackageManager(manager, _installs(manager, found), (Location(found),) if found else ()),
        python,
        start(project, languages, manager),
        static,
        _port(project),
        _index(project),
        facts,
    )


def _installs(manager: str, found: str) -> str:
    if not found:
        return "no dependency file names another"
    return say("{found} is in the root", found=found) if manager != "pip" else found


def _port(project: Project) -> Setting:
    variable = project.target.port_variable
    if project.target.builder == "cnb":
        return Setting(variable, "the lowest port of the component; nothing sets PORT")
    if variable == "_PORT":
        return Setting(variable, "the lowest port of the component; the image also sets PORT=5000")
    return Setting(variable, "the lowest port of the component")


def _index(project: Project) -> Setting:
    target = project.target
    name = target.pip_index_variable
    because = f"unless {name or 'PIP_INDEX_URL'} names another"
    if target.pip_index_default:
        return Setting(target.pip_index_default, because)
    return Setting(SLUG_INDEX if target.builder == "slug" else "", because)


def plan_json(decided: Plan) -> dict[str, Any]:
    """One root's plan for one target, as `plan --format json` gives it."""
    recognised, python, begin = decided.recognised, decided.python, decided.start
    return {
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
        "package_manager": decided.package_manager.value,
        "python": {
            "declared": python.declared or None,
            "declared_in": python.declared_in or None,
            "effective": python.effective,
            "because": python.because,
        },
        "start": {
            "command": begin.command,
            "source": begin.source,
            "because": begin.because,
            "build_fails": begin.fails,
        },
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
