"""Answers as they are kept: asked for, as JSON has them, and as values again."""

from __future__ import annotations

import json
from hashlib import sha256

from checker.project.resolution import Cause, Distribution, Resolution, Trouble
from checker.resolve.explaining import explained
from checker.resolve.solving import Solver
from checker.resolve.uv import Uv, UvError, find_uv

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.project.project import Project
    from checker.resolve.inputs import Inputs
    from checker.resolve.workplace import Workplace

YEAR = 31_536_000
"""Seconds for which it is kept what sources depend on: a release does not change."""
_MOST = 1000
"""Sources that are kept of each index."""


def asked(project: Project, inputs: Inputs, workplace: Workplace) -> dict[str, Any]:
    """Ask now; gives what JSON can hold.

    Raises:
        UvError: if there is no answer.
        OSError: if nothing can be written.
    """
    program = find_uv(project.tree.label)
    if program is None:
        raise UvError("uv is not installed: `pip install 'pyspec-check[resolve]'`")
    key = f"sources-{sha256(json.dumps(inputs.options).encode()).hexdigest()}"
    known = _sources(workplace.get(key, YEAR))
    solver = Solver(Uv(program, workplace), inputs, workplace.uv_cache, known)
    solution = solver.solve([text for text, _ in inputs.lines])
    answer: dict[str, Any] = {"troubles": [], "distributions": [], "installs": True}
    if solution.distributions is None:
        found = explained(solver, solution)
        numbers = {id(requirement): at for at, (_, requirement) in enumerate(inputs.lines)}
        answer["installs"] = False
        answer["troubles"] = [
            {
                "cause": each.cause.name,
                "lines": [numbers[id(requirement)] for requirement in each.requirements],
                "name": each.name,
                "because": each.because,
                "wanted": each.wanted,
                "instead": each.instead,
            }
            for each in found.troubles
        ]
        solution = found.rest or solution
    if solver.declared != known:
        rows = [[*release, requires] for release, requires in solver.declared.items()]
        workplace.put(key, json.dumps(rows[-_MOST:]).encode())
    answer["distributions"] = [
        [each.name, each.version, each.source, list(each.required_by), each.unbuilt]
        for each in solution.distributions or ()
    ]
    return answer | {"end": True}


def _sources(kept: bytes | None) -> dict[tuple[str, str], tuple[str, ...] | None]:
    """What sources were found to depend on before; empty if that is not kept, or cannot be read."""
    try:
        return {
            (name, version): None if requires is None else tuple(map(str, requires))
            for name, version, requires in json.loads(kept or b"[]")
        }
    except (ValueError, TypeError):
        return {}


def resolution_of(answer: dict[str, Any], inputs: Inputs) -> Resolution:
    """An answer as values."""
    distributions = tuple(
        Distribution(name, version, source, tuple(required_by), unbuilt)
        for name, version, source, required_by, unbuilt in answer["distributions"]
    )
    troubles = tuple(
        Trouble(
            Cause[each["cause"]],
            tuple(inputs.lines[number][1] for number in each["lines"]),
            each["name"],
            each["because"],
            each["wanted"],
            each["instead"],
        )
        for each in answer["troubles"]
    )
    complete = not inputs.left_out and not any(each.unbuilt for each in distributions)
    return Resolution(
        answer["installs"],
        distributions if answer["installs"] else (),
        troubles,
        complete=complete and bool(answer["installs"]),
        left_out=inputs.left_out,
    )
