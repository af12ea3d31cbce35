"""Fixes as the protocol's workspace edits: steps on files first, then edits of texts."""

from __future__ import annotations

from lsprotocol import types

from checker.base.text import Document
from checker.editor.lsp.convert import position
from checker.editor.lsp.uris import uri_of
from checker.editor.session.columns import Columns
from checker.reports.entries import is_encodable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.findings import Edit, FileStep, Fix
    from checker.editor.lsp.convert import Writer
    from checker.editor.session.results import Result

CANNOT = "only saving the file as UTF-8 without a byte-order mark does that"
"""Why there is no edit for a fix that writes a file in another encoding."""
_KINDS = {
    "create": types.ResourceOperationKind.Create,
    "rename": types.ResourceOperationKind.Rename,
    "delete": types.ResourceOperationKind.Delete,
}
_Operation = types.CreateFile | types.RenameFile | types.DeleteFile


class Editor:
    """What one client can apply.

    Args:
        writer: how it counts columns.
        client: what it says that it can do.
    """

    def __init__(self, writer: Writer, client: types.ClientCapabilities) -> None:
        self._writer = writer
        can = client.workspace.workspace_edit if client.workspace else None
        self._ordered = bool(can and can.document_changes)
        self._operations = frozenset(can.resource_operations or ()) if can else frozenset()

    def can(self, fix: Fix) -> bool:
        """Whether the client can do the steps of a fix."""
        verbs = {step.verb for step in fix.steps}
        if not self._ordered:
            return verbs <= {"create"}
        return all(_KINDS.get(verb) in self._operations for verb in verbs)

    def edit(self, result: Result, fix: Fix) -> types.WorkspaceEdit | None:
        """All that a fix does; None where no edit can say it, or the client can't apply it."""
        if not self.can(fix):
            return None
        renamed = {step.to: step.path for step in fix.steps if step.verb == "rename"}
        created = {step.path for step in fix.steps if step.verb == "create"}
        texts: dict[str, list[types.TextEdit]] = {}
        for edit in fix.edits:
            source = renamed.get(edit.path, edit.path)
            made = self._text(result, source, edit, edit.path in created)
            if made is None:
                return None
            texts.setdefault(edit.path, []).append(made)
        if self._ordered:
            steps = [self._operation(result, step) for step in fix.steps]
            documents = [
                types.TextDocumentEdit(self._document(result, path), list(edits))
                for path, edits in texts.items()
            ]
            return types.WorkspaceEdit(document_changes=[*steps, *documents])
        # Text for a file that is not there makes it, where nothing else can.
        uris = {path: result.uri(result.absolute(path)) for path in texts}
        return types.WorkspaceEdit(changes={uris[path]: edits for path, edits in texts.items()})

    def _text(self, result: Result, path: str, edit: Edit, created: bool) -> types.TextEdit | None:
        if not is_encodable(edit.text):
            return None
        absolute = result.absolute(path)
        document = Document(path, b"") if created else result.document(absolute)
        if document is None:
            return None
        held = result.held.get(absolute)
        columns = Columns(document, held, self._writer.units)
        span = types.Range(position(columns.spot(edit.start)), position(columns.spot(edit.end)))
        text = edit.text
        if held is not None and held.form.crlf:  # the editor shows no CR, and puts them back
            text = text.replace("\r\n", "\n")
        return types.TextEdit(span, text)

    @staticmethod
    def _operation(result: Result, step: FileStep) -> _Operation:
        uri = result.uri(result.absolute(step.path))
        if step.verb == "create":
            return types.CreateFile(uri)
        if step.verb == "delete":
            return types.DeleteFile(uri)
        return types.RenameFile(uri, uri_of(result.absolute(step.to)))

    @staticmethod
    def _document(result: Result, path: str) -> types.OptionalVersionedTextDocumentIdentifier:
        """The file with the version that was checked; of one that is not open there is none."""
        held = result.held.get(result.absolute(path))
        return types.OptionalVersionedTextDocumentIdentifier(
            result.uri(result.absolute(path)), None if held is None else held.buffer.version
        )
