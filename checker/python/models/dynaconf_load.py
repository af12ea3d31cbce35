"""One loading of dynaconf: the options, the files and variables, and what they come to."""

from __future__ import annotations

from checker.python.interpreter.values import Place, Unknown
from checker.python.models.dynaconf_files import (
    DEFAULT_FILES,
    find_file,
    merged,
    parsed,
    read_file,
    variable_value,
)
from checker.python.models.environment import read_env, variable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_OPTIONS = (
    "settings_files settings_file settings_module environments envvar_prefix env_switcher env "
    "default_env load_dotenv dotenv_path merge_enabled secrets includes preload root_path "
    "core_loaders loaders validators force_env main_env skip_files lowercase_read "
    "ignore_unknown_envvars dotenv_override"
).split()


class Load:
    """One loading: the options, and what was found."""

    def __init__(self, interp: Interpreter, place: Place | None, given: dict[str, Any]) -> None:
        self.interp = interp
        self.place = place
        self.options = {}
        self.found: dict[str, Any] = {}
        self.doubt: Unknown | None = None
        for key, value in given.items():
            name = key.lower().removesuffix("_for_dynaconf")
            if name in _OPTIONS:
                self.options[name] = value
            elif key.isupper():
                self.found[key] = value
            else:
                self.found[key.upper()] = value

    def option(self, name: str, default: Any) -> Any:
        """An option: given to the call, or by a variable."""
        own = variable(self.interp, f"{name.upper()}_FOR_DYNACONF", self.place)
        if own is not None:
            return variable_value(self.interp, own)
        return self.options.get(name, default)

    def files(self, root: str, skipped: list[str]) -> list[str]:
        """The settings files, in the order in which they are read."""
        named = self.option("settings_files", self.option("settings_file", None)) or DEFAULT_FILES
        if isinstance(named, str):
            named = [part for part in named.replace(";", ",").split(",") if part]
        if isinstance(named, Unknown):
            self.doubt = named
            return []
        wanted = [
            *self.interp.items_of(named, self.place),
            *self.interp.items_of(self.option("secrets", None) or [], self.place),
        ]
        found: list[str] = []
        for name in wanted:
            text = self.interp.path_text(name, self.place)
            path = (
                text if isinstance(text, Unknown) else find_file(self.interp, text, root, skipped)
            )
            if isinstance(path, Unknown):
                self.doubt = path
            elif path:
                found.append(path)
        local = [f"{p.rpartition('.')[0]}.local.{p.rpartition('.')[2]}" for p in found
                 if ".local." not in p]  # fmt: skip
        return [*found, *local]

    def take(self, data: Any, merge: Any) -> None:
        """Take the values of one section."""
        if isinstance(data, Unknown):
            self.doubt = data
            return
        if not isinstance(data, dict):
            return
        merge = data.get("dynaconf_merge", merge)
        for key, value in data.items():
            name = str(key).upper()
            if name in ("DYNACONF_MERGE", "DYNACONF_DOTTED_LOOKUP"):
                continue
            value = parsed(value)
            if "__" in name and not name.startswith("_"):
                top = name.partition("__")[0]
                self.found[top] = Unknown(f"the parts of {top}", self.place)
                continue
            own = (isinstance(value, dict) and value.get("dynaconf_merge")) or (
                isinstance(value, list) and "dynaconf_merge" in value)  # fmt: skip
            if (merge or own) and name in self.found:
                value = merged(self.found[name], value)
            elif own:
                value = merged(type(value)(), value)
            self.found[name] = value

    def read(self, root: str, skipped: list[str], environments: Any, prefix: Any) -> None:
        """Read the files, then the variables."""
        interp = self.interp
        if self.options.get("load_dotenv"):
            path = find_file(interp, ".env", root, [])
            if isinstance(path, str) and path:
                read_env(interp, path, self.place)
        merge = self.option("merge_enabled", False)
        sections = self._sections(prefix)
        for path in self.files(root, skipped):
            data = read_file(interp, self.place, path)
            if isinstance(data, Unknown) or not isinstance(data, dict):
                self.doubt = data if isinstance(data, Unknown) else self.doubt
                continue
            if not environments:
                self.take(data.get("default", {}) if path.endswith(".py") else data, merge)
                continue
            low = {str(key).lower(): value for key, value in data.items()}
            for section in sections:
                self.take(low.get(section, {}), low.get("dynaconf_merge", merge))
        for name in ("DYNACONF", prefix) if prefix != "DYNACONF" else ("DYNACONF",):
            self._variables(name)

    def _sections(self, prefix: Any) -> list[str]:
        switcher = self.option("env_switcher", "ENV_FOR_DYNACONF")
        env = self.option("force_env", None) or self.options.get("env")
        if isinstance(switcher, str):
            env = variable(self.interp, switcher, self.place) or env
        env = env or "development"
        if isinstance(env, Unknown):
            self.doubt = env
            env = "development"
        default = str(self.option("default_env", "default"))
        return list(dict.fromkeys(
            part.lower() for part in (default, str(prefix or "dynaconf"), *str(env).split(","),
                                      "global")))  # fmt: skip

    def _variables(self, prefix: Any) -> None:
        if not isinstance(prefix, str):
            return
        start = f"{prefix.upper()}_" if prefix else ""
        for key, value in list(self.interp.environ.items()):
            if isinstance(key, str) and key.startswith(start) and start:
                name = key[len(start) :]
                if "__" in name:
                    top = name.partition("__")[0]
                    self.found[top] = Unknown(f"the parts of {top}", self.place)
                else:
                    self.found[name] = variable_value(self.interp, value)
