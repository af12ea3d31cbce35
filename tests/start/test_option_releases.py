"""Which release of a server has which option: what the tables hold, and what is not known."""

from __future__ import annotations

import pytest

from checker.data import compiled_data
from checker.data.option_releases import has_option, has_value
from checker.data.releases import below, numbers
from scripts.read_options import SOURCES

READ = [source.program for source in SOURCES if "releases" in compiled_data(source.program)]


@pytest.mark.parametrize(
    ("option", "release", "answer"),
    [
        ("--reuse-port", "19.7.1", False),
        ("--reuse-port", "19.8.0", True),
        ("--bind", "18.0", True),
        ("-k", "27.0.1", True),
        ("--debug", "19.1.1", True),
        ("--debug", "19.2.0", False),
        ("--log-config-json", "20.1.0", False),
        ("--log-config-json", "21.2.0", True),
        ("--no-such-option", "21.2.0", False),
        ("--bind", "0.17.2", None),
        ("--bind", "21.2.0.dev1", None),
        ("--reuse-port", "99.0", True),
        ("--settings", "19.6.0", True),
    ],
)
def test_gunicorn_has_options_from_and_until_a_release(
    option: str, release: str, answer: bool | None
) -> None:
    assert has_option("gunicorn", option, release) is answer


@pytest.mark.parametrize(
    ("value", "release", "answer"),
    [
        ("eventlet", "25.3.0", True),
        ("eventlet", "27.0.1", False),
        ("eventlet", "99", False),
        ("asgi", "21.2.0", False),
        ("asgi", "24.0.0", True),
        ("gaiohttp", "19.9.0", True),
        ("gaiohttp", "20.0.0", False),
        ("nothing", "20.0.0", False),
        ("sync", "18.0", None),
    ],
)
def test_gunicorn_has_worker_classes_from_and_until_a_release(
    value: str, release: str, answer: bool | None
) -> None:
    assert has_value("gunicorn", "--worker-class", value, release) is answer


@pytest.mark.parametrize(
    ("release", "answer"), [("0.34.0", False), ("0.35.0", True), ("0.36.0", None), ("99", None)]
)
def test_later_uvicorns_take_any_implementation(release: str, answer: bool | None) -> None:
    # From 0.36 on it takes any `module:attribute` for --ws, so no list of values is complete.
    assert has_value("uvicorn", "--ws", "websockets-sansio", release) is answer


def test_what_has_no_such_table_is_not_known() -> None:
    assert has_option("uwsgi", "--http", "2.0.24") is None
    assert has_value("gunicorn", "--bind", "x", "21.2.0") is None


@pytest.mark.parametrize("program", READ)
def test_the_tables_agree_with_themselves(program: str) -> None:
    found = compiled_data(program)
    releases = found["releases"]
    oldest, newest = releases["oldest"], releases["newest"]
    assert below(oldest, newest)
    known = {name for key in ("values", "flags", "optional") for name in found[key].split()}
    last = {word.rpartition("=")[0] for word in releases["last"].split()}
    for word in releases["first"].split():
        name, _, release = word.rpartition("=")
        assert numbers(release)
        assert below(oldest, release)
        # What is not gone is in the table of the newest release.
        assert name in known | last
    if found["version"] == newest:
        gone = {word for word in releases["last"].split() if not word.endswith("=?")}
        assert not {word.rpartition("=")[0] for word in gone} & known - _kept(program)


def _kept(program: str) -> set[str]:
    """What the table lists although the newest release does not have it."""
    source = next(source for source in SOURCES if source.program == program)
    return {*source.older.split(), *source.older_flags.split()}
