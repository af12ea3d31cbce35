"""Distributions for requirements.txt: what is needed and not declared, then known names."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import Message, fill
from checker.data import compiled_data
from checker.data.distributions import TABLE
from checker.data.programs import program
from checker.editor.completion.items import DISTRIBUTION, Completion
from checker.editor.completion.releases import releases_for
from checker.editor.hover.markdown import code, joined
from checker.parsers.requirements import normalise
from checker.platform.facts import django
from checker.platform.python_version import python_version
from checker.python.models.distributions import ALWAYS, read_distributions
from checker.start.command import start_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.project.project import Project

_MOST = 60
"""Names that are offered for a prefix at the most."""
_SPELT = {
    "django": "Django", "flask": "Flask", "djangorestframework": "djangorestframework",
    "pillow": "Pillow", "pyyaml": "PyYAML", "sqlalchemy": "SQLAlchemy", "jinja2": "Jinja2",
    "werkzeug": "Werkzeug", "markupsafe": "MarkupSafe", "pymysql": "PyMySQL", "uwsgi": "uWSGI",
}  # fmt: skip
"""How a distribution's own page spells it, where that is not the normalised name."""
_ENGINES = {
    "django.db.backends.mysql": ("mysqlclient", ("mysqlclient", "pymysql")),
    "django.db.backends.postgresql": (
        "psycopg2-binary",
        ("psycopg2", "psycopg2-binary", "psycopg", "psycopg-binary"),
    ),
    "django.db.backends.postgresql_psycopg2": (
        "psycopg2-binary",
        ("psycopg2", "psycopg2-binary", "psycopg"),
    ),
    "django.db.backends.oracle": ("oracledb", ("oracledb", "cx-oracle")),
}
"""Database backends: the distribution to add, and those of which one is enough."""
_PREFERRED = {"psycopg2": "psycopg2-binary", "corsheaders": "django-cors-headers"}
"""Modules that several distributions bring: the one to offer."""


