"""The only place that calls git, hardened against the repository that it is asked about.

A repository's own configuration can name programs (`core.fsmonitor`, hooks, filters, pagers).
Every call switches those off, scrubs the environment, takes no lock and is bounded in time. A git
that is missing, refuses or fails is no error: callers get None and stay silent.
"""

from __future__ import annotations

import os

TIMEOUT = 10
"""Seconds that one call may take."""

_HARDENED = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.untrackedCache=false",
    "-c", "protocol.allow=never",
    "-c", "safe.directory=*",
    "--no-pager",
    "--no-replace-objects",
)  # fmt: skip


def find_checkout(root: str) -> bool:
    """Whether `root` lies in a git working tree, told without starting git."""
    here = os.path.abspath(root)
    while True:
        if os.path.lexists(os.path.join(here, ".git")):
            return True
        above = os.path.dirname(here)
        if above == here:
            return False
        here = above


def index_below(root: str) -> dict[str, str] | None:
    """Paths below `root` that the index holds, POSIX and relative to `root`, each with its mode.

    None where `root` is in no working tree, or git cannot be asked.
    """
    if not find_checkout(root):
        return None
    output = _run(root, "ls-files", "--stage", "-z", "--", ".")
    if output is None:
        return None
    found: dict[str, str] = {}
    for record in output.split(b"\0"):
        meta, tab, name = record.partition(b"\t")
        if tab:
            found[os.fsdecode(name)] = meta[:6].decode("ascii", "replace")
    return found


def ignored_by(root: str, paths: list[str]) -> dict[str, tuple[str, int, str]]:
    """For each ignored one of `paths`: the file that says so, its 1-based line, the pattern."""
    stdin = b"\0".join(os.fsencode(path) for path in paths)
    output = _run(root, "check-ignore", "-v", "-z", "--stdin", input=stdin, accept=(0, 1))
    found: dict[str, tuple[str, int, str]] = {}
    fields = [os.fsdecode(field) for field in (output or b"").split(b"\0")]
    for source, line, pattern, path in zip(*(fields[i::4] for i in range(4)), strict=False):
        if not pattern.startswith("!"):
            found[path] = (source, int(line) if line.isdigit() else 0, pattern)
    return found


def _run(
    root: str, *arguments: str, input: bytes = b"", accept: tuple[int, ...] = (0,)
) -> bytes | None:
    import subprocess

    try:
        done = subprocess.run(
            ["git", "-C", root, *_HARDENED, *arguments],
            input=input,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            env=_environment(root),
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode in accept else None


def _environment(root: str) -> dict[str, str]:
    """The environment without git's variables, but for the index that a commit is being made of."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept["GIT_OPTIONAL_LOCKS"] = "0"
    kept["GIT_TERMINAL_PROMPT"] = "0"
    kept["LC_ALL"] = "C"
    index = os.environ.get("GIT_INDEX_FILE")
    if index and os.path.isfile(index):
        # `git commit -- path` makes an index of its own and runs the hooks with it.
        here, inside = os.path.realpath("."), os.path.realpath(root)
        if inside == here or inside.startswith(here + os.sep):
            kept["GIT_INDEX_FILE"] = os.path.abspath(index)
    return kept
