"""Questions about a project: each is answered once a project, when it is first asked.

A query is a function of the package that knows the answer; the project only keeps what was
answered, and checking again knows by the query's name which other answers rested on it.
"""

from __future__ import annotations

from checker.base.typed import Generic, Protocol, TypeVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import Any, Concatenate

    Key = str | tuple[Hashable, ...]

_T = TypeVar("_T")


class Answering(Protocol):
    """What keeps the answers: a project."""

    answers: dict[Key, Any]
    """The answers that can be had as they are, by the query's key."""
    resting: set[Key]
    """Those of them that rest on a watched query."""
    rests: bool
    """Whether what is being worked out has asked a watched query so far."""

    def query(self, name: Key, make: Callable[[Any], _T]) -> _T:
        """The answer to the query of that key, worked out by `make` if it is not kept yet."""

    def knows(self, name: Key) -> bool:
        """Whether the answer to the query of that key is kept."""


_P = TypeVar("_P", bound=Answering)

QUERIES: dict[str, Query[Any, Any]] = {}
"""Every query that is defined so far, by name."""


class Query(Generic[_P, _T]):
    """A function of a project, and of values that can be compared, that works its answer out once.

    Attributes:
        name: the module and the function, which no two queries share.
        make: works the answer out.
    """

    def __init__(self, make: Callable[..., _T]) -> None:
        self.make = make
        self.name = f"{make.__module__}:{make.__name__}"
        self.__doc__ = make.__doc__
        QUERIES[self.name] = self

    def __call__(self, project: _P, *given: Hashable) -> _T:
        key: Key = (self.name, *given) if given else self.name
        if key in project.answers:
            if key in project.resting:
                project.rests = True
            found: _T = project.answers[key]
            return found
        make = self.make
        return project.query(key, (lambda project: make(project, *given)) if given else make)

    def is_known(self, project: _P) -> bool:
        """Whether it was answered for this project already."""
        return project.knows(self.name)


def watched_query(make: Callable[[_P], _T]) -> Query[_P, _T]:
    """Make a query of which each project keeps in mind what rests on it."""

    def watched(project: _P) -> _T:
        found = make(project)
        project.rests = True
        return found

    watched.__module__, watched.__name__ = make.__module__, make.__name__
    watched.__doc__ = make.__doc__
    return Query(watched)


def query(make: Callable[Concatenate[_P, ...], _T]) -> Query[_P, _T]:
    """Make a query of a function of a project."""
    return Query(make)


def is_query(key: Key) -> bool:
    """Whether a key is a query's, which can be asked again by `ask`."""
    return (key if isinstance(key, str) else key[0]) in QUERIES


def ask(project: Answering, key: Key) -> Any:
    """The answer to the query of that key."""
    if isinstance(key, str):
        return QUERIES[key](project)
    return QUERIES[str(key[0])](project, *key[1:])
