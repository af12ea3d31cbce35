"""Questions about a project: each is answered once a project, when it is first asked.

A query is a function of the package that knows the answer; the project only keeps what was
answered, and checking again knows by the query's name which other answers rested on it.
"""

from __future__ import annotations

from checker.base.typed import Generic, Protocol, TypeVar, cast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import Any, Concatenate

    Key = str | tuple[Hashable, ...]

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class Answering(Protocol):
    """What keeps the answers: a project."""

    answers: dict[Key, Any]
    """The answers that rest on no watched query, by the query's key; those of any can be here."""
    watched: int
    """How often a watched query, or what rests on one, was asked."""

    def query(self, name: Key, make: Callable[[Any], _T]) -> _T:
        """The answer to the query of that key, worked out by `make` if it is not kept.

        It is asked for what `answers` does not have.
        """


_P = TypeVar("_P", bound=Answering)
_P_contra = TypeVar("_P_contra", bound=Answering, contravariant=True)

QUERIES: dict[str, Callable[..., Any]] = {}
"""Every query that is defined so far, by name."""


class Query(Protocol, Generic[_P_contra, _T_co]):
    """A function of a project that works its answer out once."""

    name: str
    """The module and the function, which no two queries share."""

    def __call__(self, project: _P_contra, /) -> _T_co:
        """The answer."""


def query(make: Callable[[_P], _T], name: str = "") -> Query[_P, _T]:
    """Make a query of a function of a project.

    Args:
        make: works the answer out.
        name: what no two queries share; without it, the module and the function.
    """
    key = name or _name_of(make)

    # Hundreds are asked of a root, nearly all of them answered: a function costs the least.
    def asked(project: _P) -> Any:
        answers = project.answers
        if key in answers:
            return answers[key]
        return project.query(key, make)

    found = cast("Query[_P, _T]", _like(make, asked))
    found.name = key
    QUERIES[key] = found
    return found


def watched_query(make: Callable[[_P], _T]) -> Query[_P, _T]:
    """Make a query of which each project keeps in mind what rests on it."""

    def watched(project: _P) -> _T:
        found = make(project)
        project.watched += 1
        return found

    return query(_like(make, watched))


def query_of(make: Callable[Concatenate[_P, ...], _T]) -> Callable[Concatenate[_P, ...], _T]:
    """Make a query of a function of a project and of further values, which can be compared."""
    name = _name_of(make)

    def asked(project: _P, *given: Hashable) -> _T:
        key: Key = (name, *given)
        if key in project.answers:
            found: _T = project.answers[key]
            return found
        return project.query(key, lambda project: make(project, *given))

    QUERIES[name] = asked
    return _like(make, asked)


def _name_of(make: Callable[..., Any]) -> str:
    return f"{make.__module__}:{make.__name__}"


_F = TypeVar("_F")


def _like(make: Callable[..., Any], asked: _F) -> _F:
    """A function that is called as another one is, and says the same of itself."""
    for each in ("__module__", "__name__", "__doc__"):
        setattr(asked, each, getattr(make, each))
    return asked


def is_query(key: Key) -> bool:
    """Whether a key is a query's, which can be asked again by `ask`."""
    return (key if isinstance(key, str) else key[0]) in QUERIES


def ask(project: Answering, key: Key) -> Any:
    """The answer to the query of that key."""
    if isinstance(key, str):
        return QUERIES[key](project)
    return QUERIES[str(key[0])](project, *key[1:])
