"""gettext's files: the text that people edit (`.po`) and the table that programs read (`.mo`).

The standard library's `gettext` reads all entries of a `.mo` file before the first is asked for,
and brings modules that a run does not need. Here an entry is searched for when it is asked for.
"""

from __future__ import annotations

from checker.base.loading import own_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_MAGIC = 0x950412DE


def read_catalogue(code: str) -> Callable[[str], str]:
    """How a template of a language is looked up: the empty string means that it has no entry.

    Raises:
        OSError: its catalogue cannot be read.
    """
    messages = f"languages/{code}/messages"
    try:
        text = own_file(f"{messages}.po")
    except OSError:  # as installed from a wheel
        return Table(own_file(f"{messages}.mo")).get
    from checker.languages.po import parse_po  # noqa: PLC0415  gate: a wheel has a table

    entries = parse_po(text.decode("utf-8"))
    return lambda template: entries.get(template, "")


class Table:
    """A `.mo` file of little-endian numbers, as `table_of` writes it, sorted by template."""

    def __init__(self, data: bytes) -> None:
        """Look at its head.

        Raises:
            ValueError: if this is not such a file.
        """
        if self._number(data, 0) != _MAGIC:
            raise ValueError("not a catalogue of messages")
        self._data = data
        self._count, self._keys, self._values = (self._number(data, at) for at in (8, 12, 16))

    @staticmethod
    def _number(data: bytes, at: int) -> int:
        return int.from_bytes(data[at : at + 4], "little")

    def get(self, template: str) -> str:
        """The translation of a template; empty without one."""
        data, number = self._data, int.from_bytes
        wanted = template.encode("utf-8", "surrogatepass") + b"\0"
        length = len(wanted)
        low, high, offsets = 0, self._count, self._keys + 4
        while low < high:
            middle = (low + high) // 2
            entry = offsets + 8 * middle
            at = number(data[entry : entry + 4], "little")
            found = data[at : at + length]  # each text ends with a zero
            if found == wanted:
                return self._value(middle) if length > 1 else ""
            if found < wanted:
                low = middle + 1
            else:
                high = middle
        return ""

    def _value(self, index: int) -> str:
        size, at = (self._number(self._data, self._values + 8 * index + part) for part in (0, 4))
        return self._data[at : at + size].decode("utf-8")
