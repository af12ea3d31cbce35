"""Imports: where a module comes from, and what importing it does.

In the order of `sys.path`: the repository's folders, then the standard library, then what the
requirements install. What neither provides is missing only where the requirements are known to the
end; else whether it can be imported is decided, and the reading goes both ways.
"""

from __future__ import annotations

from checker.python.interpreter.frame import place_of
from checker.python.interpreter.limits import PATH, LimitReached
from checker.python.interpreter.values import (
    ROOT,
    Found,
    Model,
    Module,
    Namespace,
    Place,
    PyRaise,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.files.tree import Tree
    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


_FROZEN = frozenset(
    "sys builtins os io abc codecs site stat posixpath genericpath time errno itertools "
    "marshal posix zipimport encodings _io _collections_abc".split()
)
"""Modules that are loaded before `sys.path` is asked, so that no file shadows them."""


def import_module(interp: Interpreter, name: str, place: Place | None) -> Module:
    """The module of an absolute dotted name, each part of it imported; raises where missing."""
    done = ""
    module: Any = None
    for part in name.split("."):
        parent, done = module, f"{done}.{part}" if done else part
        if done in interp.modules:
            module = interp.modules[done]
            if module is None:
                raise interp.missing(done, f"No module named '{done}'", place)
            continue
        module = _load(interp, done, part, parent, place)
        if parent is not None and done in interp.modules:
            parent.namespace[part] = module
    return module  # type: ignore[no-any-return]


def _load(interp: Interpreter, name: str, part: str, parent: Any, place: Place | None) -> Any:
    interp.step()
    found = None
    if parent is not None or part not in _FROZEN:
        found = find_local(interp, name, part, parent)
    if found is not None:
        return _load_local(interp, name, found, place)

    if parent is None or parent.unmodelled or not parent.path:
        module = interp.model_module(name, place)
        if module is not None:
            interp.modules[name] = module
            return module
    if parent is not None:
        if isinstance(parent, Module) and parent.path and not parent.package:
            message = f"No module named '{name}'; '{parent.name}' is not a package"
            raise interp.missing(name, message, place)
        raise interp.missing(name, f"No module named '{name}'", place)
    raise interp.missing(name, f"No module named '{part}'", place)


def find_local(interp: Interpreter, name: str, part: str, parent: Any) -> Found | None:
    """The module's file in the repository, where it has one."""
    if parent is None:
        if part in interp.context.loaded:
            return None
        interp.charge(len(interp.path))
        folders = [_inside(interp, entry) for entry in interp.path]
    elif isinstance(parent, Module) and parent.searched:
        folders = list(parent.searched)
    else:
        return None
    tree = interp.context.tree
    found = tree.once(("local", part, *folders), lambda: _in_folders(tree, part, folders))
    if found is not None and not found.path and parent is None and _installed(interp, part):
        return None
    return found if found is None or found.path or interp.python >= (3, 3) else None


def _in_folders(tree: Tree, part: str, folders: list[str | None]) -> Found | None:
    """The module in the first folder that has it; a folder without `__init__.py` comes last."""
    spaces: list[str] = []
    for folder in folders:
        if folder is None:
            continue
        base = f"{folder}/{part}" if folder else part
        if tree.unseen(base):
            raise LimitReached(f"what the submodule at {base} contains is not here")
        if tree.is_directory(base):
            if tree.is_file(f"{base}/__init__.py"):
                return Found(f"{base}/__init__.py", True, (base,))
            if not tree.is_file(f"{base}.py"):
                spaces.append(base)
                continue
        if tree.is_file(f"{base}.py"):
            return Found(f"{base}.py", False)
    return Found("", True, tuple(spaces)) if spaces else None


def top_names(interp: Interpreter) -> set[str]:
    """The names of the modules and folders in the repository's folders of `sys.path`."""
    tree = interp.context.tree
    names: set[str] = set()
    for entry in interp.path:
        folder = _inside(interp, entry)
        resolved = tree.resolve(folder) if folder else folder
        if resolved is not None:
            names.update(name.removesuffix(".py") for name in tree.entries(resolved))
    return names


def _installed(interp: Interpreter, part: str) -> bool:
    """Whether a regular package outside the repository goes before a folder without `__init__`."""
    return bool(interp.is_standard(part) or interp.context.distributions.provides(part))


def _inside(interp: Interpreter, entry: Any) -> str | None:
    """A folder of `sys.path` from the root; None where it is elsewhere or unknown."""
    if type(entry).__name__ == "PurePosixPath":
        return None  # The import system takes only text.
    if not isinstance(entry, str) or len(entry) > PATH:
        return None
    absolute = interp.files.absolute(entry, interp.cwd)
    return interp.files.inside(absolute)


def _load_local(interp: Interpreter, name: str, found: Found, place: Place | None) -> Module:
    file = f"{ROOT}/{found.path}" if found.path else ""
    module = Module(
        name, Namespace(), path=found.path, file=file, package=found.package,
        searched=found.searched,
    )  # fmt: skip
    names = module.namespace
    names["__name__"] = name
    names["__doc__"] = None
    names["__package__"] = name if found.package else name.rpartition(".")[0]
    names["__builtins__"] = Unknown("the built-ins")
    names["__spec__"] = Unknown("a module's specification", decided=True)
    names["__loader__"] = Unknown("a module's loader", decided=True)
    if file:
        names["__file__"] = file
    if found.package:
        names["__path__"] = [f"{ROOT}/{folder}" for folder in found.searched]
    interp.modules[name] = module
    if not found.path:
        return module
    if place is not None:
        interp.calls.append(place)
    interp.importing.append(name)
    try:
        tree = interp.source(found.path, place)
        if (
            tree.body
            and getattr(getattr(tree.body[0], "value", None), "value", None).__class__ is str
        ):
            names["__doc__"] = tree.body[0].value.value
        interp.run_module(module, tree)
    except BaseException:
        interp.modules.pop(name, None)
        raise
    finally:
        if place is not None and interp.calls and interp.calls[-1] is place:
            interp.calls.pop()
        if interp.importing and interp.importing[-1] == name:
            interp.importing.pop()
    loaded: Any = interp.modules.get(name, module)
    return loaded  # type: ignore[no-any-return]


def resolve_relative(
    interp: Interpreter, frame: Frame, level: int, name: str, place: Place | None
) -> str:
    """The absolute name of a relative import."""
    package = frame.globals.get("__package__")
    if not isinstance(package, str):
        package = (
            frame.module.name if frame.module.package else (frame.module.name.rpartition(".")[0])
        )
    if not package:
        error: type[Exception] = (
            ImportError
            if interp.python >= (3, 6)
            else (SystemError if interp.python >= (3, 0) else ValueError)
        )
        message = "attempted relative import with no known parent package"
        if interp.python[0] == 2:
            message = "Attempted relative import in non-package"
        raise interp.fail(error, message, place)
    parts = package.split(".")
    if level > len(parts):
        error = ImportError if interp.python >= (3, 9) else ValueError
        raise interp.fail(error, "attempted relative import beyond top-level package", place)
    base = ".".join(parts[: len(parts) - level + 1])
    return f"{base}.{name}" if name else base


def import_statement(interp: Interpreter, frame: Frame, node: Any) -> None:
    """`import a.b as c, d`."""
    for alias in node.names:
        place = place_of(frame, node)
        name = implicit(interp, frame, alias.name)
        module = import_module(interp, name, place)
        if alias.asname:
            interp.bind(frame, alias.asname, module, place)
        else:
            first = alias.name.partition(".")[0]
            prefix = name[: len(name) - len(alias.name)]
            interp.bind(frame, first, interp.modules[prefix + first], place)


def implicit(interp: Interpreter, frame: Frame, name: str) -> str:
    """The absolute name that Python 2 gives an import: a sibling module goes first."""
    if interp.python[0] == 3 or frame.globals.get("absolute_import"):
        return name
    package = frame.module.name if frame.module.package else frame.module.name.rpartition(".")[0]
    first = name.partition(".")[0]
    parent = interp.modules.get(package)
    if package and isinstance(parent, Module) and find_local(interp, "", first, parent):
        return f"{package}.{name}"
    return name


def import_from_statement(interp: Interpreter, frame: Frame, node: Any) -> None:
    """`from a.b import c as d`, `from . import x`, `from a import *`."""
    place = place_of(frame, node)
    if node.module == "__future__" and not node.level:
        for alias in node.names:
            frame.globals[alias.name] = Unknown("a feature of Python", decided=True)
        return
    if node.level:
        name = resolve_relative(interp, frame, node.level, node.module or "", place)
    else:
        name = implicit(interp, frame, node.module)
    module = import_module(interp, name, place)
    for alias in node.names:
        if alias.name == "*":
            import_star(interp, frame, module, place)
            continue

        interp.bind(frame, alias.asname or alias.name,
            import_name(interp, module, alias.name, place), place,
        )  # fmt: skip


def import_name(interp: Interpreter, module: Any, name: str, place: Place | None) -> Any:
    """What `from module import name` gives."""
    if not isinstance(module, Module):
        return interp.get_attribute(module, name, place)
    names = module.namespace
    if name in names or (names.open is not None and not module.path):
        return interp.get_attribute(module, name, place)
    if isinstance(names.get("__getattr__"), Model):
        return interp.get_attribute(module, name, place)
    if module.package or module.searched:
        full = f"{module.name}.{name}"
        try:
            found = import_module(interp, full, place)
            modelled = len(found.namespace) > 1
            if (
                found.unmodelled
                and not found.path
                and not modelled
                and not _is_module(interp, full)
            ):
                interp.modules.pop(full, None)
                names.pop(name, None)
                if not interp.lacks(module, name):
                    return Unknown(full, place, unmodelled=True)
            else:
                return found
        except PyRaise as raised:
            if raised.kind != "module-not-found" or raised.fields.get("module") != full:
                raise
    if names.open is not None or module.unmodelled or "__getattr__" in names:
        try:
            return interp.get_attribute(module, name, place)
        except PyRaise as raised:
            if not isinstance(raised.value, AttributeError):
                raise
    where = f" ({module.file})" if module.file and interp.python >= (3, 7) else ""
    message = f"cannot import name '{name}' from '{module.name}'{where}"
    raise interp.fail(ImportError, message, place, "", module=module.name, name=name)


def _is_module(interp: Interpreter, name: str) -> bool:
    """Whether a name below a package that is not of the repository is known to be a module."""
    top = name.partition(".")[0]
    if top == "django":
        return interp.context.django is None or interp.context.django >= (
            1,
            8,
        )  # as they are listed
    return interp.is_standard(top)


def import_star(interp: Interpreter, frame: Frame, module: Any, place: Place) -> None:
    """`from module import *`: what `__all__` lists, or all names without an underscore."""
    if not isinstance(module, Module):
        _open(frame, Unknown("what an unknown module contains", place, unmodelled=True))
        return
    names = module.namespace
    listed = names.get("__all__")
    if listed is not None:
        wanted = interp.iterate(listed, place)
        if isinstance(wanted, Unknown):
            _open(frame, wanted)
            wanted = [name for name in names if isinstance(name, str) and name[0] != "_"]
    else:
        wanted = [name for name in names if isinstance(name, str) and not name.startswith("_")]
    for name in wanted:
        value = (
            names[name]
            if name in names
            else (
                import_name(interp, module, name, place)
                if module.package
                else interp.get_attribute(module, name, place)
            )
        )
        frame.names[name] = value
        if isinstance(frame.names, Namespace):
            frame.names.places[name] = names.places.get(name, place)
    interp.charge(len(names) >> 3)
    doubt = names.open
    if doubt is None and module.unmodelled and not module.path:
        doubt = Unknown(f"what {module.name} contains", place, unmodelled=True)
    if doubt is not None:
        _open(frame, doubt)


def _open(frame: Frame, doubt: Unknown) -> None:
    if isinstance(frame.names, Namespace):
        frame.names.open = doubt
