"""Whether the build can read the settings at all, and run the command."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.base.spelling import edit_distance
from checker.files.values import Kind
from checker.platform.builder import builder_of
from checker.platform.detection import recognised
from checker.platform.facts import django
from checker.platform.plan import planned_start
from checker.rules.django.needs import reading
from checker.rules.django.shared import Words, finding, problems
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.django_facts import DjangoFacts
    from checker.project.project import Project

_SKIPPED = frozenset({".git", "node_modules", "venv", ".venv", "site-packages"})

NEEDED = {
    True: "the settings need the variable {variable}, which the build does not have",
    False: "the settings need the variable {variable}, which nothing in the repository sets",
}
NEEDED_HERE = {
    True: "the settings need a variable that the build does not have",
    False: "the settings need a variable that nothing in the repository sets",
}
HELP = {
    True: "give it a default for the build (`{default}`), or set {variable} or {disable}=1 as a "
    "build variable",
    False: "set {variable} in the environment of the app, or give it a default (`{default}`)",
}
"""What to do about a variable, by whether the build needs it."""
NO_APPS = "`{name}` sets no INSTALLED_APPS"
SET_MODULE = "set DJANGO_SETTINGS_MODULE to the module with the settings, such as `{name}`"
REFUSES = "Python {version} cannot read this file"
REFUSED = "the Python of the build cannot read this file"
LINK = "{path} is a symbolic link → the platform does not find it and skips collectstatic"
DEEP = "{path} is deeper than the platform looks → it does not find it and skips collectstatic"
STORAGES = {
    "storages-conflict": "{name} and STORAGES are both set",
    "storage-setting-removed": "{name} is set, but STORAGES is not",
    "E005": "STORAGES has no entry `staticfiles`",
}


@rule("DJ008")
def staticfiles_app_not_installed(project: Project) -> Iterator[Finding]:
    """`django.contrib.staticfiles` is not in INSTALLED_APPS."""
    for facts, problem in problems(project, "staticfiles-not-installed"):
        other = _with_apps(project, facts)
        if other:
            words = Words(
                say(NO_APPS, name=facts.settings_module or ""), say(SET_MODULE, name=other)
            )
        else:
            words = Words(
                "`django.contrib.staticfiles` is not in INSTALLED_APPS",
                say(
                    "add `'django.contrib.staticfiles'` to INSTALLED_APPS, or set {variable}=1 on "
                    "the platform",
                    variable=project.target.disable_collectstatic,
                ),
            )
        yield finding(project, "DJ008", facts, problem, words)


def _with_apps(project: Project, facts: DjangoFacts) -> str:
    """The module below an empty package of settings that has the apps; empty if not plain."""
    name = facts.settings_module or ""
    base = (facts.manage_py or "").rpartition("/")[0]
    folder = f"{base}/{name.replace('.', '/')}".lstrip("/")
    document = project.document(f"{folder}/__init__.py") if name else None
    if document is None or re.search(r"^[^#\s]", document.text, re.MULTILINE):
        return ""
    for path, kind in project.tree.walk(folder, 2, _SKIPPED):
        part = project.document(path) if kind is Kind.FILE and path.endswith(".py") else None
        if part is not None and re.search(r"^INSTALLED_APPS\b", part.text, re.MULTILINE):
            inner = path[len(folder) + 1 :].removesuffix(".py").removesuffix("/__init__")
            return f"{name}.{inner.replace('/', '.')}"
    return ""


@rule("DJ009")
def settings_need_environment(project: Project) -> Iterator[Finding]:
    """The settings need an environment variable that the build does not have."""
    for facts, problem in problems(project, "environment-variable-missing"):
        variable = problem.fields.get("variable", "")
        # Where the application's variables reach the build, the same advice holds as for its start.
        build = reading(project) is not None and not builder_of(project.target).has_config_vars
        words = Words(
            say(NEEDED[build] if variable else NEEDED_HERE[build], variable=variable),
            say(
                HELP[build],
                default=_with_default(project, problem.at, variable or "NAME"),
                variable=variable or "NAME",
                disable=project.target.disable_collectstatic,
            ),
        )
        yield finding(project, "DJ009", facts, problem, words)


def _with_default(project: Project, at: Location, variable: str) -> str:
    """How the place that reads a variable is written with a default that fits it."""
    document = project.document(at.path)
    text = document.text[at.start : at.end] if document is not None else ""
    value = "'only-for-the-build'" if "SECRET" in variable or "KEY" in variable else "''"
    if "DATABASE" in variable or variable.endswith(("DB_URL", "DSN")):
        value = "'sqlite:///:memory:'"
    called = text.partition("(")[0].strip().rpartition("=")[2].strip()
    if "environ" not in called and "getenv" not in called and called.isidentifier():
        return f"{called}('{variable}', default={value})"  # django-environ, decouple
    if called.replace(".", "").isidentifier() and called.startswith("env."):
        value = {"env.bool": "False", "env.int": "0", "env.list": "[]"}.get(called, value)
        return f"{called}('{variable}', default={value})"
    return f"os.environ.get('{variable}', {value})"


@rule("DJ010")
def settings_module_not_found(project: Project) -> Iterator[Finding]:
    """The settings module that manage.py names does not exist."""
    kinds = ("settings-module-not-found", "settings-module-unset")
    for facts, problem in problems(project, *kinds):
        name = facts.settings_module or problem.fields.get("module") or ""
        near = _nearest_settings(project, facts.manage_py or "", name)
        if problem.kind == "settings-module-unset":
            words = Words(
                "nothing sets DJANGO_SETTINGS_MODULE",
                say(
                    "add `os.environ.setdefault('DJANGO_SETTINGS_MODULE', '{name}')` to manage.py",
                    name=near or "yourproject.settings",
                ),
            )
        else:
            words = Words(
                say("the settings module `{name}` is not in the repository", name=name),
                say("write `{near}`", near=near)
                if near
                else "write the dotted name of a module that is in git, in exactly its case",
            )
        yield finding(
            project, "DJ010", facts, problem, words, at=facts.settings_module_at or problem.at
        )


def _nearest_settings(project: Project, manage_py: str, name: str) -> str:
    """The settings module of the repository whose dotted name is nearest; empty without one."""
    base = manage_py.rpartition("/")[0]
    wanted = name.rpartition(".")[2]
    found: list[tuple[bool, int, str]] = []
    for path, kind in project.tree.walk(base, 4, _SKIPPED):
        inner = path.removeprefix(f"{base}/") if base else path
        if kind is not Kind.FILE or not inner.endswith(".py"):
            continue
        dotted = inner.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        away = edit_distance(dotted.lower()[:80], name.lower()[:80])
        last = dotted.rpartition(".")[2]
        is_settings = "settings" in dotted and last not in ("__init__", "settings_test")
        if is_settings or away <= 2:
            begun = bool(wanted) and (last.startswith(wanted) or wanted.startswith(last))
            found.append((not begun, away, dotted))
    return min(found)[2] if found else ""


@rule("DJ011")
def settings_not_readable(project: Project) -> Iterator[Finding]:
    """A file that collectstatic imports has syntax that the build's Python refuses."""
    for facts, problem in problems(project, "syntax-error"):
        version = facts.python_version.version
        words = Words(
            say(
                REFUSES if version else REFUSED,
                version=".".join(map(str, version or ())),
            ),
            "correct the line, or write a Python that reads it into runtime.txt",
            whole=True,
        )
        yield finding(project, "DJ011", facts, problem, words)


