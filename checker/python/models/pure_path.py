"""A pure POSIX path, as `pathlib` has it.

Settings of the last years begin with `from pathlib import Path`, and importing the host's `pathlib`
takes longer than evaluating them: what they ask of a path is done here, and what few of them ask is
left to the host's.
"""

from __future__ import annotations

import posixpath

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from pathlib import PurePosixPath as HostPath
    from typing import Any


class PurePosixPath:
    """A path that nothing is looked up for."""

    __slots__ = ("_root", "_tail")

    def __init__(self, *given: str | os.PathLike[str]) -> None:
        text = posixpath.join("", *given)
        if not isinstance(text, str):
            raise TypeError("a path is made of text")
        self._root = text[: len(text) - len(text.lstrip("/"))]
        if len(self._root) > 2:  # Exactly two slashes may mean something else than one.
            self._root = "/"
        self._tail = tuple(part for part in text.split("/") if part and part != ".")

    def _made(self, tail: tuple[str, ...]) -> PurePosixPath:
        """A path with the same root."""
        made = type(self)()
        made._root, made._tail = self._root, tail
        return made

    def __str__(self) -> str:
        return self._root + "/".join(self._tail) or "."

    __fspath__ = as_posix = __str__

    def __bytes__(self) -> bytes:
        return str(self).encode("utf-8", "surrogateescape")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PurePosixPath):
            return NotImplemented
        return self.parts == other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def __lt__(self, other: object) -> bool:
        return self.parts < other.parts if isinstance(other, PurePosixPath) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.parts <= other.parts if isinstance(other, PurePosixPath) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.parts > other.parts if isinstance(other, PurePosixPath) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.parts >= other.parts if isinstance(other, PurePosixPath) else NotImplemented

    def __truediv__(self, other: str | os.PathLike[str]) -> PurePosixPath:
        try:
            return type(self)(self, other)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, other: str | os.PathLike[str]) -> PurePosixPath:
        try:
            return type(self)(other, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *given: str | os.PathLike[str]) -> PurePosixPath:
        """The path with others after it, of which an absolute one replaces it."""
        return type(self)(self, *given)

    def is_absolute(self) -> bool:
        """Whether it has a root."""
        return bool(self._root)

    @property
    def parts(self) -> tuple[str, ...]:
        """The root, if any, and the names."""
        return (self._root, *self._tail) if self._root else self._tail

    @property
    def name(self) -> str:
        """The last name."""
        return self._tail[-1] if self._tail else ""

    @property
    def parent(self) -> PurePosixPath:
        """The path without its last name."""
        return self._made(self._tail[:-1]) if self._tail else self

    @property
    def parents(self) -> _Parents:
        """The paths above it, the nearest first."""
        above = range(len(self._tail) - 1, -1, -1)
        return _Parents(self._made(self._tail[:length]) for length in above)

    # -- what is asked seldom: the host's pathlib answers ------------------------------------------

    def _of_host(self) -> HostPath:
        from pathlib import PurePosixPath as Path  # noqa: PLC0415  gate: few settings ask for it

        return Path(str(self))

    drive = property(lambda self: self._of_host().drive)
    root = property(lambda self: self._of_host().root)
    anchor = property(lambda self: self._of_host().anchor)
    stem = property(lambda self: self._of_host().stem)
    suffix = property(lambda self: self._of_host().suffix)
    suffixes = property(lambda self: self._of_host().suffixes)

    def as_uri(self) -> str:
        """It as an address of the scheme `file`."""
        return self._of_host().as_uri()

    def match(self, *given: Any, **named: Any) -> bool:
        """Whether it fits a pattern."""
        return self._of_host().match(*given, **named)

    def with_name(self, *given: Any) -> PurePosixPath:
        """The path with another last name."""
        return type(self)(self._of_host().with_name(*given))

    def with_stem(self, *given: Any) -> PurePosixPath:
        """The path with another last name of the same suffix."""
        return type(self)(self._of_host().with_stem(*given))

    def with_suffix(self, *given: Any) -> PurePosixPath:
        """The path with another suffix."""
        return type(self)(self._of_host().with_suffix(*given))

    def relative_to(self, *given: Any, **named: Any) -> PurePosixPath:
        """What follows another path."""
        return type(self)(self._of_host().relative_to(*given, **named))

    def is_relative_to(self, *given: Any) -> bool:
        """Whether it begins with another path."""
        return self._of_host().is_relative_to(*given)


class _Parents(tuple[PurePosixPath, ...]):
    """The paths above one; an index that is too great is said as `pathlib` says it."""

    __slots__ = ()

    def __getitem__(self, at: Any) -> Any:
        try:
            return super().__getitem__(at)
        except IndexError:
            raise IndexError(at) from None
