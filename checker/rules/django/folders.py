"""What else the folder STATIC_ROOT is: one that git holds, or that uploads go to."""

from __future__ import annotations

import posixpath

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.platform.django_facts import KNOWN, Problem
from checker.rules.django.needs import reading
from checker.rules.django.shared import Words, finding, problems
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

TRACKED = (
    "STATIC_ROOT is {folder}, and files of it are in git: {count} → the build collects them again"
)


@rule("DJ015")
def static_root_tracked(project: Project) -> Iterator[Finding]:
    """The files that collectstatic makes are in git."""
    facts = reading(project)
    if facts is None or project.tracked is None:
        return
    setting = facts.setting("STATIC_ROOT")
    folder = _folder(setting.value) if setting.state == KNOWN else ""
    if not folder.startswith("{root}/") or setting.at is None:
        return
    inside = folder.removeprefix("{root}/").rstrip("/") + "/"
    held = [path for path in project.tracked if path.startswith(inside)]
    if not _is_collected([path.removeprefix(inside) for path in held], project):
        return
    yield Finding(
        "DJ015",
        say(TRACKED, folder=inside, count=len(held)),
        Location(min(held)),
        Severity.INFO,
        help=say(
            "`git rm -r --cached {folder}`, and add `{folder}` to .gitignore; move files of your "
            "own to a folder of STATICFILES_DIRS",
            folder=inside,
        ),
        related=((setting.at, "STATIC_ROOT is set here"),),
    )


def _is_collected(names: list[str], project: Project) -> bool:
    """Whether collectstatic made the files: Django's own, a manifest, or files with a source.

    A folder that is kept by a placeholder, or that holds files of the project's own, is no
    collection.
    """
    if any(name.startswith("admin/") or name == "staticfiles.json" for name in names):
        return True
    own = {
        path.rpartition("/static/")[2] for path in project.tracked or () if "/static/" in path
    } - {""}
    return any(name in own for name in names if "/" in name)


@rule("DJ017")
def media_root_equals_static_root(project: Project) -> Iterator[Finding]:
    """MEDIA_ROOT and STATIC_ROOT are the same folder."""
    found = False
    for facts, problem in problems(project, "media-root-equals-static-root"):
        found = True
        yield finding(project, "DJ017", facts, problem, Words(_SAME, _OWN))
    facts_read = reading(project)
    if found or facts_read is None:
        return
    media, static = facts_read.setting("MEDIA_ROOT"), facts_read.setting("STATIC_ROOT")
    if media.state != KNOWN or static.state != KNOWN or media.at is None:
        return
    folders = {_folder(media.value), _folder(static.value)}
    if len(folders) == 1 and "" not in folders:
        # The same folder, written in two ways: Django compares the settings as they are written.
        said = "uploads and collected files get mixed"
        problem = Problem("media-root-equals-static-root", media.at, said, fatal=False)
        yield finding(project, "DJ017", facts_read, problem, Words(_SAME, _OWN))


_SAME = "MEDIA_ROOT and STATIC_ROOT are the same folder"
_OWN = "use two folders: `MEDIA_ROOT = os.path.join(BASE_DIR, 'media')`"


def _folder(value: object) -> str:
    """A path of the settings in one form; empty for what is no path."""
    if not isinstance(value, str) or not value:
        return ""
    path = value if value.startswith(("/", "{root}")) else "{root}/" + value
    return posixpath.normpath(path)
