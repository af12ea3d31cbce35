"""How much work and memory the reading of a repository's Python may take; beyond: unknown."""

from __future__ import annotations

STEPS = 150_000
"""Statements and expressions that are evaluated for one reading at the most, over all its runs."""
RUNS = 24
"""Runs of one reading: each decides the conditions that are not known in another way."""
DECISIONS = 8
"""Unknown conditions that one run decides before it gives up."""
CALL_DEPTH = 40
"""Calls of the repository's functions within each other."""
ITEMS = 20_000
"""Items of a sequence, a mapping or a loop."""
TEXT = 400_000
"""Characters of a string that is computed."""
INTEGER_BITS = 4_096
"""Bits of an integer that is computed."""
FILES = 600
"""Files of the repository that are read as Python in one reading."""
SOURCE = 1_000_000
"""Bytes of one source file."""
NESTING = 120
"""Brackets within brackets in a source file; deeper is not parsed."""
STRUCTURE = 20_000
"""Values that are looked at when a structure is compared, copied or shown."""


class LimitReached(Exception):
    """A bound was met: nothing more is known of this run."""
