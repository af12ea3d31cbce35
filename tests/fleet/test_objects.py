"""Objects are the same, whether they lie in files of their own or libgit2 reads them."""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

import pytest

pygit2 = pytest.importorskip("pygit2")

from checker.files.git_tree import at_revision
from checker.files.tree import READ_LIMIT
from checker.fleet.library import Opened
from checker.fleet.objects import Store
from tests.conftest import git
from tests.fleet.making import GOOD, bare, commit

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "empty": b"", "small": b"x = 1\n", "zeros": b"\0" * 1000, "limit": b"x" * READ_LIMIT,
    "one-more": b"x" * (READ_LIMIT + 1), "large": os.urandom(1 << 17),
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return bare(tmp_path / "a.git", TEXTS)


def file_of(path: Path, name: str) -> Path:
    return path / "objects" / name[:2] / name[2:]


def names_of(path: Path) -> dict[str, str]:
    top = pygit2.Repository(str(path)).head.peel(pygit2.Tree)
    return {entry.name: str(entry.id) for entry in top}


def test_each_is_what_libgit2_reads(path: Path) -> None:
    store = Store(str(path / "objects"))
    library = pygit2.Repository(str(path)).odb
    head = pygit2.Repository(str(path)).head
    commits = [str(head.target), str(head.peel(pygit2.Tree).id)]
    for name in (*commits, *names_of(path).values()):
        found = store.read(name, 2 * READ_LIMIT)
        assert not isinstance(found, int)
        kind, data = library.read(name)
        assert found == (pygit2.enums.ObjectType(kind).name.lower().encode(), data)
    with pytest.raises(KeyError):
        store.read("1" * 40, READ_LIMIT)


def test_what_is_too_large_to_be_held_is_cut(path: Path) -> None:
    name = names_of(path)["one-more"]
    for _ in range(2):
        assert Store(str(path / "objects")).read(name, READ_LIMIT) == READ_LIMIT + 1
        git(path, "gc", "-q")
    ours = Opened(str(path), "").tree("", "").read("one-more")
    assert ours == at_revision(str(path), "HEAD").read("one-more")
    assert (len(ours.data), ours.size) == (READ_LIMIT, READ_LIMIT + 1)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no zlib", zlib.compress(b"blob 6\0y = 1\n"),
        zlib.compress(b"blob 6\0x = 1\n") + b"more",
    ],
)  # fmt: skip
def test_what_is_damaged_is_what_git_says(path: Path, data: bytes) -> None:
    name = names_of(path)["small"]
    file = file_of(path, name)
    file.chmod(0o644)
    file.write_bytes(data)
    ours = Opened(str(path), "").tree("", "").read("small")
    assert ours == at_revision(str(path), "HEAD").read("small")


def test_some_in_packs_and_some_in_files(path: Path) -> None:
    git(path, "gc", "-q", "--prune=now")
    commit(pygit2.Repository(str(path)), TEXTS | GOOD)
    ours, theirs = Opened(str(path), "").tree("", ""), at_revision(str(path), "HEAD")
    assert ours.tracked() == theirs.tracked()
    for name in TEXTS | GOOD:
        assert ours.read(name) == theirs.read(name), name


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("whose", ["small", "", "top"])
def test_a_pipe_beside_the_packs_is_not_waited_for(path: Path, whose: str) -> None:
    """What is missing would be looked for in it."""
    repository = pygit2.Repository(str(path))
    top = str(repository.head.peel(pygit2.Tree).id)
    name = {"": str(repository.head.target), "top": top}.get(whose) or names_of(path)[whose]
    git(path, "repack", "-q", "-a")
    file_of(path, name).unlink()
    os.mkfifo(path / "objects" / "pack" / f"pack-{'0' * 40}.idx")
    ours, theirs = Opened(str(path), "").tree("", ""), at_revision(str(path), "HEAD")
    assert ours.tracked() == theirs.tracked()
    assert ours.read("small") == theirs.read("small")
