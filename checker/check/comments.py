"""`# pyspec: ignore[CODE] reason`: a finding that its author has looked at and wants to keep.

`pyspec-check:` says the same. It counts on the lines of the finding's own place, in files that may
have comments. In a Procfile it counts behind a command, where the builder or the shell takes it for
a comment; in runtime.txt there are none: there the configuration is the way.
"""

from __future__ import annotations

from itertools import islice

from checker.base import regex as re
from checker.base.caching import lru_cache
from checker.base.findings import Applicability, Edit, Finding, Fix, Location, Severity
from checker.base.messages import fill, say
from checker.base.records import NamedTuple
from checker.base.spelling import closest
from checker.check.near_comments import near_misses
from checker.parsers.comments import comments_of
from checker.parsers.procfile import LineKind, shell_marks
from checker.rules.codes import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.rules.codes import Rule

MARK = "pyspec: ignore"
"""What such a comment says before its brackets."""
_OWN = "INT"
_COMMENTS = 5_000
"""Comments of one file that count, at the most; no file that is kept by hand has as many."""
_TOLD = 1_000
"""Useless words that are reported, at most."""
_IDLE = 20
"""Words of one comment that cannot count and are reported, at most."""
_HINTS = 100
"""Useless words for which the nearest name is looked for."""
_EDITED = 100
"""Words of a comment out of which one can be taken, at the most."""
_Word = tuple[int, str]
"""The number of a comment, and one of its words."""
_WITHOUT_COMMENTS = ("runtime.txt", ".python-version")


class Suppression(NamedTuple):
    """One comment."""

    path: str
    first: int
    """1-based line where the line before it begins: a continued line is one."""
    line: int
    """1-based, its own."""
    start: int
    """Offset of its `#` in code points."""
    end: int
    inner: tuple[int, int] = (0, 0)
    """The text between its brackets; empty if it has none."""
    selectors: tuple[str, ...] = ()


def suppressions_of(document: Document) -> list[Suppression]:
    """The comments of one file that suppress, or are meant to, in their order."""
    pattern = re.compile(
        r"(?<!\S)#[ \t]*pyspec(?:-check)?:[ \t]*ignore(?:[ \t]*\[([^\]\r\n]*)\]|(?![\w-]))"
        r"[^\r\n]*"
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
    project: Project, documents: list[Document], found: list[Finding], ran: Iterable[Rule]
) -> tuple[list[Finding], int]:
    """The findings that stay, with one for each useless comment, and how many were taken out.

    Args:
        project: what the findings are of.
        documents: its files that may hold such comments.
        found: the findings.
        ran: the rules that ran: of others, no comment is useless.
    """
    comments = [comment for document in documents for comment in suppressions_of(document)]
    lines: dict[tuple[str, int], dict[str, list[_Word]]] = {}
    useless: dict[_Word, str] = {}
    active = {rule.code for rule in ran}
    for number, comment in enumerate(comments):
        counts = _counts(project, comment)
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
    read = {(comment.path, comment.line) for comment in comments}
    for document in documents:
        if document.path.rpartition("/")[2] not in _WITHOUT_COMMENTS:
            kept += islice(_misspelt(document, read), _HINTS)
    return kept, taken


def _counts(project: Project, comment: Suppression) -> bool:
    """Whether it is a comment to the platform, which is what the rest of the file is for."""
    name = comment.path.rpartition("/")[2]
    if name != "Procfile" or project.procfile is None:
        return name not in _WITHOUT_COMMENTS
    if comment.line > len(project.procfile.lines):
        return False
    line = project.procfile.lines[comment.line - 1]
    if line.kind is LineKind.COMMENT:
        return True  # nothing is reported there, but it does no harm
    marks = shell_marks(project.procfile.document.text, line.command_span)
    return (
        line.kind is LineKind.PROCESS
        and marks.comment is not None
        and (marks.comment <= comment.start)
    )


def _misspelt(document: Document, read: set[tuple[str, int]]) -> Iterator[Finding]:
    """The comments of a document that were meant to suppress something, and are not read so."""
    for comment in comments_of(document):
        line = document.line_column(comment.start)[0]
        if (document.path, line) in read:
            continue
        for near in near_misses(document.text, comment.start, comment.end):
            written = f"# {MARK}[{', '.join(near.codes) or 'CODE'}]"
            edit = Edit(document.path, near.start, near.end, written)
            fix = Fix(say("write `{written}`", written=written), Applicability.UNSAFE, (edit,))
            yield Finding(
                "INT003",
                say(
                    "`{found}` is not read as a suppression → nothing is ignored",
                    found=document.text[near.start : near.end],
                ),
                Location(document.path, near.start, near.end),
                Severity.WARNING,
                help=say("did you mean `{written}`?", written=written),
                fix=fix if near.own and near.codes else None,
            )


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
    if why == "comment" and comment.path.rpartition("/")[2] == "Procfile":
        return Finding(
            "INT003",
            "this is part of the command, not a comment → nothing is ignored",
            at,
            Severity.WARNING,
            help="write it at the end of the line, outside of quotes",
        )
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
        named = project.documents[comment.path]
        written = named.text[comment.start : comment.end] if named is not None else ""
        return _unknown(at, selector, written, hint)
    message = say("unused suppression: {selector} is not reported on this line", selector=selector)
    fix: Fix | None = Fix("remove the comment", Applicability.SAFE, (_removal(project, comment),))
    if len(comment.selectors) > _EDITED:
        fix = None
    elif len(comment.selectors) > 1:
        others = ", ".join(other for other in comment.selectors if other != selector)
        edit = Edit(comment.path, *comment.inner, others)
        fix = Fix(say("remove {selector}", selector=selector), Applicability.SAFE, (edit,))
    return Finding("INT003", message, at, Severity.WARNING, help="remove it", fix=fix)


def _unknown(at: Location, selector: str, written: str, hint: bool) -> Finding:
    """A comment that names no rule, or one that there is not."""
    if not selector:
        message = "`ignore` without a code → nothing is ignored"
        help = "write `# pyspec: ignore[CODE] reason`, with the code that the finding has"
        named = re.findall(r"\b[A-Z]{2,5}[0-9]{3}\b", written[:500])
        if any(word in RULES for word in named):
            help = say("did you mean `# pyspec: ignore[{codes}]`?", codes=", ".join(named))
        return Finding("INT003", message, at, Severity.WARNING, help=help)
    message = say("`ignore[{selector}]` names no rule → nothing is ignored", selector=selector)
    rules = RULES
    near = closest(selector, [*rules, *(rule.name for rule in rules.values())]) if hint else None
    help = fill("did you mean `{near}`?", near=near) if near else "`pyspec-check rules` lists them"
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
