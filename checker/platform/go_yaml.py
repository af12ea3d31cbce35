"""A Procfile as Go's yaml.v2 reads it into a table of strings (C5, RW4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.platform.heroku.procfile import LineReader
from checker.platform.procfile import Processes
from checker.platform.yaml_fast_path import read_simply

if TYPE_CHECKING:
    from checker.platform.yaml_tree import Node

_NULL = frozenset(("", "~", "null", "Null", "NULL"))


class Reader(LineReader):
    """The whole file or nothing: YAML is not read line by line."""

    is_yaml = True

    def processes(self, data: bytes) -> Processes:
        """Strings as they are written, nothing for null; the last of a type wins."""
        simple = read_simply(data)
        if simple is not None:
            return simple
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
        return Processes(tuple(found.items()), found.get("web", ""))


def _is_null(node: Node) -> bool:
    return node.shape == "scalar" and node.plain and node.text in _NULL


def _into(node: Node, found: dict[str, str]) -> None:
    """Take a mapping's pairs.

    Raises:
        YamlError: it is no mapping of strings.
    """
    from checker.platform.yaml_tree import YamlError  # noqa: PLC0415  gate: needs PyYAML

    if node.shape != "mapping":
        raise YamlError("unmarshal errors: not a mapping")
    for key, value in node.pairs():
        if key.shape != "scalar" or value.shape == "sequence":
            raise YamlError("unmarshal errors: not a string")
        if key.text == "<<" and value.shape == "mapping":
            merged: dict[str, str] = {}
            _into(value, merged)
            for name, command in merged.items():
                found.setdefault(name, command)
        elif value.shape != "scalar":
            raise YamlError("unmarshal errors: not a string")
        else:
            found[key.text] = "" if _is_null(value) else value.text
