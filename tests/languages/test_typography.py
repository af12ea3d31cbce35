"""Chinese as it is set: full-width signs, blanks beside Latin text and nowhere else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.languages.po import parse_po

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parent.parent.parent
EDITOR = TOP / "editors" / "vscode"
CATALOGUES = [
    TOP / "checker" / "languages" / "zh" / "messages.po",
    TOP / "scripts" / "pages.zh.po",
]
VALUES = [EDITOR / "package.nls.zh-cn.json", *(EDITOR / "l10n").glob("*zh*.json")]
PAGES = [
    *TOP.glob("docs/**/*.zh.md"),
    *TOP.glob("*.zh-CN.md"),
    *EDITOR.glob("*.zh-CN.md"),
    *EDITOR.glob("walkthrough/*zh-*.md"),
    *TOP.glob("checker/rules/pages/zh/*.md"),
    TOP / "scripts" / "performance.zh.md",
]
_CODE = re.compile(r"https?://\S+")
_BOLD = re.compile(r"(?<=[。：])\*\* ")
"""The end of something bold behind a full-width sign, which only a blank makes one."""
_CHINESE = "\u4e00-\u9fff"
_WIDE = f"{_CHINESE}\u3001-\u303f\uff00-\uffef"
WRONG = {
    "a blank between Chinese characters": rf"[{_CHINESE}] +[{_WIDE}]|[{_WIDE}] +[{_CHINESE}]",
    "no blank between Chinese and Latin": rf"[{_CHINESE}][A-Za-z0-9`]|[A-Za-z0-9`][{_CHINESE}]",
    "a half-width sign": rf"[{_CHINESE}][,;?!]|[{_CHINESE}]:(?!\S*/)|[,;?!][{_CHINESE}]",
    "half-width brackets": rf"\([^()]*[{_CHINESE}]|[{_CHINESE}][^()（）]*\)",
    "a blank beside a full-width sign": r" [，。；：、）]|[，。；：、（] (?=\S)",
    "two signs": "[，。；：、]{2}",
    "three dots": rf"[{_CHINESE}]\.\.\.|\.\.\.[{_CHINESE}]",
}


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file that are read, without its code."""
    text = path.read_text("utf-8")
    if path in CATALOGUES:
        texts = [value for key, value in parse_po(text).items() if key]
    elif path in VALUES:
        texts = list(json.loads(text).values())
    elif "rules/pages" in path.as_posix():
        texts = [line for line in text.split("\n") if re.search(f"[{_CHINESE}]", line)]
    else:
        text = re.sub(r"(?ms)^ *```.*?^ *```$|^---$.*?^---$", "", text)
        texts = [cell for line in text.split("\n") for cell in re.split(r"(?<!\\)\|", line)]
    for each in texts:
        bare = _BOLD.sub("", re.sub(r"(?m)^\s*(?:[-*] |\d+\. |#+ )", "", each))
        bare = re.sub(r"<[^>]*>|\*\*|\]\([^)]*\)|!?\[", "", re.sub(r"`[^`]*`", "`", bare))
        bare = _CODE.sub("`", bare)
        yield from (line.strip() for line in bare.split("\n"))


@pytest.mark.parametrize("path", [*CATALOGUES, *VALUES, *PAGES], ids=lambda p: p.name)
def test_chinese_is_set_as_it_should_be(path: Path) -> None:
    found = [
        f"{what}: {line}" for line in _lines(path) for what in WRONG if re.search(WRONG[what], line)
    ]
    assert not found, "\n".join(["", *found])


def test_there_are_files_of_each_kind() -> None:
    assert len(VALUES) == 2
    assert len(PAGES) > 140
    assert {"README.zh-CN.md", "CONTRIBUTING.zh-CN.md"} <= {path.name for path in PAGES}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("构建 失败", "a blank between Chinese characters"),
        ("使用Python", "no blank between Chinese and Latin"),
        ("失败,然后", "a half-width sign"),
        ("失败 (构建)", "half-width brackets"),
        ("失败 ，然后", "a blank beside a full-width sign"),
        ("失败。。", "two signs"),
        ("等等...", "three dots"),
    ],
)
def test_mistakes_are_found(line: str, what: str) -> None:
    assert re.search(WRONG[what], line)
    assert not re.search(WRONG[what], "使用 Python 构建（源码），然后启动；`a, b`。")
