"""The configuration: where it is found, what it does, and how each mistake is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.base.errors import UsageError
from checker.cli import main as cli
from checker.config.locate import find_config
from checker.config.schema import KEYS, json_schema
from checker.files.tree import MemoryTree
from checker.rules.codes import RULES
from checker.targets import targets
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
    (root / "x").mkdir()
    (root / "other").mkdir()
    for unread in ("x/Procfile", "other/Procfile"):  # patterns that match nothing are warned of
        (root / unread).touch()
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
        "pyspec-check: pyspec-check.toml:1:10: the root `gone` is not a folder here\n"
        ' 1 | roots = ["gone"]\n   |          ^^^^^^\n',
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
        ("target = 6", ":1:10: `target` must be a string, not a number\n"),
        ("fail-on = 'errors'", "unknown fail-on `errors`; did you mean `error`?\n"),
        ("timeout = '10'", ":1:11: `timeout` must be a number, not a text\n"),
        ("timeout = true", ":1:11: `timeout` must be a number, not a truth value\n"),
        ("timeout = -1", ":1:11: `timeout` is a number of seconds, from 0 (no limit) to 86400\n"),
        ("resolve = 1", ":1:11: `resolve` must be true or false, not a number\n"),
        ("timeout = nan", ":1:11: `timeout` is a number of seconds"),
        ("select = 'PROC'", ":1:10: `select` must be an array of strings, not a text\n"),
        ("select = [\n  'PROC',\n  'PORC003' ]", ":3:3: unknown rule `PORC003`; did you"),
        ("select = [\n  'PROC',\n  'PORC003' ]", "\n 3 |   'PORC003' ]\n   |   ^^^^^^^^^"),
        ("select = [1]", ":1:11: this must be a string, not a number\n"),
        ("select = ['']", ":1:11: this string is empty\n"),
        ("ignore = { PROC003 = '' }", ":1:22: the reason is empty\n"),
        ("ignore = { PROC003 = true }", "a reason must be a string, not a truth value\n"),
        ("ignore = 1979-05-27", "`ignore` must be an array of strings or a table, not a date\n"),
        ("per-file-ignores = ['x']", "`per-file-ignores` must be a table, not an array\n"),
        ("per-file-ignores.x = 'PROC'", "`x` must be an array of strings or a table, not a text\n"),
        ("severity.PROC003 = 'fatal'", ":1:20: unknown severity `fatal`\n"),
        ("severity.PORC003 = 'info'", ":1:1: unknown rule `PORC003`; did you mean `PROC003`?\n"),
        ("targets.ours = {}", "`targets.ours.extends` is missing"),
        ("[targets.ours]\nextends = 'rainbond6'", ":2:11: `targets.ours.extends` names 'rainb"),
        ("[targets.o]\nextends = 'rainbond-6'\nbuilderr = 'x'", ":3:12: `targets.o.builderr` "),
        ("[targets.o]\nextends = 'rainbond-6'\nbuilderr = 'x'", "did you mean `builder`?"),
        ("roots = ['../x']", ":1:10: a root is a folder below this one"),
        ("roots = ['/x']", "a root is a folder below this one"),
        ("roots = ['a', './a/']", ":1:15: the root `./a/` is listed twice\n"),
        ("exclude = ['!a']", ":1:12: a pattern cannot be negated with `!`\n"),
        ("exclude = ['/']", ":1:12: this pattern is empty\n"),
        ("per-file-ignores.'../a' = ['REQ']", ":1:1: a pattern is for paths below this folder"),
        ("exclude = ['" + "a" * 301 + "']", "a pattern has at most 300 characters\n"),
        ("severity.INT001 = 'info'", ":1:1: what INT001 says is of the check itself"),
        ("[tool.pyspec-check]", "in this file the settings are at the top, in no table\n"),
        ("[targets.1]\nextends = 'rainbond-6'\nbuilder = 1", ":3:11: `targets.1.builder` "),
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
    (root / "pyproject.toml").write_text("[tool.PySpec_Check]\n")
    (root / "pyproject.toml").write_text("[tool.pyspec-check]\n")
    configure(root, 'ignore = ["RUN", "PROC003"]\n')
    assert run(capsys) == (
        0,
        [],
        "pyspec-check: warning: pyproject.toml: its [tool.pyspec-check] does not count beside "
        "pyspec-check.toml\n",
    )


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("tool.PySpec_Check", "pyproject.toml:1:7: [tool.PySpec_Check] is not read; did you mean "),
        ("tool.pyspec", "pyproject.toml:1:7: [tool.pyspec] is not read; did you mean "),
        ("tool.pyspec-chek", "pyproject.toml:1:7: [tool.pyspec-chek] is not read; did you mean "),
        ("pyspec-check", "pyproject.toml:1:2: [pyspec-check] is not read; did you mean "),
    ],
)
def test_a_table_with_another_name_is_warned_of(
    root: Path, capsys: pytest.CaptureFixture[str], table: str, told: str
) -> None:
    (root / "pyproject.toml").write_text(f"[{table}]\nignore = ['ALL']\n")
    code, _, err = run(capsys)
    assert code == 1
    assert err.startswith(f"pyspec-check: warning: {told}[tool.pyspec-check]?\n")


def test_tables_of_others_are_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "[project]\nname = 'pyspec'\n[tool.spec]\n[tool.pyright]\n[tool.pyspelling]\n"
    (root / "pyproject.toml").write_text(text)
    assert "is not read" not in run(capsys)[2]


@pytest.mark.parametrize(
    "name",
    [
        ".pyspec-check.toml",
        "pyspec_check.toml",
        "pyspec.toml",
        "pyspec-check.yaml",
        "pyspeccheck.ini",
    ],
)
def test_a_file_with_another_name_is_warned_of(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (root / name).write_text("ignore = ['ALL']\n")
    code, _, err = run(capsys)
    assert code == 1
    meant = f"pyspec-check: warning: `{name}` is not read; did you mean `pyspec-check.toml`?\n"
    assert err == meant
    (root / name).rename(root / "spec-of-pyspec.toml")
    assert run(capsys)[2] == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('exclude = ["requirments.txt"]', ["1:12: the pattern `requirments.txt` matches no file; "
         "did you mean `requirements.txt`?"]),
        ('[per-file-ignores]\n"procfile" = ["PROC"]\n', ["2:1: the pattern `procfile` matches no "
         "file; did you mean `Procfile`?"]),
        ('exclude = ["*.md", "Procfile"]', ["1:12: the pattern `*.md` matches no file"]),
        ('exclude = ["/Procfile", "*.txt", ".venv/", "**/node_modules/**"]', []),
    ],
)  # fmt: skip
def test_a_pattern_that_matches_nothing_is_warned_of(
    root: Path, capsys: pytest.CaptureFixture[str], text: str, told: list[str]
) -> None:
    configure(root, text + "\n")
    expected = [f"pyspec-check: warning: pyspec-check.toml:{line}" for line in told]
    assert run(capsys)[2].splitlines() == expected
    assert run(capsys, "--no-ignores")[2] == ""


def test_one_that_is_not_read_to_its_end_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(root, "# x\n" * 1_100_000 + "fail-on = 'never'\n")
    code, _, err = run(capsys)
    assert code == 2
    assert ": the file is larger than 4,194,304 bytes\n" in err


def test_this_folder_may_be_one_of_several_roots(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "one").mkdir()
    (root / "one" / "Procfile").write_text("web:x\n")
    (root / "one" / "requirements.txt").write_text("")
    configure(root, 'roots = [".", "one/."]\nignore = ["RUN"]\n')
    assert run(capsys)[1] == [BOTH[0], "one/" + BOTH[0]]


def test_the_severity_of_what_the_tool_says(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "requirements.txt").write_text("a==1 # pyspec: ignore[REQ006]\n")
    configure(root, 'severity.INT003 = "error"\n')
    cli.main(["--select", "REQ006,INT003", "--format", "concise"])
    assert "requirements.txt:1:6: INT003 error" in capsys.readouterr().out


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
        "import sys; from checker.config.locate import find_config; "
        "from checker.files.tree import DirectoryTree; find_config(DirectoryTree('.'), '.'); "
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
        ("language", "default"),
        ("exclude", "default"),
        ("timeout", "default"),
        ("resolve", "default"),
    ]
    assert tomllib.loads(out)["ignore"] == {"RUN": 'a "b"'}
    assert set(tomllib.loads(out)) == set(KEYS)


def test_what_config_shows_is_a_configuration(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(
        root,
        'target = "ours"\nroots = ["."]\nignore = ["REQ011", "RUN"]\nfail-on = "info"\n'
        '[per-file-ignores]\n"a b\\u00e9" = ["DJ"]\n"*.py" = { PY = "why \\"so\\"" }\n'
        '[severity]\nRUN001 = "error"\n'
        '[targets.ours]\nextends = "rainbond-6"\ndockerfile_depth = 1\npython_recommended = []\n',
    )
    assert cli.main(["config"]) == 0
    shown = capsys.readouterr().out
    configure(root, shown)
    assert cli.main(["config"]) == 0
    again = capsys.readouterr().out
    assert tomllib.loads(again) == tomllib.loads(shown)
    assert tomllib.loads(shown)["targets"]["ours"]["dockerfile_depth"] == 1


SCHEMA = json_schema(targets(), list(RULES.values()), "https://example.org")


def test_the_schema_is_of_schemastore_s_form() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert SCHEMA["$id"].startswith("https://json.schemastore.org/")
    assert SCHEMA["description"].endswith("\nhttps://example.org"), "the link stands last"
    todo = [SCHEMA]
    while todo:
        here = todo.pop()
        for value in here.get("properties", {}).values():
            if "enum" not in value or "type" in value:
                assert value.get("title"), value
                assert value.get("description"), value
            todo.append(value)
        if here.get("type") == "object" and "properties" in here:
            assert here["additionalProperties"] is False
        if isinstance(here.get("additionalProperties"), dict):
            todo.append(here["additionalProperties"])


RULE = st.sampled_from(
    ["ALL", "REQ", "R", "req0", "PROC003", "Proc00", "missing-space-after-colon", "REQ099", "X",
     "REQ0011", "INT", "INT001", "INT002", "", " ", "all", "INT00", "rule-failed", "-"]
)  # fmt: skip
ODD = st.sampled_from(
    [1, 1.5, True, "x", "", [], {}, [1], [[]], {"a": 1}, {"a": ""}, {"a": {}}, {"": ""}]
)
REASON = st.sampled_from(["why", " ", "", "\t", 1, "x y"])
PATH = st.sampled_from(
    ["a", "a/", "/a", "!a", "*.txt", "", "/", "//", "..", "../a", "a/..", "a/../b", "..a", "./a",
     "a//b", "a\\b", ".", "a" * 300, "a" * 301, "\u00e9", "[", "**/x"]
)  # fmt: skip
REASONS = st.lists(RULE, max_size=3) | st.dictionaries(RULE, REASON, max_size=3) | ODD
OWN = st.fixed_dictionaries(
    {"extends": st.just("rainbond-6")},
    optional={
        "title": st.sampled_from(["x", "", " ", 1]),
        "builder": st.sampled_from(["slug", "cnb", "docker", 1]),
        "python_default": st.sampled_from(["3.9.16", "3.9.x", "", 3]),
        "python_recommended": st.sampled_from([["3.9.16"], [], ["3.9.16"] * 2, ["x"], "3.9.16"]),
        "recognised_by": st.sampled_from([["a"], [], ["a", "a"], [1], 1]),
        "port_variable": st.sampled_from(["PORT", "a-b", "", 1]),
        "dockerfile_depth": st.sampled_from([0, 10, 11, -1, 1.5, True, "1"]),
        "extend": st.just("x"),
    },
) | st.sampled_from([{}, 1, {"extends": 1}])
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "target": st.sampled_from(["rainbond-5", "rainbond-6-cnb", "x", "", 1, []]),
        "roots": st.lists(PATH, max_size=1) | ODD,
        "select": st.lists(RULE, max_size=3) | ODD,
        "ignore": REASONS,
        "per-file-ignores": st.dictionaries(PATH, REASONS, max_size=2) | ODD,
        "severity": st.dictionaries(
            RULE, st.sampled_from(["error", "info", "Error", "", 1]), max_size=2
        )
        | ODD,
        "fail-on": st.sampled_from(["error", "never", "fatal", "", 1, []]),
        "exclude": st.lists(PATH, max_size=3) | ODD,
        "resolve": st.sampled_from([True, False, 0, "true", []]),
        "timeout": st.sampled_from([0, 0.5, 10, 86_400, 86_401, -1, True, "1"]) | ODD,
        "Target": st.just("x"),
    },
)


def toml(value: object) -> str:
    """Any JSON value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    return json.dumps(value)


