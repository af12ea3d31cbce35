"""A model of `argparse`."""

from __future__ import annotations

from importlib import import_module

from checker.python.interpreter.values import Model, Place, Unknown
from checker.python.models.stdlib_host import errors_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _argparse(interp: Interpreter) -> dict[str, Any]:
    """`ArgumentParser`: what it is told, and what it makes of the command line."""
    library = import_module("argparse")

    def made(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        lost: list[bool] = []

        class Parser(library.ArgumentParser):  # type: ignore[name-defined,misc]
            def _print_message(self, message: Any, file: Any = None) -> None:
                """Say nothing."""

        parser = Parser(prog="manage.py", add_help=keywords.get("add_help", True) is True)

        def add(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
            plain = {k: v for k, v in more.items() if isinstance(v, (str, int, bool, type(None)))
                     or v in (int, str, float)}  # fmt: skip
            if len(plain) != len(more) or m.unknown_in(given) or len(given) > 5:
                lost.append(True)
                return None
            m.host(at, lambda: parser.add_argument(*given, **plain))
            return Unknown("an argument", at, unmodelled=True)

        def parse(name: str) -> Model:
            def called(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
                words = given[0] if given and given[0] is not None else m.argv[1:]
                if lost or m.unknown_in(words) or not isinstance(words, list) or len(words) > 50:
                    return Unknown("what the command line says", at, unmodelled=True)
                try:
                    return m.host(at, lambda: getattr(parser, name)(words))
                except SystemExit as ended:
                    raise m.fail(SystemExit(ended.code), None, at) from None

            return Model(f"ArgumentParser.{name}", called)

        return Model("an ArgumentParser", None, {
            "add_argument": Model("add_argument", add), "parse_args": parse("parse_args"),
            "parse_known_args": parse("parse_known_args")}, unmodelled=True)  # fmt: skip

    return {"ArgumentParser": Model("argparse.ArgumentParser", made), **errors_of(library)}


MODULES = {"argparse": _argparse}
