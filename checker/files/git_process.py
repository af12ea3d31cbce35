"""git's processes, hardened against the repository that git is asked about.

A repository's own configuration can name programs and files. What a call of ours would heed, and
what keeps it from that:

* `core.fsmonitor`, hooks, pagers: switched off with `-c` and `--no-pager`, which beat every file;
* helper programs of transports (`ext::`, `remote.*.vcs`, `core.sshCommand`, `core.gitProxy`,
  credentials), which a partial clone's missing objects would start: `GIT_ALLOW_PROTOCOL` is empty
  and beats `protocol.*.allow`, `GIT_NO_LAZY_FETCH` is set for the releases that have it;
* filters, `diff.external`, `textconv`: no command of ours takes a file's content from the disk or
  compares contents; `core.attributesFile` is not read;
* `trace2.*` counts in the user's and the system's configuration only, and every `GIT_*` variable
  goes, with the exceptions that `environment` names;
* includes, `core.excludesFile`, `.gitignore`, the index: git reads them, and where they are a pipe
  or a device it would wait. All work for one root has one budget of seconds, in which counts what
  git computes and what it sleeps, but not that it waits for a busy machine (`git_time`); what is
  over is ended, and `problem` says so.

git itself is started by its absolute path, which never lies in what is checked.
"""

from __future__ import annotations

import os
import time

from checker.files.programs import find_program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

BUDGET = 2.0
"""Seconds that git may compute and sleep for one root, all its calls together."""
LONGEST = 30.0
"""The same on the clock, however busy the machine is."""
LOOK = 0.1
"""Seconds of silence after which it is looked what git does; less is not counted as sleep."""
OUTPUT = 64 * 1024 * 1024
"""Bytes that one call may print: the paths of half a million files."""

SLOW = f"git took longer than {BUDGET:g} seconds"
MISSING = "git is not installed, or only in the folder that is checked"
REFUSED = "git cannot read this repository; `git status` says why"

_HARDENED = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.untrackedCache=false",
    "-c", "core.attributesFile=/dev/null",
    "-c", "submodule.recurse=false",
    "-c", "credential.helper=",
    "-c", "protocol.allow=never",
    "-c", "safe.directory=*",
    "-c", "safe.bareRepository=all",
    "--no-pager",
    "--no-replace-objects",
)  # fmt: skip


class Asking:
    """What is left of the time that git may take for one root, and why it is asked no more."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._program: str | None = None
        self.seconds = BUDGET
        """What is left of the budget."""
        self.longest = LONGEST
        """What is left of the clock."""
        self.problem = ""
        """Empty, or why git was not asked, or not about everything."""

    def program(self) -> str:
        """The absolute path of git.

        Raises:
            FileNotFoundError: where there is none that may be started.
        """
        if self._program is None:
            self._program = _program_beside(self._root)
        if self._program is None:
            raise FileNotFoundError(MISSING)
        return self._program

    def must_go_on(self) -> None:
        """Do nothing as long as there is time left.

        Raises:
            TimeoutError: where it is over.
        """
        if self.seconds <= 0 or self.longest <= 0:
            raise TimeoutError(SLOW)

    def look(self, process: int, counted: float, since: float) -> float:
        """Count what a process has used that says nothing.

        Args:
            process: its number.
            counted: seconds of CPU of it that count already.
            since: the moment of the monotonic clock since when it says nothing.

        Returns:
            Seconds of CPU of it that count now.

        Raises:
            TimeoutError: where the time is over.
        """
        from checker.files.git_time import used  # noqa: PLC0415  gate: only where git is slow

        silence = time.monotonic() - since
        work, counted = used(process, counted, min(silence, LOOK))
        self.seconds -= work
        self.longest -= silence
        self.must_go_on()
        return counted


_asking: dict[str, Asking] = {}
"""By the absolute path of each root of this process."""


def asking(root: str) -> Asking:
    """What is known of git's work for a root: one budget, whoever asks."""
    return _asking.get(at := _absolute(root)) or _asking.setdefault(at, Asking(at))


def share(folder: str, root: str) -> None:
    """Let the work for a folder, a submodule, count as work for the root that holds it."""
    _asking[_absolute(folder)] = asking(root)


def problem(root: str) -> str:
    """Why git was not asked about a root, or not about everything; empty where it was."""
    found = _asking.get(_absolute(root))
    return found.problem if found else ""


def renew(root: str, anew: bool = False) -> None:
    """Give git its whole time again, for the next check of a root.

    Where it was over, that stays, unless what git reads is another now (`anew`): an editor checks
    at each key, and cannot wait each time.
    """
    found = _asking.get(_absolute(root))
    if found is not None and (anew or not found.problem):
        found.seconds, found.longest, found.problem = BUDGET, LONGEST, ""


_found: dict[str, str] = {}
"""The program that lies in none of the roots asked about so far, by the value of `PATH`."""


