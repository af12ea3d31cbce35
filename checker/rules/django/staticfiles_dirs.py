"""STATICFILES_DIRS and STATIC_URL: where static files are collected from, and their address."""

from __future__ import annotations

import ast
import posixpath

from checker.base import regex as re
from checker.base.findings import Applicability, Edit, Finding, Fix, Location
from checker.base.messages import say
from checker.files.values import Kind
from checker.platform.django_facts import KNOWN, UNKNOWN, Problem
from checker.python.syntax.host import expression_tree
from checker.rules.django.needs import reading
from checker.rules.django.shared import Words, finding, plain, problems
from checker.rules.registry import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

_ASSIGNED = re.compile(r"STATICFILES_DIRS[ \t]*=[ \t]*")
_LOOKS = re.compile(r"mkdir|makedirs|exists\(|isdir\(|is_dir\(|iterdir\(|listdir\(|glob")
"""Settings that look at the file system, or write to it."""
ITS_FOLDER = "write its folder: {folder}"
OWN_FOLDER = "move it to a folder of its own, and write that"
_SKIPPED = frozenset({".git", "node_modules", "venv", ".venv", "site-packages"})


@rule("DJ004")
def staticfiles_dirs_not_a_list(project: Project) -> Iterator[Finding]:
    """STATICFILES_DIRS is not a list or a tuple."""
    for facts, problem in problems(project, "E001"):
        setting = facts.setting("STATICFILES_DIRS")
        fix = None
        if isinstance(setting.value, str) and project.tree.is_directory(plain(setting.value)):
            fix = _as_list(project, setting.at)  # of another text it is not certain what it means
        message = problem.message
        if problem.fields.get("exception") in ("FileNotFoundError", "OSError"):
            message = "Django uses each of its letters as a folder"
        words = Words(
            say("STATICFILES_DIRS is one path, {value}", value=repr(plain(setting.value)))
            if isinstance(setting.value, str)
            else "STATICFILES_DIRS is not a list or a tuple",
            "write a list: `STATICFILES_DIRS = [os.path.join(BASE_DIR, 'static')]`",
            fix,
        )
        yield finding(project, "DJ004", facts, problem._replace(message=message), words)


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
    if text.startswith("(") and text.endswith(")") and _is_one_expression(text[1:-1], "[]"):
        comma = Edit(at.path, end - 1, end - 1, ",")
        return Fix("add the comma that makes it a tuple", Applicability.SAFE, (comma,))
    brackets = (Edit(at.path, start, start, "["), Edit(at.path, end, end, "]"))
    return Fix("put it into a list", Applicability.SAFE, brackets)


def _is_one_expression(text: str, around: str = "()") -> bool:
    """Whether a text is one Python expression, and no more: also within these brackets."""
    body = expression_tree(f"{around[0]}{text}\n{around[1]}")
    if body is None:
        return False
    return len(body.elts) == 1 if isinstance(body, ast.List) else not isinstance(body, ast.Tuple)


@rule("DJ005")
def staticfiles_dir_missing(project: Project) -> Iterator[Finding]:
    """A folder of STATICFILES_DIRS is not in the repository."""
    reported = False
    for facts, problem in problems(project, "W004"):
        path = plain(problem.fields.get("path", "")) or "a folder"
        reported = True
        yield finding(project, "DJ005", facts, problem, _missing(project, path))
    if not reported:
        yield from _not_in_git(project)


def _missing(project: Project, path: str) -> Words:
    """What is said of an entry that is no folder; the folder that was meant, where one is near."""
    if project.tree.is_file(path):
        return Words(
            say("STATICFILES_DIRS lists `{path}`, which is a file", path=path),
            say(ITS_FOLDER if "/" in path else OWN_FOLDER, folder=path.rpartition("/")[0]),
        )
    found = say("STATICFILES_DIRS lists `{path}`, which is not in the repository", path=path)
    name = path.rpartition("/")[2].lower()
    for near, kind in project.tree.walk("", 3, _SKIPPED):
        folder, _, _ = near.rpartition("/")
        if kind is not Kind.DIRECTORY and folder and folder.rpartition("/")[2].lower() == name:
            return Words(found, say("write `{folder}`, which is in the repository", folder=folder))
    return Words(
        found, say("put a file into {path} and add it to git, or remove the entry", path=path)
    )


