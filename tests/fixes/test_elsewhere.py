"""A fix for one target that breaks another one which is listed says so, and is not applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli

if TYPE_CHECKING:
    from pathlib import Path

BREAKS = "the fix breaks heroku-cnb: "


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """For Rainbond runtime.txt is missing, and Heroku's CNB refuses it."""
    (tmp_path / "requirements.txt").write_text("flask==2.0.3\nwerkzeug==2.0.3\ngunicorn==22.0.0\n")
    (tmp_path / "app.py").write_text("from flask import Flask\n\napp = Flask(__name__)\n")
    (tmp_path / "Procfile").write_text("web: gunicorn app:app\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(list(words))
    return code, *capsys.readouterr()


def configure(root: Path, *names: str) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    (root / "pyspec-check.toml").write_text(
        f'targets = [{listed}]\nselect = ["RUN", "PLT", "PROC"]\n'
    )


def test_the_report_says_which_target_breaks(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(root, "rainbond-6", "heroku-cnb")
    out = said(capsys)[1]
    assert BREAKS + "runtime.txt" in out
    assert "(PLT003)" in out
    assert "fixable" not in out
    assert '"applicability": "display"' in said(capsys, "--format", "json")[1]
    configure(root, "rainbond-6", "railway")
    out = said(capsys)[1]
    assert "the fix breaks" not in out
    assert "1 fixable with `--fix --unsafe-fixes`" in out


def test_no_fix_breaks_a_target_that_is_checked(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(root, "rainbond-6", "heroku-cnb")
    for words in (["--fix"], ["--fix", "--unsafe-fixes"]):
        err = said(capsys, *words)[2]
        assert not (root / "runtime.txt").exists()
        assert ("would make a new error for heroku-cnb: PLT003" in err) == (len(words) == 2)


def test_one_target_of_the_list_is_asked_for(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "Runtime.txt").write_text("python-3.9.16")
    configure(root, "rainbond-6", "heroku-cnb")
    one = ("--target", "rainbond-6")
    out = said(capsys, *one)[1]
    assert BREAKS in out
    assert "1 fixable with `--fix --unsafe-fixes`" in out
    assert BREAKS not in said(capsys, *one, "--isolated")[1]
    err = said(capsys, *one, "--fix")[2]
    assert BREAKS in err
    assert "; `--unsafe-fixes` applies it" in err
    assert (root / "Runtime.txt").exists()
    said(capsys, *one, "--fix", "--unsafe-fixes")
    assert (root / "runtime.txt").read_text() == "python-3.9.16"


def test_a_fix_that_suits_all_is_applied(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(root, "rainbond-6", "heroku", "heroku-cnb", "dokku")
    (root / "Procfile").write_text("web:gunicorn app:app\n")
    (root / ".python-version").write_text("3.12\n")
    out, err = said(capsys, "--fix")[1:]
    assert (root / "Procfile").read_text() == "web: gunicorn app:app\n"
    assert "fixed Procfile" in err
    assert "PROC003" not in out


def test_a_fix_for_one_leaves_no_warning_for_another(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "runtime.txt").write_text("python-3.9.16")
    configure(root, "rainbond-6", "heroku-cnb")
    before = (root / "runtime.txt").read_bytes()
    out = said(capsys, "--fix")[1]
    assert (root / "runtime.txt").read_bytes() == before
    assert "PLT003" in out


@pytest.mark.parametrize("names", ["cloudfoundry", "railway", "heroku,cloudfoundry,railway"])
def test_a_procfile_is_fixed_in_the_form_that_each_reader_takes(
    root: Path, capsys: pytest.CaptureFixture[str], names: str
) -> None:
    (root / "Procfile").write_text("web:gunicorn app:app\nworker:python app.py\n")
    (root / ".python-version").write_text("3.12\n")
    said(capsys, "--target", names, "--select", "PROC", "--fix")
    assert (root / "Procfile").read_text() == "web: gunicorn app:app\nworker: python app.py\n"