def _program_beside(root: str) -> str | None:
    """The absolute path of git, outside of this root and of all others of this process."""
    path, windows = os.environ.get("PATH", os.defpath), os.name == "nt"
    known = _found.get(path)
    if known is not None:  # with many roots, each is compared with it once
        known = find_program("git", _tops([root]), os.path.dirname(known), windows)
    if known is None:
        known = find_program("git", _tops(_asking), path, windows)
    _found.clear()
    if known is not None:
        _found[path] = known
    return known


def _tops(roots: Iterable[str]) -> set[str]:
    """Roots and the working trees that hold them, links followed."""
    return {os.path.realpath(folder) for root in roots for folder in (root, checkout(root) or root)}


def _absolute(path: str) -> str:
    try:
        return os.path.abspath(path)
    except OSError:  # the working folder has been deleted
        return path


def checkout(root: str) -> str | None:
    """The top of the git working tree that holds `root`, told without git; None outside of one."""
    here = os.path.abspath(root)
    while not os.path.lexists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above
    return here


def command(root: str, *arguments: str) -> list[str]:
    """The words of one call about the repository that holds `root`.

    Raises:
        FileNotFoundError: where there is no git that may be started.
    """
    return [asking(root).program(), "-C", root, *_HARDENED, *arguments]


def run(
    root: str, *arguments: str, input: bytes = b"", accept: tuple[int, ...] = (0,)
) -> bytes | None:
    """What one call prints; None where it cannot be made, is over its time or ends otherwise."""
    state = asking(root)
    if state.problem:
        return None
    try:
        state.must_go_on()
        words, variables = command(root, *arguments), environment(root)
        if not input and hasattr(os, "posix_spawn"):
            code, output = _spawn(words, variables, state)
        else:
            from checker.files.git_input import answered  # noqa: PLC0415  gate: most need none

            code, output = answered(words, variables, input, state.look)
    except (OSError, ValueError) as error:
        state.problem = reason(error)
        return None
    return output if code in accept else None


def reason(error: Exception) -> str:
    """Why a call failed, in words that begin a sentence."""
    if isinstance(error, TimeoutError):
        return SLOW
    if isinstance(error, FileNotFoundError):
        return MISSING
    return f"git did not answer ({getattr(error, 'strerror', '') or error})"


def _spawn(command: list[str], environment: dict[str, str], state: Asking) -> tuple[int, bytes]:
    """Exit code and output of a command without input.

    `subprocess` does the same; importing it costs more than half of an empty Python's start.
    """
    import select  # noqa: PLC0415  gate: only where git is asked

    nothing = os.open(os.devnull, os.O_RDWR)
    reading, writing = os.pipe()
    try:
        streams = [(os.POSIX_SPAWN_DUP2, old, new) for old, new in ((nothing, 0), (writing, 1))]
        streams.append((os.POSIX_SPAWN_DUP2, nothing, 2))
        process = os.posix_spawn(command[0], command, environment, file_actions=streams)
    except BaseException:
        os.close(reading)
        raise
    finally:
        os.close(writing)
        os.close(nothing)
    output, counted, ended = bytearray(), 0.0, False
    try:
        while not ended:
            since = time.monotonic()
            if not select.select([reading], [], [], LOOK)[0]:
                counted = state.look(process, counted, since)
                continue
            more = os.read(reading, 1 << 18)
            output += more
            ended = not more
            if len(output) > OUTPUT:
                raise ValueError("it lists too many files")
    finally:
        os.close(reading)
        if not ended:
            os.kill(process, 9)
        before = os.times()
        _, status = os.waitpid(process, 0)
        after = os.times()  # `os.wait4` tells it more exactly, and imports a module for that
        cpu = after.children_user + after.children_system
        cpu -= before.children_user + before.children_system
        state.seconds -= max(0.0, cpu - counted)
    return os.waitstatus_to_exitcode(status), bytes(output)


def environment(root: str) -> dict[str, str]:
    """The environment without git's variables, but for the index that a commit is being made of."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept["GIT_OPTIONAL_LOCKS"] = "0"
    kept["GIT_TERMINAL_PROMPT"] = "0"
    kept["GIT_ASKPASS"] = ""
    kept["GIT_NO_LAZY_FETCH"] = "1"
    kept["GIT_ALLOW_PROTOCOL"] = ""  # an empty list: no transport, whatever the configuration says
    kept["LC_ALL"] = "C"
    try:
        here, inside = os.path.realpath("."), os.path.realpath(root)
    except OSError:  # the working folder has been deleted
        return kept
    if inside != here and not inside.startswith(here + os.sep):
        return kept
    index = os.environ.get("GIT_INDEX_FILE")
    if index and os.path.isfile(index):
        # `git commit -- path` makes an index of its own and runs the hooks with it.
        kept["GIT_INDEX_FILE"] = os.path.abspath(index)
    if "GIT_QUARANTINE_PATH" in os.environ:
        # Until a pre-receive hook has agreed, what was pushed lies in a store of its own.
        for name in ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"):
            if name in os.environ:
                kept[name] = os.environ[name]
    return kept
