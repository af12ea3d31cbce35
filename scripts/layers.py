"""The layers of the package: who may import whom, and a drawing of it made from the code."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "checker"
LAYERS = (
    ("", "base"),
    ("data", "languages", "parsers"),
    ("files", "targets"),
    ("python", "project"),
    ("django",),
    ("platform",),
    ("start", "advice", "resolve"),
    ("reachable",),
    ("rules",),
    ("check",),
    ("config",),
    ("fixes", "reports"),
    ("init", "editor", "fleet"),
    ("cli", "__main__"),
)
"""From the lowest up; a module imports from its own layer and from those before it."""


def drawing() -> str:
    """The layers as Markdown, the highest first: each package with what it says it is for."""
    lines = ["```text"]
    for number, names in reversed(list(enumerate(LAYERS, 1))):
        packages = [name for name in names if (PACKAGE / name / "__init__.py").exists() and name]
        for index, name in enumerate(packages):
            margin = f"{number:>2}" if index == 0 else "  "
            lines.append(f"{margin}  {name:<10}  {_purpose(name)}")
    return "\n".join([*lines, "```", ""])


def _purpose(package: str) -> str:
    """The first sentence of a package's docstring, up to its colon or full stop."""
    text = (PACKAGE / package / "__init__.py").read_text("utf-8")
    first = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0].replace("\n", " ")
    return first.removesuffix(".")