@settings(max_examples=300, deadline=None)
@example({"severity": {"": "error"}}, None)
@example({"ignore": {"": "why"}}, None)
@given(
    DOCUMENTS, st.dictionaries(st.sampled_from(["ours", "A", "rainbond-5", "1"]), OWN) | st.none()
)
def test_the_schema_takes_what_the_reader_takes(
    document: dict[str, object], own: dict[str, object] | None
) -> None:
    if own is not None and document.get("target") not in ("x", ""):  # the schema can't know them
        document = {**document, "targets": own}
    text = "".join(f"{name} = {toml(value)}\n" for name, value in document.items())
    told = ""
    try:
        find_config(MemoryTree({"pyspec-check.toml": text.encode()}), None)
    except UsageError as error:
        told = str(error)
    wrong = [error.message for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(document)]
    assert bool(told) == bool(wrong), (text, told, wrong)


def test_an_unreadable_one_is_not_silently_left_out(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "pyspec-check.toml").symlink_to("gone.toml")
    code, _, err = run(capsys)
    assert code == 2
    assert err == "pyspec-check: cannot read pyspec-check.toml: broken link\n"
    os.unlink("pyspec-check.toml")
    os.mkdir("pyspec-check.toml")
    assert run(capsys)[0] == 2


def test_roots_of_several_targets_are_checked_each_against_its_own(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, target in (("one", "rainbond-5"), ("two", "rainbond-6")):
        (root / name).mkdir()
        (root / name / "requirements.txt").write_text("gunicorn==20.1.0\n")
        (root / name / "Procfile").write_text("web:gunicorn app:app\n")
        (root / name / "app.py").write_text("app = None\n")
        configure(root / name, f'target = "{target}"\nselect = ["PROC003"]\n')
    configure(root, 'roots = ["one", "two"]\n')
    code = cli.main(["--format", "concise"])
    found = [line.split(" there is no space")[0] for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert found == ["one/Procfile:1:5: PROC003 error", "two/Procfile:1:5: PROC003 info"]
    assert cli.main([]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "one: 1 error in 1 file for rainbond-5 (" in shown
    assert "two: 1 info in 1 file for rainbond-6 (" in shown
    assert cli.main(["--diff"]) == 1
    assert capsys.readouterr().out.count("+web: gunicorn app:app\n") == 2
    assert cli.main(["--write-baseline"]) == 0
    assert cli.main(["--fail-on", "info"]) == 0
