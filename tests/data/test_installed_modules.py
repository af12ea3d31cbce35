"""The table of distributions and their modules."""

from __future__ import annotations

import pytest

from checker.data.installed_modules import distributions_with, modules_of


@pytest.mark.parametrize(
    ("distribution", "modules"),
    [
        ("flask", ("flask",)),
        ("scikit-learn", ("sklearn",)),
        ("django-environ", ("environ",)),
        ("protobuf", ("google",)),
        ("setuptools", ("setuptools", "pkg_resources", "_distutils_hack")),
        ("zope-interface", ("zope",)),
    ],
)
def test_modules_of_a_distribution(distribution: str, modules: tuple[str, ...]) -> None:
    assert modules_of(distribution) == modules


@pytest.mark.parametrize("name", ["", "#", "flask.", "no such", "flas", "Flask", "(", "a\nflask"])
def test_what_the_table_does_not_hold(name: str) -> None:
    assert modules_of(name) is None


@pytest.mark.parametrize(
    ("module", "first"),
    [
        ("yaml", "pyyaml"),
        ("cv2", "opencv-python"),
        ("PIL", "pillow"),
        ("environ", "django-environ"),
    ],
)
def test_the_most_downloaded_comes_first(module: str, first: str) -> None:
    assert distributions_with(module)[0] == first


@pytest.mark.parametrize("module", ["", "no_such_module_at_all", "of", "("])
def test_no_distribution_with_a_module(module: str) -> None:
    assert distributions_with(module) == ()
