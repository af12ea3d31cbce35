"""What is wrong with the start command that the platform would generate, and what would work.

Only what a look at the tree can tell: whether the server is named for installation, whether the
module that it is told to import is there. What a given command starts is for the rules on commands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.plan.files import find
from checker.plan.requirements_named import named, normalised
from checker.plan.serving import Serving, gunicorn, serving
from checker.plan.words import sentence
from checker.records import NamedTuple

if TYPE_CHECKING:
    from checker.project import Project

DEVELOPMENT = "it is Django's development server"
_OF_COMMAND = {"pserve": "pyramid"}
"""Commands whose distribution is not named like them."""
_SERVERS = ("gunicorn", "uvicorn", "hypercorn", "sanic")


class Judgement(NamedTuple):
    """What the platform makes of a root without a Procfile."""

    works: bool
    """Whether, as far as the tree can tell, something is started that serves."""
    wrong: tuple[str, ...]
    """What is wrong with what would be generated, a sentence each; empty where nothing is seen."""
    proposal: str
    """The Procfile's line that would work; empty where the tree does not tell."""
    needs: str = ""
    """What the proposal needs and the requirements do not name."""


def judge(project: Project) -> Judgement:
    """Judge what the plan would start; for a Procfile of the repository's own nothing is said."""
    start = project.plan.start
    if start.source == "procfile":
        return Judgement(not start.fails and start.command is not None, (), "")
    if start.command is None:
        wrong: tuple[str, ...] = (start.because,)
    else:
        wrong = what_is_wrong(project, start.command)
    if not wrong:
        return Judgement(True, (), "")
    proposal = proposed(project)
    return Judgement(False, wrong, proposal.line, proposal.needs)


def what_is_wrong(project: Project, command: str) -> tuple[str, ...]:
    """What is wrong with a command as the platform generates it."""
    words = command.split()
    if not words:
        return ("the command is empty",)
    found = [*_server(project, words[0])]
    if words[0] == "python" and "runserver" in words:
        found.append(DEVELOPMENT)
    else:
        found += _application(project, words)
    return tuple(found)


def _server(project: Project, program: str) -> list[str]:
    if program in ("python", "poetry"):
        return []
    distribution = _OF_COMMAND.get(program, program)
    if normalised(distribution) in named(project):
        return []
    return [sentence("{name} is not in the requirements", name=distribution)]


def _application(project: Project, words: list[str]) -> list[str]:
    """Whether the module that a generated command names is where Python would look for it."""
    if words[0] in _SERVERS:
        target = next((word for word in words[1:] if not word.startswith("-")), "")
    elif words[0] == "flask" and "--app" in words[:-1]:
        target = words[words.index("--app") + 1]
    else:
        return []
    module, colon, name = target.partition(":")
    if colon and not name.isidentifier():
        return [sentence("`{target}` names no variable of a module", target=target)]
    if not all(part.isidentifier() for part in module.split(".")):
        return [sentence("`{module}` is no module's name", module=module)]
    path = module.replace(".", "/")
    tree = project.tree
    if tree.is_file(path + ".py") or tree.is_file(path + "/__init__.py"):
        return []
    return [sentence("there is no module {module} in the root", module=f"`{module}`")]


def proposed(project: Project) -> Serving:
    """A Procfile's line that would work: Django's nearest wsgi.py, else an application found."""
    line = _django(project)
    if line:
        return Serving(line, _unnamed_gunicorn(project))
    found = serving(project)
    if found.line:
        return found
    line = _flask(project)
    return Serving(line, _unnamed_gunicorn(project) if line else "")


def _unnamed_gunicorn(project: Project) -> str:
    return "" if "gunicorn" in named(project) else "gunicorn"


def _django(project: Project) -> str:
    from checker.plan.generate_slug import manage_file

    manage = manage_file(project)
    if not manage:
        return ""
    folder = manage.rpartition("/")[0]
    below = folder + "/" if folder else ""
    for path in find(project, lambda name: name == "wsgi.py", 3 + folder.count("/")):
        if not path.startswith(below):
            continue
        module = path.removeprefix(below).removesuffix(".py").replace("/", ".")
        if all(part.isidentifier() for part in module.split(".")) and _is_plain(folder):
            return gunicorn(project, folder, module)
    return ""


def _is_plain(folder: str) -> bool:
    """Whether a shell and YAML read a path as it stands."""
    return re.fullmatch(r"[A-Za-z0-9._/-]*", folder) is not None


_FLASK = re.compile(r"(?m)^([A-Za-z_][A-Za-z0-9_]*)[ \t]*(?::[^=\n]*)?=[ \t]*(?:flask\.)?Flask\(")


def _flask(project: Project) -> str:
    """The first module of the root that binds a Flask application at its top level."""
    for path in find(project, lambda name: name.endswith(".py"), 1):
        module = path.removesuffix(".py")
        document = project.document(path) if module.isidentifier() else None
        if document is not None and (bound := _FLASK.search(document.text)):
            return gunicorn(project, "", f"{module}:{bound[1]}")
    return ""
