"""Every rule has a page in every language, with the sections and examples of the English one."""

from __future__ import annotations

import re

import pytest

from checker.base.messages import LANGUAGES
from checker.languages import language
from checker.rules.codes import RULES
from checker.rules.page import EXAMPLES, page_of, reason_of, sections, summary_of
from scripts.catalogue_checks import _glossary, _of_form, _of_terms

OTHERS = [code for code in LANGUAGES if code != "en"]


def same_example(line: str, own: str, *, described: bool) -> bool:
    """Whether a line of an example is the English one, but for what it says in words.

    Words are in a comment, or the whole line if the example is `described`.
    """
    if line == own:
        return True
    code, words = ("", own) if described else own.split("#", 1)
    return (
        code == ("" if described else line.split("#", 1)[0])
        and not words.isascii()
        and set(re.findall(r"\w+", words, re.ASCII)) <= set(re.findall(r"\w+", line))
    )


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("rule", RULES)
def test_a_page_has_what_the_english_one_has(code: str, rule: str) -> None:
    ours, theirs = sections(page_of(rule)), sections(page_of(rule, language(code)))
    assert page_of(rule) != page_of(rule, language(code)), (
        f"rules/pages/{code}/{rule}.md is missing"
    )
    assert [heading for heading, _ in ours] == [heading for heading, _ in theirs]
    glossary = _glossary(code)
    for (heading, lines), (_, translated) in zip(ours, theirs, strict=True):
        assert len(lines) == len(translated), f"{rule} {heading}: a line is missing"
        for line, own in zip(lines, translated, strict=True):
            if heading in EXAMPLES:
                assert same_example(line, own, described=rule.startswith("INT")), (
                    f"{rule} {heading}: an example differs"
                )
            else:
                found = [*_of_form(line, own), *_of_terms(line, own, glossary)]
                assert found == [], f"{rule}: {own}"


def test_the_reason_is_one_sentence() -> None:
    chinese = language("zh")
    assert reason_of("PROC011", "slug", chinese) == "平台只启动 `web`，没有 release 阶段。"
    assert summary_of("PROC011", chinese) == "Procfile 中有平台从不启动的进程。"
