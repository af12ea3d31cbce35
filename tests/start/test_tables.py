"""The option tables beside the real programs' `--help`, where they are installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest

from checker.data.programs import program
from checker.start.options import table
from checker.start.servers.table import SERVERS, SETTINGS, Server
from scripts.read_options import SOURCES, Source, help_of, options_of, probed


def installed(source: Source) -> str:
    """The release that is installed; the test is skipped where none is, or it prints nothing."""
    try:
        return version(source.distribution)
    except PackageNotFoundError:
        pytest.skip(f"{source.distribution} is not installed (pip install '.[servers]')")


HELPFUL = [source for source in SOURCES if source.program != "uwsgi"]
"""Those whose help says which options take a value; uWSGI has a test of its own."""


@pytest.mark.parametrize("source", HELPFUL, ids=lambda source: source.program)
def test_agrees_with_the_real_help(source: Source) -> None:
    found = installed(source)
    text = help_of(source)
    if text is None:
        pytest.skip(f"{source.help[0]} is not beside this Python")
    values, flags, optional = options_of(text)
    known = table(source.program)
    # Another release may have more or fewer options; what both know has to be of the same kind.
    assert not values & known.flags
    assert not flags & known.values
    if found == known.version:
        assert values <= known.values
        assert flags <= known.flags
        assert optional == known.optional
        assert known.values - values <= set(source.older.split())
        assert known.flags - flags <= set(source.older_flags.split())


def test_uwsgi_says_which_options_take_a_value() -> None:
    source = next(source for source in SOURCES if source.program == "uwsgi")
    found = installed(source)
    text = help_of(source)
    if text is None:
        pytest.skip("uwsgi is not beside this Python")
    known = table("uwsgi")
    asked = {*SERVERS["uwsgi"].bind, *SERVERS["uwsgi"].elsewhere, *SERVERS["uwsgi"].folder}
    asked |= {*SERVERS["uwsgi"].daemon, "--module", "-w", "--ini", "--master", "-M", "--need-app"}
    asked |= set(sorted(known.values | known.flags)[::40])
    values, flags, optional = probed(text, frozenset(asked))
    assert len(values | flags | optional) > 25
    assert not values - known.values
    assert not flags & known.values
    if found == known.version:
        assert flags <= known.flags
        assert optional <= known.optional


@pytest.mark.parametrize("server", SERVERS.values(), ids=SERVERS)
def test_the_rows_name_options_that_there_are(server: Server) -> None:
    if server.table in ("pserve", "celery"):
        return  # what they serve stands in a file, or behind sub-commands
    tables = [table(name) for name in (server.table, server.verb_table) if name]
    known = {name for each in tables for name in each.values | each.flags | each.optional}
    named = [*server.host, *server.port, *server.bind, *server.elsewhere, *server.folder]
    named += [*server.path, *server.factory, *server.reload, *server.daemon, *server.files]
    assert set(named) - known == set()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.program)
def test_says_where_it_comes_from(source: Source) -> None:
    known = table(source.program)
    assert known.distribution == source.distribution
    assert known.version[0].isdigit()
    assert known.date.startswith("20")
    assert not known.values & known.flags


def test_the_settings_are_gunicorns_own() -> None:
    config = pytest.importorskip("gunicorn.config")
    known = {setting.name: setting.cli or [] for setting in config.KNOWN_SETTINGS}
    for name, option in SETTINGS["gunicorn"].items():
        assert option in known[name] or option == name


def test_the_settings_are_hypercorns_own() -> None:
    config = pytest.importorskip("hypercorn.config")
    assert all(hasattr(config.Config, name) for name in SETTINGS["hypercorn"])


def test_programs_are_brought_by_what_is_normalised() -> None:
    for name in ("gunicorn", "uvicorn", "newrelic-admin", "waitress-serve"):
        found = program(name)
        assert found is not None
        assert all(
            each == each.lower() and "_" not in each for each in (*found.brings, *found.also)
        )
    assert program("make") is None
