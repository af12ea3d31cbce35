"""What a module's top level binds: the names that `module:name` can find after its import.

A binding counts however it is made: an assignment, `def`, `class`, `import`, inside `if`, `try`,
`with` or a loop. The body of `if __name__ == "__main__":` does not run on import.
"""

from __future__ import annotations

from checker.base.enums import Enum
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast


class Binds(Enum):
    """Whether a name is bound after the import."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Binding(NamedTuple):
    """One statement that binds a name."""

    node: ast.AST
    """The value that is assigned, the `def`, the `class` or the import statement."""
    line: int
    """1-based."""
    conditional: bool
    """Whether it stands inside another statement."""
    whole: bool = True
    """Whether the name gets `node` itself, not a part of it (an unpacked tuple, a loop's item)."""


class Names:
    """A module's top level.

    Attributes:
        tree: the syntax tree.
        bound: each name with its bindings in order; one that is deleted for good is not there.
        main_only: names that are bound only where the file is run as a program, with their lines.
        perhaps: names that may be bound, or may be deleted, in ways that are not followed.
        doubtful: whether any name may be bound in such a way: `globals()`, `exec`, …
        stars: the modules that are imported with `*`, with the level of a relative import.
        imports: whether anything is imported at all.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.bound: dict[str, list[Binding]] = {}
        self.main_only: dict[str, int] = {}
        self.perhaps: set[str] = set()
        self.doubtful = False
        self.stars: list[tuple[str, int]] = []
        self.imports = False

    def binds(self, name: str) -> Binds:
        """Whether the module has that name after its import."""
        if name in self.perhaps:
            return Binds.MAYBE
        if name in self.bound or name in _ALWAYS:
            return Binds.YES
        return Binds.MAYBE if self.doubtful or self.stars else Binds.NO

    def last(self, name: str) -> Binding | None:
        """The binding that certainly counts; None where a condition decides, or none is whole."""
        found = self.bound.get(name)
        if self.doubtful or name in self.perhaps or not found:
            return None
        if found[-1].conditional or not found[-1].whole:
            return None
        return found[-1]

    def all(self, name: str) -> list[ast.AST]:
        """What the name may be bound to in the end; empty where that is not known."""
        found = self.bound.get(name, [])
        if self.doubtful or name in self.perhaps or not all(each.whole for each in found):
            return []
        last = max((at for at, each in enumerate(found) if not each.conditional), default=0)
        return [each.node for each in found[last:]]


_ALWAYS = frozenset({"__name__", "__doc__", "__file__", "__dict__", "__loader__", "__spec__"})
"""What every module has."""
