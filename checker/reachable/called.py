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
_METHOD = re.compile(r"\b(\w+)(?:\([^()]*\))?\.(\w+)\(")
_MADE = re.compile(r"^(\w+)[ \t]*(?::[^=\n]*)?=[ \t]*(\w+)\(")
_DECORATOR = re.compile(r"^@(\w+(?:\.\w+)?)", re.MULTILINE)
_BASES = re.compile(r"^class[ \t]+\w+[ \t]*\(([^)\n]*)\)", re.MULTILINE)
_QUOTED = re.compile(r"(\"\"\"|\'\'\')[\s\S]*?\1")
_LATER = re.compile(r"\b(?:lambda|or|and)\b")
"""Words behind which a call may not be made."""
_CONSTRUCTORS = ("__init__", "__new__", "__post_init__")
_IMPORTING = re.compile(r"^(?:from|import)\b[^\n]*", re.MULTILINE)
_WORD = re.compile(r"\w+")


def is_called(following: Lookup, document: Document, function: str) -> bool:
    """Whether a function of a module's top level is certainly called.

    Args:
        following: what an entry point leads to, its texts looked at.
        document: the module.
        function: its name, or `Class.method`; empty gives False.
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
    top, _, method = function.partition(".")
    return any(
        other.path != document.path
        and f"def {top}(" not in other.text
        and not (method and f"class {top}" in other.text)
        and function in _calls(following, other)
        for other in _importers(following, top)
    )


def _calls(following: Lookup, document: Document) -> frozenset[str]:
    """The names that the lines of a file's top level call."""

    def make() -> frozenset[str]:
        return frozenset(_called_in(_QUOTED.sub("", document.text)))

    tree = following.project.tree
    return tree.derived(document.path, "calls of the top level", document.data, make)


def _called_in(text: str) -> set[str]:
    """The functions, and the methods as `Class.method`, that lines of the first column call."""
    found: set[str] = set()
    made: dict[str, str] = {}
    for line in _RUNS.findall(text):
        if " if " in line or " for " in line:
            continue
        now = _LATER.split(line)[0]
        found.update(_CALL.findall(now))
        for owner, method in _METHOD.findall(now):
            found.add(f"{made.get(owner, owner)}.{method}")
        made.update(_MADE.findall(now))
    found.update(_DECORATOR.findall(text))
    for bases in _BASES.findall(text):
        found.update(f"{base}.__init_subclass__" for base in _WORD.findall(bases))
    found.update([f"{name}.{made_by}" for name in found for made_by in _CONSTRUCTORS])
    return found


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
