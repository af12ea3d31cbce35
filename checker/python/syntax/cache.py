"""A cache of texts by content, below the user's cache directory; it never fails a run."""

from __future__ import annotations

import os
from sys import version_info

from checker import __version__
from checker.files.cached import own_folder, prune_cached, read_cached, write_cached

_LARGEST = 200_000
_MOST = 20_000
"""Files that are kept; half of them are removed, the oldest first, when there are more."""
_END = b"\n.\n"
"""How every file ends: without it, not all of it was written."""


class Cache:
    """Texts that were worked out from sources.

    They are in `$XDG_CACHE_HOME/pyspec-check/sources` (`~/.cache/…`), a file each, written to
    another name first. With `PYSPEC_CHECK_NO_CACHE` set, where nothing can be written, and where
    another user could write, none is kept.
    """

    def __init__(self, name: str) -> None:
        """`name` says what is worked out, and by which release of what."""
        self._name = name
        self._written = False
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):
            base = os.path.join(os.path.expanduser("~"), ".cache")
        self.folder = os.path.join(base, "pyspec-check", "sources")
        off = bool(os.environ.get("PYSPEC_CHECK_NO_CACHE"))
        if off or not os.path.isabs(base) or not own_folder(self.folder):
            self.folder = ""

    def _path(self, source: bytes) -> str:
        from hashlib import sha256  # noqa: PLC0415  gate: for the cache

        key = f"{self._name} {version_info[0]}.{version_info[1]} ".encode()
        return os.path.join(self.folder, sha256(key + source).hexdigest())

    def get(self, source: bytes) -> str | None:
        """The text that is kept for a source; None where there is none."""
        if not self.folder:
            return None
        data = read_cached(self._path(source), _LARGEST)
        try:
            if data is None or not data.endswith(_END):
                return None
            return data[: -len(_END)].decode("utf-8")
        except UnicodeDecodeError:
            return None

    def put(self, source: bytes, text: str) -> None:
        """Keep a text."""
        data = text.encode("utf-8", "replace") + _END
        if self.folder and len(data) < _LARGEST:
            write_cached(self._path(source), data)
            self._written = True

    def close(self) -> None:
        """Make room, where something was written and there is too much."""
        if self._written:
            prune_cached(self.folder, _MOST)


def fingerprint() -> str:
    """The release of the tool and the state of the files that its readings rest on.

    These are the files of this folder and of `names`, beside it, which finds the imports.
    """
    from hashlib import sha256  # noqa: PLC0415  gate: for the cache

    here = os.path.dirname(__file__)
    state: list[tuple[str, int, int]] = []
    try:
        for folder in (here, os.path.join(os.path.dirname(here), "names")):
            with os.scandir(folder) as entries:
                files = [entry for entry in entries if entry.name.endswith(".py")]
                stats = [(each.name, each.stat()) for each in files]
            state += sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)
    except OSError:  # in an archive
        state = []
    return sha256(f"{__version__} {state}".encode()).hexdigest()[:16]
