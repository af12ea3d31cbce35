"""The commit that `HEAD` names in a bare repository, read without opening the repository.

Opening one takes libgit2 longer than most of what is read of it then: it looks for working trees,
owners and configurations. Here that is three small files, and only where all of them are as git
and the servers write them; nothing is said of a repository with anything else in it.
"""

from __future__ import annotations

import os

from checker.base import regex as re
from checker.files.git import words_of

_UNUSUAL = (".git", "commondir", "shallow", "info/grafts", "objects/info/alternates",
            "objects/pack/multi-pack-index")  # fmt: skip
"""What leads elsewhere, or says more than the objects do: libgit2 or git reads it."""
_CONFIG = re.compile(
    rb"\[core\]\n(?:\t(?:repositoryformatversion = 0|bare = true|"
    rb"(?:filemode|ignorecase|logallrefupdates|precomposeunicode|symlinks) = (?:true|false))\n)+"
    rb'(?:\[remote "[\w.-]+"\]\n(?:\t(?:url|fetch|mirror|tagOpt) = [^\\"#;\n]*\n)+)*'
)
"""A configuration that asks for nothing: neither extensions nor includes nor a working tree."""
_BARE = b"\tbare = true\n"
_LONGEST = 4096
"""Bytes of a configuration that is looked at."""
_HEAD = re.compile(rb"ref: (refs/heads/[\w-]+(?:[./][\w-]+)*)\n")
_NAME = re.compile(rb"[0-9a-f]{40}")


def head_of(path: str) -> str:
    """The name of that commit; empty where anything about the repository is unusual."""
    if any(os.access(f"{path}/{name}", os.F_OK) for name in _UNUSUAL):
        return ""
    config = words_of(f"{path}/config") or b""
    head = _HEAD.fullmatch(words_of(f"{path}/HEAD") or b"")
    if head is None or _BARE not in config or len(config) > _LONGEST:
        return ""
    if not _CONFIG.fullmatch(config):
        return ""
    branch = head[1]
    name = words_of(f"{path}/{os.fsdecode(branch)}")
    if name is None:
        name = _packed(words_of(f"{path}/packed-refs") or b"", branch)
    return name[:40].decode() if name.endswith(b"\n") and _NAME.fullmatch(name[:-1]) else ""


def _packed(listed: bytes, branch: bytes) -> bytes:
    """What stands of a branch in `packed-refs`: a name and a line end; empty for nothing."""
    at = listed.find(b" %s\n" % branch)
    begin = listed.rfind(b"\n", 0, max(at, 0)) + 1
    return listed[begin:at] + b"\n" if at >= 0 else b""
