"""The table of releases that do not run on a Python that takes them."""

from __future__ import annotations

import pytest

from checker.data import compiled_data
from checker.data.importable import trouble
from checker.data.releases import below, numbers


def test_says_what_fails_where_and_what_runs() -> None:
    found = trouble("jinja2", "2.10", "3.12")
    assert found is not None
    assert found.kind == "import"
    assert found.what == "jinja2"
    assert found.error == "ImportError: cannot import name 'Mapping' from 'collections'"
    assert found.pythons[0] == "3.10"
    assert found.newest
    assert found.good == "2.10.2"


def test_a_range_that_ends_with_a_post_release_holds_what_is_before_it() -> None:
    found = trouble("celery", "3.1.25", "3.14")
    assert found is not None
    assert found.good == "5.0.0"


@pytest.mark.parametrize(
    ("distribution", "release", "python"),
    [
        ("jinja2", "2.10.2", "3.12"),
        ("jinja2", "2.10", "3.9"),
        ("jinja2", "2.10", "3.5"),
        ("jinja2", "2.10", "3.99"),
        ("jinja2", "2.7", "3.12"),
        ("jinja2", "2.10rc1", "3.12"),
        ("jinja2", "99", "3.12"),
        ("frobnicate", "1.0", "3.12"),
    ],
)
def test_says_nothing_of_what_runs_or_was_not_tried(
    distribution: str, release: str, python: str
) -> None:
    assert trouble(distribution, release, python) is None


def test_the_ranges_are_in_order_and_name_errors_that_there_are() -> None:
    table = compiled_data("importable")
    minors = {full.rpartition(".")[0] for full in table["pythons"]}
    for name, found in table["distribution"].items():
        for key, text in found.items():
            if key == "errors":
                assert all(kind in ("build", "import", "use") for kind, _, _ in text)
                continue
            assert set(key.split()) <= minors
            before = "0"
            for span in text.split(", "):
                first, last, answer = span.split()
                for release in (first, last):
                    if numbers(release) and numbers(before):
                        assert below(release, before) is False, (name, key, span)
                        before = release
                assert answer in ("ok", "setuptools") or int(answer) < len(found["errors"])
