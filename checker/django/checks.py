"""The finders made, and the system checks that `collectstatic` runs in each release."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.django.state import GiveUp, ImproperlyConfigured, Note, State, SystemCheckError, refuse
from checker.python.interpreter.classification import is_hashable, lookup
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Place,
    PyRaise,
    Unknown,
    UnknownItems,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_FINDERS = "django.contrib.staticfiles.finders"


class Source(NamedTuple):
    """One entry of STATICFILES_DIRS as the finder keeps it."""

    prefix: Any
    path: Any


class Finder(NamedTuple):
    """A finder, made."""

    kind: str
    """`files`, `apps`, `default`, `nothing` or `package` (one that is not known)."""
    sources: tuple[Source, ...] = ()


def make_finders(interp: Interpreter, state: State, place: Place | None) -> list[Finder]:
    """Each of STATICFILES_FINDERS, made."""
    where = state.place("STATICFILES_FINDERS") or place
    value = state.setting("STATICFILES_FINDERS")
    names = interp.iterate(value, where)
    if isinstance(names, Unknown):
        raise GiveUp("STATICFILES_FINDERS is not known")
    found: list[Finder] = []
    for name in names:
        if not isinstance(name, str):
            raise GiveUp("an entry of STATICFILES_FINDERS is not known")
        if name == f"{_FINDERS}.FileSystemFinder":
            found.append(Finder("files", tuple(_sources(interp, state, place))))
        elif name == f"{_FINDERS}.AppDirectoriesFinder":
            found.append(Finder("apps"))
        elif name == f"{_FINDERS}.DefaultStorageFinder":
            found.append(Finder("default"))
        else:
            found.append(_other(interp, name, where))
    return found


def _other(interp: Interpreter, name: str, where: Place | None) -> Finder:
    path, _, attribute = name.rpartition(".")
    try:
        if not path:
            raise interp.fail(ImportError, f"{name} doesn't look like a module path", where)
        module = interp.import_module(path, where)
        if path == _FINDERS and attribute not in ("BaseFinder", "BaseStorageFinder"):
            message = f'Module "{path}" does not define a "{attribute}" attribute/class'
            raise interp.fail(ImportError, message, where)
        if module.path and attribute not in module.namespace:
            message = f'Module "{path}" does not define a "{attribute}" attribute/class'
            raise interp.fail(ImportError, message, where)
    except PyRaise as raised:
        if isinstance(raised.value, ImportError):
            raised.kind = "finder-not-found"
            raised.fields["finder"] = name
        raise
    if module.path:
        return _of_program(interp, name, module.namespace[attribute], where)
    return Finder("package")


def _of_program(interp: Interpreter, name: str, cls: Any, where: Place | None) -> Finder:
    """A finder of the program: what its `list` gives, where that is known to be nothing."""
    listing = lookup(cls, "list") if isinstance(cls, Class) else None
    if not isinstance(listing, Function) or isinstance(lookup(cls, "__init__"), Function):
        raise GiveUp(f"what the finder {name} finds is not known")
    found = interp.call(listing, [Instance(cls), []], {}, where)
    items = interp.iterate(found, where)
    if isinstance(items, Unknown) or list(items):
        raise GiveUp(f"what the finder {name} finds is not known")
    return Finder("nothing")


def _sources(interp: Interpreter, state: State, place: Place | None) -> list[Source]:
    """`FileSystemFinder.__init__`."""
    where = state.place("STATICFILES_DIRS") or place
    value = state.setting("STATICFILES_DIRS")
    if isinstance(value, (Unknown, Model)):
        raise GiveUp(f"STATICFILES_DIRS is not known: {getattr(value, 'because', '')}")
    old = state.version < (2, 0)
    if old and not isinstance(value, (list, tuple)):
        message = (
            "Your STATICFILES_DIRS setting is not a tuple or list; perhaps you forgot a trailing "
            "comma?"
        )
        raise refuse(interp, ImproperlyConfigured, message, where, "E001",
                     setting="STATICFILES_DIRS")  # fmt: skip
    try:
        entries = interp.iterate(value, where)
    except PyRaise as raised:
        raised.kind = raised.kind or "E001"
        raised.fields.setdefault("setting", "STATICFILES_DIRS")
        raise
    if isinstance(entries, Unknown):
        raise GiveUp(f"STATICFILES_DIRS is not known: {entries.because}")
    if isinstance(value, str) and state.version < (3, 2):
        _letters(interp, value, where)
    found: list[Source] = []
    for entry in entries:
        if interp.weigh([entry]).too_much:
            raise GiveUp("an entry of STATICFILES_DIRS is too large to be looked at")
        interp.charge(len(found) >> 2)
        if isinstance(entry, (UnknownItems, Unknown)):
            raise GiveUp(f"an entry of STATICFILES_DIRS is not known: {entry.because}")
        prefix: Any = ""
        root = entry
        if isinstance(entry, (list, tuple)):
            if len(entry) != 2:
                message = "too many values to unpack (expected 2)"
                if len(entry) < 2:
                    message = f"not enough values to unpack (expected 2, got {len(entry)})"
                raise interp.fail(ValueError, message, where, "staticfiles-dirs-invalid",
                                   setting="STATICFILES_DIRS")  # fmt: skip
            prefix, root = entry
        if isinstance(root, Unknown) or isinstance(prefix, Unknown):
            raise GiveUp("an entry of STATICFILES_DIRS is not known")
        if not is_hashable(root):
            message = f"unhashable type: '{root.cls.name}'"
            raise interp.fail(TypeError, message, where, "staticfiles-dirs-invalid",
                               setting="STATICFILES_DIRS")  # fmt: skip
        if old:
            _check_root(interp, state, root, where)
        if Source(prefix, root) not in found:
            found.append(Source(prefix, root))
    return found


def _letters(interp: Interpreter, value: str, where: Place | None) -> None:
    """A text is taken for a list of letters, each of which is a folder that must exist."""
    for letter in value:
        if interp.files.kind(letter, interp.cwd) == "missing":
            error = FileNotFoundError(2, "No such file or directory", letter)
            raise interp.fail(error, None, where, "E001", setting="STATICFILES_DIRS")


def _check_root(interp: Interpreter, state: State, root: Any, where: Place | None) -> None:
    """Before Django 2.0 the finder itself refuses STATIC_ROOT as a source."""
    static = state.setting("STATIC_ROOT")
    if isinstance(static, Unknown) or not static:
        return
    if same_path(interp, static, root, where):
        message = "The STATICFILES_DIRS setting should not contain the STATIC_ROOT setting"
        raise refuse(interp, ImproperlyConfigured, message, where, "E002",
                     setting="STATICFILES_DIRS")  # fmt: skip


def text_path(interp: Interpreter, value: Any, where: Place | None, setting: str) -> str:
    """A path of a setting as text; raises what `os.path.abspath` would."""
    try:
        newer = (interp.context.django or (4, 2)) >= (2, 0)
        if isinstance(value, bytes) and interp.python[0] == 3 and newer:
            raise interp.fail(TypeError, "can't concat str to bytes", where)
        text = interp.path_text(value, where)
    except PyRaise as raised:
        raised.kind = (
            "static-root-invalid" if setting == "STATIC_ROOT" else "staticfiles-dirs-invalid"
        )
        raised.fields.setdefault("setting", setting)
        raise
    if not isinstance(text, str):
        raise GiveUp(f"a path of {setting} is not known")
    return text


def same_path(interp: Interpreter, static: Any, root: Any, where: Place | None) -> bool:
    """`os.path.abspath(STATIC_ROOT) == os.path.abspath(root)`."""
    one = text_path(interp, static, where, "STATIC_ROOT")
    other = text_path(interp, root, where, "STATICFILES_DIRS")
    absolute = interp.files.absolute
    return absolute(one, interp.cwd) == absolute(other, interp.cwd)


def run_checks(
    interp: Interpreter, state: State, finders: list[Finder], place: Place | None
) -> None:
    """The checks of staticfiles and of daphne (from Django 3.2 on they decide)."""
    errors: list[tuple[str, str, Place | None, dict[str, str]]] = []
    for finder in finders:
        if finder.kind == "files":
            errors += _check_files(interp, state, place)
    if state.version >= (5, 0):
        storages = state.setting("STORAGES")
        if isinstance(storages, dict) and "staticfiles" not in storages:
            if not any(isinstance(key, Unknown) for key in storages):
                message = "The STORAGES setting must define a 'staticfiles' storage."
                errors.append(("E005", message, state.place("STORAGES"), {"setting": "STORAGES"}))
    silenced = state.setting("SILENCED_SYSTEM_CHECKS")
    if isinstance(silenced, Unknown):
        silenced = ()
    for kind, message, where, fields in errors:
        hushed = isinstance(silenced, (list, tuple, set)) and f"staticfiles.{kind}" in silenced
        fatal = not hushed and not kind.startswith("W")
        if fatal:
            text = f"?: (staticfiles.{kind}) {message}"
            raise refuse(interp, SystemCheckError, text, where or place, kind, **fields)
        if not hushed:
            state.notes.append(Note(kind, message, where, False, fields))
    _check_daphne(interp, state, silenced, place)


_DAPHNE = ("daphne", "daphne.apps.DaphneConfig")


def _check_daphne(interp: Interpreter, state: State, silenced: object, place: Place | None) -> None:
    """`daphne.E001`, which daphne registers beside the checks of staticfiles."""
    if not interp.context.daphne_checks:
        return
    entries = [app.entry for app in state.apps]
    late = [at for at, entry in enumerate(entries) if entry in _DAPHNE]
    static = [at for at, app in enumerate(state.apps) if app.name == "django.contrib.staticfiles"]
    if not late or not static or late[0] < static[0]:
        return
    if isinstance(silenced, (list, tuple, set)) and "daphne.E001" in silenced:
        return
    message = (
        "?: (daphne.E001) Daphne must be listed before django.contrib.staticfiles in "
        "INSTALLED_APPS."
    )
    where = state.place("INSTALLED_APPS") or place
    raise refuse(interp, SystemCheckError, message, where, "app-order", app="daphne")


def _check_files(
    interp: Interpreter, state: State, place: Place | None
) -> list[tuple[str, str, Place | None, dict[str, str]]]:
    where = state.place("STATICFILES_DIRS") or place
    about = {"setting": "STATICFILES_DIRS"}
    value = state.setting("STATICFILES_DIRS")
    errors: list[tuple[str, str, Place | None, dict[str, str]]] = []
    if not isinstance(value, (list, tuple)):
        message = "The STATICFILES_DIRS setting is not a tuple or list."
        errors.append(("E001", message, where, about))
        return errors
    static = state.setting("STATIC_ROOT")
    for entry in value:
        root = entry
        if isinstance(entry, (list, tuple)):
            prefix, root = entry
            if not isinstance(prefix, str):
                message = f"{type(prefix).__name__!r} object has no attribute 'endswith'"
                raise interp.fail(
                    AttributeError, message, where, "staticfiles-dirs-invalid", **about
                )
            if prefix.endswith("/"):
                message = (
                    f"The prefix {prefix!r} in the STATICFILES_DIRS setting must not end with a "
                    "slash."
                )
                errors.append(("E003", message, where, {**about, "prefix": prefix}))
        if isinstance(static, Unknown):
            if not isinstance(root, Unknown) and state.unknown == "":
                state.unknown = f"STATIC_ROOT is not known: {static.because}"
        elif static and same_path(interp, static, root, where):
            message = "The STATICFILES_DIRS setting should not contain the STATIC_ROOT setting."
            errors.append(("E002", message, where, about))
        if state.version >= (4, 0):
            text = text_path(interp, root, where, "STATICFILES_DIRS")
            kind = interp.files.kind(text, interp.cwd) if text else "missing"
            if kind in ("missing", "file"):
                message = f"The directory '{text}' in the STATICFILES_DIRS setting does not exist."
                errors.append(("W004", message, where, {**about, "path": text}))
    return errors
