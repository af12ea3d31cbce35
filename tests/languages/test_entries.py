"""Every sentence has a translation that is complete, in its form, and in the glossary's terms."""

from __future__ import annotations

import pytest

from checker.base.messages import LANGUAGES, fill
from checker.languages import language
from scripts.catalogue_checks import (
    _glossary,
    _of_form,
    _of_terms,
    _without_terms,
    exceptions,
    mistakes,
    quoted,
)
from scripts.catalogue_texts import texts

OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.mark.parametrize("code", OTHERS)
def test_the_catalogue_is_complete(code: str) -> None:
    found = mistakes(code)
    assert not found, "\n".join(["", *found, "see CONTRIBUTING.md, Add or change a sentence"])


def test_what_is_said_is_found() -> None:
    found = texts()
    assert len(found) > 2000
    for text in ("{count} error", "the build fails", "STATIC_ROOT is not set", "Reported:"):
        assert text in found


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("{a} is missing", "缺少 {b}"),
        ("{a} is missing", "缺少"),
        ("write `x`", "写成 `y`"),
        ("write `x`", "写成`x`"),
        ("the build fails, so", "构建失败,因此"),
        ("Python is missing", "缺少Python"),
    ],
)
def test_mistakes_of_form_are_found(text: str, translation: str) -> None:
    assert _of_form(text, translation)


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("{a} is missing", "缺少 {a}"),
        ("{count} finding{s}", "{count} 个问题"),
        ("write `{{x}}: y`, or `b`", "写成 `{{x}}: y`，或 `b`"),
    ],
)
def test_what_is_right_is_not_reported(text: str, translation: str) -> None:
    assert not _of_form(text, translation)


def test_another_term_is_found() -> None:
    glossary = {"folder": {"is": ["目录"], "not": ["文件夹"]}}
    assert _of_terms("two folders", "两个文件夹", glossary)
    assert not _of_terms("two folders", "两个目录", glossary)
    assert not _of_terms("write `folder`", "写成 `文件夹`", glossary)


def test_a_term_that_is_missing_is_found() -> None:
    glossary = {"folder": {"is": ["目录"]}}
    assert _without_terms("two folders", "两个", glossary, {})
    assert not _without_terms("two folders", "两个目录", glossary, {})
    assert not _without_terms("two folders", "两个", glossary, {"two ": ["folder"]})
    assert not _without_terms("write `folder` or {folder}", "写 `folder` 或 {folder}", glossary, {})


def test_each_exception_of_the_glossary_is_one() -> None:
    terms = texts()
    for begin, excepted in exceptions("zh").items():
        assert any(text.startswith(begin) for text in terms), begin
        assert set(excepted) <= set(_glossary("zh")), begin


def test_an_entry_can_be_pasted() -> None:
    assert quoted('a "b" \\ c') == '"a \\"b\\" \\\\ c"'
    assert quoted("a\nb\n") == '""\n"a\\n"\n"b\\n"'


def test_chinese_is_read_from_the_catalogue() -> None:
    assert language("zh").of(fill("`{path}` is a folder", path="a")) == "`a` 是目录"
