"""What the build installs and runs: Django and Python as declared, variables of the builder."""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import fill, say
from checker.data.releases import below
from checker.platform.detection import build_requirements, required
from checker.platform.django_facts import Version
from checker.platform.python_version import python_version
from checker.platform.values import Reading
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

PREFIX = "python-"
SERIES: tuple[tuple[tuple[int, int], str, tuple[int, int]], ...] = (
    ((6, 0), "6.0.10", (3, 12)), ((5, 2), "5.2.19", (3, 10)), ((5, 1), "5.1.15", (3, 10)),
    ((5, 0), "5.0.14", (3, 10)), ((4, 2), "4.2.30", (3, 8)), ((4, 1), "4.1.13", (3, 8)),
    ((4, 0), "4.0.10", (3, 8)), ((3, 2), "3.2.25", (3, 6)), ((3, 1), "3.1.14", (3, 6)),
    ((3, 0), "3.0.14", (3, 6)), ((2, 2), "2.2.28", (3, 5)), ((2, 1), "2.1.15", (3, 5)),
    ((2, 0), "2.0.13", (3, 4)), ((1, 11), "1.11.29", (2, 7)), ((1, 10), "1.10.8", (2, 7)),
    ((1, 9), "1.9.13", (2, 7)), ((1, 8), "1.8.19", (2, 7)),
)  # fmt: skip
"""Each series of Django, newest first: its last release, and the oldest Python that has it."""


def _pair(text: str) -> tuple[int, int] | None:
    parts = text.split(".")
    if not parts[0].isdecimal() or len(parts[0]) > 3:
        return None
    minor = parts[1] if len(parts) > 1 else "0"
    return int(parts[0]), int(minor) if minor.isdecimal() and len(minor) < 4 else 0


def python_of(project: Project) -> tuple[Version, str]:
    """The Python of the build, and its full version.

    Where the build fails at the Python, what the settings come to is asked of the one that was
    meant.
    """
    python, target, runtime = python_version(project), project.target, project.runtime
    if runtime is None or python.reading in (Reading.ABSENT, Reading.IGNORED):
        full = python.effective or target.python_default
        return Version(_pair(full), "the builder's default", None), full
    at = Location("runtime.txt", 0, len(runtime.document.text))
    full, because = python.effective or runtime.version, "runtime.txt"
    if python.reading is Reading.LOOKED_UP and python.declared != f"{PREFIX}{full}":
        because = "runtime.txt equals no row of the version table"
    if not full:
        full, because = target.python_default, "the builder's default"
    return Version(_pair(full), because, at), full


_EXTRAS = {
    ("psycopg", "binary"): ("psycopg-binary", "psycopg-c"),
    ("psycopg", "c"): ("psycopg-binary", "psycopg-c"),
    ("psycopg", "pool"): ("psycopg-binary", "psycopg-c", "psycopg-pool"),
    ("django-storages", "boto3"): ("boto3",),
    ("django-storages", "s3"): ("boto3",),
    ("django-anymail", "mailgun"): (),
    ("celery", "redis"): ("redis",),
    ("uvicorn", "standard"): (
        "httptools",
        "python-dotenv",
        "pyyaml",
        "uvloop",
        "watchfiles",
        "websockets",
    ),
}
"""What an extra brings along; of others it is not known."""


@query
def declared(project: Project) -> tuple[list[str], bool]:
    """The distributions that are declared, and whether these are all.

    If the package index was asked, it is all that would be installed.
    """
    whole = project.resolution if project.resolver is not None else None
    if whole is not None and whole.installs and whole.complete:
        return [each.name for each in whole.distributions], True
    requirements = build_requirements(project)
    if requirements is None:
        return [], False
    names: list[str] = []
    complete = requirements.complete
    for requirement in requirements.installed:
        names.append(requirement.normalised)
        for extra in requirement.extras:
            brought = _EXTRAS.get((requirement.normalised, extra.lower()))
            complete = complete and brought is not None
            names += brought or ()
    return names, complete


def django_of(project: Project, python: tuple[int, int] | None) -> tuple[Version, str]:
    """The Django that pip installs, and its full version as far as it is known."""
    found = required(project, "django")
    whole = project.resolution if project.resolver is not None else None
    chosen = whole.find("django") if whole is not None else None
    if chosen is not None and _pair(chosen.version):
        at = Location(found[0].path, *found[0].span) if found else None
        because = say("the package index resolves it to {version}", version=chosen.version)
        return Version(_pair(chosen.version), because, at), chosen.version
    if not found:
        version, full = _newest("", python)
        return Version(None, "the requirements do not name Django"), full if version else "4.2.30"
    requirement = found[0]
    at = Location(requirement.path, requirement.span.start, requirement.span.end)
    pin = requirement.pin
    if pin is not None and _pair(pin):
        return Version(
            _pair(pin), fill("{path} pins {pin}", path=requirement.path, pin=pin), at
        ), pin
    clauses = ",".join(f"{s.operator}{s.version}" for s in requirement.specifiers)
    version, full = _newest(clauses, python)
    words = fill(
        "{path} allows {clauses}: the newest for this Python",
        path=requirement.path,
        clauses=clauses or "any version",
    )
    return Version(version, words, at), full


