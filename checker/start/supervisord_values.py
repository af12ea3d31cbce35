"""Values of supervisord's configuration: comments behind them, and what its `%` makes of them.

supervisord applies Python's `%` to the values of a program (`supervisor/options.py`: `expand`) and
ends with an error where that fails, whatever program the value belongs to.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_COMMENT = re.compile(r"\s[;#]")
_PLACEHOLDER = re.compile(
    r"%(?:(%)|\(([^()%]*)\)[#0 +-]*[0-9]*([A-Za-z]?)|[#0 +-]*[0-9]*(?:\.[0-9]*)?[hlL]?(.?))",
    re.DOTALL,
)
_TEXTS = frozenset({"here", "program_name", "host_node_name", "group_name"})
_NUMBERS = frozenset({"process_num", "numprocs"})
_AS_TEXT, _AS_NUMBER = frozenset("sra"), frozenset("diu")


class Refused(NamedTuple):
    """What `%` fails at."""

    kind: str
    """`name`, `variable` or `format`."""
    text: str
    """As it is written: `%(h)s`, `%H`."""
    name: str
    """The name that is not known, without `ENV_` if it is a variable; else empty."""
    start: int
    """Where it stands in the value; 0-based and half-open."""
    end: int


def without_comment(value: str) -> str:
    """A value of one line up to a comment, which begins with a blank and `;` or `#`."""
    found = _COMMENT.search(value)
    return (value if found is None else value[: found.start()]).rstrip()


def refused_percent(value: str, absent: Callable[[str], bool]) -> Refused | None:
    """The first part of a value that `%` fails at; None if it takes all, or that is not known.

    Args:
        value: the value, without its comment.
        absent: whether a variable is certainly not set.
    """
    for found in _PLACEHOLDER.finditer(value):
        percent, name, conversion, other = found.groups()
        if percent:
            continue
        spot = found[0], found.start(), found.end()
        if name is None:
            if other in _AS_TEXT:
                return None  # it gives all that can be named, once
            return Refused("format", spot[0].rstrip(), "", spot[1], spot[1] + len(spot[0].rstrip()))
        if name.startswith("ENV_"):
            if absent(name[4:]):
                return Refused("variable", spot[0], name[4:], *spot[1:])
        elif name not in _TEXTS and name not in _NUMBERS:
            return Refused("name", spot[0], name, *spot[1:])
        if conversion not in _AS_TEXT and not (name in _NUMBERS and conversion in _AS_NUMBER):
            return None
    return None
