"""Mistakes of a command line and of a configuration are told in the language that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.base.errors import speak
from checker.base.messages import ENGLISH
from checker.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _in_english_again() -> Iterator[None]:
    yield
    speak(ENGLISH)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format"], "选项 --format 需要一个值"),
        (["--fix=3"], "选项 --fix 不接受值 '3'"),
        (["--format=foo"], "未知的格式 `foo`；可用的有：full"),
        (["--target=rainbond5"], "未知的目标 `rainbond5`；要写的是 `rainbond-5` 吗？"),
        (["explain"], "缺少必需的参数：CODE"),
        (["explain", "NOPE"], "未知的规则 `NOPE`；`pyspec-check rules` 列出全部"),
    ],
)
def test_of_a_command_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--language", "zh"]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyspec-check.toml", 'language = "zh"\nselct = ["A"]\n'),
        ("pyspec-check.toml", "language = 'zh'\ntarget = 'nope'\n"),
        ("pyproject.toml", '[tool.pyspec-check]\nlanguage = "zh"\ntarget = "nope"\n'),
    ],
)
def test_of_a_configuration(
    name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text)
    assert main([str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("pyspec-check：")
    assert "可用的有：" in said


def test_another_tool_s_language_is_none_of_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.other]\nlanguage = "zh"\n[tool.pyspec-check]\ntarget = "nope"\n'
    )
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("pyspec-check: ")
