"""A user's own target: one of ours, with what an operator changed.

    [tool.pyspec-check.targets.ours]
    extends = "rainbond-6"
    python_supported = ["3.9.16", "3.11.9"]

`extended` takes the parsed tables and answers all targets, or raises `TargetError` with the path of
the key that is wrong. Nothing is guessed: an unknown key, a wrong type, a version that is none and
a value that the tool does not know are errors.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import fill
from checker.targets import WORDS, targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.targets import Target

BASE = "extends"
_WORDS = (
    *("builder", "runtime_txt", "unknown_version", "missing_space_after_colon", "collectstatic"),
    *("rainbondfile_envs", "yaml", "console"),
)
CHOICES: dict[str, tuple[str, ...]] = {
    key: tuple(filter(None, dict.fromkeys(getattr(target, key) for target in targets().values())))
    for key in _WORDS
}
"""The keys that take one of a few words: those of our own targets."""
_VERSION_LISTS = ("python_supported", "python_recommended")
_VERSIONS = ("python_default", "python_when_unknown")
_MOST = {"console_limit": 1_000_000}
"""The largest number that a key takes, where that is not 10."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_VERSION = re.compile(r"[0-9]+\.[0-9]+(?:\.[0-9]+)?")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_VARIABLES = ("port_variable", "disable_collectstatic", "pip_index_variable")
VALUES: dict[str, tuple[str, ...] | str] = {
    **CHOICES,
    **dict.fromkeys((*_VERSION_LISTS, *_VERSIONS), _VERSION.pattern),
    **dict.fromkeys(_VARIABLES, _VARIABLE.pattern),
}
"""The words that a key takes, or the regular expression of its whole text or of each text in it."""


class TargetError(ValueError):
    """A target's table is wrong.

    Attributes:
        key: the path of the key from the table of targets on: `("ours", "python_supported", "1")`.
        problem: what is wrong with it, in words.
        valid: what could stand there instead, for a did-you-mean; empty where that is no list.
    """

    def __init__(self, key: tuple[str, ...], problem: str, valid: tuple[str, ...] = ()) -> None:
        super().__init__(f"targets.{'.'.join(key)}: {problem}")
        self.key = key
        self.problem = problem
        self.valid = valid


def extended(tables: object) -> dict[str, Target]:
    """Our targets and the user's, by name.

    Args:
        tables: what stands under `targets` in the configuration: a table of tables. One may extend
            another that stands before it.
    """
    found = dict(targets())
    if not isinstance(tables, dict):
        raise TargetError((), "has to be a table of tables")
    for name, table in tables.items():
        if name in targets():
            raise TargetError((name,), "is the name of a built-in target")
        if name in WORDS:
            raise TargetError(
                (name,), fill("must have another name: `--target {name}` means more", name=name)
            )
        if not _NAME.fullmatch(name):
            raise TargetError((name,), "a name is of small letters, digits, `.`, `-` and `_`")
        if not isinstance(table, dict):
            raise TargetError((name,), "has to be a table")
        found[name] = _one(name, table, found)
    return found


def _one(name: str, table: Mapping[str, Any], known: Mapping[str, Target]) -> Target:
    base = table.get(BASE)
    if base is None:
        raise TargetError((name, BASE), "is missing: name the target that it is like", tuple(known))
    if not isinstance(base, str) or base not in known:
        raise TargetError(
            (name, BASE), fill("names {base}, which is not a target", base=repr(base)), tuple(known)
        )
    origin = known[base]
    fields = tuple(field for field in origin._fields if field not in ("name", "own"))
    changes: dict[str, Any] = {
        "name": name,
        "title": fill("{name}, extends {base}", name=name, base=base),
    }
    for key, value in table.items():
        if key == BASE:
            continue
        if key not in fields:
            raise TargetError((name, key), "is not a setting of a target", (BASE, *fields))
        changes[key] = _value((name, key), value, getattr(origin, key))
    target = origin._replace(**changes)
    _agree(name, target, changes)
    return target


def _value(key: tuple[str, ...], value: object, like: object) -> object:
    """The value, of the type that the key has in our own targets."""
    field = key[-1]
    if isinstance(like, tuple):
        if not isinstance(value, list):
            raise TargetError(key, "has to be a list of strings")
        for index, item in enumerate(value):
            _check_text((*key, str(index)), item, field in _VERSION_LISTS)
        if len(set(value)) < len(value):
            raise TargetError(key, "names something twice")
        if not value and field in ("python_supported", "recognised_by"):
            raise TargetError(key, "must not be empty")
        return tuple(value)
    if isinstance(like, int):
        most = _MOST.get(field, 10)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise TargetError(key, fill("has to be a number from 0 to {most}", most=most))
        return value
    if field in CHOICES:
        if value not in CHOICES[field]:
            raise TargetError(
                key,
                fill("{value} is not one of its values", value=repr(value)),
                CHOICES[field],
            )
        return value
    text = _check_text(key, value, field in _VERSIONS)
    if field in _VARIABLES and not _VARIABLE.fullmatch(text):
        raise TargetError(key, fill("{text} is not the name of a variable", text=repr(text)))
    return text


def _check_text(key: tuple[str, ...], value: object, is_version: bool) -> str:
    if not isinstance(value, str):
        raise TargetError(key, "has to be a string")
    if not value.isprintable() or not value.strip():
        raise TargetError(key, "must be a string on one line")
    if is_version and not _VERSION.fullmatch(value):
        raise TargetError(
            key, fill("{value} is not a version like 3.9.16 (without `python-`)", value=repr(value))
        )
    return value


def _agree(name: str, target: Target, changes: Mapping[str, Any]) -> None:
    """What was changed must agree with what was not."""
    supported = target.python_supported
    for key in ("python_recommended", *_VERSIONS):
        value = getattr(target, key)
        wanted = value if isinstance(value, tuple) else (value,) * bool(value)
        missing = [version for version in wanted if version not in supported]
        if missing and (key in changes or "python_supported" in changes):
            problem = fill("{missing} is not in python_supported", missing=missing[0])
            raise TargetError((name, key), problem, supported)
    replaces = target.runtime_txt == "looked-up-untrimmed"
    replaces = replaces or target.unknown_version == "silently replaced"
    if replaces and not target.python_when_unknown:
        problem = "is needed if an unknown version is silently replaced"
        raise TargetError((name, "python_when_unknown"), problem, supported)
