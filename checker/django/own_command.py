"""A `collectstatic` of the project's own, in an app that goes before Django's."""

from __future__ import annotations

from checker.django.checks import make_finders, run_checks
from checker.django.state import GiveUp, State, SystemCheckError, refuse
from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import Class, Function, Model, Place, PyRaise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


def own_command(interp: Interpreter, state: State) -> str | None:
    """The local app whose `collectstatic` goes before Django's."""
    for app in state.apps:
        if app.name == "django.contrib.staticfiles":
            return None
        if app.kind != "local":
            continue
        for folder in app.folders:
            base = f"{folder}/management/commands" if folder else "management/commands"
            if interp.context.tree.is_file(f"{base}/collectstatic.py"):
                if interp.python[0] == 2:
                    parts = (f"{folder}/management/__init__.py", f"{base}/__init__.py")
                    if not all(interp.context.tree.is_file(part) for part in parts):
                        continue
                return app.name
    return None


def run_own(interp: Interpreter, state: State, app: str, place: Place | None) -> None:
    """Run the program's command as `BaseCommand.run_from_argv` does."""
    module = interp.import_module(f"{app}.management.commands.collectstatic", place)
    command = module.namespace.get("Command")
    if command is None:
        raise interp.fail(AttributeError, "module has no attribute 'Command'", place,
                           "command-replaced", app=app)  # fmt: skip
    if not isinstance(command, Class) or command.open is not None:
        raise GiveUp(f"the project has its own collectstatic, in {module.path}")
    checks = lookup(command, "requires_system_checks")
    if checks == "__all__" and state.version >= (2, 2):
        _admin_templates(interp, state, place)
    value = interp.instantiate(command, [], {}, place)
    parser = Model("a parser of options", unmodelled=True)
    adding = lookup(command, "add_arguments")
    if adding is not None:
        interp.call(adding, [value, parser], {}, place)
    if isinstance(lookup(command, "execute"), Function):
        raise GiveUp(f"the project has its own collectstatic, in {module.path}")
    if isinstance(checks, (list, tuple)) and checks and state.version >= (3, 2):
        run_checks(interp, state, make_finders(interp, state, place), place)
    handle = lookup(command, "handle")
    if handle is None:
        message = "subclasses of BaseCommand must provide a handle() method"
        raise interp.fail(NotImplementedError, message, place, "command-replaced", app=app)
    try:
        interp.call(handle, [value], dict(_OPTIONS), place)
    except PyRaise as raised:
        raised.kind = raised.kind or "command-replaced"
        raised.fields.setdefault("app", app)
        raise
    if checks == "__all__":  # which of them fail does not matter to a command that fails itself
        raise GiveUp(f"the checks that {module.path} asks for are not known")


_OPTIONS = {
    "interactive": False, "verbosity": 1, "post_process": True, "ignore_patterns": [],
    "dry_run": False, "clear": False, "link": False, "use_default_ignore_patterns": True,
    "settings": None, "pythonpath": None, "traceback": False, "no_color": False,
    "force_color": False, "skip_checks": False,
}  # fmt: skip


def _admin_templates(interp: Interpreter, state: State, place: Place | None) -> None:
    """`admin.E403`: a command of its own runs all system checks."""
    admin = any(app.name == "django.contrib.admin" for app in state.apps)
    templates = state.setting("TEMPLATES")
    silenced = state.setting("SILENCED_SYSTEM_CHECKS")
    if not admin or not isinstance(templates, (list, tuple)) or silenced:
        return
    backends = [t.get("BACKEND") for t in templates if isinstance(t, dict)]
    if len(backends) == len(templates) and not backends:
        message = (
            "?: (admin.E403) A 'django.template.backends.django.DjangoTemplates' instance must be "
            "configured in TEMPLATES in order to use the admin application."
        )
        raise refuse(interp, SystemCheckError, message, state.place("TEMPLATES") or place,
                     "command-replaced", setting="TEMPLATES")  # fmt: skip
