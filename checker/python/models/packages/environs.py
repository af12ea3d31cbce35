"""A model of environs."""

from __future__ import annotations

import posixpath

from checker.python.interpreter.values import ROOT, Instance, Model, Place, PyRaise, Unknown
from checker.python.models.environment import MISSING, database, dotenv_values, variable
from checker.python.models.environs_fields import FIELDS, listed, mapped
from checker.python.models.host_class import make_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "environs"
"""The distribution, as the index calls it."""


def _start(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    if len(args) > 1:
        message = f"Env.__init__() takes 1 positional argument but {len(args)} were given"
        raise interp.fail(TypeError, message, place)
    args[0].attributes.update(
        eager=named.get("eager", True), expand_vars=named.get("expand_vars", False),
        _prefix=named.get("prefix"), _sealed=False, _values={}, _errors={}, _environ={},
        _parsers={},
    )  # fmt: skip


def _raised(interp: Interpreter, name: str, message: str, place: Place | None) -> PyRaise:
    error = interp.instantiate(interp.notes["environs"][name], [message], {}, place)
    return interp.fail(error, None, place)


def _look(interp: Interpreter, place: Place | None, env: Instance, name: Any) -> tuple[str, Any]:
    """The whole name and the variable's value; None where it is not set."""
    held = env.attributes
    if held["_sealed"]:
        message = "Env has already been sealed. New values cannot be parsed."
        raise _raised(interp, "EnvSealedError", message, place)
    prefix = held["_prefix"] or ""
    if not isinstance(name, str) or not isinstance(prefix, str):
        return "", Unknown("a variable whose name is not known", place)
    name = prefix + name
    found = variable(interp, name, place)
    if found is None:
        found = held["_environ"].get(name)
    if isinstance(found, str) and held["expand_vars"] and "${" in found:
        return name, Unknown("a variable that names another one", place)
    return name, found


def _unset(interp: Interpreter, place: Place | None, env: Instance, name: str) -> Any:
    if env.attributes["eager"] is False:
        env.attributes["_errors"][name] = ["Environment variable not set."]
        return None
    raised = _raised(interp, "EnvNotSetError", f'Environment variable "{name}" not set', place)
    raised.kind = "environment-variable-missing"
    raised.fields["variable"] = name
    raise raised


def _invalid(
    interp: Interpreter, place: Place | None, env: Instance, name: str, problem: Any
) -> Any:
    if env.attributes["eager"] is False:
        env.attributes["_errors"].setdefault(name, []).append(problem)
        return None
    message = f'Environment variable "{name}" invalid: [{problem!r}]'
    raise _raised(interp, "EnvValidationError", message, place)


def _field(kind: str) -> Any:
    """A method that reads a variable as `kind`; a default is given back as it is."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
        env, *given = args
        held = {**dict(zip(("name", "default", "subcast"), given, strict=False)), **named}
        name, found = _look(interp, place, env, held.get("name"))
        if isinstance(found, Unknown):
            return found
        if found is None:
            default = held.get("default", ...)
            return _unset(interp, place, env, name) if default is ... else default
        value: Any
        if kind == "list":
            value = listed(interp, place, found, held)
        elif kind == "dict":
            value = mapped(interp, place, found, held)
        elif (
            kind == "enum"
            and "enum" not in held
            and (
                "type" not in held
                or not interp.maybe("which release of environs is installed", place)
            )
        ):
            message = "Enum.__init__() missing 1 required positional argument: 'enum'"
            raise interp.fail(TypeError, message, place)
        elif kind == "enum":
            value = Unknown("a member of an enumeration", place)
        else:
            value, problem = FIELDS[kind](interp, place, found, held)
            if problem:
                return _invalid(interp, place, env, name, problem)
        return _validated(interp, place, env, name, value, held)

    return called


def _validated(
    interp: Interpreter, place: Place | None, env: Instance, name: str, value: Any, held: Any
) -> Any:
    checks = held.get("validate")
    if checks is None:
        return value
    for check in checks if isinstance(checks, (list, tuple)) else [checks]:
        if isinstance(check, (Unknown, Model)):
            if interp.maybe("whether a validator takes the value", place):
                continue
            return _invalid(interp, place, env, name, "Invalid value.")
        try:
            interp.call(check, [value], {}, place)
        except PyRaise as raised:
            cls = getattr(raised.value, "cls", None)
            if cls is not None and interp.notes["environs"]["ValidationError"] in cls.mro:
                return _invalid(interp, place, env, name, "Invalid value.")
            raise
    return value


def _parser(function: Any) -> Any:
    """A method of a parser: what is read, or the default, goes through `function`."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
        env, *given = args
        held = {**dict(zip(("name", "default"), given, strict=False)), **named}
        name, found = _look(interp, place, env, held.pop("name", None))
        default = held.pop("default", ...)
        if found is None:
            if default is ...:
                return _unset(interp, place, env, name)
            found = default
        try:
            return interp.call(function, [found], held, place)
        except PyRaise as raised:
            cls = getattr(raised.value, "cls", None)
            errors = interp.notes["environs"]
            if cls is not None and (errors["EnvError"] in cls.mro or
                                    errors["ValidationError"] in cls.mro):  # fmt: skip
                return _invalid(interp, place, env, name, "Invalid value.")
            raise

    return called


def _add_parser(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    env, name, function = (*args, *named.values())[:3]
    if name in env.attributes["_parsers"] or name in FIELDS:
        message = f"Env already has a method with name '{name}'. Use a different name."
        raise _raised(interp, "ParserConflictError", message, place)
    env.attributes["_parsers"][name] = _parser(function)


def _parser_for(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    def decorated(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        _add_parser(m, at, [*args[:2], given[0]], {})
        return given[0]

    return Model("parser_for", decorated)


def _custom(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    env, name = args
    found = env.attributes["_parsers"].get(name)
    if found is None:
        raise interp.fail(AttributeError, f"{env.cls.name} has no attribute {name}", place)
    return Model(f"env.{name}", lambda m, p, a, k: found(m, p, [env, *a], k))


def _read(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    """`read_env(path, recurse, override)`: into this object alone since environs 12."""
    env, *given = args
    path = given[0] if given else named.get("path")
    if path is None:
        here = posixpath.dirname(place.path) if place else ""
        path = f"{ROOT}/{here}/.env" if here else f"{ROOT}/.env"
    path = interp.path_text(path, place)
    if not isinstance(path, str):
        return Unknown("whether a file was read", place)
    if interp.files.kind(path, interp.cwd) == "directory":
        raise interp.fail(ValueError, "path must be a filename, not a directory.", place)
    folder, name = posixpath.split(interp.files.absolute(path, interp.cwd))
    while True:
        file = posixpath.join(folder, name)
        if interp.files.kind(file, interp.cwd) == "file":
            data = interp.files.text(file, interp.cwd)
            if isinstance(data, Unknown):
                return Unknown(data.because, place)
            for key, value in dotenv_values(data.decode("utf-8", "replace")).items():
                if named.get("override") is True or key not in env.attributes["_environ"]:
                    env.attributes["_environ"][key] = value
            if interp.maybe("which release of environs is installed", place):
                # Before environs 12 it was the process's environment that was filled.
                for key, value in env.attributes["_environ"].items():
                    interp.environ.setdefault(key, value)
            return file if named.get("return_path") else True
        if named.get("recurse") is False or folder in (ROOT, "/", ""):
            return None if named.get("return_path") else False
        folder = posixpath.dirname(folder)


def _prefixed(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    env, prefix = args[0], args[1] if len(args) > 1 else named.get("prefix")
    before = env.attributes["_prefix"]

    def enter(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        joined = Unknown("a prefix", at)
        if isinstance(prefix, str) and (before is None or isinstance(before, str)):
            env.attributes["_prefix"] = (before or "") + prefix
        else:
            env.attributes["_prefix"] = joined
        return env

    def leave(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        env.attributes["_prefix"] = before
        return False

    return Instance(make_class("prefixed", "environs", {"__enter__": enter, "__exit__": leave}))


def _seal(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    held = args[0].attributes
    held["_sealed"] = True
    errors, held["_errors"] = held["_errors"], {}
    if errors:
        message = f"Environment variables invalid: {errors}"
        raised = _raised(interp, "EnvValidationError", message, place)
        if all(problems == ["Environment variable not set."] for problems in errors.values()):
            raised.kind = "environment-variable-missing"
            raised.fields["variable"] = next(iter(errors))
        raise raised


def _addresses() -> dict[str, Any]:
    made = {
        "dj_db_url": Model("dj_db_url", lambda m, p, a, k: database(m, a[0], p)),
        "dj_email_url": Model("dj_email_url"), "dj_cache_url": Model("dj_cache_url"),
    }  # fmt: skip
    return {name: _parser(function) for name, function in made.items()}


def _environs(interp: Interpreter) -> dict[str, Any]:
    module = "environs"
    error = make_class("EnvError", module, {}, (ValueError,))
    invalid = make_class("EnvValidationError", module, {}, (error,))
    errors = {
        "EnvError": error, "EnvValidationError": invalid,
        "EnvNotSetError": make_class("EnvNotSetError", module, {}, (error,)),
        "EnvSealedError": make_class("EnvSealedError", module, {}, (TypeError, error)),
        "ParserConflictError": make_class("ParserConflictError", module, {}, (ValueError,)),
        "ValidationError": make_class("ValidationError", "marshmallow", {}, (Exception,)),
    }  # fmt: skip
    interp.notes[module] = errors
    kinds = [*FIELDS, "list", "dict", "enum"]
    methods = {
        "__init__": _start, "__call__": _field("str"), "read_env": _read, "prefixed": _prefixed,
        "seal": _seal, "add_parser": _add_parser, "parser_for": _parser_for,
        "__getattr__": _custom, "dump": lambda m, p, a, k: Unknown("what was read", p),
        "add_parser_from_field": lambda m, p, a, k: _add_parser(m, p, [a[0], a[1], Model("f")], {}),
        **{kind: _field(kind) for kind in kinds}, **_addresses(),
    }  # fmt: skip
    env = make_class("Env", module, methods)
    one = interp.instantiate(env, [], {}, None)
    return {
        "Env": env, "FileAwareEnv": make_class("FileAwareEnv", module, {}, (env,)), "env": one,
        **errors, "validate": Model("marshmallow.validate"), "MISSING": MISSING,
    }  # fmt: skip


MODULES = {"environs": _environs}
