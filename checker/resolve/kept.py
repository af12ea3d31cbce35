"""A kept answer as values again: all that a check needs for which nothing is asked."""

from __future__ import annotations

from checker.base.messages import say
from checker.project.resolution import Cause, Distribution, Resolution, Trouble

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.resolve.inputs import Inputs


UNMADE = "whether the project of the repository builds is only known once it is built"


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
    unbuilt = [each for each in distributions if each.unbuilt and not inputs.closed]
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
    elif installs and (inputs.unsure or answer.get("unmade")):
        installs, because = None, UNMADE
    elif installs and answer.get("unlisted"):
        installs = None
        template = "the index does not list {name} any more, but its file is still there"
        because = say(template, name=answer["unlisted"])
    elif installs and answer.get("repaired"):
        installs = None
        template = "whether its pip takes the metadata of {name} as valid is not known"
        because = say(template, name=answer["repaired"])
    elif installs and answer.get("broken"):
        installs = None
        because = say("a wheel of {name} is not a zip file", name=answer["broken"])
    elif installs and answer.get("unseen"):
        installs = None
        template = "which release of {name} its pip takes is not known"
        because = say(template, name=answer["unseen"])
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
