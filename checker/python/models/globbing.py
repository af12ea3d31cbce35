"""Patterns of file names over the repository, as `glob` and `Path.glob` match them."""

from __future__ import annotations

from checker.base import regex as re
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def fits(name: str, pattern: str) -> bool:
    """Whether a name fits one part of a pattern, in time that grows with both."""
    tokens = _tokens(pattern)
    at = token = 0
    star, resumed = -1, 0
    while at < len(name):
        if token < len(tokens) and tokens[token] is None:
            star, resumed = token, at
            token += 1
        elif token < len(tokens) and tokens[token](name[at]):
            at, token = at + 1, token + 1
        elif star >= 0:
            resumed += 1
            at, token = resumed, star + 1
        else:
            return False
    return all(rest is None for rest in tokens[token:])


def _tokens(pattern: str) -> list[Any]:
    """A test for each character that a part of a pattern asks for; None for a star."""
    tokens: list[Any] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == "*":
            if not tokens or tokens[-1] is not None:
                tokens.append(None)
        elif char == "?":
            tokens.append(lambda char: True)
        elif char == "[" and (end := pattern.find("]", at + 1)) > 0:
            tokens.append(_in_set(pattern[at:end]))
            at = end + 1
        else:
            tokens.append(char.__eq__)
    return tokens


def _in_set(inner: str) -> Any:
    """The test of what stands between square brackets."""
    negated = inner.startswith("!")
    inner = inner[negated:]
    ranges: list[tuple[str, str]] = []
    at = 0
    while at < len(inner):
        if inner[at + 1 : at + 2] == "-" and at + 2 < len(inner):
            ranges.append((inner[at], inner[at + 2]))
            at += 3
        else:
            ranges.append((inner[at], inner[at]))
            at += 1
    return lambda char: any(low <= char <= high for low, high in ranges) is not negated


def matches(interp: Interpreter, pattern: str, recursive: bool, hidden: bool = False) -> list[str]:
    """Paths from the root that match a pattern of paths, sorted."""
    tree = interp.context.tree
    found = [""]
    parts = pattern.split("/")
    interp.charge(len(parts) * len(parts) >> 4)
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        after: list[str] = []
        for base in found:
            interp.step()
            if not re.search(r"[*?\[]", part):
                path = f"{base}/{part}" if base else part
                if part and (tree.resolve(path) is not None):
                    after.append(path)
                elif not part and last and tree.is_directory(base):
                    after.append(base + "/")
                continue
            if part == "**" and recursive:
                below = [base] if base or not last else []
                for path, kind in tree.walk(base):
                    interp.step()
                    if kind is Kind.DIRECTORY or last:
                        if hidden or not re.search(r"(^|/)\.", path[len(base) :]):
                            below.append(path)
                after.extend(below)
                continue
            for name in tree.entries(base):
                interp.step()
                if name.startswith(".") and not part.startswith(".") and not hidden:
                    continue
                interp.charge(len(name) * len(part) >> 8)
                if fits(name, part):
                    path = f"{base}/{name}" if base else name
                    if last or tree.is_directory(path):
                        after.append(path)
        found = after
    return sorted(dict.fromkeys(path for path in found if path))
