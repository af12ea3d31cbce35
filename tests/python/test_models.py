"""A model is found by the name of what it stands for."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest

from checker.data.distributions import TABLE
from checker.parsers.requirements import normalise
from checker.python.models import packages, stdlib
from checker.python.models.installed import model_of


@pytest.mark.parametrize("home", stdlib.MODELS)
def test_every_standard_model_is_listed_where_it_is(home: str) -> None:
    held = import_module(f"{stdlib.__name__}_{home}").MODULES
    assert sorted(stdlib.MODELS[home].split()) == sorted(held)


@pytest.mark.parametrize("file", [module.name for module in iter_modules(packages.__path__)])
def test_a_library_is_one_file_that_its_import_name_finds(file: str) -> None:
    module = import_module(f"{packages.__name__}.{file}")
    assert {name.partition(".")[0] for name in module.MODULES} == {file}
    assert all(model_of(name) is made for name, made in module.MODULES.items())
    known = TABLE.get(normalise(module.PROVIDES))
    assert known is None or file in known[0].split()


def test_a_library_without_a_file_has_no_model() -> None:
    assert model_of("corsheaders") is None
    assert model_of("environ.another") is None
