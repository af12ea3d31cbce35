"""The plan: what the platform will do with a repository, as plain values, each with its cause.

Sentences (`because`, `log`) may quote the repository: controls and invisible characters in them are
already shown escaped, so that a report can print them as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.records import NamedTuple

if TYPE_CHECKING:
    from checker.base.findings import Location
    from checker.platform.detection import Recognised
    from checker.platform.django_facts import DjangoFacts


class PackageManager(NamedTuple):
    """What installs the dependencies (F37, F39)."""

    value: str
    because: str
    at: tuple[Location, ...]


class PythonVersion(NamedTuple):
    """The version that is asked for, and the one that runs (F27–F33)."""

    declared: str
    """What stands where the target looks, without blanks around; empty where nothing does."""
    declared_in: str
    """The file that it stands in; empty where there is none."""
    effective: str | None
    """The bare version; None where the build fails or it cannot be known."""
    because: str
    at: tuple[Location, ...]
    log: str = ""
    """What the build shows."""


class Start(NamedTuple):
    """What is started (F16–F26)."""

    command: str | None
    """Exactly what the shell gets, without the process type; None where nothing is started."""
    source: str
    """`procfile`, `generated` or `none`."""
    because: str
    at: tuple[Location, ...]
    fails: bool = False
    """Whether the build fails here."""
    problem: str = ""
    """The loader's own words, where it refuses the Procfile."""
    procfile: bytes | None = None
    """What the builder writes as its Procfile, byte for byte; None where it writes none."""
    prefix: int = 0
    """Bytes that the builder put before the repository's Procfile (negative: taken away)."""
    line: int = 0
    """0-based line and column of the problem in `procfile`."""
    column: int = 0
    log: str = ""
    """What the build or the container shows."""


class Collectstatic(NamedTuple):
    """Whether Django's static files are collected during the build (F41–F46)."""

    runs: bool | None
    succeeds: bool | None
    manage_py: str
    """The manage.py that is taken; empty where none is near enough."""
    because: str
    at: tuple[Location, ...]
    log: str = ""
    skipped: bool = False
    """Whether the builder would run it, but skips it without a word (F35, F41)."""


class Setting(NamedTuple):
    """A decision that depends on the target alone: the port variable, the package index."""

    value: str
    because: str


class Plan(NamedTuple):
    """What one target will do with one root."""

    target: str
    root: str
    recognised: Recognised
    package_manager: PackageManager
    python: PythonVersion
    start: Start
    collectstatic: Collectstatic
    port: Setting
    package_index: Setting
    django: DjangoFacts | None = None
    """What is known of the Django settings; None where it is no Django project."""
