"""Write `modules.txt` and `locales.txt` of `checker/data/django` from releases.

`python -m scripts.read_django FOLDER`:

FOLDER has one wheel of each release (`pip download --no-deps "django==4.2.*"` and so on).
Nothing of them is run: the names of a module are what its source binds at the top level, those of
`from x import *` followed within Django.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent.parent / "checker" / "data" / "django" / "modules.txt"
HEAD = """\
# Django's modules and the public names of them that not every release has: first-last release.
# A module's line: its name below `django`, its releases, then name:releases.\
 Generated from {first} to {last}.
"""
LOCALES = TABLE.with_name("locales.txt")
LOCALES_HEAD = """\
# The locales that Django has translations for, its contrib apps' too: name, releases (first-last).
# Generated from {first} to {last}.
"""


def locales(wheel: Path) -> set[str]:
    """The locales for which a release has compiled translations."""
    pattern = re.compile(r"django/(?:conf|contrib/\w+)/locale/([^/]+)/LC_MESSAGES/django\.mo")
    with zipfile.ZipFile(wheel) as archive:
        matches = [pattern.fullmatch(name) for name in archive.namelist()]
    return {match[1] for match in matches if match}


def sources(wheel: Path) -> dict[str, str]:
    """The modules of a release below `django`, with their text."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            parts = name.removesuffix(".py").split("/")
            if parts[0] != "django" or not name.endswith(".py"):
                continue
            if parts[-1] == "__init__":
                parts.pop()
            module = ".".join(parts[1:])
            if module and not re.match(r"conf\.(app|project)_template\b", module):
                found[module] = archive.read(name).decode("utf-8")
    return found


def public(modules: dict[str, str], module: str, seen: tuple[str, ...] = ()) -> set[str]:
    """The names that a module binds at its top level, imports and classes too."""
    names: set[str] = set()
    if module in seen or module not in modules:
        return names
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            todo: list[Any] = list(ast.parse(modules[module]).body)
        except SyntaxError:  # written for Python 2
            return names
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(modules, module, node)
            for alias in node.names:
                if alias.name == "*":
                    inner = public(modules, origin, (*seen, module))
                    listed = _listed(modules.get(origin, ""))
                    names |= {n for n in inner if n in listed or (not listed and n[0] != "_")}
                elif not re.match(r"RemovedIn(Django|Next)", alias.name):
                    names.add(alias.asname or alias.name)
        elif isinstance(node, (ast.Name, ast.NamedExpr)):
            target = node if isinstance(node, ast.Name) else node.target
            if isinstance(target.ctx, ast.Store):
                names.add(target.id)
        elif not isinstance(node, (ast.Import, ast.Lambda, ast.ListComp, ast.DictComp)):
            todo += ast.iter_child_nodes(node)
    return names


def _listed(source: str) -> set[str]:
    """The names in the texts of a module's `__all__`."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == "__all__":
            found |= {n.value for n in ast.walk(node) if isinstance(n, ast.Constant)}  # type: ignore[misc]
    return found


def _origin(modules: dict[str, str], module: str, node: ast.ImportFrom) -> str:
    """The module below `django` that a `from` import names."""
    if not node.level:
        return (node.module or "").removeprefix("django").removeprefix(".")
    package = any(name.startswith(f"{module}.") for name in modules)
    parts = module.split(".")
    base = parts[: len(parts) - node.level + (1 if package else 0)]
    return ".".join([*base, node.module] if node.module else base)


def releases(held: list[bool], labels: list[str], gaps: bool = False) -> str | None:
    """`first-last` of the releases that have something; None where it went and came back.

    With `gaps` those in between are taken for having it.
    """
    first, last = held.index(True), len(held) - 1 - held[::-1].index(True)
    if not gaps and not all(held[first : last + 1]):
        return None
    return f"{labels[first] if first else ''}-{labels[last] if last < len(held) - 1 else ''}"


def table(wheels: dict[str, Path]) -> str:
    """The text of the table."""
    labels = sorted(wheels, key=lambda label: tuple(map(int, label.split("."))))
    every = [sources(wheels[label]) for label in labels]
    lines: list[str] = []
    for module in sorted(set().union(*every)):
        there = [module in each for each in every]
        shown = releases(there, labels, True) or "-"
        having = [(at, public(each, module)) for at, each in enumerate(every) if module in each]
        parts: list[str] = []
        for name in sorted(set().union(*(names for _, names in having))):
            held = [name in names or "__getattr__" in names for _, names in having]
            if name.startswith("_") or all(held):
                continue
            own = releases(held, [labels[at] for at, _ in having])
            if own is not None:
                parts.append(f"{name}:{own}")
        lines.append(" ".join([module, shown, *parts]))
    return HEAD.format(first=labels[0], last=labels[-1]) + "\n".join(lines) + "\n"


def locale_table(wheels: dict[str, Path]) -> str:
    """The text of the table of locales."""
    labels = sorted(wheels, key=lambda label: tuple(map(int, label.split("."))))
    every = [locales(wheels[label]) for label in labels]
    lines = [
        f"{name} {releases([name in each for each in every], labels, True)}"
        for name in sorted(set().union(*every))
    ]
    return LOCALES_HEAD.format(first=labels[0], last=labels[-1]) + "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Read the wheels of the folder and write the tables."""
    wheels: dict[str, Path] = {}
    for wheel in Path(arguments[0]).glob("[Dd]jango-*.whl"):
        major, minor, *_ = wheel.name.split("-")[1].split(".")
        wheels[f"{major}.{minor}"] = wheel
    if not wheels:
        print("no wheels of Django there", file=sys.stderr)
        return 1
    TABLE.write_text(table(wheels), "utf-8")
    LOCALES.write_text(locale_table(wheels), "utf-8")
    print(f"wrote {TABLE.name} and {LOCALES.name} from {len(wheels)} releases")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
