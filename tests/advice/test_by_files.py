"""Which platform the files of a root show."""

from __future__ import annotations

import pytest

from checker.advice.by_files import by_files, meant_instead, signs
from checker.files.tree import MemoryTree
from checker.targets import default_target, targets

CF = b"applications:\n- name: a\n  buildpacks:\n  - python_buildpack\n"
OTHER_CF = b"applications:\n- name: a\n  buildpack: nodejs_buildpack # python_buildpack\n"


@pytest.mark.parametrize(
    ("files", "target"),
    [
        ({"rainbondfile": b""}, "rainbond-5"),
        ({"app.json": b'{"name": "a", "buildpacks": []}'}, "heroku"),
        ({"app.json": b"{}"}, "heroku"),
        ({"app.json": b"not json"}, "heroku"),
        ({"app.json": b"[" * 500}, "heroku"),
        ({".do/app.yaml": b"name: a\n"}, "digitalocean"),
        ({".do/deploy.template.yaml": b""}, "digitalocean"),
        ({"railway.json": b"{}"}, "railway"),
        ({"railway.toml": b""}, "railway"),
        ({"railpack.json": b"{}"}, "railway"),
        ({"railway.toml": b"", "railpack.json": b"{}"}, "railway"),
        ({"manifest.yml": CF}, "cloudfoundry"),
        ({"manifest.yaml": CF}, "cloudfoundry"),
        ({"manifest.yml": b"buildpack: https://example.org/python-buildpack#v1"}, "cloudfoundry"),
        ({"scalingo.json": b"{}"}, "scalingo"),
        ({"scalingo.json": b"{}", "app.json": b"{}"}, "scalingo"),
        ({"DOKKU_SCALE": b"web=1\n"}, "dokku"),
        ({"DOKKU_SCALE": b"web=1\n", "app.json": b"{}", "project.toml": b""}, "dokku"),
        ({"DOKKU_SCALE": b"web=1\n", "railpack.json": b"{}"}, "dokku"),
        ({"project.toml": b"[_]\nschema-version = '0.2'\n"}, "heroku-cnb"),
        ({"project.toml": b"[_]\n", "app.json": b"{}"}, "heroku-cnb"),
    ],
)
def test_one_platform(files: dict[str, bytes], target: str) -> None:
    tree = MemoryTree(files)
    found = by_files(tree)
    assert found.target == target
    assert f"so the target is {target}" in found.because
    hint = meant_instead(tree, targets()[default_target()])
    assert hint == "" if target == "rainbond-5" else f"did you mean --target {target}?" in hint
    assert meant_instead(tree, targets()[target]) == ""


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"Procfile": b"web: x\n", "runtime.txt": b"python-3.12.1"},
        {"app.json": b'{"expo": {"name": "a"}}'},
        {"app.json": b'{"name": "a", "displayName": "A"}'},
        {"app.json": b'{"pages": ["pages/index"]}'},
        {"app.json/x": b""},
        {"manifest.yml": OTHER_CF},
        {"manifest.yml": b"version: 1\n"},
        {"manifest.yml": b"# buildpack: python_buildpack\n"},
        {"manifest.yml": b"buildpack: my-python_buildpack-not\n"},
        {"project.toml": b'[[build.buildpacks]]\nid = "paketo-buildpacks/python"\n'},
        {"Project.toml": b"name = 'Julia'\n"},
        {"dokku_scale": b"web=1\n"},
        {".do/other.yaml": b""},
        {".do": b""},
        {"sub/app.json": b"{}"},
        {"docs/rainbondfile": b""},
    ],
)
def test_none(files: dict[str, bytes]) -> None:
    tree = MemoryTree(files)
    assert signs(tree) == []
    assert by_files(tree) == (
        default_target(),
        "no file shows a platform, so the target is rainbond-5, the default",
    )
    assert meant_instead(tree, targets()[default_target()]) == ""


@pytest.mark.parametrize(
    ("files", "target", "every"),
    [
        ({"rainbondfile": b"", "app.json": b"{}"}, "rainbond-5", "rainbond-5,heroku"),
        ({"app.json": b"{}", ".do/app.yaml": b""}, "heroku", "heroku,digitalocean"),
        (
            {"app.json": b"{}", "railway.toml": b"", "manifest.yml": CF},
            "heroku",
            "heroku,railway,cloudfoundry",
        ),
    ],
)
def test_several(files: dict[str, bytes], target: str, every: str) -> None:
    tree = MemoryTree(files)
    found = by_files(tree)
    assert found.target == target
    both = "both" if every.count(",") == 1 else "all"
    assert found.because.endswith(f"the target is {target}; `--target {every}` checks {both}")
    hint = meant_instead(tree, targets()[default_target()])
    assert hint == "" if "rainbondfile" in files else hint.endswith(f"mean --target {every}?")
    assert meant_instead(tree, targets()["heroku-cnb"]) == ""


def test_what_is_said_in_full() -> None:
    tree = MemoryTree({"app.json": b"{}"})
    assert by_files(tree).because == "app.json shows the platform, so the target is heroku"
    assert meant_instead(tree, targets()["rainbond-6"]) == (
        "app.json is for Heroku; did you mean --target heroku?"
    )
