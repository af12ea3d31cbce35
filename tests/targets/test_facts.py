"""The facts about Rainbond's versions: each has a rule, a line of the plan or a reason."""

from __future__ import annotations

from checker.rules.codes import RULES
from checker.targets import facts, targets, uses
from scripts.version_pages import WHAT, pages

HISTORY = [f"RH{number}" for number in range(1, 19)]


def test_every_fact_is_used_or_says_why_not() -> None:
    cited = {name for rule in RULES.values() for name in rule.cites}
    for name in HISTORY:
        assert facts()[name].endswith(".")
        assert name in cited or uses()[name], name
    assert set(uses()) <= set(HISTORY)


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
