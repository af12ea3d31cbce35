"""What is measured of large inputs: files, modules and roots by the hundred."""

from __future__ import annotations

from benchmarks.django_repository import write_repository
from benchmarks.large_inputs import ROOTS, root_name, write_big_modules, write_small_roots
from benchmarks.start_rows import CONCISE, Row

ROOT_NAMES = tuple(root_name(count) for count in range(ROOTS))
STILL = """\
import sys, time
time.process_time = lambda: 0.0
from checker.__main__ import run
if __name__ == "__main__":
    sys.exit(run())
"""
"""The command with a clock of processor time that stands still: a check ends after some seconds of
it, which counting instructions would use up."""
LARGE_ROWS = (
    Row("Django repository of 495 files", 0.6, CONCISE, write_repository),
    Row("60 modules of 100 KB reached", 0.4, CONCISE, write_big_modules, runs=5, program=STILL),
    Row("568 small roots in one process", 0.6, (*CONCISE, *ROOT_NAMES), write_small_roots, runs=3),
)
