"""Findings and fixes as the protocol's values, for clients that can do more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("lsprotocol", reason="the language server needs pygls")

from lsprotocol import types

from checker.base.findings import Applicability, Edit, FileStep, Fix
from checker.editor.actions.workspace_edits import Editor
from checker.editor.lsp.convert import Writer, plain, result_id
from checker.editor.session.buffers import Buffer
from checker.editor.session.options import Options
from checker.editor.session.results import Job, Result
from checker.editor.session.root import Root
from tests.editor.conftest import capabilities

if TYPE_CHECKING:
    from pathlib import Path


def checked(root: Path, **buffers: str) -> Result:
    """A root with some open buffers, by file name without its ending."""
    names = {"Procfile": "Procfile", "requirements": "requirements.txt", "runtime": "runtime.txt"}
    opened = tuple(
        Buffer((root / names[stem]).as_uri(), str(root / names[stem]), 3, text)
        for stem, text in buffers.items()
    )
    return Root(str(root)).check(Job(1, opened, Options(), fresh=True))


def diagnostics(
    result: Result, path: Path, client: types.ClientCapabilities, units: str = "utf-16"
) -> list[types.Diagnostic]:
    writer = Writer(units, client)
    return writer.diagnostics((result, note) for note in result.notes[str(path)])


def test_other_places_are_told_as_the_client_can_show_them(root: Path) -> None:
    path = root / "requirements.txt"
    result = checked(root, requirements="Flask==2.0.3\ngunicorn==20.1.0\nFlask==2.0.3\n")
    (found,) = diagnostics(result, path, capabilities())
    assert found.code == "REQ006"
    (related,) = found.related_information or ()
    assert related.location.uri == path.as_uri()
    assert related.location.range.start == types.Position(0, 0)
    assert list(found.tags or ()) == [types.DiagnosticTag.Unnecessary]
    assert isinstance(found.data, dict)
    assert found.data["fingerprint"]
    (plain_one,) = diagnostics(result, path, types.ClientCapabilities())
    assert plain_one.related_information is None
    assert plain_one.tags is None
    assert "see requirements.txt:1 " in plain_one.message


@pytest.mark.parametrize(("units", "end"), [("utf-8", 16), ("utf-16", 14), ("utf-32", 13)])
def test_columns_are_counted_in_the_units_of_the_client(root: Path, units: str, end: int) -> None:
    result = checked(root, Procfile="web: echo 😀 &\n")
    found = diagnostics(result, root / "Procfile", capabilities(), units)
    marked = [each for each in found if each.code in ("CMD008", "PROC004")]
    assert marked
    assert marked[0].range.end.character == end


def test_a_place_between_characters_is_one_of_them(root: Path) -> None:
    for text, columns in (("web:gunicorn app:app\n", (4, 5)), ("web:\n", (0, 4))):
        found = diagnostics(checked(root, Procfile=text), root / "Procfile", capabilities())
        shown = [(each.range.start.character, each.range.end.character) for each in found]
        assert all(start < end for start, end in shown)
        assert columns in shown


def test_steps_come_before_edits_and_edits_name_the_version(root: Path) -> None:
    result = checked(root, Procfile="web:gunicorn app:app\n")
    fix = Fix(
        "x",
        Applicability.SAFE,
        (Edit("Procfile", 4, 4, " "), Edit("new", 0, 0, "a\n"), Edit("other.txt", 0, 6, "Python")),
        (FileStep("create", "new"), FileStep("rename", "runtime.txt", "other.txt")),
    )
    client = capabilities()
    edit = Editor(Writer("utf-16", client), client).edit(result, fix)
    assert edit is not None
    create, rename, first, second, third = edit.document_changes or ()
    assert isinstance(create, types.CreateFile)
    assert create.uri == (root / "new").as_uri()
    assert isinstance(rename, types.RenameFile)
    assert (rename.old_uri, rename.new_uri) == (
        (root / "runtime.txt").as_uri(),
        (root / "other.txt").as_uri(),
    )
    documents = [
        each for each in (first, second, third) if isinstance(each, types.TextDocumentEdit)
    ]
    names = [each.text_document.uri.rpartition("/")[2] for each in documents]
    assert names == ["Procfile", "new", "other.txt"]
    assert [each.text_document.version for each in documents] == [3, None, None]
    assert documents[2].edits[0].range.end == types.Position(0, 6)


def test_what_a_client_cannot_do_is_not_offered(root: Path) -> None:
    result = checked(root)
    nothing = types.ClientCapabilities()
    editor = Editor(Writer("utf-16", nothing), nothing)
    create = Fix(
        "x",
        Applicability.SAFE,
        (Edit("new", 0, 0, "a\n"),),
        (FileStep("create", "new"),),
    )
    made = editor.edit(result, create)
    assert made is not None
    assert list(made.changes or ()) == [(root / "new").as_uri()]
    for step in (FileStep("rename", "Procfile", "x"), FileStep("reencode", "Procfile", "utf-8")):
        assert editor.edit(result, create._replace(steps=(step,))) is None
    client = capabilities()
    able = Editor(Writer("utf-16", client), client)
    reencode = FileStep("reencode", "Procfile", "utf-8")
    assert able.edit(result, create._replace(steps=(reencode,))) is None
    lone = create._replace(edits=(Edit("Procfile", 0, 0, "\udc80"),), steps=())
    assert able.edit(result, lone) is None


def test_an_editor_that_hides_cr_gets_none(root: Path) -> None:
    (root / "Procfile").write_bytes(b"web: gunicorn app:app\r\nworker: x\r\n")
    fix = Fix("x", Applicability.SAFE, (Edit("Procfile", 21, 21, " y\r\nz: 1"),))
    client = capabilities()
    editor = Editor(Writer("utf-16", client), client)
    for text, new in (
        ("web: gunicorn app:app\nworker: x\n", " y\nz: 1"),
        ("web: gunicorn app:app\r\nworker: x\r\n", " y\r\nz: 1"),
    ):
        edit = editor.edit(checked(root, Procfile=text), fix)
        assert edit is not None
        (document,) = edit.document_changes or ()
        assert isinstance(document, types.TextDocumentEdit)
        assert isinstance(document.edits[0], types.TextEdit)
        assert document.edits[0].new_text == new


def test_an_answer_has_another_name_for_another_version() -> None:
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    items = [types.Diagnostic(nowhere, "x")]
    assert result_id(1, items) == result_id(1, [types.Diagnostic(nowhere, "x")])
    assert (
        len({result_id(1, items), result_id(2, items), result_id(None, []), result_id(1, [])}) == 4
    )


def test_settings_may_come_as_objects() -> None:
    from collections import namedtuple

    inner = namedtuple("inner", ["target"])("x")  # noqa: PYI024 - as the library makes them
    assert plain({"a": [inner, None], "b": True}) == {"a": [{"target": "x"}, None], "b": True}
