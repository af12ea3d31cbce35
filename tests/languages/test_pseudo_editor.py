"""What an editor shows bypasses the catalogue no more than what a terminal shows."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("lsprotocol", reason="the language server needs pygls")

from lsprotocol import types

from checker.base.errors import speak
from checker.config.schema import KEYS
from checker.editor.actions.code_actions import code_actions
from checker.editor.actions.workspace_edits import Editor
from checker.editor.completion.dispatch import completions
from checker.editor.hover.dispatch import hover
from checker.editor.lsp import features
from checker.editor.lsp.convert import Writer
from checker.editor.lsp.handlers import spoken_to
from checker.editor.lsp.server import Server
from checker.editor.session.options import read_options
from checker.editor.session.session import Session
from checker.rules.codes import RULES
from checker.targets import default_target, targets
from tests.cases import CaseTree, load
from tests.checking import check
from tests.editor.conftest import capabilities
from tests.languages.pseudo import PSEUDO, english_in, instead_of_chinese
from tests.languages.test_pseudo import _written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.check.report import Report

_FENCED = re.compile(r"(?s)```.*?```|\*\*|^- ", re.MULTILINE)
"""Blocks of code and other marks of Markdown."""
_PLACES = 12
"""Places of a file that are pointed at."""
_NAMES = "error warning info " + " ".join(rule.name for rule in RULES.values())


@pytest.fixture(autouse=True)
def _pseudo() -> Iterator[None]:
    with instead_of_chinese():
        yield


def reports(code: str) -> Iterator[tuple[Report, str, list[str]]]:
    """A report of some cases of a rule, what their files quote, and the paths of these."""
    for case in [*load(code, "reported")[::3], *load(code, "near-miss")[::6]]:
        target = targets()[case.get("target", default_target())]
        tree = CaseTree(case)
        names = _written(case)
        paths = [path for path in dict.fromkeys(names.split("\n")) if path and tree.is_file(path)]
        yield check(tree, target, uncertain=True), names, paths


def left_in(markdown: str, names: str) -> list[str]:
    return english_in(_FENCED.sub("", markdown), f"{names} {_NAMES}")


@pytest.mark.parametrize("code", list(RULES)[::5])
def test_hovers_and_completions(code: str) -> None:
    left: dict[str, list[str]] = {}
    for report, names, paths in reports(code):
        for path in paths:
            document = report.project.document(path)
            if document is None:
                continue
            starts = [each.start() for each in re.finditer(r"\b\w", document.text)]
            for offset in starts[:: max(1, len(starts) // _PLACES)]:
                found = hover(report.project, report, path, offset, PSEUDO)
                for line in found.markdown.split("\n\n") if found else ():
                    if left_in(line, names):
                        left[line] = left_in(line, names)
            ends = [each.end() for each in re.finditer(r"$|: | |=", document.text)]
            for offset in ends[:: max(1, len(ends) // _PLACES)]:
                for item in completions(report.project, path, offset):
                    for text in (PSEUDO.of(item.detail), PSEUDO.of(item.documentation)):
                        if left_in(text, names):
                            left[text] = left_in(text, names)
    assert not left


@pytest.mark.parametrize("code", list(RULES)[::3])
def test_diagnostics_and_code_actions(code: str) -> None:
    left: dict[str, list[str]] = {}
    for report, names, _ in reports(code):
        found = [
            action.title for action in code_actions(report, "", 0, 0, findings=report.findings)
        ]
        for text in map(PSEUDO.of, found):
            if left_in(text, names):
                left[text] = left_in(text, names)
    assert not left


ROOT = {
    "requirements.txt": "flask==2.0.3\nwerkzeug==2.0.3\ngunicorn==22.0.0\n",
    "Procfile": "web:gunicorn app:app\n",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
}


def served(folder: Path, options: Any = None, **files: str) -> Any:
    """What a server holds that has checked a folder."""
    for name, text in {**ROOT, **files}.items():
        (folder / name).write_text(text)
    session = Session()
    session.add_folder(str(folder))
    session.configure(read_options(options), {})
    while found := session.next():
        root, job = found
        session.take(root.check(job))
    writer = Writer("utf-16", capabilities(), PSEUDO)
    editor = Editor(writer, capabilities())
    return SimpleNamespace(session=session, writer=writer, editor=editor, fixed=deque())


@pytest.mark.parametrize(
    ("options", "files"),
    [
        (None, {}),
        ({"targets": ["rainbond-6", "heroku-cnb"]}, {}),
        ({"target": "rainbond-6"}, {"runtime.txt": "python-3.99\n"}),
        (None, {"pyspec-check.toml": "ignor = 3\n"}),
        (None, {"pyspec-check.toml": 'ignore = ["NOPE001"]\n[per-file-ignores]\n"x" = ["RUN"]\n'}),
        (None, {"pyspec-check.toml": 'roots = ["nope"]\n'}),
        (None, {"pyspec-check.toml": "x = [\n"}),
        (None, {"pyproject.toml": "[tool.pyspec-check]\ntarget = 3\n"}),
        (None, {".pyspec-check-baseline.json": "{"}),
        (None, {"requirements.txt": "flask = 2\n" * 2000}),
    ],
)
def test_what_a_client_is_sent(tmp_path: Path, options: Any, files: dict[str, str]) -> None:
    server = served(tmp_path, options, **files)
    shown: list[str] = []
    for path in sorted(server.session.paths()):
        notes = server.session.notes(path)
        shown += [each.message for each in server.writer.diagnostics(notes)]
        whole = types.Range(types.Position(0, 0), types.Position(9999, 0))
        context = types.CodeActionContext([])
        document = types.TextDocumentIdentifier(Path(path).as_uri())
        asked = types.CodeActionParams(document, whole, context)
        for action in features._code_actions(server, path, asked):
            shown.append(action.title)
            shown += [each.message for each in action.diagnostics or ()]
            shown += [action.disabled.reason] if action.disabled else []
    assert shown
    assert all("⟦" in text for text in shown), shown
    names = "".join([*ROOT.values(), *files.values()])
    assert not [text for text in shown if left_in(text, names)]


@pytest.mark.parametrize(
    "values",
    [3, {"target": "x"}, {"all": "x"}, {"select": "x"}, {"nope": 1}, {"failOn": "x"}, {"roots": 3}],
)
def test_wrong_settings_of_an_editor(values: Any) -> None:
    sent: list[types.ShowMessageParams] = []
    server = SimpleNamespace(
        session=Session(),
        writer=Writer("utf-16", capabilities(), PSEUDO),
        window_show_message=sent.append,
    )
    Server.configure(server, values)  # type: ignore[arg-type]
    (message,) = sent
    assert "⟦" in message.message
    names = " ".join([*KEYS, *targets(), "error warning info never or"])
    assert not left_in(message.message, names)


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        *(("zh", "zh"), ("zh-CN", "zh"), ("zh-cn", "zh"), ("zh_Hans", "zh"), ("zh-Hans-CN", "zh")),
        *(("zh-TW", "zh"), ("zh-Hant", "zh"), ("zh_CN.UTF-8", "zh"), ("en", "en"), ("en-US", "en")),
        *(("fr", "en"), ("C", "en"), ("zho", "en"), ("", "en")),
    ],
)
def test_the_language_is_the_clients(locale: str, code: str) -> None:
    assert spoken_to(locale).code == code


def test_a_client_that_names_none_gets_that_of_the_process() -> None:
    speak(PSEUDO)
    assert spoken_to(None) is PSEUDO
    assert spoken_to("en-US").code == "en"
    speak(PSEUDO, asked=True)
    assert spoken_to("en-US") is PSEUDO
