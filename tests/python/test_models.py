"""The lists by which models are found name exactly what the files hold."""

from __future__ import annotations

from importlib import import_module

import pytest

from checker.python.models import packages, stdlib


@pytest.mark.parametrize("package", [packages, stdlib])
def test_every_model_is_listed_where_it_is(package: object) -> None:
    models: dict[str, str] = package.MODELS  # type: ignore[attr-defined]
    for home, names in models.items():
        held = import_module(f"{package.__name__}_{home}").MODULES  # type: ignore[attr-defined]
        assert sorted(names.split()) == sorted(held)
