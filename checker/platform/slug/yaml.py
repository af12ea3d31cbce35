r"""The Procfile as the slug builder reads it: one YAML document, loaded by Ruby (F19).

`load_processes` answers what `YAML.load_file(…).keys` and `YAML.load_file(…)['web']` give, or why
they raise. The syntax is libyaml's, in the builder and in PyYAML's C parser alike; where PyYAML was
installed without it, its own parser is taken, which refuses a tab after `web:` that libyaml allows
(handled below). What the loaders make of the nodes differs, so only PyYAML's events are used:

* Only the first document counts, and an error after its end is never seen.
* An alias is refused (`YAML.load_file` of Psych 4 loads safely); an anchor is not.
* Of two equal keys the last one wins, in the place of the first; `<<` merges, even when quoted.
* Scalars: see `ruby_values`. A quoted one is a string, whatever it looks like.
* Tags of Ruby classes are refused, unknown ones ignored.

Nearly every Procfile is a few lines `type: command`. Those are read without YAML at all, by
`yaml_fast_path`.
"""

from __future__ import annotations

import binascii

import yaml

from checker.base import regex as re
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.platform.procfile import Processes
from checker.platform.slug.ruby import Hash, Refused, Symbol, coerced_float, printed, resolved
from checker.platform.yaml_tree import events

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from checker.platform.slug.ruby import Value


DEPTH_LIMIT = 100
"""Collections in collections that are followed; Ruby's own stack ends far below."""


def load_processes(data: bytes, unsafe: bool = False) -> Processes:
    """Load the bytes of a Procfile with a YAML parser; never raises.

    Args:
        data: the file.
        unsafe: whether `YAML.load_file` loads aliases, dates and objects: up to Ruby 3.0 (RH16).
    """
    # What the parser says of a stream in UTF-16 is what Ruby's `r:bom|utf-8` sees as well.
    try:
        value = _first_document(events(data), unsafe)
        if not isinstance(value, Hash):
            return Processes(problem=fill("{what} has no process types", what=_kind(value)))
        commands = tuple((printed(key), printed(command)) for key, command in value.pairs)
        return Processes(commands, printed(value.get("web")))
    except Refused as refused:
        return Processes(problem=str(refused), shown=str(refused))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = " ".join(part for part in (error.problem, error.context) if part)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return Processes(problem=error.problem or "no YAML", line=line, column=column, shown=words)
    except yaml.YAMLError as error:
        words = str(getattr(error, "reason", error))
        line, column = _place(data, getattr(error, "position", None))
        return Processes(problem=words, line=line, column=column, shown=words)


def _place(data: bytes, position: object) -> tuple[int, int]:
    """Line and column of the byte that could not be decoded."""
    if not isinstance(position, int):
        return 0, 0
    before = data[:position]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n"), len(before[start:].decode("utf-8", "surrogateescape"))


def _kind(value: Value) -> str:
    if value is None:
        return fill("an empty document")
    return fill("a list" if isinstance(value, list) else "a document that is only text")


class _Open(NamedTuple):
    """A collection whose end has not come yet."""

    tag: str | None
    items: list[_Node]
    is_mapping: bool
    anchor: str | None = None


class _Node(NamedTuple):
    """A value, and what merging needs to know of where it stood."""

    value: Value
    shape: str
    """`scalar`, `sequence` or `mapping`."""
    tag: str | None = None


