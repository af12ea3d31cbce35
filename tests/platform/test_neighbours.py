"""Plans for other platforms beside their facts written down a second time, on generated roots."""

from __future__ import annotations

from typing import Any

import pytest

from checker.files.tree import MemoryTree
from checker.platform.plan import plan, plan_json
from checker.project.project import Project
from checker.targets import targets
from scripts.platform_inputs import Files, cases, groups, written
from tests.platform import semantics

EVERY = 3
"""One case in so many: all of them are compared before a release."""
CASES = list(cases(seed=7, mixed=90))[::EVERY]


def planned(files: Files, target: str) -> dict[str, Any]:
    return plan_json(plan(Project(MemoryTree(files), targets()[target])))


def _with(name: str) -> list[Files]:
    return [files for _, _, files in CASES if name in files]


@pytest.mark.parametrize("target", ["heroku", "digitalocean"])
def test_the_classic_buildpack(target: str) -> None:
    for name, _, files in CASES:
        if any(path.startswith("bin/") for path in files):
            continue
        expected, found = (
            semantics.heroku(files, old=target == "digitalocean"),
            planned(files, target),
        )
        if target == "heroku":
            assert (found["recognised"]["language"] == "Python") is expected["detected"], name
        if found["recognised"]["language"] != "Python" or not expected["detected"]:
            continue
        succeeds = found["build"]["succeeds"]
        if succeeds is None:  # only the copy of the Procfile's reader is known to refuse it
            assert "UTF-8" in found["build"]["because"], name
            continue
        assert succeeds is expected["ok"], name
        if expected["ok"]:
            assert found["package_manager"] == expected["package_manager"], name
            assert found["python"]["effective"] == expected["python"], name


def test_the_cloud_native_buildpack() -> None:
    for files in [*_with(".python-version"), *_with("runtime.txt")]:
        found = planned(files, "heroku-cnb")["python"]["effective"]
        assert found == semantics.cnb_python(files), files


def test_the_readers_of_the_procfile() -> None:
    for files in _with("Procfile"):
        if any(path.startswith("bin/") for path in files):
            continue
        data = files["Procfile"]
        assert (planned(files, "heroku")["processes"] or {}) == semantics.codon(data), data
        assert planned(files, "dokku")["processes"] == semantics.procfile_util(data), data


def test_what_installs_on_cloud_foundry() -> None:
    for files in groups()["pm"]:
        assert planned(files, "cloudfoundry")["package_manager"] == semantics.cf_manager(files)


def test_static_files_on_heroku() -> None:
    for files in groups()["static"]:
        found = planned(files, "heroku")["collectstatic"]
        if b"-r" not in files["requirements.txt"]:
            path = found["manage_py"] if found["runs"] else None
            assert path == semantics.heroku_static(files), files


def test_a_case_is_written_on_one_line() -> None:
    lines = [written(*case) for case in CASES]
    assert all("\n" not in line for line in lines)
    assert len({name for name, _, _ in CASES}) == len(CASES)
