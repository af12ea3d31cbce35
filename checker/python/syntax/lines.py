"""The encoding that a source declares, and its lines as the places of a syntax tree count them."""

from __future__ import annotations

from checker.base import regex as re

BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n|\r|\n")


def cookie_of(data: bytes) -> str:
    """The encoding that a comment in the first two lines names; empty where none does."""
    for line in _LINE_END.split(data.removeprefix(BOM)[:4000], 2)[:2]:
        found = re.match(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", line)
        if found is not None:
            name = found.group(1).decode("ascii", "replace")
            plain = name[:12].lower().replace("_", "-") + "-"
            for known in ("utf-8", "latin-1", "iso-8859-1", "iso-latin-1"):
                if plain.startswith(known + "-"):  # Emacs writes `utf-8-unix`
                    return known if known != "latin-1" else "iso-8859-1"
            return name
        if re.match(rb"[ \t\f]*(?:#|$)", line) is None:
            break  # below code, a comment is one like others
    return ""


def source_lines(data: bytes) -> list[bytes]:
    """The lines to which the places of a syntax tree refer: UTF-8, however they end."""
    data = data.removeprefix(BOM)
    name = "" if data.isascii() else cookie_of(data)
    if name:
        data = data.decode(name, "replace").encode("utf-8", "replace")
    return _LINE_END.split(data) if b"\r" in data else data.split(b"\n")
