"""Answers asked for now, as JSON has them."""

from __future__ import annotations

import json
import os
from hashlib import sha256

from checker.project.resolution import Cause
from checker.resolve.failed import UvError
from checker.resolve.judging import other_wheels
from checker.resolve.pips import FILTERED, is_legacy
from checker.resolve.releases import is_misnamed
from checker.resolve.repaired import STRICT, broken, ignored, may_be_newer, repaired
from checker.resolve.said_once import YEAR, with_kept
from checker.resolve.solution import Solution
from checker.resolve.solving import Solver
from checker.resolve.unseen import skipped, unseen, would_resolve
from checker.resolve.uv import Uv, find_uv
from checker.resolve.wheels import is_undecodable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from checker.project.project import Project
    from checker.project.resolution import Trouble
    from checker.resolve.inputs import Inputs
    from checker.resolve.workplace import Workplace

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
    if os.name == "nt":  # the Python that uv is given is a shell script
        raise UvError("the package index can only be asked on Linux and macOS")
    program = find_uv(project.tree.label)
    if program is None:
        raise UvError("uv is not installed: `pip install 'pyspec-check[resolve]'`")
    workplace.keep_for(inputs.options)
    key = f"sources-{sha256(json.dumps(inputs.options).encode()).hexdigest()}"
    known = _sources(workplace.get(key, YEAR))
    old = is_legacy(inputs.python, pip)
    own = inputs._replace(constraints=()) if old else inputs
    solver = Solver(
        Uv(program, workplace, inputs.python, inputs.files), own, workplace.uv_cache, known
    )
    answer: dict[str, Any] = {"troubles": [], "distributions": [], "installs": True, "unsure": ""}
    troubles: Sequence[Trouble] = ()
    unfitting = other_wheels(inputs)
    if unfitting:
        troubles, solution = unfitting, Solution(())
    elif old:
        from checker.resolve.legacy import legacy  # noqa: PLC0415  gate: old pips

        outcome = legacy(solver, inputs, pip)
        troubles = outcome.troubles
        solution = Solution(outcome.distributions, hashes=outcome.hashes, early=outcome.unordered)
    else:
        solution = _solved(solver, inputs)
    if solution.distributions is None:
        from checker.resolve.explaining import explained  # noqa: PLC0415  gate: what fails

        found = explained(solver, solution)
        troubles, solution = found.troubles, found.rest or solution
        answer["installs"] = False
        if inputs.addresses and not any(_is_gone(solver, each) for each in troubles):
            answer |= {"installs": True, "unlisted": troubles[0].name}
            troubles, solution = (), Solution(())
    elif not troubles and inputs.tool in ("pipenv", "pdm"):  # uv and Poetry compare no Python
        from checker.resolve.too_new import too_new  # noqa: PLC0415  gate: lock files

        troubles = too_new(solver, solution.distributions, inputs)
    built = solution.distributions or ()
    if not troubles and any(each.source for each in built):
        from checker.resolve.building import building  # noqa: PLC0415  gate: sources

        troubles, answer["unsure"] = building(solver, built, inputs)
    if inputs.builds and not troubles:
        from checker.resolve.building import is_there  # noqa: PLC0415  gate: own projects

        answer["unmade"] = not is_there(solver, inputs.builds)
    if not (old or inputs.tool) and pip >= STRICT:
        answer["repaired"], newer = _repaired(solver, solution, troubles, workplace, key)
        solution = solution._replace(early=solution.early or newer)
    if not inputs.tool:
        answer["unseen"] = _unseen(solver, solution, troubles, workplace, key)
        answer["repaired"] = answer.get("repaired") or _doubtful(solver, solution)
    answer["broken"] = "" if inputs.tool else broken(solver.uv.warned)
    if troubles:
        answer["installs"] = False
        answer["troubles"] = [_as_json(each, inputs) for each in troubles]
    if solver.metadata.declared != known:
        rows = [[*release, requires] for release, requires in solver.metadata.declared.items()]
        workplace.put(key, json.dumps(rows[-_MOST:]).encode())
    answer["distributions"] = [
        [each.name, each.version, each.source, list(each.required_by), each.unbuilt]
        for each in solution.distributions or ()
    ]
    answer["early"] = solution.early or bool(answer.get("unseen"))
    if solution.unasked and pip < FILTERED and not old:
        answer["unasked"] = True
    answer["hashes"] = {name: list(digests) for name, digests in solution.hashes}
    answer["files"] = {name: [list(pair) for pair in pairs] for name, pairs in solution.files}
    return answer | {"end": True}


def _doubtful(solver: Solver, solution: Solution) -> str:
    """The name of a release whose metadata uv takes, and pip may not; empty if there is none."""
    inputs = solver.inputs
    for each in solution.distributions or ():
        if each.version and is_misnamed(solver.cache, each.name, each.version):
            return each.name
        if inputs.python[:2] != "2." and is_undecodable(inputs.files, each.name, each.version):
            return each.name
    return ""


def _is_gone(solver: Solver, trouble: Trouble) -> bool:
    """Whether a file of a lock file cannot be had, though its tool asks no index for it."""
    address = dict(solver.inputs.addresses).get(trouble.name)
    if address is None or trouble.cause not in (Cause.NO_NAME, Cause.NO_RELEASE):
        return True
    return solver.solve([f"{trouble.name} @ {address}"]).distributions is None


def _repaired(
    solver: Solver, solution: Solution, troubles: Sequence[Trouble], workplace: Workplace, key: str
) -> tuple[str, bool]:
    """The name of a release that such a pip may ignore, and whether it may take a newer one.

    Raises:
        UvError: if what stands against the lines is such a release's.
    """
    texts = with_kept(workplace, key.replace("sources", "repaired"), repaired(solver.uv.warned))
    name = ignored(solver, solution, troubles, texts)
    if name and troubles:
        raise UvError(f"whether its pip takes the metadata of {name} as valid is not known")
    return name, may_be_newer(texts, solver.inputs.python)


def _unseen(
    solver: Solver, solution: Solution, troubles: Sequence[Trouble], workplace: Workplace, key: str
) -> str:
    """The name of a distribution of which such a pip may take a release that uv passes over.

    Raises:
        UvError: if such a release may resolve what stands against the lines.
    """
    names = with_kept(workplace, key.replace("sources", "skipped"), skipped(solver.uv.warned))
    name = would_resolve(troubles, names)
    if name:
        raise UvError(f"whether its pip takes the metadata of {name} as valid is not known")
    return "" if troubles else unseen(solver, solution, names)


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
