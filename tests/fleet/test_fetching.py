"""Repositories elsewhere: served by real git servers on loopback, fetched by git alone."""

from __future__ import annotations

import json
import os
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

pygit2 = pytest.importorskip("pygit2")
if os.name != "posix":
    pytest.skip("servers and signals of POSIX", allow_module_level=True)

from checker.fleet import fetching, temporary
from checker.fleet.addresses import Address
from checker.fleet.batch import run_batch
from checker.fleet.fetching import Fetched, Limits, fetch
from checker.fleet.job import checked
from checker.fleet.order import Order
from tests.conftest import git
from tests.fleet.making import BAD, GOOD, KINDS, bare
from tests.fleet.serving import git_daemon, http_server, programs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checker.fleet.job import Rows

PICTURE = b"\x89PNG" + bytes(range(256)) * 40


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some repositories, one of each kind, which let clients choose what they get."""
    folder = tmp_path_factory.mktemp("served")
    for number, files in enumerate(KINDS):
        path = bare(folder / f"kind{number}.git", dict(files) | {"logo.png": PICTURE})
        git(path, "config", "uploadpack.allowFilter", "true")
        git(path, "config", "uploadpack.allowAnySHA1InWant", "true")
    bare(folder / "plain.git", BAD)
    return folder


@pytest.fixture(scope="module")
def http(root: Path) -> Iterator[tuple[str, list[str]]]:
    with http_server(root) as served:
        yield served


def documents(rows: Rows) -> list[dict[str, Any]]:
    return [{**json.loads(row["document"]), "root": ""} for row in rows["findings"]]


@pytest.mark.parametrize("name", [*(f"kind{n}.git" for n in range(len(KINDS))), "plain.git"])
def test_over_http_the_same_is_found(root: Path, http: tuple[str, list[str]], name: str) -> None:
    near, far = (
        checked(Address(str(root / name)), Order()),
        checked(Address(f"{http[0]}/{name}"), Order()),
    )
    assert far["repositories"][0]["state"] == "checked", far["repositories"][0]["reason"]
    assert far["repositories"][0]["commit"] == near["repositories"][0]["commit"]
    assert documents(far) == documents(near)
    plans = [{**rows["roots"][0]["plan"], "root": ""} for rows in (far, near)]
    assert plans[0] == plans[1]


@pytest.mark.skipif(not (programs() / "git-daemon").exists(), reason="git has no daemon here")
def test_over_gits_own_protocol(root: Path) -> None:
    with git_daemon(root) as address:
        far = checked(Address(f"{address}/kind1.git", "main"), Order())
    assert documents(far) == documents(checked(Address(str(root / "kind1.git")), Order()))


def test_pictures_are_not_fetched(root: Path, http: tuple[str, list[str]]) -> None:
    found = fetch(Address(f"{http[0]}/kind1.git"), "", Limits())
    try:
        here = pygit2.Repository(found.folder)
        tree = here.revparse_single(fetching.REF).peel(pygit2.Commit).tree
        assert "Procfile" in tree
        assert str(tree["Procfile"].id) in here
        listed = {entry.name: str(entry.id) for entry in tree}
        assert listed["logo.png"] not in here
    finally:
        found.drop()


def test_what_a_check_reads_nevertheless_is_fetched_then(root: Path) -> None:
    name = "requirements.zip"
    files = GOOD | {"requirements.txt": f"-r {name}\n", name: "Flask=1.0\n"}
    path = bare(root / "odd.git", files)
    git(path, "config", "uploadpack.allowFilter", "true")
    git(path, "config", "uploadpack.allowAnySHA1InWant", "true")
    with http_server(root) as (address, _):
        far = checked(Address(f"{address}/odd.git"), Order())
    assert documents(far) == documents(checked(Address(str(path)), Order()))
    assert any(row["path"] == name for row in far["findings"])


def test_an_annotated_tag(root: Path, http: tuple[str, list[str]]) -> None:
    path = root / "plain.git"
    git(path, "tag", "-am", "1", "v1", "main")
    far = checked(Address(f"{http[0]}/plain.git", "v1"), Order())
    assert far["repositories"][0]["state"] == "checked", far["repositories"][0]["reason"]
    known = far["repositories"][0]["commit"]
    again = checked(Address(f"{http[0]}/plain.git", "v1"), Order(), known)
    assert again["repositories"][0]["state"] == "unchanged"


def test_what_is_known_is_asked_for_and_not_fetched(
    root: Path, http: tuple[str, list[str]]
) -> None:
    known = checked(Address(str(root / "kind0.git")), Order())["repositories"][0]["commit"]
    http[1].clear()
    assert fetch(Address(f"{http[0]}/kind0.git"), known, Limits()).unchanged
    assert http[1].count("/kind0.git/info/refs") == 1


def test_sha_256(tmp_path: Path) -> None:
    work = tmp_path / "w"
    try:
        git(tmp_path, "init", "-q", "--object-format=sha256", str(work))
    except AssertionError:
        pytest.skip("this git knows no SHA-256")
    for name, text in BAD.items():
        (work / name).write_text(str(text))
    git(work, "add", "-A")
    git(work, "commit", "-qm", "c")
    with http_server(tmp_path) as (address, _):
        row = checked(Address(f"{address}/w/.git"), Order())["repositories"][0]
    assert row["state"] == "checked", row["reason"]
    assert len(row["commit"]) == 64


def test_a_batch_fetches_several_at_once_and_leaves_nothing(
    root: Path, http: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    items = [(Address(f"{http[0]}/kind{n}.git", "main", "", "{}"), "") for n in range(4)]
    items.insert(2, (Address(str(root / "plain.git")), ""))
    items.append((Address(f"{http[0]}/none.git"), ""))
    sent = run_batch(items, Order())
    assert set(sent.tables) >= {"repositories", "roots", "findings"}
    assert {state: len(names) for state, names in sent.states.items()} == {
        "checked": 5,
        "failed": 1,
    }
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/none.git", "not found"),
        ("/secret/a.git", "could not read Username"),
        ("/moved/a.git", "git fetch"),
    ],
)  # fmt: skip
def test_what_a_server_refuses(http: tuple[str, list[str]], path: str, says: str) -> None:
    row = checked(Address(http[0] + path), Order())["repositories"][0]
    assert row["state"] == "failed"
    assert says in row["reason"]
    assert "\n" not in row["reason"]


def test_a_slow_server_costs_its_time_alone(http: tuple[str, list[str]]) -> None:
    found = fetch(Address(f"{http[0]}/slow/a.git"), "", Limits(seconds=1.5))
    assert found.problem == "git fetch was not done after 1.5 seconds"
    assert found.seconds < 20


def test_a_large_repository_costs_its_size_alone(tmp_path: Path) -> None:
    noise = os.urandom(300_000)
    bare(tmp_path / "large.git", GOOD | {"data.txt": noise})
    with http_server(tmp_path) as (address, _):
        found = fetch(Address(f"{address}/large.git"), "", Limits(size=100 * 512))
    assert "it is larger than" in found.problem
    assert found.folder == ""


@pytest.mark.parametrize("place", ["ext::sh -c true//x", "fd::7", "foo::bar"])
def test_no_other_transport(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_ALLOW_PROTOCOL", raising=False)
    address = Address(place)
    assert address.is_remote
    assert "not allowed" in fetch(address, "", Limits()).problem


def test_a_file_address_is_a_path(tmp_path: Path) -> None:
    path = bare(tmp_path / "a b.git", BAD)
    address = Address("file://" + str(path).replace(" ", "%20"))
    assert (address.is_remote, address.path) == (False, str(path))
    assert checked(address, Order())["repositories"][0]["state"] == "checked"


def test_what_killed_workers_left_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "pyspec-check-fetched-99999999-x").mkdir()
    (tmp_path / f"pyspec-check-fetched-{os.getpid()}-x").mkdir()
    (tmp_path / "other").mkdir()
    temporary.drop_left_over(temporary.FETCHED)
    assert {path.name for path in tmp_path.iterdir()} == {
        "other", f"pyspec-check-fetched-{os.getpid()}-x",
    }  # fmt: skip


def test_the_lists_of_endings_name_nothing_that_a_check_opens() -> None:
    assert not fetching._UNREAD & {"txt", "py", "toml", "lock", "cfg", "sh", "yml", "yaml", "json"}
    assert Fetched().folder == ""
