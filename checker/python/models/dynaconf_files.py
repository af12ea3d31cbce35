"""Which settings files dynaconf finds, and what it takes from them."""

from __future__ import annotations

import posixpath
from importlib import import_module

from checker.base import regex as re
from checker.python.interpreter.frame import Frame
from checker.python.interpreter.values import Module, Namespace, Place, Unknown
from checker.python.models.stdlib_formats import toml_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_EXTENSIONS = ("py", "toml", "tml", "yaml", "yml", "ini", "conf", "properties", "json")
DEFAULT_FILES = [f"{name}.{end}" for name in ("settings", ".secrets") for end in _EXTENSIONS]
"""What is looked for where no files are named."""
_LONGEST = 50_000


def find_file(interp: Interpreter, name: str, root: str, skipped: list[str]) -> Any:
    """The first file of that name: from the settings' folder up, with `config` beside each.

    Empty without one; unknown where that cannot be known.
    """
    if name.startswith("/"):
        kind = interp.files.kind(name, interp.cwd)
        return kind if isinstance(kind, Unknown) else (name if kind != "missing" else "")
    folders: list[str] = []
    for start in (root, interp.cwd):
        here = start
        while interp.files.inside(here) is not None:
            folders += [here, posixpath.join(here, "config")]
            if here == interp.cwd:
                break
            here = posixpath.dirname(here)
    for folder in dict.fromkeys(folders):
        path = interp.files.absolute(name, folder)
        if path not in skipped and interp.files.kind(path, interp.cwd) != "missing":
            return path
    return ""


def read_file(interp: Interpreter, place: Place | None, path: str) -> Any:
    """What a file holds, as a mapping; unknown where it is not read."""
    kind = interp.files.kind(path, interp.cwd)
    if kind != "file":
        return {}
    data = interp.files.text(path, interp.cwd)
    if isinstance(data, Unknown):
        return data
    if len(data) > _LONGEST:
        return Unknown(f"what {path} contains", place)
    text = data.decode("utf-8", "replace")
    ending = path.rpartition(".")[2]
    if ending in ("toml", "tml"):
        return toml_value(interp, place, text)
    if ending == "json":
        module = interp.import_module("json", place)
        return interp.call(module.namespace["loads"], [text], {}, place)
    if ending in ("yaml", "yml"):
        return _yaml(interp, place, text)
    if ending == "py":
        return _python(interp, place, path, text)
    return Unknown(f"what {path} contains", place)


def _yaml(interp: Interpreter, place: Place | None, text: str) -> Any:
    if re.search(r"(^|[\s\[{,])[&*!]\S", text) or len(text) > 10_000:
        return Unknown("what a YAML file contains", place)
    yaml = import_module("yaml")
    interp.charge(len(text) << 1)
    try:
        found = interp.host(place, yaml.safe_load, text)
    except RecursionError:
        return Unknown("what a YAML file contains", place)
    return {} if found is None else found


def _python(interp: Interpreter, place: Place | None, path: str, text: str) -> Any:
    names = Namespace({"__name__": "settings", "__file__": path})
    frame = Frame(Module("settings", names), names)
    interp.execute_text(frame, text, names, place or Place(""))
    if names.open is not None:
        return names.open
    return {"default": {k: v for k, v in names.items() if isinstance(k, str) and k.isupper()}}


def parsed(value: Any) -> Any:
    """A value of a file: texts that begin with `@` are instructions."""
    if isinstance(value, str) and value.startswith("@"):
        kind, _, rest = value.partition(" ")
        if kind == "@str":
            return rest
        if kind == "@bool":
            return rest.strip().lower() in ("true", "yes", "on", "1", "t", "y")
        if kind == "@int" and re.fullmatch(r"-?\d{1,50}", rest.strip()):
            return int(rest)
        if kind == "@none":
            return None
        return Unknown(f"what {kind} gives")
    if isinstance(value, list):
        return [parsed(item) for item in value]
    if isinstance(value, dict):
        return {key: parsed(item) for key, item in value.items()}
    return value


def variable_value(interp: Interpreter, text: Any) -> Any:
    """A variable of the environment: read as TOML where it is that."""
    if not isinstance(text, str) or text.startswith("@"):
        return parsed(text)
    if text in ("True", "False"):
        return text == "True"
    if len(text) > 2_000:
        return Unknown("a long variable")
    try:
        return toml_value(interp, None, f"key = {text}")["key"]
    except Exception:
        return text


def merged(old: Any, new: Any) -> Any:
    """What `dynaconf_merge` makes of a value and a later one."""
    if isinstance(old, dict) and isinstance(new, dict):
        both = {**old}
        for key, value in new.items():
            if key not in ("dynaconf_merge", "DYNACONF_MERGE"):
                both[key] = merged(old[key], value) if key in old else value
        return both
    if isinstance(old, (list, tuple)) and isinstance(new, list):
        return [*old, *(item for item in new if item != "dynaconf_merge")]
    return new
