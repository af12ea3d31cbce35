"""Every option means something, and a mistake says what was probably meant."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from checker.cli.main import COMMANDS
from tests.conftest import git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "root"
    made.mkdir()
    (made / "requirements.txt").write_text(
        "gunicorn==20.1.0\nflask=2.0  # pyspec: ignore[REQ002]\n"
    )
    (made / "Procfile").write_text("web:gunicorn app:app\n")
    (made / "runtime.txt").write_text("python-3.6.6\n")
    (made / "app.py").write_text("def app(environ, start_response):\n    return []\n")
    monkeypatch.chdir(made)
    return made


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 2) -> str:
    assert cli.main(list(words)) == code
    out, err = capsys.readouterr()
    return err if code == 2 else out


@pytest.mark.parametrize(
    "words",
    [
        ["plan", "--fix"], ["plan", "--output", "json:x"], ["plan", "--select", "REQ"],
        ["plan", "--statistics"], ["plan", "--fail-on", "error"], ["plan", "--exit-zero"],
        ["plan", "--write-baseline"], ["plan", "--no-ignores"], ["plan", "--timeout", "1"],
        ["config", "--format", "sarif"], ["config", "--fix"], ["config", "--diff"],
        ["config", "--write-baseline"], ["config", "--statistics"], ["config", "--output", "x"],
        ["init", "--format", "json"], ["init", "--select", "REQ"], ["init", "--staged"],
        ["init", "--rev", "HEAD"], ["init", "--fix"], ["init", "--stdin-filename", "x"],
    ],
)  # fmt: skip
def test_options_of_check_only(
    root: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    told = said(capsys, *words)
    assert told == (
        f"pyspec-check: unknown option `{words[1]}`; it is an option of `pyspec-check check`; "
        f"see `pyspec-check {words[0]} --help`\n"
    )


@pytest.mark.parametrize(
    ("option", "hint"),
    [
        ("--output-format", "use `--format NAME`"), ("--output-format=json", "use `--format NAME`"),
        ("--no-cache", "set PYSPEC_CHECK_NO_CACHE=1"), ("--show-settings", "`pyspec-check config`"),
        ("--extend-select", "use `--select CODE`"), ("--add-noqa", "use `--write-baseline`"),
        ("--formt", "did you mean `--format`?"), ("--statistic", "did you mean `--statistics`?"),
        ("--Fix", "did you mean `--fix`?"), ("--unsafe-fix", "did you mean `--unsafe-fixes`?"),
        ("--parallel", "see `pyspec-check check --help`"),
        ("-x", "see `pyspec-check check --help`"),
        ("--line-length", "see `pyspec-check check --help`"),
        ("--preview", "see `pyspec-check check --help`"),
    ],
)  # fmt: skip
def test_what_was_meant(
    root: Path, capsys: pytest.CaptureFixture[str], option: str, hint: str
) -> None:
    assert hint in said(capsys, option)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("chekc", "`pyspec-check check`"), ("fix", "`pyspec-check --fix`"), ("backend", "")],
)
def test_a_command_that_was_meant(
    root: Path, capsys: pytest.CaptureFixture[str], word: str, hint: str
) -> None:
    told = said(capsys, word)
    assert f"did you mean {hint}?" in told if hint else "mean" not in told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: pyspec-check {command}")


def test_exit_zero(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "PROC003" in said(capsys, "--format", "concise", code=1)
    assert "PROC003" in said(capsys, "--format", "concise", "--exit-zero", code=0)
    said(capsys, "--exit-zero", "nowhere")


def codes(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert cli.main([*words, "--format", "json"]) in (0, 1)
    [found] = json.loads(capsys.readouterr().out)["roots"]
    return [each["code"] for each in found["findings"]]


def test_no_ignores(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "REQ002" not in codes(capsys)
    assert "REQ002" in codes(capsys, "--no-ignores")
    for text in (
        'ignore = ["PROC003"]\n', '[per-file-ignores]\nProcfile = ["PROC003"]\n',
        'exclude = ["Procfile"]\n',
    ):  # fmt: skip
        (root / "pyspec-check.toml").write_text(text)
        assert "PROC003" not in codes(capsys)
        assert "PROC003" in codes(capsys, "--no-ignores")
    assert "PROC003" not in codes(capsys, "--no-ignores", "--ignore", "PROC003")
    (root / "pyspec-check.toml").unlink()
    assert cli.main(["--write-baseline"]) == 0
    capsys.readouterr()
    assert "PROC003" not in codes(capsys)
    assert "PROC003" in codes(capsys, "--no-ignores")


def test_isolated_and_a_configuration_that_is_named(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "pyspec-check.toml").write_text('select = ["REQ"]\n')
    assert "PROC003" not in codes(capsys)
    assert "PROC003" in codes(capsys, "--isolated")
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.toml").write_text('select = ["PROC"]\nseverity.PROC003 = "warning"\n')
    assert codes(capsys, "--config", "../other/mine.toml") == ["PROC003"]
    assert "mine.toml:1" in said(capsys, "config", "--config", "../other/mine.toml", code=0)
    (other / "pyproject.toml").write_text('[tool.pyspec-check]\nselect = ["PROC"]\n')
    assert codes(capsys, "--config", str(other / "pyproject.toml")) == ["PROC003"]
    (tmp_path / "above.toml").write_text('[per-file-ignores]\n"root/Procfile" = ["PROC003"]\n')
    assert "PROC003" not in codes(capsys, "--config", str(tmp_path / "above.toml"))
    for name, told in (
        ("nowhere.toml", "cannot read `nowhere.toml`: missing"), (".", "cannot read"),
        ("../other", "cannot read"), ("Procfile", "Procfile:1:"),
    ):  # fmt: skip
        assert told in said(capsys, "--config", name)
    (other / "pyproject.toml").write_text("[tool.pyspec]\n")
    assert "[tool.pyspec-check]" in said(capsys, "--config", str(other / "pyproject.toml"))
    assert "not allowed with" in said(capsys, "--isolated", "--config", "x")
    assert "rainbond-5" in said(capsys, "plan", "--isolated", code=0)


def test_a_named_configuration_counts_for_the_roots_that_it_names(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "backend").mkdir()
    (root / "backend" / "Procfile").write_text("web:x\n")
    (root / "backend" / "requirements.txt").write_text("")
    (root / "backend" / "pyspec-check.toml").write_text('select = ["REQ"]\n')
    (root / "ci.toml").write_text('roots = ["backend"]\nselect = ["PROC003"]\n')
    cli.main(["--config", "ci.toml", "--format", "concise"])
    out = capsys.readouterr().out
    assert [line.split()[:2] for line in out.splitlines()[:1]] == [
        ["backend/Procfile:1:5:", "PROC003"]
    ]  # fmt: skip


def test_verbose_says_what_was_checked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pyspec-check.toml").write_text('target = "rainbond-6"\n')
    cli.main(["-v", "--format", "concise"])
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("pyspec-check: .: target rainbond-6 (pyspec-check.toml:1), ")
    assert "1 suppressed" in first
    assert second.endswith(" s")
    assert "not allowed with" in said(capsys, "-v", "-q")


def test_targets_of_the_configuration(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pyspec-check.toml").write_text('[targets.ours]\nextends = "rainbond-6"\n')
    assert "ours" in said(capsys, "targets", code=0)
    assert "ours" in said(capsys, "targets", "ours", code=0)
    (root / "pyspec-check.toml").unlink()
    assert "unknown target `ours`" in said(capsys, "targets", "ours")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_repository_without_a_working_tree(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "one")
    git(root, "clone", "--quiet", "--bare", ".", "../bare.git")
    for path in ("../bare.git", ".git"):
        told = said(capsys, path)
        assert f"`pyspec-check --rev HEAD {path}` checks its files" in told
    assert "PROC003" in said(capsys, "--rev", "HEAD", "../bare.git", "--format", "concise", code=1)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "run it in the folder of your repository"),
        ([".git/HEAD", ".bashrc"], "run it in the folder of your repository"),
        (["package.json", "src/index.js"], "it contains no Python file"),
        (["README.md"], "it contains no Python file"),
        (["app.py"], ""),
        (["src/shop/app.py"], ""),
        (["node_modules/gyp/gyp.py", "package.json"], "it contains no Python file"),
        (["requirements.txt"], ""),
        (["Procfile"], ""),
    ],
)
def test_a_folder_that_nobody_meant(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    files: list[str],
    said: str,
) -> None:
    root = tmp_path / "some"
    root.mkdir()
    for path in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")
    monkeypatch.chdir(root)
    cli.main([])
    found = capsys.readouterr().err
    assert (f"note: . has no project; {said}" in found) if said else not found
    monkeypatch.setenv("HOME", str(root))
    cli.main([])
    at_home = capsys.readouterr().err
    is_project = files in (["requirements.txt"], ["Procfile"])
    assert ("it is your home folder" in at_home) is not is_project


def test_the_root_that_was_meant(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    (root / "templates" / "inner").mkdir(parents=True)
    monkeypatch.chdir(root / "templates" / "inner")
    cli.main([])
    assert "`pyspec-check ../..` checks the one above" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    cli.main([])
    assert "`pyspec-check root` checks the one below" in capsys.readouterr().err
    for name in ("web", "web/inner", "node_modules/x", ".venv/x"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "requirements.txt").write_text("")
    cli.main([])
    assert capsys.readouterr().err.endswith(
        ": note: . has no project; `pyspec-check root web` checks those below, "
        'as does `roots = ["root", "web"]` in pyspec-check.toml\n'
    )
    cli.main(["-q"])
    assert "note" not in capsys.readouterr().err
    cli.main(["root", "web"])
    assert "note" not in capsys.readouterr().err
    for name in ("a1", "a2", "a3", "a4"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "requirements.txt").write_text("")
    cli.main([])
    assert capsys.readouterr().err.endswith(
        "`pyspec-check a1` checks the first of 6 projects below; name those to check with `roots` "
        "in pyspec-check.toml\n"
    )
    for name in ("a1", "a2", "a3", "a4", "root", "web"):
        (tmp_path / name / ".git").mkdir()
    cli.main([])
    assert capsys.readouterr().err.endswith(
        "`pyspec-check a1` checks the first of 6 repositories below, `pyspec-check fleet run .` "
        "all of them\n"
    )
    (tmp_path / "pyspec-check.toml").write_text('roots = ["root", "web"]\n')
    cli.main([])
    assert "note" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (["package.json", "index.js"], "package.json makes it a project of Node.js"),
        (["go.mod", "main.go"], "go.mod makes it a project of Go"),
        (["pom.xml", "src/App.java"], "pom.xml makes it a project of Java"),
        (["package.json", "server.py"], ""),
    ],
)
def test_what_init_makes_of_a_folder_that_nobody_meant(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    files: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    cli.main([])
    assert says in capfd.readouterr().err
    cli.main(["init", "--diff"])
    shown = capfd.readouterr()
    assert says in shown.err
    assert bool(shown.out) is not bool(says), "init creates nothing there"
