"""What a look at the text of a source file shows, before anything is parsed.

Each function makes its answer of the text, and of nothing else than what it is given: a file that
is changed and gives the same answers leads to the same (`Project.of_text`).
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import lru_cache
from checker.base.records import NamedTuple
from checker.data.stdlib import absent_module, absent_name
from checker.python.names.bindings_of import listed_names, plain_names
from checker.python.names.imports import computes_imports, imports_in_text
from checker.python.syntax.prefilter import may_refuse
from checker.reachable.never_there import never_there

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.python.names.imported import Import

TEXT = 1_000_000
"""Code points of a file that is looked at, at the most; a longer one is generated."""
SETTINGS = "DJANGO_SETTINGS_MODULE"
MOVES = ("sys.path", "sys.modules", "meta_path", "addsitedir", "path_hooks", "__path__")
"""Words of a text that may change where modules are found."""
_IMPORT = re.compile(r"import(?<!\wimport)\b")


class TextFacts(NamedTuple):
    """What decides on where a file leads."""

    odd: bool
    """Whether it is worth a closer look: the Python may refuse it, or not have what it imports."""
    imports: tuple[Import, ...]
    """At least all that it imports."""
    dotted: frozenset[str]
    """The words that it imports and that stand before a dot."""
    moves: bool
    """Whether it may change where modules are found."""
    settings: bool
    """Whether it names Django's settings module."""
    application: bool
    """Whether it has the word of `get_wsgi_application` in it."""
    celery: bool


def text_facts(
    text: str, python: tuple[int, int], words: tuple[str, ...], read: bool = False
) -> TextFacts:
    """Look at a text.

    Args:
        text: of a source file.
        python: the Python that reads it.
        words: what makes a text odd besides.
        read: whether it is known that this Python reads it.
    """
    imports: tuple[Import, ...] = ()
    odd = False
    if len(text) <= TEXT:
        imports = _known_imports(text) if len(text) <= _SHORT else _imports(text)
        odd = (
            computes_imports(text)
            or (not read and may_refuse(text, python))
            or may_lack(text, imports, python)
            or any(word in text for word in words)
        )
    return TextFacts(
        odd,
        imports,
        dotted_words(text, imports),
        may_move(text),
        SETTINGS in text,
        "_application" in text,
        "elery" in text,
    )


_SHORT = 4_000
"""Characters of a text of which it is kept what it imports: other Pythons look at it, too."""


def _imports(text: str) -> tuple[Import, ...]:
    return tuple(imports_in_text(text))


_known_imports = lru_cache(64)(_imports)


def may_move(text: str) -> bool:
    """Whether a text has one of these words: nearly all of them have `path` in them."""
    if "path" in text or "sys.modules" in text or "addsitedir" in text:
        return any(word in text for word in MOVES)
    return False


def may_lack(text: str, imports: Iterable[Import], python: tuple[int, int]) -> bool:
    """Whether a text may import what the standard library of `python` does not have."""
    return _IMPORT.search(text) is not None and lacks_any(imports, python)


def lacks_any(imports: Iterable[Import], python: tuple[int, int]) -> bool:
    """Whether the standard library of `python` does not have something that is imported of it."""
    for each in imports:
        if each.level or not each.module:
            continue
        if absent_module(each.module, python) is not None or never_there(each, python):
            return True
        if any(absent_name(each.module, name, python) is not None for name in each.names):
            return True
    return False


def dotted_words(text: str, imports: Iterable[Import]) -> frozenset[str]:
    """The words that imports bind and that stand before a dot in the text."""
    words: set[str] = set()
    for each in imports:
        if not each.called:
            words.update(each.names or (each.module,))
    return frozenset(word for word in words if f"{word}." in text)


def attributes_of(text: str, word: str) -> tuple[str, ...]:
    """What a text takes of a word by a dot, sorted."""
    return tuple(sorted(set(re.findall(rf"(?<![\w.]){word}\.([A-Za-z]\w*)", text))))


def unbound(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some names that no statement in a text's first column plainly binds.

    `*` stands for what `__all__` lists.
    """
    if "*" in names:
        names = tuple(listed_names(text)) if "__all__" in text else ()
    if not names:
        return ()
    bound = plain_names(text)
    return tuple(name for name in names if name not in bound)
