"""Code actions, hover and completion through the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pytest_lsp", reason="the language server's tests need pytest-lsp and pygls")

from lsprotocol import types

from checker.editor.lsp.positions import Lines, Spot
from tests.editor.conftest import Editor, capabilities, editing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.asyncio
FIX_ALL = "source.fixAll.pyspec-check"


async def actions(
    editor: Editor, path: Path, line: int = 0, column: int = 0, only: Sequence[str] | None = None
) -> list[types.CodeAction]:
    """The code actions at a place."""
    place = types.Position(line, column)
    found = await editor.client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(path.as_uri()),
            types.Range(place, place),
            types.CodeActionContext([], only=only),
        )
    )
    made = [each for each in found or () if isinstance(each, types.CodeAction)]
    assert len(made) == len(found or ())
    return made


def applied(edit: types.WorkspaceEdit | None, root: Path) -> None:
    """Do to the files on disk what an editor would do."""
    from checker.editor.lsp.uris import path_of

    assert edit is not None

    def at(uri: str) -> Path:
        path = path_of(uri)
        assert path is not None
        return root / path

    for change in edit.document_changes or ():
        if isinstance(change, types.CreateFile):
            at(change.uri).touch(exist_ok=False)
        elif isinstance(change, types.RenameFile):
            at(change.old_uri).rename(at(change.new_uri))
        elif isinstance(change, types.DeleteFile):
            at(change.uri).unlink()
        else:
            path = at(change.text_document.uri)
            text = path.read_bytes().decode("utf-8")
            lines = Lines(text, "utf-16")
            made = sorted(
                (
                    lines.offset(Spot(each.range.start.line, each.range.start.character)),
                    lines.offset(Spot(each.range.end.line, each.range.end.character)),
                    each.new_text,
                )
                for each in change.edits
                if isinstance(each, types.TextEdit)
            )
            for start, end, new in reversed(made):
                text = text[:start] + new + text[end:]
            path.write_bytes(text.encode("utf-8"))


async def test_a_fix_makes_the_finding_go(root: Path) -> None:
    procfile = root / "Procfile"
    async with editing(root) as editor:
        editor.open(procfile)
        await editor.shows(procfile, ["PROC003"])
        found = await actions(editor, procfile, column=4, only=["quickfix"])
        best = next(each for each in found if each.is_preferred)
        assert best.kind == "quickfix"
        assert [each.code for each in best.diagnostics or ()] == ["PROC003"]
        assert best.edit is not None
        (change,) = best.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.version == 1
        applied(best.edit, root)
        assert procfile.read_text() == "web: gunicorn app:app --log-file -\n"
        editor.change(procfile, procfile.read_text())
        await editor.shows(procfile, [])
        assert await actions(editor, procfile, column=4) == []


async def test_a_missing_file_is_created(root: Path) -> None:
    (root / "runtime.txt").unlink()
    async with editing(root) as editor:
        await editor.shows(root / "requirements.txt", ["RUN001"])
        found = await actions(editor, root / "requirements.txt", column=3, only=["quickfix"])
        create = next(each for each in found if "runtime.txt" in each.title)
        applied(create.edit, root)
        assert (root / "runtime.txt").read_text() == "python-3.6.6\n"
        editor.touched(root / "runtime.txt")
        await editor.shows(root / "requirements.txt", [])


async def test_a_misspelt_file_is_renamed(root: Path) -> None:
    (root / "Procfile").write_text("web: gunicorn app:app --log-file -\n")
    (root / "Procfile").rename(root / "procfile")
    async with editing(root) as editor:
        await editor.until(lambda: bool(editor.codes(root / "procfile")))
        found = await actions(editor, root / "procfile", only=["quickfix"])
        applied(next(each for each in found if each.is_preferred).edit, root)
        assert (root / "Procfile").exists()
        editor.touched(root / "Procfile", root / "procfile")
        await editor.shows(root / "procfile", [])


async def test_all_is_fixed_at_once(root: Path) -> None:
    (root / "runtime.txt").write_text("Python-3.6.6\n")
    client = capabilities()
    assert client.text_document is not None
    resolving = types.ClientCodeActionResolveOptions(["edit"])
    for resolve in (None, resolving):
        client.text_document.code_action = types.CodeActionClientCapabilities(
            resolve_support=resolve
        )
        async with editing(root, client=client) as editor:
            await editor.shows(root / "Procfile", ["PROC003"])
            (action,) = await actions(editor, root / "Procfile", only=["source.fixAll"])
            assert action.kind == FIX_ALL
            assert (action.edit is None) == (resolve is not None)
            if resolve is not None:
                action = await editor.client.code_action_resolve_async(action)
            assert action.edit is not None
    applied(action.edit, root)
    assert (root / "Procfile").read_text() == "web: gunicorn app:app --log-file -\n"
    assert (root / "runtime.txt").read_text() == "python-3.6.6\n"


async def test_all_of_one_file_is_fixed_at_once(root: Path) -> None:
    requirements = root / "requirements.txt"
    text = "Flask==2.0.3\nFlask==2.0.3\ngunicorn==20.1.0\ngunicorn==20.1.0\n"
    async with editing(root) as editor:
        editor.open(requirements, text)
        await editor.shows(requirements, ["REQ006", "REQ006"])
        for _ in range(2):  # the second time it is known
            found = await actions(editor, requirements, line=1, only=["quickfix"])
            (every,) = [
                each for each in found if each.title.startswith("Fix all in requirements.txt")
            ]
        requirements.write_text(text)
        applied(every.edit, root)
        assert requirements.read_text() == "Flask==2.0.3\ngunicorn==20.1.0\n"


async def test_a_simple_client_gets_simple_edits(root: Path) -> None:
    async with editing(root, client=types.ClientCapabilities()) as editor:
        await editor.shows(root / "Procfile", ["PROC003"])
        found = await actions(editor, root / "Procfile", column=4, only=["quickfix"])
        edit = found[0].edit
        assert edit is not None
        assert edit.document_changes is None
        assert list(edit.changes or ()) == [(root / "Procfile").as_uri()]


async def test_a_file_in_another_encoding_is_not_edited_but_said_to_be(root: Path) -> None:
    procfile = root / "Procfile"
    procfile.write_bytes(b"\xef\xbb\xbfweb: gunicorn app:app --log-file -\n")
    client = capabilities()
    assert client.text_document is not None
    client.text_document.code_action = types.CodeActionClientCapabilities(disabled_support=True)
    async with editing(root, client=client) as editor:
        editor.open(procfile)  # without the mark, as editors do
        await editor.shows(procfile, ["PROC007"])
        found = await actions(editor, procfile, only=["quickfix"])
        assert await actions(editor, procfile, only=[FIX_ALL]) == []
        refused = [each.disabled.reason for each in found if each.disabled]
        assert refused == ["only saving the file as UTF-8 without a byte-order mark does that"]
        editor.change(procfile, (0, 0, 0, 3, "web"))
        await editor.shows(procfile, ["PROC007"])  # the editor will write the mark again


async def test_hover_tells_what_is_known(root: Path) -> None:
    async with editing(root) as editor:
        editor.open(root / "runtime.txt")
        document = types.TextDocumentIdentifier((root / "runtime.txt").as_uri())
        answer = await editor.client.text_document_hover_async(
            types.HoverParams(document, types.Position(0, 9))
        )
        assert answer is not None
        assert isinstance(answer.contents, types.MarkupContent)
        assert "3.6.6" in answer.contents.value
        nothing = await editor.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier("untitled:x"), types.Position(0, 0))
        )
        assert nothing is None


async def test_completion_offers_what_the_target_has(root: Path) -> None:
    runtime = root / "runtime.txt"
    async with editing(root) as editor:
        editor.open(runtime)
        editor.change(runtime, "python-3.6")
        answer = await editor.client.text_document_completion_async(
            types.CompletionParams(
                types.TextDocumentIdentifier(runtime.as_uri()), types.Position(0, 10)
            )
        )
        assert isinstance(answer, types.CompletionList)
        first = min(answer.items, key=lambda item: item.sort_text or "")
        assert isinstance(first.text_edit, types.TextEdit)
        assert first.text_edit.new_text.strip() == "python-3.6.6"
