"""Releases of a lock file that do not support so new a Python."""

from __future__ import annotations

from contextlib import suppress

from checker.project.resolution import Cause, Trouble
from checker.resolve.failed import UvError
from checker.resolve.solving import Solver
from checker.resolve.wanting import wanting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.project.resolution import Distribution
    from checker.resolve.inputs import Inputs


def too_new(solver: Solver, found: Sequence[Distribution], inputs: Inputs) -> list[Trouble]:
    """The releases that do not support the Python, which pip and PDM compare.

    uv compares no upper bounds, and reads them only of what it resolves.
    """
    whole = Solver(solver.uv, inputs._replace(closed=False), solver.cache, solver.metadata.declared)
    with suppress(UvError):
        whole.solve([text for text, _ in inputs.lines])
    return [
        Trouble(Cause.NO_PYTHON, (wanting(name, found, inputs),), name, wanted=wanted)
        for name, _, wanted in whole.metadata.over(found)
    ]
