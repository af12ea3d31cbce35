"""Every page has its Chinese one: the same parts, the right terms, and not older than it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from scripts import platform_pages, version_pages
from scripts.catalogue_checks import _glossary, _of_form, _of_terms
from scripts.page_language import page_languages
from scripts.rule_documents import rule_pages, rule_table
from scripts.site_pages import pages
from scripts.translations import (
    Section,
    pairs,
    sections,
    stale,
    untranslated,
)
from scripts.write_docs import sentences, with_lengths

SITE = pages()
PAGES = [*pairs(), *(f"site/{name}" for name in SITE if not name.endswith(".zh.md"))]
_CODE = re.compile(r"`[^`\n]*`|https?://\S+")
_MARKUP = re.compile(r"<[^>]*>|(?<=\])\([^)]*\)|[*]|^(?:title|description): .*$", re.MULTILINE)
_QUOTED = re.compile(r"\*[^*\n]+\*|“[^”]*”")
"""Menus of other programs and what they print, in italics or quoted."""


@cache
def both(name: str) -> tuple[list[Section], list[Section]]:
    """The sections of a page in English and in Chinese."""
    if name.startswith("site/"):
        path = name.removeprefix("site/")
        english, chinese = SITE[path], SITE[path.removesuffix(".md") + ".zh.md"]
    else:
        english, chinese = (path.read_text("utf-8") for path in pairs()[name])
    return sections(english), sections(chinese)


def in_english(prose: str) -> list[str]:
    """Four words of English in a row that are no code."""
    bare = _MARKUP.sub("", _QUOTED.sub("", _CODE.sub("`", prose)))
    return re.findall(r"(?:\b[A-Za-z][a-z]*,? ){3,}[a-z]{2,}", bare)


def broken_lines(prose: str) -> list[str]:
    """Line breaks between Chinese characters, which a browser shows as a blank."""
    wide = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
    return re.findall(rf"{wide}\n *(?![-*|#] |\d+\.){wide}", prose)


def test_nothing_changed_since_its_translation() -> None:
    found = stale()
    assert not found, "\n".join(["", *found, "see scripts/translations.py"])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_parts_of_the_english_one(name: str) -> None:
    ours, theirs = both(name)
    assert [part.level for part in ours] == [part.level for part in theirs]
    for english, chinese in zip(ours, theirs, strict=True):
        where = chinese.heading
        assert english.links == chinese.links, where
        assert english.tables == chinese.tables, where
        assert english.items == chinese.items, where
        if re.search(r"\bINT\d{3} ", where):  # in words: tests/languages/test_pages.py
            assert len(english.listings) == len(chinese.listings), where
        else:
            assert english.listings == chinese.listings, where
        assert not english.code - chinese.code, where


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_in_chinese_and_in_its_form(name: str) -> None:
    glossary = _glossary("zh")
    ours, theirs = both(name)
    for english, chinese in zip(ours, theirs, strict=True):
        assert not in_english(chinese.heading + chinese.prose)
        assert not broken_lines(chinese.prose)
        for line in [chinese.heading, *chinese.prose.splitlines()]:
            bare = _MARKUP.sub("", _CODE.sub("`", line))
            wrong = [each for each in _of_form(bare, bare + " ") if "code" not in each]
            assert not wrong, line
        if not name.startswith(
            ("site/rules/", "docs/rules.md")
        ):  # whose lines are compared one by one elsewhere
            english_text, text = english.heading + english.prose, chinese.heading + chinese.prose
            assert not _of_terms(english_text, text, glossary)


def test_made_pages_have_all_their_sentences() -> None:
    version_pages.pages()
    platform_pages.pages()
    for each in page_languages():
        rule_pages(each)
        rule_table(each)
    assert not sentences(), "translate them in scripts/pages.zh.po"


def test_parts_are_found() -> None:
    page = (
        "# A\n\n[简体中文](a.zh.md)\n\nText `x`, [b](b.md#c).\n\n"
        "| a | b |\n| --- | --- |\n| 1 | 2\\|3 |\n"
        "\n- one\n- two\n\n```sh\n# told\nrun  # and why\n```\n\n## B\n\n"
        '```text title="$ pyspec-check"\nout\n```\n'
    )
    first, second = sections(page)
    assert (first.level, second.level) == (1, 2)
    assert first.links == ["b.md#c"]
    assert first.tables == [(3, 2)]
    assert first.items == 2
    assert first.code == {"x"}
    assert first.listings == ["```sh\n\nrun\n```"]
    assert second.listings == ['```text title="$ pyspec-check"']
    assert first.digest == sections(page.replace("Text `x`", "Text\n`x`"))[0].digest
    assert first.digest != sections(page.replace("Text `x`", "Texts `x`"))[0].digest
    assert second.digest == sections(page.replace("\nout\n", "\nother\n"))[1].digest


def test_wide_characters_of_a_picture_get_the_cells_that_they_take() -> None:
    text = '<text class="a" x="0" textLength="{}" clip-path="b">{}</text>'
    for content, narrow, wide in (("1&#160;个", 36.6, 48.8), ("警告[", 36.6, 61), ("a–", 20, 20)):
        assert with_lengths(text.format(narrow, content)) == text.format(wide, content)


def test_links_are_those_of_the_english_page() -> None:
    assert untranslated("a/b.zh.md#c") == "a/b.md#c"
    assert untranslated("report.zh.svg") == "report.svg"
    assert untranslated("https://x.example/a.zh.md") == "https://x.example/a.zh.md"


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("这里 the build stops with it 了", True),
        ("`the build stops with` 了", False),
        ("*the build stops with it* 了", False),
        ("VS Code、GitHub Actions 和 Azure Pipelines", False),
    ],
)
def test_english_that_is_left_is_found(prose: str, wrong: bool) -> None:
    assert bool(in_english(prose)) is wrong


def test_broken_lines_are_found() -> None:
    assert broken_lines("这是一行，\n还有一行")
    assert not broken_lines("这是一行\n\n还有一行")
    assert not broken_lines("- 一\n- 二")
