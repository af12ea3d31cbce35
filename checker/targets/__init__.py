"""The platform's editions and the clauses of its specification, as data.

`targets.toml` holds what each edition says and does, `clauses.toml` the numbered clauses of the
source specification, `facts.toml` the platform's measured behaviour in a sentence each. The numbers
`F…` are those that the data and the rules cite.
"""

from __future__ import annotations

from checker.base.caching import cache
from checker.base.records import NamedTuple
from checker.data import compiled_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

AUTO = "auto"
"""What `target` takes for the target that the files of a root show."""
ALL = "all"
"""What `--target` takes for every target."""
WORDS = (AUTO, ALL)
"""What stands for targets, and can be the name of none."""


class Target(NamedTuple):
    """One edition of the platform: what a repository is checked against."""

    name: str
    title: str
    builder: str
    """`slug` (classic buildpack) or `cnb` (cloud native buildpacks)."""
    source: tuple[str, ...]
    """Where the data comes from."""
    recognised_by: tuple[str, ...]
    """Names of files in the root, each of which makes it a Python project."""
    python_default: str
    """The version where nothing is declared, without `python-`."""
    python_supported: tuple[str, ...]
    runtime_txt: str
    """`read`, `looked-up-untrimmed` (F28) or `ignored` (F33)."""
    missing_space_after_colon: str
    """`build fails`, `against the specification`, `repaired` or `accepted` (F18, F20)."""
    port_variable: str
    collectstatic: str
    """`runs` or `never` (F41, F45)."""
    python_recommended: tuple[str, ...] = ()
    python_when_unknown: str = ""
    """What a declared version that is not in the table becomes, where it is replaced (F28)."""
    unknown_version: str = ""
    """`build fails` (F30) or `silently replaced` (F28)."""
    disable_collectstatic: str = ""
    """The variable that switches collectstatic off."""
    pip_index_variable: str = ""
    pip_index_default: str = ""
    dockerfile_depth: int = 0
    """Folders deep that a Dockerfile is looked for (F11); 0: in the root, where it then wins."""
    also_recognised_by: tuple[str, ...] = ()
    """What its builders take too, though the written specification does not say so (RH6)."""
    versions: tuple[str, ...] = ()
    """The targets of the versions that a written specification covers, in order."""
    python_refused_from: str = ""
    """From this `X.Y` on the builder refuses a name, compared as text; empty: it refuses none."""
    python_unknown_message: str = ""
    """What the build prints where its mirror lacks the version; `{name}` is the name."""
    python_refused_message: str = ""
    """What it prints of a version that it refuses."""
    console_python: int = 3
    """The Python of the console, which strips what it passes on: 2 knows ASCII's blanks alone."""
    console_limit: int = 65532
    """Where the console cuts a value: characters, under Python 2 bytes; 0: nothing is known of it,
    and a value is taken as it stands."""
    custom_runtimes: str = ""
    """The build variable that wins over runtime.txt and RUNTIMES; empty where there is none."""
    port_row: str = ""
    """Which of the component's ports PORT is, where that is not the lowest."""
    git_in_build: str = ""
    """What becomes of `.git` where the build does not have it."""
    other_default: str = ""
    """What some of the target's versions install instead of `python_default` (RH8)."""
    other_default_in: str = ""
    """Which versions those are: `5.14.0`."""
    older_console: str = ""
    """The versions of the target whose console still cuts at 512 bytes: `5.2.2 to 5.3.0`."""
    console: str = "run"
    """`run`: the console was run together with the builder; `read`: only its code was read. What
    only its trimming saves from failing is then not certain to start."""
    rainbondfile_envs: str = "any"
    """The type of a rainbondfile's variables: `strings` or `any`."""
    platform: str = "Rainbond"
    """The product: a target that would fit better is looked for among its own."""
    line: str = ""
    """The product whose versions follow each other, for an upgrade path; empty for a written
    specification."""
    pip: str = ""
    """The pip of the builder; empty where it is the newest for the Python."""
    setuptools: str = ""
    """The same of setuptools."""
    image: str = ""
    """The image that the command runs in, as `programs.toml` names it; empty for an unknown one."""
    libc: str = ""
    """The version of glibc where the build runs; empty where it is not known."""
    libraries: tuple[str, ...] = ()
    """What the build's image has for sources, of what `checker.data.headers` lists; empty if that
    is not known."""
    yaml: str = "safe"
    """`safe`: the builder's YAML loads no alias and no date; `unsafe`: it does."""
    own: tuple[tuple[str, Any], ...] = ()
    """What only its builder asks for: the table `own` of the data, lists as tuples."""

    @property
    def options(self) -> dict[str, Any]:
        """`own` by name."""
        return dict(self.own)


@cache
def targets() -> Mapping[str, Target]:
    """All targets by name, in the order of the data."""
    found: dict[str, Target] = {}
    for name, values in compiled_data("targets")["target"].items():
        fields: dict[str, Any] = {key: _frozen(value) for key, value in values.items()}
        found[name] = Target(name=name, **fields)
    return found


def _frozen(value: object) -> object:
    """Lists as tuples, tables as pairs: a target can be a key."""
    if isinstance(value, dict):
        return tuple((key, _frozen(each)) for key, each in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


@cache
def default_target() -> str:
    """The name of the target that is taken where none is named."""
    name: str = compiled_data("targets")["default"]
    return name


@cache
def as_of() -> str:
    """The date of the platform's source that the targets' data was read in: `YYYY-MM-DD`."""
    date: str = compiled_data("targets")["as_of"]
    return date


@cache
def clauses() -> Mapping[str, Mapping[str, str]]:
    """The clauses of the source specification by id, each with `kind` and `says`."""
    found: dict[str, dict[str, str]] = compiled_data("clauses")["clause"]
    return found


@cache
def facts() -> Mapping[str, str]:
    """The platform's measured behaviour: the fact's number and what it says, in a sentence."""
    found: dict[str, str] = compiled_data("facts")["fact"]
    return found


def reasons(builder: str) -> Mapping[str, str]:
    """Why rules report what they do on the targets of a builder, if their pages say otherwise."""
    found: dict[str, str] = compiled_data("facts").get("why", {}).get(builder, {})
    return found


@cache
def uses() -> Mapping[str, str]:
    """What a fact about the versions of a platform is used for: lines of the plan, or why none."""
    found: dict[str, str] = compiled_data("facts").get("use", {})
    return found


class EndOfLife(NamedTuple):
    """When a minor version of Python stops to get security fixes."""

    date: str
    """`2021-12-23`, or `2027-10` where only the month is announced."""
    ended: bool
    """Whether that was before the data's own date."""


@cache
def end_of_life_dates() -> Mapping[str, EndOfLife]:
    """The end of life of Python's minor versions, by `X.Y`, as of the data's own date."""
    data = compiled_data("python-releases")
    return {
        minor: EndOfLife(date, date <= data["as_of"]) for minor, date in data["end-of-life"].items()
    }


def citation(cited: str) -> str:
    """What a cited clause or fact says; raises KeyError for an unknown one."""
    return facts()[cited] if cited in facts() else clauses()[cited]["says"]
