"""A tree with some of its files as they are being edited."""

from __future__ import annotations

from checker.files.tree import READ_LIMIT, Tree
from checker.files.values import Content, Kind, add_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class OverlayTree(Tree):
    """Another tree with some files replaced, added or (where the bytes are None) removed."""

    def __init__(self, below: Tree, files: Mapping[str, bytes | None]) -> None:
        super().__init__()
        self.below = below
        self.label, self.inside = below.label, below.inside
        self._files = dict(files)
        self._directories: dict[str, dict[str, Kind]] = {"": {}}
        self._touched: set[str] = set()
        """Directories whose entries may be others than those below."""
        for path, data in self._files.items():
            if data is None:
                self._touched.add(path.rpartition("/")[0])
            else:
                add_path(self._directories, path)
        self._touched.update(self._directories)

    def entries(self, path: str = "") -> Mapping[str, Kind]:
        return super().entries(path) if path in self._touched else self.below.entries(path)

    @property
    def overlaid(self) -> Mapping[str, bytes | None]:
        """The files that differ from the tree below: their bytes, or None for those removed."""
        return self._files

    def _list(self, path: str) -> dict[str, Kind]:
        found = {**self.below.entries(path), **self._directories.get(path, {})}
        return {
            name: kind
            for name, kind in found.items()
            if self._files.get(f"{path}/{name}" if path else name, b"") is not None
        }

    def _read(self, path: str) -> Content:
        data = self._files.get(path)
        if data is None:
            return self.below.read(path)
        return Content(data[:READ_LIMIT], len(data))

    def link_target(self, path: str) -> str:
        return self.below.link_target(path)

    def tracked(self) -> Mapping[str, str] | None:
        return self.below.tracked()

    def ignored(self, paths: list[str]) -> Mapping[str, tuple[str, int, str]]:
        return self.below.ignored(paths)

    def git_problem(self) -> str:
        return self.below.git_problem()
