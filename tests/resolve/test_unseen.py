"""What uv passes over or reads otherwise than pip does: then it is not known what is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.resolve.asking import Asking
from checker.resolve.pages import archives_listed
from checker.resolve.said_once import with_kept
from checker.resolve.unseen import skipped
from checker.resolve.workplace import Workplace
from checker.targets import targets
from tests.differential.resolve_kinds import packed
from tests.differential.resolve_unseen import unseen
from tests.resolve.local_index import Index
from tests.resolve.test_asking import names

if TYPE_CHECKING:
    from pathlib import Path

    from checker.project.resolution import Resolution
    from tests.resolve.conftest import Ask


@pytest.mark.parametrize(
    ("requirements", "other"),
    [
        ("arc\n", "arc"),
        ("wantsarc\n", "arc"),
        ("more_than.one\n", "more-than-one"),
        ("plain\n", "plain"),
        ("--pre\nearly\n", "early"),
        ("bad\n", "bad"),
        ("wantsbad\n", "bad"),
        ("low\n", "low"),
        ("stops\n", "stops"),
    ],
)
def test_pip_may_take_a_release_that_uv_passes_over(
    ask: Ask, requirements: str, other: str
) -> None:
    with unseen() as index:
        found = ask(index, requirements)
    assert found.installs is None
    assert not found.complete
    assert found.because == f"which release of {other} its pip takes is not known"


@pytest.mark.parametrize(
    ("requirements", "pins"),
    [
        ("arc==1.0\n", "arc==1.0 six==1.16.0"),
        ("arc<2\n", "arc==1.0 six==1.16.0"),
        ("wantsarc\narc<2\n", "arc==1.0 six==1.16.0 wantsarc==1.0"),
        ("wantsarc2\n", "arc==1.0 six==1.16.0 wantsarc2==1.0"),
        ("--only-binary :all:\narc\n", "arc==1.0 six==1.16.0"),
        ("--prefer-binary\narc\n", "arc==1.0 six==1.16.0"),
        ("old\n", "old==2.0"),
        ("same\n", "same==1.0"),
        ("early\n", "early==1.0"),
        ("bad==1.0\n", "bad==1.0"),
        ("two==1.0\n", "two==1.0"),
    ],
)
def test_it_is_known_where_no_such_release_fits(ask: Ask, requirements: str, pins: str) -> None:
    with unseen() as index:
        found = ask(index, requirements)
    assert found.installs
    assert names(found) == pins.split()


def test_what_was_passed_over_is_kept(ask: Ask, cache: Path) -> None:
    """It is said once: then uv has the page."""
    with unseen() as index:
        assert ask(index, "six\nbad\n").installs is None
    kept = cache.joinpath("pyspec-check", "resolve", "answers").glob("skipped-*")
    assert b'["bad"]' in [path.read_bytes() for path in kept]


@pytest.mark.parametrize("requirements", ["bad>=2\n", "low==1.0\n", "wantsbad3\n"])
def test_what_was_passed_over_may_be_what_is_lacking(ask: Ask, requirements: str) -> None:
    with unseen() as index:
        found = ask(index, requirements)
    assert found.installs is None
    assert not found.troubles


def test_names_are_read_from_lines() -> None:
    line = "DEBUG Skipping file for {}: Failed to parse `requires-python`: `nonsense`"
    assert skipped([line.format("a"), "WARN other", line.format("b.c")]) == ["a", "b.c"]


def test_what_is_said_once_is_bounded_and_survives_damage(asking: None) -> None:
    workplace = Workplace()
    assert with_kept(workplace, "said-1", ["b"]) == ["b"]
    assert with_kept(workplace, "said-1", ["a", "a"]) == ["b", "a"]
    assert with_kept(workplace, "said-1", []) == ["b", "a"]
    workplace.put("said-1", b"{")
    assert with_kept(workplace, "said-1", ["a"]) == ["a"]
    assert len(with_kept(workplace, "said-2", map(str, range(3000)))) == 2000


def test_archives_of_a_page_by_version(tmp_path: Path) -> None:
    folder = tmp_path / "simple-v28" / "pypi"
    folder.mkdir(parents=True)
    files = (
        *("a-b-1.0.tar.bz2", "a_b-2.0.tgz", "a-b-3.0.tar.gz", "a-b-4.0.zip", "a-b-5.0.tar"),
        *("a-b-6.0-py3-none-any.whl", "a-b-c-7.0.tar.xz", "a-b-nonsense.tbz", "a-b-8.0%2Bx.txz"),
    )
    text = "".join(f"{name}https://host/packages/{name}\0" for name in files)
    (folder / "a-b.rkyv").write_bytes(text.encode())
    assert archives_listed(str(tmp_path), "a-b") == {"1.0", "2.0", "5.0", "8.0+x"}
    assert archives_listed(str(tmp_path), "../a-b") == set()


def test_a_source_that_an_old_setuptools_cannot_name(ask: Ask) -> None:
    index = Index()
    project = "[build-system]\nrequires = {}\n[project]\nname = 'pp'\nversion = '1.0'\n"
    for name, text in {
        "pp": project.format("['setuptools']"),
        "without": project.format("[]").replace("pp", "without"),
        "norequires": "[build-system]\n",
    }.items():
        top = f"{name}-1.0"
        index.raw(name, f"{top}.tar.gz", packed("tar.gz", top, {"pyproject.toml": text}))
    with index:
        assert ask(index, "pp\n", "heroku", "3.12.1").installs
        for python in ("3.6.15", "2.7.18"):
            assert ask(index, "pp\n", "rainbond-6", python).installs is None
        for name in ("norequires", "without"):
            assert ask(index, f"{name}\n", "heroku", "3.12.1").installs is None


def test_metadata_of_a_wheel_of_the_root_that_is_not_utf8(asking: None) -> None:
    told = b"Metadata-Version: 2.1\nName: latin\nVersion: 1.0\nAuthor: Ren\xe9\n\n"
    index = Index().wheel("latin", "1.0", told=told).wheel("six", "1.0")
    files = {
        "requirements.txt": b"./latin-1.0-py2.py3-none-any.whl\n",
        "latin-1.0-py2.py3-none-any.whl": index.file("latin", "1.0").data,
    }

    def found(python: str) -> Resolution:
        texts = files | {"runtime.txt": f"python-{python}".encode()}
        asks = Asking(index.url, refresh=True)
        said = Project(MemoryTree(texts), targets()["rainbond-6"], asks).resolution
        assert said is not None
        return said

    with index:
        assert found("3.6.15").installs is None
        assert found("2.7.18").installs
