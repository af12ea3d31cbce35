"""What a worker does with repositories of certain names: harmless stand-ins for hostile ones.

Loaded into the workers of a test as a preload of Dask's, so that the command under test is the
real one. `FLEET_MARKS` is a folder in which a worker notes what it has met.
"""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING, Any

from checker.fleet import batch

if TYPE_CHECKING:
    from checker.fleet.addresses import Address

_check = vars(batch)["checked"]


def _first(name: str) -> bool:
    """Whether it is met for the first time in the cluster."""
    try:
        os.close(os.open(os.path.join(os.environ["FLEET_MARKS"], name), os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def _computes() -> None:
    while True:
        pass


def _computes_alone() -> None:
    """As a call into C does that lets no other thread run; the kernel's limit of CPU ends it."""
    sum(range(10**12))


def _waits_alone() -> None:
    """As libgit2 does that opens a pipe into which nobody writes, with the lock of Python held."""
    import ctypes

    ctypes.PyDLL(None).sleep(600)


def _dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _takes_memory() -> None:
    held = bytearray(120_000_000)
    held[::4096] = b"x" * len(held[::4096])
    time.sleep(600)


_KINDS = {
    "computes": _computes,
    "computes-alone": _computes_alone,
    "waits": lambda: time.sleep(600),
    "waits-alone": _waits_alone,
    "memory": _takes_memory,
    "dies": _dies,
}


def _checked(address: Address, *arguments: Any) -> Any:
    name = address.place.rpartition("/")[2].removesuffix(".git")
    kind, _, times = name.partition("_")
    if kind in _KINDS and (_first(name) or times != "once"):
        _KINDS[kind]()
    return _check(address, *arguments)


vars(batch)["checked"] = _checked
