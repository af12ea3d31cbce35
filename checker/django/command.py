"""`manage.py collectstatic --noinput` from `execute_from_command_line` to its end."""

from __future__ import annotations

import posixpath

from checker.django.apps import setup
from checker.django.checks import make_finders, run_checks, text_path
from checker.django.collecting import Collected, collect
from checker.django.own_command import own_command, run_own
from checker.django.state import (
    GiveUp,
    ImproperlyConfigured,
    State,
    refuse,
    state_of,
)
from checker.django.storages import Storage, make_storage
from checker.files.values import Kind
from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import Class, Function, Model, Place, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_NO_ROOT = (
    "You're using the staticfiles app without having set the STATIC_ROOT setting to a filesystem "
    "path."
)


def run_command(interp: Interpreter, place: Place | None, argv: Any) -> None:
    """What `execute_from_command_line(argv)` does; returns where the command exits with 0."""
    words = interp.iterate(argv, place)
    if isinstance(words, Unknown):
        raise GiveUp("the command line is not known")
    given = list(words)
    if any(not isinstance(word, str) for word in given):
        raise GiveUp("the command line is not known")
    if given[1:3] != ["collectstatic", "--noinput"]:
        if len(given) < 2 or given[1] in ("help", "--help", "--version", "version"):
            state_of(interp).finished = True
            return
        if given[1] != "collectstatic":
            raise GiveUp(f"manage.py runs another command: {given[1]}")
    flags = _options(interp, given[2:], place)
    state = setup(interp, place)
    state.flags = flags
    own = own_command(interp, state)
    if own is not None:
        run_own(interp, state, own, place)
        state.finished = True
        return
    if not any(app.name == "django.contrib.staticfiles" for app in state.apps):
        if any(app.kind == "package" for app in state.apps) and not _plain(state):
            raise GiveUp("whether a package brings a collectstatic command is not known")
        state.notes.clear()
        raise interp.fail(
            SystemExit(1), None, state.place("INSTALLED_APPS") or place,
            "staticfiles-not-installed", command="collectstatic",
        )  # fmt: skip
    collect_static(interp, state, place)
    state.finished = True


_FLAGS = frozenset(
    "--noinput --no-input --traceback --no-color --force-color --skip-checks --no-default-ignore "
    "--clear -c --dry-run -n --no-post-process".split()
)
_WITH_VALUE = frozenset("-v --verbosity -i --ignore --settings --pythonpath".split())


def _options(interp: Interpreter, words: list[str], place: Place | None) -> set[str]:
    """The flags among the words; what the command does not know ends it with an error."""
    flags: set[str] = set()
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if name in _WITH_VALUE:
            value = value if equals else next(rest, "")
        if name == "--settings":
            interp.environ["DJANGO_SETTINGS_MODULE"] = value
        elif name == "--pythonpath":
            interp.path.insert(0, value)
        elif name in ("-i", "--ignore"):
            raise GiveUp(f"manage.py adds the option {word}")
        elif word in _FLAGS:
            flags.add({"-c": "--clear", "-n": "--dry-run"}.get(word, word))
        elif name not in _WITH_VALUE:
            raise GiveUp(f"manage.py adds the option {word}")
    return flags


def _plain(state: State) -> bool:
    """Whether the app list is one of Django's own apps and the program's only."""
    return True


# -- Django's command -----------------------------------------------------------------------------


def collect_static(interp: Interpreter, state: State, place: Place | None) -> None:
    """What Django's command does once its options are read."""
    if state.version >= (3, 2):
        run_checks(interp, state, make_finders(interp, state, place), place)
    try:
        storage = make_storage(interp, state, place)
    except PyRaise as raised:
        if interp.python[0] == 2:
            _swallowed(interp, state, raised, place)
            return
        raise
    location = ""
    known_location = not isinstance(storage.location, Unknown)
    if storage.local and known_location and storage.location:
        location = _location(interp, state, storage, place)
    finders = make_finders(interp, state, place)
    if "--clear" in state.flags:
        _clear(interp, state, storage, location, place)
    collected: list[Collected] = []
    for item in collect(interp, state, finders, place):
        if not collected:
            _first(interp, state, storage, known_location, item, place)
        collected.append(item)
    _clashes(interp, collected)
    if location:
        _occupied(interp, state, location, collected, place)
    if storage.hashed and not state.flags & {"--dry-run", "--no-post-process"}:
        if not location:
            if storage.static and known_location and interp.python[0] == 2:
                return
            if storage.static and known_location:
                # An empty location: the manifest cannot be written.
                raise _no_root(interp, state, place)
            if not known_location:
                raise GiveUp("where the files are collected is not known")

        from checker.django.manifest import post_process  # noqa: PLC0415  gate: few write a manifest

        post_process(interp, state, collected, location, place)
    if not known_location and collected:
        state.unknown = state.unknown or f"STATIC_ROOT is not known: {storage.location.because}"
    packages = interp.notes.get("packages with static files")
    if packages and storage.static and not collected:
        if known_location and not storage.location:
            raise GiveUp(f"whether {packages[0]} brings static files is not known")


def _swallowed(interp: Interpreter, state: State, raised: PyRaise, place: Place | None) -> None:
    """Python 2 swallows what making the storage raises, until the first file is copied."""
    for _ in collect(interp, state, make_finders(interp, state, place), place):
        raise raised


