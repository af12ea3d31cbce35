"""The options that a server's configuration file gives, as if they stood on the command line."""

from __future__ import annotations

from checker.base.toml import parse_toml, place_of, places
from checker.start.environment import UNKNOWN, literal_value
from checker.start.options import UNKNOWN_LAYER, Given, Layer
from checker.start.processes import join
from checker.start.python_settings import ITEMS, settings_of
from checker.start.servers.service import python_path
from checker.start.servers.table import SETTINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.base.text import Document
    from checker.start.environment import Value
    from checker.start.servers.reading import Reading


LONGEST = 262_144
"""Code points of a configuration file that is read; nobody writes a longer one."""


def python_layer(reading: Reading, document: Document) -> Layer:
    """A Python file whose names are the settings: `gunicorn.conf.py`."""
    if len(document.text) > LONGEST:
        return UNKNOWN_LAYER
    names = SETTINGS[reading.name]
    found = settings_of(document, frozenset(names))
    return UNKNOWN_LAYER if found is None else Layer(_given(document.path, names, found))


def toml_layer(reading: Reading, document: Document) -> Layer:
    """A TOML file whose keys are the settings (hypercorn)."""
    if len(document.text) > LONGEST:
        return UNKNOWN_LAYER
    try:
        data = parse_toml(document.text)
    except (ValueError, RecursionError):
        return UNKNOWN_LAYER
    names = SETTINGS[reading.name]
    where = places(document.text)
    found: dict[str, tuple[Value, ...]] = {}
    for key, value in data.items():
        items = value[:ITEMS] if isinstance(value, list) else [value]
        found[key] = tuple(
            literal_value(
                each if isinstance(each, str) else str(each).lower(),
                *place_of(where, (key, at) if isinstance(value, list) else (key,)).value,
            )
            for at, each in enumerate(items)
        )
    return Layer(_given(document.path, names, found))


def document_of(reading: Reading, given: Given) -> Document | None:
    """The file that an option names: `x.py`, `file:x.py`, `python:package.module`."""
    text = reading.value(given.name) or UNKNOWN
    directory, home = reading.process.directory, reading.environment.home
    if text.startswith("python:"):
        path = text.removeprefix("python:").replace(".", "/")
        for folder in (directory, *python_path(reading.environment)):
            for end in (".py", "/__init__.py"):
                file = join(folder, path + end, home)
                document = reading.read(file) if file else None
                if document is not None:
                    return document
        return None
    path_or_none = join(directory, text.removeprefix("file:"), home)
    return reading.read(path_or_none) if path_or_none else None


def _given(
    path: str, names: Mapping[str, str], found: Mapping[str, tuple[Value, ...]]
) -> tuple[Given, ...]:
    return tuple(
        Given(names[name], value, value.start, value.end, source=path, file=path)
        for name, values in found.items()
        if name in names
        for value in values
    )
