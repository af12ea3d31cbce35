"""How much work and memory the reading of a repository's Python may take; beyond: unknown.

Work is counted in units of about what evaluating one expression takes (one or two microseconds),
and memory in bytes that were ever asked for, which is more than is held at any time.
"""

from __future__ import annotations

STEPS = 150_000
"""Units of work for one reading at the most, over all its runs."""
OPERATION = 20_000
"""Units of work that one operation of the host may take; what takes more is not carried out."""
MEMORY = 64_000_000
"""Bytes of values that one reading computes, over all its runs."""
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
SHORT_TEXT = 20_000
"""Characters of a text that the host reads with Python code of its own, character by character."""
PATH = 4_096
"""Characters of a path, as Linux has it (PATH_MAX)."""
INTEGER_BITS = 4_096
"""Bits of an integer that is computed."""
DIGITS = 1_000
"""Characters of a text that becomes a number."""
SOURCE = 1_000_000
"""Bytes of one source file."""
NESTING = 120
"""Brackets within brackets in a source file; deeper is not parsed."""
FILES = 600
"""Files of the repository that are read as Python in one reading."""
SIGNS = 400_000
"""Signs (brackets, commas, operators, …) of all code that is read as Python in one reading: they
tell how large its syntax trees are."""
STRUCTURE = 20_000
"""Values that are looked at when a structure is compared, copied or shown: shared parts count as
often as they are met."""
DEPTH = 100
"""Structures within each other that are compared, copied or shown."""
ORDER = 200
"""Classes that a class derives from."""
BECAUSE = 300
"""Characters of why something is not known, and of an exception's message."""


TOO_LONG = "it takes too many steps to evaluate"


class LimitReached(Exception):
    """A bound was met: nothing more is known of this run."""
