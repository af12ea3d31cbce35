"""Sentences that quote a checked repository: constant templates, filled with what may be anything.

A field comes from the repository, so it may hold controls and invisible characters: they are shown
escaped, and what is long is cut. A filled sentence remembers its template and its fields, so that
whoever prints it can fill the template of another language (`checker.languages`) instead.
"""

from __future__ import annotations

from checker.base.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

ARROW = " → "
"""Stands between what was found and what follows from it."""
LANGUAGES = ("en", "zh")
"""The languages that there are, by their codes; `checker.languages` has the catalogues."""
_LIMIT = 120
_COUNT = "{count}"


class Message(str):
    """A sentence in English that knows what it was filled from.

    Attributes:
        template: what identifies it, in all releases that say the same.
        fields: what it was filled with, printable; a sentence among them is a `Message` itself.
    """

    __slots__ = ("fields", "template")
    template: str
    fields: Mapping[str, str]

    @property
    def is_open(self) -> bool:
        """Whether its number of findings is still to be filled in (`say_several`)."""
        return _COUNT in self.template and "count" not in self.fields


def message_of(text: str, template: str, fields: Mapping[str, str]) -> Message:
    """A sentence of which it is known what it was filled from."""
    message = Message(text)
    message.template, message.fields = template, fields
    return message


def _filled(template: str, fields: dict[str, Any], limit: int) -> str:
    """Fill a template; `fields`, which are the caller's own, become what it was filled with."""
    for name, value in fields.items():
        if type(value) is str and len(value) <= limit and value.isprintable():
            continue  # what `printable` would find, at the cost of a call
        if not isinstance(value, Message):
            fields[name] = printable(str(value), limit)
    return message_of(template.format_map(fields), template, fields)


def say(template: str, /, **fields: object) -> str:
    """Fill a constant template; each field is made printable, kept to one line and cut."""
    return _filled(template, fields, _LIMIT)


def say_then(found: str, then: str, /, **fields: object) -> str:
    """What was found and what follows from it: two clauses, each a constant template."""
    return _filled(f"{found}{ARROW}{then}", fields, _LIMIT)


def say_several(found: str, then: str = "", /, **fields: object) -> str:
    """Fill all fields of a template but `{count}`, which the report knows that folds findings."""
    template = f"{found}{ARROW}{then}" if then else found
    kept = {
        name: value if isinstance(value, Message) else printable(str(value), _LIMIT)
        for name, value in fields.items()
    }
    return message_of(_but_count(template, kept), template, kept)


def say_whole(template: str, /, **fields: object) -> str:
    """Like `say`, for what is to be typed as it is: a cut command would be a wrong one.

    Only what nobody would type is cut.
    """
    return _filled(template, fields, 1000)


def fill(template: str, /, **fields: object) -> str:
    """Fill a constant template with what can be printed already: it is kept as it is."""
    kept = {
        name: value if isinstance(value, Message) else str(value) for name, value in fields.items()
    }
    return message_of(template.format(**kept), template, kept)


def joined(sentences: Iterable[str]) -> str:
    """Several sentences or clauses as one, with semicolons between them."""
    found: str = ""
    for each in sentences:
        found = fill("{first}; {second}", first=found, second=each) if found else each
    return found


BESIDE, AND, OR = "{first}, {next}", "{first} and {second}", "{first} or {second}"
"""How two items of a list stand beside each other, and what stands before the last one."""


def listed(items: Iterable[str], between: str = BESIDE, last: str = "") -> str:
    """Items as a list in a sentence, each made printable; empty for none.

    Args:
        items: names, code or sentences.
        between: the template for an item and what is before it.
        last: that for the last one, if it is another.
    """
    found: str | None = None
    rest = list(items)
    for number, each in enumerate(rest, 1):
        item = each if isinstance(each, Message) else printable(each, _LIMIT)
        template = last or between if number == len(rest) else between
        if found is None:
            found = item
        elif template == BESIDE:
            found = fill(template, first=found, next=item)
        else:
            found = fill(template, first=found, second=item)
    return found or ""


def and_more(items: Sequence[str], most: int) -> str:
    """The first items as a list, and how many more there are."""
    shown = listed(items[:most])
    if len(items) <= most:
        return shown
    return fill("{shown} and {number} more", shown=shown, number=len(items) - most)


def appended(first: str, second: str) -> str:
    """A sentence that goes on."""
    return fill("{first}{second}", first=first, second=second)


def below(first: str, second: str) -> str:
    """A sentence on a line of its own below another one; either may be empty."""
    if not first or not second:
        return first or second
    return fill("{first}\n{then}", first=first, then=second)


def complete(several: str, count: int) -> str:
    """The sentence for so many findings, of one that `say_several` has made."""
    text = several.format(count=count)
    if not isinstance(several, Message):
        return text
    return message_of(text, several.template, {**several.fields, "count": str(count)})


def _but_count(template: str, fields: Mapping[str, str]) -> str:
    """A template with its fields filled in, as one that has only `{count}` left."""
    doubled = {name: value.replace("{", "{{").replace("}", "}}") for name, value in fields.items()}
    return template.format(count=_COUNT, **doubled)


class Language:
    """English: sentences as they are. Other languages override `of`."""

    code = "en"
    between = ", "
    """Stands between the items of a list."""

    def of(self, text: str) -> str:
        """A sentence in this language; what has no translation stays as it is."""
        return text

    def template(self, template: str) -> str:
        """A template in this language, its fields still to be filled in."""
        return template

    def say(self, template: str, /, **fields: object) -> str:
        """Our own words, filled with what can be printed already."""
        return self.of(fill(template, **fields))

    def listed(self, items: Iterable[str]) -> str:
        """Items as a list in a sentence."""
        return self.between.join(map(self.of, items))


ENGLISH = Language()
