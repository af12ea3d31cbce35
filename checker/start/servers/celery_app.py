"""How celery finds the application that `-A` names: `celery.app.utils.find_app`, from texts alone.

`proj:app` is taken as it stands. `proj.tasks` is the name `tasks` in `proj` or, where it has none,
the module. A module stands for its `app`, else for its `celery`, else (a package) for what its
sub-module `celery` stands for, else for any instance of Celery that it holds.
"""

from __future__ import annotations

import ast

from checker.base.records import NamedTuple
from checker.data.stdlib import is_standard_somewhere
from checker.python.names.bindings import Binds
from checker.python.names.bindings_of import names_of
from checker.python.names.resolve_module import Module, State, find_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.python.names.bindings import Names
    from checker.start.servers.service import Application, Service

_USUAL = ("app", "celery")


class Lookup(NamedTuple):
    """Where the search ends."""

    name: str
    """The module that it looked for last."""
    module: Module
    """Where that is."""
    wanted: tuple[str, ...] = ()
    """The names that it looked for there, and did not find; empty where it found the application,
    or not even the module."""
    certain: bool = True


def find_app(project: Project, service: Service, application: Application) -> Lookup:
    """Look for the application; a module of the state UNKNOWN says that nothing is known."""
    search = _Search(project, service)
    name = application.module
    if application.explicit:
        module = search.module(name)
        if not application.attribute.isidentifier():
            return Lookup(name, Module(State.UNKNOWN))
        return search.attribute(name, module, (application.attribute,))
    parent, dot, last = name.rpartition(".")
    if dot:
        above = search.module(parent)
        if above.state is not State.FOUND:
            return Lookup(parent, above)
        bound = search.names(above).binds(last)
        if bound is not Binds.NO and search.module(name).state is not State.FOUND:
            return Lookup(parent, Module(State.UNKNOWN) if bound is Binds.MAYBE else above)
    return search.application(name)


class _Search:
    """Modules and their names, as one service finds them."""

    def __init__(self, project: Project, service: Service) -> None:
        self.project = project
        self.paths = service.paths

    def module(self, name: str) -> Module:
        return find_module(self.project.tree, name, self.paths, self.project.document)

    def names(self, module: Module) -> _Bound:
        """What a module binds; of a folder without `__init__.py`, nothing."""
        if not module.path:
            return _Bound(None, bool(module.folders))
        document = self.project.document(module.path)
        complete = document is not None and document.complete
        return _Bound(names_of(document.text) if document is not None and complete else None)

    def attribute(self, name: str, module: Module, wanted: tuple[str, ...]) -> Lookup:
        """Whether a module has one of the names."""
        if module.state is not State.FOUND:
            return Lookup(name, module)
        verdicts = [self.names(module).binds(each) for each in wanted]
        if Binds.YES in verdicts:
            return Lookup(name, module)
        return Lookup(name, module, wanted, Binds.MAYBE not in verdicts)

    def application(self, name: str) -> Lookup:
        """What a module stands for."""
        module = self.module(name)
        if module.state is not State.FOUND:
            return Lookup(name, module)
        bound = self.names(module)
        found = [each for each in _USUAL if bound.binds_a_value(each)]
        if found:
            return Lookup(name, module)
        if bound.holds_an_instance():
            return Lookup(name, module)
        doubtful = any(bound.binds(each) is Binds.MAYBE for each in _USUAL)
        if module.is_package:
            inner = self.module(f"{name}.celery")
            if inner.state is State.UNKNOWN:
                return Lookup(name, inner)
            if inner.state is State.FOUND:
                below = self.application(f"{name}.celery")
                return below._replace(certain=below.certain and not doubtful)
        certain = not doubtful and not bound.may_hold_an_instance()
        return Lookup(name, module, _USUAL, certain)


class _Bound:
    """The names of a module, or of nothing."""

    def __init__(self, names: Names | None, nothing: bool = False) -> None:
        self.known = names
        self.nothing = nothing

    def binds(self, name: str) -> Binds:
        """Whether the name is bound."""
        if self.known is None:
            return Binds.NO if self.nothing else Binds.MAYBE
        return self.known.binds(name)

    def binds_a_value(self, name: str) -> bool:
        """Whether the name is bound to something that is no module, as far as can be seen."""
        if self.known is None:
            return False
        return any(
            not isinstance(each.node, ast.Import)
            and not (isinstance(each.node, ast.ImportFrom) and each.node.module is None)
            for each in self.known.bound.get(name, ())
        )

    def holds_an_instance(self) -> bool:
        """Whether a name is certainly an instance: `Celery(…)` is assigned to it."""
        if self.known is None:
            return False
        nodes = [each.node for bindings in self.known.bound.values() for each in bindings]
        called = [node.func for node in nodes if isinstance(node, ast.Call)]
        return any("Celery" in (getattr(f, "id", ""), getattr(f, "attr", "")) for f in called)

    def may_hold_an_instance(self) -> bool:
        """Whether any name may be an instance of Celery."""
        if self.known is None:
            return not self.nothing
        plain = (
            *(ast.Import, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Constant),
            *(ast.List, ast.Tuple, ast.Dict, ast.Set, ast.JoinedStr, ast.Compare),
        )
        return any(
            not isinstance(each.node, plain) and not _brings_no_instance(each.node)
            for bindings in self.known.bound.values()
            for each in bindings
        )


def _brings_no_instance(node: ast.AST) -> bool:
    """Whether this imports from the standard library, or celery's own classes and functions."""
    if not isinstance(node, ast.ImportFrom) or node.level:
        return False
    top = (node.module or "").partition(".")[0]
    if top == "celery":
        return all(alias.name != "current_app" for alias in node.names)
    return is_standard_somewhere(top)
