"""What an editor shows of a place is in the client's language, but for code."""

from __future__ import annotations

import re

import pytest

from checker.editor.completion.dispatch import completions
from checker.editor.hover.dispatch import hover
from checker.languages import language
from tests.editor.looking import FLASK, django, looked_at

CHINESE = language("zh")
SETTINGS = "mysite/settings.py"


def english_in(markdown: str) -> list[str]:
    """Two words of English in a row that are no code, no address and no example."""
    text = re.sub(r"(?s)```.*?```|`+[^`]*`+|\]\([^)]*\)|\*\*", "", markdown)
    return re.findall(r"[a-z]{3,} [a-z]{2,}", text)


@pytest.mark.parametrize(
    ("files", "path", "marked", "target", "wanted"),
    [
        (FLASK, "Procfile", "w|eb: gunicorn app:app\n", "rainbond-5", "平台唯一启动的进程"),
        (FLASK, "Procfile", "web: x\n|release: y\n", "rainbond-5", "release 阶段"),
        (FLASK, "Procfile", "web: gun|icorn app:app\n", "rainbond-5", "运行 WSGI 应用。"),
        (FLASK, "Procfile", "web: x $PO|RT\n", "rainbond-5", "是组件的端口"),
        (
            FLASK,
            "runtime.txt",
            "|python-3.6",
            "rainbond-5",
            "**RUN002** runtime-bad-format（错误，",
        ),
        (FLASK, "runtime.txt", "python-3.6|.6", "rainbond-5", "受支持，也是推荐的版本。"),
        (FLASK, "runtime.txt", "python-3.6|.6", "rainbond-5", "不再有安全修复"),
        (FLASK, "requirements.txt", "Dja|ngo==4.2\n", "rainbond-5", "的包索引）"),
        (django(""), SETTINGS, "DEBUG| = True\n", "rainbond-5", "值：`True`"),
    ],
)
def test_hovers(files: dict[str, str], path: str, marked: str, target: str, wanted: str) -> None:
    report, offset = looked_at(files, path, marked, target)
    found = hover(report.project, report, path, offset, CHINESE)
    assert found is not None
    assert wanted in found.markdown
    assert not english_in(found.markdown)


@pytest.mark.parametrize(
    ("path", "marked", "wanted"),
    [
        ("Procfile", "|", "WSGI 应用"),
        ("requirements.txt", "|", "需要：web 命令启动 gunicorn"),
        ("runtime.txt", "|", "推荐、"),
    ],
)
def test_completions(path: str, marked: str, wanted: str) -> None:
    report, offset = looked_at(FLASK, path, marked, "rainbond-5")
    details = [
        CHINESE.of(item.detail) for item in completions(report.project, path, offset) if item.detail
    ]
    assert any(wanted in detail for detail in details), details
    assert not any(map(english_in, details)), details
