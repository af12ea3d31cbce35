"""A model of `configparser`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.values import (
    Model,
    Place,
    Unknown,
)
from checker.python.models.ini import is_plain

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


def _configparser(machine: Interpreter) -> dict[str, Any]:
    def make(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        import configparser  # noqa: PLC0415  gate: few settings ask for it

        raw = "Raw" in str(keywords.get("kind", "")) or m.python[0] == 2
        parser = configparser.RawConfigParser() if raw else configparser.ConfigParser()
        lost: list[bool] = []

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

        def ask(name: str) -> Model:
            def called(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
                if lost or m.unknown_in(args) or m.unknown_in(keywords) or name not in _ASKED:
                    return Unknown("what a configuration file holds", at)
                return m.host(at, getattr(parser, name), *args, **keywords)

            return Model(f"ConfigParser.{name}", called)

        def item(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            if lost or m.unknown_in(args):
                return Unknown("what a configuration file holds", at)
            if not args or not parser.has_section(str(args[0])):
                raise m.fail(KeyError, args[0] if args else "", at)
            return {key: m.host(at, parser.get, args[0], key) for key in parser.options(args[0])}

        return Model("ConfigParser", None, {
            **{name: ask(name) for name in _ASKED}, "read": Model("read", read),
            "read_string": Model("read_string", read_text), "__getitem__": Model("item", item),
        })  # fmt: skip

    names = ["ConfigParser", "RawConfigParser", "SafeConfigParser"]
    return {name: Model(name, make) for name in names}


_ASKED = ("get", "getint", "getboolean", "getfloat", "has_section", "has_option", "sections",
          "options", "items")  # fmt: skip


MODULES = {"configparser": _configparser, "ConfigParser": _configparser}
