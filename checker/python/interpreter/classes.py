"""Classes of the program: made by a `class` statement, instantiated by a call."""

from __future__ import annotations

from checker.python.interpreter import limits
from checker.python.interpreter.classification import find_special, lookup
from checker.python.interpreter.frame import Frame, place_of
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Namespace,
    Place,
    Property,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_PLAIN = (object, Exception, BaseException)


def make_class(interp: Interpreter, frame: Frame, node: Any) -> Any:
    """The class that a `class` statement makes."""
    place = place_of(frame, node)
    bases = tuple(interp.elements(frame, node.bases))
    keywords = {k.arg: interp.evaluate(frame, k.value) for k in node.keywords}
    for base in bases:
        if base is None or isinstance(base, (str, int, list, dict, tuple)):
            raise interp.fail(TypeError, "bases must be types", place)
    namespace = Namespace()
    namespace["__module__"] = frame.module.name
    namespace["__qualname__"] = node.name
    hook = next((_hook(base) for base in bases if _hook(base) is not None), None)
    scope = Frame(frame.module, namespace, frame, "class", frame.path)
    scope.globals = frame.globals
    interp.run_body(scope, node.body)
    cls = Class(node.name, bases, namespace, frame.module.name)
    cls.place = place
    above = sum(len(base.mro) if isinstance(base, Class) else 1 for base in bases)
    if above > limits.ORDER:
        raise LimitReached("a class derives from too many others")
    interp.charge(above * above * len(bases) >> 6)
    cls.mro = _order(cls)
    cls.open = next((_openness(base) for base in cls.mro if _openness(base) is not None), None)
    kept = hook is not None and _keeps(bases)
    if kept:
        namespace["__keywords__"] = keywords
    above_it = [found for base in bases if (found := _subclass_hook(base)) is not None]
    if above_it and "metaclass" not in keywords:
        interp.call(above_it[0], [cls], keywords, place)
    elif keywords and cls.open is None and not kept:
        cls.open = Unknown(f"how the class {node.name} is made", place)
    for name, value in list(namespace.items()):
        if isinstance(value, Instance) and find_special(value, "__set_name__") is not None:
            interp.call(find_special(value, "__set_name__"), [value, cls, name], {}, place)
    for value in namespace.values():
        if isinstance(value, Function):
            value.owner = cls
        elif isinstance(value, Property) and isinstance(value.function, Function):
            value.function.owner = cls
    if _is_enumeration(bases):
        own = [b for b in bases if isinstance(b, Class)]
        full = next((b for b in own if b.namespace.get("__members__")), None)
        if full is not None:
            message = f"<enum '{cls.name}'> cannot extend <enum '{full.name}'>"
            raise interp.fail(TypeError, message, place)
        _enumerate(cls)
    if hook is not None:
        hook(interp, place, cls)
    return cls


def _keeps(bases: tuple[Any, ...]) -> bool:
    """Whether a model of a package's class reads the keywords of a `class` statement."""
    return any(
        isinstance(one, Model) and "keywords" in one.attributes
        for base in bases
        for one in (base.mro if isinstance(base, Class) else (base,))
    )


def _subclass_hook(base: Any) -> Any:
    """The program's `__init_subclass__`."""
    found = lookup(base, "__init_subclass__") if isinstance(base, Class) else None
    if isinstance(found, Property):
        found = found.function
    return found if isinstance(found, Function) else None


def _hook(base: Any) -> Any:
    """What a model of a package's class does when a class is derived from it."""
    for one in base.mro if isinstance(base, Class) else (base,):
        if isinstance(one, Model) and "derive" in one.attributes:
            return one.attributes["derive"]
    return None


def _openness(base: Any) -> Unknown | None:
    """Whether a base may have attributes that are not known."""
    if isinstance(base, Unknown):
        return base
    if isinstance(base, Model):
        if base.attributes.get("closed"):
            return None
        return Unknown(f"an attribute of {base.name}", unmodelled=True)
    if isinstance(base, type) and base not in _PLAIN and not issubclass(base, BaseException):
        return Unknown(f"an attribute of {base.__name__}")
    return None


