"""What else ends collectstatic with an error: imports, apps, storages, drivers, collected files."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import say
from checker.files.values import Kind
from checker.platform.files import is_held
from checker.rules.django.import_words import import_words
from checker.rules.django.needs import reading
from checker.rules.django.shared import Words, finding, problems
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Finding
    from checker.platform.django_facts import DjangoFacts, Problem
    from checker.project.project import Project

_OTHER = (
    "module-not-found", "settings-import-error", "import-error", "app-not-found",
    "settings-invalid", "storage-not-found", "finder-not-found", "manifest-file-missing",
    "collect-failed", "database-driver-missing", "manage-py-fails", "command-replaced",
    "app-order",
)  # fmt: skip
_HELP = {
    "module-not-found": "add the distribution to requirements.txt, or the module to git",
    "app-not-found": "correct the name of the app, or add its distribution to requirements.txt",
    "database-driver-missing": "add the driver to requirements.txt",
    "storage-not-found": "correct the dotted name of the class, or add its distribution to "
    "requirements.txt",
    "manifest-file-missing": "correct the reference, or add the file to git",
    "finder-not-found": "correct the dotted name of the class, or add its distribution to "
    "requirements.txt",
    "settings-import-error": "make the settings importable with nothing but the requirements",
    "import-error": "make the module importable with nothing but the requirements",
    "settings-invalid": "write a value that Django accepts",
    "collect-failed": "replace it with a regular file, in git",
    "manage-py-fails": "make manage.py run with nothing but the requirements",
    "command-replaced": "make the command run with `--noinput`, or use Django's own",
    "app-order": "move `'daphne'` above `'django.contrib.staticfiles'`",
}

_FOUND = {
    "module-not-found": "the module `{what}` is neither in git nor in requirements.txt",
    "app-not-found": "the app `{what}` of INSTALLED_APPS cannot be imported",
    "settings-import-error": "the settings raise an exception",
    "import-error": "`{what}` raises an exception when it is imported",
    "import-error, nameless": "a module raises an exception when it is imported",
    "storage-not-found, nameless": "the storage of static files cannot be imported",
    "finder-not-found, nameless": "the finder of static files cannot be imported",
    "settings-invalid": "Django refuses {setting}",
    "storage-not-found": "the storage `{what}` cannot be imported",
    "finder-not-found": "the finder `{what}` cannot be imported",
    "manifest-file-missing": "a static file refers to a file that is not collected",
    "collect-failed": "a static file cannot be collected",
    "database-driver-missing": "the database driver is not in requirements.txt",
    "manage-py-fails": "manage.py stops with an error",
    "command-replaced": "the project's own collectstatic does not run",
    "app-order": "`{what}` comes after `django.contrib.staticfiles` in INSTALLED_APPS",
}
"""What was found, by the kind of the problem."""
_NAMELESS = {
    kind: f"{kind}, nameless" for kind in ("import-error", "storage-not-found", "finder-not-found")
}
"""Kinds that have words of their own if nothing says which module or class it is."""

ADD_TO_GIT = "add the module to git, or import it only if it is there"
SET_OR_IMPORT = {
    True: "set {variable} as a build variable, or make {file} run without it",
    False: "set {variable} in the environment of the app, or make {file} run without it",
}
"""What to do about an exception that is about a variable, by whether the build meets it."""
SET_OR_DEFAULT = {
    True: "set {variable} as a build variable, or give it a default that Django accepts",
    False: "set {variable} in the environment of the app, or give it a default that Django accepts",
}
_READS = re.compile(
    r"(?:environ(?:\.get\(|\[)|getenv\(|\b(?:env|config)(?:\.\w+)?\()\s*[\"'](\w+)[\"']"
)
"""An access to the environment, with the name of the variable."""
_IMPORTED = ("module-not-found", "app-not-found")
ELSEWHERE = "`{what}` is in git as `{where}`, where Python does not look for it"
NOT_IN_GIT = "the module `{what}` is not in git"
IN_THE_ROOT = "`{what}` is in the root, where Python does not look for it beside manage.py"
IMPORT_FROM = (
    "name it `{name}`, or add `{folder}` to the path in manage.py: `sys.path.insert(0, '{folder}')`"
)
MOVE_OR_ADD = "move `{where}` into `{base}`, or add the root to `sys.path` in manage.py"
_NOT_SOURCES = frozenset({".git", "node_modules", "site-packages", "venv", ".venv", "env"})


def _elsewhere(project: Project, name: str) -> str:
    """The one file or folder below the root that is a module of this name; empty if not plain."""
    inner = name.replace(".", "/")
    if not name.isascii() or not all(part.isidentifier() for part in name.split(".")):
        return ""
    found = [
        path
        for path, kind in project.tree.walk("", 5, _NOT_SOURCES)
        if (kind is Kind.FILE and f"/{path}".endswith(f"/{inner}.py"))
        or (kind is Kind.DIRECTORY and f"/{path}".endswith(f"/{inner}"))
        if kind is Kind.FILE or _is_package(project, path)
        if is_held(project, path if kind is Kind.FILE else f"{path}/__init__.py")
    ]
    return found[0] if len(found) == 1 else ""


def _is_package(project: Project, folder: str) -> bool:
    return project.tree.is_file(f"{folder}/__init__.py")


def _folder(where: str, name: str) -> str:
    """The folder that a module of this dotted name would be imported from; empty for the root."""
    return where.removesuffix(".py")[: -len(name)].rstrip("/")


def _dotted(where: str, name: str) -> str:
    """The name from the root."""
    return f"{_folder(where, name).replace('/', '.')}.{name}"


_CHINESE = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-tw": "zh-hant",
            "zh-hk": "zh-hant", "zh-mo": "zh-hant"}  # fmt: skip
USE_LANGUAGE = "write `LANGUAGE_CODE = '{language}'`"
ANY_LANGUAGE = "write a language code that Django has, such as `en-us`, `de` or `zh-hans`"


def _language(code: str) -> str:
    """What to write instead of a language that Django does not have."""
    new = _CHINESE.get(code.lower().replace("_", "-"))
    new = new or ("zh-hans" if code.lower() == "zh_hans" else "")
    return say(USE_LANGUAGE, language=new) if new else ANY_LANGUAGE


def _is_own(project: Project, facts: DjangoFacts, name: str) -> bool:
    """Whether a module would be part of a package that stands beside manage.py."""
    above = name.rpartition(".")[0]
    base = (facts.manage_py or "").rpartition("/")[0]
    path = f"{base}/{above.replace('.', '/')}".lstrip("/")
    return bool(above) and project.tree.kind(path) is Kind.DIRECTORY


def _about_a_variable(project: Project, problem: Problem) -> str:
    """What to do where a problem is about a variable that its file reads; empty if it is not."""
    document = project.document(problem.at.path)
    if document is None:
        return ""
    build = reading(project) is not None
    if problem.kind == "settings-invalid":
        line = document.line_column(problem.at.start)[0]
        variable = next(iter(_READS.findall(document.text.split("\n")[line - 1])), "")
        return say(SET_OR_DEFAULT[build], variable=variable) if variable else ""
    if problem.kind not in ("settings-import-error", "import-error", "manage-py-fails"):
        return ""
    words = re.findall(r"\b[A-Z][A-Z0-9_]{3,}\b", problem.message)
    quotes = ("'{}'", '"{}"')
    named = (word for word in words if any(each.format(word) in document.text for each in quotes))
    variable = next(named, "")
    if not variable or "env" not in document.text:
        return ""
    return say(SET_OR_IMPORT[build], variable=variable, file=problem.at.path)


@rule("DJ019")
def collectstatic_fails(project: Project) -> Iterator[Finding]:
    """Something else makes `manage.py collectstatic` fail, and with it the build."""
    for facts, problem in problems(project, *_OTHER):
        about = ("storage", "finder", "module", "app")
        what = next((problem.fields[name] for name in about if problem.fields.get(name)), "")
        kind = problem.kind if what else _NAMELESS.get(problem.kind, problem.kind)
        help, found = _HELP[problem.kind], _FOUND[kind]
        help = _about_a_variable(project, problem) or help
        if "language" in problem.fields:
            help = _language(problem.fields["language"])
        where = _elsewhere(project, what) if problem.kind in _IMPORTED else ""
        if problem.kind == "module-not-found" and _is_own(project, facts, what):
            found, help = NOT_IN_GIT, ADD_TO_GIT
        if where:
            found = ELSEWHERE if _folder(where, what) else IN_THE_ROOT
            base = (facts.manage_py or "").rpartition("/")[0]
            help = say(
                IMPORT_FROM if _folder(where, what) else MOVE_OR_ADD,
                name=_dotted(where, what),
                folder=_folder(where, what),
                where=where,
                base=base,
            )
        text = say(
            found,
            what=what,
            setting=problem.fields.get("setting", "the settings"),
            where=where,
        )
        if help == _HELP[problem.kind] and problem.kind != "app-order":
            better = import_words(project, problem)
            text, help = (better[0] or text, better[1]) if better is not None else (text, help)
        yield finding(project, "DJ019", facts, problem, Words(text, help, whole=True))
