"""What git is asked: what it tracks, ignores and holds. `git_process` makes the calls, hardened."""

from __future__ import annotations

import os
import stat

from checker.base.records import NamedTuple
from checker.files.git_process import REFUSED, asking, checkout, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.files.git_listing import Listings


_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe put in a file's place must not make us wait for its writer."""


def find_checkout(root: str) -> bool:
    """Whether `root` lies in a git working tree, told without starting git."""
    return checkout(root) is not None


def git_folder(root: str) -> str | None:
    """Where git keeps what belongs to the working tree that holds `root`; None outside of one."""
    top = checkout(root)
    if top is None:
        return None
    folder = os.path.join(top, ".git")
    if os.path.isdir(folder):
        return folder
    words = words_of(folder)  # a submodule's, or that of a second working tree
    if words is None or not words.startswith(b"gitdir:"):
        return None
    return os.path.join(top, os.fsdecode(words.removeprefix(b"gitdir:").strip()))


def common_folder(folder: str) -> str:
    """Where the working trees of one repository keep what they share: of a `.git`, that or less."""
    words = words_of(os.path.join(folder, "commondir"))
    return folder if words is None else os.path.join(folder, os.fsdecode(words.strip()))


def index_file(root: str) -> str | None:
    """Where git keeps the index of the working tree that holds `root`; None outside of one."""
    folder = git_folder(root)
    return None if folder is None else os.path.join(folder, "index")


def words_of(path: str, most: int = 1 << 16) -> bytes | None:
    """The beginning of a small regular file, `most` bytes of it; None where there is none."""
    try:
        file = os.open(path, _READ)
    except (OSError, ValueError):
        return None
    try:
        found = os.fstat(file)
        return os.read(file, min(found.st_size, most)) if stat.S_ISREG(found.st_mode) else None
    except OSError:
        return None
    finally:
        os.close(file)


def index_below(root: str, listings: Listings | None = None) -> dict[str, str] | None:
    """Paths below `root` that the index holds, POSIX and relative to `root`, each with its mode.

    None where `root` is in no working tree, or git cannot be asked.

    Args:
        root: the folder.
        listings: what git has said of the checkouts of other roots.
    """
    if not find_checkout(root):
        return None
    output = None if listings is None else listings.below(root)
    if output is None:
        output = run(root, "ls-files", "--stage", "-z", "--", ".")
    if output is None:
        asking(root).problem = asking(root).problem or REFUSED
    found = {name: fields[0] for name, fields in _records(output or b"")}
    # The only path is that of the root where that is a submodule whose files are not here.
    return None if output is None or "./" in found else found


def _records(output: bytes) -> Iterator[tuple[str, list[str]]]:
    """The name and the three fields of each record that `ls-files` or `ls-tree` prints with -z."""
    for record in output.split(b"\0"):
        meta, tab, name = record.partition(b"\t")
        fields = meta.decode("ascii", "replace").split(" ")
        if tab and len(fields) == 3:
            yield os.fsdecode(name), fields


def ignored_by(root: str, paths: list[str]) -> dict[str, tuple[str, int, str]]:
    """For each ignored one of `paths`: the file that says so, its 1-based line, the pattern.

    The pattern is empty where that file is not of the repository: the configuration can name any
    file as `core.excludesFile`, and what is in it is nobody's business.
    """
    stdin = b"\0".join(os.fsencode(path) for path in paths)
    output = run(root, "check-ignore", "-v", "-z", "--stdin", input=stdin, accept=(0, 1))
    top = checkout(root) or root
    found: dict[str, tuple[str, int, str]] = {}
    fields = [os.fsdecode(field) for field in (output or b"").split(b"\0")]
    for source, line, pattern, path in zip(*(fields[i::4] for i in range(4)), strict=False):
        if not pattern.startswith("!"):
            number = int(line) if line.isdigit() else 0
            shown = pattern if _says(os.path.join(top, source), number, pattern, top) else ""
            found[path] = source, number, shown
    return found


def _says(path: str, number: int, pattern: str, top: str) -> bool:
    """Whether a file of the working tree has this pattern in this line.

    The configuration may also move the working tree, so that `source` means another file.
    """
    if not os.path.realpath(path).startswith(os.path.join(os.path.realpath(top), "")):
        return False
    lines = (words_of(path) or b"").split(b"\n")
    return 0 < number <= len(lines) and os.fsencode(pattern.strip()) in lines[number - 1]


class Held(NamedTuple):
    """One entry of a revision or of the index."""

    mode: str
    """`100644`, `100755`, `120000` (a symbolic link) or `160000` (a submodule)."""
    object: str
    """The object's name in hexadecimal digits."""


def held_by_revision(root: str, revision: str) -> dict[str, Held] | None:
    """What `revision` (any tree-ish, `main:backend` too) holds below `root`; None: no such thing.

    In a bare repository, and for a tree-ish that names a folder itself, that is all of it.
    """
    if revision.startswith("-") or "\0" in revision:
        return None
    # A bare repository may claim to be inside of a working tree (`core.worktree`).
    whole = ("--full-tree",) if ":" in revision or not find_checkout(root) else ()
    output = run(root, "ls-tree", "-r", "-z", *whole, revision, "--")
    if output is None:
        return None
    return {name: Held(fields[0], fields[2]) for name, fields in _records(output)}


def held_by_index(root: str) -> dict[str, Held] | None:
    """What the index holds below `root`; of a file in conflict, our side. None: no index."""
    if not find_checkout(root):
        return None
    output = run(root, "ls-files", "--stage", "-z", "--", ".")
    if output is None:
        return None
    held = {
        name: Held(mode, object_name)
        for name, (mode, object_name, stage) in _records(output)
        if stage in ("0", "2")
    }
    blank = [name for name, entry in held.items() if entry.object in _EMPTY]
    for name in _only_intended(root, held, blank):
        del held[name]
    return held


_EMPTY = {
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813": (
        "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
    ),
}
"""The name of the empty file, and that of the empty tree, with SHA-1 and with SHA-256."""


def _only_intended(root: str, held: dict[str, Held], blank: list[str]) -> list[str]:
    """Which of the empty files were added with `git add --intent-to-add` only.

    The index shows them as empty; the next commit leaves them out, as a comparison with nothing
    does.
    """
    if not blank:
        return []
    nothing = _EMPTY[held[blank[0]].object]
    options = (
        *("--cached", "--ita-invisible-in-index", "--no-renames", "--relative"),
        *("--no-ext-diff", "--no-textconv", "--ignore-submodules=all"),
    )
    output = run(root, "diff-index", *options, "--name-only", "-z", nothing, "--", ".")
    if output is None:
        return []
    added = {os.fsdecode(name) for name in output.split(b"\0")}
    return [name for name in blank if name not in added]


def is_repository(root: str) -> bool:
    """Whether git finds a repository from `root`, bare or not."""
    return run(root, "rev-parse", "--git-dir") is not None
