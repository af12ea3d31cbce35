"""The command line as a user meets it: exit codes, streams, mistakes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from checker import __version__
from checker.cli import main as cli
from checker.cli.check_parser import check_parser
from checker.cli.options import check_options, usual_options
from checker.rules.codes import RULES
from checker.rules.registry import load_all
from checker.targets import as_of, targets

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small correct repository, as the working directory."""
    (tmp_path / "requirements.txt").write_text("gunicorn==20.1.0\n")
    (tmp_path / "Procfile").write_text("web: gunicorn app:app\n")
    (tmp_path / "runtime.txt").write_text("python-3.6.6\n")
    (tmp_path / "app.py").write_text("app = object()\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = cli.main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_clean_run_is_one_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ".: nothing to report for rainbond-5 (Rainbond 5.5 – 5.17, source specification)\n"
    assert run(capsys=capsys) == (0, words, "")
    # Whoever reads one finding a line must not read this as one.
    assert run("--format", "concise", capsys=capsys) == (0, "", words)
    assert run("--quiet", capsys=capsys) == (0, "", "")


def test_findings_are_exit_code_1_on_standard_output(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "Procfile").write_text("web:gunicorn app:app\n")
    code, out, err = run("--format", "concise", capsys=capsys)
    assert (code, err) == (1, "")
    assert out.startswith("Procfile:1:5: PROC003 error ")
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on(root: Path, capsys: pytest.CaptureFixture[str], fail_on: str, code: int) -> None:
    (root / "runtime.txt").unlink()  # a warning
    for format in ("full", "concise", "json"):
        assert run("--fail-on", fail_on, "--format", format, capsys=capsys)[0] == code
    assert run("--fail-on", fail_on, "--statistics", capsys=capsys)[0] == code


def test_a_file_stands_for_the_root_that_holds_it(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "Procfile").write_text("web:gunicorn app:app\n")
    (root / "sub").mkdir()
    (root / "sub" / "settings.py").write_text("")
    for path in ("Procfile", "sub/settings.py", str(root / "Procfile")):
        code, out, _ = run(path, "--format", "concise", capsys=capsys)
        assert code == 1
        assert "Procfile:1:5: PROC003" in out
    monkeypatch.chdir(root / "sub")
    assert "../Procfile:1:5: PROC003" in run("settings.py", "--format", "concise", capsys=capsys)[
        1
    ].replace(os.sep, "/")


def test_several_roots(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (root / name).mkdir()
        (root / name / "requirements.txt").write_text("")
        (root / name / "runtime.txt").write_text("python-3.6.6\n")
        (root / name / "Procfile").write_text(f"web:{name}\n")
    code, out, _ = run("one", "two", "one/", "--format", "concise", capsys=capsys)
    assert code == 1
    places = [line.split(" ")[0] for line in out.splitlines() if "PROC003" in line]
    assert places == ["one/Procfile:1:5:", "two/Procfile:1:5:"]
    document = json.loads(run("one", "two", "--format", "json", capsys=capsys)[1])
    assert [found["root"] for found in document["roots"]] == ["one", "two"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothere"], "`nothere` does not exist"),
        (["ruls"], "did you mean `pyspec-check rules`?"),
        (["--target", "rainbond6"], "unknown target `rainbond6`; did you mean `rainbond-6`?"),
        (["--target", "openshift"], "unknown target `openshift`; there are: rainbond-5.1,"),
        (["--format", "jsn"], "unknown format `jsn`; did you mean `json`?"),
        (["--select", "PORC003"], "unknown rule `PORC003`; did you mean `PROC003`?"),
        (["--select", "missing-space"], "did you mean `missing-space-after-colon`?"),
        (["--select", "ZZZZ"], "unknown rule `ZZZZ`"),
        (["--slect", "PROC"], "unknown option `--slect`; did you mean `--select`?"),
        (["--fail-on", "errors"], "invalid choice"),
        (["--timeout", "soon"], "--timeout: `soon` is not a number of seconds"),
        (["--timeout", "nan"], "--timeout: `nan` is not a number of seconds"),
        (["--timeout=-1"], "--timeout: `-1` is not a number of seconds"),
        (["--target"], "expected one argument"),
        (["explain", "PROC0003"], "did you mean `PROC003`?"),
        (["explain", "ZZZZ"], "unknown rule `ZZZZ`; `pyspec-check rules` lists them\n"),
        (["explain"], "required"),
        (["targets", "rainbond-7"], "unknown target `rainbond-7`"),
        (["rules", "--format", "yaml"], "unknown format `yaml`"),
        (["a\0b"], "a path cannot contain NUL"),
        (["evil\x1b[31m\nname"], "`evil\\x1b[31m\\nname` does not exist"),
        (["--stdin-filename", "../outside", "."], "is not below"),
    ],
)
def test_mistakes_are_one_line_and_exit_code_2(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    code, out, err = run(*arguments, capsys=capsys)
    assert (code, out) == (2, "")
    assert words in err
    assert err.startswith("pyspec-check: ")
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_special_paths(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(root / "fifo")
    (root / "broken").symlink_to("nowhere")
    assert "neither a file nor a folder" in run("fifo", capsys=capsys)[2]
    assert "broken symbolic link" in run("broken", capsys=capsys)[2]


def test_unknown_ignore_is_a_warning(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run("--ignore", "PROC0003", capsys=capsys)
    assert code == 0
    assert err == (
        "pyspec-check: warning: --ignore: unknown rule `PROC0003`; did you mean `PROC003`?\n"
    )


def test_select_and_ignore(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "Procfile").write_text("web:gunicorn app:app\n")
    (root / "runtime.txt").unlink()

    def codes(*arguments: str) -> set[str]:
        out = run(*arguments, "--format", "concise", "--quiet", capsys=capsys)[1]
        return {line.split()[1] for line in out.splitlines()}

    assert codes() == {"PROC003", "RUN001"}
    assert codes("--select", "PROC") == {"PROC003"}
    assert codes("--select", "proc003,RUN001") == {"PROC003", "RUN001"}
    assert codes("--ignore", "missing-space-after-colon") == {"RUN001"}
    assert codes("--select", "ALL", "--ignore", "PROC,RUN") == set()


def test_standard_input_stands_for_a_file(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stdin:
        class buffer:  # noqa: N801
            @staticmethod
            def read() -> bytes:
                return b"web:unsaved app:app\n"

    monkeypatch.setattr(sys, "stdin", Stdin)
    code, out, _ = run("--stdin-filename", "Procfile", "--format", "concise", capsys=capsys)
    assert code == 1
    assert out.startswith("Procfile:1:5: PROC003")
    assert (root / "Procfile").read_text() == "web: gunicorn app:app\n"


def test_a_failing_rule_is_a_finding_and_exit_code_3(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> object:
        raise RuntimeError("bro\x1bken")

    (root / "Procfile").write_text("web:gunicorn app:app\n")
    (root / "runtime.txt").unlink()  # RUN001 runs only then
    monkeypatch.setitem(load_all(), "RUN001", broken)
    code, out, err = run("--format", "concise", capsys=capsys)
    assert code == 3
    assert ".:1:1: INT001 error the rule RUN001 failed with RuntimeError: bro\\x1bken" in out
    assert "PROC003" in out
    assert "Traceback" not in err
    monkeypatch.setenv("PYSPEC_CHECK_TRACEBACK", "1")
    assert "Traceback" in run(capsys=capsys)[2]


def test_a_bug_is_exit_code_3_and_no_traceback(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("oh")

    monkeypatch.setattr("checker.check.pipeline.run_rules", broken)
    code, out, err = run(capsys=capsys)
    assert (code, out) == (3, "")
    assert "this is a bug: RuntimeError: oh" in err
    assert "Traceback" not in err


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--version", "-V"):
        expected = f"pyspec-check {__version__} (targets as of {as_of()})\n"
        assert run(option, capsys=capsys)[:2] == (0, expected)
    for option in ("--help", "-h", "help"):
        code, out, _ = run(option, capsys=capsys)
        assert code == 0
        for command in cli.COMMANDS:
            assert command in out
    for command in cli.COMMANDS:
        with pytest.raises(SystemExit) as exit:
            cli.main([command, "--help"])
        assert exit.value.code == 0
        assert f"pyspec-check {command}" in capsys.readouterr().out


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("rules", capsys=capsys)
    assert code == 0
    for rule in RULES.values():
        assert rule.code in out
    listed = json.loads(run("rules", "--format", "json", capsys=capsys)[1])["rules"]
    assert [rule["code"] for rule in listed] == list(RULES)


@pytest.mark.parametrize("word", ["PROC003", "proc003", "missing-space-after-colon"])
def test_explain(capsys: pytest.CaptureFixture[str], word: str) -> None:
    code, out, _ = run("explain", word, capsys=capsys)
    assert code == 0
    assert "PROC003 missing-space-after-colon" in out
    assert "Why:" in out
    assert "there is a space between web: and the command" in out


def test_explain_of_a_prefix_lists(capsys: pytest.CaptureFixture[str]) -> None:
    out = run("explain", "PROC", capsys=capsys)[1]
    assert "PROC001" in out
    assert "PROC013" in out
    assert "REQ001" not in out


def test_targets(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    out = run("targets", capsys=capsys)[1]
    for name in targets():
        assert name in out
    assert "rainbond-5 (default)" in out
    assert "3.6.15" in run("targets", "rainbond-6", capsys=capsys)[1]


def test_plan(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("plan", capsys=capsys)
    assert code == 0
    assert "gunicorn app:app" in out
    document = json.loads(run("plan", "--format", "json", "--target", "all", capsys=capsys)[1])
    assert [entry["target"] for entry in document["roots"]] == list(targets())
    assert document["roots"][1]["start"]["command"] == "gunicorn app:app"
    assert document["roots"][1]["python"]["effective"] == "3.6.6"


def test_targets_are_compared(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "Procfile").write_text("web:gunicorn app:app\n")
    code, out, _ = run("--target", "all", capsys=capsys)
    assert code == 1
    for name in targets():
        assert name in out
    document = json.loads(
        run("--target", "rainbond-5,rainbond-6", "--format", "json", capsys=capsys)[1]
    )
    assert document["target"] is None
    assert [entry["target"] for entry in document["roots"]] == ["rainbond-5", "rainbond-6"]
    for words in (["--diff"], ["--fix"], ["--write-baseline"]):
        code, _, err = run("--target", "all", *words, capsys=capsys)
        assert code == 2
        assert "name them with --target" in err


def test_a_second_place_is_named_as_the_first_one_is(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "sub").mkdir()
    (root / "sub" / "requirements.txt").write_text("a==1\na==1\n")
    out = run("sub", "--select", "REQ006", capsys=capsys)[1]
    assert "= see:  sub/requirements.txt:1:1: " in out


def test_another_target_is_proposed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "runtime.txt").write_text("python-3.9.16")
    out = run(capsys=capsys)[1]
    assert "--target rainbond-6" in " ".join(out.split())


def test_the_clauses_are_covered(capsys: pytest.CaptureFixture[str]) -> None:
    out = run("targets", "rainbond-5", capsys=capsys)[1]
    assert "procfile.space" in out


def test_the_reader_may_go_away(root: Path) -> None:
    command = [sys.executable, "-m", "checker", "rules"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_a_full_disk_is_no_bug(root: Path) -> None:
    command = [sys.executable, "-m", "checker", "--format", "json"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    words = b"pyspec-check: cannot write to standard output: No space left on device\n"
    assert (done.returncode, done.stderr) == (2, words)


def test_a_terminal_that_knows_only_ascii(root: Path) -> None:
    (root / "Procfile").write_text("web:gunicorn “app”\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "checker"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout.isascii()
    assert done.stderr == b""


USUAL = (
    *("--quiet", "-q", "--all", "--exit-zero", "--no-ignores", "--staged", "--statistics"),
    *("--format=concise", "--format=nonsense", "--target=rainbond-6-cnb,rainbond-5"),
    *("--color=always", "--fail-on=warning"),
)


@pytest.mark.parametrize("first", USUAL)
@pytest.mark.parametrize("second", USUAL)
@pytest.mark.parametrize("apart", [True, False])
def test_usual_options_come_to_what_the_parser_takes_them_for(
    first: str, second: str, apart: bool
) -> None:
    options = [first, second]
    if apart:
        options = [word for option in options for word in option.split("=")]
    for words in (options, [*options, "a", "b"], ["a", "b", *options], ["a", *options, "b"]):
        taken = usual_options(words)
        if taken is None:
            assert words[0] == "a"
            assert words[-1] == "b"
        else:
            assert vars(taken) == vars(check_parser().parse_args(words)) | {
                name: value for name, value in vars(taken).items() if not value
            }


@pytest.mark.parametrize(
    "words",
    [
        *(["--format"], ["--format="], ["--format", "--all"], ["--format", "-"], ["-qv"], ["--"]),
        *(["--color", "red"], ["--fail-on=no"], ["--quiet=1"], ["--fix"], ["-"], ["--forma=json"]),
    ],
)
def test_all_other_options_are_the_parser_s(words: list[str]) -> None:
    assert usual_options(words) is None


def test_no_option_is_what_the_parser_takes_for_none() -> None:
    parsed, taken = vars(check_parser().parse_args(["x"])), vars(check_options(["x"]))
    assert {name: value or None for name, value in parsed.items()} == {
        name: value or None for name, value in taken.items()
    }
