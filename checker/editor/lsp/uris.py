"""`file:` URIs and the paths of this machine."""

from __future__ import annotations

import ntpath
import os
from urllib.parse import quote, unquote_to_bytes

_WINDOWS = os.name == "nt"
_LONGEST, _LONGEST_WINDOWS = 4096, 32_767
"""Characters of a path that a system opens; what is longer names no file."""


def path_of(uri: str, windows: bool = _WINDOWS) -> str | None:
    """The absolute path that a URI names; None where it names no file of this machine.

    What is no `file:` URI (an untitled buffer, a revision in git, a notebook's cell) has no path.
    """
    scheme, colon, rest = uri.partition(":")
    if not colon or scheme.lower() != "file":
        return None
    host, path = "", rest
    if rest.startswith("//"):
        host, _, path = rest[2:].partition("/")
        path = "/" + path
    path = os.fsdecode(unquote_to_bytes(path.partition("?")[0].partition("#")[0]))
    if (
        not path.startswith("/")
        or "\0" in path
        or len(path) > (_LONGEST_WINDOWS if windows else _LONGEST)
    ):
        return None
    if not windows:
        return os.path.normpath(path) if host in ("", "localhost") else None
    if path[2:3] == ":" and path[1:2].isalpha():
        path = path[1].lower() + path[2:]
        return ntpath.normpath(path if len(path) > 2 else path + "\\")
    return ntpath.normpath(f"//{host}{path}") if host not in ("", "localhost") else None


def uri_of(path: str, windows: bool = _WINDOWS) -> str:
    """The URI of an absolute path, with everything escaped that other programs escape."""
    if windows:
        path = path.replace("\\", "/")
        if path.startswith("//"):
            host, _, rest = path[2:].partition("/")
            return f"file://{host}/{quote(rest.encode('utf-8', 'surrogatepass'), safe='/')}"
        path = f"/{path[0].lower()}{path[1:]}"
        return "file://" + quote(path.encode("utf-8", "surrogatepass"), safe="/")
    return "file://" + quote(path.encode("utf-8", "surrogateescape"), safe="/")
