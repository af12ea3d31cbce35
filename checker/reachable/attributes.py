"""Names that a module takes from an own module by a dot while it is imported: `routes.router`."""

from __future__ import annotations

from checker.base import regex as re
from checker.python.names.bindings import Binds
from checker.python.names.resolve_module import State
from checker.python.names.resolve_name import absolute as source_of
from checker.reachable.source_scan import absolute
from checker.reachable.text_facts import attributes_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from checker.base.text import Document
    from checker.python.names.imported import Import
    from checker.python.names.resolve_name import NameResolver
    from checker.reachable.source_scan import Lookup


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
            if used and following.may_lack(full, used):
                return True
    return False


def lacking_attributes(
    following: Lookup, resolver: NameResolver, document: Document, package: str
) -> Iterator[tuple[str, str, int]]:
    """What the import of a file certainly takes by a dot, and is not there.

    Yields:
        The module, the name that it does not have, and the 1-based line.
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
                yield name, each.attr, each.lineno


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


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None


def _may_set(text: str, attribute: str) -> bool:
    """Whether a text may give an attribute to an object."""
    return re.search(rf"\.{attribute}\b[^\n=]*=(?!=)|setattr|sys\.modules", text) is not None
