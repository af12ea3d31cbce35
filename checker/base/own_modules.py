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
    from typing import Any
else:  # the same objects; `importlib` itself would be one more module
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader

    def source_hash(source):
        """As in `importlib.util`."""
        return _imp.source_hash(int.from_bytes(MAGIC_NUMBER, "little"), source)


_Module = type(sys)
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


_KIND = MAGIC_NUMBER + b"\0\0\0\0"
"""How byte code begins that is as old as its source says."""


class _Loader(SourceFileLoader):
    """Reads byte code that is as old and as long as the source; else as Python does."""

    cached = ""
    archive: Archive
    source: os.stat_result

    def get_code(self, fullname: str) -> CodeType | None:
        """The module's code."""
        modified, size = int(self.source.st_mtime) & 0xFFFFFFFF, self.source.st_size & 0xFFFFFFFF
        expected = _KIND + modified.to_bytes(4, "little") + size.to_bytes(4, "little")
        data = _content(self.cached)
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
        if source_hash(_content(source)) != expected:
            return b""
        return _content(self._path, self._start + start, length)

    def _read(self) -> dict[str, tuple[bytes, int, int]]:
        """The index, if the file is there and this Python's."""
        head = _content(self._path, 0, 8)
        if head[:4] != MAGIC_NUMBER:
            return {}
        length = int.from_bytes(head[4:], "little")
        try:
            data = _content(self._path, 8, length)
            index: dict[str, tuple[bytes, int, int]] = marshal.loads(data)  # noqa: S302
        except (EOFError, TypeError, ValueError):
            return {}
        self._start = 8 + length
        return index


def load_together(names: tuple[str, ...]) -> None:
    """Load modules one after the other, each after those that it imports.

    Python takes locks for each module that it imports, asks what finders there are and looks twice
    whether somebody else has loaded it meanwhile. A run that has one thread and knows what it will
    need can do without: that is half of what importing a small module costs. It is only a faster
    way: what is missing here is imported as ever.

    Args:
        names: full names. A package that imports its modules stands after them.
    """
    finder = next((each for each in sys.meta_path if isinstance(each, OwnModules)), None)
    if finder is not None:
        for name in names:
            if name not in sys.modules or name in finder.begun:
                finder.load(name, names)


class OwnModules:
    """The finder; `install` puts it before Python's own."""

    def __init__(self, name: str, folder: str) -> None:
        self._prefix, self._folder = name + ".", folder
        self._archive = Archive(f"{folder}{os.sep}base{os.sep}archive{os.sep}{_TAG}.bin")
        self.begun: dict[str, ModuleType] = {}
        """Packages that are there for their modules, and whose own code is still to run."""

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Where a module of the package lies; None for all others."""
        if not name.startswith(self._prefix):
            return None
        inner = name[len(self._prefix) - 1 :].replace(".", os.sep)
        folder, last = f"{self._folder}{inner}".rsplit(os.sep, 1)
        file = f"{folder}{os.sep}{last}.py"
        source = _stat(file)
        is_package = source is None
        if source is None:
            folder, last = f"{folder}{os.sep}{last}", "__init__"
            file = f"{folder}{os.sep}__init__.py"
            source = _stat(file)
            if source is None:
                return None
        loader = _Loader(name, file)
        loader.archive, loader.source = self._archive, source
        loader.cached = f"{folder}{os.sep}__pycache__{os.sep}{last}.{_TAG}.pyc"
        spec = ModuleSpec(name, loader, origin=file, is_package=is_package)
        spec.has_location = True
        spec.cached = loader.cached
        if is_package:
            spec.submodule_search_locations = [folder]
        return spec

    def load(self, name: str, later: tuple[str, ...]) -> None:
        """Load a module as Python would; nothing if it is not there.

        Args:
            name: its full name.
            later: what is still to be loaded: if its package is among this, it need not be
                complete.
        """
        module = self.begun.pop(name, None) or self._begin(name, later)
        if module is None:
            return
        spec: Any = module.__spec__
        try:
            spec.loader.exec_module(module)
        except BaseException:
            for each in (name, *self.begun):
                sys.modules.pop(each, None)
            self.begun.clear()
            raise
        package, _, last = name.rpartition(".")
        setattr(sys.modules[package], last, module)

    def _begin(self, name: str, later: tuple[str, ...]) -> ModuleType | None:
        """A module whose code has not run, where Python will look for it."""
        spec, package = self.find_spec(name), name.rpartition(".")[0]
        if spec is None:
            return None
        if package not in sys.modules:
            begun = self._begin(package, later) if package in later else None
            if begun is None:
                return None
            self.begun[package] = begun
        # As Python does; where it is missing, each statement that imports the module raises an
        # error for nothing.
        spec._initializing = False  # type: ignore[attr-defined]
        module = _Module(name)
        module.__dict__.update(
            __spec__=spec,
            __loader__=spec.loader,
            __file__=spec.origin,
            __cached__=spec.cached,
            __package__=package,
        )
        if spec.submodule_search_locations is not None:
            module.__dict__.update(__package__=name, __path__=spec.submodule_search_locations)
        sys.modules[name] = module
        return module


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_PART = 1 << 16
"""Bytes that are read at once: nearly every module's byte code is shorter."""


def _content(path: str, start: int = 0, length: int = -1) -> bytes:
    """A file's content, or a part of it; empty if it cannot be read."""
    try:
        number = os.open(path, _READ)
    except OSError:
        return b""
    try:
        if start:
            os.lseek(number, start, os.SEEK_SET)
        data = os.read(number, _PART if length < 0 else length)
        while length < 0 and len(data) % _PART == 0 and (more := os.read(number, _PART)):
            data += more
        return data
    except (OSError, OverflowError, MemoryError):
        return b""
    finally:
        os.close(number)
