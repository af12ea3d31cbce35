"""The patch of any change is one that `git apply` takes, whatever the bytes and the names."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.files.tree import MemoryTree
from checker.fixes.editing import Proposal
from checker.fixes.patch import patch

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

BYTES = st.lists(
    st.sampled_from([b"a", b"b", b"\n", b"\r\n", b"\x00", b"\xff", b" ", b"-", b"+", b"\\", b"@"]),
    max_size=30,
).map(b"".join)
NAMES = ["a", "x y", "é", 'q"', "t\tb", "n\nl", "d/e f", "\udcff", "b\\", "-p", "a b/ c"]


def applied(proposal: Proposal, prefix: str = "") -> dict[str, bytes]:
    """The files that `git apply` leaves, by path without the prefix."""
    with tempfile.TemporaryDirectory() as folder:
        for path, _ in proposal.below.walk():
            if proposal.below.is_file(path):
                target = os.path.join(folder, prefix, path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "wb") as file:
                    file.write(proposal.below.read(path).data)
        subprocess.run(["git", "init", "-q", folder], check=True)
        command = ["git", "-C", folder, "apply", "--whitespace=nowarn", "--allow-empty", "-"]
        data = patch(proposal, prefix)
        done = subprocess.run(command, input=data, capture_output=True, check=False)
        assert done.returncode == 0, (data, done.stderr)
        found = {}
        for where, folders, names in os.walk(folder):
            if ".git" in folders:
                folders.remove(".git")
            for name in names:
                path = os.path.join(where, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, os.path.join(folder, prefix))] = file.read()
        return found


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(NAMES[:6]), BYTES, max_size=3),
    st.dictionaries(st.sampled_from(NAMES), BYTES | st.none(), max_size=4),
)
def test_git_applies_any_patch(old: dict[str, bytes], changes: dict[str, bytes | None]) -> None:
    changes = {path: data for path, data in changes.items() if path in old or data is not None}
    # git can't say in a text patch that an empty file is made or removed without its header
    proposal = Proposal(MemoryTree(old), changes)
    expected = {path: data for path, data in {**old, **changes}.items() if data is not None}
    assert applied(proposal) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(NAMES), BYTES, min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), BYTES | st.none())),
    st.sampled_from(["", "sub dir/", "é/", 'q"/']),
)
def test_git_applies_any_renames(
    old: dict[str, bytes], moves: list[tuple[str, str, bytes | None]], prefix: str
) -> None:
    files: dict[str, bytes | None] = {}
    renamed: dict[str, str] = {}
    for source, target, data in moves:
        if source in old and source not in files and target not in (*old, *files):
            files[source] = None
            files[target] = old[source] if data is None else data
            renamed[target] = source
    proposal = Proposal(MemoryTree(old), files, renamed)
    expected = {path: data for path, data in {**old, **files}.items() if data is not None}
    assert applied(proposal, prefix) == expected


@pytest.mark.parametrize("new", [b"same\n" * 9, b"same\n" * 8 + b"other", b"entirely new\n"])
def test_renames(new: bytes) -> None:
    proposal = Proposal(MemoryTree({"é x": b"same\n" * 9}), {"é x": None, "b": new}, {"b": "é x"})
    data = patch(proposal, "sub dir/")
    assert b'rename from "sub dir/\\303\\251 x"\nrename to sub dir/b\n' in data
    assert applied(proposal, "sub dir/") == {"b": new}


def test_large_files_are_compared_in_time() -> None:
    old = b"".join(b"%d\n" % n for n in range(60_000))
    new = b"".join(b"%d\n" % (n * 7 % 60_000) for n in range(60_000))
    assert applied(Proposal(MemoryTree({"f": old}), {"f": new})) == {"f": new}
    near = old.replace(b"\n30000\n", b"\nx\n")
    data = patch(Proposal(MemoryTree({"f": old}), {"f": near}))
    assert data.count(b"\n") == 4 + 8
