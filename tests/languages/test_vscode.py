"""The texts of the extension for VS Code: each key has a text in each language."""

from __future__ import annotations

import json
import re
from pathlib import Path

from scripts.catalogue_checks import _of_form

FOLDER = Path(__file__).parent.parent.parent / "editors" / "vscode"


def test_each_message_of_the_code_is_translated() -> None:
    code = "".join(path.read_text("utf-8") for path in sorted((FOLDER / "src").glob("*.ts")))
    said = set(re.findall(r'l10n\.t\(\s*"([^"]+)"', code))
    assert not re.findall(r"show(?:Error|Warning|Information)Message\(\s*[\"`]", code)
    bundle = json.loads((FOLDER / "l10n" / "bundle.l10n.zh-cn.json").read_text("utf-8"))
    assert said == bundle.keys()
    for text, translation in bundle.items():
        assert not _of_form(text, translation), text


def test_each_step_of_the_walkthrough_is_translated() -> None:
    folder = FOLDER / "walkthrough"
    steps = [path for path in folder.glob("*.md") if ".nls." not in path.name]
    assert len(steps) >= 3
    for path in steps:
        other = path.with_suffix(".nls.zh-cn.md").read_text("utf-8")
        fenced = re.compile(r"(?ms)^```.*?^```$")
        assert fenced.findall(path.read_text("utf-8")) == fenced.findall(other)
        for line in fenced.sub("", other).splitlines():
            assert not [wrong for wrong in _of_form(line, line + " ") if "code" not in wrong], line


def test_each_key_has_a_text_in_each_language() -> None:
    manifest = (FOLDER / "package.json").read_text("utf-8")
    keys = set(re.findall(r'"%([^"%]+)%"', manifest))
    english, chinese = (
        json.loads((FOLDER / name).read_text("utf-8"))
        for name in ("package.nls.json", "package.nls.zh-cn.json")
    )
    assert keys == english.keys() == chinese.keys()
    for key, text in english.items():
        assert not _of_form(text, chinese[key]), key
