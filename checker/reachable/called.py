"""Whether the start certainly calls a function of a module: a factory of applications."""

from __future__ import annotations

from checker.base import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
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


def is_called(following: Lookup, path: str, function: str) -> bool:
    """Whether a function of a module's top level is certainly called.

    Args:
        following: what an entry point leads to, its texts looked at.
        path: the module's file.
        function: its name, or `Class.method`; empty gives False.
    """
    if not function or function == "?":
        return False
    entry_point = following.entry_point
    if entry_point.factory == function and following.path_of(entry_point.name) == path:
        return True
    project = following.project
    if function in (project.of_text(path, calls_of_top_level) or ()):
        return True
    top, _, method = function.partition(".")
    return any(
        other != path
        and not project.of_text(other, _has_own, top, method)
        and function in (project.of_text(other, calls_of_top_level) or ())
        for other in _importers(following, top)
    )


def _has_own(text: str, top: str, method: str) -> bool:
    """Whether a text may define a function, or the class of a method, itself."""
    return f"def {top}(" in text or bool(method and f"class {top}" in text)


def calls_of_top_level(text: str) -> frozenset[str]:
    """The names that the lines of a text's top level call."""
    return frozenset(_called_in(_QUOTED.sub("", text)))


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


def _importers(following: Lookup, word: str) -> list[str]:
    """The files that have a word in an import statement of their top level."""
    if following.importers[0] != len(following.nodes):
        found: dict[str, list[str]] = {}
        for path in following.nodes:
            for each in following.project.of_text(path, _imported_words) or ():
                found.setdefault(each, []).append(path)
        following.importers = len(following.nodes), found
    return following.importers[1].get(word, [])


def _imported_words(text: str) -> frozenset[str]:
    """The words of the import statements of a text's top level."""
    return frozenset(_WORD.findall("\n".join(_IMPORTING.findall(text))))
