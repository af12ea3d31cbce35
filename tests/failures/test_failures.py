"""Every reported failure is reported where it is, with what to do, and its repair is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.failures.cases import findings, is_certain_error, load, missing

CASES = [pytest.param(case, id=f"{kind}-{case['name'].replace(' ', '-')}") for kind, case in load()]


@pytest.mark.parametrize("case", CASES)
def test_is_reported(case: dict[str, Any]) -> None:
    assert missing(case, findings(case)) == ""


@pytest.mark.parametrize("case", CASES)
def test_repair_is_not_reported(case: dict[str, Any]) -> None:
    assert [each for each in findings(case, repaired=True) if is_certain_error(each)] == []
