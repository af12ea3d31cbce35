"""The facts about platforms: each has a rule, a line of the plan or a reason."""

from __future__ import annotations

import re

from checker.rules.codes import RULES
from checker.targets import facts, targets, uses
from scripts import platform_pages
from scripts.version_pages import WHAT, pages

HISTORY = [f"RH{number}" for number in range(1, 19)]


LETTERS = {target.options.get("facts", "RH") for target in targets().values()} - {"RH"}
OTHERS = [name for name in facts() if re.sub("[0-9]+$", "", name) in LETTERS]
"""The facts about other platforms."""


def test_every_fact_is_used_or_says_why_not() -> None:
    cited = {name for rule in RULES.values() for name in rule.cites}
    assert {"H", "HC", "D", "SC", "C", "RW", "DO"} <= LETTERS
    assert len(OTHERS) >= 16 + 8 + 9 + 3 + 7 + 5 + 3
    for name in (*HISTORY, *OTHERS):
        assert facts()[name].endswith(".")
        assert name in cited or uses()[name], name
    assert set(uses()) <= {*HISTORY, *OTHERS}


def test_a_use_names_rules_that_exist() -> None:
    """`plan: …` begins a line of the plan; codes are the registry's."""
    for name, use in uses().items():
        assert set(re.findall(r"[A-Z]{2,4}[0-9]{3}", use)) <= set(RULES), name


def test_there_is_a_page_for_each_other_platform() -> None:
    found = platform_pages.pages()
    for name, target in targets().items():
        if target.platform != "Rainbond":
            page = found[f"platforms/{name}.md"]
            assert all(version in page for version in target.python_supported)
            assert "## What it reads" in page
            assert "## The facts" in page
            listed = {row.split(" ")[1] for row in page.splitlines() if row.startswith("| ")}
            assert set(platform_pages.letters(target)) <= {re.sub("[0-9]", "", e) for e in listed}


def test_there_is_a_page_for_each_version_of_rainbond() -> None:
    found = pages()
    for target in targets().values():
        if target.line == "Rainbond" or target.versions:
            page = found[f"rainbond/{target.name}.md"]
            assert all(f"| {name} |" in page for name in WHAT)
            assert all(version in page for version in target.python_supported)
            assert target.python_unknown_message.replace("{name}", "…") in page
    assert "What changes at Rainbond 5.14 – 5.17" in found["rainbond/rainbond-5.6.md"]
    assert "RH18" in found["rainbond/README.md"]
