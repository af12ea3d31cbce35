"""What a file leads to through the settings module that it names: the settings, and what they name.

`wsgi.py`, `asgi.py`, `manage.py` and Celery's module name it, the environment of the command goes
before a mere default.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.reachable import django_modules
from checker.reachable.text_facts import SETTINGS
from checker.reachable.values import Edge, Step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.reachable.source_scan import Lookup

_SETTINGS = re.compile(
    SETTINGS + r"[\"'][ \t]*(,|\][ \t]*=)\s*[\"']([A-Za-z_][\w.]{0,200})[\"']"
    r"(?=[ \t]*(?:[,)#;\r\n]|\Z))"
)  # fmt: skip


def edges(following: Lookup, document: Document) -> Iterator[Edge]:
    """The settings that a file names, and what they make Django import.

    Args:
        following: what an entry point leads to.
        document: the file that names the settings, or that sets Django up.
    """
    text, path, entry_point = document.text, document.path, following.entry_point
    named: dict[str, tuple[Step, bool]] = {}
    for found in _SETTINGS.finditer(text):
        if "#" in text[text.rfind("\n", 0, found.start()) + 1 : found.start()]:
            continue
        step = Step(path, document.line_column(found.start())[0], "the settings are named here")
        named[found[2]] = step, found[1] == ","
    if entry_point.settings and all(default for _, default in named.values()):
        at = entry_point.settings_at
        place = None if at is None else following.project.document(at.path)
        step = Step(path, 1, "the command names the settings")
        if at is not None and place is not None:
            step = step._replace(path=at.path, line=place.line_column(at.start)[0])
        named = {entry_point.settings: (step, False)}
    # Of several, a condition decides.
    one = len(named) == 1 and not entry_point.settings_unknown
    sets_up = django_modules.sets_up(text, entry_point)
    for settings, (first, _) in named.items():
        yield Edge(list(following.files(settings)), (first,), one, module=settings)
        if not sets_up:
            continue
        for each in django_modules.named_modules(following, settings, text):
            step = Step(each.path, each.line, each.words)
            targets = [] if each.some else list(following.files(each.module))
            yield Edge(
                targets, (first, step), one and each.certain, each.request, each.some,
                each.module if each.named else "", each.attribute,
            )  # fmt: skip


def named_in(document: Document, told: str) -> list[str]:
    """The settings modules that a file names, or the one that the command's environment names.

    Args:
        document: the file that names the settings, or that sets Django up.
        told: the module that the command names; empty if it names none.
    """
    found = [
        each
        for each in _SETTINGS.finditer(document.text)
        if "#" not in document.text[document.text.rfind("\n", 0, each.start()) + 1 : each.start()]
    ]
    if told and all(each[1] == "," for each in found):
        return [told]
    return list(dict.fromkeys(each[2] for each in found))
