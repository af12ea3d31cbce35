"""Finds the package's own modules where they lie, without looking for them.

Python asks every finder for every module, lists folders, tries the endings of extension modules and
reads a file's byte code with many small steps. That is most of what importing a small module costs,
and a run imports more than a hundred. This finder knows that a module of the package is a file or a
folder with `__init__.py`, and takes byte code that is current; all else is left to Python.

Where nobody has compiled the package yet, a wheel's archive has the code of what a clean check
loads (`scripts.code_archive`). It is taken for the very source that it was made of, as Python takes
byte code that is checked by a hash, and is written beside the source where Python may do so.
"""

from __future__ import annotations

import _imp
import marshal
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec, SourceFileLoader
    from importlib.util import MAGIC_NUMBER, source_hash
    from types import CodeType, ModuleType
else:  # the same objects; `importlib` itself would be one more module
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader

    def source_hash(source):
        """As in `importlib.util`."""
        return _imp.source_hash(int.from_bytes(MAGIC_NUMBER, "little"), source)


_TAG = sys.implementation.cache_tag


def install(package: ModuleType) -> None:
    """Let the modules of a package be found this way, if its byte code lies where it usually does.

    Args:
        package: the imported package, whose folder is known by its file.
    """
    loader = package.__spec__ and package.__spec__.loader
    usual = not (sys.flags.optimize or sys.pycache_prefix) and _TAG
    if usual and type(loader) is SourceFileLoader and package.__file__:
        sys.meta_path.insert(0, OwnModules(package.__name__, os.path.dirname(package.__file__)))


class _Loader(SourceFileLoader):
    """Reads byte code that is as old and as long as the source; else as Python does."""

    cached = ""
    archive: Archive

    def get_code(self, fullname: str) -> CodeType | None:
        """The module's code."""
        try:
            source = os.stat(self.path)
        except OSError:
            return super().get_code(fullname)
        times = int(source.st_mtime) & 0xFFFFFFFF, source.st_size & 0xFFFFFFFF
        expected = MAGIC_NUMBER + b"\0\0\0\0" + b"".join(n.to_bytes(4, "little") for n in times)
        try:
            data = self.get_data(self.cached)
        except OSError:
            data = b""
        if data[:16] != expected:
            found = self.archive.code(fullname, self.path)
            if not found:
                return super().get_code(fullname)
            data = b"".join((expected, found))
            if not sys.dont_write_bytecode:
                self.set_data(self.cached, data)
        try:
            code: CodeType = marshal.loads(memoryview(data)[16:])  # noqa: S302  the package's own
        except (EOFError, TypeError, ValueError):
            return super().get_code(fullname)
        _imp._fix_co_filename(code, self.path)  # type: ignore[attr-defined]
        return code


class Archive:
    """Code that was compiled when the package was built.

    Args:
        path: a file that `scripts.code_archive` wrote; it may be missing.
    """

    def __init__(self, path: str) -> None:
        self._path, self._start = path, 0
        self._index: dict[str, tuple[bytes, int, int]] | None = None

    def code(self, name: str, source: str) -> bytes:
        """The code of a module, marshalled; empty if there is none for the source in that file."""
        if self._index is None:
            self._index = self._read()
        if name not in self._index:
            return b""
        expected, start, length = self._index[name]
        try:
            with open(source, "rb", 0) as file:
                if source_hash(file.read()) != expected:
                    return b""
            with open(self._path, "rb", 0) as file:
                file.seek(self._start + start)
                return file.read(length)
        except OSError:
            return b""

    def _read(self) -> dict[str, tuple[bytes, int, int]]:
        """The index, if the file is there and this Python's."""
        try:
            with open(self._path, "rb", 0) as file:
                head = file.read(8)
                if head[:4] != MAGIC_NUMBER:
                    return {}
                length = int.from_bytes(head[4:], "little")
                data = file.read(length)
            index: dict[str, tuple[bytes, int, int]] = marshal.loads(data)  # noqa: S302
        except (OSError, EOFError, TypeError, ValueError):
            return {}
        self._start = 8 + length
        return index


class OwnModules:
    """The finder; `install` puts it before Python's own."""

    def __init__(self, name: str, folder: str) -> None:
        self._prefix, self._folder = name + ".", folder
        self._archive = Archive(f"{folder}{os.sep}base{os.sep}archive{os.sep}{_TAG}.bin")

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Where a module of the package lies; None for all others."""
        if not name.startswith(self._prefix):
            return None
        inner = name[len(self._prefix) - 1 :].replace(".", os.sep)
        folder, last = os.path.split(f"{self._folder}{inner}")
        file = f"{folder}{os.sep}{last}.py"
        is_package = not _is_there(file)
        if is_package:
            folder, last = f"{folder}{os.sep}{last}", "__init__"
            file = f"{folder}{os.sep}__init__.py"
            if not _is_there(file):
                return None
        loader = _Loader(name, file)
        loader.archive = self._archive
        loader.cached = f"{folder}{os.sep}__pycache__{os.sep}{last}.{_TAG}.pyc"
        spec = ModuleSpec(name, loader, origin=file, is_package=is_package)
        spec.has_location = True
        spec.cached = loader.cached
        if is_package:
            spec.submodule_search_locations = [folder]
        return spec


def _is_there(path: str) -> bool:
    try:
        os.stat(path)
    except OSError:
        return False
    return True
