"""The next step in a folder that nobody meant: an empty one, a home, another language's."""

from __future__ import annotations

import os

from checker.base.messages import fill
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.config.settings import Settings
    from checker.files.tree import Tree

_DEPTH = 4
_MOST = 20_000
"""How many paths are looked at for a Python file."""
_SKIPPED = frozenset({".git", "node_modules", "vendor", "dist", "build", "target"})

_ELSEWHERE = "run it in the folder of your repository, or name that folder: `pyspec-check PATH`"
_HOME = "it is your home folder: run it in the folder of a repository, or `pyspec-check PATH`"
_NO_PYTHON = "it contains no Python file; `pyspec-check plan` shows what the platform makes of it"
_OF_ANOTHER = (
    "it contains no Python file, and {name} makes it a project of {language}: pyspec-check checks "
    "Python projects only"
)
_LANGUAGES = {
    "package.json": "Node.js",
    "go.mod": "Go",
    "pom.xml": "Java",
    "build.gradle": "Java",
    "build.gradle.kts": "Java",
    "Gemfile": "Ruby",
    "composer.json": "PHP",
    "Cargo.toml": "Rust",
    "mix.exs": "Elixir",
}
"""Files by which platforms know another language."""


def next_step(found: Settings) -> str:
    """The next useful step for a root without a project; empty if the report says enough.

    Args:
        found: the root; nothing above it and nothing below it has a project.
    """
    if elsewhere := not_meant(found):
        return elsewhere
    if not any(not name.startswith(".") for name in found.tree.entries()):
        return fill(_ELSEWHERE)
    return "" if _has_python(found.tree) else fill(_NO_PYTHON)


def not_meant(found: Settings) -> str:
    """Why a root without a project cannot have been meant: a home, another language's; or empty."""
    if os.path.realpath(found.prefix or ".") == os.path.realpath(os.path.expanduser("~")):
        return fill(_HOME)
    for name, language in _LANGUAGES.items():
        if found.tree.kind(name) is Kind.FILE and not _has_python(found.tree):
            return fill(_OF_ANOTHER, name=name, language=language)
    return ""


def _has_python(tree: Tree) -> bool:
    """Whether a tree has a Python file, or more files than are looked at."""
    for number, (path, kind) in enumerate(tree.walk(depth=_DEPTH, skip=_SKIPPED)):
        if number >= _MOST or (kind is Kind.FILE and path.endswith(".py")):
            return True
    return False
