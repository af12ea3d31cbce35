"""What the requirements install: which top-level modules can be imported.

`TABLE` names well-known distributions with their modules and what they bring along. Where every
declared distribution is in it, what none of them brings is certainly missing; else a module may
have come with a distribution that is not known here.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.data.distributions import TABLE
from checker.parsers.requirements.values import normalise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

ALWAYS = frozenset(
    {"pip", "setuptools", "pkg_resources", "_distutils_hack", "wheel", "easy_install"}
)
"""Modules that a build's environment may hold whatever the requirements say."""


class Distributions(NamedTuple):
    """The declared distributions with what is known to come along."""

    declared: frozenset[str]
    """Normalised names."""
    modules: frozenset[str]
    """Top-level modules that they bring."""
    complete: bool
    """Whether all of them are known, so that nothing else can be imported."""
    brought: frozenset[str] = frozenset()
    """The names of all that they bring, themselves included."""

    def provides(self, module: str) -> bool:
        """Whether a top-level module is known to be installed."""
        return module.partition(".")[0] in self.modules

    def absent(self, module: str) -> bool:
        """Whether a top-level module is certainly not installed."""
        top = module.partition(".")[0]
        return self.complete and top not in self.modules and top not in ALWAYS


def brings_django(names: Iterable[str]) -> str:
    """The first of the normalised names that is known to bring Django along; empty without one."""
    found = (name for name in names if "django" in TABLE.get(name, ("", ""))[1].split())
    return next(found, "")


def _django_brings(django: tuple[int, int], python: tuple[int, int]) -> str:
    """What a release of Django brings along."""
    brings = []
    if (1, 11) <= django < (4, 0):
        brings.append("pytz")
    if django >= (2, 2):
        brings.append("sqlparse")
    if django >= (3, 0):
        brings.append("asgiref" if python < (3, 11) else "asgiref-alone")
    if django >= (4, 0) and python < (3, 9):
        brings.append("backports-zoneinfo")
    return " ".join(brings)


def _likely(name: str) -> set[str]:
    """What the modules of a distribution that is not listed are most likely called."""
    words = name.split("-")
    found = {"_".join(words), "".join(words)}
    while len(words) > 1 and words[0] in ("django", "heroku", "python"):
        words = words[1:]
        found |= {"_".join(words), "".join(words)}
    return found


def read_distributions(
    declared: Iterable[str],
    complete: bool = True,
    django: tuple[int, int] | None = None,
    python: tuple[int, int] | None = None,
) -> Distributions:
    """What a list of distributions brings, those along the way included.

    Args:
        declared: names as the requirements write them.
        complete: whether the list is known to hold all that is installed.
        django: the release of Django, on which depends what that brings along.
        python: the version of Python, likewise.
    """
    names = frozenset(normalise(name) for name in declared)
    todo, seen = list(names), set(names)
    modules: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in TABLE:
            complete = False
            modules.update(_likely(name))
            continue
        own, brings = TABLE[name]
        if name == "django" and django is not None and python is not None:
            brings = _django_brings(django, python)
        modules.update(own.split())
        for other in brings.split():
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return Distributions(names, frozenset(modules), complete, frozenset(seen))
