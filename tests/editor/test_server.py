"""The server end to end: a client on the other side of real pipes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pytest_lsp", reason="the language server's tests need pytest-lsp and pygls")

from lsprotocol import types

from tests.editor.conftest import capabilities, editing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.asyncio


async def test_what_is_found_is_shown_where_it_is(root: Path) -> None:
    async with editing(root) as editor:
        editor.open(root / "Procfile")
        shown = await editor.shows(root / "Procfile", ["PROC003"])
        (found,) = shown.diagnostics
        assert found.range == types.Range(types.Position(0, 4), types.Position(0, 5))
        assert found.severity is types.DiagnosticSeverity.Error
        assert found.source == "pyspec-check"
        assert found.code_description is not None
        assert found.code_description.href.endswith("#proc003")
        assert found.message.endswith("; write `web: gunicorn app:app --log-file -`")
        assert shown.version == 1


async def test_a_change_is_checked_as_it_is_typed(root: Path) -> None:
    procfile = root / "Procfile"
    async with editing(root) as editor:
        editor.open(procfile)
        await editor.shows(procfile, ["PROC003"])
        editor.change(procfile, (0, 4, 0, 4, " "))
        await editor.shows(procfile, [])
        editor.change(procfile, "web: uwsgi --http :5000\n")
        await editor.shows(procfile, ["CMD001"])


async def test_an_edit_of_one_file_refreshes_another(root: Path) -> None:
    (root / "Procfile").write_text("web: gunicorn app:app --log-file -\n")
    requirements = root / "requirements.txt"
    async with editing(root) as editor:
        editor.open(root / "Procfile")
        editor.open(requirements)
        await editor.shows(root / "Procfile", [])
        editor.change(requirements, (1, 0, 2, 0, ""))
        await editor.shows(root / "Procfile", ["CMD001"])
        editor.change(requirements, (1, 0, 1, 0, "gunicorn==20.1.0\n"))
        await editor.shows(root / "Procfile", [])


async def test_closing_brings_the_file_on_disk_back(root: Path) -> None:
    procfile = root / "Procfile"
    async with editing(root) as editor:
        editor.open(procfile, "web: gunicorn app:app --log-file -\n")
        await editor.shows(procfile, [])
        editor.close(procfile)
        shown = await editor.shows(procfile, ["PROC003"])
        assert shown.version is None


async def test_what_others_write_is_seen(root: Path) -> None:
    procfile = root / "Procfile"
    async with editing(root) as editor:
        await editor.shows(procfile, ["PROC003"])
        procfile.write_text("web: gunicorn app:app --log-file -\n")
        editor.touched(procfile)
        await editor.shows(procfile, [])
        procfile.unlink()
        editor.touched(procfile)
        await editor.shows(root / "requirements.txt", ["PROC001"])
        procfile.write_text("web:gunicorn app:app --log-file -\n")
        editor.touched(procfile)
        await editor.shows(procfile, ["PROC003"])
        await editor.shows(root / "requirements.txt", [])


async def test_what_nobody_tells_is_seen_a_little_later(root: Path) -> None:
    async with editing(root) as editor:
        await editor.shows(root / "Procfile", ["PROC003"])
        (root / "Procfile").write_text("web: gunicorn app:app --log-file -\n")
        await editor.shows(root / "Procfile", [])


async def test_a_missing_file_is_shown_on_the_one_that_needs_it(root: Path) -> None:
    (root / "runtime.txt").unlink()
    async with editing(root) as editor:
        shown = await editor.shows(root / "requirements.txt", ["RUN001"])
        assert shown.diagnostics[0].range.start == types.Position(0, 0)
        new = root / "runtime.txt"
        editor.open(new, "python-3.6.6\n")  # not saved yet
        await editor.shows(root / "requirements.txt", [])


async def test_a_wrong_configuration_is_shown_and_the_server_lives_on(root: Path) -> None:
    config = root / "pyspec-check.toml"
    config.write_text('ignore = ["PROC003"]\n')
    async with editing(root) as editor:
        editor.open(config)
        editor.open(root / "Procfile")
        await editor.shows(root / "Procfile", [])
        editor.change(config, 'ignor = ["PROC003"]\n')
        shown = await editor.shows(config, ["configuration"])
        (found,) = shown.diagnostics
        assert found.range == types.Range(types.Position(0, 0), types.Position(0, 5))
        assert "did you mean `ignore`?" in found.message
        assert editor.codes(root / "Procfile") == []  # the last right one holds
        editor.change(config, "ignore = [\n")
        await editor.shows(config, ["configuration"])
        editor.change(config, 'ignore = ["RUN"]\n')
        await editor.shows(config, [])
        await editor.shows(root / "Procfile", ["PROC003"])


async def test_a_configuration_above_the_root_counts(root: Path) -> None:
    inner = root / "service"
    inner.mkdir()
    for name in ("requirements.txt", "Procfile", "runtime.txt", "app.py"):
        (root / name).rename(inner / name)
    config = root / "pyproject.toml"
    config.write_text('[tool.pyspec-check]\nignore = ["PROC003"]\n')
    async with editing(inner) as editor:
        editor.open(inner / "Procfile")
        editor.open(config)
        await editor.shows(inner / "Procfile", [])
        editor.change(config, "[tool.pyspec-check]\nselect = [1]\n")
        await editor.shows(config, ["configuration"])
        editor.change(config, '[tool.pyspec-check]\nselect = ["PROC"]\n')
        await editor.shows(inner / "Procfile", ["PROC003"])
        await editor.shows(config, [])


async def test_a_suppression_and_a_baseline_hold_here_too(root: Path) -> None:
    requirements = root / "requirements.txt"
    async with editing(root) as editor:
        editor.open(requirements, "Flask==2.0.3\nFlask==2.0.3\ngunicorn==20.1.0\n")
        await editor.shows(requirements, ["REQ006"])
        comment = "  # pyspec: ignore[REQ006] both"
        editor.change(requirements, (1, 12, 1, 12, comment))
        await editor.shows(requirements, [])
        (root / ".pyspec-check-baseline.json").write_text("nonsense")
        editor.save(requirements)
        await editor.shows(root / ".pyspec-check-baseline.json", ["configuration"])


async def test_several_folders_and_a_root_in_a_root(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "inner").mkdir(parents=True)
    for folder in (other, other / "inner"):
        (folder / "requirements.txt").write_text("gunicorn==20.1.0\n")
        (folder / "runtime.txt").write_text("python-3.6.6\n")
        (folder / "Procfile").write_text("web:gunicorn app:app --log-file -\n")
        (folder / "app.py").write_text("def app(environ, start_response): ...\n")
    async with editing(root, other) as editor:
        await editor.shows(root / "Procfile", ["PROC003"])
        await editor.shows(other / "Procfile", ["PROC003"])
        assert editor.codes(other / "inner" / "Procfile") is None
        editor.open(other / "inner" / "Procfile")
        await editor.shows(other / "inner" / "Procfile", ["PROC003"])
        gone = types.WorkspaceFolder(other.as_uri(), "other")
        editor.close(other / "inner" / "Procfile")
        editor.client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(
                types.WorkspaceFoldersChangeEvent(added=[], removed=[gone])
            )
        )
        await editor.shows(other / "Procfile", [])
        await editor.shows(other / "inner" / "Procfile", [])
        editor.client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(
                types.WorkspaceFoldersChangeEvent(added=[gone], removed=[])
            )
        )
        await editor.shows(other / "Procfile", ["PROC003"])
        assert editor.codes(root / "Procfile") == ["PROC003"]


async def test_the_roots_of_a_configuration_are_checked(root: Path) -> None:
    inner = root / "service"
    inner.mkdir()
    for name in ("requirements.txt", "Procfile", "runtime.txt", "app.py"):
        (root / name).rename(inner / name)
    config = root / "pyspec-check.toml"
    config.write_text('roots = ["service"]\n')
    async with editing(root) as editor:
        await editor.shows(inner / "Procfile", ["PROC003"])
        editor.open(config)
        editor.change(config, 'roots = ["service", "servce"]\n')
        shown = await editor.shows(config, ["configuration"])
        assert "servce" in shown.diagnostics[0].message


async def test_a_vanished_folder_takes_its_findings_along(root: Path, tmp_path: Path) -> None:
    async with editing(root) as editor:
        await editor.shows(root / "Procfile", ["PROC003"])
        paths = list(root.iterdir())
        root.rename(tmp_path / "elsewhere")
        editor.touched(*paths)
        await editor.shows(root / "Procfile", [])
        (tmp_path / "elsewhere").rename(root)
        editor.touched(*paths)
        await editor.shows(root / "Procfile", ["PROC003"])


@pytest.mark.parametrize(
    ("encodings", "chosen", "width"),
    [
        (["utf-8"], "utf-8", 15),
        (["utf-16"], "utf-16", 8),
        (["utf-32", "utf-16"], "utf-32", 6),
        (["utf-7", "utf-8", "utf-16"], "utf-8", 15),
        (["utf-7"], "utf-16", 8),
        (None, "utf-16", 8),
    ],
)
async def test_columns_are_those_of_the_client(
    root: Path, encodings: list[str] | None, chosen: str, width: int
) -> None:
    requirements = root / "requirements.txt"
    async with editing(root, client=capabilities(encodings=encodings)) as editor:
        assert editor.encoding == chosen
        editor.open(requirements, "Flask==2.0.3\ngunicorn==20.1.0\n")
        editor.change(requirements, (0, 0, 0, 0, "# 😀漢😀é\n"))
        # Type behind the last character, then turn what follows `#` into a requirement.
        editor.change(requirements, (0, width, 0, width, "!"), (0, 0, 0, 2, ""))
        shown = await editor.shows(requirements, ["REQ002"])
        (found,) = shown.diagnostics
        assert found.range.start == types.Position(0, 0)
        assert found.range.end == types.Position(0, width - 2 + 1)


async def test_settings_of_the_editor(root: Path) -> None:
    procfile = root / "Procfile"
    async with editing(root, options={"ignore": ["PROC003"]}) as editor:
        editor.open(procfile)
        await editor.shows(procfile, [])

        def configure(settings: object) -> None:
            editor.client.workspace_did_change_configuration(
                types.DidChangeConfigurationParams(settings)
            )

        configure({"pyspec-check": {"severity": {"PROC003": "info"}}})
        shown = await editor.shows(procfile, ["PROC003"])
        assert shown.diagnostics[0].severity is types.DiagnosticSeverity.Information
        configure({"pyspec-check": {"enable": False}})
        await editor.shows(procfile, [])
        configure({"pyspec-check": {"targt": "rainbond-6"}})
        await editor.until(lambda: bool(editor.client.messages))
        assert "unknown key `targt`; did you mean `target`?" in editor.client.messages[0].message
        configure({"pyspec-check": {"target": "rainbond-6-cnb"}})
        await editor.shows(root / "runtime.txt", ["RUN007"])


async def test_a_client_is_asked_for_the_settings_of_its_folders(
    root: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for path in root.iterdir():
        if path.is_file():
            (other / path.name).write_bytes(path.read_bytes())
    settings = {"": {"ignore": ["PROC"]}, other.as_uri(): {"severity": {"PROC003": "info"}}}
    client = capabilities(configuration=True)
    async with editing(root, other, client=client, settings=settings) as editor:
        shown = await editor.shows(other / "Procfile", ["PROC003"])
        await editor.until(
            lambda: (
                (editor.last(other / "Procfile") or shown).diagnostics[0].severity
                is types.DiagnosticSeverity.Information
            )
        )
        editor.open(root / "Procfile")
        await editor.shows(root / "Procfile", [])
        editor.client.set_configuration({}, scope_uri="")
        nothing = types.DidChangeConfigurationParams(None)
        editor.client.workspace_did_change_configuration(nothing)
        await editor.shows(root / "Procfile", ["PROC003"])


async def test_a_hundred_changes_at_once_show_the_last(root: Path) -> None:
    procfile = root / "Procfile"
    async with editing(root) as editor:
        editor.open(procfile)
        await editor.shows(procfile, ["PROC003"])
        before = len(editor.published)
        for number in range(100):
            text = "web: gunicorn app:app --log-file -" if number % 2 else "web:gunicorn app:app"
            editor.change(procfile, f"{text}\n")
        await editor.shows(procfile, [])
        await asyncio.sleep(0.2)
        sent = [each for each in editor.published[before:] if each.uri == procfile.as_uri()]
        assert sent[-1].version == 101
        assert len(sent) < 50
        for each in sent:  # each that was sent is right for the version that it names
            assert each.version is not None
            right = [] if each.version % 2 else ["PROC003"]
            assert [d.code for d in each.diagnostics] == right


async def test_other_documents_are_left_alone(root: Path) -> None:
    async with editing(root) as editor:
        await editor.shows(root / "Procfile", ["PROC003"])
        for uri in ("untitled:Procfile", "git:/Procfile?x", "file://server/share/Procfile"):
            item = types.TextDocumentItem(uri, "procfile", 1, "web:gunicorn app:app\n")
            editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            document = types.TextDocumentIdentifier(uri)
            nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
            asked = types.CodeActionParams(document, nowhere, types.CodeActionContext([]))
            assert not await editor.client.text_document_code_action_async(asked)
        assert {each.uri for each in editor.published} == {(root / "Procfile").as_uri()}


async def test_a_folder_that_is_not_for_the_platform_is_left_alone(
    repository: Callable[..., Path],
) -> None:
    root = repository({"setup.py": "from setuptools import setup\nsetup()\n", "a.py": "x = 1\n"})
    async with editing(root) as editor:
        editor.open(root / "a.py")
        await editor.shows(root / "a.py", [])
        assert {each.uri for each in editor.published} == {(root / "a.py").as_uri()}
        editor.open(root / "Procfile", "web:gunicorn a:x\n")
        await editor.until(lambda: "PROC003" in (editor.codes(root / "Procfile") or []))
