"""The names that a text binds: by a look at it, or by its syntax tree."""

from __future__ import annotations

from checker.base import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.python.names.bindings import Names


def quickly_bound(text: str, name: str) -> bool:
    """Whether the text alone shows that the module binds `name`: no syntax tree is needed.

    False says nothing: `names_of` has to tell.
    """
    word = re.escape(name)
    value = r"(?![ \t]*(?:None|True|False|[0-9\"'])[ \t]*(?:#|$))"
    pattern = (
        rf"^(?:{word}[ \t]*(?::[^=\n]*)?=(?!=){value}|(?:async[ \t]+)?(?:def|class)[ \t]+{word}\b)"
    )
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        return False
    removals = re.finditer(r"\bdel\b[^\n]*", text)
    if any(re.search(rf"\b{word}\b", removal[0][3:]) for removal in removals):
        return False
    # An assignment in a docstring is none: before it as many opening as closing quotes.
    return all(text.count(quotes, 0, found.start()) % 2 == 0 for quotes in ('"""', "'''"))


def plainly_made(text: str, name: str) -> bool:
    """Whether the text alone shows that `name` is bound, and to what something else makes.

    It is neither a function or class of the text, nor a list or a dictionary, nor what a function
    of the text gives that returns nothing.
    """
    if not quickly_bound(text, name):
        return False
    word = re.escape(name)
    if re.search(rf"\b(?:def|class)[ \t]+{word}\b", text):
        return False
    for found in re.finditer(
        rf"^{word}[ \t]*(?::[^=\n]*)?=[ \t]*([\[{{(\"']|\w+)", text, re.MULTILINE
    ):
        value = found[1]
        if value in ("[", "{", "(", '"', "'", "None", "True", "False") or value.isdigit():
            return False
        if "return" not in text and f"def {value}(" in text:
            return False
    return True


def names_of(text: str) -> Names | None:
    """The names of a module; None where this Python cannot parse it (Python 2, half-written)."""
    from checker.python.names.bindings_in_tree import names_in  # noqa: PLC0415  gate: plain texts need no syntax tree

    return names_in(text)
