"""A requirement as the standard has it: what releases and lock files say that they depend on.

`parsers.requirements` reads the lines of files, as pip does.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from packaging.requirements import Requirement


def parsed(text: str) -> Requirement | None:
    """The requirement that a text is; None if it is none."""
    from packaging.requirements import (  # noqa: PLC0415  gate: most answers need no bound
        InvalidRequirement,
        Requirement,
    )

    try:
        return Requirement(text)
    except InvalidRequirement:
        return None
