"""Sentences that quote a checked repository: constant templates, filled with what may be anything.

A field comes from the repository, so it may hold controls and invisible characters: they are shown
escaped, and what is long is cut.
"""

from __future__ import annotations

from checker.base.text import printable


def say(template: str, /, **fields: object) -> str:
    """Fill a constant template; each field is made printable, kept to one line and cut."""
    return template.format(**{name: printable(str(value), 120) for name, value in fields.items()})


def say_then(found: str, then: str, /, **fields: object) -> str:
    """What was found and what follows from it: two clauses, each a constant template."""
    return say(f"{found} → {then}", **fields)


def say_several(found: str, then: str = "", /, **fields: object) -> str:
    """Fill all fields of a template but `{count}`, which the report knows that folds findings."""
    filled = {
        name: printable(str(value), 120).replace("{", "{{").replace("}", "}}")
        for name, value in fields.items()
    }
    template = f"{found} → {then}" if then else found
    return template.format(count="{count}", **filled)


def say_whole(template: str, /, **fields: object) -> str:
    """Like `say`, for what is to be typed as it is: a cut command would be a wrong one.

    Only what nobody would type is cut.
    """
    return template.format(**{name: printable(str(value), 1000) for name, value in fields.items()})
