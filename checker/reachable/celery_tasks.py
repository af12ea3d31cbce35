"""The modules that a worker of Celery imports by their names, before it is ready.

`Celery(…, include=[…])`, `app.conf.imports = […]`, `app.config_from_object("…")` and
`app.autodiscover_tasks([…])`; the worker ends if one of them cannot be imported. A package that is
searched for tasks has to be there, its `tasks` does not.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.reachable.values import Edge, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.reachable.source_scan import Lookup

_MADE = re.compile(r"\bCelery\((?:[^()]|\([^()]*\))*\)")
_INCLUDE = re.compile(r"\binclude[ \t]*=\s*[\[(]((?:[^\[\]()#]|#[^\n]*\n)*)[\])]")
_SET = re.compile(r"\.conf\.(?:include|imports)[ \t]*=\s*[\[(]((?:[^\[\]()#]|#[^\n]*\n)*)[\])]")
_CONFIGURED = re.compile(r"\.config_from_object\(\s*[\"']([A-Za-z_][\w.]*)(?::\w+)?[\"']")
_FOUND = re.compile(
    r"\.autodiscover_tasks\(\s*[\[(]([^\[\]()]*)[\])]"
    r"(?:\s*,\s*related_name\s*=\s*[\"'](\w*)[\"'])?\s*(,?)"
)
_NAME = re.compile(r"(?:\s|#[^\n]*\n)*(?:[\"']([A-Za-z_][\w.]*)[\"']\s*(?:,|\Z)|\Z)")


def edges(following: Lookup, document: Document) -> Iterator[Edge]:
    """What a file that makes the application of Celery makes its worker import."""
    text = document.text
    for made in _MADE.finditer(text):
        for found in _INCLUDE.finditer(text, made.start(), made.end()):
            yield from _listed(following, document, found)
    for found in _SET.finditer(text):
        yield from _listed(following, document, found)
    for found in _CONFIGURED.finditer(text):
        if not found[1].startswith("django."):
            yield _edge(following, document, found, found.start(1), found[1])
    for found in _FOUND.finditer(text):
        related = "tasks" if found[2] is None else found[2]
        for at, package in _names(found):
            yield _edge(following, document, found, at, package)
            if related and not found[3]:
                inner = _edge(following, document, found, at, f"{package}.{related}")
                yield inner._replace(module="")


def _listed(following: Lookup, document: Document, found: re.Match[str]) -> Iterator[Edge]:
    for at, name in _names(found):
        yield _edge(following, document, found, at, name)


def _names(found: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The strings of a list, up to the first entry that is something else."""
    at = found.start(1)
    while at < found.end(1):
        each = _NAME.match(found.string, at, found.end(1))
        if each is None or each[1] is None:
            return
        yield each.start(1), each[1]
        at = each.end()


def _edge(following: Lookup, document: Document, found: re.Match[str], at: int, name: str) -> Edge:
    """A module that is named at a place; certain if the statement begins a line."""
    text = document.text
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.end()]
    certain = line[:1].isidentifier() and "#" not in line.partition("\n")[0]
    step = Step(document.path, document.line_column(at)[0], "celery imports what this line names")
    return Edge(list(following.files(name)), (step,), certain, module=name)
