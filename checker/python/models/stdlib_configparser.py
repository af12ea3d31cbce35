"""A model of `configparser`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.values import (
    Model,
    Place,
    Unknown,
    unknown_in,
)

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


def _configparser(machine: Interpreter) -> dict[str, Any]:
    def make(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        import configparser

        raw = "Raw" in str(keywords.get("kind", "")) or m.python[0] == 2
        parser = configparser.RawConfigParser() if raw else configparser.ConfigParser()
        lost: list[bool] = []

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
                        m.host(at, parser.read_string, data.decode("utf-8", "replace"))
                        done.append(path)
            return done

        def read_text(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            if not args or not isinstance(args[0], str):
                lost.append(True)
                return None
            return m.host(at, parser.read_string, str.__str__(args[0]))

        def ask(name: str) -> Model:
            def called(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
                if lost or unknown_in(args) or unknown_in(keywords) or name not in _ASKED:
                    return Unknown("what a configuration file holds", at)
                return m.host(at, getattr(parser, name), *args, **keywords)

            return Model(f"ConfigParser.{name}", called)

        def item(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            if lost or unknown_in(args):
                return Unknown("what a configuration file holds", at)
            return dict(m.host(at, lambda: parser[args[0]]))

        return Model("ConfigParser", None, {
            **{name: ask(name) for name in _ASKED}, "read": Model("read", read),
            "read_string": Model("read_string", read_text), "__getitem__": Model("item", item),
        })  # fmt: skip

    names = ["ConfigParser", "RawConfigParser", "SafeConfigParser"]
    return {name: Model(name, make) for name in names}


_ASKED = ("get", "getint", "getboolean", "getfloat", "has_section", "has_option", "sections",
          "options", "items")  # fmt: skip


MODULES = {"configparser": _configparser, "ConfigParser": _configparser}
