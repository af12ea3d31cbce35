"""Every rule on its own trees: what it must report, and the near misses that it must not."""

from __future__ import annotations

from typing import Any

import pytest

from checker.rules import load_rules
from checker.targets import citation
from tests.cases import RULES, lines_of, load

CODES = [code for code in load_rules() if not code.startswith("INT")]
ENOUGH = 8
"""Cases of each kind that a rule needs at least."""


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}-{case['name'].replace(' ', '-')}")
        for code in CODES
        for case in load(code, kind)
    ]


@pytest.mark.parametrize(("code", "case"), _cases("reported"))
def test_reports(code: str, case: dict[str, Any]) -> None:
    assert lines_of(code, case) == case["expect"]
    assert case["expect"], "a case that must be reported expects at least one line"


@pytest.mark.parametrize(("code", "case"), _cases("near-miss"))
def test_stays_silent(code: str, case: dict[str, Any]) -> None:
    assert lines_of(code, case) == []


@pytest.mark.parametrize("code", CODES)
def test_has_enough_cases(code: str) -> None:
    assert len(load(code, "reported")) >= ENOUGH
    assert len(load(code, "near-miss")) >= ENOUGH


def test_no_cases_without_a_rule() -> None:
    assert {path.stem for path in RULES.glob("*.toml")} <= set(load_rules())


@pytest.mark.parametrize("code", list(load_rules()))
def test_page_is_complete(code: str) -> None:
    rule = load_rules()[code]
    assert rule.summary.endswith(".")
    assert rule.cites
    for cited in rule.cites:
        assert citation(cited)
    for section in ("Why:", "Example:", "Use instead:"):
        assert f"\n{section}\n" in rule.page, f"{code} has no section {section}"
