"""Languages: which one is asked for, and its catalogue of sentences, read when one is needed.

A catalogue is gettext's: `LANGUAGE/messages.po`, which people edit, and in a wheel
`LANGUAGE/messages.mo` in its place. Its entries are the English templates of
`checker.base.messages`.
"""

from __future__ import annotations

from checker.base.messages import ARROW, ENGLISH, LANGUAGES, Language, Message
from checker.languages.catalogue import read_catalogue
from checker.languages.spacing import filled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_LOADED: dict[str, Language] = {"en": ENGLISH}
"""Those that were asked for so far; nobody changes them."""


class Translated(Language):
    """A language with a catalogue.

    Args:
        code: its code.
        lookup: the translation of a template; empty without one.
    """

    between = "、"

    def __init__(self, code: str, lookup: Callable[[str], str]) -> None:
        self.code = code
        self._lookup = lookup

    def of(self, text: str) -> str:
        """The sentence in this language, what it quotes as it is; without an entry as it is."""
        if not isinstance(text, Message):
            return self._plain(text)
        fields = {name: self._field(value) for name, value in text.fields.items()}
        if text.is_open:
            fields = {n: v.replace("{", "{{").replace("}", "}}") for n, v in fields.items()}
            fields["count"] = "{count}"
        message = Message(filled(self.template(text.template), fields))
        message.template, message.fields = text.template, text.fields
        return message

    def template(self, template: str) -> str:
        """A template in this language: looked up whole, or its two clauses one by one."""
        found = self._lookup(template) if template else ""  # that of "" is the catalogue's head
        if found or ARROW not in template:
            return found or template
        first, _, then = template.partition(ARROW)
        return f"{self._lookup(first) or first}{ARROW}{self._lookup(then) or then}"

    def _field(self, value: str) -> str:
        """What a sentence quotes. A single word may be a name of the repository: it stays."""
        if isinstance(value, Message):
            return self.of(value)
        return self._plain(value) if " " in value else value

    def _plain(self, text: str) -> str:
        """A text that does not know what it was filled from."""
        found = self.template(text)
        if found is text and " " in text:
            from checker.languages.reasons import reason  # noqa: PLC0415  gate: seldom one

            why = reason(text)
            return self.of(why) if why else text
        return found


def language_named(word: str) -> str:
    """The code of the language that a locale names (`zh_CN.UTF-8`, `zh-Hans`); empty for others."""
    name = word.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return "en" if name in ("c", "posix") else name if name in LANGUAGES else ""


def language(code: str) -> Language:
    """The language with this code.

    Raises:
        OSError: its catalogue cannot be read.
    """
    if code not in _LOADED:
        _LOADED[code] = Translated(code, read_catalogue(code))
    return _LOADED[code]
