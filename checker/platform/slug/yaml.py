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
import re
from typing import TYPE_CHECKING, Any

import yaml

from checker.base.lazy_patterns import lazy
from checker.base.records import NamedTuple
from checker.platform.slug.ruby import Hash, Refused, Symbol, coerced_float, printed, resolved
from checker.platform.slug.yaml_fast_path import Processes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.slug.ruby import Value


DEPTH_LIMIT = 100
"""Collections in collections that are followed; Ruby's own stack ends far below."""


def load_processes(data: bytes) -> Processes:
    """Load the bytes of a Procfile with a YAML parser; never raises."""
    # What the parser says of a stream in UTF-16 is what Ruby's `r:bom|utf-8` sees as well.
    try:
        value = _first_document(_events(data))
        if not isinstance(value, Hash):
            return Processes(problem=f"{_kind(value)} has no process types")
        names = tuple(printed(key) for key, _ in value.pairs)
        return Processes(names, printed(value.get("web")))
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
        return "an empty document"
    return "a list" if isinstance(value, list) else "a document that is only text"


def _events(data: bytes) -> Iterator[object]:
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


class _Open(NamedTuple):
    """A collection whose end has not come yet."""

    tag: str | None
    items: list[_Node]
    is_mapping: bool


class _Node(NamedTuple):
    """A value, and what merging needs to know of where it stood."""

    value: Value
    shape: str
    """`scalar`, `sequence` or `mapping`."""
    tag: str | None = None


def _first_document(events: Iterator[object]) -> Value:
    """The value of the first document; None for an empty stream."""
    stack: list[_Open] = []
    root: list[_Node] = []
    for event in events:
        node: _Node | None = None
        if isinstance(event, yaml.ScalarEvent):
            node = _Node(_scalar(event.value, event.tag, event.implicit[1]), "scalar", event.tag)
        elif isinstance(event, yaml.AliasEvent):
            raise Refused("an alias (`*name`) is not allowed")
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= DEPTH_LIMIT:
                raise Refused("collections are nested too deeply")
            stack.append(_Open(event.tag, [], isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            node = _close(stack.pop())
        elif isinstance(event, yaml.DocumentEndEvent):
            break
        if node is not None:
            (stack[-1].items if stack else root).append(node)
    return root[0].value if root else None


def _close(opened: _Open) -> _Node:
    if opened.is_mapping:
        return _Node(_mapping(opened), "mapping", opened.tag)
    return _Node(_sequence(opened), "sequence", opened.tag)


_CORE = "tag:yaml.org,2002:"
_REFUSED_SCALAR = lazy(
    r"!str:|!ruby/(?:string:|encoding$|class$|module$|regexp$|range$"
    r"|object:(?:BigDecimal|DateTime|Complex|Rational)$)"
)
_REFUSED_MAPPING = lazy(
    r"(?:!|tag:yaml\.org,2002:)(?:set|omap|str)$|!str:|!map:|!ruby/(?:string(?::|$)|struct|array:"
    r"|range$|exception|hash-with-ivars|hash:|marshalable:|object(?!:Hash$))"
)


def _scalar(text: str, tag: str | None, quoted: bool) -> Value:

    if quoted:
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
