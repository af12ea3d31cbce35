"""Requirements files in hundreds of forms beside what six releases of pip did with them."""

from __future__ import annotations

import pytest

from tests.differential.pip_lines import ours, stored

_STORED = stored()
SILENT = {b"six>=\xd9\xa1\n", b"six==1.17.0\xc2\xa0# c\n"}
"""What pip refuses on Python 2 alone, because of letters beyond ASCII."""


@pytest.mark.parametrize("name", _STORED)
def test_as_pip(name: str) -> None:
    python, _, pip = name.partition("-")
    wrong = []
    for form, outcome in _STORED[name].items():
        error, anything = ours(form, python, pip)
        if (error and outcome == "p") or (outcome == "r" and not anything and form not in SILENT):
            wrong.append((form, outcome, error))
    assert not wrong
