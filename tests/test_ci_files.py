"""What is offered for CI: the action's script as a runner starts it, the documents' examples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.cli.check_parser import check_parser
from checker.config.locate import find_config
from checker.files.tree import MemoryTree
from checker.reports.formats import COMPARISON, FORMATS

TOP = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))


def blocks(name: str, language: str) -> list[str]:
    """The code blocks of one language in a document."""
    text = (TOP / "docs" / name).read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_action_reads_no_input_as_a_command() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for step in ACTION["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
    given = {
        re.sub(r"\W", "_", name.upper()): f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]
    }
    [step] = ACTION["runs"]["steps"]
    assert step["env"] == {f"INPUT_{name}": value for name, value in given.items()}


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_action_runs(tmp_path: Path) -> None:
    # `pipx install PATH` without the installation.
    (tmp_path / "bin").mkdir()
    pipx = tmp_path / "bin" / "pipx"
    pipx.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" "$PWD" > "{tmp_path}/said"\nmkdir "$PIPX_BIN_DIR"\n'
        f'ln -s "{tmp_path}/bin/tool" "$PIPX_BIN_DIR/pyspec-check"\n'
    )
    tool = tmp_path / "bin" / "tool"
    tool.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.append({str(TOP)!r})\n"
        "from checker.__main__ import run\nsys.exit(run())\n"
    )
    work = tmp_path / "work"
    (work / "bin").mkdir(parents=True)
    for trap in ("pipx", "git", "mktemp", "bin/pipx"):
        (work / trap).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        (work / trap).chmod(0o755)
    for name in ("subprocess", "argparse", "sitecustomize"):
        (work / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    for script in (pipx, tool):
        script.chmod(0o755)
    for name in ("one", "two $(touch x)"):
        (work / name).mkdir(parents=True)
        (work / name / "requirements.txt").write_text("")
        (work / name / "Procfile").write_text("web:x\n")
    (tmp_path / "summary").write_text("")
    environment = {
        **os.environ,
        "PATH": f".::bin:{work}:{work}/bin:{tmp_path / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": ".",
        "GITHUB_WORKSPACE": str(work),
        "GITHUB_ACTION_PATH": str(TOP),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "INPUT_PATHS": "one\n\ntwo $(touch x)\n",
        "INPUT_TARGET": "rainbond-6",
        "INPUT_FAIL_ON": "info",
        "INPUT_SARIF": "out.sarif",
    }
    command = ["bash", str(TOP / "scripts" / "action.sh")]
    done = subprocess.run(
        command, cwd=work, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "file=one/Procfile," in done.stdout
    assert "file=two $(touch x)/Procfile," in done.stdout
    assert "pyspec-check: one for rainbond-6" in (tmp_path / "summary").read_text("utf-8")
    assert (work / "out.sarif").exists()
    assert not (work / "x").exists()
    assert (tmp_path / "said").read_text() == f"install\n{TOP}\n{TOP}\n"
    assert not (tmp_path / "ran").exists()
    bare = {name: value for name, value in environment.items() if not name.startswith("INPUT_")}
    again = subprocess.run(
        command, cwd=work / "one", env=bare, capture_output=True, text=True, check=False
    )
    assert "file=one/Procfile," in again.stdout, again.stderr


def test_the_documents_show_what_there_is() -> None:
    known = set(check_parser()._option_string_actions)
    for name in ("ci.md", "configuration.md"):
        text = (TOP / "docs" / name).read_text("utf-8")
        for option in re.findall(r"pyspec-check[^`|\n]*?(--[a-z-]+)", text):
            assert option in known, option
        for found in re.findall(r"--(?:format|output) ([a-z]+)\b", text):
            assert found in (*FORMATS, COMPARISON, "patch")
    for block in blocks("ci.md", "yaml"):
        assert yaml.safe_load(block)
    assert len(blocks("ci.md", "yaml")) == 4


@pytest.mark.parametrize("block", blocks("configuration.md", "toml"))
def test_the_configurations_are_right(block: str) -> None:
    config = find_config(MemoryTree({"pyspec-check.toml": block.encode()}), None)
    assert config.lines
    assert config.warnings == ()


WHOLE_WORKFLOW = "on: [push]\n"
"""What the document leaves out of a workflow."""


@pytest.mark.parametrize(
    ("schema", "number", "before"),
    [
        ("github-actions", None, ""),
        ("github-workflows", 0, WHOLE_WORKFLOW),
        ("gitlab-ci", 1, ""),
        ("gitlab-ci", 2, ""),
        ("azure-pipelines", 3, ""),
    ],
)
def test_the_files_are_what_their_schemas_say(
    tmp_path: Path, schema: str, number: int | None, before: str
) -> None:
    pytest.importorskip("check_jsonschema", reason="it brings the schemas of these files")
    path = TOP / "action.yml"
    if number is not None:
        path = tmp_path / "file.yml"
        path.write_text(before + blocks("ci.md", "yaml")[number], "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    if number:  # the forms that are more than the YAML they are written in
        command += ["--data-transform", schema]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("zizmor") is None, reason="zizmor is not installed")
def test_the_workflow_of_the_document_is_safe(tmp_path: Path) -> None:
    """But for the tags: the text beside it says how a policy that pins by commit writes them."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    workflow = "name: x\n" + WHOLE_WORKFLOW + blocks("ci.md", "yaml")[0]
    (folder / "ci.yml").write_text(workflow, "utf-8")
    settings = tmp_path / "zizmor.yml"
    settings.write_text("rules: {unpinned-uses: {disable: true}}\n", "utf-8")
    words = ["--offline", "--no-progress", "--config", str(settings), str(folder)]
    done = subprocess.run(["zizmor", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_component_of_gitlab(tmp_path: Path) -> None:
    text = (TOP / "templates" / "pyspec-check.yml").read_text("utf-8")
    head, jobs = yaml.safe_load_all(text)
    inputs = set(re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", text))
    assert inputs == set(head["spec"]["inputs"])
    job = jobs["pyspec-check"]
    assert "[[" not in job["script"][0], "an input is never read as a command"
    known = set(check_parser()._option_string_actions)
    assert set(re.findall(r" (--[a-z-]+) ", job["script"][0])) <= known
    pytest.importorskip("check_jsonschema", reason="it brings the schemas of these files")
    path = tmp_path / "jobs.yml"
    path.write_text(yaml.safe_dump(jobs), "utf-8")
    words = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", str(path)]
    command = [sys.executable, "-m", "check_jsonschema", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_component_checks_several_folders(tmp_path: Path) -> None:
    _, jobs = yaml.safe_load_all((TOP / "templates" / "pyspec-check.yml").read_text("utf-8"))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "requirements.txt").write_text("")
        (tmp_path / name / "Procfile").write_text("web:x\n")
    (tmp_path / "bin").mkdir()
    tool = tmp_path / "bin" / "pyspec-check"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -m checker "$@"\n')
    tool.chmod(0o755)
    variables = {
        "PYSPEC_TARGET": "rainbond-6",
        "PYSPEC_FAIL_ON": "error",
        "PYSPEC_PATHS": "one two",
    }
    done = subprocess.run(
        ["bash", "-e", "-c", jobs["pyspec-check"]["script"][0]],
        cwd=tmp_path,
        env={**os.environ, **variables, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "one/Procfile:1" in done.stdout
    assert "two/Procfile:1" in done.stdout, done.stderr
    assert (tmp_path / "gl-code-quality-report.json").exists()
