"""The path of unipath and path.py: text with methods."""

from __future__ import annotations

import posixpath

from typing_extensions import Self

from checker.python.interpreter.values import (
    ROOT,
)


class TextPath(str):
    """A path of unipath or path.py: text with methods."""

    def __new__(cls, *parts: str) -> Self:
        return super().__new__(cls, posixpath.join("", *parts))

    def child(self, *parts: str) -> TextPath:
        return TextPath(self, *parts)

    joinpath = child

    def __truediv__(self, other: str) -> TextPath:
        return TextPath(self, other)

    @property
    def parent(self) -> TextPath:
        return TextPath(posixpath.dirname(self))

    @property
    def name(self) -> str:
        return posixpath.basename(self)

    def dirname(self) -> TextPath:
        return self.parent

    def basename(self) -> str:
        return self.name

    def ancestor(self, steps: int) -> TextPath:
        here: TextPath = self
        for _ in range(min(steps, 64)):
            here = here.parent
        return here

    def absolute(self) -> TextPath:
        return TextPath(posixpath.normpath(posixpath.join(ROOT, self)))

    abspath = resolve = realpath = absolute

    def norm(self) -> TextPath:
        return TextPath(posixpath.normpath(self))

    normpath = norm
