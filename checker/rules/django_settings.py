"""Whether the build can read the settings at all, and run the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model import Finding, Location, Severity
from checker.rules import rule, say
from checker.rules.django_findings import Words, finding, problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project import Project


@rule(
    "DJ008",
    "staticfiles-app-not-installed",
    Severity.ERROR,
    cites=("django.static-settings", "F46", "F42"),
)
def staticfiles_app_not_installed(project: Project) -> Iterator[Finding]:
    """`django.contrib.staticfiles` is not in INSTALLED_APPS.

    Why:
        The platform runs `manage.py collectstatic` for every Django project. Without the app there
        is no such command: `Unknown command: 'collectstatic'`, and the build fails.

    Example:
        INSTALLED_APPS = ["django.contrib.contenttypes", "shop"]

    Use instead:
        INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.staticfiles", "shop"]
    """
    for facts, problem in problems(project, "staticfiles-not-installed"):
        variable = project.target.disable_collectstatic
        words = Words(
            "`django.contrib.staticfiles` is not in INSTALLED_APPS",
            say(
                "add `'django.contrib.staticfiles'` to INSTALLED_APPS, or set {variable}=1 on the "
                "platform",
                variable=variable,
            ),
        )
        yield finding(project, "DJ008", facts, problem, words)


@rule(
    "DJ009",
    "settings-need-environment",
    Severity.ERROR,
    cites=("django.collectstatic", "F40", "F46"),
)
def settings_need_environment(project: Project) -> Iterator[Finding]:
    """The settings need an environment variable that the build does not have.

    Why:
        The build has no run-time variables: SECRET_KEY or DATABASE_URL that is set for the
        component is absent while collectstatic runs. Settings that raise an exception without it
        fail the build. There are three ways out: a default for the build, a variable of the build
        (on the platform, among the build's settings), or no collectstatic.

    Example:
        SECRET_KEY = os.environ["SECRET_KEY"]

    Use instead:
        SECRET_KEY = os.environ.get("SECRET_KEY", "only for the build")
    """
    for facts, problem in problems(project, "environment-variable-missing"):
        variable = problem.fields.get("variable", "")
        words = Words(
            say(
                "the settings need the variable {variable}, which the build does not have",
                variable=variable or "that is read here",
            ),
            say(
                "give it a default for the build (`os.environ.get('{variable}', …)`), or set "
                "{variable} as a variable of the build, or {disable}=1",
                variable=variable or "NAME",
                disable=project.target.disable_collectstatic,
            ),
        )
        yield finding(project, "DJ009", facts, problem, words)


@rule(
    "DJ010",
    "settings-module-not-found",
    Severity.ERROR,
    cites=("django.static-settings", "F42"),
)
def settings_module_not_found(project: Project) -> Iterator[Finding]:
    """The settings module that manage.py names does not exist.

    Why:
        manage.py puts a name into DJANGO_SETTINGS_MODULE and Django imports it. Where the
        repository holds no such module (a typo, another case, an ignored local_settings.py),
        collectstatic fails, and so does the build.

    Example:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.setings")

    Use instead:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    """
    for facts, problem in problems(project, "settings-module-not-found", "settings-module-unset"):
        name = problem.fields.get("module") or facts.settings_module or ""
        if problem.kind == "settings-module-unset":
            words = Words(
                "nothing sets DJANGO_SETTINGS_MODULE",
                "`os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'yourproject.settings')` "
                "in manage.py",
            )
        else:
            words = Words(
                say("the repository has no module `{name}` for the settings", name=name),
                "the dotted name of a module that git holds, in exactly its case",
            )
        yield finding(project, "DJ010", facts, problem, words)


@rule(
    "DJ011",
    "settings-not-readable",
    Severity.ERROR,
    cites=("compile.install", "django.collectstatic", "F42"),
)
def settings_not_readable(project: Project) -> Iterator[Finding]:
    """A file that collectstatic imports has syntax that the build's Python refuses.

    Why:
        The build runs manage.py, the settings and the installed apps with the Python that
        runtime.txt declares or the platform chooses. A `SyntaxError` in one of them, also one that
        a newer Python would accept, fails collectstatic and so the build.

    Example:
        print "debug"        # on Python 3
        if (n := 1): pass    # before Python 3.8

    Use instead:
        what the declared Python reads, or another version in runtime.txt
    """
    for facts, problem in problems(project, "syntax-error"):
        version = facts.python_version.version
        words = Words(
            say(
                "Python {version} refuses this file",
                version=".".join(map(str, version)) if version else "in the build",
            ),
            "correct it, or declare a Python that reads it in runtime.txt",
        )
        yield finding(project, "DJ011", facts, problem, words)


@rule(
    "DJ012",
    "manage-py-not-found",
    Severity.WARNING,
    cites=("django.collectstatic", "F41"),
)
def manage_py_not_found(project: Project) -> Iterator[Finding]:
    """There is a manage.py, but the platform does not take it, so collectstatic does not run.

    Why:
        The platform looks for a regular file `manage.py` in the root and up to two folders below
        it. One that lies deeper, or that is a symbolic link, is not found: collectstatic is
        skipped without a word, the build passes, and the static files are missing.

    Example:
        src/backend/site/manage.py

    Use instead:
        backend/manage.py, or the folder that holds it as the source root (`?dir=`)
    """
    if project.target.collectstatic != "runs":
        return
    facts = project.django
    if facts.manage_py is not None or not facts.declared:
        return
    for path, what in (
        (facts.manage_py_symlink, "is a symbolic link"),
        (facts.manage_py_too_deep, "lies deeper than the platform looks"),
    ):
        if path is not None:
            yield Finding(
                "DJ012",
                say(
                    "{path} {what} → the platform does not find it and skips collectstatic",
                    path=path,
                    what=what,
                ),
                Location(path),
                Severity.WARNING,
                help="a regular file manage.py in the root or up to two folders below it",
            )
            return


@rule(
    "DJ016",
    "storages-conflict",
    Severity.ERROR,
    cites=("django.static-settings", "F46"),
)
def storages_conflict(project: Project) -> Iterator[Finding]:
    """STATICFILES_STORAGE stands beside STORAGES, or in a Django that no longer reads it.

    Why:
        Django 4.2 brought STORAGES: from then on both together are `ImproperlyConfigured`, and
        from 5.1 on STATICFILES_STORAGE alone is ignored without a word, so hashed names and
        compression are off.

    Example:
        STATICFILES_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"

    Use instead:
        STORAGES = {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {
                "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
            },
        }
    """
    for facts, problem in problems(project, "storages-conflict", "storage-setting-removed", "E005"):
        found = {
            "storages-conflict": "STATICFILES_STORAGE and STORAGES are both set",
            "storage-setting-removed": "STATICFILES_STORAGE is set, which this Django ignores",
            "E005": "STORAGES has no entry `staticfiles`",
        }[problem.kind]
        words = Words(found, "`STORAGES` alone, with the entries `default` and `staticfiles`")
        yield finding(project, "DJ016", facts, problem, words)
