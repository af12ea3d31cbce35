"""Answers as they are kept: asked for, as JSON has them, and as values again."""

from __future__ import annotations

import json
from hashlib import sha256

from checker.base.messages import say
from checker.project.resolution import Cause, Distribution, Resolution, Trouble
from checker.resolve.building import building
from checker.resolve.explaining import explained
from checker.resolve.legacy import legacy
from checker.resolve.pips import FILTERED, is_legacy
from checker.resolve.solving import Solution, Solver
from checker.resolve.uv import Uv, UvError, find_uv

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from checker.project.project import Project
    from checker.resolve.inputs import Inputs
    from checker.resolve.workplace import Workplace

YEAR = 31_536_000
"""Seconds for which it is kept what sources depend on: a release does not change."""
_MOST = 1000
"""Sources that are kept of each index."""


def asked(
    project: Project, inputs: Inputs, workplace: Workplace, pip: tuple[int, ...]
) -> dict[str, Any]:
    """Ask now; gives what JSON can hold.

    Raises:
        UvError: if there is no answer.
        OSError: if nothing can be written.
    """
    program = find_uv(project.tree.label)
    if program is None:
        raise UvError("uv is not installed: `pip install 'pyspec-check[resolve]'`")
    workplace.keep_for(inputs.options)
    key = f"sources-{sha256(json.dumps(inputs.options).encode()).hexdigest()}"
    known = _sources(workplace.get(key, YEAR))
    old = is_legacy(inputs.python, pip)
    own = inputs._replace(constraints=()) if old else inputs
    solver = Solver(Uv(program, workplace, inputs.files), own, workplace.uv_cache, known)
    answer: dict[str, Any] = {"troubles": [], "distributions": [], "installs": True, "unsure": ""}
    troubles: Sequence[Trouble] = ()
    if old:
        outcome = legacy(solver, inputs, pip)
        troubles = outcome.troubles
        solution = Solution(outcome.distributions, hashes=outcome.hashes, early=outcome.unordered)
    else:
        solution = _solved(solver, inputs)
    if solution.distributions is None:
        found = explained(solver, solution)
        troubles, solution = found.troubles, found.rest or solution
        answer["installs"] = False
    elif not troubles:
        troubles, answer["unsure"] = building(solver, solution.distributions, inputs)
    if troubles:
        answer["installs"] = False
        answer["troubles"] = [_as_json(each, inputs) for each in troubles]
    if solver.declared != known:
        rows = [[*release, requires] for release, requires in solver.declared.items()]
        workplace.put(key, json.dumps(rows[-_MOST:]).encode())
    answer["distributions"] = [
        [each.name, each.version, each.source, list(each.required_by), each.unbuilt]
        for each in solution.distributions or ()
    ]
    answer["early"] = solution.early
    if solution.unasked and pip < FILTERED and not old:
        answer["unasked"] = True
    answer["hashes"] = {name: list(digests) for name, digests in solution.hashes}
    return answer | {"end": True}


def _solved(solver: Solver, inputs: Inputs) -> Solution:
    """What all lines come to; with `--prefer-binary`, with wheels as far as there are some."""
    lines = [text for text, _ in inputs.lines]
    solution = solver.solve(lines)
    if not inputs.wheels_first:
        return solution
    for each in (each for each in solution.distributions or () if each.source):
        found = solver.solve([f"--only-binary {each.name}", *lines])
        if found.distributions is not None:
            solution, lines = found, [f"--only-binary {each.name}", *lines]
    return solution


def _as_json(trouble: Trouble, inputs: Inputs) -> dict[str, Any]:
    numbers = {id(requirement): at for at, (_, requirement) in enumerate(inputs.lines)}
    return {
        "cause": trouble.cause.name,
        "lines": [numbers[id(requirement)] for requirement in trouble.requirements],
        "name": trouble.name,
        "because": trouble.because,
        "wanted": trouble.wanted,
        "instead": trouble.instead,
        "certain": trouble.certain,
        "constraints": [
            at
            for at, (_, requirement) in enumerate(inputs.constraints)
            if any(requirement is each for each in trouble.constraints)
        ],
    }


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
            each["certain"],
            tuple(inputs.constraints[number][1] for number in each["constraints"]),
        )
        for each in answer["troubles"]
    )
    installs = answer["installs"]
    unbuilt = [each for each in distributions if each.unbuilt]
    because = ""
    if installs and inputs.unknown:
        installs = None
        because = say("what `{text}` depends on is not known", text=inputs.unknown[0].text)
    elif installs and unbuilt:
        installs = None
        template = "what {name} depends on is only known once it is built"
        because = say(template, name=unbuilt[0].name)
    elif installs and answer["unsure"]:
        installs = None
        template = "whether the source of {name} builds is only known once it is built"
        because = say(template, name=answer["unsure"])
    elif installs and answer.get("unasked"):
        installs, because = None, "whether its pip takes a pre-release of a dependency is not known"
    return Resolution(
        installs,
        () if installs is False else distributions,
        troubles,
        because,
        complete=not (inputs.left_out or unbuilt or answer["early"]) and installs is not False,
        left_out=inputs.left_out,
    )
