"""requirements.txt exactly as pip reads it, with the place of every part.

`read_requirements` reads a file and all that it includes. Reading never raises, whatever the bytes
are; where pip would refuse a line, the entry says so with pip's own words.
"""

from __future__ import annotations

from checker.parsers.requirements.reading import read_requirements
from checker.parsers.requirements.values import (
    ALL_PIPS,
    NEW_PIPS,
    OLD_PIPS,
    Entry,
    Include,
    Option,
    Pips,
    Reach,
    Refusal,
    Requirement,
    Requirements,
    RequirementsFile,
    Specifier,
    normalise,
)

__all__ = [
    "ALL_PIPS",
    "NEW_PIPS",
    "OLD_PIPS",
    "Entry",
    "Include",
    "Option",
    "Pips",
    "Reach",
    "Refusal",
    "Requirement",
    "Requirements",
    "RequirementsFile",
    "Specifier",
    "normalise",
    "read_requirements",
]
