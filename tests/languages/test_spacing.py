"""A blank stands between Chinese and Latin text, whatever a field brings."""

from __future__ import annotations

import pytest

from checker.languages.spacing import filled


@pytest.mark.parametrize(
    ("template", "field", "wanted"),
    [
        ("{x}需要", "Pipfile", "Pipfile 需要"),
        ("{x}需要", "依赖", "依赖需要"),
        ("{x} 需要", "依赖", "依赖需要"),
        ("{x} 需要", "Pipfile", "Pipfile 需要"),
        ("{x}需要", "海象运算符 `:=`", "海象运算符 `:=` 需要"),
        ("→ {x} 以 `E` 中止", "启动", "→ 启动以 `E` 中止"),
        ("使用 {x}", "按规范是 3.6", "使用按规范是 3.6"),
        ("使用 {x} 和 3.9", "3.6（5.13）", "使用 3.6（5.13）和 3.9"),
        ("使用{x}", "3.6", "使用 3.6"),
        ("名称 `{x}` 已有", "文件", "名称 `文件` 已有"),
        ("名称 `a{x}b` 已有", "文件", "名称 `a文件b` 已有"),
        ("{x}，", "a", "a，"),
        ("{x}", " 文件 ", " 文件 "),
        ("共 {x}", "", "共 "),
        ("`{{a}}` {x} 个", "3", "`{a}` 3 个"),
    ],
)
def test_blanks(template: str, field: str, wanted: str) -> None:
    assert filled(template, {"x": field}) == wanted


def test_what_a_field_quotes_stays_as_it_is() -> None:
    assert filled("写成 {x}", {"x": "`中 文abc`"}) == "写成 `中 文abc`"
    assert filled("{a}{b}", {"a": "中文", "b": "abc"}) == "中文 abc"
    assert filled("{a} {b}", {"a": "需要它。", "b": "`2.0` 也是"}) == "需要它。`2.0` 也是"
