"""How large and how deeply nested a source file may be that is given to the parser."""

from __future__ import annotations

SOURCE = 1_000_000
"""Bytes of one source file."""
NESTING = 120
"""Brackets within brackets; the tokenizers of CPython take up to 200."""
LEVELS = 2_000
"""Levels of one expression or `elif` chain: `a.b.c`, `-a + b`, `f()()`, `not x`, `a if b else c`.

CPython 3.10 walks a syntax tree in C without looking at the stack. Measured on Linux with 3.10 to
3.13: no construct ends the process below 8,000 levels on a stack of 1 MiB, below 64,000 on one of
8 MiB; 3.10 and 3.11 compile none of 1,000 levels.
"""
PAIRS = 20_000_000
"""Steps that the compiler's tables of names may take, about a second."""
KEYWORDS = 5_000
"""Keywords of one call, class or pattern: each is compared with each."""
CAPTURES = 500
"""Names in one pattern of a `match` statement."""
EMITTED = 4_000_000
"""Bytes of statements that the compiler may write, copies of `finally` bodies counted each time."""
