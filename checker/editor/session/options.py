"""What the editor's settings ask for: the keys of the configuration, above the repository's own."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.errors import PlacedError, UsageError
from checker.base.messages import fill, say_whole
from checker.base.records import NamedTuple
from checker.base.text import Document
from checker.config.parse import Reader
from checker.config.values import Config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SECTION = "pyspec-check"
"""The section of an editor's settings that is ours."""
_OWN = ("enable", "all")
"""Settings of the editor alone, both true or false."""
_OF_CLIENTS = ("path", "command", "trace")
"""What extensions keep in the same section for themselves."""
_NAME = "the editor's settings"


class Options(NamedTuple):
    """Settings that were read."""

    enable: bool = True
    all: bool = False
    """Whether uncertain findings are shown too."""
    config: Config = Config()
    """Its `lines` has the keys that are set."""

    def above(self, config: Config) -> Config:
        """A repository's configuration with what the editor sets in its place."""
        names = [name.replace("-", "_") for name in self.config.lines]
        fields = {name: getattr(self.config, name) for name in names}
        if self.config.target:  # an array of `targets` defines none
            if not self.config.own_targets:
                fields.pop("targets", None)
            fields.update(target=self.config.target, target_key=self.config.target_key)
        return config._replace(**fields, lines={**config.lines, **self.config.lines})


def read_options(values: Any) -> Options:
    """The options of what an editor sends: the section itself, or what it lies in.

    Keys may be written as in the configuration (`fail-on`) or in camel case (`failOn`). What is
    null or empty is unset: many clients send every setting that there is.

    Raises:
        UsageError: at the first mistake.
    """
    if isinstance(values, dict):
        for name in (SECTION, "pyspecCheck", "pyspec_check", "settings"):
            if isinstance(values.get(name), dict):
                return read_options(values[name])
    if values is None or values == []:
        return Options()
    if not isinstance(values, dict):
        raise UsageError(fill("{name} must be an object", name=_NAME))
    named = {
        _kebab(str(name)): value
        for name, value in values.items()
        if value not in (None, "", [], {}) and name.partition(".")[0] not in _OF_CLIENTS
    }
    own: dict[str, bool] = {}
    for name in _OWN:
        if name in named:
            value = named.pop(name)
            if not isinstance(value, bool):
                raise UsageError(
                    fill("{place}: `{name}` must be true or false", place=_NAME, name=name)
                )
            own[name] = value
    try:
        config = Reader(Document(_NAME, b""), ()).config(named, "")
    except PlacedError as error:
        raise UsageError(say_whole("{place}: {words}", place=_NAME, words=error.words)) from None
    return Options(config=config._replace(path=""), **own)


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", r"-\1", name).lower()
