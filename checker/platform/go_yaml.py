"""A Procfile as Go's yaml.v2 reads it into a table of strings (C5, RW4)."""

from __future__ import annotations

from base64 import b64decode

from checker.platform.heroku.procfile import LineReader
from checker.platform.procfile import Processes
from checker.platform.yaml_fast_path import read_simply

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.yaml_tree import Node

_MARK, _STANDS_FOR_IT = "\ufeff".encode(), "\ue0fe".encode()
_BINARY = "tag:yaml.org,2002:binary"
_NULL = frozenset(("", "~", "null", "Null", "NULL"))


class Reader(LineReader):
    """The whole file or nothing: YAML is not read line by line."""

    is_yaml = True

    def processes(self, data: bytes) -> Processes:
        """Strings as they are written, nothing for null; the last of a type wins."""
        simple = read_simply(data)
        if simple is not None:
            return simple
        # A mark at the start of a later line is a character like others to Go, and none to libyaml.
        data = data[:3] + data[3:].replace(_MARK, _STANDS_FOR_IT)
        from checker.platform.yaml_tree import (  # noqa: PLC0415  gate: needs PyYAML
            YamlError,
            first_document,
        )

        try:
            root = first_document(data)
            found: dict[str, str] = {}
            if root is not None and not _is_null(root):
                _into(root, found)
        except YamlError as error:
            problem = "the Procfile is not YAML that maps process types to commands"
            return Processes(problem=problem, shown=str(error).splitlines()[0])
        marked = {
            name.replace("\ue0fe", "\ufeff"): command.replace("\ue0fe", "\ufeff")
            for name, command in found.items()
        }
        return Processes(tuple(marked.items()), marked.get("web", ""))


def _is_null(node: Node) -> bool:
    return node.shape == "scalar" and node.plain and node.text in _NULL


def _string(node: Node) -> str:
    """A scalar as a string: nothing for null, `!!binary` decoded.

    Raises:
        YamlError: it is no scalar, or not what its tag says.
    """
    from checker.platform.yaml_tree import YamlError  # noqa: PLC0415  gate: needs PyYAML

    if node.shape != "scalar":
        raise YamlError("unmarshal errors: not a string")
    if node.tag == _BINARY:
        try:
            return b64decode("".join(node.text.split()), validate=True).decode("utf-8", "replace")
        except ValueError as error:
            raise YamlError("!!binary value contains invalid base64 data") from error
    return "" if _is_null(node) else node.text


def _into(root: Node, found: dict[str, str]) -> None:
    """Take a mapping's pairs; what is merged into it does not replace what it has.

    Raises:
        YamlError: it is no mapping of strings.
    """
    from checker.platform.yaml_tree import YamlError  # noqa: PLC0415  gate: needs PyYAML

    if root.shape != "mapping":
        raise YamlError("unmarshal errors: not a mapping")
    merges: list[Node] = []
    for key, value in root.pairs():
        if key.text == "<<" and key.plain:
            merges += value.items if value.shape == "sequence" else [value]
        else:
            found[_string(key)] = _string(value)
    for each in merges:
        if each.shape != "mapping":
            raise YamlError("map merge requires map or sequence of maps as the value")
        merged: dict[str, str] = {}
        _into(each, merged)
        for name, command in merged.items():
            found.setdefault(name, command)
