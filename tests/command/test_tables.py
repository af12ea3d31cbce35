"""The option tables beside the real programs' `--help`, where they are installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest

from checker.command.options import table
from checker.command.other_servers import UWSGI_VALUES
from checker.command.programs import program
from scripts.read_options import SOURCES, Source, help_of, options_of


def installed(source: Source) -> str:
    """The release that is installed; the test is skipped where none is, or it prints nothing."""
    try:
        return version(source.distribution)
    except PackageNotFoundError:
        pytest.skip(f"{source.distribution} is not installed (pip install '.[servers]')")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.program)
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


def test_uwsgi_knows_the_options() -> None:
    source = Source("uwsgi", "uwsgi", "getopt", ("uwsgi", "--help"))
    installed(source)
    text = help_of(source)
    if text is None:
        pytest.skip("uwsgi is not beside this Python")
    words = set(text.replace("|", " ").split()) | {f"-{w}" for w in text.replace("|", " ").split()}
    optional = {"--json", "--xml", "--yaml", "--yml"}  # not compiled into every build
    assert set(UWSGI_VALUES) - words - optional == set()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.program)
def test_says_where_it_comes_from(source: Source) -> None:
    known = table(source.program)
    assert known.distribution == source.distribution
    assert known.version[0].isdigit()
    assert known.date.startswith("20")
    assert not known.values & known.flags


def test_programs_are_brought_by_what_is_normalised() -> None:
    for name in ("gunicorn", "uvicorn", "newrelic-admin", "waitress-serve"):
        found = program(name)
        assert found is not None
        assert all(
            each == each.lower() and "_" not in each for each in (*found.brings, *found.also)
        )
    assert program("make") is None
