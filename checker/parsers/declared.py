"""What a repository declares in another file than requirements.txt, as requirements.

Nothing is run: a list that setup.py computes is not known. What has no equal in requirements.txt,
or is no valid requirement, is told and left out.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.base.toml import parse_toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from checker.base.text import Document

    Read = Callable[[str], Document | None]
    Parse = Callable[[Document], Any]


class Declared(NamedTuple):
    """The dependencies of one file."""

    path: str
    where: str
    """The table or the argument that holds them: `[project] dependencies`."""
    lines: tuple[str, ...]
    """Each a line of requirements.txt."""
    left_out: tuple[str, ...]
    """What could not be said in one, as it stands there."""


def declared(read: Read, parse: Parse) -> Declared | None:
    """The dependencies of the first file that declares some; None where none does.

    Args:
        read: the document at a path from the root; None if it is no file, or cannot be read.
        parse: the syntax tree (`ast.Module`) of a document; None if there is none.
    """
    for path, where, entries in _sources(read, parse):
        lines: dict[str, None] = {}
        left_out: list[str] = []
        for shown, line in entries:
            if line is not None and _is_requirement(line):
                lines[line] = None
            else:
                left_out.append(shown)
        if lines or left_out:
            return Declared(path, where, tuple(lines), tuple(left_out))
    return None


def _sources(
    read: Read, parse: Parse
) -> Iterator[tuple[str, str, Iterator[tuple[str, str | None]]]]:
    pipfile, pyproject = _toml(read, "Pipfile"), _toml(read, "pyproject.toml")
    yield "Pipfile", "[packages]", _table(pipfile.get("packages"), _pipfile_specifier)
    own = _get(pyproject, "project")
    yield "pyproject.toml", "[project] dependencies", _listed(own.get("dependencies"))
    poetry = _get(_get(pyproject, "tool"), "poetry").get("dependencies")
    yield "pyproject.toml", "[tool.poetry.dependencies]", _table(poetry, poetry_specifier)
    yield "setup.cfg", "install_requires", _listed(_setup_cfg(read))
    yield "setup.py", "install_requires", _listed(_setup_py(read, parse))


def _get(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = table.get(name)
    return value if isinstance(value, dict) else {}


def _toml(read: Read, path: str) -> Mapping[str, Any]:
    """A TOML file of the root; empty where it is none."""
    document = read(path)
    if document is None:
        return {}
    try:
        return parse_toml(document.text)
    except (ValueError, RecursionError):
        return {}


def _listed(entries: Any) -> Iterator[tuple[str, str | None]]:
    """An array of requirements, written as in requirements.txt."""
    for entry in entries if isinstance(entries, list) else ():
        text = entry.strip() if isinstance(entry, str) else None
        if text != "":
            yield str(entry), text


def _table(entries: Any, specifier: Any) -> Iterator[tuple[str, str | None]]:
    """A table of names, each with a version or with a table that says more."""
    for name, value in entries.items() if isinstance(entries, dict) else ():
        if name == "python" and specifier is poetry_specifier:
            continue
        more = value if isinstance(value, dict) else {"version": value}
        if more.get("optional") is True:
            continue  # only with an extra, which nobody asks for
        yield f"{name} = {value}", _line(name, more, specifier)


_UNDERSTOOD = frozenset(
    {
        *("version", "extras", "markers", "optional", "index", "source", "allow-prereleases"),
        *("git", "ref", "rev", "tag", "branch", "editable", "develop", "sys_platform"),
        *("os_name", "platform_system", "platform_machine", "python_version"),
    }
)
_MARKERS = ("sys_platform", "os_name", "platform_system", "platform_machine", "python_version")


def _line(name: str, more: Mapping[str, Any], specifier: Any) -> str | None:
    """One line of requirements.txt; None where it cannot say the same."""
    extras = more.get("extras", [])
    if more.keys() - _UNDERSTOOD or not isinstance(extras, list):
        return None
    line = name + (f"[{','.join(map(str, extras))}]" if extras else "")
    if "git" in more:
        at = next((more[key] for key in ("ref", "rev", "tag", "branch") if key in more), "")
        line += f" @ git+{more['git']}" + (f"@{at}" if at else "")
    else:
        version = specifier(more.get("version", "*"))
        if version is None:
            return None
        line += version
    markers = [str(more["markers"])] if "markers" in more else []
    markers += [f"{key} {more[key]}" for key in _MARKERS if key in more]
    if markers:
        joined = markers[0] if len(markers) == 1 else " and ".join(f"({m})" for m in markers)
        line += f" ; {joined}" if "git" in more else f"; {joined}"
    return line


def _pipfile_specifier(version: Any) -> str | None:
    """A version of a Pipfile, which is a specifier or `*`."""
    if not isinstance(version, str):
        return None
    text = version.strip()
    if text in ("", "*"):
        return ""
    return text if text[0] in "<>=!~" else f"=={text}"


def poetry_specifier(version: Any) -> str | None:
    """A version of Poetry, with its carets and tildes, as a specifier."""
    if not isinstance(version, str) or "|" in version:
        return None
    parts: list[str] = []
    text = re.sub(r"(?<=[<>=!~^])\s+", "", version.strip())
    for part in re.split(r"\s*,\s*|\s+", text):
        found = re.fullmatch(r"(\^|~=|~|[<>=!]=|[<>=])?v?([0-9][0-9A-Za-z.+!-]*|\*)(\.\*)?", part)
        if found is None:
            return None
        sign, number, any_patch = found[1] or "", found[2], found[3] or ""
        if number == "*":
            if sign or any_patch:
                return None
            continue
        if sign in ("^", "~"):
            if any_patch:
                return None
            parts.append(f">={number},<{_next(number, caret=sign == '^')}")
        else:
            parts.append(f"{'==' if sign in ('', '=') else sign}{number}{any_patch}")
    return ",".join(parts)


def _next(number: str, *, caret: bool) -> str:
    """The first version that a caret or a tilde excludes."""
    release = re.match(r"[0-9]+(?:\.[0-9]+)*", number)
    numbers = [int(part[:9]) for part in (release[0] if release else "0").split(".")]
    at = min(1, len(numbers) - 1)
    if caret:  # the first number that is not zero may not change
        at = next((i for i, part in enumerate(numbers) if part), len(numbers) - 1)
    return ".".join(map(str, [*numbers[:at], numbers[at] + 1]))


def _setup_cfg(read: Read) -> list[str] | None:
    document = read("setup.cfg")
    if document is None:
        return None
    import configparser  # noqa: PLC0415  gate: for setup.cfg

    reader = configparser.RawConfigParser()
    try:
        reader.read_string(document.text)
        text = reader.get("options", "install_requires", fallback="")
    except (configparser.Error, ValueError):
        return None
    if text.lstrip().startswith("file:"):
        return None
    return [line.partition(" #")[0] for line in text.splitlines() if not line.startswith("#")]


def assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """What the top level of a module assigns to each name, in order."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    named: dict[str, list[ast.expr]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    return named


def _setup_py(read: Read, parse: Parse) -> list[str] | None:
    """The literal list that `setup()` is called with, directly or by a name of the top level."""
    document = read("setup.py")
    if document is None or "install_requires" not in document.text:
        return None
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    tree = parse(document)
    if tree is None:
        return None
    named = assigned(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        for keyword in node.keywords:
            if keyword.arg == "install_requires":
                value = keyword.value
                if isinstance(value, ast.Name) and len(named.get(value.id, ())) == 1:
                    value = named[value.id][0]
                return _literals(value)
    return None


def _literals(node: Any) -> list[str] | None:
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    if not isinstance(node, (ast.List, ast.Tuple)):
        return None
    values = [item.value for item in node.elts if isinstance(item, ast.Constant)]
    texts = [value for value in values if isinstance(value, str)]
    return texts if len(texts) == len(node.elts) else None


def _is_requirement(line: str) -> bool:
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415  gate: plain pins need no parser

    if not line.isprintable():
        return False
    try:
        Requirement(line)
    except (InvalidRequirement, RecursionError):
        return False
    return True
