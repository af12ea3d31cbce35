"""What `collectstatic` collects: the files of each finder, copied in order."""

from __future__ import annotations

import posixpath

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.data.django import static_files
from checker.django.checks import Finder, text_path
from checker.django.state import App, GiveUp, ImproperlyConfigured, State, refuse
from checker.files.values import Kind
from checker.python.interpreter.filesystem import _USUAL
from checker.python.interpreter.values import ROOT, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.python.interpreter.interface import Interpreter
    from checker.python.interpreter.values import Place


LIMIT = 20_000
"""Files that are collected at the most."""


class Collected(NamedTuple):
    """One file on its way to the storage."""

    target: str
    """Its path below STATIC_ROOT."""
    path: str | None
    """From the root; None for a file of Django's own apps."""


def no_such(interp: Interpreter, path: str, place: Place | None, kind: str) -> PyRaise:
    """The exception of a folder or file that is not there."""
    error = FileNotFoundError if interp.python[0] == 3 else OSError
    value = error(2, "No such file or directory", path)
    return interp.fail(value, None, place, kind, path=path, setting="STATICFILES_DIRS")


def collect(
    interp: Interpreter, state: State, finders: list[Finder], place: Place | None
) -> Iterator[Collected]:
    """The files of all finders, in order; what was seen before is left out."""
    seen: set[str] = set()
    for finder in finders:
        for item in _of_finder(interp, state, finder, place):
            interp.step()
            if item.target in seen:
                continue
            seen.add(item.target)
            if len(seen) > LIMIT:
                raise GiveUp("there are too many files to collect")
            yield item


def _of_finder(
    interp: Interpreter, state: State, finder: Finder, place: Place | None
) -> Iterator[Collected]:
    if finder.kind == "apps":
        for app in state.apps:
            yield from _of_app(interp, state, app)
    elif finder.kind == "files":
        where = state.place("STATICFILES_DIRS") or place
        for source in finder.sources:
            prefix = source.prefix or ""
            if not isinstance(prefix, str):
                raise GiveUp("a prefix of STATICFILES_DIRS is not a string")
            if posixpath.normpath(prefix).startswith(("/", "..")):
                # Most storages refuse it (SuspiciousFileOperation), but only where a file comes.
                raise GiveUp("a prefix of STATICFILES_DIRS leaves STATIC_ROOT")
            for item in _of_source(interp, state, source.path, where):
                yield item._replace(target=posixpath.join(prefix, item.target))
    elif finder.kind == "default":
        if not state.setting("MEDIA_ROOT"):
            message = "The storage backend of the staticfiles finder has no valid location."
            raise refuse(interp, ImproperlyConfigured, message, place, "finder-not-found",
                         setting="MEDIA_ROOT")  # fmt: skip
        yield from _of_source(interp, state, state.setting("MEDIA_ROOT"), place)
    elif finder.kind != "nothing":
        state.unknown = state.unknown or "a finder of a package may find more files"


def _of_source(
    interp: Interpreter, state: State, value: object, where: Place | None
) -> Iterator[Collected]:
    if value is None:
        value = state.setting("MEDIA_ROOT") or ""
    text = text_path(interp, value, where, "STATICFILES_DIRS")
    if not text and state.version >= (4, 0):
        return
    absolute = interp.files.absolute(text, interp.cwd)
    kind = interp.files.kind(absolute, interp.cwd)
    inner = interp.files.inside(absolute)
    if isinstance(kind, Unknown):
        if state.version >= (4, 0):
            # Where it does not exist it is passed over; where it does its files are copied.
            interp.notes.setdefault("packages with static files", []).append(absolute)
            return
        raise GiveUp(kind.because)
    if kind != "directory":
        if state.version >= (4, 0):
            return
        if kind == "missing":
            raise no_such(interp, absolute, where, "W004")
        error = NotADirectoryError if interp.python[0] == 3 else OSError
        raise interp.fail(error(20, "Not a directory", absolute), None, where, "W004",
                           path=absolute, setting="STATICFILES_DIRS")  # fmt: skip
    if inner is None:
        if absolute in _USUAL:
            raise GiveUp(f"{absolute} would be collected")
        raise GiveUp(f"what {absolute} contains is not known")
    yield from _walk(interp, inner, where)


def _of_app(interp: Interpreter, state: State, app: App) -> Iterator[Collected]:
    if app.kind == "django":
        short = app.name.rpartition(".")[2]
        for path in static_files(short, state.version):
            yield Collected(path, None)
        return
    if app.kind == "package":
        interp.notes.setdefault("packages with static files", []).append(app.name)
        return
    for folder in app.folders:
        inner = f"{folder}/static" if folder else "static"
        if interp.context.tree.is_directory(inner):
            yield from _walk(interp, inner, None)


def _walk(interp: Interpreter, folder: str, where: Place | None) -> Iterator[Collected]:
    """`get_files`: files first, then folders; private names are left out."""
    tree = interp.context.tree
    todo = [("", folder, 0)]
    while todo:
        below, here, depth = todo.pop()
        if depth > 40:
            raise GiveUp("a folder contains itself")
        folders: list[tuple[str, str, int]] = []
        resolved = tree.resolve(here) if here else ""
        if resolved is None:
            continue
        for name, kind in tree.entries(resolved).items():
            interp.step()
            if name == "CVS" or name.startswith(".") or name.endswith("~"):
                continue
            path = f"{resolved}/{name}" if resolved else name
            target = f"{below}/{name}" if below else name
            if kind is Kind.LINK:
                kind = _link(interp, path, where)
            elif kind is Kind.FILE and name.endswith((".css", ".js", ".map")):
                _link_as_text(interp, path)
            if kind is Kind.DIRECTORY:
                folders.append((target, path, depth + 1))
            else:
                yield Collected(target, path)
        todo.extend(reversed(folders))


def _link(interp: Interpreter, path: str, where: Place | None) -> Kind:
    """What a link leads to; a dangling one cannot be copied."""
    tree = interp.context.tree
    resolved = tree.resolve(path)
    if resolved is not None:
        return tree.kind(resolved) if resolved else Kind.DIRECTORY
    if isinstance(interp.files.kind(f"{ROOT}/{path}", interp.cwd), Unknown):
        raise GiveUp(f"where the link {path} leads is not known")
    error = FileNotFoundError if interp.python[0] == 3 else OSError
    value = error(2, "No such file or directory", f"{ROOT}/{path}")
    raise interp.fail(value, None, where, "collect-failed", path=path)


def _link_as_text(interp: Interpreter, path: str) -> None:
    """A link that was checked out as a text file, as git does where links are not supported."""
    content = interp.context.tree.read(path)
    suffix = posixpath.splitext(path)[1].encode()
    data = content.data
    if len(data) > 255 or not data.endswith(suffix) or not re.fullmatch(rb"[\w./-]+", data):
        return
    tracked = interp.context.tree.tracked()
    mode = tracked.get(path) if tracked else None
    if mode is None or mode == "120000":
        raise GiveUp(f"{path} looks like a link that was checked out as a text file")