def _order(cls: Class) -> tuple[Any, ...]:
    """The method resolution order: C3, or depth first where that has no answer."""
    lines = [list(b.mro) if isinstance(b, Class) else [b] for b in cls.bases]
    lines.append(list(cls.bases))
    order: list[Any] = [cls]
    while any(lines):
        for line in lines:
            if line and not any(any(line[0] is o for o in other[1:]) for other in lines):
                head = line[0]
                break
        else:
            head = next(line[0] for line in lines if line)
        order.append(head)
        lines = [[b for b in line if b is not head] for line in lines]
    return tuple(order)


def _is_enumeration(bases: tuple[Any, ...]) -> bool:
    return any(
        (isinstance(b, Model) and b.name.startswith("enum."))
        or (isinstance(b, Class) and "__members__" in b.namespace)
        for b in bases
    )


def _enumerate(cls: Class) -> None:
    """Make the members of an enumeration: objects with `name` and `value`."""
    members: dict[str, Any] = {}
    kinds = [b.name for b in cls.mro if isinstance(b, Model)]
    text = any(b is str or b is int for b in cls.mro) or any("Flag" in kind for kind in kinds)
    last = 0
    for name, value in list(cls.namespace.items()):
        if name.startswith("_") or isinstance(value, (Function, Property, Class)):
            continue
        if isinstance(value, Model):
            if value.name != "enum.auto()":
                continue
            value = name.lower() if "enum.StrEnum" in kinds else last + 1
        last = value if isinstance(value, int) else last
        if "enum.StrEnum" in kinds and isinstance(value, str):
            members[name] = Named(value)
        elif "enum.IntEnum" in kinds and isinstance(value, int):
            members[name] = Number(value)
        elif text and any("Flag" in kind for kind in kinds):
            members[name] = Unknown(f"the member {name} of {cls.name}")
            continue
        else:
            members[name] = Instance(cls, {"name": name, "value": value, "_value_": value})
            continue
        members[name].name, members[name].value = name, value
    if text:
        equal = Model("__eq__", lambda m, p, a, k: m.equal(_plain(a[0]), _plain(a[1]), p))
        cls.namespace.setdefault("__eq__", equal)
        cls.namespace.setdefault("__hash__", equal)
        shown = Model("__str__", lambda m, p, a, k: Unknown("how a member is shown", p))
        cls.namespace.setdefault("__str__", shown)
    cls.namespace.update(members)
    cls.namespace["__members__"] = members
    if cls.open is not None:
        cls.open = None if all(isinstance(b, (Model, Class)) for b in cls.bases) else cls.open


def _plain(value: Any) -> Any:
    return value.attributes.get("value") if isinstance(value, Instance) else value


class Named(str):
    """A member of a `StrEnum`: a text with a name."""

    name: str
    value: str


class Number(int):
    """A member of an `IntEnum`: a number with a name."""

    name: str
    value: int


def instantiate(
    interp: Interpreter, cls: Class, args: list[Any], keywords: dict[str, Any], place: Place | None
) -> Any:
    """`cls(*args, **keywords)`."""
    if "__members__" in cls.namespace:
        for member in cls.namespace["__members__"].values():
            interp.step()
            if args and isinstance(member, Instance):
                if interp.equal(member.attributes["value"], args[0], place) is True:
                    return member
        if unknowns(args) or unknowns(cls.namespace["__members__"].values()):
            return Unknown(f"a member of {cls.name}", place)
        raise interp.fail(ValueError, f"{args[:1]} is not a valid {cls.name}", place)
    maker = next(
        (b.attributes["instantiate"] for b in cls.mro
         if isinstance(b, Model) and "instantiate" in b.attributes), None,
    )  # fmt: skip
    if maker is not None:
        return maker(interp, place, cls, args, keywords)
    if isinstance(lookup(cls, "__new__"), (Function, Property)):
        return Unknown(f"what {cls.name}() gives", place)
    value = Instance(cls)
    exception = any(isinstance(b, type) and issubclass(b, BaseException) for b in cls.mro)
    if exception:
        value.attributes["args"] = tuple(args)
    start = lookup(cls, "__init__")
    if start is not None:
        interp.call(start, [value, *args], keywords, place)
    elif (args or keywords) and cls.open is None and not exception:
        raise interp.fail(TypeError, f"{cls.name}() takes no arguments", place)
    return value


def unknowns(values: Any) -> bool:
    """Whether one of the values is unknown."""
    return any(isinstance(value, Unknown) for value in values)
