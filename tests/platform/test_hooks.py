"""What bin/pre_compile and bin/post_compile do to the build on Heroku and its relatives (H11)."""

from __future__ import annotations

from typing import Any

import pytest

from checker.files.tree import MemoryTree
from checker.platform.heroku.hook_steps import follow
from checker.platform.plan import plan, plan_json
from checker.project.project import Project
from checker.targets import targets
from tests.checking import check

FILES = {"requirements.txt": b"flask\n", "a.txt": b"a\n"}


@pytest.mark.parametrize(
    ("script", "changes", "status"),
    [
        ("rm requirements.txt", {"requirements.txt": None}, 0),
        ("rm -f ./requirements.txt nothing", {"requirements.txt": None}, 0),
        ("rm nothing", {}, 1),
        ("echo 3.12 > .python-version", {".python-version": b"3.12\n"}, 0),
        ("echo -n 3.12 >.python-version", {".python-version": b"3.12"}, 0),
        ("printf '3.12\\n' > .python-version", {".python-version": b"3.12\n"}, 0),
        ("echo gunicorn >> requirements.txt", {"requirements.txt": b"flask\ngunicorn\n"}, 0),
        ("touch uv.lock # later", {"uv.lock": b""}, 0),
        ("touch a.txt", {"a.txt": b"a\n"}, 0),
        ("cp a.txt b.txt\nmv b.txt c.txt", {"b.txt": None, "c.txt": b"a\n"}, 0),
        ("cat a.txt requirements.txt > all.txt", {"all.txt": b"a\nflask\n"}, 0),
        ("exit 300", {}, 44),
        ("exit 0\nexit 1", {}, 0),
        ("false\ntrue", {}, 0),
        ("set -e\nfalse\ntrue", {}, 1),
        ("set -e\nfalse || true", {}, 0),
        ("false && rm a.txt; true", {}, 0),
        ("A=1 true; B=2", {}, 0),
        ("rm a.txt || exit 1", {"a.txt": None}, 0),
        ('echo "a $HOME"', {}, 0),
        ("", {}, 0),
    ],
)
def test_plain_commands_are_followed(
    script: str, changes: dict[str, bytes | None], status: int
) -> None:
    assert follow(script.encode(), MemoryTree(FILES), is_bash=True) == (changes, status)


@pytest.mark.parametrize(
    "script",
    [
        "pip install x", "rm *.txt", "rm $FILE", "rm -r folder", "echo `date` > a", "(exit 1)",
        "if true; then exit 1; fi", "echo a | tee b", "rm ../a", "rm /a", "echo 'a", "sh other.sh",
        "echo a > /tmp/x", "cat a.txt > nowhere/b.txt", "exit x", "set +e", "cp a.txt .",
        "echo a 2> b", "true &", "echo \\\na", "mv nothing x", "printf %s 3 > a", "cd folder",
        "\n".join(f"touch file{number}" for number in range(60)),
    ],
)  # fmt: skip
def test_what_is_not_followed_is_unknown(script: str) -> None:
    tree = MemoryTree({**FILES, "folder/x": b""})
    assert follow(script.encode(), tree, is_bash=True) is None


def test_only_bash_leaves_a_backslash_alone() -> None:
    script = b"echo 'a\\nb' > c"
    assert follow(script, MemoryTree(FILES), is_bash=True) == ({"c": b"a\\nb\n"}, 0)
    assert follow(script, MemoryTree(FILES), is_bash=False) is None


def _planned(target: str, script: bytes, **files: str) -> dict[str, Any]:
    named = {name: text.encode() for name, text in files.items()}
    tree = MemoryTree({**named, "bin/pre_compile": script})
    return plan_json(plan(Project(tree, targets()[target])))


@pytest.mark.parametrize("target", ["heroku", "digitalocean", "scalingo", "dokku"])
def test_the_build_finds_what_the_hook_leaves(target: str) -> None:
    found = _planned(target, b"#!/bin/sh\nrm Pipfile\necho 3.12 > .python-version\n",
                     Pipfile="", Procfile="web: a\n", **{"requirements.txt": ""})  # fmt: skip
    assert found["build"]["succeeds"] is True
    assert found["package_manager"] == "pip"
    assert found["python"]["declared"] == "3.12"


def test_a_hook_may_take_the_dependencies_away() -> None:
    found = _planned("heroku", b"rm requirements.txt\n", **{"requirements.txt": ""})
    assert found["build"]["succeeds"] is False


def test_a_hook_that_is_not_followed_leaves_the_build_open() -> None:
    """It may write the lock file: no error about what the build finds is certain."""
    files = {"bin/pre_compile": b"make lock\n", "Pipfile": b"", "Procfile": b"web: a\n"}
    found = check(MemoryTree(files), targets()["heroku"]).findings
    assert [each.code for each in found if each.severity.label == "error" and each.certain] == []
    project = Project(MemoryTree(files), targets()["heroku"])
    assert plan(project).build.succeeds is None
