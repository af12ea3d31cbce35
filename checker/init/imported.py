"""What the modules of a repository import that is neither theirs nor the standard library's."""

from __future__ import annotations

import sys

from checker.base.records import NamedTuple
from checker.data.import_names import NONE, distribution_of, listed_part
from checker.data.stdlib import is_standard_somewhere
from checker.files.values import Kind
from checker.platform.files import is_held
from checker.python.names.imports import imports_in_text
from checker.python.names.imports_in_tree import imports_in_tree
from checker.python.syntax.parse import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.files.tree import Tree
    from checker.project.project import Project
    from checker.python.names.imported import Import

MODULES = 2000
"""Files that are read at the most."""
_NOT_DEPLOYED = frozenset(
    {
        *("test", "tests", "testing", "doc", "docs", "example", "examples", "samples"),
        *("benchmarks", "notebooks", "node_modules", "bower_components", "__pycache__"),
        *("site-packages", "venv", "env", "virtualenv", "build", "dist", "vendor"),
    }
)
_TOOLS = frozenset(
    {"setup.py", "conftest.py", "noxfile.py", "fabfile.py", "tasks.py", "dodo.py", "versioneer.py"}
)


class Needed(NamedTuple):
    """One top-level module that is imported, at its first place."""

    module: str
    """Dotted as far as the distribution tells (`google.cloud.storage`), else its top level."""
    distribution: str | None
    """What to require for it; None where that is not known."""
    path: str
    line: int
    """1-based."""
    optional: bool
    """Whether every import of it is guarded: the program says that it does without."""


class Imported(NamedTuple):
    """What reading the modules gave."""

    needed: tuple[Needed, ...]
    """Sorted by distribution."""
    unread: tuple[str, ...]
    """Modules that cannot be parsed, so that not all of their imports are known."""
    more: bool
    """Whether there are more modules than are read."""


def modules_of(project: Project) -> Iterator[str]:
    """The Python files that are deployed to be run: no tests, tools, documents, environments."""
    tree, seen, level = project.tree, 0, [""]
    while level:
        below: list[str] = []
        for folder in level:
            entries = tree.entries(folder)
            if folder and "pyvenv.cfg" in entries:
                continue
            for name, kind in entries.items():
                path = f"{folder}/{name}" if folder else name
                seen += 1
                if seen > 20 * MODULES:
                    return
                if kind is Kind.DIRECTORY:
                    if not name.startswith(".") and name.lower() not in _NOT_DEPLOYED:
                        below.append(path)
                elif kind is Kind.FILE and _is_deployed(name) and is_held(project, path):
                    yield path
        level = below


def _is_deployed(name: str) -> bool:
    return name.endswith(".py") and not (
        name in _TOOLS or name.startswith("test_") or name.endswith(("_test.py", "_tests.py"))
    )


def imported(project: Project) -> Imported:
    """The imports of all modules of a repository from outside of it."""
    found: dict[str, Needed] = {}
    unread: list[str] = []
    for number, path in enumerate(modules_of(project)):
        if number >= MODULES:
            return Imported(_sorted(found), tuple(unread), True)
        document = project.document(path)
        if document is None or "import" not in document.text:
            continue
        imports = _imports(document)
        if imports is None:
            unread.append(path)
            imports = _rough_imports(document)
        for module, line, optional in imports:
            top = module.partition(".")[0]
            if is_standard_somewhere(top) or is_local(project.tree, path, top):
                continue
            distribution = distribution_of(module)
            if distribution == NONE:
                continue
            key = distribution or top
            known = found.get(key)
            if known is None or (known.optional and not optional):
                named = listed_part(module) or top
                found[key] = Needed(named, distribution, path, line, optional)
    return Imported(_sorted(found), tuple(unread), False)


def _sorted(found: dict[str, Needed]) -> tuple[Needed, ...]:
    return tuple(found[key] for key in sorted(found, key=str.lower))


def _imports(document: Document) -> list[tuple[str, int, bool]] | None:
    """Each imported dotted name with its line, and whether the program does without it."""
    syntax = parse(document.data, sys.version_info[:2], document.complete).tree
    if syntax is None:
        return None
    return [
        (name, each.line, each.guarded)
        for each in imports_in_tree(syntax)
        if each.module and not each.level
        for name in _names(each)
    ]


def _names(each: Import) -> list[str]:
    # `from google.cloud import storage` names the module by both parts.
    return [f"{each.module}.{name}" for name in each.names if name != "*"] or [each.module]


def _rough_imports(document: Document) -> list[tuple[str, int, bool]]:
    """What the text alone seems to import, as far as it is well known."""
    return [
        (name, 1, False)
        for each in imports_in_text(document.text)
        if each.module and not each.level
        for name in _names(each)
        if distribution_of(name) is not None
    ]


def is_local(tree: Tree, path: str, top: str) -> bool:
    """Whether the repository has a module of that name where the importing file would find it."""
    folders = ["", "src"]
    parts = path.split("/")[:-1]
    folders += ["/".join(parts[: count + 1]) for count in range(len(parts))]
    for folder in folders:
        here = f"{folder}/{top}" if folder else top
        if tree.is_file(here + ".py") or tree.is_file(here + "/__init__.py"):
            return True
        # A folder without __init__.py gives way to a distribution (`alembic/` beside alembic).
        if tree.is_directory(here) and distribution_of(top) is None and _holds_python(tree, here):
            return True
    return False


def _holds_python(tree: Tree, folder: str) -> bool:
    return any(path.endswith(".py") for path, _ in tree.walk(folder, 3))
