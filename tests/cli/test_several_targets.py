"""Several targets: one report, in which each finding names the targets that it holds for."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from checker.cli import main as cli
from checker.reports.formats import FORMATS
from checker.targets import targets

TOP = Path(__file__).parent.parent.parent
SCHEMA = json.loads((TOP / "docs" / "report.schema.json").read_text("utf-8"))
TWO = 'targets = ["rainbond-6", "heroku"]\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "requirements.txt").write_text("flask==3.0.0\ngunicorn==22.0.0\n")
    (tmp_path / "app.py").write_text("from flask import Flask\n\napp = Flask(__name__)\n")
    (tmp_path / "Procfile").write_text("web:gunicorn app:app\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(list(words))
    return code, *capsys.readouterr()


def test_each_finding_names_its_targets(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pyspec-check.toml").write_text(TWO)
    code, out, _ = said(capsys, "--format", "concise")
    assert code == 1
    lines = out.splitlines()
    assert any(" PROC003 info " in line and line.endswith(" [rainbond-6]") for line in lines)
    assert any(" PROC003 error " in line and line.endswith(" [heroku]") for line in lines)
    (root / "requirements.txt").write_text("flask==3.0.0\n")
    (root / "Procfile").write_text("web: gunicorn app:app\n")
    [line] = said(capsys, "--format", "concise", "--select", "CMD001")[1].splitlines()
    assert line.endswith(" [rainbond-6, heroku]")


@pytest.mark.parametrize(
    "words",
    [
        ["--target", "rainbond-6,heroku"],
        ["--target", "rainbond-6", "--target", "heroku"],
        ["--target", "rainbond-6,heroku", "--target", "heroku,rainbond-6"],
        ["--target=rainbond-6 heroku"],
    ],
)
@pytest.mark.parametrize("name", [*FORMATS])
def test_the_command_line_says_the_same_as_the_configuration(
    root: Path, capsys: pytest.CaptureFixture[str], words: list[str], name: str
) -> None:
    asked = said(capsys, *words, "--format", name)
    (root / "pyspec-check.toml").write_text(TWO)
    assert said(capsys, "--format", name) == asked
    (root / "pyspec-check.toml").write_text(TWO.replace("targets", "target"))
    assert said(capsys, "--format", name) == asked
    assert asked[0] == 1
    assert "heroku" in asked[1]


def test_the_full_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "--target", "rainbond-6,heroku")[1]
    assert "  = for:  rainbond-6\n" in out
    assert "  = for:  heroku\n" in out
    assert "for rainbond-6, heroku\n" in out
    assert "\n  rainbond-6: 1 warning, 1 info\n" in out
    assert "\n  heroku: 1 error" in out
    (root / "Procfile").write_text("web: gunicorn app:app\n")
    (root / ".python-version").write_text("3.12\n")
    (root / "runtime.txt").write_text("python-3.9.16")
    code, out, _ = said(capsys, "--target", "rainbond-6,rainbond-5.14", "--select", "PROC")
    assert (code, out) == (0, ".: nothing to report for rainbond-6, rainbond-5.14\n")


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "rdjson"])
def test_formats_for_programs_are_valid(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    out = said(capsys, "--target", "rainbond-6,heroku", "--format", name)[1]
    found: Any = [json.loads(line) for line in out.splitlines()] if name == "jsonl" else None
    found = json.loads(out) if found is None else found
    if name == "json":
        jsonschema.validate(found, SCHEMA)
        assert [each["target"] for each in found["roots"]] == ["rainbond-6", "heroku"]
        for entry in found["roots"]:
            assert all(entry["target"] in each["targets"] for each in entry["findings"])
    elif name == "jsonl":
        assert {each["target"] for each in found} == {None}
        assert ["heroku"] in [each["targets"] for each in found]
    elif name == "sarif":
        [run] = found["runs"]
        assert run["automationDetails"]["id"] == "pyspec-check/rainbond-6+heroku/"
        assert ["heroku"] in [each["properties"]["targets"] for each in run["results"]]
        prints = [each["partialFingerprints"]["pyspecCheck/v1"] for each in run["results"]]
        assert len(set(prints)) == len(prints)
    elif name == "gitlab":
        prints = [each["fingerprint"] for each in found]
        assert len(set(prints)) == len(prints)


def test_one_target_has_no_list(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "--format", "json", "--target", "heroku")[1]
    assert '"targets"' not in out
    (root / "pyspec-check.toml").write_text('targets = ["heroku"]\n')
    assert said(capsys, "--format", "json")[1] == out


def test_all_targets_are_compared_and_listed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(capsys, "--target", "all")
    assert code == 1
    assert out.startswith(f". on {len(targets())} targets\n")
    code, out, _ = said(capsys, "--target", "all", "--format", "concise")
    assert code == 1
    assert "PROC003 error" in out
    code, out, _ = said(capsys, "--target", "rainbond-6,heroku", "--format", "comparison")
    assert out.startswith(". on 2 targets\n")
    code, _, err = said(capsys, "--format", "comparison")
    assert code == 2
    assert "--format comparison needs several targets" in err


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("targets = []", ":1:11: this array is empty: name at least one target\n"),
        ("target = []", ":1:10: this array is empty: name at least one target\n"),
        ("targets = ['heroku', 'heruko']", ":1:22: unknown target `heruko`; did you mean `heroku`"),
        ("targets = ['heroku', 'heroku']", ":1:22: the target `heroku` is listed twice\n"),
        ("targets = ['auto']", ":1:12: `auto` means the target that the files show, so it cannot"),
        ("targets = ['heroku', 'auto']", ":1:22: `auto` means the target that the files show"),
        ("targets = ['all']", ":1:12: `all` means every target, so it cannot be one of several\n"),
        ("target = 'all'", ":1:10: unknown target `all`"),
        ("targets = ['heroku', 1]", ":1:22: `target` must be a string, not a number\n"),
        ("targets = 'heroku'", "has to be a table of tables"),
        ("target = 'heroku'\ntargets = ['dokku']", ":2:1: `target` and an array of `targets` mean"),
        ("[targets.auto]\nextends = 'heroku'", "`targets.auto` must have another name"),
        ("[targets.all]\nextends = 'heroku'", "`targets.all` must have another name"),
    ],
)
def test_mistakes_in_the_configuration(
    root: Path, capsys: pytest.CaptureFixture[str], config: str, words: str
) -> None:
    (root / "pyspec-check.toml").write_text(config)
    code, out, err = said(capsys)
    assert (code, out) == (2, "")
    assert words in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("auto,heroku", "`auto` means the target that the files show, so it cannot be one of"),
        ("heroku,auto", "`auto` means the target that the files show, so it cannot be one of"),
        ("heroku,heruko", "unknown target `heruko`; did you mean `heroku`?"),
    ],
)
def test_mistakes_on_the_command_line(
    root: Path, capsys: pytest.CaptureFixture[str], words: str, told: str
) -> None:
    for command in ("check", "plan", "config"):
        code, _, err = said(capsys, command, "--target", words)
        assert code == 2
        assert told in err


def test_a_target_of_ones_own_is_one_of_several(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "pyspec-check.toml").write_text(
        'target = ["ours", "heroku"]\n[targets.ours]\nextends = "rainbond-6"\n'
    )
    out = said(capsys, "--format", "concise")[1]
    assert "[ours]" in out
    assert "[heroku]" in out
    shown = said(capsys, "config")[1]
    assert shown.splitlines()[1].startswith('target = ["ours", "heroku"]')
    (root / "pyspec-check.toml").write_text(shown)
    assert said(capsys, "--format", "concise")[1] == out


def test_config_shows_a_list_as_it_is_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "pyspec-check.toml").write_text(TWO)
    shown = said(capsys, "config")[1]
    assert 'targets = ["rainbond-6", "heroku"]  # pyspec-check.toml:1\n' in shown
    assert "\ntarget =" not in shown
    shown = said(capsys, "config", "--target", "dokku")[1]
    assert shown.splitlines()[1].split(" #")[0].strip() == 'target = "dokku"'
    assert "targets = {}" in shown


def test_the_exit_code_is_that_of_the_worst_target(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    select = ["--select", "PROC003"]
    assert said(capsys, "--target", "rainbond-6", *select)[0] == 0
    assert said(capsys, "--target", "heroku", *select)[0] == 1
    assert said(capsys, "--target", "rainbond-6,heroku", *select)[0] == 1
    assert said(capsys, "--target", "rainbond-6,heroku", *select, "--exit-zero")[0] == 0
    assert said(capsys, "--target", "rainbond-6,heroku-cnb", *select, "--fail-on", "info")[0] == 1


def test_statistics_count_each_finding_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "requirements.txt").write_text("flask=3.0.0\n")
    lines = said(capsys, "--target", "rainbond-6,heroku", "--statistics")[1].splitlines()
    assert "1  REQ002   error    requirements-invalid-line  [rainbond-6, heroku]" in lines


def test_a_comment_that_one_target_needs_is_used(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "Procfile").write_text("web:gunicorn app:app # pyspec: ignore[PROC003]\n")
    assert "INT003" in said(capsys, "--target", "heroku-cnb", "--format", "concise")[1]
    assert "INT003" not in said(capsys, "--target", "heroku", "--format", "concise")[1]
    both = said(capsys, "--target", "heroku,heroku-cnb", "--format", "concise")[1]
    assert "INT003" not in both
    (root / "Procfile").write_text("web: gunicorn app:app # pyspec: ignore[PROC003]\n")
    both = said(capsys, "--target", "heroku,heroku-cnb", "--format", "concise")[1]
    assert "INT003 warning" in both
    assert "[heroku, heroku-cnb]" in both


def test_a_baseline_of_several_targets(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pyspec-check.toml").write_text(TWO)
    assert said(capsys, "--write-baseline")[0] == 0
    baseline = json.loads((root / ".pyspec-check-baseline.json").read_text())
    assert baseline["target"] == "rainbond-6,heroku"
    marks = [entry["fingerprint"] for entry in baseline["findings"]]
    assert len(set(marks)) == len(marks)
    assert said(capsys)[0] == 0
    for words in ([], ["--target", "heroku"], ["--target", "rainbond-6"]):
        out = said(capsys, "--format", "concise", *words)[1]
        assert "PROC003" not in out
        assert "INT004" not in out
    (root / "Procfile").write_text("web: gunicorn app:app\n")
    out = said(capsys, "--format", "concise")[1]
    assert "INT004 info" in out
    assert "PROC003 in Procfile" in out
    assert "INT004" not in said(capsys, "--format", "concise", "--target", "heroku")[1]


def test_plans_of_the_configuration(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pyspec-check.toml").write_text(TWO)
    assert said(capsys, "plan")[1].startswith(". on 2 targets\n")
    found = json.loads(said(capsys, "plan", "--format", "json")[1])
    assert [each["target"] for each in found["roots"]] == ["rainbond-6", "heroku"]


def test_verbose_has_a_line_for_each(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pyspec-check.toml").write_text(TWO)
    err = said(capsys, "-v")[2]
    assert "target rainbond-6 (pyspec-check.toml:1)" in err
    assert "target heroku (pyspec-check.toml:1)" in err


def test_auto(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "app.json").write_text("{}")
    sentence = "app.json shows the platform, so the target is heroku"
    code, out, _ = said(capsys, "--target", "auto")
    assert code == 1
    assert sentence in out
    assert " for heroku (Heroku, classic buildpack" in out
    (root / "pyspec-check.toml").write_text('target = "auto"\n')
    assert said(capsys)[1] == out
    assert json.loads(said(capsys, "--format", "json")[1])["target"] == "heroku"
    assert sentence not in said(capsys, "--format", "json")[1]
    assert f"# pyspec-check.toml:1; {sentence}" in said(capsys, "config")[1]
    assert said(capsys, "plan")[1].startswith(". on heroku (")
    (root / "app.json").unlink()
    out = said(capsys)[1]
    assert "no file shows a platform, so the target is rainbond-5, the default" in out


def test_a_hint_for_another_platform(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hint = "app.json is for Heroku; did you mean --target heroku?"
    assert "did you mean --target" not in said(capsys)[1]
    (root / "app.json").write_text("{}")
    out = said(capsys)[1]
    assert out.count(hint) == 1
    for name in FORMATS:
        if name not in ("full", "markdown"):
            _, out, err = said(capsys, "--format", name)
            assert hint not in out + err, name
    for words in (["--target", "rainbond-5"], ["--quiet"], ["--target", "rainbond-5,heroku"]):
        assert hint not in said(capsys, *words)[1]
    (root / "pyspec-check.toml").write_text('target = "rainbond-5"\n')
    assert hint not in said(capsys)[1]
    (root / "pyspec-check.toml").write_text('select = ["PROC001"]\n')
    code, out, _ = said(capsys)
    assert code == 0
    assert out.splitlines()[1:] == [hint]
    (root / "rainbondfile").write_text("")
    assert hint not in said(capsys)[1]


def test_a_hint_is_given_once_for_several_roots(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        (root / name).mkdir()
        (root / name / "requirements.txt").write_text("flask\n")
        (root / name / "app.json").write_text("{}")
    out = said(capsys, "one", "two")[1]
    assert out.count("did you mean --target heroku?") == 1
    assert "one, two: app.json is for Heroku; " in out


def test_a_clean_flask_root_loads_nothing_for_it(root: Path) -> None:
    program = (
        "import sys; from checker.cli.main import main; main([]); "
        "print([name for name in sys.modules if name in "
        "('checker.advice.by_files', 'checker.check.several', 'checker.reports.naming', "
        "'checker.fixes.elsewhere', 'checker.cli.elsewhere', 'json')])"
    )
    for name in ("requirements.txt", "Procfile", "runtime.txt", "app.py"):
        shutil.copy(TOP / "examples" / "clean" / name, root)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(TOP), "PATH": ""},
    )
    assert done.stdout.splitlines()[-1] == "[]"
