"""Names that a module takes from an own module by a dot while it is imported: `routes.router`."""

from __future__ import annotations

from checker.base import regex as re
from checker.python.names.bindings import Binds
from checker.python.names.resolve_module import State, source_of
from checker.reachable.entry_points import entry_points
from checker.reachable.source_scan import absolute
from checker.reachable.text_facts import attributes_of, unbound

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from checker.base.text import Document
    from checker.python.names.imported import Import
    from checker.python.names.resolve_module import Module
    from checker.python.names.resolve_name import NameResolver
    from checker.reachable.source_scan import Lookup


_BY_NAME = re.compile(
    r"import_module|__import__|import_string|import_object|walk_packages|iter_modules|find_modules"
    r"|autodiscover|\bexec\(|\beval\(|run_module|runpy|sys\.modules"
)
"""Words of a text that may import what it does not name in a statement."""


def may_lack_attribute(
    following: Lookup,
    path: str,
    package: str,
    imports: Iterable[Import],
    dotted: Container[str],
) -> bool:
    """Whether a text has `module.name` of an own module whose text shows no binding of it.

    Args:
        following: where an entry point finds modules.
        path: the file of the text.
        package: what its relative imports start from.
        imports: its imports.
        dotted: the words among them that stand before a dot.
    """
    return any(
        following.may_lack(full, used)
        for full, used in _dotted(following, path, package, imports, dotted)
    )


def taken_parts(
    following: Lookup,
    path: str,
    package: str,
    imports: Iterable[Import],
    dotted: Container[str],
) -> Iterator[str]:
    """The files of the modules that a text takes of an own package by a dot: `package.module`.

    They are there only if something has imported them, and the package's own text does not show it.
    """
    if _has_django(following):
        return
    for full, used in _dotted(following, path, package, imports, dotted):
        module = following.module(full)
        if not module.is_package:
            continue
        for name in used:
            part = following.module(f"{full}.{name}")
            if part.state is State.FOUND and part.path and not _binds(following, module, name):
                yield part.path


def _dotted(
    following: Lookup,
    path: str,
    package: str,
    imports: Iterable[Import],
    dotted: Container[str],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The own modules that a text imports, each with what it takes of it by a dot."""
    for each in imports:
        name = absolute(each, package)
        if not name or each.called:
            continue
        parts = [(taken, f"{name}.{taken}") for taken in each.names]
        if not each.names and not each.level and "." not in name:
            parts = [(name, name)]
        for word, full in parts:
            if word not in dotted or not word.isidentifier():
                continue
            if following.module(full).state is not State.FOUND:
                continue
            used = following.project.of_text(path, attributes_of, word)
            if used:
                yield full, used


def _binds(following: Lookup, module: Module, name: str) -> bool:
    """Whether a package's own text shows a binding of a name."""
    return bool(module.path) and not following.project.of_text(module.path, unbound, (name,))


def lacking_attributes(
    following: Lookup, resolver: NameResolver, document: Document, package: str
) -> Iterator[tuple[str, str, int, bool]]:
    """What the import of a file certainly takes by a dot, and is not there.

    Yields:
        The module, the name that it does not have, the 1-based line, and whether that is a module
        of a package, which nothing imports.
    """
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    names = resolver.names(document.path)
    if names is None or names.doubtful:
        return
    for statement in names.tree.body:
        if not isinstance(statement, (ast.Expr, ast.Assign, ast.AnnAssign)):
            continue
        if any(isinstance(each, (ast.Lambda, ast.IfExp, ast.BoolOp, ast.GeneratorExp))
               for each in ast.walk(statement)):  # fmt: skip
            continue
        value = statement.value
        for each in ast.walk(value) if value is not None else ():
            if not isinstance(each, ast.Attribute) or not isinstance(each.value, ast.Name):
                continue
            bound = names.bound.get(each.value.id, [])
            if len(bound) != 1 or bound[0].conditional or each.attr[:1] == "_":
                continue
            name = _module_of(bound[0].node, each.value.id, package)
            if name and _lacks(following, resolver, name, each.attr):
                yield name, each.attr, each.lineno, False
            elif name and _is_unimported(following, resolver, name, each.attr):
                yield name, each.attr, each.lineno, True


def _module_of(node: object, word: str, package: str) -> str:
    """The module that an import binds to a word, if it is one; else empty."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.asname == word or (alias.asname is None and alias.name == word):
                return alias.name
    elif isinstance(node, ast.ImportFrom):
        base = source_of(node, package)
        taken = next((a.name for a in node.names if (a.asname or a.name) == word), "")
        return f"{base}.{taken}" if base and taken else ""
    return ""


def _lacks(following: Lookup, resolver: NameResolver, name: str, attribute: str) -> bool:
    module = following.module(name)
    if module.state is not State.FOUND or not following.may_lack(name, (attribute,)):
        return False
    parent, _, last = name.rpartition(".")
    project, above = following.project, following.path_of(parent)
    if above and bool(project.of_text(above, _has_word, last)):
        return False  # the package may have something else of that name
    if any(project.of_text(path, _may_set, attribute) for path in following.nodes):
        return False
    if following.module(f"{name}.{attribute}").state is not State.MISSING:
        return False
    if not module.path:
        return True
    fresh = type(resolver)(following.project.tree, resolver.paths, following.project.document)
    return fresh.provides(module, name, attribute) is Binds.NO


def _is_unimported(following: Lookup, resolver: NameResolver, name: str, attribute: str) -> bool:
    """Whether a name of a package is a module of it that certainly nothing has imported."""
    project, module = following.project, following.module(name)
    part = following.module(f"{name}.{attribute}")
    if not module.is_package or part.state is not State.FOUND or not part.path:
        return False
    if not following.is_unimported(part.path) or _has_django(following):
        return False
    if module.path:
        names = resolver.names(module.path)
        if names is None or names.doubtful or {attribute, "__getattr__"} & names.bound.keys():
            return False
    others = [each for each in entry_points(project) if not each.build]
    paths = [*following.nodes, *(each.path for each in others if each.path)]
    named = [each for each in others if each.name and each.name != following.entry_point.name]
    return not named and not any(
        project.of_text(path, _imports_by_name, attribute) for path in paths
    )


def _has_django(following: Lookup) -> bool:
    """Whether Django may import modules of the repository by their names."""
    return "django" in following.scan.outside.names


def _imports_by_name(text: str, attribute: str) -> bool:
    """Whether a text may import a module whose name is a value, or may give it to an object."""
    return _BY_NAME.search(text) is not None or _may_set(text, attribute)


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None


def _may_set(text: str, attribute: str) -> bool:
    """Whether a text may give an attribute to an object."""
    return re.search(rf"\.{attribute}\b[^\n=]*=(?!=)|setattr|sys\.modules", text) is not None
