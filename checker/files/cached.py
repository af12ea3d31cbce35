"""Files of a cache: kept for the user alone, and never missed if they are gone."""

from __future__ import annotations

import os
from contextlib import suppress


def write_cached(path: str, data: bytes) -> None:
    """Keep `data` in a cache, folders and all, for the user alone; without a word if it can't.

    It takes its name when it is whole, and is not forced to disk: after a crash of the machine a
    file may be cut short, so that what is kept must show its end.
    """
    folder = os.path.dirname(path)
    temporary = os.path.join(folder, f".{os.urandom(8).hex()}.tmp")
    with suppress(OSError, ValueError):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(temporary, flags | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with open(descriptor, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise


def prune_cached(folder: str, most: int) -> None:
    """Where a cache's folder holds more than `most` files, remove the oldest but half of that."""
    with suppress(OSError):
        with os.scandir(folder) as entries:
            found = [entry.path for entry in entries]
        if len(found) <= most:
            return
        aged = sorted((os.lstat(path).st_mtime, path) for path in found)
        for _, path in aged[: len(aged) - most // 2]:
            with suppress(OSError):
                os.unlink(path)


def read_cached(path: str, most: int) -> bytes | None:
    """What a cache holds, `most` bytes of it at the most; None where it holds nothing readable."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
            return file.read(most)
    except (OSError, ValueError):
        return None


def own_folder(folder: str) -> bool:
    """Whether only this user can have put something into a folder, or it does not exist yet."""
    user = getattr(os, "geteuid", None)
    try:
        found = os.lstat(folder)
    except OSError:
        return True
    return user is None or (found.st_uid == user() and not found.st_mode & 0o022)
