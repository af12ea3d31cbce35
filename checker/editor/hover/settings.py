"""Hover in a Django settings module: what a setting comes to in the build, and where it is from."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import fill
from checker.data.django_defaults import default_of
from checker.editor.hover.markdown import code, joined, said
from checker.editor.hover.text import HoverText
from checker.platform.django_facts import UNKNOWN, UNSET
from checker.platform.facts import django

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.platform.django_facts import DjangoFacts, Setting
    from checker.project.project import Project

_LONGEST_NAME = 100
_SHOWN = 600
"""Code points of a value that are shown."""
_WAYS = 6
"""Files on the way to the settings that are named."""
_SECRET = re.compile(r"SECRET|PASSWORD|TOKEN|API_?KEY|PRIVATE|CREDENTIAL")


def in_settings(project: Project, path: str, offset: int) -> Iterator[HoverText]:
    """The setting whose name stands at a place of a module that the settings are read from."""
    if not project.knows(django.name):
        return
    facts = django(project)
    if not any(at.path == path for at in facts.chain):
        return
    document = project.document(path)
    named = _name_at(document.text, offset) if document is not None else None
    if named is None or document is None:
        return
    start, end = named
    name = document.text[start:end]
    if name not in facts.settings and not _may_be_a_setting(
        name, facts, document.text[end : end + 200]
    ):
        return
    yield HoverText(_setting(project, facts, facts.setting(name)), start, end)


def _name_at(text: str, offset: int) -> tuple[int, int] | None:
    """The range of the upper-case name around an offset."""
    start = end = min(offset, len(text))
    low, high = max(0, offset - _LONGEST_NAME), offset + _LONGEST_NAME
    while start > low and _is_word(text[start - 1]):
        start -= 1
    while end < len(text) and end < high and _is_word(text[end]):
        end += 1
    name = text[start:end]
    return (start, end) if name.isupper() and name.isidentifier() else None


def _is_word(char: str) -> bool:
    return char == "_" or (char.isascii() and char.isalnum())


def _may_be_a_setting(name: str, facts: DjangoFacts, following: str) -> bool:
    """Whether a name that the reading did not see set is worth a word.

    Django's own settings are, with their default; where the reading ended early, also what may be
    set after that.
    """
    if default_of(name, facts.django_version.version) is not None:
        return True
    return not facts.settings_read and bool(re.match(r"[ \t]*(?::[^=\n]*)?=(?!=)", following))


def _setting(project: Project, facts: DjangoFacts, setting: Setting) -> str:
    head = fill("**{setting}** in the build on {target}", setting=code(setting.name),
                target=code(project.target.name))  # fmt: skip
    if setting.state == UNKNOWN and setting.because:
        value = fill("Not known: {because}.", because=said(setting.because))
    elif setting.state == UNKNOWN:
        value = "Not known."
    elif setting.state == UNSET:
        value = fill("Not set. Django's own default: {value}.", value=_value(setting))
    else:
        value = fill("Value: {value}", value=_value(setting))
    lines = [head, value]
    if setting.at is not None:
        place = "From {path}, line {line}." if setting.line else "From {path}."
        lines.append(fill(place, path=code(setting.path), line=setting.line))
    if facts.settings_module:
        ways = list(dict.fromkeys(at.path for at in facts.chain))
        shown = " → ".join(code(way, 80) for way in ways[:_WAYS]) + " …" * (len(ways) > _WAYS)
        lines.append(
            fill("Settings module {module}, read through {files}.",
                 module=code(facts.settings_module, 80), files=shown)
        )  # fmt: skip
    return joined(lines)


def _value(setting: Setting) -> str:
    """The value as Python writes it; a secret's is not shown."""
    text = repr(_shown(setting.name, setting.value))
    if "{root}" not in text:
        return code(text, _SHOWN)
    return fill("{value}, where `{{root}}` is the repository's folder", value=code(text, _SHOWN))


def _shown(name: object, value: object) -> object:
    """A value in which secrets are hidden; JSON's terms nest no deeper than they were evaluated."""
    if isinstance(name, str) and isinstance(value, str) and value and _SECRET.search(name):
        return "…"
    if isinstance(value, dict):
        return {key: _shown(key, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_shown(name, inner) for inner in value]
    return value
