"""A module of the repository that hides one of the standard library from Django itself."""

from __future__ import annotations

from checker.django.state import GiveUp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter
    from checker.python.interpreter.values import Place

_NEEDED = {
    "logging": "getLogger", "json": "loads", "re": "compile", "collections": "OrderedDict",
    "functools": "partial", "datetime": "datetime", "copy": "copy", "types": "FunctionType",
    "decimal": "Decimal", "threading": "local", "inspect": "getmodule", "warnings": "warn",
    "traceback": "format_exc", "random": "Random", "socket": "socket", "email": "",
    "importlib": "import_module", "argparse": "ArgumentParser", "tempfile": "gettempdir",
    "uuid": "UUID", "string": "Formatter", "pkgutil": "iter_modules", "operator": "itemgetter",
    "hashlib": "md5", "base64": "b64encode", "hmac": "new", "weakref": "ref", "struct": "pack",
    "enum": "Enum", "pathlib": "Path", "contextlib": "contextmanager", "asyncio": "",
    "http": "", "html": "", "urllib": "", "gettext": "NullTranslations", "textwrap": "dedent",
    "locale": "setlocale", "shutil": "copyfile", "subprocess": "Popen", "platform": "system",
    "queue": "Queue", "calendar": "monthrange", "signal": "signal", "select": "select",
    "code": "", "numbers": "Number", "token": "", "tokenize": "", "heapq": "heappush",
    "bisect": "bisect", "typing": "Any", "zipfile": "ZipFile", "gzip": "open", "csv": "reader",
    "secrets": "choice", "multiprocessing": "", "concurrent": "", "xml": "", "mimetypes": "",
    "sqlite3": "connect", "cgi": "", "test": "", "statistics": "", "site": "", "glob": "glob",
}  # fmt: skip
"""Modules that Django or what it imports needs, and one name that it needs of each."""
_HARMLESS = frozenset({"test", "code", "statistics", "site", "csv", "xml", "token"})
_CERTAIN = frozenset({"logging", "json", "copy", "collections", "functools", "random"})
_PACKAGES = frozenset({"email", "http", "urllib", "html", "importlib", "asyncio"})


def check_shadows(interp: Interpreter, place: Place | None) -> None:
    """Importing Django where a file of the repository is imported instead of a standard module."""
    held = interp.top_names()
    for name, needed in _NEEDED.items():
        if name not in held or name in _HARMLESS or name in interp.context.loaded:
            continue
        if name in interp.modules and not getattr(interp.modules[name], "path", ""):
            continue
        found = interp.find_local(name, name, None)
        if found is None or not found.path:
            continue
        module = interp.import_module(name, place)
        if name in _CERTAIN and needed not in module.namespace and module.namespace.open is None:
            message = f"module '{name}' has no attribute '{needed}'"
            raise interp.fail(AttributeError, message, place, "import-error", module=name)
        if name in _PACKAGES and not found.package and interp.python[0] == 3:
            message = f"No module named '{name}.…'; '{name}' is not a package"
            raise interp.missing(f"{name}", message, place)
        if interp.python[0] == 3 and _is_unneeded(name, interp.python[1]):
            continue
        raise GiveUp(f"{found.path} hides the standard library's module {name} from Django")


def _is_unneeded(name: str, minor: int) -> bool:
    """Whether Django, and `manage.py`, work with a file that lacks all that the module has."""
    from checker.data.needed_modules import needed  # noqa: PLC0415  gate: own `secrets.py`

    asked = (("django", "start"), ("django", "page"), ("django", "usual"), ("runserver", "start"))
    found = [needed(subject, kind, name, minor) for subject, kind in asked]
    return not any(each is None or each.needed or each.some for each in found)
