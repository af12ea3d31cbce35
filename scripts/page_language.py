"""The language of pages that are made: the sentences of the pages, and those of the product.

`pages.CODE.po` beside this module has what only the documentation says. What a page takes from the
product (facts, titles, findings) is in the product's own catalogue.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker.base.messages import ARROW, ENGLISH, LANGUAGES, Language, Message, fill
from checker.languages import Translated
from checker.languages.catalogue import read_catalogue
from checker.languages.po import parse_po

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent
NAMES = {"en": "English", "zh": "简体中文"}
_CODE = re.compile(r"`[^`]*`|\{\w*\}|https?://\S+|\[[^]]*\]\([^)]*\)")
_QUOTED = re.compile(r"`[^`]*`")


class Verbatim(Message):
    """A part of a sentence that is not translated."""

    __slots__ = ()


def _verbatim(value: str) -> str:
    return value if isinstance(value, Message) else Verbatim(value)


class PageLanguage(Translated):
    """A language with two catalogues, which knows what was asked for and is in neither.

    Attributes:
        missing: the English sentences without a translation, as far as pages asked for them.
        used: those that the pages' own catalogue has translated.
    """

    def __init__(self, code: str) -> None:
        entries = parse_po((FOLDER / f"pages.{code}.po").read_text("utf-8"))
        entries.pop("", None)
        self.entries = entries
        self.missing: dict[str, None] = {}
        self.used: set[str] = set()
        self._product = read_catalogue(code)
        super().__init__(code, self._found)

    def _found(self, text: str) -> str:
        if text in self.entries:
            self.used.add(text)
            return self.entries[text]
        return self._product(text)

    def of(self, text: str) -> str:
        """The sentence in this language, its lists of code with this language's comma.

        What stands between backticks is code: it stays.
        """
        if isinstance(text, Verbatim):
            return str(text)
        if isinstance(text, Message):
            code = set(re.findall(r"\{(\w+)\}", "".join(_QUOTED.findall(text.template))))
            fields = {n: _verbatim(v) if n in code else v for n, v in text.fields.items()}
            message = Message(text)
            message.template, message.fields = text.template, fields
            text = message
        return super().of(text).replace("`, `", f"`{self.between}`")

    def template(self, template: str) -> str:
        """A template in this language; what has none is remembered."""
        found = super().template(template)
        if found == template and not self._found(template):
            clauses = template.split(ARROW) if template.count(ARROW) == 1 else [template]
            self._miss(*(each for each in clauses if not self._found(each)))
        return found

    def _field(self, value: str) -> str:
        found = super()._field(value)
        if not isinstance(value, Message) and " " in value and not self._lookup(value):
            self._miss(value)
        return found

    def said(self, text: str) -> str:
        """`of`, for what has to have an entry, a single word too."""
        found = self.of(text)
        if not isinstance(text, Message) and not self._found(text):
            self._miss(text)
        return found

    def _miss(self, *texts: str) -> None:
        for text in texts:
            if re.search("[a-z]{2}", _CODE.sub("", text)):
                self.missing[text] = None


@cache
def page_language(code: str) -> Language:
    """The language of the pages with this code."""
    return ENGLISH if code == "en" else PageLanguage(code)


def page_languages() -> list[Language]:
    """All languages that pages are made in."""
    return [page_language(code) for code in LANGUAGES]


def said(language: Language, text: str) -> str:
    """A page's sentence, or a single word of it, in a language."""
    return language.said(text) if isinstance(language, PageLanguage) else language.of(text)


def constant(text: str) -> str:
    """A text as a part of a sentence: it is translated with it."""
    if isinstance(text, Message):
        return text
    message = Message(text)
    message.template, message.fields = text.replace("{", "{{").replace("}", "}}"), {}
    return message


def listed(items: Iterable[str]) -> str:
    """Items as a list, which has each language's own comma."""
    found = ""
    for each in items:
        found = fill("{first}, {second}", first=found, second=each) if found else each
    return found


def page_name(path: str, language: Language) -> str:
    """How the page at this path is called in a language: `faq.md`, `faq.zh.md`."""
    return path if language.code == "en" else f"{path.removesuffix('.md')}.{language.code}.md"


def other_languages(path: str, language: Language) -> str:
    """The line that leads to the same page in the other languages."""
    own = path.rpartition("/")[2]
    return " | ".join(
        f"[{NAMES[other.code]}]({page_name(own, other)})"
        for other in page_languages()
        if other is not language
    )
