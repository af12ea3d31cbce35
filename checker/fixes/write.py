"""What fixes come to: files on the disk, or a patch on standard output."""

from __future__ import annotations

import os
import stat
import sys

from checker.base import regex as re
from checker.base.errors import UsageError, eprint
from checker.base.messages import fill, listed
from checker.base.text import escape_ci_commands, escaped, printable
from checker.config.locate import folders_above, path_below
from checker.files.tree import DirectoryTree
from checker.files.writing import write_atomically
from checker.fixes import disk
from checker.fixes.patch import changes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from checker.config.settings import Settings
    from checker.fixes.loop import Outcome


def show(outcomes: list[tuple[Settings, Outcome]], path: str = "") -> None:
    """Write what would change, as one patch, to standard output or a file.

    Its paths start at the top of the checkout, which is where `git apply` takes them from. On a
    terminal and in the log of a build server, what a file holds must not act: there, control
    characters and commands are shown escaped, and standard error says that this is no patch.

    Raises:
        UsageError: where one patch cannot tell the roots apart, or the file can't be written.
    """
    prefixes = [_from_the_top(settings) for settings, _ in outcomes]
    if len(set(prefixes)) < len(prefixes):
        raise UsageError("roots of several checkouts make no patch; show them one by one")
    parts = [
        part
        for prefix, (_, outcome) in zip(prefixes, outcomes, strict=True)
        for part in changes(outcome.tree, prefix)
    ]
    if path:
        try:
            write_atomically(path, b"".join(data for _, data in parts))
        except OSError as error:
            why = error.strerror or "unknown error"
            raise UsageError(
                fill("--output: cannot write `{path}`: {why}", path=printable(path), why=why)
            ) from error
    elif _is_read_by_people(sys.stdout):
        shown = [harmless(data) for _, data in parts]
        acting = [name for (name, data), safe in zip(parts, shown, strict=True) if data != safe]
        give_back(b"".join(shown))
        if acting:
            names = listed(acting)
            eprint(
                fill(
                    "pyspec-check: warning: control characters or commands of a build "
                    "server are shown escaped in {names}: `git apply` does not accept "
                    "this; `--diff --output patch:FILE` writes the exact patch",
                    names=names,
                )
            )
    else:
        give_back(b"".join(data for _, data in parts))


_ACTING = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\udc80-\udcff]|\r(?!\\Z)"
)
"""What moves, colours or turns round text on a terminal; bytes that are not UTF-8; not a tab."""


def harmless(data: bytes) -> bytes:
    """A patch as it can be shown: the same bytes, where nothing in it acts."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    shown = [
        escape_ci_commands(_ACTING.sub(lambda found: escaped(found[0]), line)) for line in lines
    ]
    return "\n".join(shown).encode("utf-8", "surrogateescape")


def _is_read_by_people(stream: TextIO) -> bool:
    """Whether a stream is a terminal, or the log of a build server: there a pipe, not a file."""
    if stream.isatty():
        return True
    if os.environ.get("CI", "").lower() in ("", "0", "false"):
        return False
    try:
        return not stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # no stream of the system
        return False


def _from_the_top(settings: Settings) -> str:
    """A root's path from the top of its checkout, or from here where it is in none."""
    root = os.path.realpath(settings.prefix or ".")
    above = folders_above(root)
    here = above[-1] if above else root
    if not os.path.lexists(os.path.join(here, ".git")):
        if not isinstance(settings.tree, DirectoryTree):
            return ""  # a bare repository
        here = os.path.realpath(".")
    path = path_below(root, here)
    return f"{path}/" if path else ""  # a patch stays below the folder that it is applied in


def write(settings: Settings, outcome: Outcome) -> None:
    """Write the changes of one root to the disk.

    Raises:
        UsageError: where that can't be done; then nothing of the root is changed.
    """
    if outcome.tree.files and isinstance(settings.tree, DirectoryTree):
        disk.write(outcome.tree, settings.tree.root)


def give_back(data: bytes) -> None:
    """Bytes to standard output: a patch, or the fixed text for the editor that sent it."""
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(data.decode("utf-8", "surrogateescape"))
