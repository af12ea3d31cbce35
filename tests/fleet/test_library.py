"""Objects read by libgit2 are those that git reads, and findings those of `check --rev`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

pygit2 = pytest.importorskip("pygit2")

from checker.base.errors import UsageError
from checker.config.overrides import Overrides
from checker.files.git_tree import at_revision
from checker.files.tree import READ_LIMIT
from checker.fleet.addresses import Address
from checker.fleet.job import checked
from checker.fleet.library import Opened
from checker.fleet.order import Order
from tests.conftest import git
from tests.fleet.making import BAD, GOOD, KINDS, bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from checker.fleet.job import Rows

ODD = GOOD | {
    "web/a b.txt": "x", "web/\u00e9\u4e2d.py": "x = 1\n", "bin/tool": b"\x00\xff",
    "deep/" * 30 + "f.py": "", "large.txt": b"x" * (READ_LIMIT + 7),
}  # fmt: skip


def test_the_same_files_as_git_reads(tmp_path: Path) -> None:
    path = str(bare(tmp_path / "a.git", ODD))
    ours, theirs = Opened(path, "").tree(path, ""), at_revision(path, "HEAD")
    assert ours.tracked() == theirs.tracked()
    for name in ODD:
        assert ours.read(name) == theirs.read(name), name
    assert ours.read("none") == theirs.read("none")


def test_neither_owners_nor_configurations_elsewhere_count(tmp_path: Path) -> None:
    path = bare(tmp_path / "a.git", GOOD)
    if not os.geteuid():
        os.chown(path, 1234, 1234)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[core\n")
    program = "import sys, checker.fleet.library as l; print(l.Opened(*sys.argv[1:]).commit)"
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), "HEAD"],
        env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home)},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == Opened(str(path), "").commit


def test_links_and_executables_and_submodules(repository: Callable[..., Path]) -> None:
    root = repository({"requirements.txt": "flask\n", "run.sh": "x"})
    (root / "link").symlink_to("requirements.txt")
    (root / "run.sh").chmod(0o755)
    git(root, "add", "-A")
    commit = "1" * 40
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{commit},sub")
    git(root, "commit", "-qm", "c")
    ours, theirs = Opened(str(root), "").tree(str(root), ""), at_revision(str(root), "HEAD")
    assert ours.tracked() == theirs.tracked()
    assert ours.link_target("link") == "requirements.txt"
    assert ours.read("link") == theirs.read("link")


def test_the_order_is_that_of_git(tmp_path: Path) -> None:
    names = (
        "a/z/1",
        "a/b",
        "a.py",
        "a-b/c",
        "b/a/a",
        "b/a.b",
        "b/aa",
        "Z",
        "z/y/x/w",
        "z/y.x",
        "é/a",
    )
    path = str(bare(tmp_path / "a.git", dict.fromkeys(names, "")))
    ours, theirs = Opened(path, "").tree(path, ""), at_revision(path, "HEAD")
    assert list(ours.tracked() or ()) == list(theirs.tracked() or ())


def test_one_folder(tmp_path: Path) -> None:
    files = {"api/requirements.txt": "flask\n", "api/app.py": "", "top.txt": ""}
    path = str(bare(tmp_path / "a.git", files))
    ours, theirs = Opened(path, "main").tree(path, "api"), at_revision(path, "main:api")
    assert ours.tracked() == theirs.tracked()
    assert ours.inside == theirs.inside == "api"


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    opened = Opened(str(bare(tmp_path / "a.git", GOOD)), "")
    for folder in ("none", "app.py", "a/b"):
        with pytest.raises(UsageError, match="there is no folder"):
            opened.tree("a", folder)


def test_no_repository_and_no_revision(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        Opened(str(tmp_path / "none"), "")
    path = str(bare(tmp_path / "a.git", GOOD))
    with pytest.raises(UsageError, match="`v9` is not a revision"):
        Opened(path, "v9")
    empty = str(tmp_path / "empty.git")
    pygit2.init_repository(empty, bare=True)
    with pytest.raises(UsageError, match="contains no commit"):
        Opened(empty, "")


def test_an_empty_repository_is_told(tmp_path: Path) -> None:
    pygit2.init_repository(str(tmp_path / "e.git"), bare=True)
    row = checked(Address(str(tmp_path / "e.git")), Order())["repositories"][0]
    assert row["state"] == "failed"
    assert row["reason"]


def test_a_reference_format_that_the_library_does_not_know_is_read_by_git(tmp_path: Path) -> None:
    path, work = tmp_path / "a.git", tmp_path / "w"
    done = subprocess.run(
        ["git", "init", "-q", "--object-format=sha256", str(work)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this git knows no SHA-256")
    for name, text in BAD.items():
        (work / name).write_text(str(text))
    git(work, "add", "-A")
    git(work, "commit", "-qm", "c")
    git(tmp_path, "clone", "-q", "--bare", str(work), str(path))
    rows = checked(Address(str(path)), Order(Overrides(target="rainbond-6")))
    assert rows["repositories"][0]["state"] == "checked"
    assert len(rows["repositories"][0]["commit"]) == 64
    assert {row["code"] for row in rows["findings"]} >= {"PROC003", "REQ002"}


def by_command(path: str, *options: str) -> list[str]:
    """What `check --rev HEAD --format jsonl` says."""
    command = [sys.executable, "-m", "checker", "check", "--rev", "HEAD", "--format", "jsonl"]
    done = subprocess.run([*command, *options, path], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.splitlines()


def lines(rows: Rows) -> list[str]:
    """The same of what would be stored: a finding of several targets has several rows."""
    return [
        line for _, line in dict.fromkeys((r["number"], r["document"]) for r in rows["findings"])
    ]


@pytest.mark.parametrize("kind", range(len(KINDS)))
@pytest.mark.parametrize("target", ["rainbond-6", "heroku,rainbond-5", "all"])
def test_findings_are_those_of_check(tmp_path: Path, kind: int, target: str) -> None:
    path = str(bare(tmp_path / "a.git", KINDS[kind]))
    expected = by_command(path, "--target", target)
    rows = checked(Address(path), Order(Overrides(target=target)))
    assert lines(rows) == expected
    for row in rows["roots"]:
        own = [json.loads(r["document"]) for r in rows["findings"] if r["target"] == row["target"]]
        assert row["errors"] == sum(finding["severity"] == "error" for finding in own)


def test_a_fix_that_breaks_a_target_listed_beside_says_so(tmp_path: Path) -> None:
    files = GOOD | {
        "requirements.txt": "flask==2.0.3\nwerkzeug==2.0.3\ngunicorn==22.0.0\n",
        "pyspec-check.toml": 'targets = ["rainbond-6", "heroku-cnb"]\n',
    }
    del files["runtime.txt"]
    path = str(bare(tmp_path / "a.git", files))
    expected = by_command(path)
    assert any("the fix breaks" in line for line in expected)
    assert lines(checked(Address(path), Order())) == expected
    alone = checked(Address(path), Order(Overrides(target="rainbond-6")))
    assert lines(alone) == by_command(path, "--target", "rainbond-6")


def test_the_roots_of_a_configuration(tmp_path: Path) -> None:
    files = {f"{folder}/{name}": text for folder in ("api", "web") for name, text in BAD.items()}
    files["pyspec-check.toml"] = 'roots = ["api", "web"]\ntarget = "heroku"\n'
    path = str(bare(tmp_path / "a.git", files))
    rows = checked(Address(path), Order())
    assert {(row["root"], row["target"]) for row in rows["roots"]} == {
        ("api", "heroku"),
        ("web", "heroku"),
    }
    assert [row["document"] for row in rows["findings"]] == by_command(path)


def test_a_broken_configuration_costs_its_repository_alone(tmp_path: Path) -> None:
    path = bare(tmp_path / "a.git", GOOD | {"pyspec-check.toml": "target = 3\n"})
    rows = checked(Address(str(path)), Order())
    assert rows["repositories"][0]["state"] == "failed"
    assert "target" in rows["repositories"][0]["reason"]
    assert rows["roots"] == rows["findings"] == []


def test_an_unchanged_commit_is_not_checked(tmp_path: Path) -> None:
    path = str(bare(tmp_path / "a.git", BAD))
    commit = checked(Address(path), Order())["repositories"][0]["commit"]
    rows = checked(Address(path), Order(), known=commit)
    assert rows["repositories"][0]["state"] == "unchanged"
    assert rows["roots"] == []


def test_elsewhere(tmp_path: Path) -> None:
    path = bare(tmp_path / "a.git", BAD | {"logo.png": b"\x89PNG"})
    git(path, "config", "uploadpack.allowFilter", "true")
    git(path, "config", "uploadpack.allowAnySHA1InWant", "true")
    near = checked(Address(str(path)), Order())
    for rev in ("", "main"):
        far = checked(Address(f"file://{path}", rev), Order())
        assert far["repositories"][0]["commit"] == near["repositories"][0]["commit"]
        assert [without_root(row) for row in far["findings"]] == [
            without_root(row) for row in near["findings"]
        ]
    known = near["repositories"][0]["commit"]
    again = checked(Address(f"file://{path}"), Order(), known=known)
    assert again["repositories"][0]["state"] == "unchanged"


def without_root(row: dict[str, Any]) -> dict[str, Any]:
    return {**json.loads(row["document"]), "root": ""}


def test_elsewhere_without_filters(tmp_path: Path) -> None:
    path = bare(tmp_path / "a.git", BAD)
    far = checked(Address(f"file://{path}"), Order())
    assert far["repositories"][0]["state"] == "checked"
    assert far["findings"]


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("file:///none/at/all.git", "does not appear to be a git repository"),
        ("ext::sh -c true//x", "failed"),
        ("https://127.0.0.1:1/a.git", "git fetch"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched(place: str, says: str) -> None:
    row = checked(Address(place), Order())["repositories"][0]
    assert row["state"] == "failed"
    assert "\n" not in row["reason"]
