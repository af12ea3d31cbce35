"""Django's development server: its one word is the address."""

from __future__ import annotations

from checker.start.environment import UNKNOWN, literal_value, render
from checker.start.options import Given
from checker.start.servers.service import Bind, tcp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.start.servers.reading import Reading
    from checker.start.servers.service import Service


def read_special(reading: Reading) -> Service:
    """What it is told."""
    words = reading.arguments.positionals
    verb = reading.process.arguments[0]
    word = reading.process.word
    bind = Bind("127.0.0.1", "8000", word.start, verb.end, default=True)
    if words:
        at = words[0]
        text = render(at.parts, reading.environment).text
        if text.isdigit() or text == UNKNOWN:
            bind = Bind("127.0.0.1", text, at.start, at.end)
        else:
            given = Given("", literal_value(text, at.start, at.end), at.start, at.end)
            bind = tcp(text, given, "8000")
            bind = bind._replace(host="0.0.0.0") if bind.host == "0" else bind  # noqa: S104
    return reading.service()._replace(application=None, binds=(bind,), paths=())
