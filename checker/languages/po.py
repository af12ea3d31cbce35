"""gettext's text that people edit (`.po`), read, and written as the table for programs (`.mo`)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

MAGIC = 0x950412DE
"""How a table begins, as a little-endian number."""


def table_of(entries: Mapping[str, str]) -> bytes:
    """Entries as the bytes of a `.mo` file; the head of the catalogue is that of the key ``""``."""
    pairs = sorted((k.encode("utf-8"), v.encode("utf-8")) for k, v in entries.items())
    start = 28
    at = start + 16 * len(pairs)
    tables: list[bytes] = []
    texts: list[bytes] = []
    for side in (0, 1):
        for pair in pairs:
            tables.append(len(pair[side]).to_bytes(4, "little") + at.to_bytes(4, "little"))
            texts.append(pair[side] + b"\0")
            at += len(pair[side]) + 1
    head = (MAGIC, 0, len(pairs), start, start + 8 * len(pairs), 0, at)
    return b"".join([*(each.to_bytes(4, "little") for each in head), *tables, *texts])


def parse_po(text: str) -> dict[str, str]:
    """The entries of a `.po` file; what is marked fuzzy, obsolete or empty has none.

    Raises:
        ValueError: for a line that is none of a `.po` file.
    """
    entries: dict[str, str] = {}
    fuzzy = False
    key: list[str] = []
    value: list[str] = []
    into = key
    for line in (*text.splitlines(), ""):
        if line.startswith('"'):
            into.append(_unquoted(line))
        elif line.startswith("msgid "):
            key.append(_unquoted(line[6:]))
            into = key
        elif line.startswith("msgstr "):
            value.append(_unquoted(line[7:]))
            into = value
        elif line.startswith("#,"):
            fuzzy = "fuzzy" in line
        elif not line:
            if value and any(value) and not fuzzy:
                entries["".join(key)] = "".join(value)
            key, value, fuzzy = [], [], False
        elif not line.startswith("#"):
            raise ValueError(f"not a line of a catalogue: {line[:80]}")
    return entries


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def _unquoted(word: str) -> str:
    """A string as a `.po` file writes it, without its quotes and backslashes."""
    inner = word.strip()[1:-1]
    if "\\" not in inner:
        return inner
    first, *rest = inner.split("\\")
    parts = [first]
    while rest:
        part = rest.pop(0)
        if part:
            parts += [_ESCAPES.get(part[0], part[0]), part[1:]]
        else:  # two backslashes are one
            parts += ["\\", rest.pop(0) if rest else ""]
    return "".join(parts)
