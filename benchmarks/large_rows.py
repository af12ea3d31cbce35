"""What is measured of large inputs: files, modules and roots by the hundred."""

from __future__ import annotations

from benchmarks.django_repository import write_repository
from benchmarks.large_inputs import ROOTS, root_name, write_big_modules, write_small_roots
from benchmarks.start_rows import CONCISE, Row

ROOT_NAMES = tuple(root_name(count) for count in range(ROOTS))
LARGE_ROWS = (
    Row("Django repository of 495 files", 0.6, CONCISE, write_repository),
    # A check ends after some seconds of processor time, which counting instructions would use up.
    Row("60 modules of 100 KB reached", 0.4, CONCISE, write_big_modules, counted=False, runs=5),
    Row(
        "568 small roots in one process",
        0.6,
        (*CONCISE, *ROOT_NAMES),
        write_small_roots,
        counted=False,
        runs=3,
    ),
)
