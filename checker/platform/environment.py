"""The variables that a command sees on a platform."""

from __future__ import annotations

from checker.base.enums import Enum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class State(Enum):
    """What is known of a variable whose value is not."""

    PRESENT = "set by the platform; its value is unknown here"
    ABSENT = "not set by the platform"
    MAYBE = "nothing is known"


class Environment:
    """Variables by name; a name that was never mentioned may or may not be set."""

    __slots__ = ("_known", "above", "home")

    def __init__(self, known: dict[str, str | State], home: str, above: int = 0) -> None:
        self._known = known
        self.home = home
        """The absolute folder on the platform in which the repository lies."""
        self.above = above
        """How far a launcher has set PORT above the number that it was given itself."""

    def get(self, name: str) -> str | State:
        """The variable's value, or what is known of it."""
        return self._known.get(name, State.MAYBE)

    def items(self) -> Iterable[tuple[str, str | State]]:
        """The variables that were mentioned."""
        return self._known.items()

    def text(self, name: str) -> str | None:
        """The variable's value; None where it is not known, or there is none."""
        value = self.get(name)
        return value if isinstance(value, str) else None

    def with_values(self, values: dict[str, str | State]) -> Environment:
        """The same with some variables set."""
        above = 0 if "PORT" in values else self.above
        return Environment({**self._known, **values}, self.home, above) if values else self

    def with_port(self, port: str | State, above: int) -> Environment:
        """The same with a port that is some numbers above the one that a launcher was given."""
        return Environment({**self._known, "PORT": port}, self.home, above)

    def forget(self) -> Environment:
        """The same after something that may have set any variable."""
        return Environment({"HOME": self.home} if "HOME" in self._known else {}, self.home)
