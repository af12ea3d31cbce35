"""Names of `typing` that a module needs while it runs, without the cost of importing `typing`.

Type checkers see those of `typing`; at run time they do as little as they can. Names that only
annotations use are imported from `typing` under `if TYPE_CHECKING:`.
"""

from __future__ import annotations

__all__ = ["Generic", "Protocol", "TypeVar", "cast", "overload"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Generic, Protocol, TypeVar, cast, overload
else:

    class Protocol:
        """The base of an interface."""

    class Generic:
        """The base of a class with type parameters."""

        def __class_getitem__(cls, parameters):
            return cls

    def TypeVar(name, **bounds):  # noqa: N802  as in typing
        """A type parameter."""
        return name

    def cast(kind, value):
        """The value, as one of that type."""
        return value

    def overload(function):
        """One signature of several; the last definition is the function."""
        return function