@rule("DJ012")
def manage_py_not_found(project: Project) -> Iterator[Finding]:
    """There is a manage.py, but the platform does not take it, so collectstatic does not run."""
    if not builder_of(project.target).runs_collectstatic:
        return
    facts = django(project)
    if facts.manage_py is not None or not facts.declared or not recognised(project).is_python:
        return
    if "collectstatic" in (planned_start(project).command or ""):
        return  # the web process does it itself
    for path, template in ((facts.manage_py_symlink, LINK), (facts.manage_py_too_deep, DEEP)):
        if path is not None:
            yield Finding(
                "DJ012",
                say(template, path=path),
                Location(path),
                Severity.WARNING,
                help=say(
                    "put a regular file manage.py in the root or up to two folders below it, or "
                    "make `{folder}` the folder of the source (`?dir=`)",
                    folder=path.rpartition("/")[0] or ".",
                ),
            )
            return


@rule("DJ016")
def storages_conflict(project: Project) -> Iterator[Finding]:
    """STATICFILES_STORAGE stands beside STORAGES, or in a Django that no longer reads it."""
    for facts, problem in problems(project, "storages-conflict", "storage-setting-removed", "E005"):
        name = problem.fields.get("setting", "STATICFILES_STORAGE")
        if problem.kind == "storage-setting-removed" and facts.setting("STORAGES").at is not None:
            continue  # a leftover for older releases, STORAGES says what holds
        help = "set only `STORAGES`, with the entries `default` and `staticfiles`"
        value = facts.setting(name).value
        if problem.kind == "storage-setting-removed" and isinstance(value, str):
            help = say(
                "set `STORAGES`, with an entry `default` and `'staticfiles': {entry}`",
                entry={"BACKEND": value},
            )
        yield finding(
            project, "DJ016", facts, problem, Words(say(STORAGES[problem.kind], name=name), help)
        )
