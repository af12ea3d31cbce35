"""The keys of the configuration: what each may hold and what it is for, as data.

Reading a configuration, `pyspec-check config` and the JSON Schema all rest on this one table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.model import FAIL_ON
from checker.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.targets import Target

SEVERITIES = ("error", "warning", "info")


class Key(NamedTuple):
    """One key of `[tool.pyspec-check]`."""

    kind: str
    """`word`, `words` (an array of texts), `reasons` (words, or a table of texts),
    `table of words` (a table of `reasons`), `table of severities` or `table of targets`."""
    says: str
    default: Any
    of: str = ""
    """What the texts name: `target`, `rule`, `path`, `folder`, `severity to fail on`."""


KEYS: dict[str, Key] = {
    "target": Key("word", "The edition of the platform to check against.", None, "target"),
    "targets": Key(
        "table of targets",
        "Targets of your own: each one of ours (extends), with what your platform has changed.",
        {},
        "target",
    ),
    "roots": Key(
        "words",
        "Folders to check, each a root of its own with its own report, instead of this one. "
        "A configuration in such a folder is the one that counts there.",
        (),
        "folder",
    ),
    "select": Key("words", "Only the rules with these codes, prefixes or names.", (), "rule"),
    "ignore": Key(
        "reasons",
        "Not these rules: an array of codes, prefixes or names, or a table that gives each of "
        "them its reason.",
        {},
        "rule",
    ),
    "per-file-ignores": Key(
        "table of words",
        "Not these rules in the files that a pattern matches; patterns are those of .gitignore.",
        {},
        "rule",
    ),
    "severity": Key("table of severities", "Another severity for a rule.", {}, "rule"),
    "fail-on": Key(
        "word", "The least severity that makes the exit code 1.", "error", "severity to fail on"
    ),
    "exclude": Key(
        "words", "Nothing is reported in the files that one of these patterns matches.", (), "path"
    ),
}


def json_schema(targets: Mapping[str, Target], rules: list[str], homepage: str) -> dict[str, Any]:
    """The JSON Schema of the table, as SchemaStore wants it (draft 7, every key described)."""
    rule = {"$ref": "#/definitions/rule"}
    shapes: dict[str, dict[str, Any]] = {
        "words": {"type": "array", "uniqueItems": True},
        "reasons": {
            "oneOf": [
                {"type": "array", "uniqueItems": True, "items": rule},
                {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
            ]
        },
        "table of words": {
            "type": "object",
            "additionalProperties": {
                "oneOf": [
                    {"type": "array", "uniqueItems": True, "items": rule},
                    {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
                ]
            },
        },
        "table of severities": {
            "type": "object",
            "additionalProperties": {"enum": list(SEVERITIES)},
        },
        "table of targets": {"type": "object", "additionalProperties": _target(targets)},
    }
    properties: dict[str, Any] = {}
    for name, key in KEYS.items():
        shape = dict(shapes.get(key.kind, {}))
        if name == "target":  # one of ours, or the name of one of `targets`
            shape.update(type="string", examples=list(targets))
        elif key.kind == "word":
            shape["enum"] = list(FAIL_ON)
        elif key.kind == "words":
            shape["items"] = rule if key.of == "rule" else {"type": "string", "minLength": 1}
        if key.kind == "word" and key.default is not None:
            shape["default"] = key.default
        properties[name] = {"title": name, "description": key.says, **shape}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://json.schemastore.org/partial-pyspec-check.json",
        "title": "pyspec-check",
        "description": f"The table tool.pyspec-check of pyproject.toml, or pyspec-check.toml\n"
        f"{homepage}",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": {
            "rule": {
                "title": "rule",
                "description": "A rule's code, the beginning of codes, a rule's name, or ALL",
                "type": "string",
                "minLength": 1,
                "examples": rules,
            }
        },
    }


def _target(targets: Mapping[str, Target]) -> dict[str, Any]:
    """The schema of one target of the user's own, told from ours."""
    from checker.targets.extend import BASE, CHOICES

    like = next(iter(targets.values()))
    properties: dict[str, Any] = {
        BASE: {"title": BASE, "description": "The target that it is like.", "type": "string"}
    }
    for field, value in zip(like._fields, like, strict=True):
        shape: dict[str, Any] = {"type": "string"}
        if field in CHOICES:
            shape = {"enum": list(CHOICES[field])}
        elif isinstance(value, tuple):
            shape = {"type": "array", "uniqueItems": True, "items": {"type": "string"}}
        elif isinstance(value, int):
            shape = {"type": "integer", "minimum": 0, "maximum": 10}
        if field != "name":
            says = f"As in `pyspec-check targets NAME`: {field.replace('_', ' ')}."
            properties[field] = {"title": field, "description": says, **shape}
    return {
        "type": "object",
        "required": [BASE],
        "additionalProperties": False,
        "properties": properties,
    }
