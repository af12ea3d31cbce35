r"""The start command that the platform's detection guesses for the cloud native build (F26).

A "dependency" is a substring, in any case, of a dependency file, comments included. Entry points
are files of a few fixed names, looked for in the order of each framework's own list, nearest first;
what they define is found by regular expressions over the bytes.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import fill, say
from checker.base.records import NamedTuple
from checker.files.values import Kind
from checker.platform.files import content, exists, is_held

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.project.project import Project

SEARCH_DEPTH = 5
MANIFESTS = ("requirements.txt", "Pipfile", "pyproject.toml")
_NAMES = frozenset((
    "main.py", "app.py", "server.py", "run.py", "application.py", "wsgi.py", "asgi.py", "api.py",
    "index.py", "__init__.py",
))  # fmt: skip
_SKIPPED = frozenset(("__pycache__", "test", "tests", "dist", "build", "venv", "node_modules"))


class Guess(NamedTuple):
    """A start command as it is put into a Procfile of its own."""

    command: str
    path: str
    """The file that decided."""
    because: str


class EntryPoint(NamedTuple):
    """A file that may hold the application."""

    path: str
    module: str
    """Dotted, from the root, a leading `src/` taken away although it is not on the path."""
    name: str
    data: bytes


def guess(project: Project, manager: str) -> Guess | None:
    """The first framework that gives a command; None where none does."""
    tree = project.tree
    if manager == "poetry" and (script := _poetry_script(project)):
        return Guess(f"poetry run {script}", "pyproject.toml", "the first of [tool.poetry.scripts]")
    if exists(tree, "manage.py"):
        command = "python manage.py runserver 0.0.0.0:$_PORT"
        return Guess(command, "manage.py", "manage.py is in the root")
    manifests = b"\n\0".join(content(tree, name) or b"" for name in MANIFESTS).lower()
    search = _Search(project)
    for dependency, find in _FRAMEWORKS:
        if dependency.encode() in manifests and (found := find(search)):
            because = say(
                "{dependency} occurs in a dependency file; {why}",
                dependency=f"`{dependency}`",
                why=found.because,
            )
            return found._replace(because=because)
    return None


class _Search:
    """The entry points of a project, read once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._found: list[EntryPoint] | None = None

    def entry_points(self, names: Sequence[str]) -> list[EntryPoint]:
        """Those of the given names, in the order of the names, the nearest first."""
        if self._found is None:
            self._found = list(self._all())
        found = self._found
        return [entry for name in names for entry in found if entry.name == name]

    def _all(self) -> list[EntryPoint]:
        found = []
        for path, kind in self.project.tree.walk(depth=SEARCH_DEPTH + 1, skip=_Skipped()):
            depth = path.count("/")
            name = path.rpartition("/")[2]
            if name not in _NAMES or kind is Kind.DIRECTORY:
                continue
            data = content(self.project.tree, path)
            if data is not None and (depth == 0 or is_held(self.project, path)):
                order = (depth, path.encode("utf-8", "surrogateescape"))
                found.append((order, EntryPoint(path, _module(path), name, data)))
        return [entry for _, entry in sorted(found, key=lambda item: item[0])]

    def assigned(
        self, names: Sequence[str], symbols: Sequence[str], needle: str = ""
    ) -> tuple[EntryPoint, str] | None:
        """The first entry point that assigns one of `symbols` at the beginning of a line."""
        for entry in self.entry_points(names):
            if needle.encode() in entry.data.lower():
                for symbol in symbols:
                    if _assigns(entry.data, symbol):
                        return entry, symbol
        return None

    def function(
        self, names: Sequence[str], functions: Sequence[str], needle: str
    ) -> tuple[EntryPoint, str] | None:
        """The first entry point that defines one of `functions` at the beginning of a line."""
        for entry in self.entry_points(names):
            if needle.encode() in entry.data.lower():
                for name in functions:
                    if _defines(entry.data, name):
                        return entry, name
        return None

    def containing(self, names: Sequence[str], needles: Sequence[str]) -> EntryPoint | None:
        """The first entry point that contains any of `needles`, in any case."""
        for entry in self.entry_points(names):
            lower = entry.data.lower()
            if any(needle.encode() in lower for needle in needles):
                return entry
        return None


class _Skipped:
    """The names of folders that are not searched."""

    def __contains__(self, name: object) -> bool:
        lower = str(name).strip().lower()
        return lower.startswith(".") or lower in _SKIPPED or lower.endswith(".egg-info")


def _module(path: str) -> str:
    module = path.removesuffix(".py").removeprefix("src/").removesuffix("/__init__")
    return module.strip("/").replace("/", ".")


def _assigns(data: bytes, name: str) -> bool:
    r"""Whether `(?m)^NAME(?:\s*:\s*[^=]+)?\s*=` matches, in time linear to the bytes.

    After a colon it runs on to the next `=` of the file, whatever lies between.
    """
    last = data.rfind(b"=")
    for match in re.finditer(rb"(?m)^" + name.encode() + rb"[ \t\n\f\r]*([=:])", data):
        if match[1] == b"=":
            return True
        if match.end() > last:
            return False
        if data.find(b"=", match.end()) > match.end():
            return True
    return False