def _not_in_git(project: Project) -> Iterator[Finding]:
    """Folders that exist on this disk and of which git holds nothing."""
    facts = reading(project)
    if facts is None or facts.succeeds is not True or project.tracked is None:
        return
    setting = facts.setting("STATICFILES_DIRS")
    if setting.state != KNOWN or setting.at is None or not isinstance(setting.value, list):
        return
    sources = [project.document(path) for path in {at.path for at in facts.chain}]
    if any(document is not None and _LOOKS.search(document.text) for document in sources):
        return  # the settings look at the disk, and may make the folder
    version = facts.django_version.version or (4, 2)
    for entry in setting.value:
        path = entry[-1] if isinstance(entry, list) and entry else entry
        if not isinstance(path, str) or path.startswith("/"):
            continue
        path = posixpath.normpath(path.removeprefix("{root}").lstrip("/"))
        if path.startswith(".") or not project.tree.is_directory(path):
            continue
        if any(held.startswith(path + "/") for held in project.tracked):
            continue
        if project.tree.in_submodule(path):
            continue
        said = f"The directory '{path}' in the STATICFILES_DIRS setting does not exist."
        if version < (4, 0):
            said = f"FileNotFoundError: [Errno 2] No such file or directory: '{path}'"
        problem = Problem("W004", setting.at, said, fatal=version < (4, 0))
        words = Words(
            say("STATICFILES_DIRS lists `{path}`, which is not in git", path=path),
            say("put a file into {path} and add it to git", path=path),
        )
        yield finding(project, "DJ005", facts, problem, words)


@rule("DJ006")
def staticfiles_dirs_bad_entry(project: Project) -> Iterator[Finding]:
    """An entry of STATICFILES_DIRS is not what Django can use."""
    for facts, problem in problems(project, "E003", "E004", "staticfiles-dirs-invalid"):
        words = Words(
            "an entry of STATICFILES_DIRS is neither a path nor a pair of a prefix and a path",
            "write paths, or pairs such as `('assets', os.path.join(BASE_DIR, 'assets'))`",
        )
        prefix = problem.fields.get("prefix", "")
        if problem.kind == "E003":
            words = Words(
                say("the prefix {prefix} in STATICFILES_DIRS ends with a slash",
                    prefix=repr(prefix)),
                say("write {prefix}", prefix=repr(prefix.rstrip("/")))
                if prefix.strip("/") else "write the path alone, which needs no prefix",
            )  # fmt: skip
        yield finding(project, "DJ006", facts, problem, words)


@rule("DJ007")
def static_url_invalid(project: Project) -> Iterator[Finding]:
    """STATIC_URL is unset, or an address that Django refuses."""
    for facts, problem in problems(project, "static-url-invalid"):
        setting, media = facts.setting("STATIC_URL"), facts.setting("MEDIA_URL")
        help = "write `STATIC_URL = '/static/'`"
        if problem.fields.get("setting") == "MEDIA_URL":
            found = say("MEDIA_URL {media} is within STATIC_URL", media=repr(media.value))
            if media.value == setting.value:
                found = say("MEDIA_URL and STATIC_URL are both {value}", value=repr(media.value))
            help = "use two addresses: `MEDIA_URL = '/media/'`"
        elif setting.at is None:
            found = "STATIC_URL is not set"
        elif setting.state == UNKNOWN:
            found = "STATIC_URL is not an address that Django accepts"
        else:
            found = say("STATIC_URL is {value}", value=repr(setting.value))
        yield finding(project, "DJ007", facts, problem, Words(found, help), at=setting.at)