def _clear(
    interp: Interpreter, state: State, storage: Storage, location: str, place: Place | None
) -> None:
    """`--clear`: what stands in STATIC_ROOT is deleted first."""
    if storage.static and not isinstance(storage.location, Unknown) and not storage.location:
        raise _no_root(interp, state, place)
    if not location:
        raise GiveUp("what is cleared is not known")
    kind = interp.files.kind(location, interp.cwd)
    inner = interp.files.inside(location)
    if kind == "directory" and (inner is None or interp.context.tree.is_directory(inner)):
        raise GiveUp(f"{location} is cleared before the files are collected")


def _location(interp: Interpreter, state: State, storage: Storage, place: Place | None) -> str:
    where = state.place("STATIC_ROOT") or storage.place or place
    location = interp.files.absolute(
        text_path(interp, storage.location, where, "STATIC_ROOT"), interp.cwd
    )
    if "\0" in location:
        raise interp.fail(ValueError, "embedded null byte", where, "static-root-invalid")
    if interp.files.kind(location, interp.cwd) == "file":
        error = NotADirectoryError if interp.python[0] == 3 else OSError
        raise interp.fail(error(20, "Not a directory", location), None, where,
                           "static-root-invalid", path=location)  # fmt: skip
    return location


def _first(
    interp: Interpreter, state: State, storage: Storage, known_location: bool, item: Collected,
    place: Place | None,
) -> None:  # fmt: skip
    """Copying the first file: this is where a storage without a place for it fails."""
    if storage.static:
        if known_location and not storage.location:
            raise _no_root(interp, state, place)
        mode = state.setting("FILE_UPLOAD_PERMISSIONS")
        if isinstance(mode, (str, float, list, tuple, dict)):
            message = f"'{type(mode).__name__}' object cannot be interpreted as an integer"
            raise interp.fail(TypeError, message, state.place("FILE_UPLOAD_PERMISSIONS") or place,
                               "settings-invalid", setting="FILE_UPLOAD_PERMISSIONS")  # fmt: skip
    elif not storage.local:
        _own_storage(interp, storage, item, place)


def _no_root(interp: Interpreter, state: State, place: Place | None) -> PyRaise:
    where = state.place("STATIC_ROOT") or place
    return refuse(interp, ImproperlyConfigured, _NO_ROOT, where, "static-root-unset",
                  setting="STATIC_ROOT")  # fmt: skip


def _own_storage(interp: Interpreter, storage: Storage, item: Collected, place: Any) -> None:
    """A storage of the program that is not a file system's: its own methods are run once."""
    if not isinstance(storage.cls, Class):
        if isinstance(storage.cls, Model) and storage.cls.name.endswith("InMemoryStorage"):
            return
        raise GiveUp(f"what the storage {storage.name} does is not known")
    instance = interp.instantiate(storage.cls, [], {}, place)
    methods = [lookup(storage.cls, name) for name in ("exists", "_save")]
    if not all(isinstance(method, Function) for method in methods):
        raise GiveUp(f"what the storage {storage.name} does is not known")
    if any(lookup(storage.cls, n) is not None for n in ("save", "post_process", "path")):
        raise GiveUp(f"what the storage {storage.name} does is not known")
    exists = interp.call(methods[0], [instance, item.target], {}, place)
    if exists is not False:
        raise GiveUp(f"what the storage {storage.name} does is not known")
    content = Unknown("a file's content", place, unmodelled=True)
    interp.call(methods[1], [instance, item.target, content], {}, place)


def _clashes(interp: Interpreter, collected: list[Collected]) -> None:
    """A file where another needs a folder of the same name."""
    files: set[str] = set()
    folders: set[str] = set()
    for item in collected:
        if item.target in folders:
            raise GiveUp(f"{item.target} is collected both as a file and as a folder")
        parent = posixpath.dirname(item.target)
        while parent and parent not in folders:
            if parent in files:
                error = FileExistsError if interp.python[0] == 3 else OSError
                value = error(f"{parent} exists and is not a directory.")
                at = Place(item.path) if item.path else None
                raise interp.fail(value, None, at, "collect-failed", path=parent)
            folders.add(parent)
            parent = posixpath.dirname(parent)
        files.add(item.target)


def _occupied(
    interp: Interpreter,
    state: State,
    location: str,
    collected: list[Collected],
    place: Place | None,
) -> None:
    """A file of the repository that stands where STATIC_ROOT or a folder of it must be."""
    if not collected:
        return
    where = state.place("STATIC_ROOT") or place
    here = location
    while here.strip("/"):
        if interp.files.kind(here, interp.cwd) == "file":
            error = NotADirectoryError if interp.python[0] == 3 else OSError
            raise interp.fail(error(20, "Not a directory", here), None, where,
                               "static-root-invalid", path=here)  # fmt: skip
        here = posixpath.dirname(here)
    inner = interp.files.inside(location)
    if inner is None:
        return
    tree = interp.context.tree
    if inner and tree.kind(inner) not in (Kind.DIRECTORY, Kind.FILE):
        return  # Nothing stands there, so nothing stands below it.
    for item in collected:
        target = f"{inner}/{item.target}" if inner else item.target
        kind = tree.kind(target)
        if kind is Kind.DIRECTORY:
            raise GiveUp(f"there is a folder instead of {item.target} is collected to")
        parent = posixpath.dirname(target)
        if parent and tree.kind(parent) is Kind.FILE:
            raise GiveUp(f"there is a file where the folder {parent} must be")
