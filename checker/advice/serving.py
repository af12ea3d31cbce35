"""The command that would serve a repository, from the application that its modules hold.

Only what is certain is proposed: a name that a module binds to a WSGI or ASGI application, also by
way of imports and factories of the repository. Tests, documents and environments are not looked at.
"""

from __future__ import annotations

import ast

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.files.values import Kind
from checker.platform.builder import builder_of
from checker.platform.files import is_held
from checker.platform.named import named
from checker.python.names.applications import Applications
from checker.python.names.imports import imports_in_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

LOGS = "--log-file - --access-logfile - --error-logfile -"
_SKIPPED = frozenset(
    {
        *("test", "tests", "testing", "doc", "docs", "example", "examples", "samples"),
        *("node_modules", "site-packages", "venv", "env", "virtualenv", "build", "dist"),
        *("migrations", "scripts", "vendor", "__pycache__"),
    }
)
_MODULES = ("wsgi", "asgi", "app", "main", "application", "server", "run", "index", "api")
"""Names of modules that hold applications, the likeliest first."""
_NAMES = ("app", "application", "api", "server")
_FACTORIES = ("create_app", "make_app", "get_app", "build_app", "app_factory", "create_application")
_PAGES = ("streamlit_app.py", "app.py", "main.py", "Home.py")
_IMPORTS_STREAMLIT = re.compile(r"(?m)^(?:import|from)[ \t]+streamlit\b")
_READ = 500
"""Modules whose text is looked at at the most."""
_PARSED = 50
"""Modules that are parsed at the most."""
_DEPTH = 3
_HINT = re.compile(
    r"Flask|FastAPI|Starlette|Quart|Sanic|Litestar|Starlite|Eve\b|bottle|falcon|blacksheep|WSGI|ASGI"
    r"|[awr]sgi|start_response|(?:create|make|get|build)_app"
)


class Application(NamedTuple):
    """An application as a server is told to import it."""

    folder: str
    """Where the server has to look for modules, from the root; empty for the root."""
    module: str
    name: str
    called: bool
    """Whether it is a function that makes the application."""
    protocol: str
    """`WSGI` or `ASGI`."""


class Serving(NamedTuple):
    """A Procfile's line that would serve."""

    line: str
    """Empty where nothing certain was found."""
    needs: str = ""
    """The server, where the requirements do not name it."""


def gunicorn(project: Project, folder: str, application: str) -> str:
    """A line with gunicorn, which finds the port by itself wherever PORT is set."""
    change = f"--chdir {folder} " if folder else ""
    # Without PORT, gunicorn would listen on 127.0.0.1 (F49).
    builder = builder_of(project.target)
    bind = "" if builder.has_port else f"--bind 0.0.0.0:{builder.port_expression} "
    return f"web: gunicorn {change}{application} {bind}{LOGS}"


def serving(project: Project) -> Serving:
    """The line for the likeliest application of the repository."""
    found = application_of(project)
    if found is None:
        return _streamlit(project)
    has, port = named(project), builder_of(project.target).port_expression
    if found.protocol == "WSGI":
        target = f"{found.module}:{found.name}"
        if found.called:
            target = f"'{target}()'"
        line = gunicorn(project, found.folder, target)
        return Serving(line, "" if "gunicorn" in has else "gunicorn")
    target = f"{found.module}:{found.name}"
    factory = " --factory" if found.called else ""
    if "hypercorn" in has and "uvicorn" not in has and not (found.called or found.folder):
        return Serving(f"web: hypercorn {target} --bind 0.0.0.0:{port}")
    folder = f" --app-dir {found.folder}" if found.folder else ""
    line = f"web: uvicorn {target}{folder}{factory} --host 0.0.0.0 --port {port}"
    return Serving(line, "" if "uvicorn" in has else "uvicorn")


def _streamlit(project: Project) -> Serving:
    """The root's module that shows a page with Streamlit, where it is plain which one."""
    names = []
    for name, kind in project.tree.entries().items():
        is_module = kind is Kind.FILE and name.endswith(".py") and name[:-3].isidentifier()
        document = project.document(name) if is_module and is_held(project, name) else None
        if document is not None and _IMPORTS_STREAMLIT.search(document.text):
            names.append(name)
    likely = [name for name in _PAGES if name in names] or (names if len(names) == 1 else [])
    if not likely:
        return Serving("")
    port = builder_of(project.target).port_expression
    options = f"--server.address 0.0.0.0 --server.port {port}"
    needs = "" if "streamlit" in named(project) else "streamlit"
    return Serving(f"web: streamlit run {likely[0]} {options}", needs)


