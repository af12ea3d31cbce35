"""A Procfile's line that would work for a root without one, as far as the tree can tell."""

from __future__ import annotations

from checker.advice.serving import LOGS, gunicorn, serving
from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.platform.files import find
from checker.platform.manage_py import manage_py
from checker.platform.named import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

OPTIONS = LOGS


class Proposal(NamedTuple):
    """What would work."""

    line: str
    """The Procfile's line; empty where the tree does not tell."""
    needs: str = ""
    """What the line needs and the requirements do not name."""


def proposal(project: Project) -> Proposal:
    """What to write: for Django's nearest wsgi.py, else for an application of the modules."""
    line = _django(project)
    found = serving(project) if not line else None
    if found is not None and found.line:
        return Proposal(*found)
    line = line or _flask(project)
    return Proposal(line, "gunicorn" if line and "gunicorn" not in named(project) else "")


def _django(project: Project) -> str:
    manage = manage_py(project).path
    if not manage:
        return ""
    folder = manage.rpartition("/")[0]
    below = folder + "/" if folder else ""
    for path in find(project, lambda name: name == "wsgi.py", 3 + folder.count("/")):
        if not path.startswith(below):
            continue
        module = path.removeprefix(below).removesuffix(".py").replace("/", ".")
        if not all(part.isidentifier() for part in module.split(".")) or " " in below:
            continue
        document = project.document(path)
        text = document.text if document is not None else ""
        if "application" in text or not text.strip():  # of Flask beside a manage.py it is another
            return gunicorn(project, folder, module)
    return ""


_FLASK = re.compile(r"(?m)^([A-Za-z_][A-Za-z0-9_]*)[ \t]*(?::[^=\n]*)?=[ \t]*(?:flask\.)?Flask\(")


def _flask(project: Project) -> str:
    """The first module of the root that binds a Flask application at its top level."""
    for path in find(project, lambda name: name.endswith(".py"), 1):
        module = path.removesuffix(".py")
        document = project.document(path) if module.isidentifier() else None
        if document is not None and (bound := _FLASK.search(document.text)):
            return gunicorn(project, "", f"{module}:{bound[1]}")
    return ""
