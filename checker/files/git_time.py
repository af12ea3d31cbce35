"""What a process of git has used of its time: what it computes and what it sleeps.

A clock on the wall says little on a busy machine, where git waits for a core or for the disk and
would be ended for that. So a process that can run, or waits for the disk, uses the CPU that it
gets; one that sleeps (it reads a pipe into which nobody writes) uses the time that passes. Linux's
`/proc` tells both. Elsewhere psutil tells the CPU alone, if something has loaded it, as workers of
a fleet have. Where nothing tells, all time that passes counts.
"""

from __future__ import annotations

import os
import sys

from checker.base.records import NamedTuple

_BUSY = ([b"R"], [b"D"])
"""States of a thread that can run, and of one that waits for the disk: see proc_pid_stat(5)."""
_MANY = 32
"""Processes and threads that are looked at; where git is a script, the real one is below it."""


class Activity(NamedTuple):
    """What a process, with those that it has started, does at a moment."""

    busy: bool
    """Whether it would go on if the machine let it."""
    cpu: float
    """Seconds of CPU that it has used so far."""


def used(process: int, counted: float, silence: float) -> tuple[float, float]:
    """How much a process that says nothing has used, and what of its CPU counts with that.

    Args:
        process: its number.
        counted: seconds of CPU of it that count already.
        silence: seconds for which it has said nothing.
    """
    found = activity(process) or activity_elsewhere(process, counted)
    if found is None:
        return silence, counted
    work = max(0.0, found.cpu - counted)
    if not found.busy:
        work = max(work, silence)
    return work, max(counted, found.cpu)


def activity(process: int, proc: str = "/proc") -> Activity | None:
    """What a process does; None where the system does not tell.

    Args:
        process: its number.
        proc: where the system tells it.
    """
    busy, ticks, todo = False, 0, [str(process)]
    for number, name in enumerate(todo):
        fields = _stat(f"{proc}/{name}")
        if fields:
            ticks += int(fields[11]) + int(fields[12])
        elif not number:
            return None
        for thread in _threads(f"{proc}/{name}/task"):
            busy = busy or _stat(thread)[:1] in _BUSY
            if len(todo) < _MANY:
                todo += _read(f"{thread}/children").decode("ascii", "replace").split()
    return Activity(busy, ticks / os.sysconf("SC_CLK_TCK"))


def activity_elsewhere(process: int, counted: float) -> Activity | None:
    """What a process does on macOS and Windows; None where psutil is not loaded.

    What states they tell is no use: psutil calls almost every process there `running`. One that
    has used CPU since the last look counts as busy.

    Args:
        process: its number.
        counted: seconds of CPU that it had used by then.
    """
    psutil = sys.modules.get("psutil")
    if psutil is None:
        return None
    cpu = 0.0
    try:
        first = psutil.Process(process)
        for each in [first, *first.children(recursive=True)[:_MANY]]:
            times = each.cpu_times()
            cpu += times.user + times.system
    except psutil.Error:  # one of them has just ended
        return None
    return Activity(cpu > counted, cpu)


def _threads(folder: str) -> list[str]:
    """The folders of a process's threads."""
    try:
        return [f"{folder}/{name}" for name in os.listdir(folder)[:_MANY]]
    except OSError:
        return []


def _stat(folder: str) -> list[bytes]:
    """What the system counts of a process or thread, its state first; empty where it has ended."""
    fields = _read(f"{folder}/stat").rpartition(b")")[2].split()
    return fields if len(fields) > 12 else []


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""
