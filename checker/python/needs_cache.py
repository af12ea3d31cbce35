"""A small cache of texts by content, below the user's cache directory; it never fails a run."""

from __future__ import annotations

import os

_LARGEST = 200_000


class Cache:
    """Texts that were worked out from sources.

    They are in `$XDG_CACHE_HOME/pyspec-check/NAME` (`~/.cache/…`), a file each, written to another
    name first. With `PYSPEC_CHECK_NO_CACHE` set, or where nothing can be written, none is kept.
    """

    def __init__(self, name: str) -> None:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):
            base = os.path.join(os.path.expanduser("~"), ".cache")
        self.folder = "" if os.environ.get("PYSPEC_CHECK_NO_CACHE") else base
        if not os.path.isabs(self.folder):
            self.folder = ""
        elif self.folder:
            self.folder = os.path.join(self.folder, "pyspec-check", name)

    def _path(self, source: bytes) -> str:
        from hashlib import sha256
        from sys import version_info

        key = b"1 %d.%d " % version_info[:2] + source
        return os.path.join(self.folder, sha256(key).hexdigest())

    def get(self, source: bytes) -> str | None:
        """The text that is kept for a source; None where there is none."""
        if not self.folder:
            return None
        from checker.writing import read_cached

        data = read_cached(self._path(source), _LARGEST)
        try:
            return None if data is None else data.decode("utf-8")
        except UnicodeDecodeError:
            return None

    def put(self, source: bytes, text: str) -> None:
        """Keep a text."""
        data = text.encode("utf-8", "replace")
        if self.folder and len(data) < _LARGEST:
            from checker.writing import write_cached

            write_cached(self._path(source), data)
