"""Asking about a project: the way in for everybody else, and what becomes of an answer."""

from __future__ import annotations

import json
from hashlib import sha256

from checker import __version__
from checker.data.pips import newest_pip
from checker.platform.plan import plan
from checker.project.resolution import Cause, Distribution, Resolution, Trouble
from checker.resolve.explaining import explained
from checker.resolve.inputs import inputs_of
from checker.resolve.solving import Solver
from checker.resolve.uv import OLDEST, Uv, UvError, find_uv, series_of
from checker.resolve.workplace import Workplace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.parsers.requirements import Requirement
    from checker.project.project import Project
    from checker.resolve.inputs import Inputs

DAY = 86_400
"""Seconds for which an answer is kept."""
_LEGACY = (20, 3)
"""The first pip whose resolver refuses requirements that exclude each other."""


class Asking:
    """Asks the package index about projects; one for a whole run.

    Args:
        index: the address of the index to ask instead of the platform's; empty: the platform's.
        refresh: whether kept answers do not count.
        progress: is told what is asked now, and an empty text when that is over.
    """

    def __init__(
        self, index: str = "", refresh: bool = False, progress: Callable[[str], None] | None = None
    ) -> None:
        self._index = index
        self._refresh = refresh
        self._progress = progress
        self._workplace: Workplace | None = None
        self._known: dict[str, dict[str, Any]] = {}
        self.problems: dict[str, None] = {}
        """Why the index gave no answer, in words, each once: lines for standard error."""

    def __call__(self, project: Project) -> Resolution:
        """What the index says that the build of a project would install."""
        inputs = inputs_of(project, self._index)
        if isinstance(inputs, str):
            return Resolution(None, because=inputs, complete=False)
        try:
            answer = self._answer(project, inputs)
        except (UvError, OSError) as error:
            self.problems.setdefault(str(error))
            return Resolution(None, because=str(error), complete=False, left_out=inputs.left_out)
        return _judged(_resolution(answer, inputs), inputs, _pip(project))

    def _answer(self, project: Project, inputs: Inputs) -> dict[str, Any]:
        """The answer as JSON has it: kept, or asked for now.

        Raises:
            UvError: if there is none.
            OSError: if nothing can be written.
        """
        asked = [[text for text, _ in inputs.lines], [text for text, _ in inputs.constraints]]
        shown = [__version__, *asked, inputs.options, inputs.python, inputs.platform,
                 inputs.prerelease]  # fmt: skip
        key = sha256(json.dumps(shown).encode()).hexdigest()
        if key in self._known:
            return self._known[key]
        workplace = self._workplace = self._workplace or Workplace()
        kept = None if self._refresh else workplace.get(key, DAY)
        if kept is not None:
            try:
                found: dict[str, Any] = json.loads(kept)
                if found["end"]:
                    self._known[key] = found
                    return found
            except (ValueError, TypeError, KeyError):
                pass
        if self._progress is not None:
            self._progress(f"asking the package index what {project.target.name} would install …")
        try:
            answer = _asked(project, inputs, workplace)
        finally:
            if self._progress is not None:
                self._progress("")
        self._known[key] = answer
        workplace.put(key, json.dumps(answer).encode())
        return answer

    def close(self) -> None:
        """Remove what is not to be kept."""
        if self._workplace is not None:
            self._workplace.close()


def _asked(project: Project, inputs: Inputs, workplace: Workplace) -> dict[str, Any]:
    """Ask now.

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


def _resolution(answer: dict[str, Any], inputs: Inputs) -> Resolution:
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


def _judged(found: Resolution, inputs: Inputs, pip: tuple[int, ...]) -> Resolution:
    """The same as the build's pip would have it, where that differs from uv."""
    troubles = [*found.troubles]
    texts = {each.name: each.version for each in found.distributions}
    for requirement in (each for _, each in inputs.lines):
        exact = [each.version for each in requirement.specifiers if each.operator == "==="]
        chosen = texts.get(requirement.normalised)
        if exact and chosen is not None and exact[0].lower() != chosen.lower():
            troubles.append(
                Trouble(Cause.NO_RELEASE, (requirement,), requirement.normalised, instead=chosen)
            )
    if inputs.hashed and found.installs:
        troubles += _without_hash(found, [each for _, each in inputs.lines])
    if pip < _LEGACY or inputs.python.startswith("2."):
        kept = [each for each in troubles if each.cause is not Cause.CONFLICT or _is_double(each)]
        if len(kept) < len(troubles):
            because = "its pip installs requirements that exclude each other, in its own order"
            installs = False if kept else None
            return found._replace(
                installs=installs, troubles=tuple(kept), because=because, complete=False
            )
    if not troubles:
        return found
    return found._replace(
        installs=False, troubles=tuple(troubles), distributions=(), complete=False
    )


def _is_double(trouble: Trouble) -> bool:
    """Whether one name is asked for twice, which every pip refuses."""
    return len({each.normalised for each in trouble.requirements}) < len(trouble.requirements)


def _without_hash(found: Resolution, lines: list[Requirement]) -> list[Trouble]:
    """The dependencies without a line of their own, where pip asks for a hash on each."""
    hashed = {each.normalised for each in lines if each.hashes}
    by_name = {each.normalised: each for each in lines}
    troubles = []
    for each in found.distributions:
        owners = [by_name[name] for name in each.required_by if name in by_name]
        if each.name not in by_name and each.name not in hashed and owners:
            troubles.append(Trouble(Cause.NO_HASH, (owners[0],), each.name, instead=each.version))
    return troubles


def _pip(project: Project) -> tuple[int, ...]:
    """The oldest pip that the build may get."""
    if project.target.pip:
        return tuple(map(int, project.target.pip.split(".")))
    python = plan(project).python.minor
    return newest_pip(python) if python is not None else _LEGACY
