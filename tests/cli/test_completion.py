"""The completions in the real shells, and the manual page as `man` shows it."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.base.errors import UsageError, speak
from checker.base.messages import ENGLISH
from checker.cli.completion import SHELLS, main
from checker.cli.main import COMMANDS
from checker.languages import language
from scripts.command_line import commands
from scripts.write_completion import files

TOP = Path(__file__).parent.parent.parent
LINES = [
    ("pyspec-check pl", {"plan"}),
    ("pyspec-check --targ", {"--target"}),
    ("pyspec-check --target dok", {"dokku"}),
    ("pyspec-check --target heroku,rail", {"heroku,railway"}),
    ("pyspec-check check --fail-on warn", {"warning"}),
    ("pyspec-check plan --form", {"--format"}),
    ("pyspec-check fleet rep", {"report"}),
    ("pyspec-check fleet run --sel", {"--select"}),
    ("pyspec-check explain REQ00", {f"REQ00{number}" for number in range(1, 10)}),
    ("pyspec-check targets scal", {"scalingo"}),
    ("pyspec-check completion fi", {"fish"}),
    ("pyspec-check --format sar", {"sarif"}),
    ("pyspec-check --output sar", {"sarif:"}),
    ("pyspec-check Proc", {"Procfile"}),
    ("pyspec-check --config pyspec", {"pyspec-check.toml"}),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Procfile", "pyspec-check.toml"):
        (tmp_path / name).write_text("")
    return tmp_path


def script(shell: str) -> str:
    return str(TOP / "checker" / "data" / "completion" / f"{shell}.txt")


def test_the_files_are_current() -> None:
    """`python -m scripts.write_docs` writes them."""
    for path, text in files().items():
        assert path.read_text("utf-8") == text, path


@pytest.mark.parametrize("shell", SHELLS)
def test_each_option_of_each_command_is_there(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([shell]) == 0
    text = capsys.readouterr().out
    assert text == Path(script(shell)).read_text("utf-8")
    assert {command.name for command in commands() if " " not in command.name} == set(COMMANDS)
    for command in commands():
        assert command.name in text
        for option in command.options:
            for name in option.names:
                spelled = f"-l {name[2:]} " if shell == "fish" and name[:2] == "--" else name
                assert spelled in text or shell == "fish", (command.name, name)


def test_a_shell_that_is_not_known() -> None:
    with pytest.raises(UsageError, match="bash"):
        main(["bsh"])


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_bash(folder: Path, line: str, wanted: set[str]) -> None:
    """As readline calls it; what the function leaves to readline is a file."""
    program = f"""
    compopt() {{ [[ $* == *default* ]] && files=1; }}
    source '{script("bash")}'
    COMP_WORDS=({line}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
    _pyspec_check
    [[ -n $files && ${{#COMPREPLY[@]}} == 0 ]] && COMPREPLY=($(compgen -f -- "${{COMP_WORDS[-1]}}"))
    printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    assert not done.stderr
    assert set(done.stdout.split()) == wanted


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_with_equals_and_a_colon(folder: Path) -> None:
    """Readline ends words at both."""
    for words, wanted in (
        ("pyspec-check --target = dok", "dokku"),
        ("pyspec-check --output sarif :", ""),
    ):
        program = f"compopt() {{ :; }}; source '{script('bash')}'; COMP_WORDS=({words}); "
        program += "COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _pyspec_check; echo ${COMPREPLY[*]}"
        command = ["bash", "--norc", "-c", program]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == wanted


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_fish(folder: Path, line: str, wanted: set[str]) -> None:
    program = f"source '{script('fish')}'; complete -C '{line}'"
    environment = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "none")}
    done = subprocess.run(
        ["fish", "--no-config", "-c", program],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr
    assert {row.partition("\t")[0] for row in done.stdout.splitlines()} == wanted


@pytest.mark.skipif(
    shutil.which("zsh") is None or sys.platform == "win32", reason="zsh is not installed"
)
def test_zsh(folder: Path) -> None:
    """A zsh at a terminal of its own, in which Tab is pressed."""
    import pty

    (folder / "functions").mkdir()
    shutil.copy(script("zsh"), folder / "functions" / "_pyspec-check")
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb", "HOME": str(folder)})
    try:
        said = (
            "PS1='READY> '; unset zle_bracketed_paste; setopt no_beep",
            "fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D",
            'show() { print -r -- "GOT:$BUFFER"; print DONE; BUFFER= }; zle -N show',
            "bindkey '^I' complete-word; bindkey '^X^Z' show; print DO''NE",
        )
        os.write(terminal, "".join(f"{line}\r" for line in said).encode())
        read_until(terminal, "DONE")
        for line, wanted in LINES:
            if len(wanted) == 1:
                os.write(terminal, f"{line}\t\x18\x1a".encode())
                [got] = re.findall(r"GOT:([^\r\n]*)", read_until(terminal, "DONE"))
                assert got.split()[-1].rstrip(",=") in wanted, (line, got)
    finally:
        os.close(terminal)
        os.kill(process, 9)
        os.waitpid(process, 0)


def read_until(terminal: int, mark: str, seconds: float = 30) -> str:
    """What a terminal shows up to a word of its own line."""
    text, end = "", time.monotonic() + seconds
    while not re.search(rf"(?m)^{mark}\r?$", text):
        if time.monotonic() > end:
            raise TimeoutError(text)
        if select.select([terminal], [], [], 0.2)[0]:
            text += os.read(terminal, 1 << 16).decode("utf-8", "replace")
    return text


def test_what_options_do_is_told_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    speak(language("zh"))
    try:
        for shell, path in (("zsh", "zsh.zh"), ("fish", "fish.zh"), ("bash", "bash")):
            assert main([shell]) == 0
            text = capsys.readouterr().out
            assert text == Path(script(path)).read_text("utf-8")
            assert ("列出规则" in text) is (shell != "bash")
    finally:
        speak(ENGLISH)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_scripts_differ_in_explanations_only(shell: str) -> None:
    ours, theirs = (Path(script(name)).read_text("utf-8") for name in (shell, f"{shell}.zh"))
    explained = r"\[[^\]]*\]|(?<= -d ).*|'[\w]+:.*'$"
    for one, other in zip(ours.splitlines(), theirs.splitlines(), strict=True):
        bare = [re.sub(explained, "", re.sub(r"\\.", "", line.strip())) for line in (one, other)]
        assert bare[0] == bare[1]


PAGES = {
    "pyspec-check.1": ("NAME", "--target NAME", "EXIT STATUS", "`all`"),
    "zh_CN/pyspec-check.1": ("名称", "--target NAME", "退出码", "`all`", "列出规则。"),
}


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
@pytest.mark.parametrize("page", PAGES)
def test_man_shows_the_page(page: str) -> None:
    path = TOP / "man" / page
    environment = {**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": ""}
    command = ["man", "--warnings=w", "--local-file", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if "unminimize" in done.stdout:
        pytest.skip("this man is a stand-in")
    assert done.returncode == 0
    assert not done.stderr
    text = re.sub(r".\x08", "", done.stdout)
    for words in (*PAGES[page], "pyspec-check plan --target"):
        assert words in text, words


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
@pytest.mark.parametrize("page", PAGES)
def test_mandoc_finds_nothing_wrong(page: str) -> None:
    command = ["mandoc", "-T", "lint", "-W", "warning", str(TOP / "man" / page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
