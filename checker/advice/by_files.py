"""Which platform the files of a root are for: what `auto` goes by, and the hint of a summary."""

from __future__ import annotations

import json

from checker.base import regex as re
from checker.base.messages import AND, listed, say_whole
from checker.base.records import NamedTuple
from checker.files.roots import PLATFORM_FILES
from checker.files.values import Kind
from checker.targets import default_target, targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.files.tree import Tree
    from checker.targets import Target

NONE = "no file shows a platform, so the target is {target}, the default"
ONE = "{files} shows the platform, so the target is {target}"
FIRST = "{files}: the target is {target}; `--target {all}` checks {both}"
FILE_FOR = "{path} is for {platform}"
MEANT = "{files}; did you mean --target {all}?"

_FOLDER_FILES = {".do": ("app.yaml", "app.yml", "deploy.template.yaml")}
"""What of a folder of the root shows a platform."""
_SHARED = {
    "app.json": ("scalingo", "dokku", "heroku-cnb"),
    "railpack.json": ("dokku",),
    "project.toml": ("dokku",),
}
"""Files that say nothing beside what shows one of these targets: those read them too."""
_OTHER_APPS = frozenset({"expo", "pages", "displayName", "subpackages", "window", "tabBar"})
"""Keys of an app.json that is for a phone: of Expo, React Native or a mini program."""
_OTHER_BUILDERS = re.compile(r"\b(?:paketo|google)\b", re.IGNORECASE)
_PYTHON_BUILDPACK = re.compile(r"(?m)^[^#\n]*?(?<![\w-])python[_-]buildpack\b")


class Sign(NamedTuple):
    """A file that only one platform reads."""

    path: str
    target: str


class Choice(NamedTuple):
    """The target that the files show."""

    target: str
    because: str
    """A sentence without a full stop: what was chosen, and why."""


def signs(tree: Tree) -> list[Sign]:
    """The files of a root that show a platform, the most telling first."""
    names = tree.entries()
    found: list[Sign] = []
    for name, target in PLATFORM_FILES.items():
        if name not in names:
            continue
        if name in _FOLDER_FILES:
            inner = (f"{name}/{each}" for each in _FOLDER_FILES[name])
            found += [Sign(path, target) for path in inner if tree.is_file(path)][:1]
        elif names[name] in (Kind.FILE, Kind.LINK) and _is_meant(tree, name):
            found.append(Sign(name, target))
    shown = {sign.target for sign in found}
    return [sign for sign in found if shown.isdisjoint(_SHARED.get(sign.path, ()))]


def _is_meant(tree: Tree, name: str) -> bool:
    """Whether the content does not speak against what the name says."""
    if name == "app.json":
        return not _keys(tree.read(name).data) & _OTHER_APPS
    text = ""
    if name in ("project.toml", "manifest.yml", "manifest.yaml"):
        text = tree.read(name).decoded(name).text
    if name == "project.toml":
        return _OTHER_BUILDERS.search(text) is None
    return not name.startswith("manifest.") or _PYTHON_BUILDPACK.search(text) is not None


def _keys(data: bytes) -> set[str]:
    """The keys of a JSON object; none if it is no such object."""
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError):
        return set()
    return set(value) if isinstance(value, dict) else set()


def by_files(tree: Tree) -> Choice:
    """The target that the files of a root show; of several the first, of none the default."""
    found = _first_of_each(tree)
    if not found:
        name = default_target()
        return Choice(name, say_whole(NONE, target=name))
    name = next(iter(found))
    if len(found) == 1:
        return Choice(name, say_whole(ONE, files=found[name], target=name))
    both = "both" if len(found) == 2 else "all"
    because = say_whole(FIRST, files=_listed(found), target=name, all=",".join(found), both=both)
    return Choice(name, because)


def meant_instead(tree: Tree, target: Target) -> str:
    """A question, if the files are for other platforms than that of the target; else empty."""
    found = _first_of_each(tree)
    if not found or any(targets()[name].platform == target.platform for name in found):
        return ""
    return say_whole(MEANT, files=_listed(found), all=",".join(found))


def _first_of_each(tree: Tree) -> dict[str, str]:
    """Each target that a file shows, with the first such file."""
    found: dict[str, str] = {}
    for sign in signs(tree):
        found.setdefault(sign.target, sign.path)
    return found


def _listed(found: Mapping[str, str]) -> str:
    parts = [
        say_whole(FILE_FOR, path=path, platform=targets()[name].platform)
        for name, path in found.items()
    ]
    return listed(parts, last=AND)
