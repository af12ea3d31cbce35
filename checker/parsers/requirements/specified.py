"""What `packaging` reads in `name[extra]==1.0` or `name @ address`, without a marker."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.parsers.requirements.scanner import leading_clauses, plain_name


class Specified(NamedTuple):
    """The parts of a requirement that `packaging` accepts; its clauses are not among them."""

    name: str
    extras: frozenset[str] = frozenset()
    url: str = ""
    """The address behind `@`; empty without one."""


EMPTY_VERSION = re.compile(r"===\s*(?=[,;)]|$)")
"""`===` with nothing behind it: pip 24.1 to 25.3 refuse it, no version equals it for the others."""
_VERSION_WITH_COMMA = re.compile(r"===\s*[^\s;)]*,\s+[^\s;)]")
"""A comma that a space follows is of the version behind `===`: nothing may follow the space."""
_SPACE_IN_URL = re.compile(r"[^\S \t]")
"""What only `packaging` 26.4 and later, which no pip has yet, take for the end of an address."""
_STANDS_FOR_SPACE = "\ue000"


def specified_by(text: str) -> Specified:
    """What the `packaging` of the newest pip reads; raises ValueError where it refuses.

    Our own may be another: 26.4 asks for a version behind `===` and ends it at a comma; it ends an
    address at any space.
    """
    simple = simply_specified(text)
    if simple is not None:
        return simple
    import warnings  # noqa: PLC0415  gate: plain pins need no parser

    from packaging.requirements import Requirement  # noqa: PLC0415  gate: the same

    head, at, url = text.partition("@")
    if _VERSION_WITH_COMMA.search(head):
        raise ValueError("Expected comma (within version specifier), semicolon or end")
    spaced = head + at + _SPACE_IN_URL.sub(_STANDS_FOR_SPACE, url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # escapes in a marker's string
        try:
            for read in (text, EMPTY_VERSION.sub("===0", text), spaced):
                try:
                    found = Requirement(read)
                except ValueError:
                    continue
                url = found.url or ""
                if url and read is spaced:
                    start = read.index(url, len(head))
                    url = text[start : start + len(url)]
                elif read is not text and (url or read is spaced):
                    continue  # what was put in is no part of what it stands for
                return Specified(found.name, frozenset(found.extras), url)
            Requirement(text)  # it says why not
            raise ValueError("not a requirement")
        except RecursionError:
            raise ValueError("nested too deep") from None


_WORD = re.compile(r"[A-Za-z0-9]")
_ADDRESS = re.compile(r"@[ \t]*([!-~]+)\Z")
_NO_CLAUSE = re.compile(r"=(?!=)|(?<=[ \t])[A-Za-z0-9]")
"""What ends a name and begins none of a clause, an address and a marker."""


def simply_specified(text: str) -> Specified | None:
    """What `specified_by` answers for the forms that most lines have which are no plain pins.

    An address without blanks; `name=1.0` and two requirements on a line, which are refused in the
    words of the newest `packaging`. None for all others.
    """
    found = plain_name(text)
    if found is None:
        return None
    name, at = found
    address = _ADDRESS.match(text, at)
    if address is not None:
        return Specified(name, url=address[1])
    if _NO_CLAUSE.match(text, at):
        raise ValueError("Expected semicolon (after name with no version specifier) or end")
    end = leading_clauses(text, at)
    if text[end - 1] in " \t" and _WORD.match(text, end):
        raise ValueError(
            "Expected comma (within version specifier), semicolon (after version specifier) or end"
        )
    return None
