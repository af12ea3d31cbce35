"""Python's built-in names: classes of the host stand for themselves, functions are modelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python import limits
from checker.python.machine import Frame, LimitReached
from checker.python.operators import binary, host, truth
from checker.python.values import (
    Class,
    FileText,
    Function,
    Instance,
    Method,
    Model,
    Module,
    Namespace,
    Place,
    PyRaise,
    Unknown,
    UnknownItems,
    root_in,
    unknown_in,
)

if TYPE_CHECKING:
    from checker.python.machine import Machine

_CLASSES = (
    bool, bytearray, bytes, classmethod, complex, dict, enumerate, filter, float, frozenset, int,
    list, map, object, property, range, reversed, set, slice, staticmethod, str, tuple, type, zip,
)  # fmt: skip


def builtin(machine: Machine, name: str) -> tuple[Any] | None:
    """The built-in called `name` in the target's Python, in a tuple; None where there is none."""
    table = _python2() if machine.python[0] == 2 else _python3()
    if name in table:
        return (table[name],)
    if name == "ModuleNotFoundError" and machine.python < (3, 6):
        return None
    if name in ("ExceptionGroup", "BaseExceptionGroup") and machine.python < (3, 11):
        return None
    import builtins

    found = getattr(builtins, name, None)
    if isinstance(found, type) and issubclass(found, BaseException):
        return (found,)
    if name in ("__file__", "__path__", "__builtins__", "__debug__", "__build_class__"):
        return (True,) if name == "__debug__" else None
    if found is not None and (name not in ("aiter", "anext") or machine.python >= (3, 10)):
        if name not in ("__name__", "__doc__", "__spec__", "__loader__", "__package__"):
            return (Model(f"the built-in {name}"),)
    return None


_tables: dict[int, dict[str, Any]] = {}


def _python3() -> dict[str, Any]:
    if 3 not in _tables:
        table: dict[str, Any] = {cls.__name__: cls for cls in _CLASSES}
        for name, function in _FUNCTIONS.items():
            table[name] = Model(name, function)
        for name, function in _SCOPED.items():
            table[name] = Model(name, None, {"in_frame": function})
        table.update(Ellipsis=..., NotImplemented=NotImplemented)
        _tables[3] = table
    return _tables[3]


def _python2() -> dict[str, Any]:
    if 2 not in _tables:
        table = dict(_python3())
        table.update(unicode=str, basestring=str, long=int, unichr=Model("unichr", _chr))
        table.update(raw_input=Model("raw_input"), cmp=Model("cmp"), file=Model("file", _open))
        table.update(reload=Model("reload", lambda m, p, a, k: a[0] if a else None))
        table["reduce"] = Model("reduce", _reduce)
        table["xrange"] = range
        table["range"] = Model("range", lambda m, p, a, k: _host_list(m, p, range, a))
        table["execfile"] = Model("execfile", None, {"in_frame": _execfile})
        for name in ("map", "filter", "zip"):
            table[name] = Model(name, _eager(_CLASSES_BY_NAME[name]))
        _tables[2] = table
    return _tables[2]


_CLASSES_BY_NAME = {cls.__name__: cls for cls in _CLASSES}


def _host_list(machine: Machine, place: Place | None, function: Any, args: list[Any]) -> Any:
    if unknown_in(args):
        return Unknown("a range of unknown length", place)
    made = host(machine, place, function, *args)
    if len(made) > limits.ITEMS:
        raise LimitReached("a list is too long")
    return list(made)


