"""The keys of the configuration: what each may hold and what it is for, as data.

Reading a configuration, `pyspec-check config` and the JSON Schema all rest on this one table.
"""

from __future__ import annotations

from checker.base.findings import FAIL_ON
from checker.base.globs import LONGEST
from checker.base.messages import LANGUAGES
from checker.base.records import NamedTuple
from checker.config.overrides import LONGEST_TIMEOUT
from checker.targets import AUTO, WORDS
from checker.targets.extend import BASE, VALUES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.rules.codes import Rule
    from checker.targets import Target

SEVERITIES = ("error", "warning", "info")


class Key(NamedTuple):
    """One key of `[tool.pyspec-check]`."""

    kind: str
    """`word`, `words` (an array of strings), `word or words`, `reasons` (words, or a table of
    texts), `table of words` (a table of `reasons`), `table of severities`, `table of targets`,
    `seconds` or `switch`."""
    says: str
    default: Any
    of: str = ""
    """What the texts name: `target`, `rule`, `path`, `folder`, `language` or
    `severity to fail on`."""


KEYS: dict[str, Key] = {
    "target": Key(
        "word or words",
        "The platform and its edition to check against; an array of several for one report on all "
        "of them; `auto` for the one that the files of the root show.",
        None,
        "target",
    ),
    "targets": Key(
        "table of targets",
        "Targets of your own: each one of ours (extends), with what your platform has changed. "
        "An array of names means the same as in `target`.",
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
        "word",
        "The lowest severity that makes the run exit with 1.",
        "error",
        "severity to fail on",
    ),
    "language": Key(
        "word",
        "The language of reports for people: `en` or `zh`. `--language` and "
        "PYSPEC_CHECK_LANGUAGE come first; without any of them it is the terminal's.",
        None,
        "language",
    ),
    "exclude": Key(
        "words", "Nothing is reported in the files that one of these patterns matches.", (), "path"
    ),
    "timeout": Key(
        "seconds",
        "The CPU time in seconds for one root; 0 sets no limit. What was "
        "not checked is reported (INT005).",
        10,
    ),
    "resolve": Key(
        "switch",
        "Ask the package index what the build would really install. Without it nothing is asked.",
        False,
    ),
}


WORDS_OF = {"severity to fail on": FAIL_ON, "language": LANGUAGES}
"""What a key may be whose texts name one of a few words."""
_PATTERN = {
    "type": "string",
    "maxLength": LONGEST,
    "pattern": r"^(?!!)(?!([\s\S]*/)?\.\.(/|$))[\s\S]*[^/]",
}
_FOLDER = {
    "type": "string",
    "pattern": r"^(?!\.\.(/|$))[^/\\\u0000]+(/(?!\.\.(/|$))[^/\\\u0000]+)*/*$",
}


