"""Repositories elsewhere: one commit, shallow, with those files that a check may read; by git only.

The address is the operator's, the server's answers are not: no transport but those of `_PROTOCOLS`
(or of the operator's own `GIT_ALLOW_PROTOCOL`), no hook, no submodule, no redirect to another
protocol, no question at a terminal, and limits of time and size. git's own configuration of the
user counts for proxies and credentials, and nothing else does: the repository that it is fetched
into was made here.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time

from checker.base.errors import UsageError
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.files.git_process import environment
from checker.files.programs import find_program
from checker.fleet.temporary import FETCHED, new_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.fleet.addresses import Address

_PROTOCOLS = "https:ssh:git:http"
_HARDENED = (
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.fsmonitor=false",
    "-c", "submodule.recurse=false",
    "-c", "fetch.recurseSubmodules=false",
    # Nothing is checked out, and old trees that a check reads do not pass it.
    "-c", "transfer.fsckObjects=false",
    "-c", "fetch.negotiationAlgorithm=noop",
    "-c", "fetch.unpackLimit=1",
    "-c", "core.bigFileThreshold=8m",
    "-c", "http.lowSpeedLimit=1000",
    "-c", "http.lowSpeedTime=30",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
    "--no-pager",
)  # fmt: skip
_FETCH = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--filter=blob:none")
REF = "refs/fleet/checked"
"""What a fetched commit, or a tag of one, is called here."""
_UNREAD = frozenset({
    "png", "jpg", "jpeg", "gif", "bmp", "ico", "webp", "avif", "tif", "tiff", "psd", "ai", "eps",
    "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "m4a", "m4v", "mov", "avi", "mkv", "webm",
    "ogg", "oga", "ogv", "wav", "flac", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt",
    "ods", "zip", "gz", "bz2", "xz", "7z", "rar", "tar", "tgz", "egg", "jar", "war", "exe", "dll",
    "so", "dylib", "a", "o", "pyc", "class", "sqlite", "sqlite3", "mdb", "parquet", "feather",
    "npy", "npz", "h5", "hdf5", "pkl", "pickle", "joblib", "pt", "pth", "onnx", "safetensors", "mo",
})  # fmt: skip
"""Endings of files that no rule opens; a test compares them with what checks read."""
_MANY = 1000
"""Objects that are asked for in one call."""
_PRINTED = 64 * 1024 * 1024
"""Bytes that one call may print: the paths of half a million files."""
_BLOCK = 512
_LIMITED = 'ulimit -f "$0" && exec "$@"'
"""For a shell: a program that writes no file longer than so many blocks of 512 bytes."""


class Limits(NamedTuple):
    """What one repository may cost until it is here."""

    seconds: float = 120
    """On the clock, for all calls of git together."""
    size: int = 1 << 30
    """Bytes of one pack of objects."""


class Fetched(NamedTuple):
    """What came of one repository elsewhere."""

    folder: str = ""
    """Where it lies, bare; empty where it is unchanged, or was not fetched."""
    unchanged: bool = False
    problem: str = ""
    """Why it was not fetched."""
    seconds: float = 0

    def drop(self) -> None:
        """Delete the folder."""
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def fetch(address: Address, known: str, limits: Limits) -> Fetched:
    """Fetch one commit of a repository into a folder of its own; what fails is told, not raised.

    Args:
        address: where it is.
        known: the commit that was checked before; where it is that one still, nothing is fetched.
        limits: what it may cost.
    """
    begun = time.monotonic()
    git, folder = _Git(limits), ""
    try:
        if known and _newest(git, address.place, address.rev) == known:
            return Fetched(unchanged=True, seconds=time.monotonic() - begun)
        folder = new_folder(FETCHED)
        _fetch_into(git, address, folder)
        return Fetched(folder, seconds=time.monotonic() - begun)
    except (UsageError, OSError) as error:
        Fetched(folder).drop()
        why = str(error) if isinstance(error, UsageError) else f"{error.strerror or error}"
        return Fetched(problem=why, seconds=time.monotonic() - begun)


def _newest(git: _Git, place: str, rev: str) -> str:
    """The commit that a revision names there, without fetching it; empty: git does not tell."""
    try:
        answer = git.run(None, "ls-remote", "--exit-code", "--", place, rev or "HEAD")
    except UsageError:
        return ""
    lines = [line.split("\t") for line in answer.splitlines() if "\t" in line]
    peeled = [name for name, ref in lines if ref.endswith("^{}")]
    return (peeled or [name for name, _ in lines] or [""])[0]


def _fetch_into(git: _Git, address: Address, folder: str) -> None:
    """Fetch one commit of a repository elsewhere into a bare one, made in an empty folder.

    Raises:
        UsageError: with git's own reason.
    """
    wanted = f"+{address.rev or 'HEAD'}:{REF}"
    try:
        _begin(git, address.place, folder)
        git.run(folder, *_FETCH, "--depth=1", "--", "origin", wanted)
    except UsageError as error:
        if "mismatched algorithms" not in str(error):
            raise
        shutil.rmtree(folder)  # a repository of SHA-256: seldom, and only the server says so
        os.mkdir(folder, 0o700)
        _begin(git, address.place, folder, "--object-format=sha256")
        git.run(folder, *_FETCH, "--depth=1", "--", "origin", wanted)
    listing = git.run(folder, "ls-tree", "-r", "-z", REF)
    missing = _missing(git, folder, _readable(listing.split("\0")))
    for start in range(0, len(missing), _MANY):
        some = missing[start : start + _MANY]
        git.run(folder, *_FETCH, "--", "origin", *some)


def fetch_more(folder: str, names: Iterable[str], limits: Limits) -> None:
    """Fetch further objects of what was fetched: a check wants to read them.

    Raises:
        UsageError: with git's own reason.
    """
    _Git(limits).run(folder, *_FETCH, "--", "origin", *names)


def _begin(git: _Git, place: str, folder: str, *words: str) -> None:
    """Make the repository."""
    git.run(None, "init", "--quiet", "--bare", "--template=", *words, "--", folder)
    for name, value in (("url", place), ("promisor", "true"), ("partialclonefilter", "blob:none")):
        git.run(folder, "config", f"remote.origin.{name}", value)


def _readable(records: Iterable[str]) -> list[str]:
    """The objects of files that a check may read, each once."""
    names: dict[str, None] = {}
    for record in records:
        meta, tab, path = record.partition("\t")
        fields = meta.split(" ")
        if tab and len(fields) == 3 and fields[1] == "blob":
            ending = path.rpartition(".")[2].lower()
            if ending not in _UNREAD:
                names[fields[2]] = None
    return list(names)


def _missing(git: _Git, folder: str, names: list[str]) -> list[str]:
    """Which of the objects are not here: a server without filters has sent them all."""
    answer = git.run(folder, "rev-list", "--objects", "--missing=print", REF)
    missing = {line[1:] for line in answer.splitlines() if line.startswith("?")}
    return [name for name in names if name in missing]


class _Git:
    """Calls of git for one repository, which share its limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._until = time.monotonic() + limits.seconds

    def run(self, folder: str | None, *words: str) -> str:
        """What one call prints.

        Raises:
            UsageError: where git is missing, is over a limit or fails, with its own reason.
        """
        program = find_program("git", set(), os.environ.get("PATH", os.defpath), os.name == "nt")
        if program is None:
            raise UsageError("git is not installed")
        command = [program, *(["-C", folder] if folder else []), *_HARDENED, *words]
        if os.name == "posix":
            command = ["/bin/sh", "-c", _LIMITED, str(self._limits.size // _BLOCK), *command]
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
            try:
                process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=complained,
                    env=_environment(words[0]),
                    start_new_session=True,
                )
            except OSError as error:
                raise UsageError(f"git cannot be started: {error.strerror}") from error
            try:
                code = process.wait(max(0.1, self._until - time.monotonic()))
            except subprocess.TimeoutExpired as error:
                why = f"git {words[0]} was not done after {self._limits.seconds:g} seconds"
                raise UsageError(why) from error
            finally:
                _end(process)
            if code:
                complained.seek(0)
                if folder and _largest(folder) > self._limits.size - _BLOCK:
                    raise UsageError(f"it is larger than {self._limits.size >> 20} MiB")
                raise UsageError(f"git {words[0]}: {_Git._reason(complained.read(1 << 16))}")
            said.seek(0)
            answer = said.read(_PRINTED + 1)
        if len(answer) > _PRINTED:
            raise UsageError("the revision contains too many files")
        return answer.decode("utf-8", "surrogateescape")

    @staticmethod
    def _reason(said: bytes) -> str:
        """Why a call failed, in one line: what git calls fatal, or its last words."""
        lines = said.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        fatal = [line for line in lines if line.startswith(("fatal:", "ERROR:", "remote: "))]
        return printable((fatal or lines)[0 if fatal else -1].removeprefix("fatal: "), 200)


def _largest(folder: str) -> int:
    """Bytes of the largest pack of a repository, one that was not ended included."""
    try:
        with os.scandir(os.path.join(folder, "objects", "pack")) as entries:
            return max((entry.stat().st_size for entry in entries), default=0)
    except OSError:
        return 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a call with all that it has started, if it runs still."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()


def _environment(command: str) -> dict[str, str]:
    variables = environment("/")
    allowed = os.environ.get("GIT_ALLOW_PROTOCOL") or _PROTOCOLS
    variables["GIT_ALLOW_PROTOCOL"] = allowed if command in ("fetch", "ls-remote") else ""
    variables["GIT_CONFIG_PARAMETERS"] = ""
    variables.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
    return variables