def _eager(cls: type) -> Any:
    def made(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
        result = construct(machine, cls, args, keywords, place)
        return result if isinstance(result, Unknown) else list(result)

    return made


# -- constructors ---------------------------------------------------------------------------------


def construct(
    machine: Machine, cls: type, args: list[Any], keywords: dict[str, Any], place: Place | None
) -> Any:
    """`cls(*args, **keywords)` for a class of the host."""
    from checker.python.calls import call
    from checker.python.expressions import iterate
    from checker.python.formatting import text_of

    name = cls.__name__
    if issubclass(cls, BaseException):
        return _exception(cls, args, place)
    if name in ("PurePosixPath", "PurePath"):
        from checker.python.stdlib.paths import make_path

        return make_path(machine, cls, args, place)
    if cls is str and args:
        if len(args) > 1 or keywords:
            return args[0] if isinstance(args[0], str) else Unknown("a decoded text", place)
        return text_of(machine, args[0], place)
    if cls is bool:
        if args and isinstance(args[0], Unknown):
            return args[0]
        return truth(machine, args[0], place) if args else False
    if cls is type:
        return _type(machine, args, place)
    if cls is property:
        from checker.python.values import Property

        return Property("property", args[0] if args else None)
    if cls in (map, filter) and len(args) >= 2:
        sources = [iterate(machine, source, place) for source in args[1:]]
        doubt = next((source for source in sources if isinstance(source, Unknown)), None)
        if doubt is not None:
            return Unknown(doubt.because, place)
        results: list[Any] = []
        for items in zip(*sources, strict=False):
            if cls is map:
                results.append(call(machine, args[0], list(items), {}, place))
            elif truth(machine, items[0] if args[0] is None else
                       call(machine, args[0], list(items), {}, place)):  # fmt: skip
                results.append(items[0])
        return iter(results)
    if cls in (list, tuple, set, frozenset, enumerate, reversed, zip) and args:
        return _collection(machine, cls, args, keywords, place)
    if cls is dict:
        from checker.python.methods import call_method

        made: dict[Any, Any] = {}
        call_method(machine, made, "update", args, keywords, place)
        return made
    for value in (*args, *keywords.values()):
        unknown = unknown_in(value)
        if unknown is not None:
            return Unknown(unknown.because, unknown.place)
        if isinstance(value, (Instance, Class, Function, Model, Module)):
            return Unknown(f"{name}() of an object", place)
    if cls is object:
        return Instance(Class("object", (), Namespace(), "builtins"))
    if name in ("bytes", "bytearray") and args and isinstance(args[0], int):
        return Unknown("bytes", place)
    if cls is int and args and isinstance(args[0], str) and len(args[0]) > 1000:
        return Unknown("a long number", place)
    if name == "defaultdict":
        return host(machine, place, cls, *args)
    return host(machine, place, cls, *args, **keywords)


def _exception(cls: type, args: list[Any], place: Place | None) -> Any:
    try:
        return cls(*args)
    except Exception:
        return cls()


def _type(machine: Machine, args: list[Any], place: Place | None) -> Any:
    if len(args) == 1:
        value = args[0]
        if isinstance(value, Instance):
            return value.cls
        if isinstance(value, (Unknown, Model, Class, Function, Module, Method)):
            return Unknown("the class of an object", place)
        return str if isinstance(value, FileText) else type(value)
    if len(args) == 3 and isinstance(args[0], str) and isinstance(args[2], dict):
        cls = Class(args[0], tuple(args[1]), Namespace(args[2]), "")
        cls.open = Unknown(f"an attribute of {args[0]}", place) if args[1] else None
        return cls
    return Unknown("a class that is made", place)


def _collection(
    machine: Machine, cls: type, args: list[Any], keywords: dict[str, Any], place: Place | None
) -> Any:
    from checker.python.expressions import iterate

    if cls is zip:
        sources = [iterate(machine, source, place) for source in args]
    else:
        sources = [iterate(machine, args[0], place)]
    for source in sources:
        if isinstance(source, Unknown):
            if cls is list:
                return [UnknownItems(source.because, source.place)]
            return Unknown(source.because, source.place)
    values = [list(source) for source in sources if not isinstance(source, Unknown)]
    if cls is reversed:
        return iter(values[0][::-1])
    if cls is enumerate:
        start = keywords.get("start", args[1] if len(args) > 1 else 0)
        return iter(list(enumerate(values[0], start))) if isinstance(start, int) else start
    if cls is zip:
        return iter(list(zip(*values, strict=False)))
    return host(machine, place, cls, values[0])


# -- functions ------------------------------------------------------------------------------------


def is_instance(value: Any, wanted: Any) -> Any:
    """`isinstance`: True, False, or None where it cannot be known."""
    from checker.python.classes import is_subclass

    if isinstance(value, Unknown):
        return None
    if isinstance(value, Instance):
        return is_subclass(value.cls, wanted)
    if isinstance(value, Method) and not isinstance(wanted, (type, tuple)):
        return None
    if isinstance(value, (Class, Model, Function, Module, Method)):
        return None if not isinstance(wanted, type) or wanted is type else wanted is object
    return is_subclass(str if isinstance(value, FileText) else type(value), wanted)


def _isinstance(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if len(args) != 2:
        raise machine.fail(TypeError, "isinstance expected 2 arguments", place)
    answer = is_instance(*args)
    return Unknown("the class of a value", place) if answer is None else answer


def _issubclass(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.classes import is_subclass

    answer = is_subclass(*args[:2])
    return Unknown("the class of a value", place) if answer is None else answer


def _len(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    value = args[0] if args else None
    if isinstance(value, Instance):
        from checker.python.attributes import find_special
        from checker.python.calls import call

        special = find_special(value, "__len__")
        return call(machine, special, [value], {}, place) if special else Unknown("a length", place)
    if isinstance(value, (Unknown, Model)) or (isinstance(value, str) and root_in(value)):
        return Unknown(getattr(value, "because", "where the platform builds"), place)
    if isinstance(value, (list, tuple)) and any(isinstance(v, UnknownItems) for v in value):
        return Unknown("which items the list holds", place)
    return host(machine, place, len, value)


def _getattr(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.attributes import get_attribute

    if isinstance(args[1], Unknown):
        return Unknown(args[1].because, place)
    try:
        return get_attribute(machine, args[0], str(args[1]), place)
    except PyRaise as raised:
        if len(args) > 2 and isinstance(raised.value, AttributeError):
            return args[2]
        raise


def _hasattr(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.attributes import get_attribute

    try:
        found = get_attribute(machine, args[0], str(args[1]), place)
    except PyRaise as raised:
        if isinstance(raised.value, AttributeError) or machine.python[0] == 2:
            return False
        raise
    if isinstance(args[0], (Unknown, Model)) and isinstance(found, Unknown):
        return Unknown(f"whether it has {args[1]}", place)
    return True


def _setattr(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.attributes import set_attribute

    if isinstance(args[1], Unknown):
        names = getattr(args[0], "namespace", None)
        if isinstance(names, Namespace):
            names.open = args[1]
        return None
    set_attribute(machine, args[0], str(args[1]), args[2], place or Place(""))
    return None


def _open(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.stdlib.files import open_file

    return open_file(machine, place, args, keywords)


def _import(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.imports import import_module

    if not args or not isinstance(args[0], str):
        raise LimitReached("a module whose name is not known is imported")
    module = import_module(machine, args[0], place)
    fromlist = keywords.get("fromlist", args[3] if len(args) > 3 else None)
    return module if fromlist else machine.modules[args[0].partition(".")[0]]


def sort_values(
    machine: Machine, values: list[Any], keywords: dict[str, Any], place: Place | None
) -> Any:
    """`sorted`, with a key function of the program; unknown where a value is."""
    from checker.python.calls import call

    strange = next((name for name in keywords if name not in ("key", "reverse")), None)
    if strange is not None and machine.python[0] == 3:
        message = f"{strange!r} is an invalid keyword argument for sort()"
        raise machine.fail(TypeError, message, place)
    if strange is not None:
        return Unknown("the order by a comparison", place)
    key = keywords.get("key")
    keys = values if key is None else [call(machine, key, [v], {}, place) for v in values]
    unknown = unknown_in(list(keys))
    if unknown is not None or any(isinstance(k, (Instance, Class)) for k in keys):
        return Unknown(unknown.because if unknown else "the order of objects", place)
    order = host(machine, place, sorted, range(len(values)), key=keys.__getitem__)
    if keywords.get("reverse") is True:
        order.reverse()
    return [values[at] for at in order]


def _sorted(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.expressions import iterate

    items = iterate(machine, args[0], place)
    if isinstance(items, Unknown):
        return [UnknownItems(items.because, items.place)]
    ordered = sort_values(machine, list(items), keywords, place)
    return [UnknownItems(ordered.because, place)] if isinstance(ordered, Unknown) else ordered


def _any_all(wanted: bool) -> Any:
    def found(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
        from checker.python.expressions import iterate

        items = iterate(machine, args[0], place)
        if isinstance(items, Unknown):
            return items
        doubt: Unknown | None = None
        for item in items:
            if isinstance(item, Unknown) and item.decided is None:
                doubt = item
            elif truth(machine, item, place) is wanted:
                return wanted
        return doubt if doubt is not None else not wanted

    return found


def _fold(name: str, function: Any) -> Any:
    def folded(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
        from checker.python.expressions import iterate

        items: Any = args
        if len(args) == 1 or name == "sum":
            items = iterate(machine, args[0], place)
            if isinstance(items, Unknown):
                return items
        values = list(items)
        unknown = unknown_in([*values, *keywords.values()])
        if unknown is not None or "key" in keywords:
            return Unknown(unknown.because if unknown else "the order by a key", place)
        if name == "sum":
            total = args[1] if len(args) > 1 else keywords.get("start", 0)
            for value in values:
                total = binary(machine, "Add", total, value, place)
            return total
        return host(machine, place, function, values, **keywords)

    return folded


def _next(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if isinstance(args[0], (Unknown, Model, Instance)):
        return Unknown("the next item", place)
    if len(args) > 1:
        return next(args[0], args[1])
    return host(machine, place, next, args[0])


def _reduce(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.calls import call
    from checker.python.expressions import iterate

    items = iterate(machine, args[1], place)
    if isinstance(items, Unknown):
        return items
    values = [*args[2:3], *items]
    if not values:
        raise machine.fail(TypeError, "reduce() of empty sequence with no initial value", place)
    total = values[0]
    for value in values[1:]:
        total = call(machine, args[0], [total, value], {}, place)
    return total


def _plain(function: Any) -> Any:
    def called(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
        for value in (*args, *keywords.values()):
            unknown = unknown_in(value)
            if unknown is not None:
                return Unknown(unknown.because, unknown.place)
            if isinstance(value, (Instance, Class, Function, Model, Module)):
                return Unknown("a function of an object", place)
        if function is pow:
            return binary(machine, "Pow", args[0], args[1], place)
        return host(machine, place, function, *args, **keywords)

    return called


def _chr(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return _plain(chr)(machine, place, args, keywords)


def _repr(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.formatting import text_of

    return text_of(machine, args[0], place, "__repr__")


def _callable(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    value = args[0]
    if isinstance(value, (Unknown, Model, Instance)):
        return Unknown("whether it can be called", place)
    return isinstance(value, (Function, Method, Class, type))


def _iter(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.expressions import iterate

    items = iterate(machine, args[0], place)
    return items if isinstance(items, Unknown) else iter(list(items))


def _print(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return None


def _exit(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    raise machine.fail(SystemExit(*args[:1]), None, place)


def _input(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if machine.maybe("whether the build has something to read", place):
        return Unknown("what is typed", place)
    raise machine.fail(EOFError, "EOF when reading a line", place)


def _compile(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return args[0]


_FUNCTIONS: dict[str, Any] = {
    "isinstance": _isinstance, "issubclass": _issubclass, "len": _len, "getattr": _getattr,
    "hasattr": _hasattr, "setattr": _setattr, "open": _open, "__import__": _import,
    "sorted": _sorted, "any": _any_all(True), "all": _any_all(False), "max": _fold("max", max),
    "min": _fold("min", min), "sum": _fold("sum", sum), "next": _next, "chr": _plain(chr),
    "ord": _plain(ord), "abs": _plain(abs), "round": _plain(round), "hex": _plain(hex),
    "oct": _plain(oct), "bin": _plain(bin), "divmod": _plain(divmod), "pow": _plain(pow),
    "repr": _repr, "ascii": _repr, "callable": _callable, "iter": _iter, "print": _print,
    "exit": _exit, "quit": _exit, "input": _input, "compile": _compile,
}  # fmt: skip


# -- functions that see where they are called -----------------------------------------------------


def _globals(machine: Machine, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    return frame.globals


def _locals(machine: Machine, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    return frame.names if frame.kind in ("module", "class") else dict(frame.names)


def _vars(machine: Machine, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    if not args:
        return _locals(machine, frame, place, args, keywords)
    value = args[0]
    if isinstance(value, (Module, Class)):
        return value.namespace
    return value.attributes if isinstance(value, Instance) else Unknown("vars()", place)


def _dir(machine: Machine, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    value = args[0] if args else None
    if not args:
        return sorted(name for name in frame.names if isinstance(name, str))
    if isinstance(value, (Module, Class)):
        if value.namespace.open is not None or getattr(value, "opaque", False):
            return Unknown("which names there are", place)
        return sorted(name for name in value.namespace if isinstance(name, str))
    return Unknown("which names there are", place)


def execute_text(
    machine: Machine, frame: Frame, text: Any, names: Any, place: Place, local: Any = None
) -> None:
    """Run code that is in a string, in the namespace `names`."""
    from checker.python.statements import run_body

    if isinstance(text, Unknown):
        if isinstance(names, Namespace):
            names.open = Unknown(f"code that is not known is run: {text.because}", place)
        elif isinstance(names, dict):
            names[Unknown(text.because, place)] = text
        return
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    if not isinstance(text, str):
        raise LimitReached("code that is not text is run")
    tree, path = machine.text_source(text, place)
    inner = Frame(frame.module, names if local is None else local, None, "module", path)
    inner.globals = names
    if frame.kind in ("function", "comprehension") and names is frame.names:
        inner.globals = frame.globals
    machine.depth += 1
    if machine.depth > limits.CALL_DEPTH:
        raise LimitReached("code in text is nested too deeply")
    machine.calls.append(place)
    try:
        run_body(machine, inner, tree.body)
    finally:
        machine.depth -= 1
        machine.calls.pop()


def _exec(machine: Machine, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    names = (
        args[1]
        if len(args) > 1 and args[1] is not None
        else (frame.globals if frame.kind != "class" else frame.names)
    )
    local = args[2] if len(args) > 2 else None
    if len(args) == 1 and frame.kind == "function":
        local = dict(frame.names)
    if isinstance(names, Unknown) or isinstance(local, Unknown):
        raise LimitReached("code is run in a namespace that is not known")
    execute_text(machine, frame, args[0] if args else "", names, place, local)
    return None


def _eval(machine: Machine, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    from checker.python.expressions import evaluate

    text = args[0] if args else ""
    if not isinstance(text, str):
        return Unknown("the value of code that is not known", place)
    tree, _ = machine.text_source(text.strip(), place)
    if len(tree.body) != 1 or type(tree.body[0]).__name__ != "Expr":
        raise machine.fail(SyntaxError, "invalid syntax", place)
    names = args[1] if len(args) > 1 and isinstance(args[1], dict) else None
    inner = frame
    if names is not None:
        inner = Frame(frame.module, names, None, "module", frame.path)
        inner.globals = names
    return evaluate(machine, inner, tree.body[0].value)


def _execfile(machine: Machine, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    from checker.python.calls import call
    from checker.python.stdlib.files import open_file

    file = open_file(machine, place, args[:1], {})
    text = call(machine, file.attributes["read"], [], {}, place)
    names = args[1] if len(args) > 1 else frame.globals
    execute_text(machine, frame, text, names, place)
    return None


def _super(machine: Machine, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    here: Frame | None = frame
    while here is not None and here.function is None:
        here = here.outer
    owner = args[0] if args else (here.function.owner if here is not None else None)
    if len(args) > 1:
        instance = args[1]
    elif here is not None:
        parameters = here.function.node.args
        first = [*parameters.posonlyargs, *parameters.args]
        instance = here.names.get(first[0].arg) if first else None
    else:
        instance = None
    if not isinstance(owner, Class):
        return Unknown("super()", place, opaque=True)
    cls = (
        instance.cls
        if isinstance(instance, Instance)
        else (instance if isinstance(instance, Class) else owner)
    )
    order = list(cls.mro)
    rest = tuple(order[order.index(owner) + 1 :]) if owner in order else ()
    base = Class("super", (), Namespace(), owner.module)
    base.mro = rest
    base.open = owner.open
    from checker.python.attributes import lookup

    class_like = Instance(base, {})
    for name in ("__init__", "__setattr__", "__new__", "__init_subclass__"):
        if lookup(base, name) is None:
            class_like.attributes[name] = Model(f"object.{name}", lambda m, p, a, k: None)
    for part in reversed(rest):
        if not isinstance(part, Class):
            continue
        for name, value in part.namespace.items():
            if isinstance(value, Function):
                class_like.attributes[name] = Method(value, instance)
    return class_like


_SCOPED: dict[str, Any] = {
    "globals": _globals, "locals": _locals, "vars": _vars, "dir": _dir, "exec": _exec,
    "eval": _eval, "super": _super,
}  # fmt: skip
