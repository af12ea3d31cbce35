"""Whether the start certainly calls a function of a module: a factory of applications."""

from __future__ import annotations

from checker.base import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.reachable.source_scan import Lookup

_BEGIN = (
    r"^(?!(?:if|elif|else|for|while|async|class|def|try|except|with|from|import|return)\b)[A-Za-z_]"
)
"""How a line of the top level begins that runs whatever happens."""


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
    call = re.compile(_BEGIN + rf"[^\n#\"']*\b{function}\(", re.MULTILINE)
    if call.search(document.text) is not None:
        return True
    taken = re.compile(rf"^(?:from|import)\b[^\n]*\b{function}\b", re.MULTILINE)
    return any(
        taken.search(other.text) is not None and call.search(other.text) is not None
        for other, _ in following.nodes.values()
        if other.path != document.path and f"def {function}(" not in other.text
    )
