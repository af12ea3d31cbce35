"""What was most likely meant by a module or a file that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.records import NamedTuple
from checker.rules import say
from checker.rules.near_names import distance
from checker.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.command.services import Application, Service
    from checker.project import Project
    from checker.python.importable import Module

SKIPPED = frozenset(
    {".git", "node_modules", "venv", ".venv", "env", "site-packages", "__pycache__", ".tox"}
    | {"tests", "test", "docs", "static", "templates", "migrations", "build", "dist"}
)
_DEPTH = 4


class Hint(NamedTuple):
    """What to say beside «it is not there»."""

    help: str
    reason: str = ""
    """In place of «is not in the repository …», where the name itself is wrong."""


def module_hint(
    project: Project, service: Service, application: Application, module: Module
) -> Hint:
    """The module that was meant, and what to type."""
    name, attribute = application.module, application.attribute
    suffix = f":{attribute}" if application.explicit else ""
    if "/" in name or name.endswith(".py"):
        dotted = name.removesuffix(".py").strip("./").replace("/", ".")
        return Hint(
            say("write `{target}`", target=dotted + suffix),
            "is a file's name, and a module is imported by its dotted name",
        )
    parts = name.split(".")
    near = near_module(project, module.folders, module.missing)
    if near:
        index = len(module.parent.split(".")) if module.parent else 0
        meant = ".".join([*parts[:index], near, *parts[index + 1 :]]) + suffix
        return Hint(say("write `{target}`", target=meant))
    elsewhere = _elsewhere(project, parts)
    if len(elsewhere) == 1:
        folder = elsewhere[0]
        target = name + suffix
        option = {"gunicorn": "--chdir", "uvicorn": "--app-dir"}.get(service.name)
        if option:
            return Hint(
                say(
                    "write `{server} {option} {folder} {target}`",
                    server=service.name,
                    option=option,
                    folder=folder,
                    target=target,
                )
            )
        return Hint(say("put `cd {folder} && ` in front of it", folder=folder))
    return Hint("name the module that holds the application, as `package.module:name`")


def near_module(project: Project, folders: Iterable[str], wanted: str) -> str:
    """The module in one of the folders whose name is nearest; empty where none is near."""
    found: list[tuple[int, str]] = []
    for folder in folders:
        for entry, kind in project.tree.entries(folder).items():
            name = entry.removesuffix(".py")
            if (kind is Kind.DIRECTORY) == entry.endswith(".py") or not name.isidentifier():
                continue
            if kind is not Kind.DIRECTORY and name == entry:
                continue
            if kind is Kind.DIRECTORY and not project.tree.is_file(
                f"{folder}/{entry}/__init__.py".lstrip("/")
            ):
                continue
            if name.lower() == wanted.lower():
                found.append((0, name))
            elif abs(len(name) - len(wanted)) <= 1 and distance(name.lower(), wanted.lower()) == 1:
                found.append((1, name))
    return min(found)[1] if found else ""


def _elsewhere(project: Project, parts: list[str]) -> list[str]:
    """The folders below the root from which the module would be found."""
    ends = ("/" + "/".join(parts) + ".py", "/" + "/".join(parts) + "/__init__.py")
    return [
        path.removesuffix(end)
        for path, kind in project.tree.walk("", _DEPTH, SKIPPED)
        for end in ends
        if kind is Kind.FILE and path.endswith(end)
    ]


def path_hint(project: Project, path: str) -> Hint:
    """The file that was meant."""
    name = path.rpartition("/")[2]
    found = [
        here
        for here, kind in project.tree.walk("", _DEPTH, SKIPPED)
        if kind is Kind.FILE and here.rpartition("/")[2].lower() == name.lower()
    ]
    if len(found) == 1:
        return Hint(say("write `{path}`", path=found[0]))
    return Hint("name a file that the repository holds")
