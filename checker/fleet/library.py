"""A repository's objects, read by libgit2 in this process: no program is started for them.

`git_tree.GitTree` reads the same objects through `git cat-file`; the answers are the same (a test
compares them), and a start of git costs more than most checks. libgit2 runs no hook, filter or
helper program to read an object, and nothing here writes. Where it cannot read a repository
(another format of references) or would wait for ever (a pipe instead of a file), git is asked.
"""

from __future__ import annotations

import contextlib
import os
import stat

import pygit2

from checker.base.errors import UsageError
from checker.base.text import printable
from checker.files.git import Held
from checker.files.git_objects import Objects
from checker.files.git_process import OUTPUT, run
from checker.files.git_tree import GitTree, at_revision
from checker.files.tree import SUBMODULE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pygit2 import Commit, Object, Repository
    from pygit2 import Tree as Listing

_FOLDERS = 1_000_000
"""Entries that are looked at: files, and folders even if they hold none."""
_RECORD = len("100644 blob ") + len("\t") + len("\0")
"""Bytes that git prints of a file, beside the name of its object and its path."""
_CONFIG = 1 << 20
"""Bytes of a configuration that are looked through for includes."""
_HEADS = ("HEAD", "config", "config.worktree", "shallow", "info/grafts",
          "objects/info/alternates", "objects/pack/multi-pack-index")  # fmt: skip
"""Files of a repository that libgit2 opens first, and waits for whatever they are."""
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
        repository: it, opened.
    """

    def __init__(self, path: str, repository: Repository) -> None:
        super().__init__(path)
        self._store = repository.odb
        self.missing: set[str] = set()
        """Blobs that were asked for and are not here."""

    def read(self, name: str, limit: int) -> tuple[bytes, int] | None:
        """The first `limit` bytes of a blob and its size; None where it can't be had."""
        try:
            _, size = self._store.read_header(name)
            if size > limit:
                return super().read(name, limit)
            kind, data = self._store.read(name)
        except KeyError:
            self.missing.add(name)
            return None
        except (ValueError, pygit2.GitError):
            return None
        return (data, size) if kind == pygit2.enums.ObjectType.BLOB else None

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
        self._objects: LibraryObjects | None = None
        self.repository: Repository | None = None
        shown = printable(label or path)
        if not os.path.isdir(path):
            raise UsageError(f"`{shown}` does not exist")
        if not _is_plain(path):
            self.commit = _asked(path, self.rev)
            return
        try:
            self.repository = pygit2.Repository(path, _OPEN)
            found = _commit_or_tree(self.repository.revparse_single(self.rev))
        except KeyError as error:
            raise UsageError(
                f"`{printable(self.rev, 80)}` is not a revision in `{shown}`"
            ) from error
        except (pygit2.GitError, ValueError) as error:
            if self.repository is None and "not found" in str(error):
                raise UsageError(f"`{shown}` is not a git repository") from error
            if self.repository is not None and "unsupported" not in str(error):
                raise UsageError(f"`{shown}` was not read: {printable(str(error), 200)}") from error
            self.repository, self.commit = None, _asked(path, self.rev)
            return
        self.commit = str(found.id)
        """The commit's name in hexadecimal digits (or the tree's); empty where nobody tells."""
        self._top = found if isinstance(found, pygit2.Tree) else found.tree

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
        if self.repository is None:
            return self._by_git(label, folder)
        listing = _folder(self._top, folder)
        held: dict[str, Held] = {}
        _list(listing, "", held)
        if not self.repository.is_bare and not folder and _has_submodules(held):
            return self._by_git(label, folder)  # their files may be checked out here
        self._objects = LibraryObjects(self.path, self.repository)
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


def _folder(top: Listing, path: str) -> Listing:
    """A folder of a revision; `top` where `path` is empty.

    Raises:
        UsageError: where there is no such folder.
    """
    try:
        found = top[path] if path else top
    except KeyError:
        found = None
    if not isinstance(found, pygit2.Tree):
        raise UsageError(f"there is no folder `{printable(path, 80)}` in this revision")
    return found


def _asked(path: str, rev: str) -> str:
    """The commit that git says a revision is; empty where it does not."""
    answer = run(path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    return (answer or b"").decode("ascii", "replace").strip()


def _list(listing: Listing, prefix: str, held: dict[str, Held]) -> None:
    """Add every file of a folder, in the order in which git lists them.

    Raises:
        UsageError: where there are too many: so many that git's output is not read either.
    """
    todo, seen, size = [(iter(listing), prefix)], 0, 0
    record = _RECORD + len(str(listing.id))
    while todo:
        folder, above = todo[-1]
        length = record + len(os.fsencode(above))
        for entry in folder:
            seen += 1
            raw = entry.raw_name or b""
            name = os.fsdecode(raw)
            if entry.type_str != "tree":
                size += length + len(raw)
                held[above + name] = Held(f"{entry.filemode:06o}", str(entry.id))
            elif isinstance(entry, pygit2.Tree):
                todo.append((iter(entry), f"{above}{name}/"))
                break
        else:
            todo.pop()
        if seen > _FOLDERS or size > OUTPUT:
            raise UsageError("the revision contains too many files")


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
    with contextlib.suppress(OSError), os.scandir(os.path.join(path, "objects", "pack")) as packs:
        names += tuple(f"objects/pack/{each.name}" for each in packs if not each.is_file())
    for name in names:
        try:
            mode = os.stat(os.path.join(path, name)).st_mode
        except OSError:
            continue
        if not stat.S_ISREG(mode):
            return False
    try:
        with open(os.path.join(path, "config"), "rb") as file:
            return b"[include" not in file.read(_CONFIG).lower()
    except OSError:
        return True
