"""How a rule's page is printed."""

from __future__ import annotations

import io

import pytest

from checker.languages import language
from checker.reports.catalogue import write_pages
from checker.reports.output import Output
from checker.reports.styled import cell_len
from checker.rules.codes import RULES
from checker.rules.page import LISTS, page_of, sections


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("rule", list(RULES)[::20])
def test_items_wrap_below_their_words(
    rule: str, code: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    stream, spoken = io.StringIO(), language(code)
    write_pages({rule: RULES[rule]}, Output(stream, language=spoken))
    lines = stream.getvalue().splitlines()
    for heading, items in sections(page_of(rule, spoken)):
        if heading not in LISTS:
            continue
        start = lines.index(spoken.say(heading)) + 1
        block = lines[start : [*lines, ""].index("", start)]
        assert sum(line.startswith("    - ") for line in block) == len(items)
        for line in block:
            assert line[:6] in {"    - ", "      "}
            assert line[6] != " "
            assert cell_len(line) <= width