def json_schema(targets: Mapping[str, Target], rules: list[Rule], homepage: str) -> dict[str, Any]:
    """The JSON Schema of the table, as SchemaStore wants it (draft 7, every key described).

    It takes what the reader takes, but for what one key has to know of another or of the disk:
    targets of the user's own and versions that must agree, roots that have to be folders.
    """
    rule, loose = {"$ref": "#/definitions/rule"}, {"$ref": "#/definitions/ignored"}
    reason = {"type": "string", "pattern": r"\S"}
    reasons = {
        "oneOf": [
            {"type": "array", "items": loose},
            {"type": "object", "additionalProperties": reason},
        ]
    }
    items = {"rule": rule, "path": _PATTERN, "folder": _FOLDER}
    properties: dict[str, Any] = {}
    for name, key in KEYS.items():
        shape: dict[str, Any]
        if key.kind == "words":
            shape = {"type": "array", "items": items[key.of]}
            if key.of == "folder":
                shape["uniqueItems"] = True
        elif key.kind == "reasons":
            shape = reasons
        elif key.kind == "table of words":
            shape = {"type": "object", "propertyNames": _PATTERN, "additionalProperties": reasons}
        elif key.kind == "table of severities":
            own = {"not": {"enum": ["INT001", "INT002", "rule-failed", "file-not-read"]}}
            shape = {
                "type": "object",
                "propertyNames": {"allOf": [rule, own]},
                "additionalProperties": {"type": "string", "enum": list(SEVERITIES)},
            }
        elif key.kind == "table of targets":
            shape = {"oneOf": [_several(list(targets)), _targets(targets)]}
        elif key.kind == "seconds":
            shape = {"type": "number", "minimum": 0, "maximum": LONGEST_TIMEOUT}
            shape["default"] = key.default
        elif key.kind == "switch":
            shape = {"type": "boolean", "default": key.default}
        elif name == "target":  # one of ours, or the name of one of `targets`
            shape = {
                "oneOf": [{"type": "string", "examples": [*targets, AUTO]}, _several()],
            }
        else:
            shape = {"type": "string", "enum": list(WORDS_OF[key.of])}
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
        "if": {"properties": {"targets": {"type": "object"}}, "required": ["targets"]},
        "else": {
            "properties": {
                "target": {"oneOf": [{"enum": [*targets, AUTO]}, _several(list(targets))]}
            },
            "not": {"required": ["target", "targets"]},
        },
        "definitions": {
            "rule": {
                "title": "rule",
                "description": "A rule's code, the beginning of codes, a rule's name, or ALL",
                "type": "string",
                "anyOf": [
                    {"enum": ["ALL", *_families(rules), *(each.code for each in rules)]},
                    {"enum": [each.name for each in rules]},
                    {"pattern": f"^{_beginnings([each.code for each in rules])}$"},
                ],
            },
            "ignored": {
                "title": "rule",
                "description": "A rule's code, the beginning of codes, a rule's name, or ALL; "
                "an unknown one is a warning",
                "type": "string",
                "minLength": 1,
                "examples": ["ALL", *_families(rules), *(each.code for each in rules)],
            },
        },
    }


def _several(names: list[str] | None = None) -> dict[str, Any]:
    """The schema of an array of targets: of these names, or of any but the words for others."""
    item = {"enum": names} if names else {"type": "string", "not": {"enum": list(WORDS)}}
    return {"type": "array", "minItems": 1, "uniqueItems": True, "items": item}


def _families(rules: list[Rule]) -> list[str]:
    return list(dict.fromkeys(rule.family for rule in rules))


def _beginnings(codes: list[str]) -> str:
    """A regular expression for what some codes begin with, in any case; not for nothing."""
    heads = dict.fromkeys(code[0] for code in codes)
    parts = []
    for head in heads:
        tails = [code[1:] for code in codes if code[0] == head and code[1:]]
        own = f"[{head}{head.lower()}]" if head.isalpha() else head
        parts.append(f"{own}({_beginnings(tails)})?" if tails else own)
    return "|".join(parts) if len(parts) == 1 else f"({'|'.join(parts)})"


def _targets(targets: Mapping[str, Target]) -> dict[str, Any]:
    """The schema of the targets of the user's own, told from ours."""
    like = next(iter(targets.values()))
    properties: dict[str, Any] = {
        BASE: {"title": BASE, "description": "The target that it is like.", "type": "string"}
    }
    for field, value in zip(like._fields, like, strict=True):
        if field not in ("name", "own"):
            says = f"As in `pyspec-check targets NAME`: {field.replace('_', ' ')}."
            shape = _field(VALUES.get(field), value, field)
            properties[field] = {"title": field, "description": says, **shape}
    return {
        "type": "object",
        "propertyNames": {
            "pattern": r"^[a-z0-9][a-z0-9._-]*$",
            "not": {"enum": [*targets, *WORDS]},
        },
        "additionalProperties": {
            "type": "object",
            "required": [BASE],
            "additionalProperties": False,
            "properties": properties,
        },
    }


def _field(known: tuple[str, ...] | str | None, value: object, field: str) -> dict[str, Any]:
    """One key of a target: words to choose from, a form, or any text."""
    if isinstance(known, tuple):
        return {"type": "string", "enum": list(known)}
    if isinstance(value, int):
        return {"type": "integer", "minimum": 0, "maximum": 10}
    text = {"type": "string", "pattern": f"^{known}$" if known else r"\S"}
    if not isinstance(value, tuple):
        return text
    found = {"type": "array", "uniqueItems": True, "items": text}
    return found | {"minItems": 1} if field in ("python_supported", "recognised_by") else found
