"""Values to text: `str()`, `repr()`, `%`, `str.format` and f-strings, bounded."""

from __future__ import annotations

import operator

from checker.base import regex as re
from checker.python.interpreter import limits
from checker.python.interpreter.classification import find_special
from checker.python.interpreter.costs import holds
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Module,
    Place,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _is_wide(template: str, mark: str = "", longest: int = 0) -> bool:
    """Whether the text that a template gives may be too wide.

    Each `mark` (`%`, `{`) begins a field at the most, which is as wide as the longest value, or as
    the template says; of a field whose width is a value nothing is known.
    """
    widths = re.findall(r"\d+", template)
    if "*" in template or any(len(width) > 4 for width in widths):
        return True
    widest = max(map(int, widths), default=0)
    fields = template.count(mark) if mark else 1 + template.count("%")
    return len(template) + fields * (widest + longest) > limits.TEXT


def _longest(interp: Interpreter, values: Iterable[Any]) -> int:
    """About how long the longest text of the values is at the most, as `repr` shows it."""
    weight = interp.weigh(values)
    return 8 * limits.TEXT if weight.too_much else 4 * weight.text + 32 * weight.visits


class Shown:
    """An object of the program whose text is known, for the host's formatting."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __format__(self, specification: str) -> str:
        return format(self.text, specification)


def text_of(interp: Interpreter, value: Any, place: Place | None, shown: str = "__str__") -> Any:
    """`str(value)`, or `repr(value)` where `shown` is `__repr__`; unknown where it is not known."""
    if isinstance(value, Unknown):
        return Unknown(value.because, value.place, unmodelled=value.unmodelled)
    if isinstance(value, str) and shown == "__str__":
        return str(value)
    if isinstance(value, Instance):
        for name in (shown, "__str__" if shown == "__repr__" else "__repr__"):
            special = find_special(value, name)
            if special is not None and (shown in (name, "__str__")):
                return interp.call(special, [value], {}, place)
        if any(
            isinstance(base, type) and issubclass(base, BaseException) for base in value.cls.mro
        ):
            arguments = value.attributes.get("args", ())
            if len(arguments) == 1:
                return text_of(interp, arguments[0], place)
            return text_of(interp, tuple(arguments), place) if arguments else ""
        return Unknown("how an object is shown", place)
    if isinstance(value, (Class, Function, Model, Module)):
        return Unknown("how an object is shown", place)
    unknown = interp.unknown_in(value)
    if unknown is not None:
        return Unknown(unknown.because, place)
    if isinstance(value, (list, tuple, dict, set, frozenset)) and _objects_in(value):
        return Unknown("how an object is shown", place)
    if type(value).__name__ == "PurePosixPath":
        return str(value) if shown == "__str__" else f"PosixPath({str(value)!r})"
    if isinstance(value, (set, frozenset)) and len(value) > 1:
        return Unknown("the order of a set", place)
    if _longest(interp, [value]) > 4 * limits.TEXT:
        return Unknown("the text is too long", place)
    return interp.host(place, str if shown == "__str__" else repr, value)


def _objects_in(value: Any) -> bool:
    """Whether a structure holds objects whose text is not the host's."""
    return holds(value, (Instance, Class, Function, Model, Module)) or holds(value, "PurePosixPath")


def showable(interp: Interpreter, value: Any, place: Place | None) -> Any:
    """A value that the host can format, or unknown."""
    if isinstance(value, (str, int, float, bytes, type(None))):
        return value
    if isinstance(value, (Unknown, Instance, Class, Function, Model, Module)):
        text = text_of(interp, value, place)
        return text if isinstance(text, Unknown) else Shown(text)
    if _longest(interp, [value]) > 4 * limits.TEXT:
        return Unknown("the text is too long", place)
    unknown = interp.unknown_in(value)
    if unknown is not None or (
        isinstance(value, (list, tuple, dict, set, frozenset)) and _objects_in(value)
    ):
        return Unknown(unknown.because if unknown else "how an object is shown", place)
    return value


