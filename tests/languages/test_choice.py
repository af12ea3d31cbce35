"""Which language a command speaks: the option, our variable, the configuration, the locale."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checker.base.errors import UsageError, eprint, speak, spoken
from checker.base.loading import own_file
from checker.base.messages import ENGLISH
from checker.cli import language as choosing
from checker.cli.main import LANGUAGE_VARIABLES, wants_other_language
from checker.languages import language
from checker.languages.po import parse_po

TOP = Path(__file__).parent.parent.parent
BROKEN = "examples/broken"
CHINESE, WORDS = "没有发现问题", "nothing to report"


def run(
    *words: str, folder: str | Path = "examples/clean", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """A run with these variables and no others that say a language."""
    silent = (*LANGUAGE_VARIABLES, "LANGUAGE", "PYTHONIOENCODING", "PYTHONUTF8", "LC_CTYPE")
    environment = {name: value for name, value in os.environ.items() if name not in silent}
    return subprocess.run(
        [sys.executable, "-m", "checker", *words, str(folder)],
        cwd=TOP, env={**environment, **variables}, capture_output=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("variables", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_TW.UTF-8"}, True),
        ({"LANG": "zh_HK"}, True),
        ({"LANG": "zh_Hant_TW.UTF-8"}, True),
        ({"LANG": "zh_CN.GB18030"}, True),
        ({"LANG": "zh_CN.UTF-8@pinyin"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "POSIX"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, True),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "zh_CN.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, True),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:zh_CN:en"}, True),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:en:zh_CN"}, False),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"}, False),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, False),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_CN"}, False),
        ({"LANGUAGE": "zh_CN"}, False),
        ({"LANG": "zh_CN.UTF-8", "PYSPEC_CHECK_LANGUAGE": "en"}, False),
        ({"LANG": "en_US.UTF-8", "PYSPEC_CHECK_LANGUAGE": "zh"}, True),
        ({"LANG": "C", "PYSPEC_CHECK_LANGUAGE": "zh_TW.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "PYSPEC_CHECK_LANGUAGE": ""}, True),
    ],
)
def test_the_environment_chooses(
    variables: dict[str, str], chinese: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*LANGUAGE_VARIABLES, "LANGUAGE", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding="utf-8"))
    code = "en"
    if wants_other_language([]):
        choosing.choose([])
        code = spoken().code
        speak(ENGLISH)
    assert code == ("zh" if chinese else "en")


@pytest.mark.parametrize(
    ("words", "variables", "said"),
    [
        (["--language", "zh"], {"LANG": "en_US.UTF-8"}, CHINESE),
        (["--language=zh_CN"], {"LANG": "C"}, CHINESE),
        (["--language", "en"], {"LANG": "zh_CN.UTF-8", "PYSPEC_CHECK_LANGUAGE": "zh"}, WORDS),
        ([], {"PYSPEC_CHECK_LANGUAGE": "zh"}, CHINESE),
        ([], {"LANG": "C"}, WORDS),
    ],
)
def test_the_option_comes_first(words: list[str], variables: dict[str, str], said: str) -> None:
    done = run(*words, PYTHONIOENCODING="utf-8", **variables)
    assert said in done.stdout.decode("utf-8")
    assert not done.stderr


@pytest.mark.parametrize(
    ("words", "variables"),
    [
        (["--language", "de"], {}),
        (["--language=chinese"], {}),
        (["--language="], {}),
        ([], {"PYSPEC_CHECK_LANGUAGE": "de"}),
        ([], {"PYSPEC_CHECK_LANGUAGE": "nope"}),
    ],
)
def test_an_unknown_language_is_a_mistake(words: list[str], variables: dict[str, str]) -> None:
    done = run(*words, **variables)
    assert done.returncode == 2
    assert b"there are: en, zh" in done.stderr
    assert not done.stdout


def test_an_unknown_language_of_a_configuration_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "pyspec-check.toml").write_text('language = "de"\n')
    done = run(folder=tmp_path)
    assert done.returncode == 2
    assert b"unknown language `de`" in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "gb2312", "cp936", "utf-8", "utf-16"])
def test_an_encoding_that_has_chinese_shows_it(encoding: str) -> None:
    done = run(LANG="zh_CN.UTF-8", PYTHONIOENCODING=encoding)
    assert CHINESE in done.stdout.decode(encoding)


@pytest.mark.parametrize(
    "encoding", ["ascii", "latin-1", "cp1252", "cp437", "big5", "shift_jis", "euc_kr"]
)
def test_another_encoding_gets_english(encoding: str) -> None:
    done = run(LANG="zh_CN.UTF-8", PYTHONIOENCODING=encoding)
    assert WORDS.encode() in done.stdout
    assert not done.stderr
    done = run("--language", "zh", PYTHONIOENCODING=encoding)
    assert WORDS.encode() in done.stdout
    assert b"warning: the output's encoding" in done.stderr


def test_a_file_is_chinese_though_the_terminal_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    for encoding in ("ascii", "cp1252", "gbk"):
        words = ("--language", "zh", "--output", f"full:{path}")
        run(*words, folder=BROKEN, PYTHONIOENCODING=encoding)
        assert "个错误" in path.read_text("utf-8")
        assert "→" in path.read_text("utf-8")


def test_standard_error_has_an_encoding_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(language("zh"))
    for encoding, said in (("ascii", "nothing was written"), ("gbk", "没有写入任何内容")):
        stream = TextIOWrapper(BytesIO(), encoding)
        monkeypatch.setattr(sys, "stderr", stream)
        eprint("nothing was written")
        stream.flush()
        assert stream.buffer.getvalue().decode(encoding).strip() == said
    speak(ENGLISH)


def test_what_encodings_of_china_have_is_kept() -> None:
    done = run("--language", "zh", folder=BROKEN, PYTHONIOENCODING="gbk").stdout.decode("gbk")
    assert "→" in done
    assert "─" not in done, "two columns wide there"
    assert b"->" in run(folder=BROKEN, PYTHONIOENCODING="cp1252").stdout


def test_the_catalogue_has_no_character_that_a_console_of_china_lacks() -> None:
    entries = parse_po(own_file("languages/zh/messages.po").decode("utf-8"))
    for text in entries.values():
        assert text.encode("gbk").decode("gbk") == text


def test_a_configuration_does_not_overrule_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "pyspec-check.toml").write_text('language = "zh"\n')
    assert b"\\u" not in run(folder=tmp_path, PYTHONIOENCODING="ascii").stdout
    assert "运行" in run(folder=tmp_path, PYTHONIOENCODING="utf-8").stdout.decode("utf-8")


def test_windows_has_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    def windows(identifier: int) -> Any:
        return SimpleNamespace(
            windll=SimpleNamespace(
                kernel32=SimpleNamespace(GetUserDefaultUILanguage=lambda: identifier)
            )
        )

    for name in (*LANGUAGE_VARIABLES, "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding="cp936"))
    for identifier, code in ((0x0804, "zh"), (0x0404, "zh"), (0x0409, "en"), (0x0407, "en")):
        monkeypatch.setitem(sys.modules, "ctypes", windows(identifier))
        assert wants_other_language([])
        choosing.choose([])
        assert spoken().code == code
    speak(ENGLISH)


def test_a_mistake_is_raised_before_anything_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPEC_CHECK_LANGUAGE", "xx")
    with pytest.raises(UsageError, match="unknown language `xx`"):
        choosing.choose([])
