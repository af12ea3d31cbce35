"""What a catalogue has to contain: the texts of the package that a person can read.

They are found in the code, not run: what is given to `say` and its like, and each other constant
that reads like prose in the packages that speak to people; and in the data what reports cite.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker.base.messages import ARROW
from checker.data import compiled_data
from checker.editor.session.procfile_at import option_help
from checker.fleet import moves, questions
from checker.fleet.page import TEXT
from checker.python.names.applications import MAKERS
from checker.python.syntax.syntax_error import _IDIOMS, _NEWER
from checker.rules.page import EXAMPLES, LISTS, PROSE
from checker.rules.requirements.not_requirements import FOUND
from checker.targets import clauses, targets

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = Path(__file__).parent.parent / "checker"
SILENT = ("data/", "python/", "parsers/", "languages/", "files/", "django/", "base/")
"""Packages whose constants nobody reads, but for what they give to a function of `SAY`."""
UNREAD = "data/"
"""The package that says nothing itself."""
SILENT_MODULES = (
    "rules/needs.py",
    "rules/codes.py",
    "rules/registry.py",
    "check/fingerprint.py",
    "resolve/workplace.py",
)
UNSAID = ("own", "versions")
"""Fields of a target that are not shown as they are."""
_REASONING = ("python", "django", "parsers/shell", "platform/slug", "fleet")
"""Packages that say in plain text why they do not know something."""
ITS_WORDS = ("title", "python_unknown_message", "python_refused_message")
"""Fields with what the platform itself calls or prints."""
STATES = ("runtime_txt", "missing_space_after_colon", "collectstatic", "unknown_version")
"""Fields whose value is one of a few words that say what the platform does."""
_IN_WORDS = re.compile(r"\b(?:and|Python)\b")
"""What tells a source that is described from one that is a path and a commit."""
COLUMNS = re.compile(r"\bAS ([a-z_]+)\b(?! \()")
"""How a statement names a column."""
STRERRORS = (
    *("No such file or directory", "Permission denied", "Is a directory", "Not a directory"),
    *("No space left on device", "File exists", "Read-only file system", "File name too long"),
    *("Too many levels of symbolic links", "Input/output error", "Operation not permitted"),
    *("Disk quota exceeded", "Device or resource busy", "Invalid argument", "Directory not empty"),
    *("Too many open files", "Cannot allocate memory", "Broken pipe", "Connection refused"),
    *("Bad file descriptor", "Text file busy", "Invalid cross-device link", "Exec format error"),
    # tomllib and json say these of a file that they cannot read.
    *("Invalid value", "Invalid statement", "Cannot overwrite a value", "Unterminated string"),
    *("Unclosed array", "Unclosed inline table", "Invalid hex value"),
    *("Escaped character is not a Unicode scalar value", "Expecting value"),
    *("Invalid date or datetime", "Invalid initial character for a key part", "Extra data"),
    "Expected '=' after a key in a key/value pair",
    "Expected newline or end of document after a statement",
    "Expected ']' at the end of a table declaration",
    "Expected ']]' at the end of an array declaration",
    "Unescaped '\\' in a string",
    "Expecting property name enclosed in double quotes",
    "Expecting ',' delimiter",
    "Expecting ':' delimiter",
    "Unterminated string starting at",
)
"""What the system, and the readers of TOML and JSON, say of a file."""
REASON = (
    *("Unknown", "UnknownItems", "maybe", "_Unknowable", "GiveUp", "LimitReached", "Refused"),
    *("StopError", "Kind", "UsageError", "eprint"),
)
"""What is given why something is not known."""
BUGS = ("ValueError", "TypeError", "LookupError", "NamedTuple", "cast")
SAY = ("say", "say_then", "say_several", "say_whole", "fill", "template", "of", "UsageError")
WORDS = (
    *("error", "warning", "info", "safe", "unsafe", "display", "fails", "succeeds", "-"),
    *("see", "help", "why", "for", "at", "log", "code", "name", "severity", "fix", "target"),
    *("edition", "builder", "build", "findings", "port", "imports", "rule", "place", "what"),
    *("recognised", "build", "start", "Python", "collectstatic", "installation", "pip", "unknown"),
    *("must", "should", "default", "behaviour", "runs", "never", "folder", "file", "error"),
    *("processes", "yes", "no", "(default)", "(uncertain)", "{name} ({title})", "; ", "{name}: "),
    *("name", "source", "image", "libc", "console", "platform", "line", "yaml", "versions"),
    *("repository", "root", "message", "path", "line", "code", "name", "nothing", "checked"),
    *("failed", "unchanged", "gone", "changed", "new", "works", "not known", "rule", "from", "to"),
    *("repositories", "roots", "fails", "not checked"),
    *("findings", "targets", "skipped", "none", "From", "To", "repos"),
    *("safe", "unsafe", "read", "run", "any", "strings", "repaired", "pip", "setuptools"),
    *("{first}; {second}", "positional arguments", "options", "usage: ", "file", "FIFO"),
    *("show this help message and exit", "a table", "a number", "a text", "a date", "Use instead:"),
    *("**{code}** {name} ({severity}, {targets})", "{first}, {second}", "{first}, {next}"),
    *("{first} and {second}", "{first} or {second}", "{said} ({word})", "{count} {state}"),
    *("a compiler", "the MySQL client library", "GObject introspection", "reason", "{because}."),
    *("- {name}: {said}", "format", "language", "shell", "; {there_are}"),
    "{codes}: {title} (unsafe)",
    *("missing", "broken link", "directory", "symbolic link", "special file"),
    *("{path}: {title}", "`{path}`: {why}", "{codes}: {title}"),
    "argument {option}: expected one argument",
    "argument {option}: expected at least one argument",
    "argument {option}: ignored explicit argument {word}",
    "argument {option}: not allowed with argument {other}",
)
"""Single words and signs that reports use by way of a variable."""
_PROSE = re.compile(r"[a-z]{2,}[,:;]? [a-z{`(]|^\W*\{\w+\}[^=]* [a-z]{3,}|[a-z]{3,} \W*\{\w+\}")
_CODE = re.compile(
    r"\{0\}|^\s*(SELECT|WITH|DELETE|INSERT|CREATE|COPY) |^<|style=|sans-serif"
    r"|^(web: |--[a-z]|\(\?|\^|`[^`]*`$)|\\[sdbw]|\[\^|\?:|\?!|\?P<"
)


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
    for text, name in {**reasons(), **_tables()}.items():
        if name not in found.setdefault(text, []):
            found[text].append(name)
    for name, texts_of in (
        ("data/platforms/facts.toml", _facts()),
        ("", _targets()),
        ("", _pages()),
        ("data/option-help.toml", _options()),
    ):
        for text in texts_of:
            found.setdefault(text, []).append(name or "data/platforms/targets.toml")
    found.pop("", None)
    for text in WORDS:
        if re.search("[A-Za-z]{2}", _bare(text)) or text.startswith(("{", "`{", ";", "*", "- ")):
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


def _options() -> list[str]:
    """What options of servers do, as an editor tells it."""
    return [text for known in option_help().values() for text in known.values()]


@cache
def reasons() -> dict[str, str]:
    """Why a value is not known, as the interpreter's f-strings say it, with the file of each."""
    found: dict[str, str] = {}
    for path in [
        each for folder in _REASONING for each in sorted((PACKAGE / folder).rglob("*.py"))
    ]:
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            getattr(node.targets[0], "id", ""): node.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                function = node.func
                name = getattr(function, "id", "") or getattr(function, "attr", "")
                said = node.args[: 2 if name == "Kind" else 1] if name in REASON else []
                said = [named.get(getattr(each, "id", ""), each) for each in said]
            elif isinstance(node, ast.Assign):
                said = [node.value] if _is_reason(node.targets[0]) else []
            else:
                continue
            for text in (text for each in said for text in _templates(each)):
                if re.search("[a-z]{2,}", _bare(text)) and " " in text:
                    found.setdefault(text, path.relative_to(PACKAGE).as_posix())
    return dict(sorted(found.items(), key=lambda each: (-len(_bare(each[0])), each[0])))


