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
    removals = re.finditer(r"\bdel\b[^\n]*", text)
    if found is None or any(re.search(rf"\b{word}\b", each[0][3:]) for each in removals):
        return False
    # An assignment in a docstring is none: before it as many opening as closing quotes.
    return all(text.count(quotes, 0, found.start()) % 2 == 0 for quotes in ('"""', "'''"))


_PLAIN = re.compile(
    r"^(?:(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)"
    r"|([A-Za-z_]\w*(?:[ \t]*[,=][ \t]*[A-Za-z_]\w*)*)[ \t]*(?::[^=\n]*)?=(?!=)"
    r"|(?:from\b[^\n]*?\bimport|import)\b[ \t]*(\([^)]{0,8000}\)|(?:[^\n;(\\]|\\\r?\n)*))",
    re.MULTILINE,
)
"""A statement that begins its line and binds names: `def`, an assignment, an import."""
_QUOTED = re.compile(r"(\"\"\"|\'\'\')[\s\S]*?\1")
_WORD = re.compile(r"\w+")


def plain_names(text: str) -> frozenset[str]:
    """The names that the statements in a text's first column bind, as far as the text shows it.

    Of a name that is not among them nothing is said: `names_of` has to tell.
    """
    if '"""' in text or "'''" in text:
        text = _QUOTED.sub("", text)
    found: set[str] = set()
    for defined, assigned, imported in _PLAIN.findall(text):
        if defined:
            found.add(defined)
        elif assigned:
            found.update(_WORD.findall(assigned))
        else:
            names = re.sub(r"#[^\n]*|[()\\]", " ", imported)
            parts = (part.split() for part in names.split(","))
            found.update(words[-1].partition(".")[0] for words in parts if words)
    if "del " in text:
        for removal in re.findall(r"\bdel\b([^\n]*)", text):
            found.difference_update(_WORD.findall(removal))
    return frozenset(found)


_LISTED = re.compile(r"__all__[^\[(\n]*[\[(]([^\])]*)")
_STRING = re.compile(r"[\"\'](\w+)[\"\']")


def listed_names(text: str) -> list[str]:
    """The names that `__all__` seems to list: what `import *` takes."""
    return [name for inside in _LISTED.findall(text) for name in _STRING.findall(inside)]


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
