"""The imports of a module, roughly, from its text; `imports_in_tree` has them from its tree."""

from __future__ import annotations

from checker.base import regex as re
from checker.python.names.imported import Import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(
    r"(?:^|[;:])[ \t]*(?:from\b([ \t.]*(?:\w[\w.]*[ \t]*)??)import\b[ \t]*"
    r"(\([^)]{0,8000}\)?|(?:[^\n;\\]|\\\r?\n)*)|import[ \t]+((?:[^\n;(\\]|\\\r?\n)*))",
    re.MULTILINE,
)
_SIGN = re.compile("[;:]")
"""What a statement may follow on its line."""
_INCLUDE = re.compile(r"\binclude[ \t]*\(\s*\(?\s*[\"']([A-Za-z_][\w.]{0,200})[\"']")
_CALLED = re.compile(
    r"\b(?:import_module|__import__|from_object)[ \t]*\(\s*[\"']([A-Za-z_][\w.]{0,200})[\"']"
)
_RELATIVE = re.compile(
    r"\bimport_module[ \t]*\(\s*[\"']\.(\w[\w.]{0,200})[\"']\s*,\s*(?:package[ \t]*=[ \t]*)?"
    r"[\"']([A-Za-z_][\w.]{0,200})[\"']"
)
_COMPUTED = re.compile(
    r"\b(?:import_module|__import__)[ \t]*\((?!\s*[\"'][A-Za-z_][\w.]*[\"']\s*[,)])"
)
_SETTINGS_OBJECT = re.compile(r"\bfrom_object[ \t]*\(\s*([A-Za-z_]\w*)\s*[,)]")


def imports_in_text(text: str) -> Iterator[Import]:
    """At least all imports of a module; text that only looks like one is given too."""
    for found in _statements(text):
        if found[3] is not None:
            for part in found[3].replace("\\", " ").split(","):
                words = part.split()
                if words:
                    yield Import(words[0], 0)
            continue
        source = "".join(found[1].split())
        module = source.lstrip(".")
        names = re.sub(r"#[^\n]*|[()\\]", " ", found[2])
        taken = tuple(words[0] for part in names.split(",") if (words := part.split()))
        yield Import(module, len(source) - len(module), taken)
    if "import_module" in text or "__import__" in text or "from_object" in text:
        for found in _beginning(_CALLED, ("import_module", "__import__", "from_object"), text):
            yield Import(found[1], 0)
            if "from_object" in found[0]:
                yield Import(found[1].rpartition(".")[0] or found[1], 0)
        for found in _beginning(_RELATIVE, ("import_module",), text):
            yield Import(f"{found[2]}.{found[1]}", 0)
    if "include" in text:
        for found in _beginning(_INCLUDE, ("include",), text):
            yield Import(found[1], 0, called=True)


def computes_imports(text: str) -> bool:
    """Whether a text may import a module whose name it puts together, or has in a variable."""
    if ("import_module" in text or "__import__" in text) and _COMPUTED.search(text):
        return True
    return "from_object" in text and any(
        re.search(rf"\b{name}\b[^\n=,()]*=\s*[\"']", text)
        for name in _SETTINGS_OBJECT.findall(text)
    )


def _statements(text: str) -> Iterator[re.Match[str]]:
    """What `_LINE` finds in a text, one behind the other: only lines with the word are searched."""
    end = 0
    at = text.find("import")
    while at >= 0:
        begin = max(end, text.rfind("\n", end, at) + 1)
        found = _LINE.match(text, begin)
        if found is None:
            places = (sign.start() for sign in _SIGN.finditer(text, begin, at))
            found = next(filter(None, (_LINE.match(text, place) for place in places)), None)
        if found is not None:
            yield found
        end = at + len("import") if found is None else found.end()
        at = text.find("import", end)


def _beginning(
    pattern: re.Pattern[str], words: tuple[str, ...], text: str
) -> Iterator[re.Match[str]]:
    """What a pattern finds in a text whose matches begin with one of the words."""
    places = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + 1)
    end = 0
    for at in sorted(places):
        found = pattern.match(text, at) if at >= end else None
        if found is not None:
            yield found
            end = found.end()
