"""A module that a setting of Django names."""

from __future__ import annotations

from checker.base.records import NamedTuple


class Named(NamedTuple):
    """A module that a setting names."""

    module: str
    path: str
    """The file that names it."""
    line: int
    """1-based."""
    words: str
    """How it is reached: `INSTALLED_APPS names it here`."""
    certain: bool
    request: bool = False
    """Whether only a request imports it: then every request fails without it."""
    some: bool = False
    """Whether only some requests import it."""
    named: bool = True
    """Whether it has to be there; an app needs no `models`."""
    attribute: str = ""
    """What is taken from the module."""
