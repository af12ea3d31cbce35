"""What Django knows during one run: the loaded settings, the apps, the models, what was found."""

from __future__ import annotations

from checker.data.django_defaults import default_of
from checker.python.interpreter.values import Namespace, Place, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


class ImproperlyConfigured(Exception):
    """Django's own."""


class AppRegistryNotReady(Exception):
    """Django's own."""


class CommandError(Exception):
    """Django's own."""


class FieldError(Exception):
    """Django's own."""


class NoReverseMatch(Exception):
    """Django's own."""


class SystemCheckError(CommandError):
    """Django's own."""


class InvalidStorageError(ImproperlyConfigured):
    """Django's own."""


class SuspiciousFileOperation(Exception):
    """Django's own."""


class App:
    """One entry of INSTALLED_APPS, loaded."""

    __slots__ = ("config", "entry", "folders", "kind", "label", "name")

    def __init__(self, entry: str, name: str, label: str, kind: str) -> None:
        self.entry = entry
        self.name = name
        self.label = label
        self.kind = kind
        """`local`, `django` or `package`."""
        self.folders: tuple[str, ...] = ()
        """Of a local app: its folder, from the root."""
        self.config: Any = None
        """The class of the program that configures it."""


class Note:
    """A problem that was found, with the place in the program."""

    __slots__ = ("chain", "fatal", "fields", "kind", "message", "place")

    def __init__(
        self, kind: str, message: str, place: Place | None, fatal: bool,
        fields: dict[str, str] | None = None, chain: tuple[Place, ...] = (),
    ) -> None:  # fmt: skip
        self.kind = kind
        self.message = message
        self.place = place
        self.fatal = fatal
        self.fields = fields or {}
        self.chain = chain


class State:
    """Django's state in one run."""

    def __init__(self, version: tuple[int, int]) -> None:
        self.version = version
        self.module: str | None = None
        """The settings module's name."""
        self.names: Namespace | None = None
        """What the settings module holds, once it was read."""
        self.loading = False
        self.sources: int | None = None
        """How many files had been read when the settings were."""
        self.snapshot: dict[str, Any] | None = None
        """The settings' values as Django first sees them."""
        self.overrides: dict[str, Any] = {}
        """What Django itself makes of them (`STORAGES` of `STATICFILES_STORAGE`)."""
        self.apps: list[App] = []
        self.phase = ""
        """Empty, `apps`, `models`, `ready`: how far the apps are loaded."""
        self.models: set[tuple[str, str]] = set()
        self.places: dict[tuple[str, str], Any] = {}
        """The class of each model of the program, by its app's label and its name."""
        self.database = False
        """Whether the database backend was loaded."""
        self.urls_as_they_are = False
        """Whether Django adds no prefix to STATIC_URL and MEDIA_URL: a library has done so."""
        self.flags: set[str] = set()
        """The options of the command that manage.py adds."""
        self.notes: list[Note] = []
        self.finished = False
        """Whether the command ran to its end."""
        self.unknown = ""
        """Why the command's outcome is not known although nothing was raised."""

    def explicit(self, name: str) -> bool:
        """Whether the settings module sets `name`."""
        return self.names is not None and name in self.names

    def setting(self, name: str) -> Any:
        """A setting's value: the module's, or Django's default; it may be unknown."""
        if name in self.overrides:
            return self.overrides[name]
        if self.names is not None:
            if name in self.names:
                return self.names[name]
            if self.names.open is not None:
                return Unknown(self.names.open.because, self.names.open.place)
        return default_of(name, self.version)

    def place(self, name: str) -> Place | None:
        """Where a setting gets its value."""
        return self.names.places.get(name) if self.names is not None else None

    def app_of(self, module: str) -> App | None:
        """The app that a module belongs to: the one with the longest name that fits."""
        fitting = [a for a in self.apps if module == a.name or module.startswith(a.name + ".")]
        return max(fitting, key=lambda app: len(app.name), default=None)


def state_of(interp: Interpreter) -> State:
    """The interpreter's Django."""
    state = interp.notes.get("django")
    if state is None:
        state = interp.notes["django"] = State(interp.context.django or (4, 2))
    return state


def refuse(
    interp: Interpreter,
    error: Any,
    message: str,
    place: Place | None,
    kind: str,
    /,
    **fields: str,
) -> PyRaise:
    """An exception of Django's own, with what it is about."""
    return interp.fail(error, message, place, kind, **fields)


class GiveUp(Exception):
    """The command's outcome is not known from here on."""