def daphne_checks(project: Project, python: tuple[int, int] | None) -> bool:
    """Whether the installed daphne is 4.0 or later, which checks its place among the apps."""
    whole = project.resolution if project.resolver is not None else None
    chosen = whole.find("daphne") if whole is not None else None
    if chosen is not None:
        return below(chosen.version, "4") is False
    found = required(project, "daphne") or tuple(
        each for each in required(project, "channels") if "daphne" in each.extras
    )
    if not found or python is None or python < (3, 7):
        return False
    of_daphne = [each for each in found if each.normalised == "daphne"]
    return not any(
        clause.operator in ("==", "===", "~=", "<", "<=")
        and below(clause.version.removesuffix(".*"), "4.0.1" if clause.operator == "<" else "4")
        is not False
        for each in of_daphne
        for clause in each.specifiers
    )


def python_with(django: Version, python: Version, full: str) -> tuple[Version, str]:
    """The Python to judge a Django by: the build's, or the oldest that the Django runs on.

    Where the build's Python is too old for the pinned Django, pip fails before anything is
    collected and REQ014 says so; what the settings come to is then asked of a Python that has it.
    """
    oldest = next((old for series, _, old in SERIES if series == django.version), None)
    if oldest is None or python.version is None or python.version >= oldest:
        return python, full
    text = ".".join(map(str, oldest))
    return Version(
        oldest, fill("the oldest that Django runs on, {text}", text=text), django.at
    ), f"{text}.0"


def _newest(clauses: str, python: tuple[int, int] | None) -> tuple[tuple[int, int] | None, str]:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415  gate: a pin needs none

    try:
        allowed = SpecifierSet(clauses)
    except InvalidSpecifier:
        return None, "4.2.30"
    for series, last, oldest in SERIES:
        if python is not None and (python < oldest or (python[0] == 2) != (oldest[0] == 2)):
            if not (series == (1, 11) and python >= (3, 4)):
                continue
        if python is not None and python >= (3, 8) and series < (2, 2) and not clauses:
            continue
        if allowed.contains(last):
            return series, last
        # `<4.2.5` excludes the last release of its own series, not the series.
        if clauses and allowed.contains(f"{series[0]}.{series[1]}"):
            return series, f"{series[0]}.{series[1]}"
    return None, "4.2.30"


_BUILDER = frozenset(
    "PWD OLDPWD SHLVL USER LOGNAME HOSTNAME TERM SHELL MAIL LANG LANGUAGE LC_ALL LC_CTYPE TZ _ "
    "PYTHONPATH PYTHONHOME PYTHONUNBUFFERED PYTHONHASHSEED PYTHONDONTWRITEBYTECODE STACK BUILD_DIR "
    "CACHE_DIR ENV_DIR RUNTIMES PROCFILE NO_CACHE PIP_INDEX_URL PIP_EXTRA_INDEX_URL "
    "PIP_TRUSTED_HOST LD_LIBRARY_PATH LIBRARY_PATH INCLUDE_PATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH "
    "PKG_CONFIG_PATH TENANT_ID SERVICE_ID EVENT_ID DEPLOY_VERSION SLUG_VERSION TENANT_NAME "
    "REPO_URL BRANCH LANG_GOODRAIN_ME http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY "
    "NO_PROXY TMPDIR TEMP TMP VIRTUAL_ENV DEBIAN_FRONTEND".split()
)


_OWN = frozenset(("DJANGO_SETTINGS_MODULE", "DJANGO_COLORS", "DJANGO_RUNSERVER_HIDE_WARNING"))


def builder_variable(name: str) -> bool:
    """Whether the builder, its image or its cluster may set a variable (F40)."""
    return name in _BUILDER or name.startswith(("BUILD_", "KUBERNETES_", "PIP_", "LC_"))


def any_variable(name: str) -> bool:
    """Whether a variable may be set in a build that sees those of the application (H13).

    All but those that only change how Python or Django runs; which settings module is taken is
    asked of the repository.
    """
    return name not in _OWN and not name.startswith("PYTHON")