def _defines(data: bytes, name: str) -> bool:
    space = rb"[ \t\n\f\r]"
    pattern = rb"(?m)^(?:async%b+)?def%b+%b%b*\(" % (space, space, name.encode(), space)
    return re.search(pattern, data) is not None


def _poetry_script(project: Project) -> str:
    """The first key of `[tool.poetry.scripts]`, read line by line."""
    data = content(project.tree, "pyproject.toml") or b""
    _, found, block = data.partition(b"[tool.poetry.scripts]")
    if not found:
        return ""
    for line in block.split(b"\n")[1:]:
        trimmed = line.decode("utf-8", "surrogateescape").strip()
        if trimmed.startswith("["):
            break
        if match := re.match(r"([A-Za-z0-9._-]+)[ \t\n\f\r]*=", trimmed):
            return match[1]
    return ""


def _pyramid(search: _Search) -> Guess | None:
    tree = search.project.tree
    names = [name for name in ("development.ini", "production.ini") if exists(tree, name)]
    others = (name for name in tree.entries() if name.endswith(".ini"))
    names += sorted(others, key=lambda name: name.encode("utf-8", "surrogateescape"))
    if not names:
        return None
    lower = (content(tree, names[0]) or b"").lower()
    command = f"pserve {names[0]}"
    if b"%(http_port)s" in lower:
        command += " http_port=$_PORT"
    elif b"%(port)s" in lower:
        command += " port=$_PORT"
    return Guess(command, names[0], fill("{names} is in the root", names=names[0]))


def _aiohttp(search: _Search) -> Guess | None:
    names = ("server.py", "app.py", "main.py", "run.py", "application.py", "api.py")
    # The platform would look for a factory next, in files that speak of aiohttp: the first of those
    # has already been taken here.
    if entry := search.containing(names, ("aiohttp", "web.run_app(")):
        return Guess(
            f"python {entry.path}", entry.path, fill("{path} speaks of aiohttp", path=entry.path)
        )
    return None


def _quart(search: _Search) -> Guess | None:
    names = ("app.py", "main.py", "asgi.py", "application.py", "server.py", "run.py", "__init__.py")
    found = search.assigned(names, ("app", "application"), "quart")
    return _with(found, "hypercorn --bind 0.0.0.0:$_PORT {0}")


def _sanic(search: _Search) -> Guess | None:
    names = ("server.py", "app.py", "main.py", "application.py", "run.py", "__init__.py")
    if found := search.assigned(names, ("app", "application"), "sanic"):
        return _with(found, "sanic {0} --host=0.0.0.0 --port=$_PORT")
    found = search.function(names, ("create_app", "get_app", "make_app"), "sanic")
    return _with(found, "sanic {0} --factory --host=0.0.0.0 --port=$_PORT")


def _uvicorn(search: _Search) -> Guess | None:
    names = ("main.py", "app.py", "asgi.py", "application.py", "server.py", "run.py", "api.py")
    found = search.assigned((*names, "__init__.py"), ("app", "application", "asgi_app"))
    return _with(found, "uvicorn {0} --host 0.0.0.0 --port $_PORT")


def _gunicorn(search: _Search) -> Guess | None:
    names = ("wsgi.py", "app.py", "main.py", "application.py", "server.py", "run.py", "api.py")
    symbols = ("application", "app", "wsgi_app", "asgi_app")
    found = search.assigned((*names, "__init__.py"), symbols)
    return _with(found, "gunicorn {0} --bind 0.0.0.0:$_PORT")


def _flask(search: _Search) -> Guess | None:
    names = ("app.py", "main.py", "server.py", "run.py", "application.py", "api.py", "__init__.py")
    needles = ("from flask import", "import flask", "flask(", "create_app", "make_app")
    if entry := search.containing(names, needles):
        command = f"flask --app {entry.module} run --host 0.0.0.0 --port $_PORT"
        return Guess(
            command, entry.path, fill("{path} speaks of Flask or an app factory", path=entry.path)
        )
    return None


def _with(found: tuple[EntryPoint, str] | None, template: str) -> Guess | None:
    if found is None:
        return None
    entry, symbol = found
    command = template.format(f"{entry.module}:{symbol}")
    return Guess(
        command,
        entry.path,
        fill("{path} has `{symbol}` at the beginning of a line", path=entry.path, symbol=symbol),
    )


_FRAMEWORKS = (
    ("pyramid", _pyramid),
    ("aiohttp", _aiohttp),
    ("quart", _quart),
    ("sanic", _sanic),
    ("uvicorn", _uvicorn),
    ("gunicorn", _gunicorn),
    ("flask", _flask),
)
"""In the platform's order."""
