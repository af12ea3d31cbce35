"""Open buffers, and what of them will be in the file once they are saved.

An editor hands over decoded text: it has taken off the byte-order mark, may have turned CRLF into
LF, and may have read bytes that are not UTF-8 in another encoding. It will write back what it took
off. A buffer that shows what is on disk therefore stands for the bytes on disk, and a changed one
for its text in the form in which the file was.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.editor.lsp.positions import Lines, Spot
from checker.fixes.editing import RefusedError, encoded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document

_OTHER_CODECS = ("latin-1", "cp1252", "gb18030", "cp932", "big5")
"""What editors fall back to for bytes that are not UTF-8, the likeliest first."""
_MARK = "\ufeff"


class Change(NamedTuple):
    """One change of a buffer; without places it is the whole new text."""

    text: str
    start: Spot | None = None
    end: Spot | None = None


class Buffer(NamedTuple):
    """One open file at one moment."""

    uri: str
    """As the editor writes it."""
    path: str
    """Absolute."""
    version: int
    text: str
    """Without lone surrogates, which no file can hold."""

    def changed(self, version: int, changes: list[Change], units: str) -> Buffer:
        """The buffer after some changes, one after the other."""
        text = self.text
        for change in changes:
            new = clean(change.text)
            if change.start is None or change.end is None:
                text = new
                continue
            lines = Lines(text, units)
            start = lines.offset(change.start)
            end = max(start, lines.offset(change.end))
            text = text[:start] + new + text[end:]
        return self._replace(version=version, text=text)


def clean(text: str) -> str:
    """A text with U+FFFD for each lone surrogate."""
    if text.isascii():
        return text
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


class Form(NamedTuple):
    """How an editor turns a file into the text that it shows."""

    codec: str = ""
    """Empty: as we read it; else a codec in which bytes that are not UTF-8 are shown."""
    crlf: bool = False
    """Whether each CRLF is shown as LF."""

    def shown(self, text: str) -> str:
        """Text of a document as the editor shows it."""
        if self.codec:
            text = text.encode("utf-8", "surrogateescape").decode(self.codec, "replace")
        return text.replace("\r\n", "\n") if self.crlf else clean(text)


class Held(NamedTuple):
    """A buffer with what it stands for."""

    buffer: Buffer
    form: Form
    data: bytes | None
    """The bytes that the file will have; None: those that it has."""


def held(buffer: Buffer, disk: Document | None, before: Form | None) -> Held:
    """What a buffer stands for.

    Args:
        buffer: what is on the screen.
        disk: the file on disk; None where there is none.
        before: the form in which the buffer was the last time that it showed the file.
    """
    text = buffer.text.removeprefix(_MARK)
    if disk is None:
        return Held(buffer, Form(), buffer.text.encode("utf-8"))
    if text == disk.text and (disk.mark or not buffer.text.startswith(_MARK)):
        return Held(buffer, Form(), None)
    form = _form(text, disk) if disk.complete else None
    if form is not None:
        return Held(buffer, form, None)
    return Held(buffer, before or Form(), _data(buffer.text, disk, before or Form()))


def _form(text: str, disk: Document) -> Form | None:
    """The form in which a text shows a file; None where it shows something else."""
    codecs = [""]
    if disk.encoding == "utf-8" and disk.undecodable is not None:
        codecs = ["utf-8", *_OTHER_CODECS]
    for codec in codecs:
        for crlf in (False, True):
            form = Form(codec, crlf)
            if form.shown(disk.text) == text:
                return form
    # Mixed line ends are evened out by some editors; until something is changed, the file stays.
    if not any(codecs) and _evened(text) == _evened(disk.text):
        return Form()
    return None


def _evened(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _data(text: str, disk: Document, form: Form) -> bytes:
    """A changed text as the editor will write it."""
    if form.crlf and "\r" not in text:
        text = text.replace("\n", "\r\n")
    if form.codec not in ("", "utf-8"):
        try:
            return text.encode(form.codec)
        except UnicodeEncodeError:
            return text.encode("utf-8")
    if text.startswith(_MARK):
        return text.encode("utf-8")
    if disk.encoding == "utf-8" and disk.undecodable is not None:
        return text.encode("utf-8")
    try:
        return encoded(disk, text)
    except RefusedError:
        return text.encode("utf-8")
