"""What a run of the fleet asks for every repository; it goes to each worker."""

from __future__ import annotations

import math

from checker import __version__
from checker.base.records import NamedTuple
from checker.config.overrides import Overrides
from checker.fleet.fetching import Limits


class Order(NamedTuple):
    """How every repository is checked."""

    asked: Overrides = Overrides()
    """What counts above the configurations of the repositories."""
    base: str = ""
    """The folder where relative paths start; empty: the working folder of whoever checks."""
    cpu: float = 60
    """Seconds of CPU for one repository, beyond what each check grants itself: whoever takes more
    costs its worker its life."""
    wall: float = 600
    """The same in seconds on the clock."""
    memory: float = 900
    """MB that a worker may have while it checks one."""
    fetching: Limits = Limits()
    """What git may take to fetch one."""
    fetches: int = 8
    """Repositories that one worker fetches at the same time."""
    tool: str = __version__
    """The version whose answers are wanted."""
    plans: bool = True
    """Whether the plan of each root is stored."""
    compressed: bool = False
    """Whether workers compress what they send: between machines that is worth its time."""
    folder: str = ""
    """Where workers write rows, on this machine; empty: they send them."""
    seconds: float = math.inf
    """After which a worker gives back what it has not begun of a batch."""
