"""The texts of the extension for VS Code: each key has a text in each language."""

from __future__ import annotations

import json
import re
from pathlib import Path

from scripts.catalogue_checks import _of_form

FOLDER = Path(__file__).parent.parent.parent / "editors" / "vscode"


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
