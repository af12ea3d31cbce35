"""The table of what distributions depend on."""

from __future__ import annotations

import pytest

from checker.data.dependencies import needs_of
from checker.data.distributions import TABLE
from checker.data.releases import below, owner_of, releases_of


def names(distribution: str, release: str = "") -> set[str]:
    needs = needs_of(distribution)
    assert needs is not None
    return {need.name for need in needs.each if need.is_of(release)}


def test_what_a_release_needs() -> None:
    assert {"werkzeug", "jinja2", "itsdangerous", "click"} <= names("flask")
    assert "blinker" in names("flask", "3.0.0")
    assert "blinker" not in names("flask", "2.0.3")
    assert "jinja2" in names("fastapi", "0.111.0")
    assert "jinja2" not in names("fastapi", "0.110.0")
    assert not names("numpy")


@pytest.mark.parametrize("name", ["", "#", "fla", "no such", "a\nflask", "Flask", "("])
def test_what_was_not_read(name: str) -> None:
    assert needs_of(name) is None


def test_each_row_is_whole() -> None:
    for name in TABLE:
        needs = needs_of(name)
        for need in needs.each if needs is not None else ():
            assert need.name
            assert all(":" not in end and "@" not in end for span in need.spans for end in span)


def test_the_releases_of_the_table_of_names() -> None:
    assert owner_of("flask") == "flask"
    assert owner_of("rest_framework") == "djangorestframework"
    assert owner_of("no_such") == ""
    releases = releases_of("flask")
    assert releases[0] == "0.10"
    assert below(releases[0], releases[-1])
    assert releases_of("no-such") == []
