"""A platform's builder as an interface: every question whose answer differs between platforms.

A target names its builder; `checker.platform.NAME.builder` has a class `Builder` that answers for
it. So a further platform is a folder here and a block of data; whoever asks compares no words of a
target.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from checker.parsers.procfile import Line, Procfile
    from checker.platform.environment import Environment
    from checker.platform.procfile import Outcome
    from checker.platform.values import (
        Collectstatic,
        PackageManager,
        PythonVersion,
        Recognised,
        Setting,
        Start,
    )
    from checker.project.project import Project
    from checker.targets import Target


class ProcfileReader(Protocol):
    """What reads the Procfile, asked line by line.

    Attributes:
        is_yaml: whether it loads the file as YAML.
        rewrites: whether it rewrites the file's very beginning before it reads it (F18).
        is_specified: whether the written specification holds for it, and not measurement alone.
        ignores_case: whether `Web` is `web` to it.
        falls_back_to_worker: whether `worker` is started where there is no `web`.
        replaces_bytes: whether a byte that is not UTF-8 reaches it as U+FFFD.
    """

    is_yaml: bool
    rewrites: bool
    is_specified: bool
    ignores_case: bool
    falls_back_to_worker: bool
    replaces_bytes: bool

    def outcome(self, line: Line, procfile: Procfile) -> Outcome:
        """What becomes of one line of the file."""

    def first(self, procfile: Procfile) -> Line | None:
        """The line that the file begins with as it is read; None where nothing is left of it."""

    def drops(self, procfile: Procfile, offset: int) -> bool:
        """Whether a character, in code points, is taken off around the file before it is read."""


class Terms(Protocol):
    """The words of messages, where platforms need different ones."""

    def choose_python(self, version: str) -> str:
        """What to do to get this Python: an imperative without a full stop."""


class Builder(Protocol):
    """What one platform does with a root.

    Attributes:
        target: the edition, whose data it goes by.
        procfile: reads the Procfile.
        terms: words for messages.
        home: the absolute folder in which the repository lies when its command runs.
        port_expression: how a shell command writes the component's port.
        has_port: whether the web command finds the variable PORT set to a port (F47–F49).
        reads_runtime_txt: whether runtime.txt has a say in the Python at all.
        trims_runtime_txt: whether a line end behind the version does not count.
        runs_collectstatic: whether the build runs `manage.py collectstatic` of a Django project.
        guesses_beside_others: whether a start command is generated where other languages are
            detected beside Python.
        installs_the_root: whether a setup.py or pyproject.toml alone is installed by the build.
    """

    target: Target
    procfile: ProcfileReader
    terms: Terms
    home: str
    port_expression: str
    has_port: bool
    reads_runtime_txt: bool
    trims_runtime_txt: bool
    runs_collectstatic: bool
    guesses_beside_others: bool
    installs_the_root: bool

    def recognise(self, project: Project) -> Recognised:
        """Which languages it detects, and which one it builds."""

    def package_manager(self, project: Project) -> PackageManager:
        """What installs the dependencies."""

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:
        """Which Python is declared, and which one runs."""

    def start(self, project: Project, recognised: Recognised, manager: str) -> Start:
        """What is started: what the Procfile says as it is read, or the generated command."""

    def collectstatic(
        self, project: Project, recognised: Recognised, python: PythonVersion
    ) -> Collectstatic:
        """Whether static files are collected during the build, and whether that succeeds."""

    def environment(self, project: Project) -> Environment:
        """The variables that the web command sees."""

    def port(self) -> Setting:
        """The variable that holds the component's port."""

    def package_index(self) -> Setting:
        """The index that packages come from."""


@cache
def builder_of(target: Target) -> Builder:
    """The builder that the target names."""
    builder: Builder = import_module(f"checker.platform.{target.builder}.builder").Builder(target)
    return builder


def reader_of(target: Target) -> ProcfileReader:
    """What reads the Procfile on the target."""
    return builder_of(target).procfile