def _first_document(found: Iterator[Any], unsafe: bool) -> Value:
    """The value of the first document; None for an empty stream."""
    stack: list[_Open] = []
    root: list[_Node] = []
    anchors: dict[str, _Node] = {}
    for event in found:
        node: _Node | None = None
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event.value, event.tag, event.implicit[1], unsafe)
            node = _anchored(_Node(value, "scalar", event.tag), event.anchor, anchors)
        elif isinstance(event, yaml.AliasEvent):
            if not unsafe:
                raise Refused("an alias (`*name`) is not allowed")
            if event.anchor not in anchors:
                raise Refused(f"the alias *{event.anchor} names no anchor that ended before it")
            node = anchors[event.anchor]
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= DEPTH_LIMIT:
                raise Refused("collections are nested too deeply")
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            stack.append(_Open(event.tag, [], is_mapping, event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            opened = stack.pop()
            node = _anchored(_close(opened, unsafe), opened.anchor, anchors)
        elif isinstance(event, yaml.DocumentEndEvent):
            break
        if node is not None:
            (stack[-1].items if stack else root).append(node)
    return root[0].value if root else None


def _anchored(node: _Node, anchor: str | None, anchors: dict[str, _Node]) -> _Node:
    """The node itself, known by its anchor from now on."""
    if anchor is not None:
        anchors[anchor] = node
    return node


def _close(opened: _Open, unsafe: bool) -> _Node:
    if opened.is_mapping and unsafe and opened.tag == "!ruby/object:Object":
        return _Node("#<Object:0x…>", "scalar", opened.tag)  # its address is another each time
    if opened.is_mapping:
        return _Node(_mapping(opened), "mapping", opened.tag)
    return _Node(_sequence(opened), "sequence", opened.tag)


_CORE = "tag:yaml.org,2002:"
_DATE = re.compile(r"[0-9]{4}-(?:1[012]|0[0-9]|[0-9])-(?:[12][0-9]|3[01]|0[0-9]|[0-9])")
_REFUSED_SCALAR = re.compile(
    r"!str:|!ruby/(?:string:|encoding$|class$|module$|regexp$|range$"
    r"|object:(?:BigDecimal|DateTime|Complex|Rational)$)"
)
_REFUSED_MAPPING = re.compile(
    r"(?:!|tag:yaml\.org,2002:)(?:set|omap|str)$|!str:|!map:|!ruby/(?:string(?::|$)|struct|array:"
    r"|range$|exception|hash-with-ivars|hash:|marshalable:|object(?!:Hash$))"
)


def _scalar(text: str, tag: str | None, quoted: bool, unsafe: bool) -> Value:
    if quoted or (unsafe and not tag and _DATE.fullmatch(text)):
        return text
    if not tag:
        return resolved(text)
    if tag in ("!binary", _CORE + "binary"):
        return _unpacked(text)
    if tag in ("!str", "!ruby/string", "!str:", "!ruby/string:", _CORE + "str"):
        return text
    if tag in ("!float", _CORE + "float"):
        return coerced_float(resolved(text))
    if re.match(r"!ruby/sym", tag):
        return Symbol(text)
    if _REFUSED_SCALAR.match(tag):
        raise Refused(f"the tag {tag} is not allowed")
    return resolved(text)


def _unpacked(text: str) -> str:
    """Base 64 as Ruby's `unpack('m')`: what is no digit is skipped, `=` ends it."""
    digits = re.sub(r"[^A-Za-z0-9+/=]", "", text).partition("=")[0]
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    padded = digits + "=" * (-len(digits) % 4)
    return binascii.a2b_base64(padded).decode("utf-8", "surrogateescape")


def _sequence(opened: _Open) -> Value:

    tag = opened.tag or ""
    if re.match(r"!(seq|ruby/array):", tag) or tag in ("!omap", _CORE + "omap"):
        raise Refused(f"the tag {tag} is not allowed")
    return [node.value for node in opened.items]


def _mapping(opened: _Open) -> Value:

    tag = opened.tag or ""
    if _REFUSED_MAPPING.match(tag):
        raise Refused(f"the tag {tag} is not allowed")
    found = Hash()
    for key, value in zip(opened.items[::2], opened.items[1::2], strict=False):
        merged = None
        if key.value == "<<" and key.tag != _CORE + "str":
            merged = _merged(value)
        if merged is None:
            found.set(key.value, value.value)
        else:
            found.merge(merged)
    return found


def _merged(node: _Node) -> Hash | None:
    """What the value of a merge key adds; None where Ruby keeps it as an ordinary key."""
    if node.shape == "mapping" and isinstance(node.value, Hash):
        return node.value
    if node.shape == "sequence" and isinstance(node.value, list):
        whole = Hash()
        for item in reversed(node.value):
            if not isinstance(item, Hash):
                return None
            whole.merge(item)
        return whole
    return None
