"""What a catalogue has to contain: the texts of the package that a person can read.

They are found in the code, not run: what is given to `say` and its like, and each other constant
that reads like prose in the packages that speak to people; and in the data what reports cite.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from checker.base.messages import ARROW
from checker.data import compiled_data
from checker.rules.page import EXAMPLES, LISTS, PROSE
from checker.targets import clauses, targets

PACKAGE = Path(__file__).parent.parent / "checker"
SILENT = ("data/", "python/", "parsers/", "languages/", "fleet/", "files/", "django/", "base/")
"""Packages whose constants nobody reads, but for what they give to a function of `SAY`."""
UNREAD = ("data/", "python/", "parsers/")
"""Packages that say nothing at all."""
SILENT_MODULES = (
    "rules/needs.py",
    "rules/codes.py",
    "rules/registry.py",
    "check/fingerprint.py",
    "resolve/workplace.py",
)
BUGS = ("ValueError", "TypeError", "LookupError", "NamedTuple", "cast")
SAY = ("say", "say_then", "say_several", "say_whole", "fill", "template", "of", "UsageError")
WORDS = (
    *("error", "warning", "info", "safe", "unsafe", "display", "fails", "succeeds", "-"),
    *("see", "help", "why", "for", "at", "log", "code", "name", "severity", "fix", "target"),
    *("edition", "builder", "build", "findings", "port", "imports", "rule", "place", "what"),
    *("recognised", "build", "start", "Python", "collectstatic", "installation", "pip", "unknown"),
    *("must", "should", "default", "behaviour", "runs", "never", "folder", "file", "error"),
    *("processes", "yes", "no", "(default)", "(uncertain)", "{name} ({title})", "; ", "{name}: "),
    *("{first}; {second}", "positional arguments", "options", "usage: ", "file", "FIFO"),
    *("show this help message and exit", "a table", "a number", "a text", "a date", "Use instead:"),
    *("**{code}** {name} ({severity}, {targets})", "{first}, {second}", "{because}."),
    *("- {name}: {said}", "format", "language", "shell", "; {there_are}"),
    "argument {option}: expected one argument",
    "argument {option}: expected at least one argument",
    "argument {option}: ignored explicit argument {word}",
    "argument {option}: not allowed with argument {other}",
)
"""Single words and signs that reports use by way of a variable."""
_PROSE = re.compile(r"[a-z]{2,}[,:;]? [a-z{`(]|^\W*\{\w+\}[^=]* [a-z]{3,}|[a-z]{3,} \W*\{\w+\}")
_CODE = re.compile(r"^(web: |--[a-z]|[a-z]+ [-{.]|\(\?|\^|`[^`]*`$)|\\[sdbw]|\[\^|\?:|\?!|\?P<")


@cache
def texts() -> dict[str, list[str]]:
    """Each text of the package, with the files that it is in, in the order of the code."""
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith(UNREAD):
            continue
        for text in _constants(name, ast.parse(path.read_text("utf-8"))):
            if name not in found.setdefault(text, []):
                found[text].append(name)
    for name, texts_of in (
        ("data/platforms/facts.toml", _facts()),
        ("", _targets()),
        ("", _pages()),
    ):
        for text in texts_of:
            found.setdefault(text, []).append(name or "data/platforms/targets.toml")
    found.pop("", None)
    for text in WORDS:
        if re.search("[A-Za-z]{2}", _bare(text)) or text.startswith(("{", ";", "*", "- ")):
            found.setdefault(text, ["reports"])
    return found


def _constants(name: str, tree: ast.Module) -> list[str]:
    quiet = name.startswith(SILENT) or name in SILENT_MODULES
    skipped = _unread(tree)
    given = _given(tree)
    found: list[tuple[int, int, str]] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = node.value
        said = id(node) in given
        if id(node) in skipped or not re.search("[A-Za-z]{2}", _bare(text)):
            continue
        if said or (not quiet and _PROSE.search(text) and not _CODE.search(text)):
            found += [(node.lineno, node.col_offset, part) for part in _parts(text)]
    return [text for _, _, text in sorted(found)]


def _parts(text: str) -> list[str]:
    """A sentence, or its two clauses, which are looked up one by one."""
    return text.split(ARROW) if ARROW in text and text.count(ARROW) == 1 else [text]


def _bare(text: str) -> str:
    """A template without its fields."""
    return re.sub(r"\{\w*\}", "", text)


def _unread(tree: ast.Module) -> set[int]:
    """Docstrings, parts of f-strings, keys, what is compared, and the messages of bugs."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            found |= {id(part) for part in node.values if isinstance(part, ast.Constant)}
        if isinstance(node, ast.Assert):
            found |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.Dict):
            found |= {id(key) for key in node.keys if isinstance(key, ast.Constant)}
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                found |= {id(inner) for inner in ast.walk(side)}
        if isinstance(node, ast.Subscript):
            found |= {id(inner) for inner in ast.walk(node.slice)}
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in BUGS:
            found |= {id(inner) for inner in ast.walk(node)}
    return found


def _given(tree: ast.Module) -> set[int]:
    """Constants that are given to a function that fills or translates a template."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            if name in SAY and node.args:
                found |= {id(inner) for arg in node.args for inner in _leaves(arg)}
    return found


def _leaves(node: ast.expr) -> list[ast.expr]:
    """The constants that an expression may come to."""
    if isinstance(node, ast.IfExp):
        return [*_leaves(node.body), *_leaves(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [leaf for value in node.values for leaf in _leaves(value)]
    if isinstance(node, ast.Subscript):
        return _leaves(node.value)
    if isinstance(node, (ast.Tuple, ast.List)):
        return [leaf for value in node.elts for leaf in _leaves(value)]
    return [node] if isinstance(node, ast.Constant) else []


def _facts() -> list[str]:
    data = compiled_data("facts")
    found: list[str] = []
    for name in ("fact", "why"):
        for text in data[name].values():
            found += text.values() if isinstance(text, dict) else [text]
    return [text for text in found if isinstance(text, str) and " " in text]


def _targets() -> list[str]:
    found = [target.title for target in targets().values()]
    found += [clause["says"] for clause in clauses().values()]
    return [text for text in found if " " in text]


def _pages() -> list[str]:
    return [heading for heading in (*PROSE, *LISTS, *EXAMPLES) if heading]
