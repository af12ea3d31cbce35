"""Where the build's pip looks for releases: the indexes, and further places."""

from __future__ import annotations

import os
from posixpath import join, normpath

from checker.base.records import NamedTuple
from checker.files.values import Kind
from checker.parsers.requirements import normalise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.parsers.requirements import Option, RequirementsFile
    from checker.project.project import Project

_MOST = 60
"""Files of one folder that are looked among, at the most."""
_LARGEST = 30_000_000
"""Bytes of all of them."""
_WHEELS = "--only-binary"
_ENDS = (".whl", ".tar.gz", ".zip")


class Places(NamedTuple):
    """The lines of options for uv, and files of the repository that it may choose from."""

    lines: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...] = ()


def index_options(
    project: Project, files: Iterable[RequirementsFile], index: str, first: bool
) -> Places | str:
    """Where to look; or why that is not known, in words.

    Args:
        project: what is checked.
        files: the requirements files.
        index: the address of an index that counts instead of the platform's; may be empty.
        first: whether pip takes a release that several indexes have from the first of them, and
            not from the last one.
    """
    urls: list[str] = []
    extra: list[str] = []
    more: list[str] = []
    formats: dict[str, dict[str, None]] = {"--no-binary": {}, _WHEELS: {}}
    inside: dict[str, bytes] = {}
    for file in files:
        for option in _counting(file):
            if "${" in option.value:
                return "a variable of the build decides which index is asked"
            if option.name == "--index-url":
                urls = [option.value]  # the last one counts
            elif option.name == "--extra-index-url":
                extra.append(option.value)
            elif option.name == "--no-index":
                more.append("--no-index")
            elif option.name == "--find-links" and option.value.startswith(("http:", "https:")):
                more.append(f"--find-links {option.value}")
            elif option.name == "--find-links":
                held = _inside(project, file.path, option.value.removeprefix("file:"))
                if isinstance(held, str):
                    return held
                inside |= held
            elif option.name in formats:
                other = formats["--no-binary" if option.name == _WHEELS else _WHEELS]
                _exclude(option.value, formats[option.name], other)
    more += [f"{option} {name}" for option, names in formats.items() for name in names]
    target = project.target
    variable = target.pip_index_variable
    url = index or (urls or [os.environ.get(variable, "") if variable else ""])[0]
    url = url or target.pip_index_default
    if any(not each.startswith(("http://", "https://")) for each in [url, *urls] if each):
        return "the address of its index is not one of the web"
    if url and extra:
        # uv takes it from the first `--extra-index-url`, and last of all from the index
        url, *extra = [url, *extra][::-1] if first else [url, *extra[::-1]]
        extra = extra[::-1] if first else extra
    extra_lines = [f"--extra-index-url {each}" for each in extra]
    lines = (*([f"--index-url {url}"] if url else []), *extra_lines, *more)
    return Places(lines, tuple(sorted(inside.items())))


def _counting(file: RequirementsFile) -> Iterator[Option]:
    """The options of a file that count for all of it, also those on a requirement's line."""
    for entry in file.entries:
        for option in entry.options:
            if entry.requirement is None or option.name in ("--no-binary", _WHEELS):
                yield option
            elif option.name in ("--global-option", "--install-option"):
                # pips that take them build everything then
                yield option._replace(name="--no-binary", value=":all:")


def _exclude(value: str, own: dict[str, None], other: dict[str, None]) -> None:
    """Take the names of `--no-binary` or `--only-binary` as pip does: later ones win."""
    names = value.split(",")
    while ":all:" in names:
        other.clear()
        own.clear()
        own[":all:"] = None
        names = names[names.index(":all:") + 1 :]
        if ":none:" not in names:
            return
    for name in names:
        if name == ":none:":
            own.clear()
        elif normalise(name):
            other.pop(normalise(name), None)
            own[normalise(name)] = None


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
