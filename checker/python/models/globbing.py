"""Patterns of file names over the repository, as `glob` and `Path.glob` match them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.files.tree import Kind

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


def translate(pattern: str) -> re.Pattern[str]:
    """One part of a pattern as a regular expression without nested repetition."""
    parts: list[str] = []
    at = 0
    pattern = re.sub(r"\*+", "*", pattern)
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == "*":
            parts.append(".*")
        elif char == "?":
            parts.append(".")
        elif char == "[" and (end := pattern.find("]", at + 1)) > 0:
            inner = pattern[at:end].replace("\\", "\\\\")
            inner = "^" + inner[1:] if inner.startswith("!") else inner
            parts.append(f"[{inner}]")
            at = end + 1
        else:
            parts.append(re.escape(char))
    return re.compile("".join(parts) + r"\Z", re.DOTALL)


def matches(machine: Interpreter, pattern: str, recursive: bool, hidden: bool = False) -> list[str]:
    """Paths from the root that match a pattern of paths, sorted."""
    tree = machine.context.tree
    found = [""]
    parts = pattern.split("/")
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        after: list[str] = []
        for base in found:
            machine.step()
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
                    machine.step()
                    if kind is Kind.DIRECTORY or last:
                        if hidden or not re.search(r"(^|/)\.", path[len(base) :]):
                            below.append(path)
                after.extend(below)
                continue
            regex = translate(part)
            for name in tree.entries(base):
                machine.step()
                if name.startswith(".") and not part.startswith(".") and not hidden:
                    continue
                if regex.match(name):
                    path = f"{base}/{name}" if base else name
                    if last or tree.is_directory(path):
                        after.append(path)
        found = after
    return sorted(dict.fromkeys(path for path in found if path))
