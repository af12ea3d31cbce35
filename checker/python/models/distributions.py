"""What the requirements install: which top-level modules can be imported.

`TABLE` names well-known distributions with their modules and what they bring along; of others the
tables of modules and of dependencies say it. If every distribution is in them, what none of them
brings is certainly missing; else a module may have come with one that is not known here.
"""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.records import NamedTuple
from checker.data.dependencies import needs_of
from checker.data.distributions import TABLE
from checker.data.installed_modules import modules_of
from checker.parsers.requirements.values import normalise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
    unknown: frozenset[str] = frozenset()
    """The names among them of which it is not known what they bring."""

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
    if "-" not in name:
        return {name}
    words = name.split("-")
    found = {"_".join(words), "".join(words)}
    while len(words) > 1 and words[0] in ("django", "heroku", "python"):
        words = words[1:]
        found |= {"_".join(words), "".join(words)}
    return found


def brings_of(name: str, release: str = "") -> tuple[Sequence[str] | None, Sequence[str] | None]:
    """The modules of a distribution, and the names of what it brings; None for what is not known.

    Args:
        name: normalised.
        release: the one that is installed; empty for what any release brings.
    """
    if len(name) < _LONG > len(release):
        return _brings_of(name, release)
    return _brings_of.__wrapped__(name, release)


_LONG = 60
"""Characters of what is no name or release that is worth keeping."""


@lru_cache(2000)
def _brings_of(name: str, release: str) -> tuple[Sequence[str] | None, Sequence[str] | None]:
    needs = needs_of(name)
    names = None
    if needs is not None:
        names = tuple([each.name for each in needs.each if each.is_of(release)])
    if name in TABLE:
        own, brings = TABLE[name]
        return tuple(own.split()), (*brings.split(), *(names or ()))
    return modules_of(name), names


def read_distributions(
    declared: Iterable[str],
    complete: bool = True,
    django: tuple[int, int] | None = None,
    python: tuple[int, int] | None = None,
    release_of: Callable[[str], str] = lambda _: "",
) -> Distributions:
    """What a list of distributions brings, those along the way included.

    Args:
        declared: names as the requirements write them.
        complete: whether the list is known to hold all that is installed.
        django: the release of Django, on which depends what that brings along.
        python: the version of Python, likewise.
        release_of: the installed release of a normalised name; empty for what any release brings.
    """
    names = frozenset(normalise(name) for name in declared)
    todo, seen = list(names), set(names)
    modules: set[str] = set()
    unknown: set[str] = set()
    while todo:
        name = todo.pop()
        own, brings = brings_of(name, release_of(name))
        if brings is None or (own is None and name in names):
            unknown.add(name)
        if name not in TABLE and (own is None or name in names):
            modules.update(_likely(name))
        if name == "django" and django is not None and python is not None:
            brings = _django_brings(django, python).split()
        modules.update(own or ())
        for other in brings or ():
            if other not in seen:
                seen.add(other)
                todo.append(other)
    complete = complete and unknown.isdisjoint(names)
    return Distributions(names, frozenset(modules), complete, frozenset(seen), frozenset(unknown))
