"""Several targets in the editor: findings with their targets, hovers and fixes for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("lsprotocol", reason="the language server needs pygls")

from checker.editor.hover.dispatch import hover
from checker.editor.lsp.convert import Writer
from checker.editor.session.checking import breaking
from checker.editor.session.options import Options, read_options
from checker.editor.session.results import Job, Result
from checker.editor.session.root import Root
from tests.editor.conftest import capabilities
from tests.editor.looking import said_at

if TYPE_CHECKING:
    from pathlib import Path

FLASK = {
    "requirements.txt": "flask==2.0.3\nwerkzeug==2.0.3\ngunicorn==22.0.0\n",
    "Procfile": "web:gunicorn app:app\n",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FLASK.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def checked(folder: Path, options: Options | None = None) -> Result:
    return Root(str(folder)).check(Job(1, (), options or Options(), fresh=True))


def messages(result: Result, path: Path) -> list[str]:
    writer = Writer("utf-16", capabilities())
    found = writer.diagnostics((result, note) for note in result.notes.get(str(path), ()))
    return [each.message for each in found]


@pytest.mark.parametrize(
    "options",
    [
        {"targets": ["rainbond-6", "heroku"]},
        {"target": ["rainbond-6", "heroku"]},
        {"target": "", "targets": ["rainbond-6", "heroku"]},
        None,
    ],
)
def test_a_diagnostic_names_its_targets(folder: Path, options: dict[str, object] | None) -> None:
    (folder / "pyspec-check.toml").write_text('targets = ["rainbond-6", "heroku"]\n')
    if options is not None:
        (folder / "pyspec-check.toml").write_text('target = "rainbond-5"\n')
    result = checked(folder, read_options(options) if options else None)
    found = messages(result, folder / "Procfile")
    assert any(" [rainbond-6]; write " in each for each in found)
    assert any(" [heroku]; write " in each for each in found)


def test_the_editor_stands_above_a_list(folder: Path) -> None:
    (folder / "pyspec-check.toml").write_text('targets = ["rainbond-6", "heroku"]\n')
    result = checked(folder, read_options({"target": "heroku"}))
    assert result.report is not None
    assert [target.name for target in result.report.targets] == ["heroku"]
    assert not any("[" in each for each in messages(result, folder / "Procfile"))


def test_auto(folder: Path) -> None:
    (folder / "app.json").write_text("{}")
    result = checked(folder, read_options({"target": "auto"}))
    assert result.report is not None
    assert result.report.target.name == "heroku"


def test_a_hover_is_about_each_target(folder: Path) -> None:
    (folder / ".python-version").write_text("3.12\n")
    result = checked(folder, read_options({"targets": ["heroku", "heroku-cnb"]}))
    assert result.report is not None
    found = hover(result.report.project, result.report, ".python-version", 1)
    assert found is not None
    assert "**Python 3.12** on `heroku`\n\nInstalled: 3.12.14." in found.markdown
    assert "**Python 3.12** on `heroku-cnb`\n\nInstalled: 3.12.13." in found.markdown


def test_a_fix_that_breaks_another_target(folder: Path) -> None:
    result = checked(folder, read_options({"targets": ["rainbond-6", "heroku-cnb"]}))
    report, settings = result.report, result.settings
    assert report is not None
    assert settings is not None
    broken = breaking(report, report.findings, settings.requests())
    assert {fix.title: words.partition(": ")[0] for fix, words in broken.items()} == {
        "create .python-version with 3.14": "the fix breaks rainbond-6",
        "create runtime.txt with `python-3.9.16`": "the fix breaks heroku-cnb",
    }


@pytest.mark.parametrize(
    ("target", "path", "marked", "words"),
    [
        ("heroku", ".python-version", "3.1|2\n", "Installed: 3.12.14."),
        ("heroku", ".python-version", "3.1|0\n", "Installed: 3.10.21. It leaves this platform on "),
        ("heroku", ".python-version", "3.|6\n", "Python 3.6 has reached its end of life here"),
        ("heroku", ".python-version", "python-3.1|2\n", "is not X.Y or X.Y.Z: the build fails."),
        ("heroku", "runtime.txt", "python-3.1|2\n", "Installed: 3.12.14."),
        ("heroku-cnb", "runtime.txt", "python-3.1|2\n", "runtime.txt is not supported any more"),
        ("cloudfoundry", "runtime.txt", "python-3.1|2.x\n", "Installed: 3.12.14."),
        ("cloudfoundry", "runtime.txt", "python-3.1|2\n", "the build fails"),
        ("cloudfoundry", ".python-version", "3.1|2\n", "This target does not read .python-version"),
        ("rainbond-6", ".python-version", "3.1|2\n", "This target does not read .python-version"),
        ("railway", ".python-version", "3.1|2\n", "Installed: 3.12."),
    ],
)
def test_hovers_in_each_dialect(target: str, path: str, marked: str, words: str) -> None:
    files = {**FLASK, "Procfile": "web: gunicorn app:app\n"}
    said = said_at(files, path, marked, target)[0]
    assert words in said
    if path == ".python-version":
        assert "- `heroku-cnb`: " in said or target == "heroku-cnb"
        assert "`rainbond-5`" not in said