class _Needs:
    """What is needed and not installed, each with its reason; the first reason counts."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.found: dict[str, str] = {}
        installed = project.requirements.installed if project.requirements is not None else ()
        self.declared = frozenset(
            name
            for required in installed
            for name in (
                required.normalised,
                *(f"{required.normalised}[{normalise(extra)}]" for extra in required.extras),
            )
        )
        """Normalised names, and `name[extra]` for each extra that is asked for."""

    def add(self, name: str, reason: str) -> None:
        """Note a need, where nothing declares it."""
        if name not in self.declared:
            self.found.setdefault(name, reason)


def distributions(project: Project, path: str, offset: int) -> list[Completion]:
    """The distributions for a place in a requirements file; none but where a name begins."""
    requirements = project.requirements
    if requirements is None or not any(file.path == path for file in requirements.files):
        return []
    document = project.document(path)
    if document is None:
        return []
    start, end = document.line_span(document.line_column(offset)[0])
    text = document.text
    line = re.compile(r"[ \t]*([A-Za-z0-9][A-Za-z0-9._-]*)?").match(text, start, min(offset, end))
    if line is None or line.end() != min(offset, end) or offset > end:
        return []
    rest = re.compile(r"[A-Za-z0-9._-]*").match(text, offset, end)
    typed, begin = line[1] or "", offset - len(line[1] or "")
    until = rest.end() if rest is not None else offset
    if text[until:end].strip() and not typed:
        return []
    needs = needed(project)
    wanted = normalise(typed)
    fitting = sorted(name for name in needs if name.startswith(wanted))
    found = [
        Completion(
            _SPELT.get(name, name),
            _SPELT.get(name, name),
            begin,
            until,
            DISTRIBUTION,
            fill("needed: {reason}", reason=_plain(needs[name])),
            joined([fill("Needed: {reason}.", reason=needs[name]), _releases(project, name)]),
            order,
            preselect=order == 0,
        )
        for order, name in enumerate(fitting)
    ]
    if wanted:
        installed = {required.normalised for required in requirements.installed}
        names = [name for name in _known_names() if name.startswith(wanted)]
        others = sorted(name for name in names if name not in needs and name not in installed)
        found += [
            Completion(
                _SPELT.get(name, name),
                _SPELT.get(name, name),
                begin,
                until,
                DISTRIBUTION,
                documentation=_releases(project, name),
                order=len(fitting),
            )
            for name in others[:_MOST]
        ]
    return found


def _plain(reason: str) -> str:
    """A reason where no Markdown is read."""
    if not isinstance(reason, Message):
        return reason
    return fill(reason.template, **{k: v.replace("`", "") for k, v in reason.fields.items()})


def _releases(project: Project, name: str) -> str:
    """Which releases are for the Python that runs; empty where the table does not know."""
    python = python_version(project).effective if project.knows(python_version.name) else None
    return releases_for(name, python) if python else ""


def needed(project: Project) -> dict[str, str]:
    """What the command and the settings need and nothing declares: each name with its reason."""
    needs = _Needs(project)
    _by_command(project, needs)
    if project.knows(django.name):
        _by_settings(project, needs)
    return needs.found


def _by_command(project: Project, needs: _Needs) -> None:
    """The programs of the web command (CMD001)."""
    start = start_command(project) if project.knows(start_command.name) else None
    for process in start.processes if start is not None else ():
        words = [process.word] if "/" not in process.path else []
        for word in (*process.wrappers, *words):
            name = process.program if word is process.word else word.value or ""
            known = program(name)
            if known is None or needs.declared & {*known.brings, *known.also}:
                continue
            needs.add(known.brings[0], fill("the web command starts {name}", name=code(name, 60)))


def _by_settings(project: Project, needs: _Needs) -> None:
    facts = django(project)
    if facts.manage_py is None and facts.manage_py_too_deep is None:
        return
    names = [name for name in needs.declared if "[" not in name]
    have = read_distributions(
        names, True, facts.django_version.version, facts.python_version.version
    )
    manage = facts.manage_py or facts.manage_py_too_deep or ""
    if not have.provides("django"):
        needs.add("django", fill("{path} imports it", path=code(manage, 60)))
    folder = manage.rpartition("/")[0]
    for reason, dotted in _dotted(project):
        module = dotted.partition(".")[0]
        if (
            module in ("django", *ALWAYS)
            or have.provides(module)
            or _is_local(project, folder, module)
        ):
            continue
        name = _brings().get(module)
        if name is not None:
            because = fill(
                "{setting} names {name}", setting=code(reason, 60), name=code(dotted, 60)
            )
            needs.add(name, because)
    databases: Any = facts.setting("DATABASES").value
    for entry in databases.values() if isinstance(databases, dict) else ():
        engine = entry.get("ENGINE") if isinstance(entry, dict) else None
        driver, enough = _ENGINES.get(engine, ("", ())) if isinstance(engine, str) else ("", ())
        if driver and not needs.declared & set(enough):
            needs.add(
                driver, fill("{setting} uses {name}", setting="`DATABASES`", name=code(engine, 60))
            )
    for problem in facts.problems:
        name = problem.fields.get("distribution", "") or _brings().get(
            problem.fields.get("module", "").partition(".")[0], ""
        )
        missing = problem.kind in ("module-not-found", "database-driver-missing", "app-not-found")
        if name and missing and not needs.found.keys() & {name}:
            because = fill("{path} needs it: {message}", path=code(problem.at.path, 60),
                           message=code(problem.message, 80))  # fmt: skip
            needs.add(name, because)


def _dotted(project: Project) -> Iterator[tuple[str, str]]:
    """Dotted names in the settings that Django imports, each with its setting."""
    facts = django(project)
    for name in ("INSTALLED_APPS", "MIDDLEWARE", "MIDDLEWARE_CLASSES", "AUTHENTICATION_BACKENDS"):
        value: Any = facts.setting(name).value
        for entry in value if isinstance(value, list) else ():
            if isinstance(entry, str):
                yield name, entry
    for name in ("STATICFILES_STORAGE", "DEFAULT_FILE_STORAGE", "EMAIL_BACKEND", "SESSION_ENGINE"):
        value = facts.setting(name).value
        if isinstance(value, str):
            yield name, value
    for name in ("STORAGES", "CACHES", "DATABASES"):
        value = facts.setting(name).value
        for entry in value.values() if isinstance(value, dict) else ():
            backend = entry.get("BACKEND", entry.get("ENGINE")) if isinstance(entry, dict) else None
            if isinstance(backend, str):
                yield name, backend


def _is_local(project: Project, folder: str, module: str) -> bool:
    """Whether the repository holds a module of this name, beside manage.py or in the root."""
    tree = project.tree
    for base in dict.fromkeys((folder + "/" if folder else "", "")):
        if tree.is_directory(base + module) or tree.is_file(f"{base}{module}.py"):
            return True
    return False


def _brings() -> dict[str, str]:
    """Modules, each with the distribution that brings it."""
    if not _modules:
        for name, (own, _) in TABLE.items():
            for module in own.split():
                _modules.setdefault(module, name)
        _modules.update(_PREFERRED)
    return _modules


_modules: dict[str, str] = {}


def _known_names() -> set[str]:
    """The distributions that the tables know."""
    programs = compiled_data("programs")["program"].values()
    names = {name for program in programs for name in program["brings"]}
    return (
        names
        | set(TABLE) - {"asgiref-alone"}
        | set(compiled_data("requires-python")["distribution"])
    )
