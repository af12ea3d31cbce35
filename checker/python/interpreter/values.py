"""The values of the interpreter.

What is known is a Python value of the host (`str`, `int`, `list`, `dict`, `PurePosixPath`, …, a
built-in class stands for itself). What the repository defines, and what stands for something that
is not known, are the classes here.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.python.interpreter.limits import BECAUSE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Any

    _Dict = dict[Any, Any]
else:
    _Dict = dict

ABOVE = "\ue0f0"
ROOT = f"/{ABOVE}/\ue0f1"
"""The root folder while its place is not known: a path of two private characters, so that it and
the folder above can be told from any path that a repository writes."""
HOME = f"/{ABOVE}\ue0f2"
"""The home folder of the build's user, whose place is not known either."""


class Place(NamedTuple):
    """A node's place in a source file."""

    path: str
    line: int = 1
    """1-based."""
    column: int = 0
    """In bytes of UTF-8, 0-based, as in `ast`."""
    end_line: int = 0
    end_column: int = 0


class Unknown:
    """A value that is not known statically, and why."""

    __slots__ = ("because", "decided", "negation_of", "place", "unmodelled")

    def __init__(
        self,
        because: str,
        place: Place | None = None,
        *,
        unmodelled: bool = False,
        negation_of: Unknown | None = None,
        decided: bool | None = None,
    ) -> None:
        self.because = because if len(because) <= BECAUSE else f"{because[:BECAUSE]}…"
        self.place = place
        self.unmodelled = unmodelled
        """Whether it stands for an installed package's or Django's own object."""
        self.negation_of = negation_of
        self.decided = decided
        """Its truth, where that is known or was decided for this run."""

    def __repr__(self) -> str:
        return f"Unknown({self.because!r})"


class UnknownItems(Unknown):
    """An item of a list that stands for any number of items that are not known."""

    __slots__ = ()


class Namespace(_Dict):
    """The names of a module or class, with the place where each was bound."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.places: dict[str, Place] = {}
        self.annotations: dict[str, tuple[Any, Any]] = {}
        """The annotated names: the node of the annotation, and the frame that it is read in."""
        self.open: Unknown | None = None
        """Set where names may be bound that are not known (`from unknown import *`)."""


class Box(_Dict):
    """A mapping whose items are attributes, too, in any case: as dynaconf gives them."""

    def item(self, name: str) -> tuple[bool, Any]:
        """Whether there is an item of that name, and which."""
        for key, value in self.items():
            if isinstance(key, str) and key.lower() == name.lower():
                return True, Box(value) if isinstance(value, dict) else value
        return False, None


class Environ(_Dict):
    """`os.environ`: what the build sets; a value may be unknown."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.places: dict[str, Place] = {}


class FileText(str):
    """What was read of a file of the repository, with the file's path."""

    path: str = ""


class Module:
    """An imported module."""

    __slots__ = (
        "file",
        "missing",
        "name",
        "namespace",
        "package",
        "path",
        "searched",
        "unmodelled",
    )

    def __init__(
        self,
        name: str,
        namespace: Namespace | None = None,
        *,
        path: str = "",
        file: str = "",
        package: bool = False,
        unmodelled: bool = False,
        searched: tuple[str, ...] = (),
        missing: Container[str] = (),
    ) -> None:
        self.name = name
        self.namespace = Namespace() if namespace is None else namespace
        self.path = path
        """The file, from the root; empty for what is not of the repository."""
        self.file = file
        """`__file__`."""
        self.package = package
        self.unmodelled = unmodelled
        """Whether an attribute that is not listed is unknown rather than missing."""
        self.searched = searched
        """`__path__`."""
        self.missing = missing
        """Names that an unmodelled module is known not to have."""


class Found:
    """A module's file in the repository."""

    __slots__ = ("package", "path", "searched")

    def __init__(self, path: str, package: bool, searched: tuple[str, ...] = ()) -> None:
        self.path = path
        """From the root; a package's `__init__.py`, or empty where it has none."""
        self.package = package
        self.searched = searched
        """Folders from the root in which a package's modules are."""


