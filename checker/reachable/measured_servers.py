"""Which of the measured servers a process is, if a runner before it changes nothing."""

from __future__ import annotations

from checker.data.needed_modules import releases
from checker.reachable.installed import ENTRIES, is_installed
from checker.start.servers.service import ASGI, python_path, rendered
from checker.start.wrappers import INERT, PLAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.start.processes import Process
    from checker.start.servers.service import Service

_WORKERS = {"gevent": "gunicorn gevent", "gthread": "gunicorn gthread", "sync": "gunicorn"}
"""The subjects of the table, by gunicorn's workers."""


def server_key(project: Project, process: Process, service: Service | None) -> str:
    """The subject of the table that a process is; empty if nothing is known of it."""
    if is_wrapped(process):
        return ""
    if process.program == "manage.py":
        words = [word.value for word in process.arguments]
        return "runserver" if words[:1] == ["runserver"] else ""
    if not is_installed(project, process.program):
        return ""
    name = ENTRIES[process.program].partition(".")[0]
    arguments = None if service is None else service.arguments
    if service is None or arguments is None:
        return name if releases(name) and name not in ("gunicorn", "flask") else ""
    if arguments.last("--reload") is not None:
        return ""
    if name == "gunicorn":
        given = arguments.last("-k", "--worker-class")
        worker = "sync" if given is None else rendered(given, process.environment) or ""
        if worker.startswith("uvicorn.workers.") and service.protocol == ASGI:
            return "gunicorn uvicorn"
        if service.configured is not None and "threads" in service.configured.text:
            return ""
        threads = arguments.last("--threads")
        if worker == "sync" and threads is not None:
            many = rendered(threads, process.environment)
            worker = "sync" if many == "1" else "gthread" if many and many.isdigit() else ""
        return _WORKERS.get(worker, "")
    if name == "uvicorn":
        given = arguments.last("--workers")
        many = "1" if given is None else rendered(given, process.environment)
        many = "" if process.environment.text("WEB_CONCURRENCY") else many
        return {"1": "uvicorn", None: "", "": ""}.get(many, "uvicorn workers")
    name = "flask run" if name == "flask" else name
    return name if releases(name) else ""


def is_wrapped(process: Process) -> bool:
    """Whether a runner may have loaded modules into the process, or ended for want of some."""
    names = {(word.value or "").rpartition("/")[2] for word in process.wrappers} - PLAIN
    return not names <= (frozenset() if python_path(process.environment) else INERT)
