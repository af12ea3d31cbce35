"""XML written by hand: elements with attributes, and text that is legal in XML 1.0."""

from __future__ import annotations

from checker.base.text import printable

HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def escape(text: str) -> str:
    """Text for an attribute or an element; what XML can't hold, and what shows not, is escaped."""
    text = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # What a build server would take for a command in its log is written as a reference.
    return text.replace('"', "&quot;").replace("##", "#&#35;").replace("::", "&#58;:")


def tag(name: str, /, **attributes: object) -> str:
    """An opening tag without its `>`: `<file name="Procfile"`; a None is left out."""
    written = "".join(
        f' {key}="{escape(str(value))}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{written}"
