"""Paths that build servers match start at the top of the checkout, from wherever a run starts."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from checker.cli import main as cli

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("github", "gitlab", "azure", "sarif", "junit", "checkstyle", "teamcity", "markdown")
VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")


def git(folder: Path, *words: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two projects in folders, committed."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    top = tmp_path / "work" / "checkout"
    for folder in ("backend", "services/api"):
        (top / folder).mkdir(parents=True)
        (top / folder / "requirements.txt").write_text("flask=1.0\n")
        (top / folder / "Procfile").write_text("web: gunicorn app:app\n")
    git(top, "init", "-q")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "x")
    return top


def paths(format: str, text: str) -> set[str]:
    if format == "github":
        return set(re.findall(r"file=([^,]+),", text))
    if format == "gitlab":
        return {issue["location"]["path"] for issue in json.loads(text)}
    if format == "azure":
        return set(re.findall(r"sourcepath=([^;]+);", text))
    if format == "teamcity":
        return set(re.findall(r" file='([^']+)'", text))
    if format == "markdown":
        return set(re.findall(r"<code>(\S+)&#58;1&#58;1<", text.replace("&#46;", ".")))
    if format == "sarif":
        found = set()
        [run] = json.loads(text)["runs"]
        for result in run["results"]:
            artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert artifact["uri"].startswith("file:///") or (
                artifact["uriBaseId"] in run["originalUriBaseIds"]
            )
            found.add(artifact["uri"])
        return found
    root = ET.fromstring(text)
    if format == "junit":
        return {str(case.get("classname")) for case in root.iter("testcase")}
    return {str(file.get("name")) for file in root.iter("file")}


def found(capsys: pytest.CaptureFixture[str], format: str, *words: str) -> set[str]:
    assert cli.main(["--select", "REQ002", "--isolated", "--format", format, *words]) == 1
    return paths(format, capsys.readouterr().out)


BACKEND, API = "backend/requirements.txt", "services/api/requirements.txt"


@pytest.mark.parametrize("format", FORMATS)
def test_from_wherever_it_is_run(
    top: Path, format: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(top)
    assert found(capsys, format, "backend") == {BACKEND}
    assert found(capsys, format, "backend", "services/api") == {BACKEND, API}
    monkeypatch.chdir(top / "backend")
    assert found(capsys, format) == {BACKEND}
    assert found(capsys, format, "requirements.txt") == {BACKEND}
    assert found(capsys, format, ".", "../services/api") == {BACKEND, API}
    monkeypatch.chdir(top.parent)
    assert found(capsys, format, "checkout/backend") == {BACKEND}
    monkeypatch.chdir("/")
    assert found(capsys, format, str(top / "services" / "api")) == {API}


@pytest.mark.parametrize("format", FORMATS)
def test_of_git_and_of_standard_input(
    top: Path, format: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(top / "backend")
    assert found(capsys, format, "--staged") == {BACKEND}
    assert found(capsys, format, "--rev", "HEAD") == {BACKEND}
    assert found(capsys, format, "--rev", "HEAD:services/api") == {API}
    assert found(capsys, format, "--rev", "HEAD:./") == {BACKEND}
    monkeypatch.chdir("/")
    assert found(capsys, format, "--rev", "HEAD:backend", str(top)) == {BACKEND}
    bare = top.parent / "bare.git"
    git(top, "clone", "-q", "--bare", ".", str(bare))
    assert found(capsys, format, "--rev", "HEAD:backend", str(bare)) == {BACKEND}

    class Input:
        buffer = __import__("io").BytesIO(b"django=1.0\n")

    monkeypatch.chdir(top / "backend")
    monkeypatch.setattr("sys.stdin", Input)
    assert found(capsys, format, "--stdin-filename", "requirements.txt") == {BACKEND}


@pytest.mark.parametrize("name", VARIABLES)
@pytest.mark.parametrize("format", FORMATS)
def test_the_server_says_where_the_checkout_is(
    top: Path,
    format: str,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(top / "backend")
    monkeypatch.setenv(name, str(top.parent))  # it was checked out into a folder of its own
    assert found(capsys, format) == {f"checkout/{BACKEND}"}
    link = top.parent.parent / "link"
    link.symlink_to(top.parent)
    monkeypatch.setenv(name, str(link))
    assert found(capsys, format) == {f"checkout/{BACKEND}"}
    for nothing in ("", "relative", str(top / "services"), str(top / "gone"), str(top)[:-1]):
        monkeypatch.setenv(name, nothing)
        assert found(capsys, format) == {BACKEND}


@pytest.mark.parametrize("format", FORMATS)
def test_in_no_checkout_the_working_folder_is_the_top(
    tmp_path: Path,
    format: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "requirements.txt").write_text("flask=1.0\n")
    monkeypatch.chdir(tmp_path)
    assert found(capsys, format, "app") == {"app/requirements.txt"}
    assert found(capsys, format, str(tmp_path / "app")) == {"app/requirements.txt"}


def test_reviewdog_puts_the_folder_before_it_itself(
    top: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(top / "backend")
    cli.main(["--select", "REQ002", "--format", "rdjson"])
    [diagnostic] = json.loads(capsys.readouterr().out)["diagnostics"]
    assert diagnostic["location"]["path"] == "requirements.txt"


def test_what_people_read_starts_where_they_are(
    top: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(top / "backend")
    cli.main(["--select", "REQ002", "--format", "concise"])
    assert capsys.readouterr().out.startswith("requirements.txt:1:1: ")
    cli.main(["--select", "REQ002"])
    assert "--> requirements.txt:1:1" in capsys.readouterr().out


def test_fingerprints_do_not_depend_on_the_working_folder(
    top: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    marks = []
    for folder, roots in (
        (top, ("backend", "services/api")),
        (top / "backend", (".", "../services/api")),
    ):
        monkeypatch.chdir(folder)
        cli.main(["--select", "REQ002", "--format", "gitlab", *roots])
        marks.append([issue["fingerprint"] for issue in json.loads(capsys.readouterr().out)])
    assert marks[0] == marks[1]
    assert len(set(marks[0])) == 2
