"""STATIC_ROOT: where collectstatic puts the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.django.facts import KNOWN
from checker.model import Applicability, Edit, Finding, Fix, Location, Severity
from checker.rules import rule, say
from checker.rules.django_findings import Words, finding, place_words, problems, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.django.facts import DjangoFacts
    from checker.project import Project

_LINE = 'STATIC_ROOT = "staticfiles"'
"""The source specification's own."""
_HELP = (
    "write `STATIC_ROOT = os.path.join(BASE_DIR, 'staticfiles')`, "
    "or `STATIC_ROOT = BASE_DIR / 'staticfiles'` where BASE_DIR is a Path"
)


@rule(
    "DJ001",
    "static-root-unset",
    Severity.ERROR,
    cites=("django.static-settings", "django.collectstatic", "F46", "F42"),
    fix=Applicability.UNSAFE,
)
def static_root_unset(project: Project) -> Iterator[Finding]:
    """STATIC_ROOT is not set, and there are static files to collect.

    Why:
        The platform runs `manage.py collectstatic --noinput` in the build of a Django project and
        fails the build where it fails. Without STATIC_ROOT Django does not know where to put the
        files: `You're using the staticfiles app without having set the STATIC_ROOT setting to a
        filesystem path.` Where nothing is collected (no app has static files) or the storage
        needs no folder, Django does not ask for it, and nothing is reported. A value that cannot
        be known without running the settings makes the finding uncertain.

    Example:
        STATIC_URL = "/static/"

    Use instead:
        STATIC_URL = "/static/"
        STATIC_ROOT = os.path.join(BASE_DIR, "staticfiles")
    """
    for facts, problem in problems(project, "static-root-unset"):
        setting = facts.setting("STATIC_ROOT")
        if setting.at is not None and setting.state == KNOWN:
            continue  # it is set, to nothing: DJ002
        found = "STATIC_ROOT is not set"
        if not problem.certain:
            because = setting.because or facts.because or "its value is not known"
            found = say("STATIC_ROOT may be unset ({because})", because=because)
        anchor = setting.at or facts.setting("STATIC_URL").at
        if anchor is None and facts.chain:
            anchor = facts.chain[-1]
        fix = _insert(project, facts, anchor) if setting.at is None else None
        yield finding(project, "DJ001", facts, problem, Words(found, _HELP, fix), at=anchor)


def _insert(project: Project, facts: DjangoFacts, anchor: Location | None) -> Fix | None:
    """Add the specification's line after STATIC_URL, or at the end of the settings module."""
    document = project.document(anchor.path) if anchor is not None else None
    if anchor is None or document is None or not document.complete:
        return None
    line = document.line_column(anchor.end)[0]
    if facts.setting("STATIC_URL").at is None:
        line = len(document.starts)
    start, end = document.line_span(line)
    text = document.text
    if text[start:end][:1] in (" ", "\t", ")", "]", "}"):
        return None  # not a statement of the module's own level: where it belongs is not certain
    newline = "\r\n" if "\r\n" in text else "\n"
    inserted = newline + _LINE
    if not text[start:end]:
        inserted = _LINE + newline
    title = say("add `{line}` to {path}", line=_LINE, path=anchor.path)
    edit = Edit(anchor.path, end, end, inserted)
    return Fix(title, Applicability.UNSAFE, (edit,))


@rule(
    "DJ002",
    "static-root-invalid",
    Severity.ERROR,
    cites=("django.static-settings", "F46", "F42"),
)
def static_root_invalid(project: Project) -> Iterator[Finding]:
    """STATIC_ROOT is set to something that is no folder that can be written.

    Why:
        None and an empty string count as unset; anything that is neither text nor a path raises
        an exception in collectstatic, and so does a path at which the repository holds a file.
        The build fails. A relative path is taken from the folder in which the build runs.

    Example:
        STATIC_ROOT = (os.path.join(BASE_DIR, "staticfiles"),)

    Use instead:
        STATIC_ROOT = os.path.join(BASE_DIR, "staticfiles")
    """
    for facts, problem in problems(project, "static-root-invalid", "static-root-unset"):
        setting = facts.setting("STATIC_ROOT")
        if problem.kind == "static-root-unset" and (setting.at is None or setting.state != KNOWN):
            continue  # it is not set at all: DJ001
        found = "STATIC_ROOT is no folder that can be written"
        if setting.state == KNOWN:
            found = say("STATIC_ROOT is {value}", value=repr(setting.value))
        words = Words(found, "one path: `STATIC_ROOT = os.path.join(BASE_DIR, 'staticfiles')`")
        yield finding(project, "DJ002", facts, problem, words, at=setting.at)


