"""`--resolve` on the command line: what is shown and kept, and what a missing index changes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.base.errors import speak
from checker.base.messages import ENGLISH
from checker.cli import main as cli
from checker.resolve.workplace import Workplace
from tests.resolve.test_asking import usual

if TYPE_CHECKING:
    from tests.resolve.conftest import Ask


@pytest.fixture
def root(asking: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A root with one conflict through a dependency."""
    (tmp_path / "requirements.txt").write_text("frame==2.0\nsix==1.15.0\n")
    (tmp_path / "Procfile").write_text("web: python app.py\n")
    (tmp_path / "app.py").write_text("print(1)\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(["--target", "rainbond-6-cnb", "--select", "REQ002,REQ013,REQ014", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_conflict_is_an_error_only_if_the_index_was_asked(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "--format", "concise")[0] == 0
    with usual() as index:
        code, out, err = run(capsys, "--format", "concise", "--resolve", "--index-url", index.url)
    assert code == 1
    assert "REQ013 error `frame==2.0` and `six==1.15.0` cannot be installed together" in out
    assert err == ""


def test_the_configuration_allows_it_and_options_take_it_back(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "pyspec-check.toml").write_text("resolve = true\n")
    with usual() as index:
        assert run(capsys, "--index-url", index.url)[0] == 1
        asked = len(index.asked)
        assert run(capsys, "--isolated")[0] == 0
        assert run(capsys, "--no-resolve")[0] == 0
        assert run(capsys, "--resolve", "--no-resolve")[0] == 0
        assert len(index.asked) == asked
        assert run(capsys, "--no-resolve", "--resolve", "--index-url", index.url)[0] == 1


def test_an_answer_is_kept_until_it_is_refreshed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with usual() as index:
        words = ("--resolve", "--index-url", index.url)
        first = run(capsys, *words)
        asked = len(index.asked)
        assert run(capsys, *words) == first
        assert len(index.asked) == asked
        index.wheel("frame", "2.0", ["part"])
        assert run(capsys, *words, "--refresh") == first
        assert len(index.asked) > asked


def test_without_an_index_one_line_says_so_and_nothing_else_changes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--format", "concise", "--quiet", "--resolve", "--refresh")
    (root / "requirements.txt").write_text("six==1.15.0\n")
    code, out, err = run(capsys, *words, "--index-url", "http://127.0.0.1:9/x")
    assert code == 0
    assert out == run(capsys, "--format", "concise")[1]
    assert err.count("\n") == 1
    assert "only offline results are shown" in err


def test_how_to_ask_needs_leave_to_ask(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("--refresh",), ("--index-url", "http://127.0.0.1/")):
        code, _, err = run(capsys, *words)
        assert code == 2
        assert "needs --resolve, or `resolve = true`" in err
    code, _, err = run(capsys, "--resolve", "--index-url", "file:///tmp")
    assert code == 2
    assert "--index-url must start with" in err


def test_the_plan_shows_what_would_be_installed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "requirements.txt").write_text("frame==1.0\npsycopg2\n")
    with usual() as index:
        index.source("psycopg2", "2.9")
        words = ["plan", "--target", "rainbond-6-cnb", "--resolve", "--index-url", index.url]
        assert cli.main(words) == 0
        shown = " ".join(capsys.readouterr().out.replace("│", "").split())
        assert "would install 4 distributions, 1 of them from source" in shown
        assert "needs a compiler and libpq" in shown
        assert cli.main([*words, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["roots"][0]["installation"]
    assert found["succeeds"] is True
    assert found["complete"] is True
    assert [each["name"] for each in found["distributions"]] == ["frame", "part", "psycopg2", "six"]
    assert cli.main(words[:3]) == 0
    assert "installation" not in capsys.readouterr().out


def test_the_plan_shows_each_problem(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "requirements.txt").write_text("absent-name\nsix==1.14.0\n")
    with usual() as index:
        words = ["plan", "--target", "rainbond-6-cnb", "--resolve", "--index-url", index.url]
        assert cli.main(words) == 0
    shown = " ".join(capsys.readouterr().out.replace("│", "").split())
    assert "pip stops: 2 problems" in shown
    assert "the package index has no absent-name" in shown
    assert "at requirements.txt:1" in shown
    assert "the package index has no release of six for `six==1.14.0`" in shown
    assert "at requirements.txt:2" in shown


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_what_is_printed(
    asking: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    readme: str,
) -> None:
    """The metadata of these releases is that of the package index, as is each line's number."""
    text = Path(__file__).parent.parent.parent.joinpath(readme).read_text("utf-8")
    command, *shown = (
        text.partition("$ pyspec-check --resolve ")[2].partition("```")[0].splitlines()
    )
    lines = dict(re.findall(r"requirements\.txt:(\d+):1: .*? (?:and|与) `(\S+)`", "\n".join(shown)))
    written = ["# another requirement"] * 80
    written[3] = "awsebcli==3.15.3"
    for number, requirement in lines.items():
        written[int(number) - 1] = requirement
    (tmp_path / "requirements.txt").write_text("\n".join(written))
    monkeypatch.chdir(tmp_path)
    bounds = ["pyyaml>=3.10,<=3.13", "requests>=2.20.1,<2.21", "urllib3>=1.24.1,<1.25"]
    with usual() as index:
        index.wheel("awsebcli", "3.15.3", bounds)
        for each in (
            "awsebcli 3.15.2",
            "awsebcli 3.27.6",
            "PyYAML 3.13",
            "requests 2.20.1",
            "urllib3 1.24.3",
        ):
            index.wheel(*each.split())
        for requirement in lines.values():
            index.wheel(*requirement.split("=="))
        language = "zh" if "zh" in readme else "en"  # of the reader's terminal
        words = ["--resolve", *command.split(), "--language", language, "--index-url", index.url]
        try:
            assert cli.main(words) == 1
        finally:
            speak(ENGLISH)
    assert capsys.readouterr().out.splitlines() == shown


def test_the_python_that_uv_gets_answers_one_question(asking: None) -> None:
    python = Workplace().python("3.11.6")
    for words in (
        ["-c", "print('ran')"],
        ["-I", "-B", "-c", "print('ran')"],
        [
            "-I",
            "-B",
            "-c",
            "print('ran') # from python.get_interpreter_info import main; main()",
            "x",
        ],
        [
            "-I",
            "-B",
            "-c",
            "import sys; sys.path = [print('ran')] + sys.path; print('ran'); "
            "from python.get_interpreter_info import main; main()",
        ],
        ["-m", "site"],
        [],
    ):
        done = subprocess.run(
            [python, *words], capture_output=True, text=True, check=False, input="print('ran')"
        )
        assert done.returncode == 97
        assert "ran" not in done.stdout


def test_uv_asks_which_python_it_is_only_once(
    ask: Ask, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with usual() as index:
        ask(index, "six==1.15.0\n")
        folder = cache / "pyspec-check" / "resolve" / "python"
        kept = (folder / "answer.py").read_text()
        (folder / "answer.py").write_text("raise SystemExit(3)")

        def python(_: Workplace, version: str) -> str:
            return str(folder / f"python-{version}.0"[: len("python-3.14.0")])

        monkeypatch.setattr(Workplace, "python", python)
        found = ask(index, "six\n")
        (folder / "answer.py").write_text(kept)
    assert found.installs


def test_nothing_of_it_is_imported_without_leave(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("flask==2.0.3\n")
    program = (
        "import sys\nfrom checker.cli.main import main\n"
        f"main([{str(tmp_path)!r}, '--format', 'concise'])\n"
        "print([name for name in sys.modules if '.resolve.' in name or '.resolution' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
