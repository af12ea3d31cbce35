"""Whether the start certainly calls a function of a module: a factory of applications."""

from __future__ import annotations

from checker.base import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.reachable.source_scan import Lookup

_RUNS = re.compile(
    r"^(?!(?:if|elif|else|for|while|async|class|def|try|except|with|from|import|return)\b)"
    r"[A-Za-z_][^\n#\"']*",
    re.MULTILINE,
)
"""A line of the top level that runs whatever happens, up to a comment or a string."""
_CALL = re.compile(r"(\w+)\(")
_IMPORTING = re.compile(r"^(?:from|import)\b[^\n]*", re.MULTILINE)
_WORD = re.compile(r"\w+")


def is_called(following: Lookup, document: Document, function: str) -> bool:
    """Whether a function of a module's top level is certainly called.

    Args:
        following: what an entry point leads to, its texts looked at.
        document: the module.
        function: its name; empty gives False.
    """
    if not function or function == "?":
        return False
    entry_point = following.entry_point
    if entry_point.factory == function:
        first = following.document_of(entry_point.name)
        if first is not None and first.path == document.path:
            return True
    if function in _calls(following, document):
        return True
    return any(
        other.path != document.path
        and f"def {function}(" not in other.text
        and function in _calls(following, other)
        for other in _importers(following, function)
    )


def _calls(following: Lookup, document: Document) -> frozenset[str]:
    """The names that the lines of a file's top level call."""

    def make() -> frozenset[str]:
        lines = "\n".join(_RUNS.findall(document.text))
        return frozenset(_CALL.findall(lines))

    tree = following.project.tree
    return tree.derived(document.path, "calls of the top level", document.data, make)


def _importers(following: Lookup, word: str) -> list[Document]:
    """The files that have a word in an import statement of their top level."""
    if following.importers[0] != len(following.nodes):
        found: dict[str, list[Document]] = {}
        for document, _ in following.nodes.values():
            lines = "\n".join(_IMPORTING.findall(document.text))
            for each in set(_WORD.findall(lines)):
                found.setdefault(each, []).append(document)
        following.importers = len(following.nodes), found
    return following.importers[1].get(word, [])
