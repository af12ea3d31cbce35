"""A platform's builder as an interface: every question whose answer differs between platforms.

A target names its builder; `checker.platform.NAME.builder` has a class `Builder` that answers for
it. So a further platform is a folder here and a block of data; whoever asks compares no words of a
target. No run imports this: it is for type checkers and readers.
"""

from __future__ import annotations

from checker.base.typed import Protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.parsers.procfile import Line, Procfile
    from checker.parsers.shell import Program, Script
    from checker.platform.environment import Environment
    from checker.platform.problems import Problem
    from checker.platform.procfile import Duplicates, Outcome, Processes, Release
    from checker.platform.terms import Terms
    from checker.platform.values import (
        Collectstatic,
        Dependencies,
        Obstacle,
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
        size_limit: bytes that the file may have, above which the build fails; 0: none.
        line_limit: the same of a line.
        replaces_bytes: whether a byte that is not UTF-8 reaches it as U+FFFD.
        duplicates: what becomes of lines with the same process type.
    """

    is_yaml: bool
    rewrites: bool
    is_specified: bool
    ignores_case: bool
    falls_back_to_worker: bool
    replaces_bytes: bool
    size_limit: int
    line_limit: int
    duplicates: Duplicates

    def outcome(self, line: Line, procfile: Procfile) -> Outcome:
        """What becomes of one line of the file."""

    def processes(self, data: bytes) -> Processes:
        """What it makes of a whole file, as the builder hands it over."""

    def read(self, procfile: Procfile) -> Procfile:
        """The file without what is taken off around it before it is read; places stay the same."""

    def cut(self, procfile: Procfile) -> int | None:
        """Where the rest of the file is cut off, in code points; None if all of it is read."""


class Builder(Protocol):
    """What one platform does with a root.

    Attributes:
        target: the edition, whose data it goes by.
        procfile: reads the Procfile.
        terms: words for messages.
        home: the absolute folder in which the repository lies when its command runs.
        port_expression: how a shell command writes the component's port.
        has_port: whether the web command finds the variable PORT set to a port (F47–F49).
        usual_port: the port that requests are sent to unless another one is set; empty if it is
            another one at each start, None if nothing is known of it.
        version_files: the files that may declare the Python, the one to write first.
        trims_runtime_txt: whether a line end behind the version does not count.
        runs_collectstatic: whether the build runs `manage.py collectstatic` of a Django project.
        has_config_vars: whether the build sees the variables that are set for the application.
        guesses_beside_others: whether a start command is generated where other languages are
            detected beside Python.
        installs_the_root: whether a setup.py or pyproject.toml alone is installed by the build.
        is_shell: whether a shell runs the command, so that `&&`, quotes and `cd` mean something.
        release: when the command of the process type `release` runs.
        runs_workers: whether processes of other types than `web` can be started.
        own_words: the rules whose facts do not hold here: they report what `problems` finds, and
            nothing else.
    """

    target: Target
    procfile: ProcfileReader
    terms: Terms
    home: str
    port_expression: str
    has_port: bool
    usual_port: str | None
    version_files: tuple[str, ...]
    trims_runtime_txt: bool
    runs_collectstatic: bool
    has_config_vars: bool
    guesses_beside_others: bool
    installs_the_root: bool
    is_shell: bool
    release: Release
    runs_workers: bool
    own_words: frozenset[str]

    def recognise(self, project: Project) -> Recognised:
        """Which languages it detects, and which one it builds."""

    def package_manager(self, project: Project) -> PackageManager:
        """What is said to install the dependencies."""

    def dependencies(self, project: Project) -> Dependencies:
        """Which file the build installs, and with what."""

    def python(self, project: Project, recognised: Recognised) -> PythonVersion:
        """Which Python is declared, and which one runs."""

    def obstacles(
        self, project: Project, manager: PackageManager, python: PythonVersion
    ) -> Iterator[Obstacle]:
        """What ends the build before the packages are installed, as the platform comes to it.

        Only the first is ever shown: of several mistakes, the others come after it is fixed.
        """

    def start(self, project: Project, recognised: Recognised, manager: str) -> Start:
        """What is started: what the Procfile says as it is read, or the generated command."""

    def collectstatic(
        self, project: Project, recognised: Recognised, python: PythonVersion
    ) -> Collectstatic:
        """Whether static files are collected during the build, and whether that succeeds."""

    def replaced_by(self, project: Project, name: str) -> str:
        """The file with a setting that takes the place of this file of the root; mostly empty."""

    def setuptools(self, python: str) -> str | None:
        """The setuptools that is installed before the requirements, for a Python `3.12`.

        Empty if there is none, None if that is not known.
        """

    def script(self, text: str, offset: int) -> Script | Program:
        """A command as what runs it understands it; `offset` is that of its first code point."""

    def environment(self, project: Project) -> Environment:
        """The variables that the web command sees."""

    def declares_port(self, project: Project, port: str) -> bool:
        """Whether a file of the repository tells the platform this port."""

    def port(self) -> Setting:
        """The variable that holds the component's port."""

    def package_index(self) -> Setting:
        """The index that packages come from."""

    def problems(self, project: Project) -> Iterable[Problem]:
        """What of the root it does not take as it was meant, in the order of the build.

        A rule's own finding at the same place gives way to it.
        """
