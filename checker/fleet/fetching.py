"""Repositories elsewhere: one commit, shallow, with those files that a check may read; by git only.

The address is the operator's, the server's answers are not: no transport but those of `_PROTOCOLS`,
no hook, no submodule, no redirect to another protocol, no question at a terminal. git's own
configuration of the user counts for proxies and credentials, and nothing else does: the repository
that it is fetched into was made here.
"""

from __future__ import annotations

import os
import subprocess

from checker.base.errors import UsageError
from checker.base.text import printable
from checker.files.git_process import environment
from checker.files.programs import find_program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_PROTOCOLS = "https:ssh:git:http:file"
_HARDENED = (
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.fsmonitor=false",
    "-c", "submodule.recurse=false",
    "-c", "fetch.recurseSubmodules=false",
    "-c", "transfer.fsckObjects=true",
    "-c", "fetch.negotiationAlgorithm=noop",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
    "--no-pager",
)  # fmt: skip
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


def newest(place: str, rev: str, seconds: float) -> str:
    """The commit that a revision names there, without fetching it; empty: git does not tell."""
    words = ["ls-remote", "--exit-code", "--", place, rev or "HEAD"]
    try:
        answer = _git(None, words, seconds)
    except UsageError:
        return ""
    lines = [line.split("\t") for line in answer.splitlines() if "\t" in line]
    peeled = [name for name, ref in lines if ref.endswith("^{}")]
    return (peeled or [name for name, _ in lines] or [""])[0]


def fetched(place: str, rev: str, folder: str, seconds: float) -> None:
    """Fetch one commit of a repository elsewhere into a bare one, made in an empty folder.

    Args:
        place: the address.
        rev: the revision; empty: the branch that its `HEAD` names.
        folder: where to.
        seconds: on the clock, for each call of git.

    Raises:
        UsageError: with git's own reason.
    """
    _git(None, ["init", "--quiet", "--bare", "--template=", folder], seconds)
    asked = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--filter=blob:none"]
    _git(folder, ["config", "remote.origin.url", place], seconds)
    _git(folder, ["config", "remote.origin.promisor", "true"], seconds)
    _git(folder, ["config", "remote.origin.partialclonefilter", "blob:none"], seconds)
    branch = f"+{rev or 'HEAD'}:refs/heads/checked"
    _git(folder, [*asked, "--depth=1", "--", "origin", branch], seconds)
    _git(folder, ["symbolic-ref", "HEAD", "refs/heads/checked"], seconds)
    listing = _git(folder, ["ls-tree", "-r", "-z", "HEAD"], seconds)
    wanted = _readable(listing.split("\0"))
    missing = _missing(folder, wanted, seconds)
    for start in range(0, len(missing), _MANY):
        some = missing[start : start + _MANY]
        _git(folder, [*asked, "--", "origin", *some], seconds)


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


def _missing(folder: str, names: list[str], seconds: float) -> list[str]:
    """Which of the objects are not here: a server without filters has sent them all."""
    answer = _git(folder, ["rev-list", "--objects", "--missing=print", "HEAD"], seconds)
    missing = {line[1:] for line in answer.splitlines() if line.startswith("?")}
    return [name for name in names if name in missing]


def _git(folder: str | None, words: list[str], seconds: float) -> str:
    """What one call prints.

    Raises:
        UsageError: where git is missing, is over its time or fails, with its last line.
    """
    program = find_program("git", set(), os.environ.get("PATH", os.defpath), os.name == "nt")
    if program is None:
        raise UsageError("git is not installed")
    variables = environment("/")
    variables["GIT_ALLOW_PROTOCOL"] = _PROTOCOLS
    variables["GIT_CONFIG_PARAMETERS"] = ""
    if words[0] not in ("fetch", "ls-remote"):
        variables["GIT_ALLOW_PROTOCOL"] = ""
    variables.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
    place = ["-C", folder] if folder else []
    try:
        done = subprocess.run(
            [program, *place, *_HARDENED, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            env=variables,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"git {words[0]} took longer than {seconds:g} seconds") from error
    except OSError as error:
        raise UsageError(f"git cannot be started: {error.strerror}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise UsageError(f"git {words[0]}: {printable(said[-1], 200)}")
    return done.stdout.decode("utf-8", "surrogateescape")
