"""A model of `configparser`."""

from __future__ import annotations

from importlib import import_module

from checker.python.interpreter.values import (
    Model,
    Place,
    Unknown,
)
from checker.python.models.ini import is_plain
from checker.python.models.stdlib_host import errors_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _configparser(interp: Interpreter) -> dict[str, Any]:
    def make(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        import configparser  # noqa: PLC0415  gate: few settings ask for it

        lost: list[bool] = []
        strange = next((name for name in keywords if name not in _OPTIONS), None)
        if strange is not None and m.python[0] == 3:
            message = f"RawConfigParser.__init__() got an unexpected keyword argument '{strange}'"
            raise m.fail(TypeError, message, place)
        raw = m.python[0] == 2 or ("interpolation" in keywords and not keywords["interpolation"])
        plain = {k: v for k, v in keywords.items() if isinstance(v, (bool, str, type(None)))}
        if len(plain) < len(keywords) or m.unknown_in(args):
            lost.append(True)
            plain = {}
        plain.pop("interpolation", None)
        made = configparser.RawConfigParser if raw else configparser.ConfigParser
        options: Any = plain
        parser = m.host(place, lambda: made(**options))

        def take(m: Interpreter, at: Place | None, text: str) -> None:
            read = is_plain(text, raw) and m.host(at, parser.read_string, text)
            if read is not None:
                lost.append(True)

        def read(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            paths = args[0] if args and isinstance(args[0], (list, tuple)) else args[:1]
            done: list[Any] = []
            for one in paths:
                path = m.path_text(one, at)
                kind = path if isinstance(path, Unknown) else m.files.kind(path, m.cwd)
                if isinstance(kind, Unknown):
                    lost.append(True)
                elif kind == "file":
                    data = m.files.text(path, m.cwd)
                    if isinstance(data, Unknown):
                        lost.append(True)
                    else:
                        take(m, at, data.decode("utf-8", "replace"))
                        done.append(path)
            return done

        def read_text(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            if not args or not isinstance(args[0], str):
                lost.append(True)
                return None
            return take(m, at, str.__str__(args[0]))

        def read_file(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            file = args[0] if args else None
            reading = file.attributes.get("read") if isinstance(file, Model) else None
            text = m.call(reading, [], {}, at) if reading is not None else None
            if not isinstance(text, str):
                lost.append(True)
                return None
            return take(m, at, str.__str__(text))

        def ask(name: str) -> Model:
            def called(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
                if lost or m.unknown_in(args) or m.unknown_in(keywords) or name not in _ASKED:
                    return Unknown("what a configuration file contains", at)
                if name in _CHANGES and weight_of(args) > 2_000:
                    lost.append(True)
                    return None
                return m.host(at, getattr(parser, name), *args, **keywords)

            return Model(f"ConfigParser.{name}", called)

        def item(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            if lost or m.unknown_in(args):
                return Unknown("what a configuration file contains", at)
            if not args or not parser.has_section(str(args[0])):
                raise m.fail(KeyError, args[0] if args else "", at)
            return {key: m.host(at, parser.get, args[0], key) for key in parser.options(args[0])}

        return Model("ConfigParser", None, {
            **{name: ask(name) for name in _ASKED}, "read_file": Model("read_file", read_file),
            "read": Model("read", read),
            "read_string": Model("read_string", read_text), "__getitem__": Model("item", item),
        })  # fmt: skip

    library = import_module("configparser")
    names = ["ConfigParser", "RawConfigParser", "SafeConfigParser"]
    return {**{name: Model(name, make) for name in names}, **errors_of(library)}


def weight_of(values: Any) -> int:
    """Characters and values in what is set, counted up to a limit."""
    todo, seen = list(values), 0
    while todo and seen <= 2_000:
        value = todo.pop()
        seen += len(value) if isinstance(value, str) else 1
        todo += value.values() if isinstance(value, dict) else ()
        todo += value if isinstance(value, (dict, list, tuple)) else ()
    return seen


_CHANGES = ("set", "add_section", "remove_section", "remove_option", "read_dict")
_ASKED = ("get", "getint", "getboolean", "getfloat", "has_section", "has_option", "sections",
          "options", "items", *_CHANGES)  # fmt: skip
_OPTIONS = frozenset(
    "defaults dict_type allow_no_value delimiters comment_prefixes inline_comment_prefixes strict "
    "empty_lines_in_values default_section interpolation converters allow_unnamed_section".split()
)


MODULES = {"configparser": _configparser, "ConfigParser": _configparser}
