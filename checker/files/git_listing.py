"""Many roots in one checkout: git lists all of it once, instead of a part for each root.

A process of git for each root is a third of what a check of many small ones costs. What counts for
a root is the same: where it could be anything else (another repository on the way, a working tree
that is elsewhere, nothing found), git is asked about that root alone.
"""

from __future__ import annotations

import os

from checker.files.git_process import checkout, run

_OWN_WAYS = ("GIT_INDEX_FILE", "GIT_QUARANTINE_PATH")
"""Variables with which git may be asked in another way for one root than for another."""
_SINGLE, _REFUSED = b"\0", b""
"""What stands for a listing: so far one root was asked about; there is none that can be used."""


class Listings:
    """What git holds in each of the checkouts of a run, as `ls-files --stage -z` prints it."""

    def __init__(self) -> None:
        self._listed: dict[str, bytes] = {}
        """By the top of each checkout, links followed."""
        self._plain: dict[str, bool] = {}
        """Folders between a top and a root, and whether git goes through them to the top."""

    def below(self, root: str) -> bytes | None:
        """The records of what is below `root`, their paths relative to it.

        None where git is to be asked about this root: the first one of its checkout, or one of
        which the listing of the whole does not say for certain what git would say.
        """
        if any(name in os.environ for name in _OWN_WAYS):
            return None
        here = os.path.realpath(root)
        top = checkout(here)
        if top is None or top == here or top != os.path.realpath(checkout(root) or ""):
            return None
        if top not in self._listed:
            self._listed[top] = _SINGLE
            return None
        if not self._is_reached(top, here):
            return None
        if self._listed[top] == _SINGLE:
            self._listed[top] = _whole(top)
        prefix = os.fsencode(os.path.relpath(here, top)).replace(os.fsencode(os.sep), b"/") + b"/"
        return _cut(self._listed[top], prefix) or None

    def _is_reached(self, top: str, here: str) -> bool:
        """Whether git, going up from `here`, passes nothing that looks like a repository."""
        above = here
        todo = []
        while above != top and above not in self._plain:
            todo.append(above)
            above = os.path.dirname(above)
        plain = self._plain.get(above, True)
        for folder in reversed(todo):
            plain = plain and _is_plain(folder, top)
            self._plain[folder] = plain
        return plain


def _is_plain(folder: str, top: str) -> bool:
    """Whether a folder is neither a bare repository nor on another disk than the top."""
    try:
        same = os.stat(folder).st_dev == os.stat(top).st_dev
    except OSError:
        return False
    return same and not os.path.lexists(os.path.join(folder, "HEAD"))


def _whole(top: str) -> bytes:
    """The records of a whole checkout, if it is the working tree that git takes it for."""
    shown = run(top, "rev-parse", "--show-toplevel")
    if shown is None or os.path.normpath(os.fsdecode(shown.removesuffix(b"\n"))) != top:
        return _REFUSED
    listed = run(top, "ls-files", "--stage", "-z")
    if listed is None or listed.count(b"\t") != listed.count(b"\0"):  # or a name that has one
        return _REFUSED
    return listed


def _cut(listed: bytes, prefix: bytes) -> bytes:
    """The records of paths that begin with `prefix`, which is taken off; they follow each other."""
    begin = listed.find(b"\t" + prefix)
    if begin < 0:
        return b""
    begin = listed.rfind(b"\0", 0, begin) + 1
    end = listed.find(b"\0", listed.rfind(b"\t" + prefix)) + 1
    return listed[begin:end].replace(b"\t" + prefix, b"\t")
