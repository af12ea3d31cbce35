"""Our values as the protocol's, and back; the only module that knows the protocol's types."""

from __future__ import annotations

from hashlib import sha256

from lsprotocol import types

from checker.base.findings import Severity
from checker.base.messages import ENGLISH, Language
from checker.base.text import printable
from checker.editor.completion import items as completion
from checker.editor.lsp.positions import Spot
from checker.editor.lsp.uris import uri_of
from checker.editor.session.buffers import Change
from checker.editor.session.columns import Columns
from checker.reports.localising import localised_finding
from checker.reports.naming import message_of
from checker.rules.codes import RULES
from checker.rules.page import page_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from checker.base.findings import Location
    from checker.editor.completion.items import Completion
    from checker.editor.hover.text import HoverText
    from checker.editor.session.results import Note, Result

SOURCE = "pyspec-check"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_KINDS = {
    completion.VERSION: types.CompletionItemKind.Value,
    completion.PROCESS: types.CompletionItemKind.Keyword,
    completion.APPLICATION: types.CompletionItemKind.Module,
    completion.OPTION: types.CompletionItemKind.Property,
    completion.VARIABLE: types.CompletionItemKind.Variable,
    completion.DISTRIBUTION: types.CompletionItemKind.Module,
}
_UNNECESSARY = frozenset({"REQ006", "PROC011", "RUN007", "INT003"})
"""Rules on what could as well not be there: an editor may fade it."""


def position(spot: Spot) -> types.Position:
    """A place as the protocol has it."""
    return types.Position(spot.line, spot.column)


def spot(place: types.Position) -> Spot:
    """The protocol's place as ours."""
    return Spot(place.line, place.character)


def changes(events: Sequence[types.TextDocumentContentChangeEvent]) -> list[Change]:
    """The changes that a notification tells."""
    found: list[Change] = []
    for event in events:
        if isinstance(event, types.TextDocumentContentChangePartial):
            found.append(Change(event.text, spot(event.range.start), spot(event.range.end)))
        else:
            found.append(Change(event.text))
    return found


class Writer:
    """Writes findings as one client wants them.

    Args:
        units: the code units in which it counts columns.
        client: what it can do.
        language: what its user reads.
    """

    def __init__(
        self, units: str, client: types.ClientCapabilities, language: Language = ENGLISH
    ) -> None:
        self.units = units
        self.language = language
        document = client.text_document
        push = document.publish_diagnostics if document else None
        pull = document.diagnostic if document else None
        self._related = any(can and can.related_information for can in (push, pull))
        action = document.code_action if document else None
        later = action.resolve_support if action else None
        self.resolves = later is not None and "edit" in later.properties
        """Whether it asks for a code action's edit when it needs it."""
        self.shows_disabled = bool(action and action.disabled_support)
        """Whether it shows why something cannot be done."""
        hover = document.hover if document else None
        self._hover = _best(hover.content_format if hover else [types.MarkupKind.Markdown])
        item = document.completion.completion_item if document and document.completion else None
        formats = item.documentation_format if item else None
        self._documentation = _best(formats) if formats else None
        tags = next((can.tag_support for can in (push, pull) if can and can.tag_support), None)
        self._tags = frozenset(tags.value_set) if tags else frozenset()

    def diagnostics(self, notes: Iterable[tuple[Result, Note]]) -> list[types.Diagnostic]:
        """The findings of one file."""
        return [self.diagnostic(result, note) for result, note in notes]

    def diagnostic(self, result: Result, note: Note) -> types.Diagnostic:
        """A finding, where it is shown."""
        finding = localised_finding(note.finding, self.language)
        rule = RULES.get(finding.code)
        report = result.report
        said_here = message_of(report, finding, self.language) if report else finding.message
        words = printable(said_here)
        if finding.help:
            words += self.language.say("; ") + printable(
                finding.help
            )  # one sentence: editors show one line
        related = [
            types.DiagnosticRelatedInformation(
                self.location(result, at), printable(said) or at.path
            )
            for at, said in finding.related
        ]
        if not self._related:
            for (at, said), place in zip(finding.related, related, strict=True):
                line = place.location.range.start.line + 1
                see = self.language.say("see")
                words += f"\n{see} {printable(at.path)}:{line} {printable(said)}".rstrip()
        tags = [types.DiagnosticTag.Unnecessary] if finding.code in _UNNECESSARY else []
        return types.Diagnostic(
            range=self.marked(result, note),
            message=words,
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(page_url(rule.code)) if rule else None,
            source=SOURCE,
            tags=[tag for tag in tags if tag in self._tags] or None,
            related_information=related if related and self._related else None,
            data={"fingerprint": note.fingerprint, "root": uri_of(result.root)},
        )

    def marked(self, result: Result, note: Note) -> types.Range:
        """What a client underlines: of a place between two characters, the one that follows."""
        start, end = note.start, note.end
        document = result.document(note.path)
        if start == end and document is not None:
            first, last = document.line_span(document.line_column(start)[0])
            if start < last:
                end += 1
            elif first < start:
                start -= 1
        return self.range(result, note.path, start, end)

    def hover(self, result: Result, path: str, found: HoverText) -> types.Hover:
        """What is shown of a place in a file at an absolute path."""
        return types.Hover(
            types.MarkupContent(self._hover, found.markdown),
            self.range(result, path, found.start, found.end),
        )

    def completion(self, result: Result, path: str, item: Completion) -> types.CompletionItem:
        """Something to type, in a file at an absolute path."""
        return types.CompletionItem(
            item.label,
            kind=_KINDS.get(item.kind, types.CompletionItemKind.Text),
            detail=self.language.of(item.detail) or None,
            documentation=self._documented(self.language.of(item.documentation)),
            sort_text=f"{item.order:06}{item.label}",
            filter_text=item.filter or None,
            preselect=item.preselect or None,
            text_edit=types.TextEdit(self.range(result, path, item.start, item.end), item.text),
        )

    def _documented(self, markdown: str) -> types.MarkupContent | str | None:
        if not markdown:
            return None
        kind = self._documentation
        return markdown if kind is None else types.MarkupContent(kind, markdown)

    def columns(self, result: Result, path: str) -> Columns | None:
        """The file at an absolute path as the client shows it; None where there is none."""
        document = result.document(path)
        return None if document is None else Columns(document, result.held.get(path), self.units)

    def range(self, result: Result, path: str, start: int, end: int) -> types.Range:
        """Offsets of a file's document as the protocol's range."""
        columns = self.columns(result, path)
        if columns is None:
            return types.Range(types.Position(0, 0), types.Position(0, 0))
        return types.Range(position(columns.spot(start)), position(columns.spot(end)))

    def location(self, result: Result, at: Location) -> types.Location:
        """A place of a root as the protocol's location."""
        path = result.absolute(at.path)
        return types.Location(result.uri(path), self.range(result, path, at.start, at.end))


def _best(kinds: Sequence[types.MarkupKind] | None) -> types.MarkupKind:
    """Markdown for a client that shows it."""
    markdown = types.MarkupKind.Markdown
    return markdown if kinds and markdown in kinds else types.MarkupKind.PlainText


def result_id(version: int | None, items: list[types.Diagnostic]) -> str:
    """A name for what is shown of one version of a file: equal ones are the same."""
    return sha256(repr((version, items)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def plain(value: Any) -> Any:
    """Settings as dictionaries and lists, whatever the protocol's library has made of them."""
    if hasattr(value, "_asdict"):
        return {name: plain(inner) for name, inner in value._asdict().items()}
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value