class Function:
    """A function that the repository defines."""

    __slots__ = (
        "attributes", "defaults", "frame", "keyword_defaults", "module", "name", "node", "owner",
    )  # fmt: skip

    def __init__(self, name: str, node: Any, frame: Any, defaults: Any, keywords: Any) -> None:
        self.name = name
        self.node = node
        self.frame = frame
        self.defaults: list[Any] = defaults
        self.keyword_defaults: list[Any] = keywords
        self.owner: Class | None = None
        self.attributes: dict[str, Any] = {}


class Class:
    """A class that the repository defines."""

    __slots__ = ("bases", "module", "mro", "name", "namespace", "open", "place")

    def __init__(self, name: str, bases: tuple[Any, ...], namespace: Namespace, module: str):
        self.name = name
        self.bases = bases
        self.namespace = namespace
        self.module = module
        self.mro: tuple[Any, ...] = (self,)
        self.open: Unknown | None = None
        """Set where a base is not known, so that any attribute may exist."""
        self.place: Place | None = None


class Instance:
    """An object of a class that the repository (or a model of a package) defines."""

    __slots__ = ("attributes", "cls")

    def __init__(self, cls: Class, attributes: dict[str, Any] | None = None) -> None:
        self.cls = cls
        self.attributes = {} if attributes is None else attributes


class Method(NamedTuple):
    """A function bound to an object."""

    function: Any
    owner: Any


class Model:
    """A function or object of the host that stands for one of Python, Django or a package.

    `call(interp, place, args, keywords)` gives its result; `attributes` what can be asked of it.
    """

    __slots__ = ("attributes", "call", "name", "unmodelled")

    def __init__(
        self, name: str, call: Any = None, attributes: dict[str, Any] | None = None,
        unmodelled: bool = False,
    ) -> None:  # fmt: skip
        self.name = name
        self.call = call
        self.attributes = attributes or {}
        self.unmodelled = unmodelled

    def __repr__(self) -> str:
        return f"<{self.name}>"


class Kind(NamedTuple):
    """How the objects of a class of the host are modelled, where its own code would not do."""

    make: Any
    """`make(interp, cls, args, place)` for a call of the class."""
    class_attribute: Any
    """`class_attribute(interp, cls, name)`: None for what is as for any class."""
    attribute: Any
    """`attribute(interp, value, name, place)`."""


class Property(NamedTuple):
    """`@property`, `@cached_property`, `@classmethod` and `@staticmethod` in a class body."""

    kind: str
    function: Any
    setter: Any = None
    """What `@name.setter` decorates."""


class PyRaise(Exception):
    """An exception of the interpreted program on its way."""

    def __init__(self, value: Any, place: Place | None, kind: str = "") -> None:
        super().__init__(value)
        self.value = value
        self.place = place
        self.kind = kind
        """What the tool knows of the cause: a kind of `Problem`, or empty."""
        self.fields: dict[str, str] = {}
        self.trace: list[Place] = []
        """The calls and imports on the way out, innermost first."""


def root_in(value: Any) -> bool:
    """Whether the place of the root or the home folder is part of a text or path."""
    text = str(value)
    return "\ue0f0" in text or "\ue0f1" in text or "\ue0f2" in text


def type_name(value: Any) -> str:
    """The name of a value's class, as Python's messages write it."""
    if isinstance(value, Instance):
        return value.cls.name
    if isinstance(value, Class):
        return "type"
    if isinstance(value, (Function, Model)):
        return "function"
    if isinstance(value, Method):
        return "method"
    if isinstance(value, Module):
        return "module"
    if isinstance(value, FileText):
        return "str"
    if isinstance(value, (Namespace, Environ)):
        return "dict"
    name = type(value).__name__
    return "PosixPath" if name == "PurePosixPath" else name
