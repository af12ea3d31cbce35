"""Where the build's pip looks for releases: the indexes, and further places."""

from __future__ import annotations

import os
from posixpath import join, normpath

from checker.base.records import NamedTuple
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.parsers.requirements import RequirementsFile
    from checker.project.project import Project

_MOST = 60
"""Files of one folder that are looked among, at the most."""
_LARGEST = 30_000_000
"""Bytes of all of them."""
_ENDS = (".whl", ".tar.gz", ".zip")


class Places(NamedTuple):
    """The lines of options for uv, and files of the repository that it may choose from."""

    lines: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...] = ()


def index_options(project: Project, files: Iterable[RequirementsFile], index: str) -> Places | str:
    """Where to look; or why that is not known, in words.

    Args:
        project: what is checked.
        files: the requirements files.
        index: the address of an index that counts instead of the platform's; may be empty.
    """
    urls: list[str] = []
    more: list[str] = []
    inside: dict[str, bytes] = {}
    for file in files:
        for option in (o for e in file.entries if e.requirement is None for o in e.options):
            if "${" in option.value:
                return "a variable of the build decides which index is asked"
            if option.name == "--index-url":
                urls = [option.value]  # the last one counts
            elif option.name == "--extra-index-url":
                more.append(f"--extra-index-url {option.value}")
            elif option.name == "--no-index":
                more.append("--no-index")
            elif option.name == "--find-links" and option.value.startswith(("http:", "https:")):
                more.append(f"--find-links {option.value}")
            elif option.name == "--find-links":
                held = _inside(project, file.path, option.value)
                if isinstance(held, str):
                    return held
                inside |= held
            elif option.name in ("--no-binary", "--only-binary"):
                names = filter(None, (each.strip() for each in option.value.split(",")))
                more += [f"{option.name} {name}" for name in names]
    target = project.target
    variable = target.pip_index_variable
    url = index or (urls or [os.environ.get(variable, "") if variable else ""])[0]
    url = url or target.pip_index_default
    if any(not each.startswith(("http://", "https://")) for each in [url, *urls] if each):
        return "the address of its index is not one of the web"
    lines = (*([f"--index-url {url}"] if url else []), *more)
    return Places(lines, tuple(sorted(inside.items())))


def _inside(project: Project, path: str, place: str) -> dict[str, bytes] | str:
    """The wheels and archives of a folder of the repository; empty if there is none: pip goes on.

    pip looks beside the requirements file first, then in the working folder.
    """
    tree = project.tree
    if "://" in place or place.startswith(("/", "~")):
        return "--find-links names a place outside the repository"
    beside = normpath(join(path.rpartition("/")[0], place))
    for folder in dict.fromkeys((beside, normpath(place))):
        found = "" if folder == "." else tree.resolve(folder)
        if found is None or tree.kind(found) is not Kind.DIRECTORY:
            continue
        names = sorted(name for name in tree.entries(found) if name.endswith(_ENDS))
        held = {name: tree.read(f"{found}/{name}".lstrip("/")) for name in names[:_MOST]}
        whole = all(not each.problem and each.size == len(each.data) for each in held.values())
        size = sum(len(each.data) for each in held.values())
        if len(names) > _MOST or not whole or size > _LARGEST:
            return "--find-links names a folder with too much in it"
        return {name: each.data for name, each in held.items()}
    return {}
