"""`--diff` is exact as a patch, and inert where people or a build server read it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.text import escape_ci_commands
from checker.cli import main as cli
from checker.fixes.write import harmless

TOP = Path(__file__).parent.parent.parent
RUN = (
    f"import sys; sys.path.append({str(TOP)!r}); from checker.cli.main import run; sys.exit(run())"
)
BAD = b"# \x1b]0;title\x07 \xc2\x9b31m \xe2\x80\xae ##vso[task.complete] x\r# gone\n"
SAID = "escaped in requirements.txt: `git apply` does not accept this"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "root"
    made.mkdir()
    (made / "requirements.txt").write_bytes(b"flask=2.0\n" + BAD + b"gunicorn==20.1.0\n")
    (made / "Procfile").write_bytes(b"web:gunicorn app:app\n")
    (made / "runtime.txt").write_bytes(b"python-3.6.6\n")
    return made


def diff(
    root: Path, *words: str, stdout: int = subprocess.PIPE, **variables: str
) -> tuple[bytes, str]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, "--diff", "--unsafe-fixes", *words],
        cwd=root,
        env={**os.environ, **variables},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout or b"", done.stderr.decode()


def is_inert(data: bytes) -> bool:
    text = data.decode("utf-8")
    controls = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text.replace("\r\n", "\n"))
    return not controls and escape_ci_commands(text) == text


def applies(root: Path, patch: bytes) -> bool:
    (root.parent / "patch").write_bytes(patch)
    command = ["git", "apply", "--check", "--unsafe-paths", str(root.parent / "patch")]
    return not subprocess.run(command, cwd=root, capture_output=True, check=False).returncode


def test_a_pipe_and_a_file_get_the_patch(root: Path) -> None:
    exact, said = diff(root)
    assert BAD[:20] in exact
    assert said == ""
    assert applies(root, exact)
    with (root.parent / "out").open("wb") as file:
        diff(root, stdout=file.fileno(), CI="true")
    assert (root.parent / "out").read_bytes() == exact
    assert diff(root, CI="false")[0] == exact


def test_in_the_log_of_a_build_server(root: Path) -> None:
    exact, _ = diff(root)
    shown, said = diff(root, CI="true")
    assert is_inert(shown)
    assert not is_inert(exact)
    assert SAID in said
    assert "Procfile" not in said, "nothing of it acts"
    assert not applies(root, shown)
    out = root.parent / "out.patch"
    printed, said = diff(root, "--output", f"patch:{out}", CI="true")
    assert (printed, said) == (b"", "")
    assert out.read_bytes() == exact


def test_what_does_not_act_is_a_patch_everywhere(root: Path) -> None:
    (root / "requirements.txt").write_bytes("# é\t→ 中　文\r\nflask=2.0\r\n".encode())
    shown, said = diff(root, CI="true")
    assert shown == diff(root)[0]
    assert said == ""
    assert applies(root, shown)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals")
def test_on_a_terminal(root: Path) -> None:
    import pty

    controller, terminal = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", RUN, "--diff", "--unsafe-fixes"],
        cwd=root,
        stdout=terminal,
        stderr=subprocess.PIPE,
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            more = os.read(controller, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        shown += more
    os.close(controller)
    said = running.communicate()[1].decode()
    assert b"\\x1b]0;title" in shown
    assert is_inert(shown)
    assert SAID in said


def test_mistakes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, told in (
        (["--output", "patch:x"], "unknown format `patch`"),
        (["--fix", "--output", "patch:x"], "unknown format `patch`"),
        (["--diff", "--output", f"patch:{root}"], "it is a folder"),
        (["--diff", "--output", "patch:a", "--output", "patch:b"], "can be used only once"),
    ):
        assert cli.main([str(root), *words]) == 2
        assert told in capsys.readouterr().err


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    data += b"\n"
    shown = harmless(b" " + data)
    assert is_inert(shown)
    assert harmless(shown) == shown
    if data.isascii() and data.replace(b"\n", b"").decode().isprintable() and b"#" not in data:
        assert shown == b" " + data or b"::" in data


def test_commands_at_the_start_of_a_line() -> None:
    assert harmless(b" ::error ::x\n+::error\n  ##[add-mask]a\n a :: b\n") == (
        b" \\x3a:error ::x\n+::error\n  #\\x23[add-mask]a\n a :: b\n"
    )
