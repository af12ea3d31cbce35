"""The objects of a repository, by their names.

Those that lie in files of their own are read here, all others by libgit2: it opens twice as many
files for each, and of one that is cut short it never finds the end.
"""

from __future__ import annotations

import contextlib
import os
import zlib

import pygit2

from checker.files.git import words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pygit2 import Odb

_HEAD = 32
"""Bytes of the kind and the size that stand before what an object holds, at the most."""
_KINDS = {
    pygit2.enums.ObjectType.BLOB: b"blob",
    pygit2.enums.ObjectType.TREE: b"tree",
    pygit2.enums.ObjectType.COMMIT: b"commit",
}


class Store:
    """Reads objects.

    Args:
        folder: the repository's `objects`.
        library: libgit2's view of it, if that is open.
    """

    def __init__(self, folder: str, library: Odb | None = None) -> None:
        self._folder, self._library = folder, library
        self._in_files = True

    def read(self, name: str, most: int) -> tuple[bytes, bytes] | int:
        """An object's kind and what it holds, or how many bytes that are if they are too many.

        Args:
            name: in hexadecimal digits.
            most: bytes that may be held.

        Raises:
            KeyError: it is not here.
            ValueError: it is damaged.
            OSError: a pack is a pipe or a device, for which only git, in its time, may wait.
        """
        if self._in_files:
            found = read_file(f"{self._folder}/{name[:2]}/{name[2:]}", most)
            if found is not None:
                return found
            self._in_files = False  # where there are packs, few are not in them
        try:
            library = self._library or self._opened()
            _, size = library.read_header(name)
            if size > most:
                return size
            kind, data = library.read(name)
        except KeyError:  # one of libgit2's errors, too
            raise
        except pygit2.GitError as error:
            raise ValueError(str(error)) from error
        return _KINDS.get(kind, b""), data

    def _opened(self) -> Odb:
        if not has_plain_packs(os.path.dirname(self._folder)):
            raise OSError(self._folder)
        self._library = pygit2.Odb(self._folder)
        return self._library


def read_file(path: str, most: int) -> tuple[bytes, bytes] | int | None:
    """The same of an object that lies in a file of its own; None where there is no such file.

    Raises:
        ValueError: it is damaged. As git does, nobody works out whether its name is its hash.
    """
    packed = words_of(path, most + most // 1000 + 1024)  # more than that no packing adds
    if packed is None:
        return None
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(packed, most + _HEAD)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    head, _, data = text.partition(b"\0")
    kind, _, size = head[:_HEAD].partition(b" ")
    if size.isdigit() and int(size) > most:
        return int(size)
    if not unpacking.eof or size != b"%d" % len(data):
        raise ValueError("it is cut short")
    return kind, data


def has_plain_packs(path: str) -> bool:
    """Whether everything among the packs of a repository is a file: libgit2 opens it all."""
    with contextlib.suppress(OSError), os.scandir(os.path.join(path, "objects", "pack")) as packs:
        return all(each.is_file() for each in packs)
    return True
