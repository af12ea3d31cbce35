"""A shell as its parts see it: its state, and what they ask of each other.

`walk.Shell` is it; its parts (`compounds`, `builtins`, `scripts`, `launchers`, …) know this alone,
so that none of them knows the walk.
"""

from __future__ import annotations

from checker.base.typed import Protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.parsers.shell import Command, Compound, Part, Program, Script, Word
    from checker.platform.environment import Environment
    from checker.start.processes import Process, Trace, Where


class Shell(Protocol):
    """The state of a shell between its commands: see `walk.Shell` for what each attribute is."""

    trace: Trace
    directory: str | None
    environment: Environment
    assigned: dict[str, tuple[Part, ...]]
    exported: set[str]
    functions: dict[str, Compound]
    arguments: tuple[Word, ...] | None
    name: str
    errexit: bool
    allexport: bool
    disturbed: bool
    moved: Word | None
    ended: bool | None
    frames: list[tuple[Word, ...] | None]
    returned: bool

    def copy(self) -> Shell:
        """The same state, to be changed apart."""

    def child(self, process: Process) -> Shell:
        """A shell that a process of this one is."""

    def script(self, script: Script | Program, where: Where) -> None:
        """Run a whole script."""

    def run(self, items: Iterable[Command | Compound], where: Where) -> bool | str | None:
        """Run a list of commands; how the last one ends."""

    def assign(self, name: str, parts: tuple[Part, ...], export: bool = False) -> None:
        """Set a variable, and export it if it is one that programs see."""

    def change_directory(
        self, command: Command, words: tuple[Word, ...], where: Where
    ) -> bool | str | None:
        """`cd`."""

    def is_missing(self, path: str) -> bool:
        """Whether the repository certainly has nothing at a path."""
