"""Every rule on its own trees: what it must report, and the near misses that it must not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.rules import codes
from checker.rules.codes import FAMILIES, RULES
from checker.rules.page import EXAMPLES, LISTS, page_of, sections, summary_of
from checker.rules.registry import load_all
from checker.targets import citation
from tests.cases import CASES, lines_of, load

CODES = [code for code in RULES if not code.startswith("INT")]
TOP = Path(__file__).parent.parent
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


def test_a_row_is_a_function_and_a_page() -> None:
    found = load_all()
    assert found.keys() == RULES.keys()
    for code, row in RULES.items():
        assert found[code].__module__ == f"checker.rules.{row.module}"
        assert found[code].__doc__
    folder = Path(codes.__file__).parent / "pages"
    assert {path.stem for path in folder.glob("*.md")} == RULES.keys()


def test_every_rule_is_in_a_family() -> None:
    assert list(RULES) == sorted(RULES, key=lambda code: (FAMILIES.index(RULES[code].family), code))
    assert len({row.name for row in RULES.values()}) == len(RULES)


@pytest.mark.parametrize(
    "code",
    [
        "from checker.config import parse, settings, schema",
        "from checker.cli.main import main; main(['rules', '--format', 'json'])",
        "from checker.cli.main import main; main(['explain', 'PROC003'])",
        "from checker.cli.main import main; main(['config', 'examples'])",
    ],
)
def test_selecting_and_explaining_import_no_rule(code: str) -> None:
    program = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=TOP
    )
    loaded = {name for name in done.stderr.split() if name.startswith("checker.rules.")}
    assert not loaded & {f"checker.rules.{row.module}" for row in RULES.values()}


def test_no_cases_without_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.toml")} <= set(RULES)


@pytest.mark.parametrize("code", list(RULES))
def test_page_is_complete(code: str) -> None:
    rule = RULES[code]
    assert summary_of(rule.code).endswith(".")
    assert rule.cites
    for cited in rule.cites:
        assert citation(cited)
    headings = [heading for heading, lines in sections(page_of(code)) if lines]
    assert headings == ["", *LISTS, "Why:", *EXAMPLES]
    [fixes] = [lines for heading, lines in sections(page_of(code)) if heading == LISTS[-1]]
    assert fixes[0].startswith("- none: ") == (rule.fix is None)
    for heading, lines in sections(page_of(code)):
        assert heading not in LISTS or all(line.startswith("- ") for line in lines)