def application_of(project: Project) -> Application | None:
    """The likeliest application: one that is bound before one that is made, the nearest first."""
    readers: dict[str, Applications] = {}
    factory: Application | None = None
    for path in _candidates(project):
        folder, module = _module(project, path)
        if not module:
            continue
        if folder not in readers:
            readers[folder] = Applications(project.tree, (folder,), project.document)
        for found in _applications(readers[folder], path, folder, module):
            if not found.called:
                return found
            factory = factory or found
    return factory


def _candidates(project: Project) -> list[str]:
    """Modules whose name or text speaks of an application, the likeliest first."""
    found: list[tuple[int, int, str]] = []
    read = 0
    for path, kind in project.tree.walk("", _DEPTH, _SKIPPED | {".git", ".venv", ".tox"}):
        name = path.rpartition("/")[2]
        if kind is not Kind.FILE or not name.endswith(".py") or name.startswith("test_"):
            continue
        if name in ("setup.py", "conftest.py", "manage.py") or not is_held(project, path):
            continue
        read += 1
        document = project.document(path) if read <= _READ else None
        rank = _rank(name.removesuffix(".py"), _MODULES)
        if document is not None and (rank < len(_MODULES) or _HINT.search(document.text)):
            found.append((path.count("/"), rank, path))
    return [path for _, _, path in sorted(found)[:_PARSED]]


def _module(project: Project, path: str) -> tuple[str, str]:
    """The folder that modules are looked for in, and the module's name; empty where it has none.

    That is the root, unless the module imports what lies beside it and not in the root.
    """
    parts = path.removesuffix(".py").split("/")
    if parts[-1] == "__init__":
        parts.pop()
    if not parts or not all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", part) for part in parts):
        return "", ""
    folder = path.rpartition("/")[0]
    tree = project.tree
    if not folder or tree.is_file(f"{folder}/__init__.py"):
        above = folder.rpartition("/")[0] if folder else ""
        while above and tree.is_file(f"{above}/__init__.py"):
            above = above.rpartition("/")[0]
        top = above
    else:
        top = folder
    if not top or not _imports_beside(project, path, top):
        return "", ".".join(parts)
    return top, ".".join(parts[top.count("/") + 1 :])


def _imports_beside(project: Project, path: str, top: str) -> bool:
    """Whether a module imports what is in `top` and not in the root."""
    document = project.document(path)
    for each in imports_in_text(document.text) if document is not None else ():
        first = each.module.partition(".")[0]
        if each.level or not first:
            continue
        beside = f"{top}/{first}"
        is_beside = project.tree.is_file(f"{beside}.py") or project.tree.is_directory(beside)
        if is_beside and not project.tree.is_file(f"{first}.py"):
            return not project.tree.is_directory(first)
    return False


def _applications(
    applications: Applications, path: str, folder: str, module: str
) -> Iterator[Application]:
    """The applications of one module, the likeliest name first."""
    names = applications.names(path)
    if names is None:
        return
    is_package = path.endswith("/__init__.py")
    package = module if is_package else module.rpartition(".")[0]
    for name in sorted(names.bound, key=lambda name: (_rank(name, _NAMES), name)):
        if not name.startswith("_") and name.isascii():
            kind = applications.kind(path, package, name, False)
            if kind is not None:
                yield Application(folder, module, name, False, kind.protocol)
    for name in _FACTORIES:
        binding = names.last(name)
        if binding is None or not _needs_nothing(binding.node):
            continue
        kind = applications.kind(path, package, name, True)
        if kind is not None:
            yield Application(folder, module, name, True, kind.protocol)


def _needs_nothing(node: object) -> bool:
    """Whether a function can be called without arguments."""
    if not isinstance(node, ast.FunctionDef):
        return False
    given = node.args
    required = len(given.posonlyargs) + len(given.args) - len(given.defaults)
    return required == 0 and all(default is not None for default in given.kw_defaults)


def _rank(name: str, known: tuple[str, ...]) -> int:
    return known.index(name) if name in known else len(known)
