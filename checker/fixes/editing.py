"""One fix applied to files in memory: all of it, or nothing with the reason.

Bytes outside of the edits stay as they are: a file is decoded and encoded again only where that
gives back the very same bytes.
"""

from __future__ import annotations

from types import MappingProxyType

from checker.base import regex as re
from checker.base.messages import fill
from checker.base.text import Document
from checker.files.overlay import OverlayTree
from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.base.findings import Edit, FileStep, Fix
    from checker.files.tree import Tree

_MARKS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\x00\x00",
    "utf-32-be": b"\x00\x00\xfe\xff",
}


class RefusedError(Exception):
    """A fix can't be applied; the message says why, in words that end a sentence."""


class Proposal(OverlayTree):
    """A tree with fixes applied; git is taken to hold what they made."""

    def __init__(
        self,
        below: Tree,
        files: Mapping[str, bytes | None] = MappingProxyType({}),
        renamed: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(below, files)
        self.files: Mapping[str, bytes | None] = dict(files)
        """The files that differ: the new bytes, or None for those that are gone."""
        self.renamed: Mapping[str, str] = dict(renamed)
        """New paths of files, each with the old one, which is gone."""

    def tracked(self) -> Mapping[str, str] | None:
        held = self.below.tracked()
        if not held:
            return held
        now = {path: mode for path, mode in held.items() if self.files.get(path, b"") is not None}
        for path, data in self.files.items():
            if data is not None:
                now.setdefault(path, "100644")
        return now


def apply(now: Proposal, fixes: Iterable[Fix]) -> Proposal:
    """A proposal with more fixes applied, which do not touch each other.

    Raises:
        RefusedError: where one of them can't be applied.
    """
    made = dict(now.files)
    renamed = dict(now.renamed)
    edits: dict[str, list[Edit]] = {}
    encoded_anew: dict[str, Document] = {}
    for fix in fixes:
        for step in fix.steps:
            _step(now, made, step)
            if step.verb == "reencode":
                encoded_anew[step.path] = _whole(now, step.path)
            if step.verb == "rename":
                renamed[step.to] = renamed.pop(step.path, step.path)
        moved = {step.path: step.to for step in fix.steps if step.verb == "rename"}
        for edit in fix.edits:
            path = moved.get(edit.path, edit.path)
            edits.setdefault(path, []).append(edit._replace(path=path))
    for path, found in edits.items():
        if path in encoded_anew:  # edits are of the text as it was read
            made[path] = _utf8(edited_text(encoded_anew[path], found))
            continue
        data = made[path] if path in made else _whole(now, path).data
        if data is None:
            raise RefusedError(fill("{path} is gone", path=path))
        made[path] = edited(Document(path, data), found)
    return Proposal(now.below, made, renamed)


def _step(now: Proposal, made: dict[str, bytes | None], step: FileStep) -> None:
    if step.verb == "create":
        _must_be_free(now, step.path)
        made[step.path] = b""
    elif step.verb == "rename":
        _must_be_free(now, step.to)
        made[step.to] = _whole(now, step.path).data
        made[step.path] = None
    elif step.verb == "delete":
        _whole(now, step.path)
        made[step.path] = None
    elif step.verb == "reencode":
        made[step.path] = _utf8(_whole(now, step.path).text)
    else:
        raise RefusedError(fill("there is no step `{verb}`", verb=step.verb))


def _utf8(text: str) -> bytes:
    """A text in UTF-8 without a mark, of which there may have been more than one."""
    return text.lstrip("\ufeff").encode("utf-8", "surrogateescape")


def _must_be_free(now: Proposal, path: str) -> None:
    if now.kind(path) is not Kind.MISSING:
        raise RefusedError(fill("{path} exists already", path=path))
    folder = path.rpartition("/")[0]
    if folder and now.resolve(folder) != folder:
        raise RefusedError(fill("{folder} is no real folder", folder=folder))


def _whole(now: Proposal, path: str) -> Document:
    """A file that can be changed: a real one in real folders, read to its end, that round-trips."""
    if now.resolve(path) != path:
        link = now.kind(path) is Kind.LINK or now.resolve(path) is not None
        raise RefusedError(
            fill("{path} is {value}", path=path, value="a symbolic link" if link else "missing")
        )
    content = now.read(path)
    if content.problem:
        raise RefusedError(f"{path}: {content.problem}")
    document = content.decoded(path)
    if not document.complete:
        raise RefusedError(fill("{path} was not read to its end", path=path))
    if encoded(document, document.text) != document.data:
        raise RefusedError(
            fill(
                "{path} contains bytes that are not {upper}",
                path=path,
                upper=document.encoding.upper(),
            )
        )
    return document


def encoded(document: Document, text: str) -> bytes:
    """A text in a document's encoding, after its byte-order mark."""
    errors = "surrogateescape" if document.encoding == "utf-8" else "strict"
    mark = _MARKS[document.encoding] if document.mark else b""
    try:
        return mark + text.encode(document.encoding, errors)
    except UnicodeEncodeError as error:
        raise RefusedError(
            fill("the new text is not {upper}", upper=document.encoding.upper())
        ) from error


def edited(document: Document, edits: list[Edit]) -> bytes:
    """A document's bytes after edits that do not overlap; new lines end as its own lines do."""
    return encoded(document, edited_text(document, edits))


def edited_text(document: Document, edits: list[Edit]) -> str:
    """A document's text after edits that do not overlap."""
    text = document.text
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not at <= edit.start <= edit.end <= len(text):
            raise RefusedError(fill("an edit of {path} lies outside of it", path=document.path))
        replacement = edit.text
        if "\n" in replacement and "\r" not in text[edit.start : edit.end]:
            replacement = _line_ends_of(text, replacement)
        parts += [text[at : edit.start], replacement]
        at = edit.end
    return "".join([*parts, text[at:]])


def _line_ends_of(text: str, new: str) -> str:
    """New text with CRLF where all lines of the old text end so."""
    crlf = text.count("\r\n")
    if not crlf or crlf != text.count("\n"):
        return new
    return re.sub(r"(?<!\r)\n", "\r\n", new)
