"""Sources that would not build, among what would be installed."""

from __future__ import annotations

from checker.project.resolution import Cause, Trouble
from checker.resolve.archives import sources
from checker.resolve.builds import outlook
from checker.resolve.uv import Question
from checker.resolve.wanting import wanting
from checker.resolve.words import is_refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.project.resolution import Distribution
    from checker.resolve.inputs import Inputs
    from checker.resolve.solving import Solver


_ALWAYS = ("setuptools", "wheel")
"""What every index has that sources can be built from."""


def building(
    solver: Solver, found: Sequence[Distribution], inputs: Inputs
) -> tuple[list[Trouble], str]:
    """The sources whose build stops, and the name of one of which that is not certain.

    Args:
        solver: has unpacked them.
        found: all that would be installed.
        inputs: what was asked for.
    """
    troubles, unsure = [], ""
    for each in (each for each in found if each.source):
        for source in sources(solver.cache, each.name, each.version)[:1]:
            script = outlook(each.name, source, inputs.python)
            if script.fails:
                line = wanting(each.name, found, inputs)
                troubles.append(
                    Trouble(Cause.NO_BUILD, (line,), each.name, script.fails, each.version)
                )
            elif not unsure and (script.unsure or not is_there(solver, script.wants)):
                unsure = each.name
    return troubles, unsure


def is_there(solver: Solver, wants: Sequence[str]) -> bool:
    """Whether the index has what a build asks for before it begins."""
    always = () if "--no-index" in solver.inputs.options else _ALWAYS
    needed = [each for each in wants or _ALWAYS[:1] if each.strip() not in always]
    if not needed:
        return True
    inputs = solver.inputs
    text = "\n".join((*inputs.options, *needed, ""))
    return not is_refusal(solver.uv.ask(Question(text, inputs.python, inputs.platform)).error)
