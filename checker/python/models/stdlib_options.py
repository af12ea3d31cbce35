"""Models of `gettext`, `netrc`, `pprint` and `ssl`."""

from __future__ import annotations

from checker.python.interpreter.values import Model, Place, Unknown
from checker.python.models.file_calls import file_model, needs_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _netrc(interp: Interpreter) -> dict[str, Any]:
    return {"netrc": file_model("netrc.netrc")}


def _ssl(interp: Interpreter) -> dict[str, Any]:
    def context(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if isinstance(keywords.get("cafile"), str):
            needs_file("ssl.create_default_context")(m, place, [keywords["cafile"]], {})
        return Unknown("a context of TLS", place, unmodelled=True)

    return {"create_default_context": Model("ssl.create_default_context", context)}


def _gettext(interp: Interpreter) -> dict[str, Any]:
    def translation(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        domain = args[0] if args else keywords.get("domain")
        given = len(args) > 1 or keywords.get("localedir") or keywords.get("fallback")
        if not given and isinstance(domain, str):
            value = FileNotFoundError(2, "No translation file found for domain", domain)
            raise m.fail(value, None, place)
        return Unknown("a translation", place, unmodelled=True)

    return {"translation": Model("gettext.translation", translation)}


def _pprint(interp: Interpreter) -> dict[str, Any]:
    def shown(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        text = m.text_of(args[0] if args else None, place, "__repr__")
        short = isinstance(text, str) and len(text) < 70 and not keywords
        return text if short else Unknown("a printed value", place, decided=True)

    return {"pformat": Model("pprint.pformat", shown),
            "pprint": Model("pprint.pprint", lambda m, p, a, k: None)}  # fmt: skip


MODULES = {"netrc": _netrc, "ssl": _ssl, "gettext": _gettext, "pprint": _pprint}
