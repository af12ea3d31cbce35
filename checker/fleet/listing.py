"""The files of a revision, from the objects of its folders."""

from __future__ import annotations

import os
import stat

from checker.base import regex as re
from checker.base.errors import UsageError
from checker.base.text import printable
from checker.files.git import Held
from checker.files.git_process import OUTPUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.fleet.objects import Store

    Entry = tuple[bytes, bytes, bytes]
    """A mode in octal digits, a name, and the name of the object in bytes."""

_ENTRIES = 1_000_000
"""Entries that are looked at: files, and folders even if they hold none."""
_RECORD = len("100644 blob ") + len("\t") + len("\0")
"""Bytes that git prints of a file, beside the name of its object and its path."""
_OBJECT = 20
"""Bytes of the name of an object."""
_ENTRY = re.compile(rb"([0-7]+) ([^\0]+)\0(.{20})", re.DOTALL)
_FOLDER = "040000"
_MODES = {b"40000": _FOLDER} | {
    mode.encode(): mode for mode in ("100644", "100755", "120000", "160000")
}


def _entries(store: Store, name: str) -> list[Entry]:
    """What a folder holds, as git keeps it.

    Raises:
        ValueError: it is not here, no folder, or a damaged one.
        OSError: as `Store.read`.
    """
    try:
        held = store.read(name, OUTPUT)
    except KeyError as error:
        raise ValueError(f"the folder {name} is not here") from error
    kind, data = (b"", b"") if isinstance(held, int) else held
    found: list[Entry] = _ENTRY.findall(data)
    read = sum([len(mode) + len(inner) + 2 + _OBJECT for mode, inner, _ in found])
    if kind != b"tree" or read != len(data):
        raise ValueError(f"{name} is not a folder")
    return found


def folder_of(store: Store, top: str, path: str) -> str:
    """The object of a folder of a revision; `top` where `path` is empty.

    Raises:
        UsageError: where there is no such folder.
        ValueError: one on the way is not here, or damaged.
        OSError: as `Store.read`.
    """
    here = top
    for part in path.split("/") if path else ():
        named = [each for each in _entries(store, here) if each[1] == os.fsencode(part)]
        if not named or _usual(named[0][0]) != _FOLDER:
            raise UsageError(f"there is no folder `{printable(path, 80)}` in this revision")
        here = named[0][2].hex()
    return here


def files_of(store: Store, top: str) -> dict[str, Held]:
    """Every file below a folder, in the order in which git lists them.

    Raises:
        UsageError: where there are too many: so many that git's output is not read either.
        ValueError: a folder is not here, or damaged.
        OSError: as `Store.read`.
    """
    held: dict[str, Held] = {}
    entries = _entries(store, top)
    todo, seen, size = [(iter(entries), "")], len(entries), 0
    while todo:
        folder, above = todo[-1]
        length = _RECORD + 2 * _OBJECT + len(os.fsencode(above))
        for mode, raw, name in folder:
            path = above + os.fsdecode(raw)
            kept = _MODES.get(mode) or _usual(mode)
            if kept is _FOLDER:
                entries = _entries(store, name.hex())
                seen += len(entries)
                todo.append((iter(entries), f"{path}/"))
                break
            size += length + len(raw)
            held[path] = Held(kept, name.hex())
        else:
            todo.pop()
        if seen > _ENTRIES or size > OUTPUT:
            raise UsageError("the revision contains too many files")
    return held


def _usual(mode: bytes) -> str:
    """The mode for which git takes one, which an old program may have written in another way."""
    number = int(mode, 8)
    if stat.S_ISDIR(number):
        return _FOLDER
    if stat.S_ISLNK(number):
        return "120000"
    if stat.S_ISREG(number):
        return "100755" if number & stat.S_IXUSR else "100644"
    return "160000"
