"""The configuration: where it is found, what it does, and how each mistake is told."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import cli
from checker.config import find_config
from checker.config_schema import KEYS, json_schema
from checker.errors import UsageError
from checker.rules import load_rules
from checker.targets import targets
from checker.tree import MemoryTree
from tests.conftest import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    code = cli.main(["--select", "PROC003,RUN001,RUN002", "--format", "concise", "-q", *arguments])
    out, err = capsys.readouterr()
    return code, [" ".join(line.split(" ")[:3]) for line in out.splitlines()], err


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """PROC003 (error) in the Procfile, RUN001 (warning) for runtime.txt."""
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "Procfile").write_text("web:x\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


BOTH = ["Procfile:1:5: PROC003 error", "runtime.txt:1:1: RUN001 warning"]


def configure(root: Path, text: str, table: bool = False) -> None:
    name = "pyproject.toml" if table else "pyspec-check.toml"
    (root / name).write_text("[tool.pyspec-check]\n" * table + text, "utf-8")


@pytest.mark.parametrize(
    ("text", "lines", "code"),
    [
        ("", BOTH, 1),
        ('ignore = ["PROC003"]', BOTH[1:], 0),
        ('ignore = { PROC003 = "the team writes it so", RUN = "later" }', [], 0),
        ('ignore = ["missing-space-after-colon"]\nfail-on = "warning"', BOTH[1:], 1),
        ('fail-on = "never"', BOTH, 0),
        ('severity = { PROC003 = "info", RUN = "error", RUN001 = "info" }',
         ["Procfile:1:5: PROC003 info", "runtime.txt:1:1: RUN001 info"], 0),
        ('severity.ALL = "error"', [BOTH[0], "runtime.txt:1:1: RUN001 error"], 1),
        ('per-file-ignores = { "Proc*" = ["PROC"] }', BOTH[1:], 0),
        ('per-file-ignores."*.txt" = { RUN001 = "why" }', BOTH[:1], 1),
        ('per-file-ignores = { "Procfile" = ["RUN"], "x/Procfile" = ["PROC"] }', BOTH, 1),
        ('exclude = ["Procfile", "other/"]', BOTH[1:], 0),
    ],
)  # fmt: skip
def test_what_it_does(
    root: Path, capsys: pytest.CaptureFixture[str], text: str, lines: list[str], code: int
) -> None:
    configure(root, text)
    assert run(capsys) == (code, lines, "")
    os.unlink("pyspec-check.toml")
    configure(root, text, table=True)
    assert run(capsys) == (code, lines, "")


def test_target_and_select(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(root, 'target = "rainbond-6-cnb"\nselect = ["PROC003"]\n')
    assert cli.main(["--format", "json"]) in (0, 1)
    out = capsys.readouterr().out
    assert '"target": "rainbond-6-cnb"' in out
    assert "RUN001" not in out


OURS = """
target = "ours"
[targets.ours]
extends = "rainbond-5"
python_supported = ["3.6.6", "3.12.1"]
python_default = "3.12.1"
python_recommended = ["3.12.1"]
"""


def test_a_target_of_ones_own(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(root, OURS)
    assert cli.main(["--select", "RUN001", "--format", "concise"]) == 0
    assert "python-3.12.1" in capsys.readouterr().out
    assert cli.main(["--select", "RUN001", "--format", "concise", "--target", "rainbond-5"]) == 0
    assert "python-3.6.6" in capsys.readouterr().out
    assert cli.main(["--target", "our"]) == 2
    assert "unknown target `our`; did you mean `ours`?" in capsys.readouterr().err


def test_the_command_line_is_above(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(root, 'fail-on = "never"\nignore = ["PROC003"]\nselect = ["GIT"]\n')
    assert run(capsys, "--fail-on", "error")[1] == BOTH[1:]
    assert run(capsys, "--ignore", "RUN", "--fail-on", "error")[:2] == (1, BOTH[:1])


def test_suppressed_findings_are_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(root, 'exclude = ["Procfile"]\n')
    cli.main(["--select", "PROC003", "--format", "json"])
    assert '"suppressed": 1' in capsys.readouterr().out


def test_the_nearest_one_is_the_only_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "init", "--quiet")
    (root / "app").mkdir()
    (root / "app" / "Procfile").write_text("web:x\n")
    (root / "app" / "requirements.txt").write_text("")
    configure(root, 'ignore = ["RUN"]\nexclude = ["app/Procfile"]\n')
    assert run(capsys, "app")[1] == []
    (root / "app" / "pyproject.toml").write_text("[tool.other]\nx = 'pyspec-check'\n")
    assert run(capsys, "app")[1] == []
    configure(root / "app", 'fail-on = "warning"\n', table=True)
    assert run(capsys, "app")[1] == ["app/" + BOTH[0], "app/" + BOTH[1]]
    configure(root / "app", 'ignore = ["ALL"]\n')
    assert run(capsys, "app")[1] == []


def test_nothing_above_the_checkout_is_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(root, "not toml")
    (root / "app").mkdir()
    (root / "app" / "Procfile").write_text("web:x\n")
    assert run(capsys, "app")[0] == 1
    git(root / "app", "init", "--quiet")
    assert run(capsys, "app")[0] == 1


def test_roots(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two/deep"):
        (root / name).mkdir(parents=True)
        (root / name / "Procfile").write_text("web:x\n")
        (root / name / "requirements.txt").write_text("")
    configure(root, 'roots = ["one", "two/deep/"]\nignore = ["RUN"]\nexclude = ["two"]\n')
    assert run(capsys)[1] == ["one/" + BOTH[0]]
    configure(root / "one", "")
    assert run(capsys)[1] == ["one/" + line for line in BOTH]
    configure(root, 'roots = ["gone"]\n')
    assert run(capsys) == (
        2,
        [],
        "pyspec-check: pyspec-check.toml:1: the root `gone` is no folder here\n",
    )


def test_it_is_read_from_the_revision_that_is_checked(
    root: Path, capsys: pytest.CaptureFixture[str], repository: Callable[..., Path]
) -> None:
    made = repository(
        {
            "pyproject.toml": '[tool.pyspec-check]\nroots = ["a"]\nignore = ["RUN"]\n',
            "a/Procfile": "web:x\n",
            "a/requirements.txt": "",
        }
    )
    git(made, "commit", "--quiet", "-m", "x")
    (made / "pyproject.toml").write_text("broken pyspec-check")
    assert run(capsys, "--rev", "HEAD", str(made))[1] == [f"{made}/a/{BOTH[0]}"]
    assert run(capsys, "--staged", str(made))[1] == [f"{made}/a/{BOTH[0]}"]
    git(made, "clone", "--quiet", "--bare", ".", "../bare.git")
    bare = str(made.parent / "bare.git")
    assert run(capsys, "--rev", "HEAD", bare)[1] == [f"{bare}/a/{BOTH[0]}"]
    assert run(capsys, str(made))[0] == 2


def test_git_s_configuration_above_a_root_counts(
    root: Path, capsys: pytest.CaptureFixture[str], repository: Callable[..., Path]
) -> None:
    made = repository({"pyspec-check.toml": 'exclude = ["a/Procfile"]\n', "a/Procfile": "web:x\n"})
    git(made, "commit", "--quiet", "-m", "x")
    (made / "pyspec-check.toml").write_text("broken")
    for arguments in (["--staged"], ["--rev", "HEAD"]):
        assert run(capsys, *arguments, str(made / "a"))[:2] == (0, [])
    assert run(capsys, str(made / "a"))[0] == 2
    assert run(capsys, "--rev", "HEAD:a", str(made))[0] == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("targt = 'x'", ":1:1: unknown key `targt`; did you mean `target`?\n"),
        ("targt = 'x'", "\n 1 | targt = 'x'\n   | ^^^^^\nthere are: "),
        ("[zzz]\n", ":1:2: unknown key `zzz`\n 1 | [zzz]\n   |  ^^^\nthere are: target, targets,"),
        ("target = 'rainbond6'", ":1:10: unknown target `rainbond6`; did you mean `rainbond-6`?\n"),
        ("target = 6", ":1:10: `target` must be a text, not a number\n"),
        ("fail-on = 'errors'", "unknown fail-on `errors`; did you mean `error`?\n"),
        ("select = 'PROC'", ":1:10: `select` must be an array of texts, not a text\n"),
        ("select = [\n  'PROC',\n  'PORC003' ]", ":3:3: unknown rule `PORC003`; did you"),
        ("select = [\n  'PROC',\n  'PORC003' ]", "\n 3 |   'PORC003' ]\n   |   ^^^^^^^^^"),
        ("select = [1]", ":1:11: this must be a text, not a number\n"),
        ("select = ['']", ":1:11: this text is empty\n"),
        ("ignore = { PROC003 = '' }", ":1:22: the reason is empty\n"),
        ("ignore = { PROC003 = true }", "a reason must be a text, not a truth value\n"),
        ("ignore = 1979-05-27", "`ignore` must be an array of texts, not a date\n"),
        ("per-file-ignores = ['x']", "`per-file-ignores` must be a table, not an array\n"),
        ("per-file-ignores.x = 'PROC'", ":1:22: `x` must be an array of texts, not a text\n"),
        ("severity.PROC003 = 'fatal'", ":1:20: unknown severity `fatal`\n"),
        ("severity.PORC003 = 'info'", ":1:1: unknown rule `PORC003`; did you mean `PROC003`?\n"),
        ("targets.ours = {}", "`targets.ours.extends` is missing"),
        ("[targets.ours]\nextends = 'rainbond6'", ":2:11: `targets.ours.extends` there is no"),
        ("[targets.o]\nextends = 'rainbond-6'\nbuilderr = 'x'", ":3:12: `targets.o.builderr` "),
        ("[targets.o]\nextends = 'rainbond-6'\nbuilderr = 'x'", "did you mean `builder`?"),
        ("roots = ['../x']", ":1:10: a root is a folder below this one"),
        ("roots = ['/x']", "a root is a folder below this one"),
        ("x = [", ":1:6: "),
        ("x = 1\nx = 2", ":2:6: "),
        ("\tsélect\u200b = 1", "\n 1 | \\ts"),
        ("a = " + "[" * 5000, ":1:"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    root: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    configure(root, text)
    code, out, err = run(capsys)
    assert (code, out) == (2, [])
    assert err.startswith("pyspec-check: pyspec-check.toml:")
    assert told in err
    assert err.count("\n") <= 4
    assert all(char == "\n" or char.isprintable() for char in err)


def test_a_mistake_in_the_shared_file_is_found_there(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "pyproject.toml").write_text(
        "[project]\r\nname = 'é'\r\n[tool.pyspec-check]\r\n  targt = 1\r\n"
    )
    assert "pyproject.toml:4:3: unknown key `targt`" in run(capsys)[2]
    (root / "pyproject.toml").write_bytes(b"# pyspec-check \xff\n")
    assert "pyproject.toml:1:16: this is not UTF-8" in run(capsys)[2]
    (root / "pyproject.toml").write_text("tool = { pyspec-check = 1 }\n")
    assert "this must be a table, not a number" in run(capsys)[2]


def test_an_unknown_ignore_is_a_warning(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(root, 'ignore = ["RUN", "PORC003"]\n')
    code, lines, err = run(capsys)
    assert (code, lines) == (1, BOTH[:1])
    assert err == (
        "pyspec-check: warning: pyspec-check.toml:1:18: unknown rule `PORC003`; "
        "did you mean `PROC003`?\n"
    )


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.text("[]{}='\"\n.,tabcdefgijlnorsu-").map(str.encode)
)
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    told = "pyspec-check.toml:"
    try:
        find_config(MemoryTree({"pyspec-check.toml": data}), None)
    except UsageError as error:
        told = str(error)
    assert told.startswith("pyspec-check.toml:")


def test_a_foreign_pyproject_costs_no_parser(root: Path) -> None:
    (root / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    program = (
        "import sys; from checker.config import find_config; "
        "from checker.tree import DirectoryTree; find_config(DirectoryTree('.'), '.'); "
        "print('tomllib' in sys.modules, 'tomli' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_config_shows_what_holds_and_why(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(root, '# a\nignore = { RUN = "a \\"b\\"" }\n[per-file-ignores]\n"*.py" = ["DJ"]\n')
    assert cli.main(["config", "--fail-on", "info"]) == 0
    out = capsys.readouterr().out
    lines = [line.split("  # ") for line in out.splitlines()]
    assert [(text.split(" = ")[0].strip(), *origin) for text, *origin in lines] == [
        ("# .",),
        ("target", "default"),
        ("targets", "default"),
        ("roots", "default"),
        ("select", "default"),
        ("ignore", "pyspec-check.toml:2"),
        ("per-file-ignores", "pyspec-check.toml:3"),
        ("severity", "default"),
        ("fail-on", "command line"),
        ("exclude", "default"),
    ]
    assert tomllib.loads(out)["ignore"] == {"RUN": 'a "b"'}
    assert set(tomllib.loads(out)) == set(KEYS)


def test_the_schema_is_one_and_takes_what_we_take() -> None:
    schema = json_schema(targets(), list(load_rules()), "https://example.org")
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    good: tuple[dict[str, object], ...] = (
        {"target": "rainbond-6", "targets": {"ours": {"extends": "rainbond-6"}}},
        {"target": "ours", "ignore": {"PROC": "why"}, "fail-on": "never"},
        {"per-file-ignores": {"a": ["PROC"], "b": {"RUN": "x"}}, "severity": {"RUN001": "info"}},
    )
    bad: tuple[dict[str, object], ...] = (
        {"targt": "x"}, {"targets": {"ours": {}}},
        {"fail-on": "x"}, {"ignore": {"X": ""}}, {"select": "PROC"},
    )  # fmt: skip
    for value in good:
        jsonschema.validate(value, schema)
    for value in bad:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(value, schema)


def test_an_unreadable_one_is_not_silently_left_out(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "pyspec-check.toml").symlink_to("gone.toml")
    code, _, err = run(capsys)
    assert code == 2
    assert err == "pyspec-check: pyspec-check.toml: broken link\n"
    os.unlink("pyspec-check.toml")
    os.mkdir("pyspec-check.toml")
    assert run(capsys)[0] == 2
