"""The only place that writes files: all of a file or nothing of it, ever."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress

from checker.files.interrupts import Deferred


def write_atomically(path: str, data: bytes) -> None:
    """Make `path` hold `data`: a new file beside it takes its name once it is safely on disk.

    An existing file keeps its mode and, as far as we may, its owner; a symbolic link is followed;
    what is no regular file (a terminal, a pipe, `/dev/null`) is written to directly.

    Raises:
        OSError: where that can't be done; the old file is then as it was, and nothing lies beside.
    """
    try:
        old: os.stat_result | None = os.stat(path)
    except FileNotFoundError:
        old = None
    if old is not None and not stat.S_ISREG(old.st_mode):
        with open(path, "wb") as file:
            file.write(data)
        return
    path = os.path.realpath(path)  # of a pipe, it would be no path
    with Deferred():
        temporary = staged(path, data)
        try:
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
        sync_folder(os.path.dirname(path))


def staged(path: str, data: bytes, like: str = "", temporary: str = "") -> str:
    """A new file beside `path` that holds `data`, safely on disk: all that may fail for space.

    It has the mode and, as far as we may, the owner of the file at `like`, else at `path`, if any.

    Raises:
        OSError: where that can't be done; then nothing lies there.
    """
    try:
        old: os.stat_result | None = os.stat(like or path)
    except FileNotFoundError:
        old = None
    temporary = temporary or beside(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                _keep_owner_and_mode(file.fileno(), temporary, old)
            os.fsync(file.fileno())
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def beside(path: str) -> str:
    """A name in the folder of `path` that nothing has."""
    return os.path.join(os.path.dirname(path), f".pyspec-check-{os.urandom(8).hex()}.tmp")


def lock(descriptor: int) -> bool:
    """Lock an open file for this process alone, until it is closed; False where another has it.

    Where the file system knows no locks, nobody can be told to have one.
    """
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  gate: the system's own

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  gate: the system's own

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
    return True


def _keep_owner_and_mode(descriptor: int, path: str, old: os.stat_result) -> None:
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with suppress(OSError, AttributeError):  # only root may give files away
            os.fchown(descriptor, old.st_uid, old.st_gid)
    os.chmod(path, stat.S_IMODE(old.st_mode))


def sync_folder(path: str) -> None:
    """Put a folder's changed names on disk, where the system can do that."""
    try:
        descriptor = os.open(path or ".", os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(descriptor)
    os.close(descriptor)
