"""Why a value is not known is said in the reader's language, though it is built as plain text."""

from __future__ import annotations

import pytest

from checker.data import text_table
from checker.languages import language
from checker.languages.reasons import reason
from scripts.catalogue_texts import reasons


def test_the_list_is_what_the_interpreter_says() -> None:
    said = [text for text in reasons() if "{" in text]
    assert text_table("reasons.txt").strip().split("\n") == said


@pytest.mark.parametrize(
    ("text", "template", "chinese"),
    [
        ("what local.toml contains", "what {name} contains", "local.toml 的内容"),
        (
            "what the folder conf contains where the platform builds",
            "what the folder {name} contains where the platform builds",
            "平台构建时目录 conf 里有什么",
        ),
        ("conf.ini is not UTF-8", "{name} is not UTF-8", "conf.ini 不是 UTF-8"),
        (
            "a variable whose name is not known: what is typed",
            "a variable whose name is not known: {because}",
            "一个名称未知的变量：输入了什么",
        ),
    ],
)
def test_reasons_are_recognised(text: str, template: str, chinese: str) -> None:
    found = reason(text)
    assert found is not None
    assert (str(found), found.template) == (text, template)
    assert language("zh").of(text) == chinese


@pytest.mark.parametrize("text", ["gunicorn app:app", "what?", "the build fails", "a", "whether"])
def test_other_texts_are_none(text: str) -> None:
    assert reason(text) is None
