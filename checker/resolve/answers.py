"""Answers as they are kept: asked for, as JSON has them, and as values again."""

from __future__ import annotations

from checker.project.resolution import Cause, Distribution, Resolution, Trouble
from checker.resolve.explaining import explained
from checker.resolve.solving import Solver
from checker.resolve.uv import OLDEST, Uv, UvError, find_uv, series_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.project.project import Project
    from checker.resolve.inputs import Inputs
    from checker.resolve.workplace import Workplace


def asked(project: Project, inputs: Inputs, workplace: Workplace) -> dict[str, Any]:
    """Ask now; gives what JSON can hold.

    Raises:
        UvError: if there is no answer.
        OSError: if nothing can be written.
    """
    program = find_uv(project.tree.label)
    if program is None:
        raise UvError("uv is not installed: `pip install 'pyspec-check[resolve]'`")
    if series_of(program) < OLDEST:
        raise UvError("uv is older than {}.{}: `pip install --upgrade uv`".format(*OLDEST))
    solver = Solver(Uv(program, workplace), inputs, workplace.uv_cache)
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
    answer["distributions"] = [
        [each.name, each.version, each.source, list(each.required_by), each.unbuilt]
        for each in solution.distributions or ()
    ]
    return answer | {"end": True}


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
