"""Line ends as git will store them: a checkout on Windows has CRLF where the platform gets LF.

`core.autocrlf`, which Git for Windows sets, and the attributes `text` and `eol` make git convert a
file when it is added. git is asked only about files in which a carriage return changes what the
platform does, and only where they contain one.
"""

from __future__ import annotations

from checker.files.git import find_checkout
from checker.files.git_process import run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_HARMLESS = frozenset(
    ("py", "toml", "json", "lock", "cfg", "ini", "yml", "yaml", "html", "css", "js", "md", "txt")
)
"""Endings of files whose readers take both kinds of line ends; a script of them is no such file."""
_CONTROLS = bytes([*(byte for byte in range(32) if byte not in b"\b\t\n\f\r\x1b"), 127])
"""Bytes of which git bears one in 128 in a text."""


def _matters(path: str, data: bytearray) -> bool:
    """Whether it matters how git stores the line ends of a file that contains CRLF."""
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2] if "." in name[1:] else ""
    return name == "runtime.txt" or ending not in _HARMLESS or data.startswith(b"#!")


def as_stored(
    root: str, path: str, data: bytearray, once: Callable[[object, Callable[[], bool]], bool]
) -> bytearray:
    """What git will hold of a file's bytes.

    Args:
        root: the folder that is checked.
        path: of the file, POSIX and relative to it.
        data: what is in it, with CRLF.
        once: asks what holds for the whole folder, and remembers it.
    """
    if not _matters(path, data):
        return data
    if not find_checkout(root):
        return data
    text = data.replace(b"\r\n", b"\n")
    options = ("--eol", "--cached", "--others", "-z", "--", f":(literal){path}")
    fields = (run(root, "ls-files", *options) or b"").partition(b"\t")[0].decode().split()
    if len(fields) < 3:
        return data
    index, attributes = fields[0], " ".join(fields[2:]).removeprefix("attr/")
    if attributes.startswith("-text"):
        return data
    if attributes.startswith("text") and not attributes.startswith("text=auto"):
        return text
    if not attributes and not once("core.autocrlf", lambda: _converts(root)):
        return data
    if b"\r" in text or b"\0" in text or _is_binary(text):
        return data
    # What git has with CRLF already stays so.
    return data if index in ("i/crlf", "i/mixed", "i/-text") else text


def _is_binary(text: bytearray) -> bool:
    """Whether git takes bytes without NUL and lone carriage returns for no text."""
    others = len(text) - len(text.translate(None, _CONTROLS))
    return (len(text) - others - text.count(b"\n")) >> 7 < others


def _converts(root: str) -> bool:
    """Whether the configuration converts files without attributes."""
    said = run(root, "config", "--get", "core.autocrlf", accept=(0, 1)) or b""
    return said.strip().lower() in (b"true", b"input", b"yes", b"on", b"1")


def with_crlf(data: bytes) -> bytes:
    """Bytes for the disk, whose lines all end with CRLF."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
