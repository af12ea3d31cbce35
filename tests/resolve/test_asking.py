"""What the index says would be installed, through uv and a local index."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from checker.base.toml import parse_toml
from checker.files.tree import MemoryTree
from checker.parsers.pipfile import pipfile_hashes
from checker.project.project import Project
from checker.project.resolution import Cause
from checker.resolve.asking import Asking
from checker.targets import targets
from tests.resolve.local_index import Index

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from checker.project.resolution import Resolution
    from tests.resolve.conftest import Ask


def told(found: Resolution) -> list[tuple[str, list[str], str]]:
    return [
        (each.cause.name, [one.text for one in each.requirements], each.instead)
        for each in found.troubles
    ]


def names(found: Resolution) -> list[str]:
    return [f"{each.name}=={each.version}" for each in found.distributions]


def usual() -> Index:
    """An index with a framework, its parts, and what every index has."""
    index = Index()
    index.wheel("six", "1.15.0").wheel("six", "1.16.0")
    index.wheel("part", "1.0", ["six"]).wheel("part", "2.0", ["six>=1.16"])
    index.wheel("frame", "1.0", ["part<2"]).wheel("frame", "2.0", ["part>=2"])
    return index


def test_the_closure_is_what_would_be_installed(ask: Ask) -> None:
    with usual() as index:
        found = ask(index, "frame\n")
    assert found.installs
    assert found.complete
    assert names(found) == ["frame==2.0", "part==2.0", "six==1.16.0"]
    assert [each.required_by for each in found.distributions] == [(), ("frame",), ("part",)]
    assert not found.sources


def test_an_unknown_name_is_reported_alone(ask: Ask) -> None:
    with usual() as index:
        found = ask(index, "frame==1.0\nfrmae\n")
    assert found.installs is False
    assert told(found) == [("NO_NAME", ["frmae"], "")]


def test_a_release_that_is_not_there(ask: Ask) -> None:
    with usual() as index:
        found = ask(index, "frame==1.5+cu113\nsix>=2\n")
    assert sorted(told(found)) == [
        ("NO_RELEASE", ["frame==1.5+cu113"], "2.0"),
        ("NO_RELEASE", ["six>=2"], "1.16.0"),
    ]


def test_a_conflict_is_the_fewest_lines_with_what_resolves_it(ask: Ask) -> None:
    with usual() as index:
        index.wheel("other", "1.0", ["six"])
        found = ask(index, "other\nframe==2.0\nsix==1.15.0\n")
    assert told(found) == [("CONFLICT", ["frame==2.0", "six==1.15.0"], "1.16.0")]
    assert "part" in found.troubles[0].because


def test_troubles_are_told_one_by_one(ask: Ask) -> None:
    with usual() as index:
        found = ask(index, "frame==2.0\nsix==1.15.0\nnope\npart==9\n")
    assert {each.cause for each in found.troubles} == {
        Cause.CONFLICT,
        Cause.NO_NAME,
        Cause.NO_RELEASE,
    }


def test_the_python_bounds_below_and_above(ask: Ask) -> None:
    with usual() as index:
        index.wheel("new", "2.0", python=">=3.8").wheel("new", "1.0")
        index.wheel("old", "1.0", python=">=3.6,<3.10").wheel("old", "0.9")
        assert told(ask(index, "new==2.0\n", "rainbond-5")) == [("NO_PYTHON", ["new==2.0"], "1.0")]
        assert told(ask(index, "old==1.0\n")) == [("NO_PYTHON", ["old==1.0"], "0.9")]
        assert names(ask(index, "old\n")) == ["old==0.9"]
        assert names(ask(index, "new\n", "rainbond-5")) == ["new==1.0"]


def test_wheels_for_some_pythons_only(ask: Ask) -> None:
    with usual() as index:
        index.wheel("fast", "1.0", tag="cp39-cp39-manylinux2014_x86_64")
        index.wheel("fast", "2.0", tag="cp314-cp314-manylinux_2_28_x86_64")
        assert told(ask(index, "fast==1.0\n")) == [("NO_FILE", ["fast==1.0"], "2.0")]
        assert names(ask(index, "fast\n")) == ["fast==2.0"]
        index.source("fast", "1.0")
        found = ask(index, "fast==1.0\n")
    assert found.installs
    assert [each.name for each in found.sources] == ["fast"]


def test_a_source_is_not_built(ask: Ask, tmp_path: object) -> None:
    mark = f"{tmp_path}/mark"
    with usual() as index:
        setup = (
            f"open({mark!r}, 'w').write('x')\nfrom setuptools import setup\n"
            "setup(name='wild', install_requires=list(map(str, ())))\n"
        )
        index.source("wild", "1.0", declares=False, setup=setup)
        index.source("tame", "1.0", ["six<1.16"])
        found = ask(index, "wild\ntame\n")
    assert found.installs is None
    assert not found.complete
    assert names(found) == ["six==1.15.0", "tame==1.0", "wild==1.0"]
    assert [each.unbuilt for each in found.distributions] == [False, False, True]
    assert not __import__("os").path.exists(mark)


def test_a_yanked_release_counts_for_a_pin_only(ask: Ask) -> None:
    with usual() as index:
        index.wheel("bad", "1.0").wheel("bad", "1.1", yanked="broken")
        assert names(ask(index, "bad\n")) == ["bad==1.0"]
        assert names(ask(index, "bad==1.1\n")) == ["bad==1.1"]
        assert told(ask(index, "bad>1.0\n"))[0][0] == "NO_RELEASE"


def test_a_source_for_a_newer_python_than_the_one_that_checks(ask: Ask) -> None:
    with usual() as index:
        index.source("newest", "1.0", python=">=3.14").source("newest", "0.9")
        assert names(ask(index, "newest==1.0\n")) == ["newest==1.0"]


def test_a_hash_in_an_address_is_compared(ask: Ask) -> None:
    with usual() as index:
        address = index.address("six", "1.16.0")
        right = sha256(index.file("six", "1.16.0").data).hexdigest()
        for digest, installs in ((right, True), ("0" * 64, False)):
            assert ask(index, f"six @ {address}#sha256={digest}\n").installs is installs


def test_a_format_on_a_line_and_the_last_one(ask: Ask) -> None:
    with usual() as index:
        assert ask(index, "six --no-binary six\n").installs is False
        index.source("only", "1.0")
        assert ask(index, "--only-binary :all:\n--only-binary :none:\nonly\n").installs is True


def test_metadata_that_pip_ignores_is_not_taken(ask: Ask) -> None:
    with usual() as index:
        index.wheel("old", "1.0", ["six>=1.*"])
        assert ask(index, "old\n").installs is None


def test_markers_extras_and_constraints(ask: Ask) -> None:
    with usual() as index:
        index.wheel("big", "1.0", extras={"db": ["part"], "win": ["six ; sys_platform == 'win32'"]})
        found = ask(index, "big[db,win]==1.0\nnope ; python_version < '3'\n")
        assert names(found) == ["big==1.0", "part==2.0", "six==1.16.0"]


def test_a_broken_index_is_no_verdict(ask: Ask) -> None:
    with Index(404) as index:
        found = ask(index, "six\nflask\n")
    assert found.installs is None
    with Index(500) as index:
        found = ask(index, "six\n")
    assert found.installs is None
    assert not found.troubles
    with Index().wheel("other", "1.0") as index:  # as a page that asks for a log-in: no releases
        found = ask(index, "six==1.0\n")
    assert found.installs is None


def test_what_is_no_answer_is_no_verdict(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = tmp_path / "uv"
    monkeypatch.setattr("checker.resolve.answers.find_uv", lambda _: str(uv))
    for script, words in (
        ("echo hello", "uv gives no answer"),
        ("echo 'packages = [1]'", "uv gives no answer"),
        ("echo \"error: unexpected argument '--x' found\" >&2; exit 2", "uv is too old"),
        ("kill -9 $$", "uv gives no answer"),
    ):
        uv.write_text(f"#!/bin/sh\n{script}\n")
        uv.chmod(0o755)
        with usual() as index:
            found = ask(index, "six==1.15.0\n")
        assert found.installs is None
        assert words in found.because
    uv.write_text("no program")
    with usual() as index:
        assert "cannot be started" in ask(index, "six==1.15.0\n").because


def test_the_platform_s_variable_names_the_index(
    asking: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with usual() as index:
        monkeypatch.setenv("BUILD_PIP_INDEX_URL", index.url.replace("//", "//me:secret@"))
        tree = MemoryTree({"requirements.txt": b"frame==1.0\nnope\n"})
        found = Project(tree, targets()["rainbond-6-cnb"], Asking(refresh=True)).resolution
    assert found is not None
    assert told(found) == [("NO_NAME", ["nope"], "")]
    assert index.passwords
    assert "secret" not in repr(found)


def test_hashes_of_no_file_that_fits(ask: Ask) -> None:
    with usual() as index:
        of_other = index.digest("six", 1)
        found = ask(index, f"six==1.15.0 --hash=sha256:{of_other}\n")
    assert [each.cause for each in found.troubles] == [Cause.WRONG_HASH]


def test_a_constraint_is_named(ask: Ask) -> None:
    with usual() as index:
        files = {"requirements.txt": b"-c c.txt\nframe==2.0\n", "c.txt": b"part==1.0\n"}
        found = Project(
            MemoryTree(files), targets()["rainbond-6-cnb"], Asking(index.url, refresh=True)
        ).resolution
    assert found is not None
    assert [each.text for each in found.troubles[0].constraints] == ["part==1.0"]


def test_a_source_that_stops_its_own_build(ask: Ask) -> None:
    setups = {
        "raises": "raise RuntimeError\n",
        "asks": "import sys\nif 'sdist' not in sys.argv:\n    sys.exit('no')\n",
        "imports": "import notthere\n",
        "old": "print 'old'\n",
    }
    with usual() as index:
        for name, setup in setups.items():
            index.source(name, "1.0", setup=f"{setup}from setuptools import setup\nsetup()\n")
            index.wheel(f"wants-{name}", "1.0", [name])
            found = ask(index, f"six\nwants-{name}\n")
            assert [(each.cause, each.name) for each in found.troubles] == [(Cause.NO_BUILD, name)]
            assert [each.text for each in found.troubles[0].requirements] == [f"wants-{name}"]
        may = "import os\nif os.environ.get('X'):\n    raise OSError\n"
        index.source("may", "1.0", setup=f"{may}from setuptools import setup\nsetup()\n")
        assert ask(index, "may\n").installs is None


def test_an_own_project_is_asked_for_by_its_metadata(asking: None) -> None:
    own = b'[project]\nname = "own"\nversion = "1"\ndependencies = ["part==2.0"]\n'
    with usual() as index:
        files = {"requirements.txt": b"-e .\nsix==1.15.0\n", "pyproject.toml": own}
        asks = Asking(index.url, refresh=True)
        found = Project(MemoryTree(files), targets()["rainbond-6-cnb"], asks).resolution
        assert found is not None
        assert found.troubles[0].cause is Cause.CONFLICT
        del files["requirements.txt"]
        found = Project(MemoryTree(files), targets()["rainbond-6"], asks).resolution
    assert found is not None
    assert names(found) == ["part==2.0", "six==1.16.0"]


def test_an_old_pip_takes_the_first_of_a_name(ask: Ask) -> None:
    with usual() as index:
        found = ask(index, "frame==2.0\nsix==1.15.0\n", "rainbond-5.14", "2.7.18")
        assert names(found) == ["frame==2.0", "part==2.0", "six==1.15.0"]
        found = ask(index, "six==1.15.0\nsix\n", "rainbond-5.14", "2.7.18")
        assert found.installs is False


def test_an_old_pip_takes_what_excludes_itself(ask: Ask) -> None:
    with usual() as index:
        found = ask(index, "frame==2.0\nsix==1.15.0\n", "rainbond-5.1")
        assert found.installs is None
        assert not found.troubles
        assert ask(index, "frame==2.0\nnope\n", "rainbond-5.1").installs is False
        assert ask(index, "frame==2.0\n", "rainbond-5.1").installs is None
        found = ask(index, "frame\n", "rainbond-5.14", "2.7.18")
        assert found.installs is True
        assert names(found) == ["frame==2.0", "part==2.0", "six==1.16.0"]


def test_hashes_are_wanted_of_dependencies_too(ask: Ask) -> None:
    with usual() as index:
        digest = index.digest("part", 0)
        found = ask(index, f"part==1.0 --hash=sha256:{digest}\n")
    assert told(found) == [("NO_HASH", ["part==1.0 --hash=sha256:" + digest], "1.16.0")] or told(
        found
    ) == [("NO_HASH", ["part==1.0"], "1.16.0")]


def test_a_password_is_sent_to_the_index_alone(
    ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    with usual() as index:
        address = index.url.replace("//", "//me:secret@")
        found = ask(index, f"--extra-index-url {address}\nnope-at-all\n")
    assert "secret" not in repr(found) + "".join(capsys.readouterr())


def of_files(index: Index, target: str, files: dict[str, str]) -> Resolution:
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    found = Project(tree, targets()[target], Asking(index.url, refresh=True)).resolution
    assert found is not None
    return found


def test_a_pipfile_is_solved_and_its_lock_is_taken_as_it_stands(asking: None) -> None:
    python = '[requires]\npython_version = "3.14"\n'
    pipfile = f'[packages]\nframe = "==2.0"\n{python}'
    with usual() as index:
        found = of_files(index, "rainbond-6-cnb", {"Pipfile": pipfile})
        assert found.installs
        assert names(found) == ["frame==2.0", "part==2.0", "six==1.16.0"]
        wrong = pipfile.replace("[requires]", 'six = "==1.15.0"\n[requires]')
        found = of_files(index, "rainbond-6-cnb", {"Pipfile": wrong})
        assert told(found) == [("CONFLICT", ["frame==2.0", "six==1.15.0"], "1.16.0")]
        made = pipfile_hashes(parse_toml(pipfile))[0]
        lock = '{"_meta": {"hash": {"sha256": "' + made + '"}}, "default": '
        lock += '{"frame": {"version": "==2.0"}%s}, "develop": {}}'
        found = of_files(index, "rainbond-6-cnb", {"Pipfile": pipfile, "Pipfile.lock": lock % ""})
        assert found.installs
        assert names(found) == ["frame==2.0"]
        gone = lock % ', "six": {"version": "==1.15.9"}'
        found = of_files(index, "rainbond-6-cnb", {"Pipfile": pipfile, "Pipfile.lock": gone})
        assert [(cause, path) for cause, _, path in told(found)] == [("NO_RELEASE", "1.16.0")]


def test_an_old_pip_goes_by_the_order_of_its_files(asking: None) -> None:
    def asked(index: Index, **files: str) -> Resolution:
        texts = {f"{name}.txt": text for name, text in files.items()}
        return of_files(index, "rainbond-5.14", texts | {"runtime.txt": "python-2.7.18"})

    with usual() as index:
        early = asked(index, requirements="-c bounds.txt\nsix\n", bounds="six<1.16\nsix<1.15\n")
        assert names(early) == ["six==1.15.0"]
        late = asked(index, requirements="six\n-c bounds.txt\n", bounds="six<1.16\n")
        assert [each.cause for each in late.troubles] == [Cause.CONFLICT]
        assert [each.text for each in late.troubles[0].constraints] == ["six<1.16"]
        same = asked(index, requirements="six==1.15\nsix==1.15.0\n")
        assert names(same) == ["six==1.15.0"]


def test_one_index_does_not_answer_for_another(ask: Ask) -> None:
    """Upper bounds, which uv does not read, are found in its cache by a name and a version."""
    first, second = Index(), Index()
    for index, python in ((first, "<3"), (second, ">=3")):
        index.wheel("frame", "3.0", python=python).wheel("part", "3.0", python=python)
    second.wheel("part", "2.0")
    with first, second:
        for _ in range(2):
            assert ask(first, "frame\n").installs is False
            assert names(ask(second, "frame\n")) == ["frame==3.0"]
            assert names(ask(second, "part\n")) == ["part==3.0"]
            assert ask(first, "part\n").installs is False


def test_what_pip_and_uv_take_differently_is_not_known(ask: Ask) -> None:
    with usual() as index:
        index.wheel("bounds", "1.0", page="nonsense")
        index.wheel(
            "misnamed", "1.0", told=b"Metadata-Version: 2.1\nName: misnamed\nVersion: 2\n\n"
        )
        index.raw("packed", "packed-1.0.tar.bz2", b"")
        found = [ask(index, name).installs for name in ("bounds", "misnamed", "packed", "six")]
    assert found == [None, None, None, True]


def test_what_the_build_of_the_project_asks_for_has_to_be_there(asking: None) -> None:
    head = (
        '[project]\nname = "own"\nversion = "1"\n[build-system]\nrequires = ["setuptools", "{}"]\n'
    )
    found = []
    with usual() as index:
        for name in ("six", "absent-name"):
            files = {"requirements.txt": b".\n", "pyproject.toml": head.format(name).encode()}
            asks = Asking(index.url, refresh=False)
            project = Project(MemoryTree(files), targets()["rainbond-6-cnb"], asks)
            assert project.resolution is not None
            found.append(project.resolution.installs)
    assert found == [True, None]


def test_a_line_that_only_an_old_pip_reads_leaves_the_rest_unknown(asking: None) -> None:
    files = {"requirements.txt": "part==1.0\nsix<2.*\n"}
    with usual() as index:
        old = of_files(index, "rainbond-6", {**files, "runtime.txt": "python-3.6.15"})
        new = of_files(index, "rainbond-6-cnb", files)
    assert (old.installs, old.complete) == (None, False)
    assert "only an old pip reads a line" in old.because
    assert new.installs is False
