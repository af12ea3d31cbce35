"""What the children of `each_in_processes` run in tests; it needs nothing but this file."""

from __future__ import annotations

import os
import sys


def process_of(item: int) -> tuple[int, int]:
    return item, os.getpid()


def where(_: int) -> tuple[str, ...]:
    return (os.getcwd(), *sys.path)


def fail_in_a_child(item: tuple[int, int]) -> int:
    number, parent = item
    if os.getpid() != parent:
        raise SystemExit(number)
    return number
