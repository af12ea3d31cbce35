"""A start under bad conditions: streams closed or full, no working folder, an interrupt, `--`."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.cli import main as cli

TOP = Path(__file__).parent.parent.parent
RUN = (
    f"import sys; sys.path.append({str(TOP)!r}); from checker.__main__ import run; sys.exit(run())"
)
OPTIONS = (
    "--rev", "--format", "--target", "--output", "--select", "--ignore", "--fail-on", "--color",
    "--stdin-filename",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "requirements.txt").write_text("gunicorn==20.1.0\n")
    (tmp_path / "Procfile").write_text("web:gunicorn app:app\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"web: x\n")))
    return tmp_path


def shell(
    root: Path, redirections: str, *words: str, before: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the command with a shell's redirections."""
    script = f'{before} exec "$0" -c "$@" {redirections}'
    return subprocess.run(
        ["sh", "-c", script, sys.executable, RUN, *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("command", ["check", "plan", "config"])
def test_an_option_whose_value_is_two_dashes(
    root: Path, option: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main([command, f"{option}=--", str(root)])
    said = capsys.readouterr().err
    assert "bug" not in said
    if option in ("--ignore", "--stdin-filename") or command != "check":
        assert code in (0, 1, 2)
    else:
        assert code == 2
        assert "`--`" in said or "'--'" in said or option == "--rev"


def test_two_dashes_end_the_options(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--format", "concise", "--", str(root)]) == 1
    assert "PROC003" in capsys.readouterr().out
    assert cli.main(["--", "--rev"]) == 2
    assert "`--rev` does not exist" in capsys.readouterr().err
    assert cli.main(["--format", "--", str(root)]) == 2
    assert "--format: expected one argument" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="a shell")
@pytest.mark.parametrize(
    ("redirections", "words", "code"),
    [
        ("2>&-", (), 1), ("2>&-", ("--nothing",), 2), ("2>&-", ("nowhere",), 2),
        ("2>&-", ("--ignore", "XYZ"), 1), ("2>&-", ("--fix", "--select", "PROC003"), 0),
        ("2>&-", ("plan",), 0), (">&-", (), 2), (">&-", ("--nothing",), 2), (">&-", ("rules",), 2),
        (">&-", ("--quiet", "--ignore", "ALL"), 0), (">&- 2>&-", (), 2), (">&- 2>&- <&-", (), 2),
        ("<&-", (), 1), ("<&-", ("--stdin-filename", "Procfile"), 2), (">&-", ("--version",), 2),
        ("<&-", ("init",), 1), (">&-", ("--help",), 2), (">&-", ("--diff",), 2),
        ("<&- 2>&-", ("--nothing",), 2), ("<&- >&-", ("--output", "json:out"), 2),
    ],
)  # fmt: skip
def test_closed_streams(root: Path, redirections: str, words: tuple[str, ...], code: int) -> None:
    done = shell(root, redirections, *words)
    assert done.returncode == code, done
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
    if code == 2 and "2>&-" not in redirections:
        assert done.stderr.count("\n") == 1
    if code == 2 and redirections == ">&-" and words != ("--nothing",):
        assert done.stderr == "pyspec-check: cannot write to standard output: it is closed\n"
    assert sorted(p.name for p in root.iterdir() if p.suffix != ".lock")[:2] == [
        "Procfile", "out" if "json:out" in words else "requirements.txt"
    ]  # fmt: skip


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize(
    ("redirections", "words", "code"),
    [
        (">/dev/full", (), 2), (">/dev/full", ("plan", "--format", "json"), 2),
        (">/dev/full", ("rules",), 2), (">/dev/full", ("--diff",), 2), ("2>/dev/full", (), 1),
        ("2>/dev/full", ("--nothing",), 2), ("2>/dev/full", ("--ignore", "XYZ"), 1),
        (">/dev/full 2>/dev/full", (), 2), ("2>/dev/full", ("--fix", "--select", "PROC003"), 0),
        ("2>/dev/full", ("--format", "junit"), 1), ("", ("--output", "json:/dev/full"), 2),
        ("2>/dev/full", ("--output", "json:/dev/full"), 2), (">/dev/full", ("--help",), 2),
        (">/dev/full", ("check", "--help"), 2), (">/dev/full", ("--version",), 2),
    ],
)  # fmt: skip
def test_full_streams(root: Path, redirections: str, words: tuple[str, ...], code: int) -> None:
    done = shell(root, redirections, *words)
    assert done.returncode == code, done
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell")
def test_the_reader_of_asides_may_go(root: Path) -> None:
    done = shell(root, "2>&1 | true", "--nothing", before="set +e; true;")
    assert done.returncode == 0
    code = root / "code"
    line = f'("$0" -c "$1" --nothing 2>&1 >/dev/null; echo $? >{code}) | exec true'
    subprocess.run(["sh", "-c", line, sys.executable, RUN], cwd=root, check=False)
    time.sleep(0.2)
    assert code.read_text() == "2\n"


@pytest.mark.skipif(os.name != "posix", reason="a folder that is in use can't be removed")
@pytest.mark.parametrize(
    "words",
    [
        (), (".",), ("plan",), ("config",), ("init",), ("--fix",), ("--staged",), ("--rev", "HEAD"),
        ("--stdin-filename", "Procfile"), ("--write-baseline",), ("--output", "json:x"), ("/",),
    ],
)  # fmt: skip
def test_a_working_folder_that_is_gone(root: Path, words: tuple[str, ...]) -> None:
    (root / "gone").mkdir()
    done = shell(root, "", *words, before="cd gone; rmdir ../gone;")
    assert done.returncode == 2, done
    assert done.stderr.count("\n") == 1
    assert "the working folder cannot be used" in done.stderr or "`.`" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a folder that is in use can't be removed")
@pytest.mark.parametrize("words", [("--version",), ("rules",), ("explain", "REQ001"), ("--help",)])
def test_what_needs_no_working_folder(root: Path, words: tuple[str, ...]) -> None:
    (root / "gone").mkdir()
    done = shell(root, "", *words, before="cd gone; rmdir ../gone;")
    assert done.returncode == 0, done


INTERRUPTED = """
import os, sys
sys.path.append({top!r})
from checker.__main__ import run
os._exit = sys.exit
class Finder:
    left = {number}
    def find_spec(self, name, path=None, target=None):
        Finder.left -= 1
        if not Finder.left:
            raise KeyboardInterrupt
from checker.base.own_modules import OwnModules
sys.meta_path.insert(0, Finder())
def ours(self, name, *rest, find=OwnModules.find_spec):
    Finder().find_spec(name)
    return find(self, name, *rest)
OwnModules.find_spec = ours
sys.argv[1:] = {words!r}
try:
    sys.exit(run())
finally:
    print("left", Finder.left, file=sys.stderr)
"""


@pytest.mark.parametrize("words", [[], ["--format", "json"], ["rules"]])
def test_an_interrupt_while_importing(root: Path, words: list[str]) -> None:
    for number in (1, 2, 3, 5, 8, 13, 21, 34, 55, 89):
        program = INTERRUPTED.format(top=str(TOP), number=number, words=words)
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False
        )
        left = int(re.findall(r"left (-?\d+)", done.stderr)[0])
        assert "Traceback" not in done.stderr
        assert done.returncode == (130 if left <= 0 else done.returncode), (number, done)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupt_at_any_moment(root: Path) -> None:
    codes = set()
    for delay in range(0, 300, 15):
        program = f"print('go', flush=True); {RUN}"
        running = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(delay / 1000)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
        # Before `run` and after it, it is Python that is interrupted, not we.
        if "checker/cli" in said or "in run" in said:
            raise AssertionError(said)
        codes.add(running.returncode)
    assert 130 in codes


@pytest.mark.parametrize("number", [600, 3000])
def test_very_deep_paths(root: Path, number: int, capsys: pytest.CaptureFixture[str]) -> None:
    deep = "/".join(["a"] * number)
    for words in (
        [deep], ["plan", deep], [deep + "/requirements.txt"], ["--fix", deep], ["init", deep],
        ["--stdin-filename", deep], ["--output", f"json:{deep}"],
    ):  # fmt: skip
        assert cli.main(words) in ((1, 2) if "--stdin-filename" in words else (2,)), words
        said = capsys.readouterr().err
        assert "bug" not in said
        assert said.count("\n") <= 2
    (root / "pyspec-check.toml").write_text(f'roots = ["{deep}"]\n')
    assert cli.main(["--format", "concise"]) == 2
    assert "bug" not in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="paths of any length")
def test_deep_folders_that_exist(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pyspec-check.toml").write_text(f'roots = ["{"/".join(["a"] * 600)}"]\n')
    os.makedirs(root / "/".join(["a"] * 600))
    assert cli.main(["--format", "concise"]) in (0, 1)
    assert cli.main(["a/" * 600, "--format", "concise"]) in (0, 1)
    assert "bug" not in capsys.readouterr().err
