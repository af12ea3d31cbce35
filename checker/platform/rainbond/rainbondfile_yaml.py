"""The rainbondfile's YAML in the types that the platform's code declares for it (F51)."""

from __future__ import annotations

from checker.base import regex as re
from checker.platform.yaml_tree import Node, YamlError, first_document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
_FALSE = frozenset({"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})
_INTEGER = re.compile(r"[-+]?[0-9][0-9_]{0,17}|0x[0-9a-fA-F]{1,15}|0o?[0-7]{1,20}")
_MERGES = 20
"""Mappings that `<<` adds to one, at the most."""


class _WrongTypeError(ValueError):
    """A value is of another type than the platform's code declares."""


def read(data: bytes, nested_envs: bool) -> tuple[str, Mapping[str, str]] | None:
    """The language and the variables; None where all of it is void.

    Args:
        data: the file.
        nested_envs: whether a variable may be more than a scalar.
    """
    try:
        root = first_document(data)
        return ("", {}) if root is None or _is_null(root) else _whole(root, nested_envs)
    except (YamlError, _WrongTypeError):
        return None


def _whole(root: Node, nested_envs: bool) -> tuple[str, dict[str, str]]:
    found = _fields(root)
    checks: dict[str, Callable[[Node], object]] = {
        "language": _text, "buildpath": _text, "cmd": _text, "ports": _ports,
        "services": _services,
    }  # fmt: skip
    for name, check in checks.items():
        if name in found:
            check(found[name])
    language = _text(found["language"]) if "language" in found else ""
    envs: dict[str, str] = {}
    if "envs" in found and not _is_null(found["envs"]):
        for key, value in _fields(found["envs"]).items():
            envs[key] = _printed(value) if nested_envs else _text(value)
    return language, envs


def _fields(node: Node, merges: int = _MERGES) -> dict[str, Node]:
    """A mapping's values by key, the last of equal keys; `<<` adds what is not there."""
    if node.shape != "mapping":
        raise _WrongTypeError(node.shape)
    found: dict[str, Node] = {}
    merged: dict[str, Node] = {}
    for key, value in node.pairs():
        if key.plain and key.text == "<<":
            for other in value.items if value.shape == "sequence" else [value]:
                if merges:
                    merges -= 1
                    merged = {**_fields(other, merges if merges < _MERGES else 0), **merged}
        elif key.shape == "scalar":
            found[key.text] = value
    return {**merged, **found}


def _is_null(node: Node) -> bool:
    return node.shape == "scalar" and node.plain and node.text in _NULL


def _text(node: Node) -> str:
    """Any scalar as it is written; null is empty."""
    if node.shape != "scalar":
        raise _WrongTypeError(node.shape)
    return "" if _is_null(node) else node.text


def _ports(node: Node) -> None:
    if _is_null(node):
        return
    if node.shape != "sequence":
        raise _WrongTypeError(node.shape)
    for item in node.items:
        fields = {} if _is_null(item) else _fields(item)
        port = fields.get("port")
        if port is not None and not _is_null(port):
            if not port.plain or not _INTEGER.fullmatch(port.text):
                raise _WrongTypeError(port.text)
        if "protocol" in fields:
            _text(fields["protocol"])


def _services(node: Node) -> None:
    if _is_null(node):
        return
    if node.shape != "sequence":
        raise _WrongTypeError(node.shape)
    for item in node.items:
        if not _is_null(item):
            _fields(item)


def _printed(node: Node) -> str:
    """A value of any type as Go prints it; a collection's own form is not needed."""
    if node.shape != "scalar":
        return f"({node.shape})"
    if _is_null(node):
        return "<nil>"
    if node.plain and node.text in _TRUE | _FALSE:
        return "true" if node.text in _TRUE else "false"
    if node.plain and node.text.startswith("+") and _INTEGER.fullmatch(node.text):
        return node.text[1:]
    return node.text