def percent(interp: Interpreter, template: Any, values: Any, place: Place | None) -> Any:
    """`template % values`."""
    written = template if isinstance(template, str) else template.decode("latin-1")
    if _is_wide(written, "%", _longest(interp, [values])):
        return Unknown("the text is too long", place)
    if isinstance(values, tuple):
        given: Any = tuple(showable(interp, value, place) for value in values)
        unknown = next((v for v in given if isinstance(v, Unknown)), None)
    elif isinstance(values, dict):
        wanted = set(re.findall(r"%\(([^()]*)\)", written))
        given = {
            key: showable(interp, value, place) if key in wanted else value
            for key, value in values.items()
        }
        unknown = next((given[k] for k in wanted if isinstance(given.get(k), Unknown)), None)
    else:
        given = showable(interp, values, place)
        unknown = given if isinstance(given, Unknown) else None
    if unknown is not None:
        return Unknown(unknown.because, unknown.place, unmodelled=unknown.unmodelled)

    return interp.host(place, operator.mod, template, given)


def format_method(
    interp: Interpreter,
    template: str,
    args: list[Any],
    keywords: dict[str, Any],
    place: Place | None,
) -> Any:
    """`template.format(*args, **keywords)`."""
    if _is_wide(template, "{", _longest(interp, [args, keywords])):
        return Unknown("the text is too long", place)
    if re.search(r":[^{}]*\{", template):
        return Unknown("a field whose width is a value", place)
    if re.search(r"\{[^{}:!]*[.\[]", template):
        return _format_with_lookups(interp, template, args, keywords, place)
    wanted = set(re.findall(r"\{(\w+)", template))
    given = [showable(interp, value, place) for value in args]
    named = {
        key: showable(interp, value, place) for key, value in keywords.items() if str(key) in wanted
    }
    for value in (*given, *named.values()):
        if isinstance(value, Unknown):
            return Unknown(value.because, value.place, unmodelled=value.unmodelled)

    return interp.host(place, template.format, *given, **named)


def _fields(template: str) -> list[Any]:
    from string import Formatter  # noqa: PLC0415  gate: few settings ask for it

    return list(Formatter().parse(template))


def _format_with_lookups(
    interp: Interpreter,
    template: str,
    args: list[Any],
    keywords: dict[str, Any],
    place: Place | None,
) -> Any:
    """`format` where fields look into their values: `{0.name}`, `{settings[key]}`."""
    parts: list[str] = []
    number = 0
    fields = interp.host(place, _fields, template)
    size = 0
    for literal, field, specification, conversion in fields:
        parts.append(literal)
        if field is None:
            continue
        name, *steps = re.split(r"(?=[.\[])", field)
        key: Any = name
        if not name:
            key, number = number, number + 1
        if str(key).isdecimal():
            value = interp.get_item(args, int(key), place)
        else:
            value = interp.get_item(keywords, key, place)
        for step in steps:
            if step.startswith("."):
                value = interp.get_attribute(value, step[1:], place)
            else:
                inner = step[1:].rstrip("]")
                value = interp.get_item(value, int(inner) if inner.isdecimal() else inner, place)
        text = formatted(interp, value, conversion or "", specification or "", place)
        if isinstance(text, Unknown):
            return text
        parts.append(text)
        size += len(literal) + len(text)
        if size > limits.TEXT:
            return Unknown("the text is too long", place)
    return interp.host(place, "".join, parts)


def formatted(
    interp: Interpreter, value: Any, conversion: str, specification: str, place: Place | None
) -> Any:
    """One replacement field: `{value!conversion:specification}`."""
    if _is_wide(specification):
        return Unknown("the text is too long", place)
    if conversion in ("r", "a"):
        value = text_of(interp, value, place, "__repr__")
    elif conversion == "s":
        value = text_of(interp, value, place)
    shown = showable(interp, value, place)
    if isinstance(shown, Unknown):
        return shown

    return interp.host(place, format, shown, specification)