def _is_reason(target: ast.expr) -> bool:
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    found = [getattr(name, "id", "") or getattr(name, "attr", "") for name in names]
    return bool({"because", "unknown", "reason", "why", "where", "more"}.intersection(found))


def _templates(node: ast.expr) -> list[str]:
    """The texts that an expression may come to, f-strings as templates."""
    if isinstance(node, ast.IfExp):
        return [*_templates(node.body), *_templates(node.orelse)]
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _templates(value)]
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in _templates(value)]
    if isinstance(node, ast.Tuple):
        return [text for value in node.elts for text in _templates(value)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if not isinstance(node, ast.JoinedStr):
        return []
    found = ""
    names: set[str] = set()
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            value = part.value
            nested = ast.unparse(value).rstrip(", ')").endswith("because")
            name = "because" if nested else f"name_{len(names)}" if names else "name"
            names.add(name)
            found += f"{{{name}}}"
        elif isinstance(part, ast.Constant):
            found += str(part.value)
    return [found]


def _tables() -> dict[str, str]:
    """What is said of something in a table of data, or in one of another package."""
    found: dict[str, str] = {}

    def add(texts_of: Iterable[object], name: str) -> None:
        for text in texts_of:
            if isinstance(text, str) and " " in text:
                found.setdefault(text, name)

    for kind in ("refused", "bounds"):
        rows = compiled_data("known-conflicts").get(kind, ())
        add(
            (row.get(key) for row in rows for key in ("found", "help", "instead")),
            "data/releases/known-conflicts.toml",
        )
    add(compiled_data("programs")["outside"].values(), "data/programs.toml")
    for table in compiled_data("successors")["distribution"].values():
        add(table.values(), "data/releases/successors.toml")
    add((words for _, _, words in _NEWER), "python/syntax/syntax_error.py")
    add((words for _, words in _IDIOMS), "python/syntax/syntax_error.py")
    add(("the syntax of this line",), "python/syntax/syntax_error.py")
    page = (PACKAGE / "fleet" / "page.html").read_text("utf-8")
    for text in re.findall(TEXT, page):
        found.setdefault(text, "fleet/page.html")
    add((error for error in STRERRORS), "files")
    for statement in (*vars(questions).values(), moves.CAUSES):
        if isinstance(statement, str) and statement.lstrip().startswith(("SELECT", "WITH")):
            for name in COLUMNS.findall(statement):
                found.setdefault(name.replace("_", " "), "fleet/questions.py")
    add(FOUND.values(), "rules/requirements/not_requirements.py")
    add((words for _, words in MAKERS.values()), "python/names/applications.py")
    for target in targets().values():
        add(
            (text for text in target.source if _IN_WORDS.search(text)),
            "data/platforms/targets.toml",
        )
        for name, value in zip(target._fields, target, strict=True):
            if name not in UNSAID:
                found.setdefault(name.replace("_", " "), "data/platforms/targets.toml")
            if name in STATES and value:
                found.setdefault(str(value), "data/platforms/targets.toml")
            if name not in (*UNSAID, *ITS_WORDS):
                add([value], "data/platforms/targets.toml")
    return found


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
