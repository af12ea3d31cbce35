"""A repository's objects, read by libgit2 in this process: no program is started for them.

`git_tree.GitTree` reads the same objects through `git cat-file`; the answers are the same (a test
compares them), and a start of git costs more than most checks. libgit2 runs no hook, filter or
helper program to read an object, and nothing here writes. Where it cannot read a repository
(another format of references) or would wait for ever (a pipe instead of a file), git is asked.
"""

from __future__ import annotations

import os
import stat

import pygit2

from checker.base import regex as re
from checker.base.errors import UsageError
from checker.base.text import printable
from checker.files.git import words_of
from checker.files.git_objects import Objects
from checker.files.git_process import OUTPUT, run
from checker.files.git_tree import GitTree, at_revision
from checker.files.tree import SUBMODULE
from checker.fleet.bare import head_of
from checker.fleet.listing import files_of, folder_of
from checker.fleet.objects import Store, has_plain_packs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pygit2 import Commit, Object, Repository
    from pygit2 import Tree as Listing

    from checker.files.git import Held

_CONFIG = 1 << 20
"""Bytes of a configuration that are looked through for includes."""
_HEADS = ("HEAD", "config", "config.worktree", "shallow", "info/grafts",
          "objects/info/alternates", "objects/pack/multi-pack-index")  # fmt: skip
"""Files of a repository that libgit2 opens first, and waits for whatever they are."""
_TREE = re.compile(rb"tree ([0-9a-f]{40})\n")
_OPEN = pygit2.enums.RepositoryOpenFlag.NO_SEARCH
_OUTSIDE = (
    pygit2.enums.ConfigLevel.PROGRAMDATA,
    pygit2.enums.ConfigLevel.SYSTEM,
    pygit2.enums.ConfigLevel.XDG,
    pygit2.enums.ConfigLevel.GLOBAL,
)
"""Where configurations lie that are not a repository's: reading them is half of opening one."""

for _level in _OUTSIDE:
    pygit2.settings.search_path[_level] = ""
pygit2.settings.owner_validation = False


class LibraryObjects(Objects):
    """Reads blobs of one repository.

    Args:
        path: where the repository is; git reads there what is too large to be held.
        store: its objects.
    """

    def __init__(self, path: str, store: Store) -> None:
        super().__init__(path)
        self._store = store
        self.missing: set[str] = set()
        """Blobs that were asked for and are not here."""

    def read(self, name: str, limit: int) -> tuple[bytes, int] | None:
        """The first `limit` bytes of a blob and its size; None where it can't be had."""
        try:
            found = self._store.read(name, limit)
        except KeyError:
            self.missing.add(name)
            return None
        except ValueError:
            return None
        except OSError:
            found = limit
        if isinstance(found, int):
            return super().read(name, limit)
        kind, data = found
        return (data, len(data)) if kind == b"blob" else None

    @property
    def problem(self) -> str:
        """Never any: no program is asked."""
        return ""


