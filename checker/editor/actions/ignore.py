"""Ways to keep a finding: a comment on its line, or the configuration."""

from __future__ import annotations

import tokenize
from functools import lru_cache
from io import StringIO

import yaml

from checker.base.findings import Edit, FileStep
from checker.base.globs import matches_below
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.base.text import Document, printable
from checker.base.toml import parse_toml
from checker.check.comments import MARK, suppressions_of
from checker.config.locate import OWN_FILE, SHARED_FILE
from checker.editor.actions.toml_edits import with_word
from checker.parsers.requirements import read_requirements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.base.findings import Finding
    from checker.base.toml import Path
    from checker.check.report import Report
    from checker.config.values import Config
    from checker.project.project import Project

_TABLE: Path = ("tool", "pyspec-check")
_LONGEST = 20_000
"""Code points of a file in which a comment is offered at the most: it is read again each time."""
_LONGEST_CONFIGURATION = 100_000
"""Code points of a configuration that is edited here."""
_COMMENTS = 20
"""Findings for which a comment is offered at the most: a selection may hold a whole file."""


class Ignoring(NamedTuple):
    """One way to keep a finding."""

    title: str
    edits: tuple[Edit, ...]
    steps: tuple[FileStep, ...] = ()
    line: bool = False
    """Whether it is for this one finding: a comment on its line."""


def ways_to_ignore(
    report: Report, findings: Iterable[Finding], config: Config | None
) -> Iterator[tuple[Finding, Ignoring]]:
    """The ways for some findings; none for what the tool says of itself.

    Args:
        report: what the findings are of.
        findings: the findings.
        config: the configuration that was read; None where that is not known. One that lies above
            the root cannot be edited here.
    """
    chosen = [finding for finding in findings if not finding.code.startswith("INT")]
    for finding in chosen[:_COMMENTS]:
        comment = _comment(report.project, finding)
        if comment is not None:
            yield (
                finding,
                Ignoring(
                    fill("Ignore {code} on this line", code=finding.code), (comment,), line=True
                ),
            )
    if config is not None and (config.base or config.path.startswith("../")):
        return
    first = {(finding.code, finding.at.path): finding for finding in reversed(chosen)}
    for (code, path), finding in reversed(first.items()):
        for made in _configurations(report.project, code, path):
            yield finding, made


def _configurations(project: Project, code: str, path: str) -> Iterator[Ignoring]:
    """The edits of the configuration for a code: for the file that it is found in, and for all."""
    plain = path.isprintable() and matches_below(path, path)
    if plain and project.document(path) is not None:
        made = _configured(project, ("per-file-ignores", path), code)
        if made is not None:
            name = printable(path.rpartition("/")[2], 40)
            yield made._replace(
                title=fill(
                    "Ignore {code} in {name} ({file})", code=code, name=name, file=made.title
                )
            )
    made = _configured(project, ("ignore",), code)
    if made is not None:
        yield made._replace(
            title=fill("Ignore {code} everywhere ({file})", code=code, file=made.title)
        )


def _configured(project: Project, keys: Path, code: str) -> Ignoring | None:
    """The edit of the root's configuration; its file's name stands as the title."""
    for path, table in ((OWN_FILE, ()), (SHARED_FILE, _TABLE)):
        content = project.tree.read(path)
        if content.problem == "missing":
            continue
        document = content.decoded(path)
        if len(document.text) > _LONGEST_CONFIGURATION:
            return None
        if content.problem or not document.complete or document.undecodable is not None:
            return None
        if document.encoding != "utf-8" or document.mark:
            return None
        changes = with_word(document.text, table, keys, code)
        if changes is None:
            return None
        return Ignoring(path, tuple(Edit(path, *change) for change in changes))
    changes = with_word("", (), keys, code)
    if changes is None:
        return None
    edits = tuple(Edit(OWN_FILE, *change) for change in changes)
    return Ignoring(OWN_FILE, edits, (FileStep("create", OWN_FILE),))


def _comment(project: Project, finding: Finding) -> Edit | None:
    """A comment on the finding's last line, where one can stand there and changes nothing else."""
    path = finding.at.path
    document = project.documents.get(path)  # a comment counts in what the check has read
    if document is None or not document.complete or document.undecodable is not None:
        return None
    if document.encoding != "utf-8" or len(document.text) > _LONGEST:
        return None
    reads_same = _reader(project, path)
    if reads_same is None:
        return None
    at = finding.at.end - 1 if finding.at.end > finding.at.start else finding.at.end
    number = document.line_column(at)[0]
    start, end = document.line_span(number)
    if not document.text[start:end].strip():
        return None
    edit = _into_comment(document, number, finding.code)
    if edit is None:
        last = start + len(document.text[start:end].rstrip())
        edit = Edit(path, last, end, f"  # {MARK}[{finding.code}]")
    text = document.text[: edit.start] + edit.text + document.text[edit.end :]
    after = Document(path, text.encode("utf-8"))
    held = [comment for comment in suppressions_of(after) if comment.line == number]
    if len(held) != 1 or finding.code not in held[0].selectors:
        return None
    return edit if reads_same(document, after) else None


def _into_comment(document: Document, number: int, code: str) -> Edit | None:
    """One more code in the brackets of a comment that is there."""
    for comment in suppressions_of(document):
        if comment.line == number:
            inside, end = comment.inner
            if not end:  # `# pyspec: ignore` without brackets
                at = document.text.index("ignore", comment.start) + len("ignore")
                return Edit(document.path, at, at, f"[{code}]")
            at = inside + len(document.text[inside:end].rstrip())
            return Edit(document.path, at, at, f", {code}" if comment.selectors else code)
    return None


def _reader(project: Project, path: str) -> Callable[[Document, Document], bool] | None:
    """What tells whether a file says the same with a comment more; None: no comments there."""
    name = path.rpartition("/")[2]
    requirements = project.requirements
    if requirements is not None and any(file.path == path for file in requirements.files):
        return _same_requirements
    if name.endswith(".py"):
        return _same_python
    if name == "rainbondfile":
        return _same_yaml
    if name.endswith(".toml") or name == "Pipfile":
        return _same_toml
    return None


def _same_requirements(before: Document, after: Document) -> bool:
    return _entries(before.path, before.text) == _entries(after.path, after.text)


@lru_cache(maxsize=8)
def _entries(path: str, text: str) -> list[tuple[int, str]]:
    """What pip reads of each line, without following includes."""
    document = Document(path, text.encode("utf-8"))
    found = read_requirements(path, {path: document}.get)
    return [(entry.line, entry.text) for entry in found.entries] if found else []


def _same_python(before: Document, after: Document) -> bool:
    """Whether only a comment was added, as Python's own tokenizer sees it."""
    tokens = _tokens(before.text)
    return tokens is not None and tokens == _tokens(after.text)


@lru_cache(maxsize=8)
def _tokens(text: str) -> list[tuple[int, str]] | None:
    ignored = (tokenize.COMMENT, tokenize.NL)
    try:
        return [
            (token.type, token.string)
            for token in tokenize.generate_tokens(StringIO(text).readline)
            if token.type not in ignored
        ]
    except (tokenize.TokenError, SyntaxError, ValueError):
        return None


def _same_yaml(before: Document, after: Document) -> bool:
    try:
        return bool(yaml.safe_load(before.text) == yaml.safe_load(after.text))
    except (yaml.YAMLError, ValueError, RecursionError):
        return False


def _same_toml(before: Document, after: Document) -> bool:
    try:
        return parse_toml(before.text) == parse_toml(after.text)
    except (ValueError, RecursionError):
        return False
