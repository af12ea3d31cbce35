"""The effective configuration as TOML that can be copied, with where each value is from."""

from __future__ import annotations

from checker.base.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.config.settings import Settings
    from checker.reports.output import Output


def write_configuration(found: list[Settings], output: Output) -> None:
    """Write the settings of each root."""
    for index, settings in enumerate(found):
        if index:
            output.line()
        output.line(f"# {printable(settings.prefix.rstrip('/') or '.')}")
        rows = [
            (f"{name} = {toml(value)}", origin) for name, (value, origin) in settings.values.items()
        ]
        width = max(len(text) for text, _ in rows if len(text) <= 60)
        for text, origin in rows:
            output.line(f"{text:<{width}}  # {printable(output.language.of(origin))}")


def toml(value: Any) -> str:
    """A text, an array or an inline table as TOML."""
    if isinstance(value, dict) and value and not any(value.values()):
        return toml(list(value))  # selectors without reasons are an array
    if isinstance(value, dict):
        items = ", ".join(f"{toml(key)} = {toml(item)}" for key, item in value.items())
        return f"{{ {items} }}" if items else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(toml(item) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_escape(char) for char in text) + '"'


def _escape(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
