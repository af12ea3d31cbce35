"""Diagnostics for a client that asks for them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pytest_lsp", reason="the language server's tests need pytest-lsp and pygls")

from lsprotocol import types

from tests.editor.conftest import Editor, capabilities, editing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.asyncio


async def asked(editor: Editor, path: Path, before: str | None = None) -> tuple[list[str], str]:
    """The codes of a file, or `unchanged`, and the name of the answer."""
    answer = await editor.client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(
            types.TextDocumentIdentifier(path.as_uri()), previous_result_id=before
        )
    )
    assert answer.result_id is not None
    if isinstance(answer, types.RelatedUnchangedDocumentDiagnosticReport):
        return ["unchanged"], answer.result_id
    return [str(each.code) for each in answer.items], answer.result_id


async def test_a_file_is_asked_for(root: Path) -> None:
    procfile = root / "Procfile"
    async with editing(root, client=capabilities(pull=True)) as editor:
        editor.open(procfile)
        codes, first = await asked(editor, procfile)
        assert codes == ["PROC003"]
        assert await asked(editor, procfile, first) == (["unchanged"], first)
        editor.change(procfile, (0, 4, 0, 4, " "))
        codes, second = await asked(editor, procfile, first)  # waits for the check
        assert codes == []
        assert second != first
        assert editor.published == []  # nobody is told twice


async def test_other_files_are_asked_for_again(root: Path) -> None:
    (root / "Procfile").write_text("web: gunicorn app:app --log-file -\n")
    requirements = root / "requirements.txt"
    async with editing(root, client=capabilities(pull=True)) as editor:
        editor.open(root / "Procfile")
        editor.open(requirements)
        assert (await asked(editor, root / "Procfile"))[0] == []
        await asked(editor, requirements)
        assert editor.client.diagnostic_refresh_count == 0
        editor.change(requirements, "Flask==2.0.3\n")
        await editor.until(lambda: editor.client.diagnostic_refresh_count == 1)
        assert (await asked(editor, root / "Procfile"))[0] == ["CMD001"]


async def test_the_workspace_is_asked_for(root: Path) -> None:
    procfile = root / "Procfile"
    client = capabilities(pull=True)
    async with editing(root, client=client) as editor:

        async def ask(before: dict[str, str]) -> dict[str, tuple[list[str], str]]:
            known = [types.PreviousResultId(uri, name) for uri, name in before.items()]
            answer = await editor.client.workspace_diagnostic_async(
                types.WorkspaceDiagnosticParams(known)
            )
            found: dict[str, tuple[list[str], str]] = {}
            for each in answer.items:
                codes = ["unchanged"]
                if isinstance(each, types.WorkspaceFullDocumentDiagnosticReport):
                    codes = [str(item.code) for item in each.items]
                found[each.uri] = (codes, each.result_id or "")
            return found

        first = await ask({})
        assert {uri: codes for uri, (codes, _) in first.items()} == {procfile.as_uri(): ["PROC003"]}
        names = {uri: name for uri, (_, name) in first.items()}
        waiting = asyncio.ensure_future(ask(names))
        await asyncio.sleep(0.2)
        assert not waiting.done()  # nothing is new
        procfile.write_text("web: gunicorn app:app --log-file -\n")
        editor.touched(procfile)
        second = await waiting
        assert second[procfile.as_uri()][0] == []


async def test_a_client_that_cannot_be_told_to_ask_again_is_told(root: Path) -> None:
    client = capabilities(pull=True)
    assert client.workspace is not None
    client.workspace.diagnostics = None
    async with editing(root, client=client) as editor:
        await editor.shows(root / "Procfile", ["PROC003"])
