"""STATICFILES_DIRS and STATIC_URL: where static files are collected from, and their address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.django.facts import KNOWN, UNKNOWN
from checker.model import Applicability, Edit, Finding, Fix, Location, Severity
from checker.rules import rule, say
from checker.rules.django_findings import Words, finding, plain, problems, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project import Project

_ASSIGNED = re.compile(r"STATICFILES_DIRS[ \t]*=[ \t]*")
_ABSOLUTE_PART = re.compile(r"""path\.join\([^()\n]*?,\s*(?:[rRuU]?)(['"])(/)[^'"\n]*\1""")


@rule(
    "DJ004",
    "staticfiles-dirs-not-a-list",
    Severity.ERROR,
    cites=("django.static-settings", "F46"),
    fix=Applicability.SAFE,
)
def staticfiles_dirs_not_a_list(project: Project) -> Iterator[Finding]:
    """STATICFILES_DIRS is not a list or a tuple.

    Why:
        Brackets around one value make no tuple: `(path)` is `path`. Django refuses it
        (staticfiles.E001: `The STATICFILES_DIRS setting is not a tuple or list.`), collectstatic
        fails, and so does the build.

    Example:
        STATICFILES_DIRS = (os.path.join(BASE_DIR, "static"))

    Use instead:
        STATICFILES_DIRS = (os.path.join(BASE_DIR, "static"),)
    """
    for facts, problem in problems(project, "E001"):
        setting = facts.setting("STATICFILES_DIRS")
        fix = _as_list(project, setting.at) if isinstance(setting.value, str) else None
        shown = str(setting.value).replace("{root}/", "")
        words = Words(
            say("STATICFILES_DIRS is the text {value}", value=repr(shown))
            if isinstance(setting.value, str)
            else "STATICFILES_DIRS is not a list or a tuple",
            "a list: `STATICFILES_DIRS = [os.path.join(BASE_DIR, 'static')]`",
            fix,
        )
        yield finding(project, "DJ004", facts, problem, words)


def _as_list(project: Project, at: Location | None) -> Fix | None:
    """Make a tuple of `(value)` by a comma, a list of a bare value by brackets."""
    document = project.document(at.path) if at is not None else None
    if at is None or document is None or not document.complete:
        return None
    found = _ASSIGNED.match(document.text, at.start)
    if found is None or found.end() >= at.end:
        return None
    start, end = found.end(), at.end
    text = document.text[start:end]
    if not _is_one_expression(text):
        return None
    if text.startswith("(") and text.endswith(")") and _is_one_expression(text[1:-1]):
        comma = Edit(at.path, end - 1, end - 1, ",")
        return Fix("add the comma that makes it a tuple", Applicability.SAFE, (comma,))
    brackets = (Edit(at.path, start, start, "["), Edit(at.path, end, end, "]"))
    return Fix("put it into a list", Applicability.SAFE, brackets)


def _is_one_expression(text: str) -> bool:
    """Whether a text is one Python expression, and no more."""
    import ast

    try:
        return not isinstance(ast.parse(f"({text}\n)", mode="eval").body, ast.Tuple)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


@rule(
    "DJ005",
    "staticfiles-dir-missing",
    Severity.WARNING,
    cites=("django.static-settings", "source.in-git", "F46"),
)
def staticfiles_dir_missing(project: Project) -> Iterator[Finding]:
    """A folder of STATICFILES_DIRS is not in the repository.

    Why:
        Git holds no empty folders, and ignored ones do not reach the platform: a folder that
        exists here may be missing there. Before Django 4 collectstatic then ends with
        `FileNotFoundError` and fails the build; from Django 4 on it only warns
        (staticfiles.W004), and what was meant to be collected is missing.

    Example:
        STATICFILES_DIRS = [os.path.join(BASE_DIR, "static")], with an empty folder `static`

    Use instead:
        a file in it that git holds: `touch static/.gitkeep`, and `git add static`
    """
    for facts, problem in problems(project, "W004"):
        path = plain(problem.fields.get("path", "")).removeprefix("{root}/")
        words = Words(
            say("STATICFILES_DIRS names {path}, which git does not hold", path=path or "a folder"),
            say(
                "put a file into {path} and add it to git, or take the entry out", path=path or "it"
            ),
        )
        yield finding(project, "DJ005", facts, problem, words)


@rule(
    "DJ006",
    "staticfiles-dirs-bad-entry",
    Severity.ERROR,
    cites=("django.static-settings", "F46"),
)
def staticfiles_dirs_bad_entry(project: Project) -> Iterator[Finding]:
    """An entry of STATICFILES_DIRS is not what Django can use.

    Why:
        An entry is a path, or a pair of a prefix and a path. A prefix that ends in a slash is
        staticfiles.E003; anything else (None, a file, a list of three) makes collectstatic fail
        with a check or an exception, and the build with it.

    Example:
        STATICFILES_DIRS = [("assets/", os.path.join(BASE_DIR, "assets"))]

    Use instead:
        STATICFILES_DIRS = [("assets", os.path.join(BASE_DIR, "assets"))]
    """
    for facts, problem in problems(project, "E003", "E004", "staticfiles-dirs-invalid"):
        words = Words(
            "an entry of STATICFILES_DIRS is neither a path nor a pair of a prefix and a path",
            "paths, or pairs such as `('assets', os.path.join(BASE_DIR, 'assets'))`",
        )
        if problem.kind == "E003":
            words = Words(
                "a prefix in STATICFILES_DIRS ends with a slash", "the prefix without the slash"
            )
        yield finding(project, "DJ006", facts, problem, words)


@rule(
    "DJ007",
    "static-url-invalid",
    Severity.ERROR,
    cites=("django.static-settings", "F46"),
)
def static_url_invalid(project: Project) -> Iterator[Finding]:
    """STATIC_URL is unset, or an address that Django refuses.

    Why:
        With the staticfiles app installed Django wants STATIC_URL, and wants it to differ from
        MEDIA_URL; which of these it stops at depends on its version. A STATIC_URL without a slash
        at its end passes collectstatic on the versions that add or tolerate it; only what fails
        is reported.

    Example:
        STATIC_URL = "/media/"
        MEDIA_URL = "/media/"

    Use instead:
        STATIC_URL = "/static/"
        MEDIA_URL = "/media/"
    """
    for facts, problem in problems(project, "static-url-invalid"):
        setting = facts.setting("STATIC_URL")
        found = "STATIC_URL is not set"
        if setting.at is not None:
            found = say("STATIC_URL is {value}", value=repr(setting.value))
            if setting.state == UNKNOWN:
                found = "STATIC_URL is not what Django takes"
        words = Words(found, "`STATIC_URL = '/static/'`")
        yield finding(project, "DJ007", facts, problem, words)


@rule(
    "DJ013",
    "static-absolute-join",
    Severity.WARNING,
    cites=("django.static-settings",),
    fix=Applicability.SAFE,
)
def static_absolute_join(project: Project) -> Iterator[Finding]:
    """A part of a joined path begins with a slash, so what stands before it is dropped.

    Why:
        `os.path.join(BASE_DIR, "/static")` is `/static`, a folder of the machine and not of the
        project: collectstatic writes there, or is not allowed to, or finds nothing there.

    Example:
        STATIC_ROOT = os.path.join(BASE_DIR, "/staticfiles")

    Use instead:
        STATIC_ROOT = os.path.join(BASE_DIR, "staticfiles")
    """
    facts = reading(project)
    if facts is None:
        return
    for name in ("STATIC_ROOT", "STATICFILES_DIRS", "MEDIA_ROOT"):
        setting = facts.setting(name)
        if setting.state != KNOWN or setting.at is None:
            continue
        document = project.document(setting.at.path)
        if document is None:
            continue
        for found in _ABSOLUTE_PART.finditer(document.text, setting.at.start, setting.at.end):
            at = Location(setting.at.path, found.start(2), found.end(2))
            yield Finding(
                "DJ013",
                say(
                    "{name} joins a part that begins with `/` → "
                    "what stands before it is dropped and the path is no longer in the project",
                    name=name,
                ),
                at,
                Severity.WARNING,
                help="write the part without the slash at its beginning",
                fix=Fix(
                    "remove the slash", Applicability.SAFE, (Edit(at.path, at.start, at.end, ""),)
                ),
            )
