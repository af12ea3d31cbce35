"""YAML as plain nodes: the first document of a file, read from libyaml's events.

Go's and Ruby's readers are made from the same parser, but differ in what a scalar means; so nothing
is resolved here. Collections deeper than `DEPTH_LIMIT` are refused; an alias is the node that it
names, never a copy.
"""

from __future__ import annotations

import yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

DEPTH_LIMIT = 100
"""Collections in collections that are followed."""


class YamlError(ValueError):
    """The bytes are not YAML, or nested too deep."""


class Node:
    """One node of a document.

    Attributes:
        shape: `scalar`, `sequence` or `mapping`.
        text: a scalar's characters; empty for collections.
        plain: whether a scalar stands without quotes and without a tag.
        tag: a scalar's tag in full, `tag:yaml.org,2002:int`; empty without one.
        items: of a sequence the nodes, of a mapping keys and values in turn.
    """

    __slots__ = ("items", "plain", "shape", "tag", "text")

    def __init__(self, shape: str, text: str = "", plain: bool = False) -> None:
        self.shape = shape
        self.text = text
        self.plain = plain
        self.tag = ""
        self.items: list[Node] = []

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """The keys and values of a mapping, in order; nothing for another node."""
        if self.shape == "mapping":
            yield from zip(self.items[::2], self.items[1::2], strict=True)


def events(data: bytes) -> Iterator[Any]:
    """The events of libyaml, or of PyYAML's own parser where it was installed without it.

    Raises:
        yaml.YAMLError: the bytes are not YAML; only when that place is reached.
    """
    loader: Any = yaml.CBaseLoader(data) if yaml.__with_libyaml__ else _pure_loader(data)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _pure_loader(data: bytes) -> Any:
    """PyYAML's own parser, with tabs between tokens, which libyaml lets pass."""

    class Loader(yaml.BaseLoader):
        def scan_to_next_token(self) -> None:
            super().scan_to_next_token()
            while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
                self.forward()
                super().scan_to_next_token()

    return Loader(data)


def first_document(data: bytes) -> Node | None:
    """The first document; None for an empty stream.

    Raises:
        YamlError: up to that document's end the bytes are not YAML.
    """
    try:
        return _first_document(data)
    except yaml.YAMLError as error:
        raise YamlError(str(error)) from error


def _first_document(data: bytes) -> Node | None:
    root = Node("sequence")
    stack = [root]
    anchors: dict[str, Node] = {}
    for event in events(data):
        if isinstance(event, yaml.ScalarEvent):
            node = Node("scalar", event.value, event.implicit[0])
            node.tag = event.tag or ""
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Node("sequence")
        elif isinstance(event, yaml.MappingStartEvent):
            node = Node("mapping")
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in anchors:
                raise YamlError("an alias without an anchor")
            stack[-1].items.append(anchors[event.anchor])
            continue
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            stack.pop()
            continue
        elif isinstance(event, yaml.DocumentEndEvent):
            break
        else:
            continue
        if event.anchor is not None:
            anchors[event.anchor] = node
        stack[-1].items.append(node)
        if node.shape != "scalar":
            stack.append(node)
            if len(stack) > DEPTH_LIMIT:
                raise YamlError("nested too deep")
    return root.items[0] if root.items else None
