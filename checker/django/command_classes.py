"""The classes that a project's own management commands derive from."""

from __future__ import annotations

from checker.django.command import collect_static
from checker.django.state import state_of
from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import Function, Instance, Model, Unknown
from checker.python.models.host_class import make_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter
    from checker.python.interpreter.values import Class, Place


def _nothing(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return None


def _start(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    stream = {"write": Model("write", _nothing), "flush": Model("flush", _nothing)}
    args[0].attributes.update(
        stdout=Model("stdout", None, dict(stream)), stderr=Model("stderr", None, dict(stream)),
        style=Model("style", unmodelled=True),
    )  # fmt: skip


def _options(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`set_options`: it asks the app for the patterns of what it ignores."""
    apps = state_of(interp).apps
    if not any(app.label == "staticfiles" for app in apps):
        raise interp.fail(LookupError, "No installed app with label 'staticfiles'.", place)


def _collect(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    collect_static(interp, state_of(interp), place)
    return {Unknown("what was collected"): Unknown("what was collected")}


def _handle(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    given = {"link": False, "clear": False, "dry_run": False, "post_process": True, **keywords}
    for option in ("link", "clear", "dry_run", "post_process"):
        if isinstance(given[option], Unknown):
            return Unknown("what is collected", place)
    own = lookup(args[0].cls, "set_options") if isinstance(args[0], Instance) else None
    if isinstance(own, Function):
        interp.call(own, [args[0]], dict(keywords), place)
    else:
        _options(interp, place, args, keywords)
    flags = state_of(interp).flags
    flags |= {"--clear"} if given["clear"] else set()
    flags |= {"--dry-run"} if given["dry_run"] else set()
    flags |= set() if given["post_process"] else {"--no-post-process"}
    _collect(interp, place, args, {})
    return Unknown("what is printed", place)


def command_class() -> Class:
    """`django.core.management.base.BaseCommand`."""
    methods = {"__init__": _start, "add_arguments": _nothing, "check": _nothing}
    return make_class("BaseCommand", "django.core.management.base", methods,
                      requires_system_checks="__all__", help="")  # fmt: skip


def collectstatic_class(base: Class) -> Class:
    """Django's own command."""
    module = "django.contrib.staticfiles.management.commands.collectstatic"
    methods = {"handle": _handle, "collect": _collect, "set_options": _options}
    return make_class("Command", module, methods, (base,), requires_system_checks=["staticfiles"])
