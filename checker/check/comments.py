"""`# pyspec: ignore[CODE] reason`: a finding that its author has looked at and wants to keep.

It counts on the lines of the finding's own place, in files that may have comments. In
Procfile and runtime.txt a comment would break the build: there the configuration is the way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from checker.base.errors import closest
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.parsers.comments import comments_of
from checker.rules.codes import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.rules.codes import Rule

MARK = "pyspec: ignore"
"""What such a comment says before its brackets."""
_OWN = "INT"
_COMMENTS = 5_000
"""Comments of one file that count, at the most; no file that is kept by hand has as many."""
_TOLD = 1_000
"""Useless words that are told, at the most."""
_IDLE = 20
"""Words of one comment that cannot count and are told, at the most."""
_HINTS = 100
"""Useless words for which the nearest name is looked for."""
_EDITED = 100
"""Words of a comment out of which one can be taken, at the most."""
_Word = tuple[int, str]
"""The number of a comment, and one of its words."""
_WITHOUT_COMMENTS = ("Procfile", "runtime.txt", ".python-version")


class Suppression(NamedTuple):
    """One comment."""

    path: str
    first: int
    """1-based line where what it stands behind begins: a continued line is one."""
    line: int
    """1-based, its own."""
    start: int
    """Offset of its `#` in code points."""
    end: int
    inner: tuple[int, int] = (0, 0)
    """What stands between its brackets; empty where it has none."""
    selectors: tuple[str, ...] = ()


def suppressions_of(document: Document) -> list[Suppression]:
    """The comments of one file that suppress, or are meant to, in their order."""
    pattern = re.compile(
        r"(?<!\S)#[ \t]*pyspec:[ \t]*ignore(?:[ \t]*\[([^\]\r\n]*)\]|(?![\w-]))[^\r\n]*"
    )
    found: list[Suppression] = []
    for comment in comments_of(document):
        told = pattern.search(document.text, comment.start, comment.end)
        if told is not None:
            found.append(
                Suppression(
                    document.path,
                    comment.first,
                    document.line_column(told.start())[0],
                    told.start(),
                    told.end(),
                    told.span(1) if told[1] is not None else (0, 0),
                    tuple((told[1] or "").replace(",", " ").split()),
                )
            )
            if len(found) == _COMMENTS:
                break
    return found


def without_suppressed(
    project: Project, found: list[Finding], ran: Iterable[Rule]
) -> tuple[list[Finding], int]:
    """The findings that stay, with one for each useless comment, and how many were taken out."""
    comments = [
        comment
        for document in list(project.documents.values())
        if document is not None and "pyspec:" in document.text
        for comment in suppressions_of(document)
    ]
    lines: dict[tuple[str, int], dict[str, list[_Word]]] = {}
    useless: dict[_Word, str] = {}
    active = {rule.code for rule in ran}
    for number, comment in enumerate(comments):
        counts = comment.path.rpartition("/")[2] not in _WITHOUT_COMMENTS
        idle = 0
        for selector in dict.fromkeys(comment.selectors) or ("",):
            codes = _codes(selector)
            word = (number, selector)
            if not codes or not counts:
                idle += 1
                if idle <= _IDLE:
                    useless[word] = "unknown" if counts else "comment"
            else:
                if active.issuperset(codes):
                    useless[word] = "unused"
                for line in range(comment.first, comment.line + 1):
                    of_line = lines.setdefault((comment.path, line), {})
                    for code in codes:
                        of_line.setdefault(code, []).append(word)
    kept: list[Finding] = []
    for finding in found:
        matches = [
            word
            for line in _lines(project, finding.at)
            for word in lines.get((finding.at.path, line), {}).get(finding.code, ())
        ]
        if finding.code.startswith(_OWN) or not matches:
            kept.append(finding)
            continue
        for word in matches:
            useless.pop(word, None)
    taken = len(found) - len(kept)
    for told, ((number, selector), why) in enumerate(islice(useless.items(), _TOLD)):
        kept.append(_unused(project, comments[number], selector, why, hint=told < _HINTS))
    return kept, taken


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """The codes that each word names: a code in upper case, its beginnings, a rule's name."""
    beginnings: dict[str, list[str]] = {"ALL": list(RULES)}
    for code, rule in RULES.items():
        for end in range(1, len(code) + 1):
            beginnings.setdefault(code[:end], []).append(code)
        beginnings[rule.name] = [code]
    return {word: tuple(codes) for word, codes in beginnings.items()}


def _codes(selector: str) -> tuple[str, ...]:
    """The codes that a selector names, as `matching` says; at once, however many are asked for."""
    table = _table()
    upper = selector.upper()
    if upper == "ALL" != selector:
        return ()
    return table.get(selector, ()) or table.get(upper, ())


def _lines(project: Project, at: Location) -> range:
    document = project.documents.get(at.path)
    if document is None:
        return range(0)
    end = at.end - 1 if at.end > at.start else at.end
    return range(document.line_column(at.start)[0], document.line_column(end)[0] + 1)


def _unused(project: Project, comment: Suppression, selector: str, why: str, hint: bool) -> Finding:
    at = Location(comment.path, comment.start, comment.end)
    if why == "comment":
        return Finding(
            "INT003",
            say(
                "{path} cannot contain comments → this one is ignored, and the build may fail",
                path=comment.path,
            ),
            at,
            Severity.WARNING,
            help=say(
                'put `per-file-ignores = {{ "{path}" = {{ {code} = "the reason" }} }}` into '
                "pyspec-check.toml",
                path=comment.path,
                code=selector or "CODE",
            ),
        )
    if why == "unknown":
        return _unknown(at, selector, hint)
    message = say("unused suppression: {selector} is not reported on this line", selector=selector)
    fix: Fix | None = Fix("remove the comment", Applicability.SAFE, (_removal(project, comment),))
    if len(comment.selectors) > _EDITED:
        fix = None
    elif len(comment.selectors) > 1:
        others = ", ".join(other for other in comment.selectors if other != selector)
        edit = Edit(comment.path, *comment.inner, others)
        fix = Fix(say("remove {selector}", selector=selector), Applicability.SAFE, (edit,))
    return Finding("INT003", message, at, Severity.WARNING, help="remove it", fix=fix)


def _unknown(at: Location, selector: str, hint: bool) -> Finding:
    """A comment that names no rule, or one that there is not."""
    if not selector:
        message = "`ignore` without a code → nothing is ignored"
        help = "write `# pyspec: ignore[CODE] reason`, with the code that the finding has"
        return Finding("INT003", message, at, Severity.WARNING, help=help)
    message = say("`ignore[{selector}]` names no rule → nothing is ignored", selector=selector)
    rules = RULES
    near = closest(selector, [*rules, *(rule.name for rule in rules.values())]) if hint else None
    help = f"did you mean `{near}`?" if near else "`pyspec-check rules` lists them"
    return Finding("INT003", message, at, Severity.WARNING, help=help)


def _removal(project: Project, comment: Suppression) -> Edit:
    """Takes out the comment with the blanks before it; a line of its own goes whole."""
    document = project.documents[comment.path]
    text = document.text if document is not None else ""
    start, end = comment.start, comment.end
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    if start == 0 or text[start - 1] in "\r\n":
        end += 2 if text.startswith("\r\n", end) else end < len(text)
    return Edit(comment.path, start, end, "")
