"""The words of messages, if platforms need different ones."""

from __future__ import annotations

from checker.base.records import NamedTuple


class Terms(NamedTuple):
    """The words of messages, if platforms need different ones: constant templates.

    Each is a sentence of its own, or empty if nothing can be said; the fields are in braces.
    """

    choose_python: str
    """What to do to get a Python, an imperative without a full stop: `{version}`."""
    choose_one_of: str
    """The same if any of some will do: `{first}`, `{last}`."""
    runtime_txt_ignored: str
    """That runtime.txt is not read, and what follows from it: `{default}`."""
    version_file_ignored: str
    """That a file which asks for a Python is not read: `{what}`, `{value}`, `{version}`."""
    build_as_python: str
    """What to do so that Python is built, and not another language."""
