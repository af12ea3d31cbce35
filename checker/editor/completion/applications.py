"""The applications that a repository holds, each with the command that serves it."""

from __future__ import annotations

from checker.advice.procfile import proposal
from checker.base import regex as re
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.platform.builder import builder_of
from checker.platform.files import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

_FILES = 100
"""Files that are looked at for an application at the most."""
_TEXT = 200_000
"""Code points of a file that is looked at; a longer one is generated."""
_ASGI = re.compile(
    r"^([A-Za-z_]\w{0,60})[ \t]*(?::[^=\n]{0,80})?=[ \t]*(?:fastapi\.|starlette\.applications\.)?"
    r"(FastAPI|Starlette|Quart|Litestar)\(",
    re.MULTILINE | re.ASCII,
)


class Servable(NamedTuple):
    """One application."""

    command: str
    """What to write after `web: `."""
    target: str
    """How the server is told of it: `shop.wsgi`, `main:app`."""
    what: str
    """In words: `the WSGI application`, `the FastAPI application in main.py`."""


def servable(project: Project) -> list[Servable]:
    """The applications that a look at the tree finds, as a missing Procfile's fix would do it."""
    found: list[Servable] = []
    line = proposal(project).line
    if line.startswith("web: gunicorn "):
        command = line.removeprefix("web: ")
        words = command.split()
        target = next((w for w in words[1:] if re.match(r"[A-Za-z_][\w.:]*$", w)), "")
        if "--chdir" in words:
            target = words[words.index("--chdir") + 2]
        found.append(Servable(_bound(project, command), target, fill("the WSGI application")))
    if not _names_asgi(project):
        return found
    port = builder_of(project.target).port_expression
    for path in _python_files(project):
        document = project.document(path)
        if document is None or len(document.text) > _TEXT:
            continue
        bound = _ASGI.search(document.text)
        if bound is not None:
            module = path.removesuffix(".py").replace("/", ".")
            target = f"{module}:{bound[1]}"
            command = f"uvicorn {target} --host 0.0.0.0 --port {port}"
            found.append(Servable(command, target, _what(bound[2], path)))
    return found


def _what(framework: str, path: str) -> str:
    return fill("the {framework} application in {path}", framework=framework, path=path)


def _names_asgi(project: Project) -> bool:
    """Whether the requirements name a framework of asynchronous applications."""
    requirements = project.requirements
    names = ("fastapi", "starlette", "quart", "litestar")
    return requirements is not None and any(requirements.find(name) for name in names)


def _bound(project: Project, command: str) -> str:
    """A gunicorn command that listens where the platform looks: nothing says so on some (F49)."""
    builder = builder_of(project.target)
    if not builder.has_port and "--bind" not in command:
        return f"{command} --bind 0.0.0.0:{builder.port_expression}"
    return command


def _python_files(project: Project) -> list[str]:
    """Python modules of the root and of the folders in it."""
    found: list[str] = []
    for path in find(project, lambda name: name.endswith(".py"), 2):
        parts = path.removesuffix(".py").split("/")
        if all(part.isidentifier() for part in parts) and parts[0] not in ("tests", "test"):
            found.append(path)
            if len(found) == _FILES:
                break
    return found
