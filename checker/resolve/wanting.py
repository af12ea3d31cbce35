"""Which line of the requirements a distribution is installed for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.parsers.requirements import Requirement
    from checker.project.resolution import Distribution
    from checker.resolve.inputs import Inputs


def wanting(name: str, found: Sequence[Distribution], inputs: Inputs) -> Requirement:
    """The line because of which a distribution is installed."""
    lines = {requirement.normalised: requirement for _, requirement in reversed(inputs.lines)}
    needed_by = {each.name: each.required_by for each in found}
    todo, seen = [name], {name}
    for each in todo:
        if each in lines:
            return lines[each]
        todo += [other for other in needed_by.get(each, ()) if other not in seen]
        seen.update(todo)
    return inputs.lines[-1][1]