class Opened:
    """One repository at one revision.

    Args:
        path: a bare repository, or a folder with a working tree.
        rev: a revision; empty: `HEAD`.
        label: how it is called; empty: `path`.

    Raises:
        UsageError: where there is no repository or no such revision.
    """

    def __init__(self, path: str, rev: str, label: str = "") -> None:
        self.path, self.rev = path, rev or "HEAD"
        self._shown = printable(label or path)
        self._objects: LibraryObjects | None = None
        self._store: Store | None = None
        """Its objects; None where git is asked for them."""
        self._top, self._is_bare = "", True
        self.commit = ""
        """The commit's name in hexadecimal digits (or the tree's); empty where nobody tells."""
        if not rev and (name := head_of(path)) and self._takes(name):
            return
        if not os.path.isdir(path):
            raise UsageError(f"`{self._shown}` does not exist")
        if not _is_plain(path) or not self._opens():
            self.commit = _asked(path, self.rev)

    def _takes(self, name: str) -> bool:
        """Whether a commit is here, among the objects of the repository; it is then the one."""
        store = Store(os.path.join(self.path, "objects"))
        try:
            found = store.read(name, OUTPUT)
        except (KeyError, ValueError, OSError):
            return False
        tree = None if isinstance(found, int) or found[0] != b"commit" else _TREE.match(found[1])
        if tree is None:
            return False
        self._store, self.commit, self._top = store, name, tree[1].decode()
        return True

    def _opens(self) -> bool:
        """Whether libgit2 can open the repository and finds the revision.

        Raises:
            UsageError: where there is no such repository or revision.
        """
        repository: Repository | None = None
        try:
            repository = pygit2.Repository(self.path, _OPEN)
            found = _commit_or_tree(repository.revparse_single(self.rev))
        except KeyError as error:
            if repository is not None and repository.is_empty:
                raise UsageError(f"`{self._shown}` contains no commit") from error
            raise UsageError(
                f"`{printable(self.rev, 80)}` is not a revision in `{self._shown}`"
            ) from error
        except (pygit2.GitError, ValueError) as error:
            if repository is None and "not found" in str(error):
                raise UsageError(f"`{self._shown}` is not a git repository") from error
            if repository is not None and "unsupported" not in str(error):
                raise self._damaged(error) from error
            return False
        self._store, self.commit = (
            Store(os.path.join(repository.path, "objects"), repository.odb),
            str(found.id),
        )
        self._top = str(found.id if isinstance(found, pygit2.Tree) else found.tree_id)
        self._is_bare = repository.is_bare
        return True

    def _damaged(self, error: Exception) -> UsageError:
        return UsageError(f"`{self._shown}` was not read: {printable(str(error), 200)}")

    @property
    def missing(self) -> set[str]:
        """Files that were asked for and that the repository does not have, by their objects."""
        return self._objects.missing if self._objects else set()

    def tree(self, label: str, folder: str) -> GitTree:
        """Its files, or those of one folder, which is then all that is seen.

        Args:
            label: how reports name it.
            folder: POSIX, from the top; empty: the top.

        Raises:
            UsageError: where there is no such folder, or too many files.
        """
        if self._store is None:
            return self._by_git(label, folder)
        try:
            held = files_of(self._store, folder_of(self._store, self._top, folder))
        except ValueError as error:
            raise self._damaged(error) from error
        except OSError:
            return self._by_git(label, folder)
        if not self._is_bare and not folder and _has_submodules(held):
            return self._by_git(label, folder)  # their files may be checked out here
        self._objects = LibraryObjects(self.path, self._store)
        tree = GitTree(label, held, self._objects)
        if folder:
            tree.inside = folder
        return tree

    def _by_git(self, label: str, folder: str) -> GitTree:
        """The same, as git reads it."""
        tree = at_revision(self.path, f"{self.rev}:{folder}" if folder else self.rev)
        tree.label = label
        return tree


def _commit_or_tree(found: Object) -> Commit | Listing:
    """What a revision names, tags followed.

    Raises:
        ValueError: where it is neither a commit nor a tree.
    """
    try:
        return found.peel(pygit2.Commit)
    except ValueError:
        return found.peel(pygit2.Tree)


def _asked(path: str, rev: str) -> str:
    """The commit that git says a revision is; empty where it does not."""
    answer = run(path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    return (answer or b"").decode("ascii", "replace").strip()


def _has_submodules(held: dict[str, Held]) -> bool:
    return any(entry.mode == SUBMODULE for entry in held.values())


def _is_plain(path: str) -> bool:
    """Whether libgit2 may open a repository: it waits for pipes, and no thread runs meanwhile.

    What is not plain (one of the files that are opened first is a pipe, a device or a folder, or
    the configuration includes another file, which can be anything) is read by git, in its time.
    """
    inner = os.path.join(path, ".git")
    names: tuple[str, ...] = _HEADS
    if os.path.isdir(inner):
        path = inner
    elif os.path.lexists(inner):
        names = (".git",)
    if not has_plain_packs(path):
        return False
    for name in names:
        try:
            mode = os.stat(os.path.join(path, name)).st_mode
        except OSError:
            continue
        if not stat.S_ISREG(mode):
            return False
    return b"[include" not in (words_of(os.path.join(path, "config"), _CONFIG) or b"").lower()