@rule(
    "DJ003",
    "static-root-in-staticfiles-dirs",
    Severity.ERROR,
    cites=("django.static-settings", "F46"),
)
def static_root_in_staticfiles_dirs(project: Project) -> Iterator[Finding]:
    """STATICFILES_DIRS contains STATIC_ROOT.

    Why:
        STATICFILES_DIRS is where files are collected from, STATIC_ROOT where they are put. Django
        refuses the same folder for both (staticfiles.E002), collectstatic fails, and so does the
        build. A STATIC_ROOT inside one of the folders is no error for Django.

    Example:
        STATIC_ROOT = os.path.join(BASE_DIR, "static")
        STATICFILES_DIRS = [os.path.join(BASE_DIR, "static")]

    Use instead:
        STATIC_ROOT = os.path.join(BASE_DIR, "staticfiles")
        STATICFILES_DIRS = [os.path.join(BASE_DIR, "static")]
    """
    for facts, problem in problems(project, "E002"):
        words = Words(
            "STATICFILES_DIRS holds the folder that is STATIC_ROOT",
            "another folder for STATIC_ROOT, such as `os.path.join(BASE_DIR, 'staticfiles')`",
        )
        yield finding(project, "DJ003", facts, problem, words)


@rule(
    "DJ015",
    "static-root-tracked",
    Severity.INFO,
    cites=("django.collectstatic", "F44"),
)
def static_root_tracked(project: Project) -> Iterator[Finding]:
    """The files that collectstatic makes are in git.

    Why:
        The build collects into STATIC_ROOT anyway. Collected files in git grow stale, make every
        clone larger and give conflicts; a file that was removed from its source stays there.

    Example:
        staticfiles/admin/css/base.css in git

    Use instead:
        git rm -r --cached staticfiles, and `staticfiles/` in .gitignore
    """
    facts = reading(project)
    if facts is None or project.tracked is None:
        return
    setting = facts.setting("STATIC_ROOT")
    folder = str(setting.value) if setting.state == KNOWN else ""
    if not folder.startswith("{root}/") or setting.at is None:
        return
    inside = folder.removeprefix("{root}/").rstrip("/") + "/"
    held = [path for path in project.tracked if path.startswith(inside)]
    # A folder that is kept by a placeholder is no collection.
    if not any(path.rpartition("/")[2] not in (".gitkeep", ".keep", ".gitignore") for path in held):
        return
    yield Finding(
        "DJ015",
        say(
            "STATIC_ROOT is {folder} ({place}), of which git holds {count} → "
            "the build collects them anew",
            folder=inside,
            place=place_words(project, setting.at),
            count=f"{len(held)} file{'s' if len(held) > 1 else ''}",
        ),
        Location(min(held)),
        Severity.INFO,
        help=say(
            "`git rm -r --cached {folder}`, and write `{folder}` into .gitignore", folder=inside
        ),
    )


@rule(
    "DJ017",
    "media-root-equals-static-root",
    Severity.WARNING,
    cites=("django.static-settings",),
)
def media_root_equals_static_root(project: Project) -> Iterator[Finding]:
    """MEDIA_ROOT and STATIC_ROOT are the same folder.

    Why:
        Uploads and collected files get mixed: `collectstatic --clear` deletes what users uploaded,
        and an upload can overwrite a static file. Django does not stop it.

    Example:
        STATIC_ROOT = os.path.join(BASE_DIR, "files")
        MEDIA_ROOT = os.path.join(BASE_DIR, "files")

    Use instead:
        STATIC_ROOT = os.path.join(BASE_DIR, "staticfiles")
        MEDIA_ROOT = os.path.join(BASE_DIR, "media")
    """
    for facts, problem in problems(project, "media-root-equals-static-root"):
        words = Words(
            "MEDIA_ROOT is the folder that is STATIC_ROOT", "a folder of its own for each"
        )
        yield finding(project, "DJ017", facts, problem, words)
