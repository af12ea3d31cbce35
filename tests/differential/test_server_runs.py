"""A sample of what `server_targets`, `server_hosts` and `server_options` run, as installed here."""

from __future__ import annotations

import sys
import sysconfig
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from tests.differential import server_hosts, server_options, server_targets
from tests.differential.server_target_cases import FILES
from tests.differential.server_target_cases import Case as Target

HERE = Path(sysconfig.get_path("purelib"))
TARGETS = {
    "wsgi:app": "works", "wsgi:create_app().wsgi": "fails", "wsgi:none": "fails",
}  # fmt: skip


def release(name: str) -> str:
    """The installed release, or a skipped test."""
    if sys.platform != "linux":
        pytest.skip("what listens is read from /proc")
    try:
        return version(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed (pip install '.[servers]')")


@pytest.mark.parametrize("target", TARGETS)
def test_targets(target: str) -> None:
    case, installed = Target("gunicorn", (target,), FILES), release("gunicorn")
    assert server_targets.ours(case, installed) == TARGETS[target]
    assert server_targets.real(case, HERE) == TARGETS[target]


@pytest.mark.parametrize("host", ["0.0.0.0", "0.0.0.0:5000"])
def test_hosts(host: str) -> None:
    did = server_hosts.real("uvicorn", host, HERE)
    assert server_hosts.ours("uvicorn", host, release("uvicorn")) == did


@pytest.mark.parametrize("text", ["bind = 8000\n", "workers = '1'\n"])
def test_settings(text: str) -> None:
    case, installed = server_options.Case((), text), release("gunicorn")
    did = server_options.real("gunicorn", case, HERE)
    assert server_options.ours("gunicorn", case, installed) == did


@pytest.mark.parametrize("word", ["--workers=two"])
def test_numbers(word: str) -> None:
    case, installed = server_options.Case((word,)), release("gunicorn")
    did = server_options.real("gunicorn", case, HERE)
    assert server_options.ours("gunicorn", case, installed) == did
